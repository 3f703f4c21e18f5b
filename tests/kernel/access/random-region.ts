import * as fc from 'fast-check';
import type { TravelEngine } from '../../../server/kernel/catchment/travel-engine.ts';
import { buildPlainEngine, plainGrid } from './plain-engine.ts';

export interface RandomRegion {
  readonly engine: TravelEngine;
  readonly population: Float64Array;
  readonly zoneOfCell: Int32Array;
  readonly zoneCount: number;
  readonly sources: Int32Array;
  /** Seconds per metre and state by cell, which the engine was built from. */
  readonly pace: Float64Array;
  readonly state: Uint8Array;
}

/**
 * A few cells with barriers, cells without data, people (also on barriers), zones with cells outside,
 * facilities anywhere.
 */
export function randomRegion(wholePeople: boolean): fc.Arbitrary<RandomRegion> {
  const people = wholePeople
    ? fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1000 }))
    : fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true }));
  return fc
    .record({ columns: fc.integer({ min: 1, max: 7 }), rows: fc.integer({ min: 1, max: 7 }) })
    .chain(({ columns, rows }) => {
      const cells = columns * rows;
      const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
        fc.array(item, { minLength: cells, maxLength: cells });
      return fc
        .record({
          pace: list(fc.constantFrom(0.5, 0.75, 1, 2)),
          state: list(fc.constantFrom(0, 0, 0, 0, 1, 2)),
          people: list(people),
          zone: list(fc.integer({ min: -1, max: 2 })),
          sources: fc.array(fc.integer({ min: -1, max: cells - 1 }), { maxLength: 5 }),
        })
        .map((value) => ({
          engine: buildPlainEngine(
            plainGrid(columns, rows),
            Float64Array.from(value.pace),
            Uint8Array.from(value.state),
          ),
          population: Float64Array.from(value.people),
          zoneOfCell: Int32Array.from(value.zone),
          zoneCount: 3,
          sources: Int32Array.from(value.sources),
          pace: Float64Array.from(value.pace),
          state: Uint8Array.from(value.state),
        }));
    });
}
