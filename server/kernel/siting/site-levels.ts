import type { CoverMatrix } from './cover-matrix.ts';
import { OptionBuilder } from './option-builder.ts';
import { SitingInputError, checkNumbers } from './siting-input-error.ts';
import { EXCLUDED, FREE } from './site-states.ts';
import type { OptionAnswer, OptionOptions } from './solve-option-cover.ts';
import { solveOptionCover } from './solve-option-cover.ts';

export interface ServiceDemand {
  readonly name: string;
  /** Which sites cover which demands for this service (its own cut-off and weights). */
  readonly matrix: CoverMatrix;
  /** What a covered person counts for this service. */
  readonly weight: number;
}

export interface SiteLevel {
  /** Index of the site in every service's matrix. */
  readonly site: number;
  readonly name: string;
  /** Indices of the services offered at this level. */
  readonly services: readonly number[];
  /** Extra cost over what the site is today; 0 for its present level. */
  readonly cost: number;
  /** True for the level the site has today: it is kept unless a higher one is bought. */
  readonly present?: boolean;
}

export interface LevelsAnswer extends OptionAnswer {
  /** Chosen levels, present ones included: indices into `levels`. */
  readonly levels: Uint32Array;
  readonly cost: number;
}

/**
 * Open, upgrade or expand under one budget: each site takes at most one of its levels, each level offers
 * services.
 *
 * - an existing site keeps its present level or a dearer one: its other levels are replacements that
 * contain it
 * - errors: `budget-too-small` when no new level can be paid, `bad-number`, `index-out-of-range`
 * - source: methods.md section 3 "budget, upgrade vs new"
 */
export function solveSiteLevels(
  services: readonly ServiceDemand[],
  levels: readonly SiteLevel[],
  budget: number,
  options: OptionOptions = {},
): LevelsAnswer {
  checkNumbers('budget', [budget], 0);
  checkNumbers(
    'cost',
    levels.map((level) => level.cost),
    0,
  );
  const paid = levels.filter((level) => level.present !== true).map((level) => level.cost);
  if (paid.length === 0) throw new SitingInputError('no-candidates', 'there is no level to buy');
  const cheapest = Math.min(...paid);
  if (budget < cheapest)
    throw new SitingInputError(
      'budget-too-small',
      `a budget of ${budget} buys nothing: the cheapest costs ${cheapest}`,
      { budget, cheapest },
    );
  const builder = new OptionBuilder([budget]);
  const offsets = services.map((service) => builder.addItems(service.matrix.demandWeight, service.weight));
  // A present level costs nothing and its replacements hold its services, so it may be given up only for
  // one of them.
  const presentOf = new Map<number, SiteLevel>();
  for (const level of levels) if (level.present === true) presentOf.set(level.site, level);
  levels.forEach((level) => {
    const offered = new Set([...level.services, ...(presentOf.get(level.site)?.services ?? [])]);
    for (const service of offered) {
      const matrix = services[service]?.matrix;
      if (!matrix || level.site < 0 || level.site >= matrix.sites)
        throw new SitingInputError(
          'index-out-of-range',
          `${level.name}: service ${service} at site ${level.site} is unknown`,
          {
            service,
            site: level.site,
          },
        );
    }
    builder.addOption({
      parts: [...offered]
        .sort((a, b) => a - b)
        .map((service) => ({
          matrix: services[service]!.matrix,
          site: level.site,
          offset: offsets[service]!,
        })),
      group: level.site,
      state: level.cost > budget ? EXCLUDED : FREE,
      use: [level.cost],
    });
  });
  const answer = solveOptionCover(builder.build(), options);
  // A present level that the search left out because it adds nothing still stands.
  const chosen = new Set(answer.options);
  const taken = new Set(Array.from(answer.options, (option) => levels[option]!.site));
  levels.forEach((level, index) => {
    if (level.present === true && !taken.has(level.site)) chosen.add(index);
  });
  const list = Uint32Array.from([...chosen].sort((a, b) => a - b));
  return { ...answer, levels: list, cost: list.reduce((sum, index) => sum + levels[index]!.cost, 0) };
}
