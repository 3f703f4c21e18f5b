import type { Grid } from '../grid/grid.ts';
import type { OutlinePolygon, Runs } from './outline-runs.ts';

/**
 * The upright sides of the runs, linked into rings. Side 2i runs down the left of run i, side 2i+1 up its
 * right: the inside is on the
 * left hand. Rings turn left where two cells meet at a corner only, which keeps cells that share no edge
 * apart.
 */
interface Sides {
  /** Side that follows each side along its ring. */
  readonly next: Int32Array;
  /** 1 where the next side goes straight on, without a horizontal part between. */
  readonly straight: Uint8Array;
  /** Number of the corner-only meeting point at the start and end of a side, -1 where there is none. */
  readonly pinchAtStart: Int32Array;
  readonly pinchAtEnd: Int32Array;
  readonly pinchCount: number;
  /** Root run of the 4-connected component of each run. */
  readonly component: Int32Array;
}

/**
 * Polygons of a set of cells given as runs; O(runs).
 *
 * A ring that comes back to a point is split there: by the Jordan curve theorem the two visits enclose
 * separate pieces of outside,
 * so the parts are simple and touch in that point only, as OGC simple features ask. Every hole belongs to
 * the exterior of its
 * 4-connected component, so no point-in-polygon search is needed.
 */
export function traceRuns(grid: Grid, runs: Runs): OutlinePolygon[] {
  const sides = linkSides(runs);
  const exteriors = new Map<number, Float64Array>();
  const holes = new Map<number, Float64Array[]>();
  const seen = new Uint8Array(runs.count * 2);
  const pinchPlace = new Int32Array(sides.pinchCount).fill(-1);
  for (let side = 0; side < seen.length; side++) {
    if (seen[side] !== 0) continue;
    const component = sides.component[side >> 1]!;
    for (const ring of traceRing(runs, sides, side, seen, pinchPlace)) {
      const placed = placeRing(grid, ring);
      if (signedArea(ring) > 0) exteriors.set(component, placed);
      else {
        const list = holes.get(component);
        if (list === undefined) holes.set(component, [placed]);
        else list.push(placed);
      }
    }
  }
  return [...exteriors.entries()]
    .sort((a, b) => a[0] - b[0])
    .map(([component, exterior]) => ({ rings: [exterior, ...(holes.get(component) ?? [])] }));
}

/**
 * Follows one ring and cuts it where it meets itself. Rings are lists of column, line (counted from the
 * top); not closed.
 */
function traceRing(
  runs: Runs,
  sides: Sides,
  anySide: number,
  seen: Uint8Array,
  pinchPlace: Int32Array,
): number[][] {
  let first = anySide;
  // begin behind a horizontal part, so that no vertex lies within a straight side
  do {
    const straightOn = sides.straight[first] === 1;
    first = sides.next[first]!;
    if (!straightOn) break;
  } while (first !== anySide);
  const rings: number[][] = [];
  const stack: number[] = [];
  const visited: number[] = [];
  const visit = (column: number, line: number, pinch: number): void => {
    if (pinch >= 0) {
      const place = pinchPlace[pinch]!;
      if (place >= 0) rings.push(stack.splice(place));
      pinchPlace[pinch] = stack.length;
      visited.push(pinch);
    }
    stack.push(column, line);
  };
  let side = first;
  let begins = true;
  do {
    seen[side] = 1;
    const run = side >> 1;
    const up = (side & 1) === 1;
    const column = up ? runs.ends[run]! : runs.starts[run]!;
    const top = runs.rows[run]!;
    if (begins) visit(column, up ? top + 1 : top, sides.pinchAtStart[side]!);
    begins = sides.straight[side] === 0;
    if (begins) visit(column, up ? top : top + 1, sides.pinchAtEnd[side]!);
    side = sides.next[side]!;
  } while (side !== first);
  rings.push(stack);
  // the other visit to a point may belong to another ring
  for (const pinch of visited) pinchPlace[pinch] = -1;
  return rings;
}

function linkSides(runs: Runs): Sides {
  const count = runs.count * 2;
  const next = new Int32Array(count).fill(-1);
  const straight = new Uint8Array(count);
  const pinchAtStart = new Int32Array(count).fill(-1);
  const pinchAtEnd = new Int32Array(count).fill(-1);
  const parent = new Int32Array(runs.count);
  for (let i = 0; i < parent.length; i++) parent[i] = i;
  let pinchCount = 0;

  /** Walks the line between the runs [a, aEnd) of the row above it and [b, bEnd) of the row below it. */
  const linkLine = (aFrom: number, aEnd: number, bFrom: number, bEnd: number): void => {
    let a = aFrom * 2;
    let b = bFrom * 2;
    let northWest = false;
    let southWest = false;
    let pending = -1;
    while (a < aEnd * 2 || b < bEnd * 2) {
      const columnA = a < aEnd * 2 ? columnOf(runs, a) : Infinity;
      const columnB = b < bEnd * 2 ? columnOf(runs, b) : Infinity;
      const above = columnA <= columnB ? a++ : -1;
      const below = columnB <= columnA ? b++ : -1;
      const northEast: boolean = above >= 0 ? !northWest : northWest;
      const southEast: boolean = below >= 0 ? !southWest : southWest;
      const left = northWest !== southWest;
      const right = northEast !== southEast;
      if (!left && !right) {
        // both upright sides are there and run the same way
        const [from, to] = northEast ? [above, below] : [below, above];
        next[from] = to;
        straight[from] = 1;
      } else {
        let atLeft = above >= 0 ? above : below;
        let atRight = atLeft;
        if (left && right) {
          const ends = northEast; // north-east and south-west inside: both sides end here, else both start
          atLeft = ends ? below : above;
          atRight = ends ? above : below;
          const pinchAt = ends ? pinchAtEnd : pinchAtStart;
          pinchAt[above] = pinchCount;
          pinchAt[below] = pinchCount++;
        }
        if (left) {
          if (northWest) next[pending] = atLeft;
          else next[atLeft] = pending;
        }
        if (right) pending = atRight;
      }
      if (northEast && southEast) unite(parent, (a - 1) >> 1, (b - 1) >> 1);
      northWest = northEast;
      southWest = southEast;
    }
  };

  let aboveFrom = 0;
  for (let from = 0; from < runs.count;) {
    const row = runs.rows[from]!;
    let end = from;
    while (end < runs.count && runs.rows[end] === row) end++;
    const touches = from > aboveFrom && runs.rows[from - 1] === row - 1;
    if (touches) linkLine(aboveFrom, from, from, end);
    else {
      linkLine(aboveFrom, from, 0, 0);
      linkLine(0, 0, from, end);
    }
    aboveFrom = from;
    from = end;
  }
  linkLine(aboveFrom, runs.count, 0, 0);
  const component = parent.map((_, run) => findRoot(parent, run));
  return { next, straight, pinchAtStart, pinchAtEnd, pinchCount, component };
}

function columnOf(runs: Runs, side: number): number {
  return (side & 1) === 1 ? runs.ends[side >> 1]! : runs.starts[side >> 1]!;
}

function findRoot(parent: Int32Array, run: number): number {
  let root = run;
  while (parent[root] !== root) root = parent[root]!;
  for (let at = run; parent[at] !== root;) {
    const up = parent[at]!;
    parent[at] = root;
    at = up;
  }
  return root;
}

/** The lowest run is the root, so a component's number is its first run in row order. */
function unite(parent: Int32Array, one: number, other: number): void {
  const a = findRoot(parent, one);
  const b = findRoot(parent, other);
  if (a < b) parent[b] = a;
  else parent[a] = b;
}

/** Twice the area in cells, positive when anticlockwise with y upwards (lines count downwards). */
function signedArea(ring: readonly number[]): number {
  let sum = 0;
  for (let i = 0, last = ring.length - 2; i < ring.length; last = i, i += 2)
    sum += ring[i]! * ring[last + 1]! - ring[last]! * ring[i + 1]!;
  return sum;
}

function placeRing(grid: Grid, ring: readonly number[]): Float64Array {
  const placed = new Float64Array(ring.length + 2);
  for (let i = 0; i < ring.length; i += 2) {
    placed[i] = grid.left + ring[i]! * grid.cellWidth;
    placed[i + 1] = grid.top - ring[i + 1]! * grid.cellHeight;
  }
  placed[ring.length] = placed[0]!;
  placed[ring.length + 1] = placed[1]!;
  return placed;
}
