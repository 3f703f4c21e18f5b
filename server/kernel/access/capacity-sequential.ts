import type { CapacityAnswer } from './capacity.ts';
import { assertCapacities, buildCapacityAnswer } from './capacity.ts';
import type { ReachLists } from './reach-lists.ts';
import { toWholeMinutes } from '../grid/cut-off.ts';

/** Which of AccessMod's five cases ended a facility's turn. */
type SequentialRule = 'A' | 'B' | 'C' | 'D' | 'E';

/** One facility's turn. Minutes are whole, rounded up. */
interface SequentialTurn {
  readonly facility: number;
  readonly capacity: number;
  readonly rule: SequentialRule;
  /** People left within the limit when its turn came. */
  readonly peopleInLimit: number;
  /** Last band taken whole; null in case B. */
  readonly innerMinutes: number | null;
  /** Band of which a share is taken; null unless A or B. */
  readonly outerMinutes: number | null;
  /** Extent of the catchment: the outer band in A and B, the inner in C and D, the limit in E. */
  readonly catchmentMinutes: number;
  /** People left in all bands of the catchment, the outer one whole. */
  readonly peopleInCatchment: number;
  /** Capacity used. */
  readonly served: number;
  readonly residualCapacity: number;
  /**
   * Pearson correlation of band (minutes) and people in the band; null with fewer than two bands or no
   * variation.
   */
  readonly correlation: number | null;
}

export interface SequentialAnswer extends CapacityAnswer {
  readonly turns: readonly SequentialTurn[];
}

/**
 * Geographic coverage as AccessMod 5 defines it: facilities take their turns, each fills its capacity from
 * the nearest minute band out
 * and removes the people it serves.
 *
 * Bands are whole minutes, seconds rounded up. With cumulative people P_k: bands with P_k ≤ C are taken
 * whole; of the next band the
 * share (C - P_k) / p is taken evenly from every cell (A; B when it is the first with people); C > P_max
 * takes all (C), C = P_k ends
 * with the band (D), `ignoreCapacity` takes all (E). A turn sees only what earlier turns left, so the
 * answer depends on `order`
 * (facility indices, each at most once; those left out serve no one). O(pairs). Mutates nothing.
 * Source: AccessMod 5.9 geographic coverage; the first-come rule is theirs.
 */
export function computeSequentialCapacity(
  lists: ReachLists,
  population: ArrayLike<number>,
  capacities: Float64Array,
  order: ArrayLike<number>,
  options: { readonly ignoreCapacity?: boolean; readonly removeCovered?: boolean } = {},
): SequentialAnswer {
  assertCapacities(lists, population, capacities);
  assertOrder(order, lists.facilityCount);
  const residual = Float64Array.from(population);
  const flow = new Float64Array(lists.cells.length);
  const turns: SequentialTurn[] = [];
  for (let i = 0; i < order.length; i++)
    turns.push(
      takeTurn(lists, residual, flow, order[i]!, {
        capacity: options.ignoreCapacity === true ? null : capacities[order[i]!]!,
        remove: options.removeCovered !== false,
      }),
    );
  return { ...buildCapacityAnswer(lists, population, capacities, flow), turns };
}

/** One whole minute of a facility's reach: entries from…to of the lists. */
interface Band {
  readonly minutes: number;
  readonly from: number;
  readonly to: number;
  readonly people: number;
}

function takeTurn(
  lists: ReachLists,
  residual: Float64Array,
  flow: Float64Array,
  facility: number,
  how: { capacity: number | null; remove: boolean },
): SequentialTurn {
  const bands = bandsOf(lists, residual, facility);
  let peopleInLimit = 0;
  for (const band of bands) peopleInLimit += band.people;
  const capacity = how.capacity ?? peopleInLimit;
  let inner = -1;
  let taken = 0;
  while (inner + 1 < bands.length && taken + bands[inner + 1]!.people <= capacity)
    taken += bands[++inner]!.people;
  const outer = inner + 1 < bands.length && (taken < capacity || inner < 0) ? bands[inner + 1]! : null;
  const share = outer === null ? 0 : (capacity - taken) / outer.people;
  const take = (from: number, to: number, part: number): void => {
    for (let i = from; i < to; i++) {
      const cell = lists.cells[i]!;
      flow[i] = residual[cell]! * part;
      if (how.remove) residual[cell] = part === 1 ? 0 : residual[cell]! * (1 - part);
    }
  };
  if (inner >= 0) take(bands[0]!.from, bands[inner]!.to, 1);
  if (outer !== null) take(outer.from, outer.to, share);
  const rule = ruleOf(how.capacity, peopleInLimit, taken, outer !== null);
  const last = outer ?? bands[inner] ?? null;
  const served = outer === null ? taken : capacity;
  return {
    facility,
    capacity,
    rule,
    peopleInLimit,
    innerMinutes: rule === 'B' || inner < 0 ? null : bands[inner]!.minutes,
    outerMinutes: outer?.minutes ?? null,
    catchmentMinutes: rule === 'E' ? toWholeMinutes(lists.limitSeconds, 'up') : (last?.minutes ?? 0),
    peopleInCatchment: taken + (outer?.people ?? 0),
    served,
    residualCapacity: capacity - served,
    correlation: correlate(bands),
  };
}

function ruleOf(
  capacity: number | null,
  peopleInLimit: number,
  taken: number,
  hasOuter: boolean,
): SequentialRule {
  if (capacity === null) return 'E';
  if (capacity > peopleInLimit) return 'C';
  if (!hasOuter) return 'D';
  return taken === 0 ? 'B' : 'A';
}

function bandsOf(lists: ReachLists, residual: Float64Array, facility: number): Band[] {
  const bands: Band[] = [];
  const end = lists.start[facility + 1]!;
  for (let i = lists.start[facility]!; i < end;) {
    const minutes = toWholeMinutes(lists.seconds[i]!, 'up');
    const from = i;
    let people = 0;
    while (i < end && toWholeMinutes(lists.seconds[i]!, 'up') === minutes)
      people += residual[lists.cells[i++]!]!;
    bands.push({ minutes, from, to: i, people });
  }
  return bands;
}

function correlate(bands: readonly Band[]): number | null {
  const n = bands.length;
  let x = 0;
  let y = 0;
  for (const band of bands) {
    x += band.minutes / n;
    y += band.people / n;
  }
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const band of bands) {
    xx += (band.minutes - x) ** 2;
    yy += (band.people - y) ** 2;
    xy += (band.minutes - x) * (band.people - y);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}

function assertOrder(order: ArrayLike<number>, facilityCount: number): void {
  const seen = new Uint8Array(facilityCount);
  for (let i = 0; i < order.length; i++) {
    const facility = order[i]!;
    if (!Number.isInteger(facility) || facility < 0 || facility >= facilityCount || seen[facility] === 1)
      throw new RangeError(
        `order: expected facilities 0…${facilityCount - 1}, each at most once, got ${facility} at ${i}`,
      );
    seen[facility] = 1;
  }
}
