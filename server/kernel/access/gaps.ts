import { CELL_BARRIER, CELL_NO_DATA } from '../catchment/travel-engine.ts';
import type { Grid } from '../grid/grid.ts';
import { countCells, NONE, UNREACHED } from '../grid/grid.ts';
import { addTo, buildSums, readSum } from '../stats/sum.ts';

/** One contiguous piece of settlement that no one reaches in time. */
export interface Gap {
  /** Populated uncovered cells, ascending. Outline them with `computeCellsOutline`. */
  readonly cells: Int32Array;
  readonly people: number;
  readonly areaSquareMeters: number;
  /** The gap's cell nearest to its people-weighted centre: always one of `cells`. */
  readonly centreCell: number;
  /** Longest finite travel time in the gap; null when no cell of it has a path. */
  readonly worstSeconds: number | null;
  /** People-weighted mean of the finite times; null likewise. */
  readonly meanSeconds: number | null;
  /** Facility nearest to most people of the gap (ties to the lowest index); NONE when no cell has a path. */
  readonly nearestFacility: number;
  /** People by reason; they add up to `people`. */
  readonly reasons: {
    readonly tooFar: number;
    readonly blocked: number;
    readonly onBarrier: number;
    readonly noData: number;
    /** Within reach, but no room was left; only where `unserved` is given. */
    readonly capacity: number;
  };
  /**
   * People in cells without a mapped road near them: most of a settlement means that its road is probably
   * unmapped. Null without `nearRoad`.
   */
  readonly peopleOffRoad: number | null;
  /** Zones touched, most people first. Empty without zones. */
  readonly zones: readonly { readonly zone: number; readonly people: number }[];
}

/** Less than this part of a person is rounding. */
const ONE_PART = 1e-6;

export interface GapInput {
  readonly grid: Grid;
  /** From a surface without a limit. */
  readonly seconds: Float64Array;
  readonly nearest: Int32Array;
  readonly cellState: Uint8Array;
  readonly population: ArrayLike<number>;
  readonly cutoffSeconds: number;
  /**
   * People within reach for whom no room was left, by cell: where given, the clusters are of these people
   * instead of those beyond the
   * cut-off. Parts of a person below a millionth are rounding and count no one.
   */
  readonly unserved?: Float64Array;
  /** Square metres of a cell by row. */
  readonly areaOfRow: Float64Array;
  /** Cells that may lie between two parts of one gap, 0…10 (0: parts must touch by side or corner). */
  readonly bridgeCells: number;
  readonly zoneOfCell?: Int32Array;
  /** 1 where a mapped road passes near the cell, whatever the caller calls near. */
  readonly nearRoad?: Uint8Array;
}

/**
 * Clusters of populated cells beyond the closed cut-off, most people first (ties: lowest cell first).
 *
 * Two uncovered populated cells belong together when they are at most `bridgeCells` + 1 apart in rows and
 * in columns (8-connected
 * for 0), directly or through others. People in all gaps = people not covered (of `unserved`: people
 * without room). O(uncovered cells · (bridge + 1)² + cells).
 * Mutates nothing; throws on lengths that differ or a bridge out of range.
 */
export function computeGaps(input: GapInput): Gap[] {
  checkInput(input);
  const { members, positionOf } = listMembers(input);
  const clusterOf = joinNeighbours(input, members, positionOf);
  return groupMembers(members, clusterOf)
    .map((cells) => describeGap(input, cells))
    .sort((a, b) => b.people - a.people || a.cells[0]! - b.cells[0]!);
}

/** The cells that belong to any gap, ascending, and the position of each among them (-1 for other cells). */
function listMembers({ seconds, population, cutoffSeconds, unserved }: GapInput): {
  members: Int32Array;
  positionOf: Int32Array;
} {
  const positionOf = new Int32Array(seconds.length).fill(-1);
  let count = 0;
  for (let cell = 0; cell < seconds.length; cell++) {
    if (unserved) {
      if (!(unserved[cell]! > ONE_PART)) continue;
    } else if (!(population[cell]! > 0) || (seconds[cell]! <= cutoffSeconds && seconds[cell]! < UNREACHED))
      continue;
    positionOf[cell] = count++;
  }
  const members = new Int32Array(count);
  for (let cell = 0; cell < positionOf.length; cell++)
    if (positionOf[cell]! >= 0) members[positionOf[cell]!] = cell;
  return { members, positionOf };
}

/** Cells of each cluster, ascending: views of one array. Clusters in order of their first cells. */
function groupMembers(members: Int32Array, clusterOf: Int32Array): Int32Array[] {
  const start = new Int32Array(members.length + 1);
  for (const cluster of clusterOf) start[cluster + 1]!++;
  for (let i = 0; i < members.length; i++) start[i + 1]! += start[i]!;
  const cells = new Int32Array(members.length);
  const fill = start.slice(0, members.length);
  for (let i = 0; i < members.length; i++) cells[fill[clusterOf[i]!]!++] = members[i]!;
  const groups: Int32Array[] = [];
  for (let i = 0; i < members.length; i++)
    if (start[i + 1]! > start[i]!) groups.push(cells.subarray(start[i]!, start[i + 1]!));
  return groups;
}

/** Root position of each member, the lowest of its cluster. */
function joinNeighbours(input: GapInput, members: Int32Array, positionOf: Int32Array): Int32Array {
  const { columns } = input.grid;
  const reach = input.bridgeCells + 1;
  const parent = new Int32Array(members.length);
  for (let i = 0; i < parent.length; i++) parent[i] = i;
  const rootOf = (position: number): number => {
    let root = position;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  for (let i = 0; i < members.length; i++) {
    const row = Math.floor(members[i]! / columns);
    const column = members[i]! - row * columns;
    const fromColumn = Math.max(0, column - reach);
    const toColumn = Math.min(columns - 1, column + reach);
    for (let r = Math.max(0, row - reach); r <= row; r++) {
      const last = r === row ? column - 1 : toColumn;
      for (let c = fromColumn; c <= last; c++) {
        const other = positionOf[r * columns + c]!;
        if (other < 0) continue;
        const a = rootOf(i);
        const b = rootOf(other);
        if (a < b) parent[b] = a;
        else parent[a] = b;
      }
    }
  }
  return parent.map((_, i) => rootOf(i));
}

function describeGap(input: GapInput, cells: Int32Array): Gap {
  const { grid, seconds, nearest, cellState, areaOfRow, zoneOfCell } = input;
  const population = input.unserved ?? input.population;
  const reasons = { tooFar: 0, blocked: 0, onBarrier: 0, noData: 0, capacity: 0 };
  const byFacility = new Map<number, number>();
  const byZone = new Map<number, number>();
  let offRoad = 0;
  let worst = -1;
  let area = 0;
  let reachedPeople = 0;
  let personSeconds = 0;
  let personRows = 0;
  let personColumns = 0;
  for (const cell of cells) {
    const people = population[cell]!;
    const row = Math.floor(cell / grid.columns);
    area += areaOfRow[row]!;
    personRows += people * row;
    personColumns += people * (cell - row * grid.columns);
    if (input.nearRoad?.[cell] === 0) offRoad += people;
    const time = seconds[cell]!;
    if (time < UNREACHED) {
      reasons[input.unserved ? 'capacity' : 'tooFar'] += people;
      reachedPeople += people;
      personSeconds += people * time;
      worst = Math.max(worst, time);
      byFacility.set(nearest[cell]!, (byFacility.get(nearest[cell]!) ?? 0) + people);
    } else if (cellState[cell] === CELL_BARRIER) reasons.onBarrier += people;
    else if (cellState[cell] === CELL_NO_DATA) reasons.noData += people;
    else reasons.blocked += people;
    const zone = zoneOfCell?.[cell] ?? NONE;
    if (zone !== NONE) byZone.set(zone, (byZone.get(zone) ?? 0) + people);
  }
  const sums = buildSums(1);
  for (const cell of cells) addTo(sums, 0, population[cell]!);
  const people = readSum(sums, 0);
  const ranked = (counts: Map<number, number>): [number, number][] =>
    [...counts.entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return {
    cells,
    people,
    areaSquareMeters: area,
    centreCell: nearestCell(grid, cells, personRows / people, personColumns / people),
    worstSeconds: worst < 0 ? null : worst,
    meanSeconds: reachedPeople > 0 ? personSeconds / reachedPeople : null,
    nearestFacility: ranked(byFacility)[0]?.[0] ?? NONE,
    reasons,
    peopleOffRoad: input.nearRoad === undefined ? null : offRoad,
    zones: ranked(byZone).map(([zone, zonePeople]) => ({ zone, people: zonePeople })),
  };
}

function nearestCell(grid: Grid, cells: Int32Array, row: number, column: number): number {
  let best = cells[0]!;
  let bestDistance = Infinity;
  for (const cell of cells) {
    const cellRow = Math.floor(cell / grid.columns);
    const dy = (cellRow - row) * grid.cellHeight;
    const dx = (cell - cellRow * grid.columns - column) * grid.cellWidth;
    const distance = dx * dx + dy * dy;
    if (distance < bestDistance) {
      bestDistance = distance;
      best = cell;
    }
  }
  return best;
}

function checkInput(input: GapInput): void {
  const cells = countCells(input.grid);
  for (const name of ['seconds', 'nearest', 'cellState', 'population'] as const)
    if (input[name].length !== cells)
      throw new RangeError(`${name}: expected ${cells} cells, got ${input[name].length}`);
  if (input.zoneOfCell !== undefined && input.zoneOfCell.length !== cells)
    throw new RangeError(`zoneOfCell: expected ${cells} cells, got ${input.zoneOfCell.length}`);
  if (input.unserved !== undefined && input.unserved.length !== cells)
    throw new RangeError(`unserved: expected ${cells} cells, got ${input.unserved.length}`);
  if (input.nearRoad !== undefined && input.nearRoad.length !== cells)
    throw new RangeError(`nearRoad: expected ${cells} cells, got ${input.nearRoad.length}`);
  if (input.areaOfRow.length !== input.grid.rows)
    throw new RangeError(`areaOfRow: expected ${input.grid.rows} rows, got ${input.areaOfRow.length}`);
  if (!(input.cutoffSeconds >= 0))
    throw new RangeError(`cut-off: expected ≥ 0 seconds, got ${input.cutoffSeconds}`);
  if (!Number.isInteger(input.bridgeCells) || input.bridgeCells < 0 || input.bridgeCells > 10)
    throw new RangeError(`bridgeCells: expected an integer in 0…10, got ${input.bridgeCells}`);
}
