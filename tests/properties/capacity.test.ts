import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeFairCapacity } from '../../server/kernel/access/capacity-fair.ts';
import { computeNearestFirst } from '../../server/kernel/access/capacity-nearest.ts';
import { computeSequentialCapacity } from '../../server/kernel/access/capacity-sequential.ts';
import type { CapacityAnswer } from '../../server/kernel/access/capacity.ts';
import { limitReachLists, type ReachLists } from '../../server/kernel/access/reach-lists.ts';
import { expectFeasible, listsOf, randomCase, type CapacityCase } from '../kernel/access/capacity-cases.ts';
import { runs } from '../support/depth.ts';

const CASES = 10_000;
const total = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};
const inTurn = ({ lists }: CapacityCase): number[] => [...Array(lists.facilityCount).keys()];

const sequential = (one: CapacityCase): CapacityAnswer =>
  computeSequentialCapacity(one.lists, one.people, one.room, inTurn(one));
const nearest = (one: CapacityCase): CapacityAnswer => computeNearestFirst(one.lists, one.people, one.room);
const fair = (one: CapacityCase): CapacityAnswer => computeFairCapacity(one.lists, one.people, one.room);
const modes = [sequential, nearest, fair] as const;
const slackOf = (one: CapacityCase): number => 1e-9 * (1 + total(one.people));

/** Nobody, wherever they live, is left in `better` who was served in `worse`. */
function expectNobodyWorse(worse: CapacityAnswer, better: CapacityAnswer, slack: number): void {
  better.residualPopulation.forEach((left, cell) =>
    expect(left).toBeLessThanOrEqual(worse.residualPopulation[cell]! + slack),
  );
}

/** The pairs as a table again, to change some of them. */
function tableOf({ lists, people }: CapacityCase): (number | null)[][] {
  return Array.from({ length: lists.facilityCount }, (_, facility) => {
    const row = Array.from<number | null>({ length: people.length }).fill(null);
    for (let i = lists.start[facility]!; i < lists.start[facility + 1]!; i++)
      row[lists.cells[i]!] = lists.seconds[i]!;
    return row;
  });
}

/** Pairs whose cell still has people: what a second step searches. */
function withPeople(lists: ReachLists, people: Float64Array): ReachLists {
  const table = tableOf({ lists, people, room: new Float64Array(lists.facilityCount) });
  return listsOf(
    table.map((row) => row.map((time, cell) => (people[cell]! > 0 ? time : null))),
    lists.limitSeconds,
  );
}

describe('capacity', { timeout: 900_000 }, () => {
  it(
    'conserves people and room in every mode: served + left = people of each cell, used + left = room of ' +
      'each facility',
    () => {
      fc.assert(
        fc.property(randomCase, (one) => {
          for (const mode of modes) {
            const answer = mode(one);
            expectFeasible(one, answer);
            const slack = slackOf(one);
            one.room.forEach((room, j) => {
              expect(
                Math.abs(answer.servedByFacility[j]! + answer.residualCapacity[j]! - room),
              ).toBeLessThanOrEqual(slack + 1e-9 * room);
            });
            const everybody = total(answer.servedByCell) + total(answer.residualPopulation);
            expect(Math.abs(everybody - total(one.people))).toBeLessThanOrEqual(slack);
          }
        }),
        { numRuns: runs(CASES) },
      );
    },
  );

  it('fair serves at least as many as any other way, its certificate bounds them all and closes', () => {
    fc.assert(
      fc.property(randomCase, fc.nat(), (one, seed) => {
        const best = computeFairCapacity(one.lists, one.people, one.room);
        expect(best.optimal).toBe(true);
        expect(best.certificate.gap).toBeLessThanOrEqual(1e-6);
        const order = inTurn(one).toSorted(
          (a, b) => (((a + 1) * 7919 * (seed + 1)) % 101) - (((b + 1) * 7919 * (seed + 1)) % 101),
        );
        const others = [nearest(one), computeSequentialCapacity(one.lists, one.people, one.room, order)];
        for (const other of others) {
          expect(other.servedPeople).toBeLessThanOrEqual(best.servedPeople + slackOf(one));
          expect(other.servedPeople).toBeLessThanOrEqual(best.certificate.servedBound + slackOf(one));
          // who serves as many spends at least as much time
          if (other.servedPeople >= best.servedPeople - 1e-12)
            expect(other.personSeconds).toBeGreaterThanOrEqual(best.personSeconds * (1 - 1e-9) - 1e-6);
        }
      }),
      { numRuns: runs(CASES) },
    );
  });

  it('more room leaves nobody worse, wherever they live; fair serves no fewer', () => {
    fc.assert(
      fc.property(randomCase, fc.nat(), fc.double({ min: 0, max: 20, noNaN: true }), (one, which, extra) => {
        const room = one.room.slice();
        room[which % room.length]! += extra;
        const roomier = { ...one, room };
        for (const mode of [sequential, nearest])
          expectNobodyWorse(mode(one), mode(roomier), 10 * slackOf(one));
        expect(fair(roomier).servedPeople).toBeGreaterThanOrEqual(fair(one).servedPeople - slackOf(one));
      }),
      { numRuns: runs(CASES) },
    );
  });

  it('one facility more leaves nobody worse, whenever its turn comes; fair serves no fewer', () => {
    fc.assert(
      fc.property(randomCase, fc.nat(), (more, which) => {
        const closed = which % more.room.length;
        // a facility without room serves nobody and keeps its place in the order
        const room = more.room.map((value, j) => (j === closed ? 0 : value));
        const fewer = { ...more, room };
        for (const mode of [sequential, nearest])
          expectNobodyWorse(mode(fewer), mode(more), 10 * slackOf(more));
        expect(fair(more).servedPeople).toBeGreaterThanOrEqual(fair(fewer).servedPeople - slackOf(more));
      }),
      { numRuns: runs(CASES) },
    );
  });

  it('a longer cut-off leaves nobody worse; fair serves no fewer', () => {
    fc.assert(
      fc.property(randomCase, fc.constantFrom(0, 50, 60, 150, 275), (one, limit) => {
        const short = { ...one, lists: limitReachLists(one.lists, limit) };
        // a minute band cut in two by the limit is shared otherwise: the turns are compared at whole minutes
        const minutes = { ...one, lists: limitReachLists(one.lists, Math.floor(limit / 60) * 60) };
        expectNobodyWorse(sequential(minutes), sequential(one), 10 * slackOf(one));
        expectNobodyWorse(nearest(short), nearest(one), 10 * slackOf(one));
        expect(fair(one).servedPeople).toBeGreaterThanOrEqual(fair(short).servedPeople - slackOf(one));
      }),
      { numRuns: runs(CASES) },
    );
  });

  it('more speed: fair serves no fewer whichever trips get shorter, nearest-first when all do alike', () => {
    fc.assert(
      fc.property(randomCase, fc.nat(), fc.constantFrom(0.3, 0.5, 0.9), (one, seed, factor) => {
        const table = tableOf(one);
        const limit = 150;
        const at = (times: (number | null)[][]): CapacityCase => ({ ...one, lists: listsOf(times, limit) });
        const some = table.map((row, j) =>
          row.map((time, cell) =>
            time !== null && (j * 31 + cell * 17 + seed) % 3 === 0 ? time * factor : time,
          ),
        );
        const all = table.map((row) => row.map((time) => (time === null ? null : time * factor)));
        expect(fair(at(some)).servedPeople).toBeGreaterThanOrEqual(
          fair(at(table)).servedPeople - slackOf(one),
        );
        expectNobodyWorse(nearest(at(table)), nearest(at(all)), 10 * slackOf(one));
      }),
      { numRuns: runs(CASES) },
    );
  });

  it('people of a cell cut in two are served as they were together: shares are pro rata', () => {
    fc.assert(
      fc.property(
        randomCase,
        fc.nat(),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (one, which, part) => {
          const cell = which % one.people.length;
          const people = Float64Array.of(...one.people, one.people[cell]! * (1 - part));
          people[cell] = one.people[cell]! * part;
          const table = tableOf(one).map((row) => [...row, row[cell]!]);
          const parted = { ...one, people, lists: listsOf(table, one.lists.limitSeconds) };
          const slack = 10 * slackOf(one);
          for (const mode of modes) {
            const whole = mode(one);
            const split = mode(parted);
            expect(Math.abs(split.servedPeople - whole.servedPeople)).toBeLessThanOrEqual(slack);
            if (mode === fair) {
              expect(Math.abs(split.personSeconds - whole.personSeconds)).toBeLessThanOrEqual(300 * slack);
              continue;
            }
            const served = split.servedByCell;
            expect(Math.abs(served[cell]! - whole.servedByCell[cell]! * part)).toBeLessThanOrEqual(slack);
            expect(Math.abs(served.at(-1)! - whole.servedByCell[cell]! * (1 - part))).toBeLessThanOrEqual(
              slack,
            );
          }
        },
      ),
      { numRuns: runs(CASES) },
    );
  });

  it('chains: what one step leaves, the next shares out; nobody is counted twice and no room is used twice', () => {
    fc.assert(
      fc.property(randomCase, fc.nat(), (one, seed) => {
        const first = one.room.map((room, j) => ((j + seed) % 2 === 0 ? room : room / 2));
        const slack = slackOf(one);
        for (const before of modes)
          for (const after of modes) {
            const step = before({ ...one, room: first });
            const people = step.residualPopulation;
            const room = one.room.map((all, j) => all - first[j]! + step.residualCapacity[j]!);
            const next = after({ lists: withPeople(one.lists, people), people, room });
            const served = step.servedPeople + next.servedPeople;
            expect(Math.abs(served + total(next.residualPopulation) - total(one.people))).toBeLessThanOrEqual(
              slack,
            );
            expect(served).toBeLessThanOrEqual(fair(one).servedPeople + slack);
            one.room.forEach((all, j) => {
              const used = step.servedByFacility[j]! + next.servedByFacility[j]!;
              expect(used).toBeLessThanOrEqual(all + slack);
              expect(Math.abs(used + next.residualCapacity[j]! - all)).toBeLessThanOrEqual(
                slack + 1e-9 * all,
              );
            });
          }
      }),
      { numRuns: runs(CASES) },
    );
  });

  it('turns taken in two steps are the turns of one: a chain breaks nothing', () => {
    fc.assert(
      fc.property(randomCase, fc.nat(), (one, seed) => {
        const order = inTurn(one);
        const cut = seed % (order.length + 1);
        const whole = computeSequentialCapacity(one.lists, one.people, one.room, order);
        const first = computeSequentialCapacity(one.lists, one.people, one.room, order.slice(0, cut));
        const people = first.residualPopulation;
        const second = computeSequentialCapacity(
          withPeople(one.lists, people),
          people,
          first.residualCapacity,
          order.slice(cut),
        );
        second.residualPopulation.forEach((left, cell) =>
          expect(Math.abs(left - whole.residualPopulation[cell]!)).toBeLessThanOrEqual(slackOf(one)),
        );
      }),
      { numRuns: runs(CASES) },
    );
  });
});
