import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  computeBoundedOutline,
  computeCatchmentOutlines,
  computeCellsOutline,
  computeMaskOutline,
  computeReachOutlines,
  countRunEnds,
  toMultiPolygonCoordinates,
} from '../../../server/kernel/catchment/outline.ts';
import type { Outline } from '../../../server/kernel/catchment/outline.ts';
import { buildGridMetric } from '../../../server/kernel/grid/grid-metric.ts';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { runs } from '../../support/depth.ts';
import { degreeGrid } from '../../support/frames.ts';

const gridOf = (columns: number, rows: number): Grid => ({
  columns,
  rows,
  left: 1000,
  top: 9000,
  cellWidth: 100,
  cellHeight: 50,
  crs: 'EPSG:32650',
  geographic: false,
});

/** '#' is inside. */
function parse(...lines: string[]): { grid: Grid; mask: Uint8Array } {
  const grid = gridOf(lines[0]!.length, lines.length);
  return { grid, mask: Uint8Array.from(lines.join(''), (c) => (c === '#' ? 1 : 0)) };
}

/** Ring in units of columns and lines counted from the top. */
function toLattice(grid: Grid, ring: Float64Array): [number, number][] {
  return Array.from({ length: ring.length / 2 }, (_, i) => [
    Math.round((ring[i * 2]! - grid.left) / grid.cellWidth),
    Math.round((grid.top - ring[i * 2 + 1]!) / grid.cellHeight),
  ]);
}

/** Checks every rule of the outline from first principles; returns the mask that the rings enclose. */
function enclosed(grid: Grid, outline: Outline): Uint8Array {
  const mask = new Uint8Array(grid.columns * grid.rows);
  const usedEdges = new Set<string>();
  for (const polygon of outline.polygons) {
    const own = new Uint8Array(mask.length);
    polygon.rings.forEach((ring, position) => {
      const points = toLattice(grid, ring);
      expect(points.at(-1)).toEqual(points[0]);
      const open = points.slice(0, -1);
      expect(new Set(open.map(String)).size, 'a ring never meets itself').toBe(open.length);
      let twiceArea = 0;
      open.forEach(([x, y], i) => {
        const [nextX, nextY] = open[(i + 1) % open.length]!;
        const [lastX] = open[(i + open.length - 1) % open.length]!;
        expect((x === nextX) !== (y === nextY), 'sides follow rows and columns').toBe(true);
        expect((x === lastX) !== (x === nextX), 'no collinear vertex').toBe(true);
        twiceArea += x * -nextY - nextX * -y;
        // vertical sides flip the inside of every cell to their right: even-odd filling
        for (let line = Math.min(y, nextY); line < Math.max(y, nextY); line++)
          for (let column = x; column < grid.columns; column++) own[line * grid.columns + column]! ^= 1;
        const steps = Math.abs(nextX - x) + Math.abs(nextY - y);
        for (let s = 0; s < steps; s++) {
          const edge = `${x + (Math.sign(nextX - x) * (2 * s + 1)) / 2},${y + (Math.sign(nextY - y) * (2 * s + 1)) / 2}`;
          expect(usedEdges.has(edge), 'rings meet in points only').toBe(false);
          usedEdges.add(edge);
        }
      });
      expect(twiceArea > 0, position === 0 ? 'exterior anticlockwise' : 'hole clockwise').toBe(
        position === 0,
      );
    });
    expect(countComponents(grid, own), 'the interior of a polygon is connected').toBe(1);
    own.forEach((inside, cell) => {
      if (inside === 0) return;
      expect(mask[cell], 'polygons do not overlap').toBe(0);
      mask[cell] = 1;
    });
  }
  return mask;
}

/** 4-connected components. */
function countComponents(grid: Grid, mask: Uint8Array): number {
  const seen = new Uint8Array(mask.length);
  let count = 0;
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || seen[start] === 1) continue;
    count++;
    const stack = [start];
    seen[start] = 1;
    while (stack.length > 0) {
      const cell = stack.pop()!;
      const column = cell % grid.columns;
      for (const [other, ok] of [
        [cell - 1, column > 0],
        [cell + 1, column < grid.columns - 1],
        [cell - grid.columns, cell >= grid.columns],
        [cell + grid.columns, cell + grid.columns < mask.length],
      ] as const) {
        if (!ok || mask[other] !== 1 || seen[other] === 1) continue;
        seen[other] = 1;
        stack.push(other);
      }
    }
  }
  return count;
}

describe('computeMaskOutline', () => {
  it('draws one cell anticlockwise in the grid’s coordinates', () => {
    const { grid, mask } = parse('...', '.#.', '...');
    const outline = computeMaskOutline(grid, mask);
    expect(toMultiPolygonCoordinates(outline)).toEqual([
      [
        [
          [1200, 8900],
          [1200, 8950],
          [1100, 8950],
          [1100, 8900],
          [1200, 8900],
        ],
      ],
    ]);
  });

  it('keeps cells that meet at a corner only apart', () => {
    const { grid, mask } = parse('#.', '.#');
    expect(computeMaskOutline(grid, mask).polygons).toHaveLength(2);
  });

  it('splits a ring where a pocket opens at a corner, so that the pocket becomes a hole', () => {
    const { grid, mask } = parse('###.', '#.##', '##..', '.###', '.#.#', '.###');
    const outline = computeMaskOutline(grid, mask);
    expect(enclosed(grid, outline)).toEqual(mask);
  });

  it('keeps an island in a lake in an island as three polygons', () => {
    const { grid, mask } = parse('#######', '#.....#', '#.###.#', '#.#.#.#', '#.###.#', '#.....#', '#######');
    const outline = computeMaskOutline(grid, mask);
    expect(outline.polygons.map((polygon) => polygon.rings.length)).toEqual([2, 2]);
    expect(enclosed(grid, outline)).toEqual(mask);
  });

  it('splits two holes that meet at a corner', () => {
    const { grid, mask } = parse('####', '#.##', '##.#', '####');
    const outline = computeMaskOutline(grid, mask);
    expect(outline.polygons.map((polygon) => polygon.rings.length)).toEqual([3]);
    expect(enclosed(grid, outline)).toEqual(mask);
  });

  it('handles full rows, empty rows and the empty set', () => {
    const { grid, mask } = parse('###', '...', '###');
    expect(computeMaskOutline(grid, mask).polygons).toHaveLength(2);
    expect(computeMaskOutline(grid, new Uint8Array(9)).polygons).toEqual([]);
    expect(computeMaskOutline(grid, new Uint8Array(9).fill(1)).polygons).toHaveLength(1);
  });

  it('encloses exactly the cells given, by valid rings, on random grids', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.double({ min: 0.1, max: 0.95, noNaN: true }),
        (columns, rows, stream, density) => {
          const grid = gridOf(columns, rows);
          const mask = new Uint8Array(columns * rows);
          for (let i = 0; i < mask.length; i++) mask[i] = stream.next().value! < density ? 1 : 0;
          const outline = computeMaskOutline(grid, mask);
          expect(outline.cellCount).toBe(mask.reduce((a, b) => a + b, 0));
          expect(outline.polygons).toHaveLength(countComponents(grid, mask));
          expect(enclosed(grid, outline)).toEqual(mask);
        },
      ),
      { numRuns: runs(10_000) },
    );
  });

  it('takes the worst case, a chessboard of 500,000 squares, which a method quadratic in rings never finishes', () => {
    const size = 1000;
    const mask = Uint8Array.from({ length: size * size }, (_, i) => (i + Math.floor(i / size)) % 2);
    expect(computeMaskOutline(gridOf(size, size), mask).polygons).toHaveLength((size * size) / 2);
  });
});

describe('area', () => {
  it('is that of the cells', () => {
    const { grid, mask } = parse('##.', '#..');
    expect(computeMaskOutline(grid, mask).areaSquareMeters).toBe(3 * 100 * 50);
  });

  it('follows the latitude on a geographic grid', () => {
    const grid: Grid = degreeGrid(10, 100, 0.1, 100, 60);
    const { areaSquareMeters } = computeMaskOutline(grid, new Uint8Array(1000).fill(1));
    const { cellAreaM2 } = buildGridMetric(grid);
    expect(areaSquareMeters / cellAreaM2.reduce((sum, area) => sum + area * 10, 0)).toBeCloseTo(1, 12);
    // 1° × 10° between 50° N and 60° N on the WGS 84 ellipsoid, from the authalic latitude: the zone formula
    const authalic = (lat: number): number => {
      const e = Math.sqrt(0.0066943799901413165);
      const s = Math.sin((lat * Math.PI) / 180);
      const q = s / (1 - e * e * s * s) - Math.log((1 - e * s) / (1 + e * s)) / (2 * e);
      return (6378137 ** 2 * (1 - e * e) * q) / 2;
    };
    const exact = (Math.PI / 180) * (authalic(60) - authalic(50));
    expect(Math.abs(areaSquareMeters / exact - 1)).toBeLessThan(1e-6);
  });
});

describe('cut-offs', () => {
  const { grid } = parse('.....', '.....', '.....');
  const seconds = Float64Array.from([
    Infinity,
    90,
    60,
    90,
    Infinity, //
    120,
    60,
    0,
    60,
    120,
    Infinity,
    NaN,
    60,
    90,
    60.0000001,
  ]);

  it('is closed: a cell at exactly the cut-off is inside', () => {
    const [at60, at59, at0] = computeCatchmentOutlines(grid, seconds, [60, 59, 0]);
    expect(at60!.cellCount).toBe(5);
    expect(at59!.cellCount).toBe(1);
    expect(at0!.cellCount).toBe(1);
  });

  it('never encloses an unreached cell, and a longer cut-off contains a shorter one', () => {
    const outlines = computeCatchmentOutlines(grid, seconds, [0, 60, 90, 120, Infinity]);
    let last: Uint8Array = new Uint8Array(seconds.length);
    outlines.forEach((outline) => {
      const mask = enclosed(grid, outline);
      mask.forEach((inside, cell) => {
        expect(inside === 1).toBe(seconds[cell]! < Infinity && seconds[cell]! <= outline.cutoffSeconds);
        if (last[cell] === 1) expect(inside).toBe(1);
      });
      last = mask;
    });
  });

  it('is the same from a reach as from a surface', () => {
    const cells = [...seconds.keys()].filter((cell) => seconds[cell]! < Infinity);
    cells.sort((a, b) => seconds[a]! - seconds[b]! || a - b);
    const reach = {
      count: cells.length,
      cells: Int32Array.from([...cells, 7, 7]),
      seconds: Float64Array.from([...cells.map((cell) => seconds[cell]!), 0, 0]),
    };
    const cutoffs = [60, 0, 90, 1000];
    expect(computeReachOutlines(grid, reach, cutoffs)).toEqual(
      computeCatchmentOutlines(grid, seconds, cutoffs),
    );
    expect(computeCellsOutline(grid, Int32Array.of(3, 2)).cellCount).toBe(2);
  });

  it('refuses a wrong length, a NaN cut-off and a cell outside the grid', () => {
    expect(() => computeCatchmentOutlines(grid, new Float64Array(3), [60])).toThrow(/expected 15 cells/);
    expect(() => computeCatchmentOutlines(grid, seconds, [NaN])).toThrow(/cut-off/);
    expect(() => computeCellsOutline(grid, Int32Array.of(15))).toThrow(/0…14/);
  });
});

describe('bounded outlines', () => {
  const scattered = (grid: Grid, seed: number): Int32Array => {
    const cells: number[] = [];
    for (let cell = 0; cell < grid.columns * grid.rows; cell++)
      if ((Math.imul(cell + seed, 2_654_435_761) >>> 0) % 3 === 0) cells.push(cell);
    return Int32Array.from(cells);
  };
  const countVertices = (outline: Outline): number =>
    outline.polygons.reduce(
      (sum, { rings }) => sum + rings.reduce((all, ring) => all + ring.length / 2, 0),
      0,
    );

  it('is the outline of the cells while that has few corners', () => {
    const grid = gridOf(40, 30);
    const cells = Int32Array.of(3, 4, 5, 44, 45, 199);
    expect(computeBoundedOutline(grid, cells, countRunEnds(grid, cells))).toEqual({
      outline: computeCellsOutline(grid, cells),
      blockCells: 1,
    });
    expect(countRunEnds(grid, cells)).toBe(6);
    expect(countRunEnds(grid, Int32Array.of(39, 40))).toBe(4);
  });

  it.each([50, 400, 3000])('holds every cell in about %i corners, in the smallest blocks that do', (most) => {
    const grid = gridOf(301, 203);
    const cells = scattered(grid, most);
    const { outline, blockCells } = computeBoundedOutline(grid, cells, most);
    expect(blockCells).toBeGreaterThan(1);
    expect(Math.log2(blockCells) % 1).toBe(0);
    expect(countVertices(outline)).toBeLessThanOrEqual(3 * most);
    const right = grid.left + grid.columns * grid.cellWidth;
    const bottom = grid.top - grid.rows * grid.cellHeight;
    let area = 0;
    for (const { rings } of outline.polygons)
      for (const ring of rings)
        for (let i = 0; i + 3 < ring.length; i += 2) {
          expect(ring[i]).toBeLessThanOrEqual(right);
          expect(ring[i + 1]).toBeGreaterThanOrEqual(bottom);
          area += (ring[i]! * ring[i + 3]! - ring[i + 2]! * ring[i + 1]!) / 2;
        }
    const held = new Set<number>();
    for (const cell of cells)
      held.add(
        Math.floor(Math.floor(cell / grid.columns) / blockCells) * 1000 +
          Math.floor((cell % grid.columns) / blockCells),
      );
    const sizeOf = (at: number, count: number): number => Math.min(blockCells, count - at * blockCells);
    let expected = 0;
    for (const block of held)
      expected += sizeOf(Math.floor(block / 1000), grid.rows) * sizeOf(block % 1000, grid.columns);
    expect(area / (grid.cellWidth * grid.cellHeight)).toBeCloseTo(expected, 6);
  });
});
