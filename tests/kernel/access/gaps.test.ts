import { describe, expect, it } from 'vitest';
import { computeGaps } from '../../../server/kernel/access/gaps.ts';
import type { GapInput } from '../../../server/kernel/access/gaps.ts';
import { computeCellsOutline } from '../../../server/kernel/catchment/outline.ts';
import { plainGrid } from './plain-engine.ts';

/** Letters are uncovered people: a = 1, b = 2, … ; '.' covered with 1; ' ' nobody. */
function input(lines: readonly string[], bridgeCells: number): GapInput {
  const text = lines.join('');
  const grid = plainGrid(lines[0]!.length, lines.length);
  const population = Float64Array.from(text, (c) => (c === ' ' ? 0 : c === '.' ? 1 : c.charCodeAt(0) - 96));
  const seconds = Float64Array.from(text, (c, cell) => (c === '.' ? 100 : 101 + cell));
  return {
    grid,
    seconds,
    nearest: Int32Array.from(text, (_, cell) => cell % 2),
    cellState: new Uint8Array(text.length),
    population,
    cutoffSeconds: 100,
    areaOfRow: new Float64Array(lines.length).fill(10_000),
    bridgeCells,
  };
}

describe('computeGaps', () => {
  const lines = [
    'a   .', //
    ' b  .',
    '    d',
    '.   e',
  ];

  it('joins cells that touch by side or corner and ranks by people', () => {
    const gaps = computeGaps(input(lines, 0));
    expect(gaps.map((gap) => [gap.people, [...gap.cells]])).toEqual([
      [9, [14, 19]],
      [3, [0, 6]],
    ]);
    expect(gaps[0]).toMatchObject({
      areaSquareMeters: 20_000,
      centreCell: 19,
      worstSeconds: 120,
      meanSeconds: (4 * 115 + 5 * 120) / 9,
      nearestFacility: 1,
      reasons: { tooFar: 9, blocked: 0, onBarrier: 0, noData: 0, capacity: 0 },
      zones: [],
    });
  });

  it('bridges as many cells as it is told to, no more', () => {
    expect(computeGaps(input(lines, 1))).toHaveLength(2);
    expect(computeGaps(input(lines, 2)).map((gap) => gap.people)).toEqual([12]);
  });

  it('does not wrap around the edge of the grid', () => {
    expect(computeGaps(input(['   a', 'a   '], 0))).toHaveLength(2);
    expect(computeGaps(input(['   a', 'a   '], 1))).toHaveLength(2);
  });

  it('says why, by zone, and holds everybody who is not covered', () => {
    const base = input(['abcd'], 0);
    const [gap, ...rest] = computeGaps({
      ...base,
      seconds: Float64Array.of(101, Infinity, Infinity, Infinity),
      nearest: Int32Array.of(4, -1, -1, -1),
      cellState: Uint8Array.of(0, 0, 1, 2),
      zoneOfCell: Int32Array.of(0, 1, 1, -1),
      nearRoad: Uint8Array.of(1, 0, 1, 0),
    });
    expect(rest).toEqual([]);
    expect(gap).toMatchObject({
      people: 10,
      worstSeconds: 101,
      peopleOffRoad: 6,
      nearestFacility: 4,
      reasons: { tooFar: 1, blocked: 2, onBarrier: 3, noData: 4, capacity: 0 },
      zones: [
        { zone: 1, people: 5 },
        { zone: 0, people: 1 },
      ],
    });
  });

  it('of people without room: clusters of the unserved alone, whatever the time, for want of capacity', () => {
    const unserved = new Float64Array(12);
    unserved[0] = 3;
    unserved[1] = 1e-7;
    unserved[11] = 5;
    const gaps = computeGaps({
      grid: plainGrid(12, 1),
      seconds: Float64Array.from({ length: 12 }, (_, cell) => cell * 10),
      nearest: new Int32Array(12),
      cellState: new Uint8Array(12),
      population: new Float64Array(12).fill(8),
      cutoffSeconds: 600,
      areaOfRow: Float64Array.of(1),
      bridgeCells: 3,
      unserved,
    });
    expect(gaps.map((gap) => [...gap.cells])).toEqual([[11], [0]]);
    expect(gaps[0]).toMatchObject({ people: 5, meanSeconds: 110, reasons: { tooFar: 0, capacity: 5 } });
    expect(() =>
      computeGaps({
        grid: plainGrid(2, 1),
        seconds: new Float64Array(2),
        nearest: new Int32Array(2),
        cellState: new Uint8Array(2),
        population: new Float64Array(2),
        cutoffSeconds: 1,
        areaOfRow: Float64Array.of(1),
        bridgeCells: 0,
        unserved: new Float64Array(3),
      }),
    ).toThrow(/unserved: expected 2 cells, got 3/);
  });

  it('has an outline that encloses its cells', () => {
    const base = input(lines, 2);
    const [gap] = computeGaps(base);
    expect(computeCellsOutline(base.grid, gap!.cells).cellCount).toBe(4);
  });

  it('finds none where everybody is covered, and refuses a bridge out of range', () => {
    expect(computeGaps(input(['...'], 0))).toEqual([]);
    expect(() => computeGaps(input(['a'], 11))).toThrow(/0…10/);
    expect(() => computeGaps({ ...input(['a'], 0), areaOfRow: new Float64Array(2) })).toThrow(/areaOfRow/);
  });
});
