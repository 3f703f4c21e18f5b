import { computeCoveredWeight, type CoverMatrix } from './cover-matrix.ts';
import { solveMclp } from './mclp.ts';
import { OptionBuilder } from './option-builder.ts';
import { SitingInputError, checkWhole } from './siting-input-error.ts';
import { FIXED, buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';
import type { OptionAnswer, OptionOptions } from './solve-option-cover.ts';
import { solveOptionCover } from './solve-option-cover.ts';

export interface TravelScenario {
  readonly name: string;
  /** The same sites in every scenario; demands and weights may differ. */
  readonly matrix: CoverMatrix;
  /** Probability, for `expected`. */
  readonly probability?: number;
}

export interface RobustOptions extends SiteRules, OptionOptions {
  readonly newSites: number;
  /**
   * `maximin`: the worst scenario's covered share as large as can be; `regret`: the largest loss against
   * each scenario's own best as
   * small as can be; `expected`: the mean covered weight.
   */
  readonly goal: 'maximin' | 'regret' | 'expected';
}

export interface RobustAnswer extends OptionAnswer {
  /** Covered weight of the answer in each scenario. */
  readonly covered: Float64Array;
  /**
   * Best possible covered weight of each scenario on its own (with `regret`), or its bound when not proven.
   */
  readonly alone: Float64Array;
}

/**
 * Sites that are good in every travel scenario (seasons, a bridge out) or population layer.
 *
 * - value: a share for `maximin`, minus a share for `regret` (larger is better), weight for `expected`
 * - with `regret` a scenario's own best is taken from its bound when it could not be proven, which
 * overstates the regret
 * - source: Kouvelis and Yu 1997
 */
export function solveRobustCover(scenarios: readonly TravelScenario[], options: RobustOptions): RobustAnswer {
  const sites = scenarios[0]?.matrix.sites ?? 0;
  if (scenarios.length === 0 || scenarios.some((scenario) => scenario.matrix.sites !== sites))
    throw new SitingInputError('bad-shape', 'every scenario needs the same sites', {
      what: 'scenarios',
      expected: sites,
    });
  checkWhole('newSites', options.newSites, 0);
  const states = buildSiteStates(sites, options);
  checkCandidates(states, options.newSites);
  const builder = new OptionBuilder([options.newSites]);
  const expected = options.goal === 'expected';
  const offsets = scenarios.map((scenario) =>
    builder.addItems(
      scenario.matrix.demandWeight,
      expected ? (scenario.probability ?? 1 / scenarios.length) : 1,
    ),
  );
  for (let site = 0; site < sites; site++)
    builder.addOption({
      parts: scenarios.map((scenario, index) => ({ matrix: scenario.matrix, site, offset: offsets[index]! })),
      state: states[site]!,
      use: [states[site] === FIXED ? 0 : 1],
    });
  const totals = scenarios.map((scenario) =>
    scenario.matrix.demandWeight.reduce((sum, weight) => sum + weight, 0),
  );
  if (totals.some((total) => total === 0))
    throw new SitingInputError('no-demand', 'a scenario has no people');
  const alone = new Float64Array(scenarios.length).fill(Number.NaN);
  if (options.goal === 'regret')
    scenarios.forEach((scenario, index) => {
      alone[index] = solveMclp(scenario.matrix, {
        newSites: options.newSites,
        ...(options.fixed && { fixed: options.fixed }),
        ...(options.excluded && { excluded: options.excluded }),
        iterations: options.iterations ?? 4000,
      }).bound;
    });
  const shares = scenarios.map((scenario, index) => ({
    name: scenario.name,
    items: Uint32Array.from({ length: scenario.matrix.demands }, (_, demand) => offsets[index]! + demand),
    scale: 1 / totals[index]!,
    offset: options.goal === 'regret' ? -alone[index]! / totals[index]! : 0,
  }));
  const answer = solveOptionCover(builder.build(expected ? {} : { shares }), options);
  const covered = Float64Array.from(scenarios, ({ matrix }) => computeCoveredWeight(matrix, answer.options));
  return { ...answer, covered, alone };
}
