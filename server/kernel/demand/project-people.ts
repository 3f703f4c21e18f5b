import { computeBirths, computeCohortStep } from './cohorts.ts';

/** Yearly rates by which people of one place change; all as shares (0.01 = 1 %). */
export interface YearlyRates {
  /** Growth of everybody (`growth`), or people who come less those who leave (`ageing`); above -1. */
  readonly change: number;
  /** With `ageing`; null: people only grow by `change`, every band alike. */
  readonly ageing: {
    /** Years that a band spans; the last is open and its width not read. */
    readonly widthYears: ArrayLike<number>;
    /** Births a year per person of each band. */
    readonly fertility: ArrayLike<number>;
    /** Share of each band that dies in a year. */
    readonly mortality: ArrayLike<number>;
  } | null;
}

/**
 * People by age band after each of `years` (whole, ascending), one array of bands per year.
 *
 * Growth: P (1 + r)^n. Ageing: year by year survive, grow older by 1 ÷ width of the band, migrate (in
 * proportion to those present at the
 * year's start), then the newborn join the first band; half a year's mortality of the first band is taken
 * from them. A region with one
 * band cannot age: pass null. O(years · bands). Mutates nothing.
 */
export function projectPeople(
  people: ArrayLike<number>,
  rates: YearlyRates,
  years: readonly number[],
): Float64Array[] {
  if (!(rates.change > -1)) throw new RangeError(`change: expected > -1 a year, got ${rates.change}`);
  if (rates.ageing === null)
    return years.map((n) => Float64Array.from(people, (here) => here * (1 + rates.change) ** n));
  const { widthYears, fertility, mortality } = rates.ageing;
  const survival = Float64Array.from(mortality, (share) => 1 - share);
  const moving = Float64Array.from(widthYears, (width) => 1 / width);
  const answers: Float64Array[] = [];
  let now: Float64Array = Float64Array.from(people);
  let year = 0;
  for (const target of years) {
    for (; year < target; year++) {
      const migrants = now.map((here) => here * rates.change);
      const later = computeCohortStep(now, { survival, moving, migrants });
      later[0] = later[0]! + computeBirths(now, later, fertility, 1) * (1 - mortality[0]! / 2);
      now = later;
    }
    answers.push(now.slice());
  }
  return answers;
}
