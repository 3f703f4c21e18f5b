import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { CapacityAnswer } from '../../../server/kernel/access/capacity.ts';
import type { ReachLists } from '../../../server/kernel/access/reach-lists.ts';

/** Lists from a table of seconds, one row per facility; null is out of reach. */
export function listsOf(table: readonly (readonly (number | null)[])[], limitSeconds = 3600): ReachLists {
  const start = [0];
  const cells: number[] = [];
  const seconds: number[] = [];
  for (const row of table) {
    const reached = row.flatMap((time, cell) =>
      time === null || time > limitSeconds ? [] : [[time, cell] as const],
    );
    for (const [time, cell] of reached.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
      cells.push(cell);
      seconds.push(time);
    }
    start.push(cells.length);
  }
  return {
    facilityCount: table.length,
    limitSeconds,
    start: Uint32Array.from(start),
    cells: Int32Array.from(cells),
    seconds: Float64Array.from(seconds),
  };
}

/** Some facilities, some cells with people, room for each facility. */
export interface CapacityCase {
  readonly lists: ReachLists;
  readonly people: Float64Array;
  readonly room: Float64Array;
}

export const randomCase = fc
  .record({ facilities: fc.integer({ min: 1, max: 5 }), cells: fc.integer({ min: 1, max: 8 }) })
  .chain(({ facilities, cells }) =>
    fc.record({
      table: fc.array(
        fc.array(
          fc.oneof(
            fc.constant(null),
            fc.integer({ min: 0, max: 12 }).map((n) => n * 25),
          ),
          {
            minLength: cells,
            maxLength: cells,
          },
        ),
        { minLength: facilities, maxLength: facilities },
      ),
      people: fc.array(
        fc.oneof(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0.01, max: 20, noNaN: true })),
        {
          minLength: cells,
          maxLength: cells,
        },
      ),
      room: fc.array(fc.oneof(fc.integer({ min: 0, max: 30 }), fc.double({ min: 0, max: 30, noNaN: true })), {
        minLength: facilities,
        maxLength: facilities,
      }),
    }),
  )
  .map((value): CapacityCase => ({
    lists: listsOf(value.table, 300),
    people: Float64Array.from(value.people),
    room: Float64Array.from(value.room),
  }));

/** What holds for every way of sharing room. */
export function expectFeasible({ lists, people, room }: CapacityCase, answer: CapacityAnswer): void {
  const slack = 1e-9 * (1 + people.reduce((a, b) => a + b, 0));
  answer.flow.forEach((flow) => expect(flow).toBeGreaterThanOrEqual(0));
  answer.servedByCell.forEach((served, cell) => expect(served).toBeLessThanOrEqual(people[cell]! + slack));
  answer.servedByFacility.forEach((served, j) => expect(served).toBeLessThanOrEqual(room[j]! + slack));
  answer.residualPopulation.forEach((left, cell) =>
    expect(Math.abs(left + answer.servedByCell[cell]! - people[cell]!)).toBeLessThanOrEqual(slack),
  );
  const byCells = answer.servedByCell.reduce((a, b) => a + b, 0);
  expect(Math.abs(byCells - answer.servedPeople)).toBeLessThanOrEqual(slack);
  expect(answer.flow.length).toBe(lists.cells.length);
}
