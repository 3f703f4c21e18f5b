import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import type { Grid } from '../kernel/grid/grid.ts';
import { countCells, NONE } from '../kernel/grid/grid.ts';
import type { Crs } from './crs.ts';
import { buildTransform, parseCrs, WGS84 } from './crs.ts';

/** Rings of one polygon set in cell units: x = column, y = row, cell centres on the integers. */
export type CellRings = readonly Float64Array[];

export type PolygonFeature = Feature<Polygon | MultiPolygon>;

/** The polygons of `geometry` (degrees, or `crs`), each as its rings in the cell units of `grid`. */
export function partsInCells(
  grid: Grid,
  geometry: Polygon | MultiPolygon,
  crs: Crs = WGS84,
): Float64Array[][] {
  const place = buildPlacer(grid, crs);
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) => rings.map((ring) => lineInCells(ring, place)));
}

/** Function that turns (x, y) of `crs` into cell units of `grid`, in place. */
export function buildPlacer(grid: Grid, crs: Crs = WGS84): (point: [number, number]) => void {
  const transform = buildTransform(crs, parseCrs(grid.crs));
  return (point) => {
    transform(point);
    point[0] = (point[0] - grid.left) / grid.cellWidth - 0.5;
    point[1] = (grid.top - point[1]) / grid.cellHeight - 0.5;
  };
}

/** Vertices of a line in cell units: x0, y0, x1, y1, … Points that cannot be placed are left out. */
export function lineInCells(
  line: readonly Position[],
  place: (point: [number, number]) => void,
): Float64Array {
  const out = new Float64Array(line.length * 2);
  let count = 0;
  const point: [number, number] = [0, 0];
  for (const position of line) {
    point[0] = position[0]!;
    point[1] = position[1]!;
    place(point);
    if (!Number.isFinite(point[0] + point[1])) continue;
    out[count++] = point[0];
    out[count++] = point[1];
  }
  return out.slice(0, count);
}

/**
 * Calls `visit(row, firstColumn, lastColumn)` for the cells whose centres lie inside the rings (even-odd,
 * so holes are holes).
 * A centre exactly on a left or top edge is inside, on a right or bottom edge outside: polygons that share
 * an edge share no cell.
 */
export function scanRings(
  grid: Grid,
  rings: CellRings,
  visit: (row: number, firstColumn: number, lastColumn: number) => void,
): void {
  let top = Infinity;
  let bottom = -Infinity;
  for (const ring of rings)
    for (let i = 1; i < ring.length; i += 2) {
      top = Math.min(top, ring[i]!);
      bottom = Math.max(bottom, ring[i]!);
    }
  const firstRow = Math.max(0, Math.ceil(top));
  const lastRow = Math.min(grid.rows - 1, Math.floor(bottom));
  if (!(firstRow <= lastRow)) return;
  const crossings: number[][] = Array.from({ length: lastRow - firstRow + 1 }, () => []);
  for (const ring of rings) {
    const n = ring.length / 2;
    for (let i = 0; i < n; i++) {
      const j = i + 1 === n ? 0 : i + 1;
      const y1 = ring[2 * i + 1]!;
      const y2 = ring[2 * j + 1]!;
      if (y1 === y2) continue;
      // Always from the upper end down, so that an edge shared by two polygons crosses a row at the same
      // bits in both.
      const [xa, ya, xb, yb] =
        y1 < y2 ? [ring[2 * i]!, y1, ring[2 * j]!, y2] : [ring[2 * j]!, y2, ring[2 * i]!, y1];
      const from = Math.max(firstRow, Math.ceil(ya));
      const to = Math.min(lastRow, Math.ceil(yb) - 1);
      for (let row = from; row <= to; row++)
        crossings[row - firstRow]!.push(xa + ((row - ya) / (yb - ya)) * (xb - xa));
    }
  }
  for (const [k, xs] of crossings.entries()) {
    xs.sort((a, b) => a - b);
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const first = Math.max(0, Math.ceil(xs[i]!));
      const last = Math.min(grid.columns - 1, Math.ceil(xs[i + 1]!) - 1);
      if (first <= last) visit(firstRow + k, first, last);
    }
  }
}

export interface CellAssignment {
  /**
   * Feature index by cell, NONE outside every feature; where features overlap the first in order has the
   * cell.
   */
  readonly featureOfCell: Int32Array;
  /** Cells whose centre lies in each feature, overlaps included. */
  readonly cellCounts: Int32Array;
  /** Cells that more than one feature holds: how many, and 1 in each; null where there is none. */
  readonly overlapCells: number;
  readonly overlap: Uint8Array | null;
}

/** Gives each cell to the feature that holds its centre. */
export function assignCellsToPolygons(
  grid: Grid,
  features: readonly PolygonFeature[],
  crs: Crs = WGS84,
): CellAssignment {
  const featureOfCell = new Int32Array(countCells(grid)).fill(NONE);
  const cellCounts = new Int32Array(features.length);
  // What only overlaps need is made at the first one: most layers have none, and grids are large.
  let shared: Uint8Array | null = null;
  let overlapCells = 0;
  let seenBy: Int32Array | null = null;
  for (const [index, feature] of features.entries()) {
    const parts = partsInCells(grid, feature.geometry, crs);
    if (parts.length > 1) seenBy ??= new Int32Array(countCells(grid)).fill(NONE);
    const seen = parts.length > 1 ? seenBy : null;
    for (const rings of parts)
      scanRings(grid, rings, (row, first, last) => {
        for (let cell = row * grid.columns + first; cell <= row * grid.columns + last; cell++) {
          if (seen) {
            if (seen[cell] === index) continue; // parts of one feature may overlap
            seen[cell] = index;
          }
          cellCounts[index]!++;
          if (featureOfCell[cell] === NONE) {
            featureOfCell[cell] = index;
            continue;
          }
          shared ??= new Uint8Array(countCells(grid));
          if (shared[cell] === 0) {
            shared[cell] = 1;
            overlapCells++;
          }
        }
      });
  }
  return { featureOfCell, cellCounts, overlapCells, overlap: shared };
}

/** Cells that touch a polygon and the part of each cell that it covers (0 < share ≤ 1), in order of cell. */
export interface CellShares {
  readonly cells: Int32Array;
  readonly shares: Float64Array;
}

/**
 * Exact area shares by clipping the rings to each cell (Sutherland–Hodgman); meant for polygons of few
 * cells.
 */
export function computeCellShares(grid: Grid, rings: CellRings): CellShares {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      left = Math.min(left, ring[i]!);
      right = Math.max(right, ring[i]!);
      top = Math.min(top, ring[i + 1]!);
      bottom = Math.max(bottom, ring[i + 1]!);
    }
  const cells: number[] = [];
  const shares: number[] = [];
  const c0 = Math.max(0, Math.round(left));
  const c1 = Math.min(grid.columns - 1, Math.round(right));
  const r0 = Math.max(0, Math.round(top));
  const r1 = Math.min(grid.rows - 1, Math.round(bottom));
  // The first ring of each polygon turns one way and its holes the other once signs are fixed by depth;
  // shares add with even-odd signs.
  const signs = ringSigns(rings);
  for (let row = r0; row <= r1; row++)
    for (let column = c0; column <= c1; column++) {
      let share = 0;
      for (const [i, ring] of rings.entries())
        share += signs[i]! * Math.abs(clippedArea(ring, column - 0.5, row - 0.5, column + 0.5, row + 0.5));
      if (share > 1e-12) {
        cells.push(row * grid.columns + column);
        shares.push(Math.min(1, share));
      }
    }
  return { cells: Int32Array.from(cells), shares: Float64Array.from(shares) };
}

/** +1 for rings at even depth (outer), -1 for holes. */
function ringSigns(rings: CellRings): number[] {
  return rings.map((ring, i) => {
    let depth = 0;
    for (const [k, other] of rings.entries())
      if (
        k !== i &&
        Math.abs(ringArea(other)) > Math.abs(ringArea(ring)) &&
        insideRing(other, ring[0]!, ring[1]!)
      )
        depth++;
    return depth % 2 === 0 ? 1 : -1;
  });
}

/** Signed area of a ring in cells. */
export function ringArea(ring: Float64Array): number {
  let sum = 0;
  const n = ring.length / 2;
  for (let i = 0; i < n; i++) {
    const j = i + 1 === n ? 0 : i + 1;
    sum += ring[2 * i]! * ring[2 * j + 1]! - ring[2 * j]! * ring[2 * i + 1]!;
  }
  return sum / 2;
}

function insideRing(ring: Float64Array, x: number, y: number): boolean {
  let inside = false;
  const n = ring.length / 2;
  for (let i = 0, j = n - 1; i < n; j = i++) {
    const [xi, yi, xj, yj] = [ring[2 * i]!, ring[2 * i + 1]!, ring[2 * j]!, ring[2 * j + 1]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Signed area of the ring within the box. */
export function clippedArea(ring: Float64Array, x0: number, y0: number, x1: number, y1: number): number {
  let points = Array.from(ring);
  for (const [axis, bound, keepAbove] of [
    [0, x0, true],
    [0, x1, false],
    [1, y0, true],
    [1, y1, false],
  ] as const) {
    const out: number[] = [];
    const n = points.length / 2;
    for (let i = 0; i < n; i++) {
      const j = i + 1 === n ? 0 : i + 1;
      const a = points[2 * i + axis]!;
      const b = points[2 * j + axis]!;
      const inA = keepAbove ? a >= bound : a <= bound;
      const inB = keepAbove ? b >= bound : b <= bound;
      if (inA) out.push(points[2 * i]!, points[2 * i + 1]!);
      if (inA !== inB) {
        const t = (bound - a) / (b - a);
        const x = points[2 * i]! + t * (points[2 * j]! - points[2 * i]!);
        const y = points[2 * i + 1]! + t * (points[2 * j + 1]! - points[2 * i + 1]!);
        out.push(axis === 0 ? bound : x, axis === 1 ? bound : y);
      }
    }
    points = out;
    if (points.length === 0) return 0;
  }
  return ringArea(Float64Array.from(points));
}
