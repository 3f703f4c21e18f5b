import { describe, expect, it } from 'vitest';
import { compareCapacity } from '../../../server/kernel/access/capacity-compare.ts';
import { computeFairCapacity } from '../../../server/kernel/access/capacity-fair.ts';
import { computeNearestFirst } from '../../../server/kernel/access/capacity-nearest.ts';
import { computeWeakSpots } from '../../../server/kernel/access/weak-spots.ts';
import { CELL_BARRIER, CELL_NO_DATA } from '../../../server/kernel/catchment/travel-engine.ts';
import { plainGrid } from './plain-engine.ts';
import { listsOfMinutes } from './table-lists.ts';

describe('computeWeakSpots', () => {
  const input = {
    grid: plainGrid(10, 1),
    seconds: Float64Array.of(0, 10, 20, 30, 40, 50, 60, 60, 90, Infinity),
    nearest: new Int32Array(10),
    cellState: new Uint8Array(10),
    areaOfRow: Float64Array.of(1),
    bridgeCells: 0,
  };

  it('takes the slowest people up to the share, people without a path first', () => {
    const population = Float64Array.of(10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
    const { thresholdSeconds, people, spots } = computeWeakSpots({ ...input, population }, 0.25, 15);
    expect([thresholdSeconds, people]).toEqual([60, 20]);
    expect(spots.map((spot) => [...spot.cells])).toEqual([[8, 9]]);
    expect(spots[0]!.help).toBe('telemedicine');
    // 30 %: the two cells at 60 s would make 40 people
    expect(computeWeakSpots({ ...input, population }, 0.3).people).toBe(20);
    expect(
      computeWeakSpots({ ...input, population }, 0.4, 15).spots.map((spot) => [spot.people, spot.help]),
    ).toEqual([[40, 'mobile-clinic']]);
  });

  it('where the map stops them, the data want a look first', () => {
    const population = Float64Array.of(10, 0, 0, 0, 0, 0, 0, 0, 0, 30);
    for (const state of [CELL_BARRIER, CELL_NO_DATA]) {
      const cellState = new Uint8Array(10);
      cellState[9] = state;
      expect(computeWeakSpots({ ...input, cellState, population }, 0.8).spots[0]!.help).toBe('check-data');
    }
  });

  it('keeps people without a path in even where they are more than the share', () => {
    const population = Float64Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 99);
    const { thresholdSeconds, people } = computeWeakSpots({ ...input, population }, 0.1);
    expect([thresholdSeconds, people]).toEqual([0, 99]);
  });

  it('finds nobody where nobody lives, and refuses a share that is none', () => {
    expect(computeWeakSpots({ ...input, population: new Float64Array(10) }).spots).toEqual([]);
    expect(() => computeWeakSpots({ ...input, population: new Float64Array(10) }, 0)).toThrow(/share/);
  });
});

describe('compareCapacity', () => {
  it('says who gains and who loses, in total and by zone', () => {
    // cell 0 can go to both, cell 1 to facility 0 only
    const lists = listsOfMinutes([
      [1, 60],
      [2, null],
    ]);
    const room = Float64Array.of(10, 4);
    const nearest = computeNearestFirst(lists, [10, 10], room);
    const fair = computeFairCapacity(lists, [10, 10], room);
    const change = compareCapacity(nearest, fair, Int32Array.of(0, 1), 2);
    expect(change.gained - change.lost).toBeCloseTo(fair.servedPeople - nearest.servedPeople, 12);
    expect([nearest.servedPeople, fair.servedPeople]).toEqual([10, 14]);
    expect(change.zones).toEqual([
      { gained: 0, lost: 0 },
      { gained: 4, lost: 0 },
    ]);
    expect(change.meanSecondsB!).toBeGreaterThan(change.meanSecondsA!);
  });
});
