import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Polygon } from 'geojson';
import {
  assignCellsToPolygons,
  computeCellShares,
  partsInCells,
  ringArea,
  scanRings,
} from '../../server/geo/polygon-cells.ts';
import { markAreaInto, markLineInto } from '../../server/geo/barrier-cells.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import { runs } from '../support/depth.ts';
import { degreeGrid } from '../support/frames.ts';

const grid: Grid = degreeGrid(24, 20, 0.01, 100, 30);
const coordinate = fc.double({ min: -3, max: 26, noNaN: true });

/** Star-shaped ring in cell units around a centre: simple by construction. */
const starRing = fc
  .tuple(
    coordinate,
    coordinate,
    fc.array(fc.double({ min: 0.3, max: 9, noNaN: true }), { minLength: 3, maxLength: 12 }),
  )
  .map(([x, y, radii]) =>
    Float64Array.from(
      radii.flatMap((r, i) => [
        x + r * Math.cos((2 * Math.PI * i) / radii.length),
        y + r * Math.sin((2 * Math.PI * i) / radii.length),
      ]),
    ),
  );

/** Even-odd, by another formula; null where an edge passes the point nearer than rounding can tell. */
function inside(ring: Float64Array, x: number, y: number): boolean | null {
  let winding = false;
  const n = ring.length / 2;
  for (let i = 0, j = n - 1; i < n; j = i++) {
    const [xi, yi, xj, yj] = [ring[2 * i]!, ring[2 * i + 1]!, ring[2 * j]!, ring[2 * j + 1]!];
    if (Math.abs(yi - y) < 1e-9 || yi > y !== yj > y) {
      const crossing = ((xj - xi) * (y - yi)) / (yj - yi) + xi;
      if (!(Math.abs(x - crossing) > 1e-9)) return null;
      if (yi > y !== yj > y && x < crossing) winding = !winding;
    }
  }
  return winding;
}

const segmentsCross = (a: number[], b: number[], c: number[], d: number[]): boolean => {
  const o = (p: number[], q: number[], r: number[]): number =>
    (q[0]! - p[0]!) * (r[1]! - p[1]!) - (q[1]! - p[1]!) * (r[0]! - p[0]!);
  return o(a, b, c) * o(a, b, d) < 0 && o(c, d, a) * o(c, d, b) < 0;
};

function neighbourSteps(): { a: number[]; b: number[]; cellA: number; cellB: number }[] {
  const steps = [];
  for (let row = 0; row < grid.rows; row++)
    for (let column = 0; column < grid.columns; column++)
      for (const [dc, dr] of [
        [1, 0],
        [0, 1],
        [1, 1],
        [-1, 1],
      ] as const) {
        const [c, r] = [column + dc, row + dr];
        if (c < 0 || c >= grid.columns || r >= grid.rows) continue;
        steps.push({
          a: [column, row],
          b: [c, r],
          cellA: row * grid.columns + column,
          cellB: r * grid.columns + c,
        });
      }
  return steps;
}
const STEPS = neighbourSteps();

describe('scanRings', () => {
  it('finds the cells whose centres lie inside, as a point test does', () => {
    fc.assert(
      fc.property(starRing, (ring) => {
        const found = new Set<number>();
        scanRings(grid, [ring], (row, first, last) => {
          for (let c = first; c <= last; c++) found.add(row * grid.columns + c);
        });
        for (let row = 0; row < grid.rows; row++)
          for (let column = 0; column < grid.columns; column++) {
            const expected = inside(ring, column, row);
            if (expected !== null) expect(found.has(row * grid.columns + column)).toBe(expected);
          }
      }),
      { numRuns: runs(2000) },
    );
  });

  it('gives every cell of a tiled plane to exactly one tile, edges through the centres included', () => {
    // Edges lie exactly on the centres of columns and rows.
    const x = (i: number): number => 100.005 + i * 0.04;
    const y = (j: number): number => 29.995 - j * 0.04;
    const tiles = [];
    for (let i = 0; i < 6; i++)
      for (let j = 0; j < 5; j++) {
        const [w, e, n, s] = [x(i), x(i + 1), y(j), y(j + 1)];
        tiles.push({
          type: 'Feature' as const,
          properties: {},
          geometry: {
            type: 'Polygon' as const,
            coordinates: [
              [
                [w, s],
                [e, s],
                [e, n],
                [w, n],
                [w, s],
              ],
            ],
          },
        });
      }
    const { cellCounts, overlapCells } = assignCellsToPolygons(grid, tiles);
    expect(overlapCells).toBe(0);
    expect(cellCounts.reduce((a, b) => a + b, 0)).toBeGreaterThan(350);
  });

  it('leaves holes out and counts overlapping features', () => {
    const square = (w: number, s: number, size: number): number[][] => [
      [w, s],
      [w + size, s],
      [w + size, s + size],
      [w, s + size],
      [w, s],
    ];
    const ring: Polygon = {
      type: 'Polygon',
      coordinates: [square(100, 29.8, 0.1), square(100.03, 29.83, 0.04)],
    };
    const whole: Polygon = { type: 'Polygon', coordinates: [square(100, 29.8, 0.1)] };
    const features = [ring, whole].map((geometry) => ({
      type: 'Feature' as const,
      properties: {},
      geometry,
    }));
    const { cellCounts, overlapCells, featureOfCell } = assignCellsToPolygons(grid, features);
    expect([...cellCounts]).toEqual([84, 100]);
    expect(overlapCells).toBe(84);
    expect(featureOfCell.filter((f) => f === 1)).toHaveLength(16);
  });
});

describe('computeCellShares', () => {
  it('adds up to the area of the polygon when it lies in the frame', () => {
    fc.assert(
      fc.property(starRing, (ring) => {
        const within = ring.every(
          (v, i) => v > -0.5 && v < (i % 2 === 0 ? grid.columns - 0.5 : grid.rows - 0.5),
        );
        const { shares } = computeCellShares(grid, [ring]);
        const total = shares.reduce((a, b) => a + b, 0);
        if (within) expect(total).toBeCloseTo(Math.abs(ringArea(ring)), 8);
        else expect(total).toBeLessThanOrEqual(Math.abs(ringArea(ring)) + 1e-9);
        expect(shares.every((s) => s > 0 && s <= 1)).toBe(true);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('takes holes off', () => {
    const geometry: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [100.1, 29.9],
          [100.12, 29.9],
          [100.12, 29.92],
          [100.1, 29.92],
          [100.1, 29.9],
        ],
        [
          [100.105, 29.905],
          [100.105, 29.915],
          [100.115, 29.915],
          [100.115, 29.905],
          [100.105, 29.905],
        ],
      ],
    };
    const { shares } = computeCellShares(grid, partsInCells(grid, geometry)[0]!);
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(4 - 1, 6);
    expect([...shares].every((s) => Math.abs(s - 0.75) < 1e-6)).toBe(true);
  });
});

describe('barrier cells', () => {
  it('stop every step between neighbours that a line crosses, and mark nothing else than ends of such steps', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 8 }), (points) => {
        const barrier = new Uint8Array(grid.columns * grid.rows);
        markLineInto(barrier, grid, Float64Array.from(points.flat()));
        const touched = new Set<number>();
        for (const { a, b, cellA, cellB } of STEPS)
          for (let i = 0; i + 1 < points.length; i++)
            if (segmentsCross(a, b, points[i]!, points[i + 1]!)) {
              expect(barrier[cellA]! + barrier[cellB]!, `step ${a} ${b}`).toBeGreaterThan(0);
              touched.add(cellA).add(cellB);
            }
        for (const [cell, is] of barrier.entries()) {
          if (!is || touched.has(cell)) continue;
          // Marked without a proper crossing: a vertex or the line itself lies on a scan line through the
          // centre.
          const [x, y] = [cell % grid.columns, Math.floor(cell / grid.columns)];
          const near = points.some((p, i) => i > 0 && distance([x, y], points[i - 1]!, p) < 0.75);
          expect(near).toBe(true);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('close areas narrower than a cell, and hold every centre inside', () => {
    fc.assert(
      fc.property(starRing, (ring) => {
        const barrier = new Uint8Array(grid.columns * grid.rows);
        markAreaInto(barrier, grid, [ring]);
        const n = ring.length / 2;
        for (const { a, b, cellA, cellB } of STEPS) {
          let crossings = 0;
          for (let i = 0; i < n; i++) {
            const j = (i + 1) % n;
            if (segmentsCross(a, b, [ring[2 * i]!, ring[2 * i + 1]!], [ring[2 * j]!, ring[2 * j + 1]!]))
              crossings++;
          }
          if (crossings >= 2) expect(barrier[cellA]! + barrier[cellB]!).toBeGreaterThan(0);
        }
        for (let row = 0; row < grid.rows; row++)
          for (let column = 0; column < grid.columns; column++)
            if (inside(ring, column, row)) expect(barrier[row * grid.columns + column]).toBe(1);
      }),
      { numRuns: runs(1000) },
    );
  });
});

function distance(p: number[], a: readonly number[], b: readonly number[]): number {
  const [dx, dy] = [b[0]! - a[0]!, b[1]! - a[1]!];
  const length2 = dx * dx + dy * dy;
  const t =
    length2 === 0 ? 0 : Math.max(0, Math.min(1, ((p[0]! - a[0]!) * dx + (p[1]! - a[1]!) * dy) / length2));
  return Math.hypot(p[0]! - a[0]! - t * dx, p[1]! - a[1]! - t * dy);
}
