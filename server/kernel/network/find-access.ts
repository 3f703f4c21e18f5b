import type { Land } from '../cost/land.ts';
import { countCells } from '../grid/grid.ts';
import { LEAST_SHARE, walkLineInto, type LineWalk } from './line-walk.ts';
import { listStations } from './list-stations.ts';
import type { RoadNetwork } from './road-network.ts';

/**
 * An edge that comes back on itself can be nearest at several places: squared metres this close (relative
 * and absolute) are a tie.
 */
const TIE = 1e-9;
const SAME_PLACE_METERS = 1e-3;
/**
 * Cell sizes within which a station is walked to. Measured against a 10 m graph: worst cell 2.9 % late with
 * 1.5, 1.6 % with 1.8; 2 costs a fifth more links.
 */
const STATION_REACH = 1.8;
/** Long segments are cut so that the box of cells looked at stays small. */
const CELLS_A_PART = 8;
/** Lists up to this long are sorted by insertion. */
const SHORT_LIST = 48;
const NO_ENTRY = -1;

/** Which points of an edge `AccessFinder` is to leave out, because another edge offers the same. */
export interface EndsDone {
  readonly from: boolean;
  readonly to: boolean;
}

function grow<T extends Int32Array | Float64Array>(array: T): T {
  const larger = (
    array instanceof Int32Array ? new Int32Array(array.length * 2) : new Float64Array(array.length * 2)
  ) as T;
  larger.set(array);
  return larger;
}

/**
 * Finds every place where the edges of one network can be entered on foot, by cell. Its scratch is kept
 * between edges: four bytes a cell of the grid, and what the longest edge needs.
 *
 * A cell's own point: for each passable cell the geometry passes through, the point of its pieces in that
 * cell that is nearest the centre; for each other passable cell the edge's nearest point, if that is within
 * one cell size. And its stations (`listStations`), for each passable cell whose centre is within
 * `STATION_REACH` cell sizes of one: by them a slow road is entered at a slant, and a bridge left at its
 * head. No barrier may lie between. With `endsOnly` (ferries, tunnels) the two ends are the only points
 * there are. The rule looks at the geometry of one edge alone, never at speeds or other edges, and barriers
 * only take points away: so another road, a speed or a barrier removed never takes a choice from anybody.
 * Where several places of the edge tie for nearest, each is a way in.
 */
export class AccessFinder {
  /** Places found by the last `find`, in order of (metres along the edge, cell): entry `order[i]`. */
  count = 0;
  order = new Int32Array(256);
  cell = new Int32Array(256);
  /** Metres along the edge. */
  along = new Float64Array(256);
  x = new Float64Array(256);
  y = new Float64Array(256);
  /** Seconds from the cell's centre to the place, and back. */
  toRoad = new Float64Array(256);
  fromRoad = new Float64Array(256);

  readonly #network: RoadNetwork;
  readonly #land: Land;
  readonly #walk: LineWalk = { meters: 0, toRoad: 0, fromRoad: 0 };
  /** Slot of a cell met by this edge: valid where `#cellOfSlot` names the cell. */
  readonly #slotOfCell: Int32Array;
  #slots = 0;
  #cellOfSlot = new Int32Array(64);
  /** By slot and kind (2 · slot, + 1 for cells passed through): first and last candidate, squared metres of the first. */
  #first = new Int32Array(128);
  #last = new Int32Array(128);
  #squared = new Float64Array(128);
  #candidates = 0;
  #candidateAlong = new Float64Array(128);
  #candidateX = new Float64Array(128);
  #candidateY = new Float64Array(128);
  #next = new Int32Array(128);

  constructor(network: RoadNetwork, land: Land) {
    this.#network = network;
    this.#land = land;
    this.#slotOfCell = new Int32Array(countCells(land.metric.grid));
  }

  /**
   * Finds the places of `edge`. `along` are the metres of its vertices (`computeVertexMeters`). Stations at
   * ends that are `done` are left out. O(cells near the edge).
   */
  find(edge: number, along: Float64Array, endsOnly: boolean, done: EndsDone): void {
    this.#slots = 0;
    this.#candidates = 0;
    this.count = 0;
    this.#visitEdge(edge, along, endsOnly);
    for (let slot = 0; slot < this.#slots; slot++) {
      const kind = this.#first[2 * slot + 1] === NO_ENTRY ? 2 * slot : 2 * slot + 1;
      for (let i = this.#first[kind]!; i !== NO_ENTRY; i = this.#next[i]!) {
        const cell = this.#cellOfSlot[slot]!;
        this.#offer(cell, this.#candidateAlong[i]!, this.#candidateX[i]!, this.#candidateY[i]!);
      }
    }
    this.#sort(0, this.count);
    const own = this.count;
    if (!endsOnly) this.#addStations(edge, along, done);
    if (own > 0 && this.count > own) this.#merge(own);
  }

  #visitEdge(edge: number, along: Float64Array, endsOnly: boolean): void {
    const { edgeVertexStart, vertexX, vertexY } = this.#network;
    const first = edgeVertexStart[edge]!;
    const last = along.length - 1;
    if (endsOnly) {
      for (const i of [0, last]) {
        const x = vertexX[first + i]!;
        const y = vertexY[first + i]!;
        this.#visitSegment(x, y, x, y, along[i]!, along[i]!);
      }
      return;
    }
    for (let i = 0; i < last; i++)
      this.#visitSegment(
        vertexX[first + i]!,
        vertexY[first + i]!,
        vertexX[first + i + 1]!,
        vertexY[first + i + 1]!,
        along[i]!,
        along[i + 1]!,
      );
  }

  #visitSegment(x0: number, y0: number, x1: number, y1: number, along0: number, along1: number): void {
    const grid = this.#land.metric.grid;
    const columnsWide = Math.abs(x1 - x0) / grid.cellWidth;
    const rowsHigh = Math.abs(y1 - y0) / grid.cellHeight;
    const parts = Math.max(1, Math.ceil(Math.max(columnsWide, rowsHigh) / CELLS_A_PART));
    let x = x0;
    let y = y0;
    let at = along0;
    for (let p = 1; p <= parts; p++) {
      const toX = p === parts ? x1 : x0 + ((x1 - x0) * p) / parts;
      const toY = p === parts ? y1 : y0 + ((y1 - y0) * p) / parts;
      const to = p === parts ? along1 : along0 + ((along1 - along0) * p) / parts;
      this.#visitPart(x, y, toX, toY, at, to);
      x = toX;
      y = toY;
      at = to;
    }
  }

  #visitPart(x0: number, y0: number, x1: number, y1: number, along0: number, along1: number): void {
    const land = this.#land;
    const { grid, metersPerX, metersPerY, cellSizeMeters } = land.metric;
    const { columns, rows, cellWidth, cellHeight } = grid;
    // In units of cells, then in metres from each centre.
    const u0 = (x0 - grid.left) / cellWidth;
    const v0 = (grid.top - y0) / cellHeight;
    const du = (x1 - x0) / cellWidth;
    const dv = (y0 - y1) / cellHeight;
    // On geographic grids the size in metres varies by row: look as many columns away as the reach can be
    // there.
    const middleRow = Math.min(Math.max(Math.floor(v0 + dv / 2), 0), rows - 1);
    const reachU = Math.ceil(cellSizeMeters / (cellWidth * metersPerX[middleRow]!) + 0.01);
    const reachV = Math.ceil(cellSizeMeters / (cellHeight * metersPerY[middleRow]!) + 0.01);
    const firstColumn = Math.max(0, Math.floor(Math.min(u0, u0 + du)) - reachU);
    const lastColumn = Math.min(columns - 1, Math.floor(Math.max(u0, u0 + du)) + reachU);
    const firstRow = Math.max(0, Math.floor(Math.min(v0, v0 + dv)) - reachV);
    const lastRow = Math.min(rows - 1, Math.floor(Math.max(v0, v0 + dv)) + reachV);
    const reach2 = cellSizeMeters * cellSizeMeters * (1 + 1e-9);
    for (let row = firstRow; row <= lastRow; row++) {
      const width = cellWidth * metersPerX[row]!;
      const height = cellHeight * metersPerY[row]!;
      for (let column = firstColumn; column <= lastColumn; column++) {
        const cell = row * columns + column;
        if (land.paceSecondsPerMeter[cell] === Infinity) continue;
        // The part of the segment inside the closed cell, as shares low … high of it.
        let low = 0;
        let high = 1;
        if (du !== 0) {
          const a = (column - u0) / du;
          const b = (column + 1 - u0) / du;
          low = Math.max(low, Math.min(a, b));
          high = Math.min(high, Math.max(a, b));
        } else if (u0 < column || u0 > column + 1) high = -1;
        if (dv !== 0) {
          const a = (row - v0) / dv;
          const b = (row + 1 - v0) / dv;
          low = Math.max(low, Math.min(a, b));
          high = Math.min(high, Math.max(a, b));
        } else if (v0 < row || v0 > row + 1) high = -1;
        // Touching a corner is not passing through; a point (an end of a ferry) lies in the cell that holds it.
        const cellsLong = (high - low) * Math.max(Math.abs(du), Math.abs(dv));
        const inside = high >= low && (cellsLong > LEAST_SHARE || (du === 0 && dv === 0));
        const ex = (u0 - column - 0.5) * width;
        const ey = (v0 - row - 0.5) * height;
        const dx = du * width;
        const dy = dv * height;
        const squared = dx * dx + dy * dy;
        let t = squared > 0 ? -(ex * dx + ey * dy) / squared : 0;
        t = inside ? Math.min(Math.max(t, low), high) : Math.min(Math.max(t, 0), 1);
        const px = ex + t * dx;
        const py = ey + t * dy;
        const squaredMeters = px * px + py * py;
        if (!inside && squaredMeters > reach2) continue;
        const kind = 2 * this.#slotOf(cell) + (inside ? 1 : 0);
        const at = along0 + t * (along1 - along0);
        if (this.#accepts(kind, squaredMeters, at))
          this.#keep(kind, at, x0 + t * (x1 - x0), y0 + t * (y1 - y0));
      }
    }
  }

  #slotOf(cell: number): number {
    const known = this.#slotOfCell[cell]!;
    if (known < this.#slots && this.#cellOfSlot[known] === cell) return known;
    const slot = this.#slots++;
    if (slot === this.#cellOfSlot.length) {
      this.#cellOfSlot = grow(this.#cellOfSlot);
      this.#first = grow(this.#first);
      this.#last = grow(this.#last);
      this.#squared = grow(this.#squared);
    }
    this.#slotOfCell[cell] = slot;
    this.#cellOfSlot[slot] = cell;
    this.#first[2 * slot] = NO_ENTRY;
    this.#first[2 * slot + 1] = NO_ENTRY;
    return slot;
  }

  /** Whether a place is nearer than those kept (which are dropped then) or ties with them elsewhere. */
  #accepts(kind: number, squaredMeters: number, along: number): boolean {
    const first = this.#first[kind]!;
    const best = this.#squared[kind]!;
    if (first === NO_ENTRY || squaredMeters < best * (1 - TIE) - TIE) {
      this.#first[kind] = NO_ENTRY;
      this.#squared[kind] = squaredMeters;
      return true;
    }
    if (squaredMeters > best * (1 + TIE) + TIE) return false;
    for (let i = first; i !== NO_ENTRY; i = this.#next[i]!)
      if (Math.abs(this.#candidateAlong[i]! - along) < SAME_PLACE_METERS) return false;
    return true;
  }

  #keep(kind: number, along: number, x: number, y: number): void {
    const i = this.#candidates++;
    if (i === this.#next.length) {
      this.#next = grow(this.#next);
      this.#candidateAlong = grow(this.#candidateAlong);
      this.#candidateX = grow(this.#candidateX);
      this.#candidateY = grow(this.#candidateY);
    }
    this.#candidateAlong[i] = along;
    this.#candidateX[i] = x;
    this.#candidateY[i] = y;
    this.#next[i] = NO_ENTRY;
    if (this.#first[kind] === NO_ENTRY) this.#first[kind] = i;
    else this.#next[this.#last[kind]!] = i;
    this.#last[kind] = i;
  }

  /** Adds a place of the answer when it can be walked to. */
  #offer(cell: number, along: number, x: number, y: number): void {
    if (!walkLineInto(this.#land, cell, x, y, this.#walk)) return;
    const i = this.count++;
    if (i === this.cell.length) {
      this.order = grow(this.order);
      this.cell = grow(this.cell);
      this.along = grow(this.along);
      this.x = grow(this.x);
      this.y = grow(this.y);
      this.toRoad = grow(this.toRoad);
      this.fromRoad = grow(this.fromRoad);
    }
    this.order[i] = i;
    this.cell[i] = cell;
    this.along[i] = along;
    this.x[i] = x;
    this.y[i] = y;
    this.toRoad[i] = this.#walk.toRoad;
    this.fromRoad[i] = this.#walk.fromRoad;
  }

  /** Adds the ways from every cell around each station, in order. */
  #addStations(edge: number, along: Float64Array, done: EndsDone): void {
    const land = this.#land;
    const { grid, metersPerX, metersPerY, cellSizeMeters } = land.metric;
    const { columns, rows } = grid;
    const reach = cellSizeMeters * STATION_REACH;
    const stations = listStations(this.#network, land.metric, edge, along);
    for (let s = done.from ? 1 : 0; s < stations.length - (done.to ? 1 : 0); s++) {
      const { along: at, x, y } = stations[s]!;
      const u = (x - grid.left) / grid.cellWidth - 0.5;
      const v = (grid.top - y) / grid.cellHeight - 0.5;
      // On geographic grids the size in metres varies by row, little within the reach.
      const middleRow = Math.min(Math.max(Math.round(v), 0), rows - 1);
      const reachV = reach / (grid.cellHeight * metersPerY[middleRow]!) + 0.01;
      for (let row = Math.max(0, Math.ceil(v - reachV)); row <= Math.min(rows - 1, v + reachV); row++) {
        const width = grid.cellWidth * metersPerX[row]!;
        const dy = (v - row) * grid.cellHeight * metersPerY[row]!;
        const left = reach * reach * (1 + 1e-9) - dy * dy;
        if (left < 0) continue;
        const reachU = Math.sqrt(left) / width;
        const end = Math.min(columns - 1, u + reachU);
        for (let column = Math.max(0, Math.ceil(u - reachU)); column <= end; column++) {
          const cell = row * columns + column;
          if (land.paceSecondsPerMeter[cell] !== Infinity) this.#offer(cell, at, x, y);
        }
      }
    }
  }

  #isBefore(a: number, b: number): boolean {
    const difference = this.along[a]! - this.along[b]!;
    return difference < 0 || (difference === 0 && this.cell[a]! < this.cell[b]!);
  }

  /** Sorts entries `from` … `to` - 1 of the order. */
  #sort(from: number, to: number): void {
    const { order } = this;
    if (to - from > SHORT_LIST) {
      order
        .subarray(from, to)
        .sort((a, b) => this.along[a]! - this.along[b]! || this.cell[a]! - this.cell[b]!);
      return;
    }
    for (let i = from + 1; i < to; i++) {
      const entry = order[i]!;
      let at = i;
      for (; at > from && this.#isBefore(entry, order[at - 1]!); at--) order[at] = order[at - 1]!;
      order[at] = entry;
    }
  }

  /** Merges the sorted entries before `middle` with the sorted ones from there on. */
  #merge(middle: number): void {
    const { order, count } = this;
    if (this.#merged.length < count) this.#merged = new Int32Array(order.length);
    const merged = this.#merged;
    let a = 0;
    let b = middle;
    for (let i = 0; i < count; i++)
      merged[i] =
        b === count || (a < middle && !this.#isBefore(order[b]!, order[a]!)) ? order[a++]! : order[b++]!;
    order.set(merged.subarray(0, count));
  }
  #merged = new Int32Array(0);
}
