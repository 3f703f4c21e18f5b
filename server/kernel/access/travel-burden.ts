import { UNREACHED } from '../grid/grid.ts';
import { computeSum } from '../stats/sum.ts';
import { computeWeightedQuantiles } from '../stats/weighted-quantiles.ts';

/** People-weighted travel time to the nearest facility. Null where there is no one to ask. */
export interface TravelBurden {
  readonly people: number;
  readonly unreachedPeople: number;
  /** unreachedPeople / people. */
  readonly unreachedShare: number | null;
  /** Of the people who have a path. */
  readonly meanSeconds: number | null;
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
  readonly p95Seconds: number | null;
  /** Of everybody: null where that share of the people has no path. */
  readonly ofEverybody: {
    readonly medianSeconds: number | null;
    readonly p90Seconds: number | null;
    readonly p95Seconds: number | null;
  };
}

/**
 * How long people travel: mean Σ P·t / Σ P and quantiles (smallest t with Σ{P : time ≤ t} ≥ q ΣP), with the
 * share who cannot arrive.
 *
 * One entry per cell; UNREACHED is no time, never a large one. O(cells). Mutates nothing.
 */
export function computeTravelBurden(seconds: Float64Array, population: ArrayLike<number>): TravelBurden {
  if (seconds.length !== population.length)
    throw new RangeError(`population: expected ${seconds.length} cells, got ${population.length}`);
  const reached = new Float64Array(seconds.length);
  const unreached = new Float64Array(seconds.length);
  const personSeconds = new Float64Array(seconds.length);
  for (let cell = 0; cell < seconds.length; cell++) {
    const people = population[cell]!;
    if (!(people > 0)) continue;
    if (seconds[cell]! < UNREACHED) {
      reached[cell] = people;
      personSeconds[cell] = people * seconds[cell]!;
    } else unreached[cell] = people;
  }
  const reachedPeople = computeSum(reached);
  const unreachedPeople = computeSum(unreached);
  const people = reachedPeople + unreachedPeople;
  const shares = [0.5, 0.9, 0.95];
  const [median, p90, p95] = computeWeightedQuantiles(seconds, reached, shares, reachedPeople);
  const [medianAll, p90All, p95All] = computeWeightedQuantiles(seconds, reached, shares, people);
  return {
    people,
    unreachedPeople,
    unreachedShare: people > 0 ? unreachedPeople / people : null,
    meanSeconds: reachedPeople > 0 ? computeSum(personSeconds) / reachedPeople : null,
    medianSeconds: median ?? null,
    p90Seconds: p90 ?? null,
    p95Seconds: p95 ?? null,
    ofEverybody: {
      medianSeconds: medianAll ?? null,
      p90Seconds: p90All ?? null,
      p95Seconds: p95All ?? null,
    },
  };
}
