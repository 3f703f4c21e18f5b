import * as fc from 'fast-check';
import loadHighs from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import { computeFairCapacity } from '../../../server/kernel/access/capacity-fair.ts';
import { computeNearestFirst } from '../../../server/kernel/access/capacity-nearest.ts';
import { computeSequentialCapacity } from '../../../server/kernel/access/capacity-sequential.ts';
import {
  computeFacilityOrder,
  computePeopleInBuffer,
  computePeopleInTime,
} from '../../../server/kernel/access/facility-order.ts';
import { runs } from '../../support/depth.ts';
import { expectFeasible, listsOf, randomCase, type CapacityCase } from './capacity-cases.ts';
import { plainGrid } from './plain-engine.ts';

describe('computeSequentialCapacity (AccessMod 5 rules)', () => {
  // minutes 1, 1, 2, 3 from facility 0; 30 + 30 + 40 + 100 people
  const lists = listsOf([
    [30, 60, 61, 180],
    [180, 61, 60, 30],
  ]);
  const people = Float64Array.of(30, 30, 40, 100);
  const turn = (capacity: number, options = {}) => {
    const answer = computeSequentialCapacity(lists, people, Float64Array.of(capacity, 0), [0], options);
    return { turn: answer.turns[0]!, served: [...answer.servedByCell], left: [...answer.residualPopulation] };
  };

  it('A: takes whole bands and an even share of the next', () => {
    const { turn: row, served } = turn(80);
    expect(row).toMatchObject({
      rule: 'A',
      peopleInLimit: 200,
      innerMinutes: 1,
      outerMinutes: 2,
      catchmentMinutes: 2,
      peopleInCatchment: 100,
      served: 80,
      residualCapacity: 0,
    });
    expect(served).toEqual([30, 30, 20, 0]);
  });

  it('B: takes an even share of the first band', () => {
    const { turn: row, served } = turn(15);
    expect(row).toMatchObject({
      rule: 'B',
      innerMinutes: null,
      outerMinutes: 1,
      catchmentMinutes: 1,
      served: 15,
    });
    expect(served).toEqual([7.5, 7.5, 0, 0]);
  });

  it('C: takes all and keeps the room that is left', () => {
    const { turn: row, left } = turn(250);
    expect(row).toMatchObject({
      rule: 'C',
      innerMinutes: 3,
      outerMinutes: null,
      served: 200,
      residualCapacity: 50,
    });
    expect(left).toEqual([0, 0, 0, 0]);
  });

  it('D: ends with a band that fits exactly', () => {
    const { turn: row, served } = turn(100);
    expect(row).toMatchObject({
      rule: 'D',
      innerMinutes: 2,
      outerMinutes: null,
      catchmentMinutes: 2,
      served: 100,
    });
    expect(served).toEqual([30, 30, 40, 0]);
  });

  it('E: ignores capacity', () => {
    const { turn: row } = turn(1, { ignoreCapacity: true });
    expect(row).toMatchObject({ rule: 'E', capacity: 200, served: 200, catchmentMinutes: 60 });
  });

  it('depends on the order, because a turn sees only what is left', () => {
    const room = Float64Array.of(100, 100);
    const first = computeSequentialCapacity(lists, people, room, [0, 1]);
    expect(first.turns.map((row) => [row.facility, row.peopleInLimit, row.served])).toEqual([
      [0, 200, 100],
      [1, 100, 100],
    ]);
    const second = computeSequentialCapacity(lists, people, room, [1, 0]);
    expect(second.turns.map((row) => [row.facility, row.peopleInLimit, row.rule])).toEqual([
      [1, 200, 'B'],
      [0, 100, 'D'],
    ]);
    expect(first.personSeconds).not.toBe(computeSequentialCapacity(lists, people, room, [1]).personSeconds);
  });

  it('lets catchments overlap when covered people are not removed', () => {
    const answer = computeSequentialCapacity(lists, people, Float64Array.of(100, 100), [0, 1], {
      removeCovered: false,
    });
    expect(answer.turns.map((row) => row.peopleInLimit)).toEqual([200, 200]);
  });

  it('puts a time above a whole minute in the next band, but for rounding', () => {
    const edge = listsOf([[60, 60.0000000001, 60.001, 120.00000000000001]]);
    const answer = computeSequentialCapacity(edge, Float64Array.of(1, 1, 1, 1), Float64Array.of(2), [0]);
    expect(answer.turns[0]).toMatchObject({ rule: 'D', innerMinutes: 1, peopleInCatchment: 2 });
  });

  it('correlates minutes with people of the bands', () => {
    // Minutes 1, 2, 3 with 60, 40, 100 people: covariance 40, variances 2 and 5,600 / 3.
    expect(turn(80).turn.correlation).toBeCloseTo(40 / Math.sqrt(2 * (5600 / 3)), 12);
    const alone = listsOf([[30, 30, 30, 30]]);
    expect(
      computeSequentialCapacity(alone, people, Float64Array.of(9), [0]).turns[0]!.correlation,
    ).toBeNull();
    const even = listsOf([[30, 90, null, null]]);
    expect(computeSequentialCapacity(even, people, Float64Array.of(9), [0]).turns[0]!.correlation).toBeNull();
  });

  it('refuses an order that names a facility twice or one that is not there', () => {
    expect(() => computeSequentialCapacity(lists, people, Float64Array.of(1, 1), [0, 0])).toThrow(/order/);
    expect(() => computeSequentialCapacity(lists, people, Float64Array.of(1, 1), [2])).toThrow(/order/);
    expect(() => computeSequentialCapacity(lists, people, Float64Array.of(1, -1), [0])).toThrow(/≥ 0/);
  });
});

describe('order of facilities', () => {
  it('is descending with ties by index, ascending on request', () => {
    expect([...computeFacilityOrder([1, 5, 5, NaN, 0])]).toEqual([1, 2, 0, 4, 3]);
    expect([...computeFacilityOrder([1, 5, 5, 0], 'ascending')]).toEqual([3, 0, 1, 2]);
  });

  it('counts people in time and in a buffer', () => {
    const lists = listsOf([[0, 60, 61]]);
    expect([...computePeopleInTime(lists, [1, 2, 4], 60)]).toEqual([3]);
    const people = Float64Array.from({ length: 25 }, (_, cell) => 2 ** cell);
    const within = computePeopleInBuffer(plainGrid(5, 5), people, Int32Array.of(12, -1, 0), 100);
    expect([...within]).toEqual([2 ** 7 + 2 ** 11 + 2 ** 12 + 2 ** 13 + 2 ** 17, 0, 1 + 2 + 2 ** 5]);
  });
});

describe('computeNearestFirst', () => {
  it('serves the nearest pair first, whoever the facility is', () => {
    const lists = listsOf([
      [100, 10],
      [20, 15],
    ]);
    const answer = computeNearestFirst(lists, [10, 10], Float64Array.of(10, 15));
    expect([...answer.servedByFacility]).toEqual([10, 10]);
    expect([...answer.flow]).toEqual([10, 0, 0, 10]);
  });

  it('shares the last room among people equally far, in proportion to their numbers', () => {
    const answer = computeNearestFirst(listsOf([[50, 50, 60]]), [30, 10, 5], Float64Array.of(20));
    expect([...answer.servedByCell]).toEqual([15, 5, 0]);
  });

  it('gives ties between facilities to the lowest index', () => {
    const answer = computeNearestFirst(listsOf([[50], [50]]), [10], Float64Array.of(4, 10));
    expect([...answer.servedByFacility]).toEqual([4, 6]);
  });

  it('is feasible, and leaves room only where nobody in reach is left', () => {
    fc.assert(
      fc.property(randomCase, (one) => {
        const answer = computeNearestFirst(one.lists, one.people, one.room);
        expectFeasible(one, answer);
        for (let facility = 0; facility < one.lists.facilityCount; facility++)
          for (let i = one.lists.start[facility]!; i < one.lists.start[facility + 1]!; i++)
            expect(
              Math.min(answer.residualCapacity[facility]!, answer.residualPopulation[one.lists.cells[i]!]!),
            ).toBeLessThanOrEqual(1e-9);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('computeFairCapacity', { timeout: 900_000 }, () => {
  let highs: Awaited<ReturnType<typeof loadHighs>>;
  beforeAll(async () => {
    highs = await loadHighs();
  });

  /** The same two questions put to HiGHS as linear programmes. */
  function askHighs({ lists, people, room }: CapacityCase): { served: number; personSeconds: number } {
    const byCell: string[][] = Array.from(people, () => []);
    const rows: string[] = [];
    const times: string[] = [];
    const all: string[] = [];
    for (let j = 0; j < lists.facilityCount; j++) {
      const row: string[] = [];
      for (let i = lists.start[j]!; i < lists.start[j + 1]!; i++) {
        row.push(`x${i}`);
        all.push(`x${i}`);
        byCell[lists.cells[i]!]!.push(`x${i}`);
        if (lists.seconds[i]! > 0) times.push(`${lists.seconds[i]} x${i}`);
      }
      if (row.length > 0) rows.push(`${row.join(' + ')} <= ${room[j]}`);
    }
    if (all.length === 0) return { served: 0, personSeconds: 0 };
    byCell.forEach((row, cell) => {
      if (row.length > 0) rows.push(`${row.join(' + ')} <= ${people[cell]}`);
    });
    const solve = (goal: string): number =>
      highs.solve(`${goal}\nSubject To\n${rows.join('\n')}\nEnd`, {}).ObjectiveValue;
    const served = solve(`Maximize\n${all.join(' + ')}`);
    if (times.length === 0) return { served, personSeconds: 0 };
    // the solver is held to what it can keep of its own optimum, 1e-9
    rows.push(`${all.join(' + ')} >= ${served * (1 - 1e-9)}`);
    return { served, personSeconds: solve(`Minimize\n${times.join(' + ')}`) };
  }

  it('moves people on where that lets more be served', () => {
    // cell 0 can go anywhere, cell 1 only to facility 0: nearest-first fills facility 0 with cell 0
    const lists = listsOf([
      [10, 20],
      [500, null],
    ]);
    const people = [10, 10];
    const room = Float64Array.of(10, 10);
    expect(computeNearestFirst(lists, people, room).servedPeople).toBe(10);
    const fair = computeFairCapacity(lists, people, room);
    expect(fair.servedPeople).toBe(20);
    expect(fair.meanSeconds).toBe(260);
    expect(fair.certificate).toMatchObject({ servedBound: 20, personSecondsBound: 5200, gap: 0 });
  });

  it('handles no room, endless room, nobody and nothing in reach', () => {
    const lists = listsOf([
      [10, null],
      [null, null],
    ]);
    expect(computeFairCapacity(lists, [5, 5], Float64Array.of(0, 0)).servedPeople).toBe(0);
    expect(computeFairCapacity(lists, [5, 5], Float64Array.of(Infinity, 3)).servedPeople).toBe(5);
    expect(computeFairCapacity(listsOf([]), [], new Float64Array(0)).meanSeconds).toBeNull();
  });

  it('equals HiGHS: most people, then fewest person-seconds, with a certificate within 1e-6', () => {
    fc.assert(
      fc.property(randomCase, (one) => {
        const fair = computeFairCapacity(one.lists, one.people, one.room);
        expectFeasible(one, fair);
        expect(fair.optimal).toBe(true);
        expect(fair.certificate.gap).toBeLessThanOrEqual(1e-6);
        const expected = askHighs(one);
        expect(Math.abs(fair.servedPeople - expected.served)).toBeLessThanOrEqual(
          1e-6 * (1 + expected.served),
        );
        expect(Math.abs(fair.personSeconds - expected.personSeconds)).toBeLessThanOrEqual(
          1e-5 * (1 + expected.personSeconds),
        );
        expect(fair.servedPeople).toBeGreaterThanOrEqual(
          computeNearestFirst(one.lists, one.people, one.room).servedPeople - 1e-6,
        );
      }),
      { numRuns: runs(1000) },
    );
  });

  it('says how far an unfinished search may be off', () => {
    const size = 12;
    const lists = listsOf(
      Array.from({ length: size }, (_, j) =>
        Array.from({ length: size }, (_, i) => ((i * 7 + j * 11) % 23) * 10),
      ),
    );
    const people = Array.from({ length: size }, (_, i) => 1 + (i % 5));
    const room = Float64Array.from({ length: size }, (_, j) => 1 + (j % 4));
    const stopped = computeFairCapacity(lists, people, room, 3);
    const finished = computeFairCapacity(lists, people, room);
    expect(stopped.optimal).toBe(false);
    expect(stopped.certificate.gap).toBeGreaterThan(0);
    expect(finished.certificate.gap).toBeLessThan(1e-9);
    expect(stopped.certificate.servedBound).toBeGreaterThanOrEqual(finished.servedPeople - 1e-9);
  });
});
