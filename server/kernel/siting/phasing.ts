import { computeGapPercent } from './gap.ts';
import { computeCoveredWeight, type CoverMatrix } from './cover-matrix.ts';
import { solveMclp } from './mclp.ts';
import { OptionBuilder } from './option-builder.ts';
import { SitingInputError, checkNumbers } from './siting-input-error.ts';
import { EXCLUDED, FIXED, FREE, buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';
import type { OptionAnswer, OptionOptions } from './solve-option-cover.ts';
import { solveOptionCover } from './solve-option-cover.ts';

export interface PlanYear {
  /** Who is covered by which site in that year. */
  readonly matrix: CoverMatrix;
  /** What that year counts. */
  readonly discount: number;
  /** New sites of that year, or money of that year (what is left carries over). */
  readonly newSites?: number;
  readonly budget?: number;
}

export interface PhasingOptions extends SiteRules, OptionOptions {
  /** Cost of each site, when years have budgets. */
  readonly costs?: Float64Array;
}

export interface PhasingAnswer extends OptionAnswer {
  /** Sites opened in each year, ascending. */
  readonly opened: readonly Uint32Array[];
  /**
   * Covered weight in each year, and the most that year could have with all money spent so far on it alone.
   */
  readonly covered: Float64Array;
  readonly yearBound: Float64Array;
  /** How far each prefix is from the best plan that stops there. */
  readonly yearGapPercent: Float64Array;
}

/**
 * Opening sites year by year so that every prefix is good: maximises the discounted sum of yearly coverage;
 * nothing closes.
 *
 * - bound: the least of the Lagrangian one and the sum of each year's own best with the same cumulative means
 * - source: methods.md section 3 "multi-period"
 */
export function solvePhasing(years: readonly PlanYear[], options: PhasingOptions = {}): PhasingAnswer {
  const sites = years[0]?.matrix.sites ?? 0;
  if (years.length === 0 || years.some((year) => year.matrix.sites !== sites))
    throw new SitingInputError('bad-shape', 'every year needs the same sites', {
      what: 'years',
      expected: sites,
    });
  const { costs } = options;
  const money = years.some((year) => year.budget !== undefined);
  if (money && costs?.length !== sites)
    throw new SitingInputError('bad-shape', 'yearly budgets need the cost of every site', {
      what: 'costs',
      expected: sites,
    });
  const means = years.map((year) => (money ? (year.budget ?? 0) : (year.newSites ?? 0)));
  checkNumbers('means', means, 0);
  let sum = 0;
  const cumulative = means.map((own) => (sum += own));
  const states = buildSiteStates(sites, options);
  const last = cumulative[cumulative.length - 1]!;
  checkCandidates(states, money ? 1 : last);
  const useOf = (site: number): number => (money ? costs![site]! : 1);
  const builder = new OptionBuilder(cumulative);
  const offsets = years.map((year) => builder.addItems(year.matrix.demandWeight, year.discount));
  // Option (site, year) opens the site from that year on and uses the means of that and all later years.
  for (let site = 0; site < sites; site++)
    for (let year = 0; year < years.length; year++) {
      const fixed = states[site] === FIXED;
      builder.addOption({
        parts: years
          .slice(year)
          .map((later, index) => ({ matrix: later.matrix, site, offset: offsets[year + index]! })),
        group: site,
        state: fixed ? (year === 0 ? FIXED : EXCLUDED) : states[site] === FREE ? FREE : EXCLUDED,
        use: years.map((_, index) => (fixed || index < year ? 0 : useOf(site))),
      });
    }
  const answer = solveOptionCover(builder.build(), options);
  const yearBound = Float64Array.from(years, (year, index) => {
    if (cumulative[index] === 0 || (money && cumulative[index]! < Math.min(...costs!)))
      return computeCoveredWeight(year.matrix, fixedOf(states));
    return solveMclp(year.matrix, {
      ...(money ? { budget: cumulative[index]!, costs: costs! } : { newSites: cumulative[index]! }),
      ...(options.fixed && { fixed: options.fixed }),
      ...(options.excluded && { excluded: options.excluded }),
      iterations: options.iterations ?? 4000,
      ...(options.control?.shouldStop && { control: { shouldStop: options.control.shouldStop } }),
    }).bound;
  });
  const opened = years.map((_, year) =>
    Uint32Array.from(
      Array.from(answer.options).filter(
        (option) => option % years.length === year && states[Math.floor(option / years.length)] !== FIXED,
      ),
      (option) => Math.floor(option / years.length),
    ),
  );
  const open: number[] = fixedOf(states);
  const covered = Float64Array.from(years, (year, index) => {
    open.push(...opened[index]!);
    return computeCoveredWeight(year.matrix, open);
  });
  const apart = years.reduce((total, year, index) => total + year.discount * yearBound[index]!, 0);
  const bound = Math.max(answer.value, Math.min(answer.bound, apart));
  const met = bound - answer.value <= 1e-9 * Math.max(1, bound);
  return {
    ...answer,
    bound: met ? answer.value : bound,
    gapPercent: met ? 0 : computeGapPercent(answer.value, bound),
    stop: met ? 'optimal' : answer.stop,
    opened,
    covered,
    yearBound,
    yearGapPercent: covered.map((value, index) =>
      computeGapPercent(value, Math.max(value, yearBound[index]!)),
    ),
  };
}

function fixedOf(states: Uint8Array): number[] {
  const list: number[] = [];
  states.forEach((state, site) => {
    if (state === FIXED) list.push(site);
  });
  return list;
}
