import { NONE, UNREACHED } from '../grid/grid.ts';
import { addTo, buildSums, computeSum, readSum } from '../stats/sum.ts';
import { toCutoffSeconds, toWholeMinutes } from '../grid/cut-off.ts';

/** A cell without a time, as AccessMod's NULL. */
const NO_MINUTES = -1;
/** Greatest time AccessMod stores. */
const MOST_MINUTES = 32767;

/**
 * Travel times as AccessMod stores them: whole minutes, NO_MINUTES beyond the limit.
 *
 * `up` since 5.8, `down` before and as its legacy option. `limitMinutes` 0 means no limit up to
 * MOST_MINUTES. O(cells).
 * Source: AccessMod 5.9 code; the published 5.6 run on its demonstration region is `down`.
 */
export function toAccessModMinutes(
  seconds: Float64Array,
  limitMinutes = 0,
  rounding: 'up' | 'down' = 'up',
): Int16Array {
  const limit = limitMinutes === 0 ? MOST_MINUTES : Math.min(limitMinutes, MOST_MINUTES);
  return Int16Array.from(seconds, (time) => {
    if (!(time < UNREACHED) || time > toCutoffSeconds(limit)) return NO_MINUTES;
    return toWholeMinutes(time, rounding);
  });
}

interface AccessModZone {
  /** All people of the zone, on barriers too. */
  readonly total: number;
  /** Per threshold kept: people in cells with 0 ≤ minutes < threshold. */
  readonly covered: readonly number[];
  /** covered / total · 100; null without people. */
  readonly percent: readonly (number | null)[];
}

export interface AccessModZonal {
  /** Thresholds within the range of the times; AccessMod drops the others. */
  readonly thresholds: readonly number[];
  readonly dropped: readonly number[];
  readonly zones: readonly AccessModZone[];
}

/**
 * AccessMod's zonal statistics: the test is **strictly** less, on whole minutes; where these are rounded
 * up, the last minute before a
 * threshold does not count (a cell reached in 59.2 minutes has 60 and fails at 60). And a threshold above
 * the greatest time is dropped.
 * `population` that is not > 0 counts no one. O(cells · thresholds).
 */
export function computeAccessModZonal(
  minutes: Int16Array,
  population: ArrayLike<number>,
  zoneOfCell: Int32Array,
  zoneCount: number,
  thresholdsMinutes: readonly number[],
): AccessModZonal {
  let least = MOST_MINUTES;
  let most = 0;
  for (const time of minutes) {
    if (time === NO_MINUTES) continue;
    least = Math.min(least, time);
    most = Math.max(most, time);
  }
  const kept = thresholdsMinutes.filter((threshold) => threshold >= least && threshold <= most);
  const totals = buildSums(zoneCount);
  const covered = kept.map(() => buildSums(zoneCount));
  for (let cell = 0; cell < minutes.length; cell++) {
    const zone = zoneOfCell[cell]!;
    const people = population[cell]!;
    if (zone === NONE || !(people > 0)) continue;
    addTo(totals, zone, people);
    if (minutes[cell] === NO_MINUTES) continue;
    kept.forEach((threshold, k) => {
      if (minutes[cell]! < threshold) addTo(covered[k]!, zone, people);
    });
  }
  return {
    thresholds: kept,
    dropped: thresholdsMinutes.filter((threshold) => !kept.includes(threshold)),
    zones: Array.from({ length: zoneCount }, (_, zone) => {
      const total = readSum(totals, zone);
      const people = covered.map((sums) => readSum(sums, zone));
      return {
        total,
        covered: people,
        percent: people.map((here) => (total > 0 ? (here / total) * 100 : null)),
      };
    }),
  };
}

/** Coverage by capacity with AccessMod's two denominators, which differ by the people on barriers. */
export interface AccessModCapacityCoverage {
  /** People on cells with a speed, R₀. */
  readonly peopleOffBarriers: number;
  /** (R₀ - R) / R₀ · 100: the tool's main table; null without people. */
  readonly percentOffBarriers: number | null;
  /**
   * (people - R on cells with a speed) / all people: the stop rule of scaling up, which counts people on
   * barriers as covered.
   */
  readonly percentOfScalingUp: number | null;
  /** By zone: people covered over **all** people of the zone. */
  readonly zones: readonly {
    readonly total: number;
    readonly covered: number;
    readonly percent: number | null;
  }[];
}

/**
 * Percentages of a capacity analysis as AccessMod prints them, from the people left (`residualPopulation`)
 * after it.
 * `cellState` not 0 is a cell without speed. O(cells).
 */
export function computeAccessModCapacityCoverage(
  population: ArrayLike<number>,
  residualPopulation: ArrayLike<number>,
  cellState: Uint8Array,
  zoneOfCell: Int32Array | null,
  zoneCount: number,
): AccessModCapacityCoverage {
  const before: number[] = [];
  const left: number[] = [];
  const totals = buildSums(zoneCount);
  const covered = buildSums(zoneCount);
  const all: number[] = [];
  for (let cell = 0; cell < cellState.length; cell++) {
    const people = population[cell]!;
    if (!(people > 0)) continue;
    all.push(people);
    const zone = zoneOfCell?.[cell] ?? NONE;
    if (zone !== NONE) addTo(totals, zone, people);
    if (cellState[cell] !== 0) continue;
    before.push(people);
    left.push(residualPopulation[cell]!);
    if (zone !== NONE) addTo(covered, zone, people - residualPopulation[cell]!);
  }
  const peopleOffBarriers = computeSum(before);
  const stay = computeSum(left);
  const everybody = computeSum(all);
  const percent = (part: number, of: number): number | null => (of > 0 ? (part / of) * 100 : null);
  return {
    peopleOffBarriers,
    percentOffBarriers: percent(peopleOffBarriers - stay, peopleOffBarriers),
    percentOfScalingUp: percent(everybody - stay, everybody),
    zones: Array.from({ length: zoneCount }, (_, zone) => ({
      total: readSum(totals, zone),
      covered: readSum(covered, zone),
      percent: percent(readSum(covered, zone), readSum(totals, zone)),
    })),
  };
}

/** Minutes and kilometres of a referral as AccessMod prints them: rounded up to the unit. */
export function toAccessModUnits(value: number, unit: number): number {
  return Math.ceil(value / unit);
}
