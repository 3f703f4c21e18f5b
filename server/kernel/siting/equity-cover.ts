import type { CoverMatrix } from './cover-matrix.ts';
import { OptionBuilder } from './option-builder.ts';
import type { Minimum } from './option-cover.ts';
import { SitingInputError, checkNumbers, checkSomeDemand, checkWhole } from './siting-input-error.ts';
import { FIXED, buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';
import type { OptionAnswer, OptionOptions } from './solve-option-cover.ts';
import { solveOptionCover } from './solve-option-cover.ts';

/** A zone (part of the demands) or a group of people (a part of the weight of each demand). */
export interface EquityPart {
  readonly name: string;
  readonly demands: Uint32Array;
  /** People of the group at each of `demands`; absent: all people there. */
  readonly weight?: Float64Array;
}

export interface EquityOptions extends SiteRules, OptionOptions {
  /** New sites, or money with costs. */
  readonly newSites?: number;
  readonly budget?: number;
  readonly costs?: Float64Array;
  readonly parts: readonly EquityPart[];
  /** Least share of each part to cover, 0 to 100; the rest is maximal covering. */
  readonly leastPercent?: readonly number[];
  /** Instead of the sum, maximise the smallest covered share over the parts. */
  readonly maximin?: boolean;
}

/**
 * Maximal covering that leaves no zone or group behind: a least share of each, or the smallest share as
 * large as can be.
 *
 * - with `maximin` the value is a share (0 to 1); parts without people are left out of it
 * - errors: `target-infeasible` with the zone and the most possible there; as solveMclp
 * - Gini is a read-out only: minimising it favours plans that are bad for all (methods.md section 3)
 */
export function solveEquityCover(matrix: CoverMatrix, options: EquityOptions): OptionAnswer {
  const states = buildSiteStates(matrix.sites, options);
  const { budget, costs, newSites = 0 } = options;
  if (budget === undefined) {
    checkWhole('newSites', newSites, 0);
    checkCandidates(states, newSites);
  } else {
    if (!costs || costs.length !== matrix.sites)
      throw new SitingInputError('bad-shape', 'a budget needs the cost of every site', {
        what: 'costs',
        expected: matrix.sites,
      });
    checkNumbers('costs', costs, 0);
  }
  checkSomeDemand(matrix.demandWeight);
  const builder = new OptionBuilder([budget ?? newSites]);
  const offset = builder.addItems(matrix.demandWeight);
  for (let site = 0; site < matrix.sites; site++)
    builder.addOption({
      parts: [{ matrix, site, offset }],
      state: states[site]!,
      use: [states[site] === FIXED ? 0 : budget === undefined ? 1 : costs![site]!],
    });
  const peopleOf = (part: EquityPart): number => {
    let sum = 0;
    part.demands.forEach(
      (demand, place) => (sum += part.weight ? part.weight[place]! : matrix.demandWeight[demand]!),
    );
    return sum;
  };
  const inner = (part: EquityPart): { name: string; items: Uint32Array; weight?: Float64Array } => ({
    name: part.name,
    items: part.demands,
    ...(part.weight && { weight: part.weight }),
  });
  const minima: Minimum[] = [];
  options.leastPercent?.forEach((percent, index) => {
    const part = options.parts[index]!;
    if (percent > 0) minima.push({ ...inner(part), least: (percent / 100) * peopleOf(part) });
  });
  const peopled = options.parts.filter((part) => peopleOf(part) > 0);
  return solveOptionCover(
    builder.build({
      ...(minima.length > 0 && { minima }),
      ...(options.maximin === true && {
        shares: peopled.map((part) => Object.assign(inner(part), { scale: 1 / peopleOf(part), offset: 0 })),
      }),
    }),
    options,
  );
}
