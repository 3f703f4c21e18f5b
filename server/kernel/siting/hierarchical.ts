import { OptionBuilder } from './option-builder.ts';
import type { ServiceDemand } from './site-levels.ts';
import { SitingInputError, checkWhole } from './siting-input-error.ts';
import { EXCLUDED, FIXED, FREE } from './site-states.ts';
import type { OptionAnswer, OptionOptions } from './solve-option-cover.ts';
import { solveOptionCover } from './solve-option-cover.ts';

export interface HierarchyOptions extends OptionOptions {
  /** New sites of each tier, lowest first. */
  readonly newByTier: readonly number[];
  /** Existing sites and their tier (0 the lowest). */
  readonly existing?: readonly { readonly site: number; readonly tier: number }[];
  /** Sites that may not be used at a tier. */
  readonly excluded?: readonly { readonly site: number; readonly tier: number }[];
  /** Coherent referral: a new site of a tier needs a site of the next tier among these sites. */
  readonly referral?: (site: number, tier: number) => readonly number[];
}

export interface HierarchyAnswer extends OptionAnswer {
  /** Sites open at each tier, existing ones included. */
  readonly sitesByTier: readonly Uint32Array[];
}

/**
 * Nested hierarchical siting: a site of a tier offers the services of its tier and of all tiers below.
 *
 * - `services[tier]`: demand for that tier's service; its matrix states which sites cover it
 * - a site has one tier; the answer maximises the weighted sum over services
 * - errors: `too-many-sites`, `contradictory-fixed`, `bad-shape`
 * - source: Moore and ReVelle 1982
 */
export function solveHierarchical(
  services: readonly ServiceDemand[],
  options: HierarchyOptions,
): HierarchyAnswer {
  const tiers = services.length;
  const sites = services[0]?.matrix.sites ?? 0;
  if (
    tiers === 0 ||
    options.newByTier.length !== tiers ||
    services.some((service) => service.matrix.sites !== sites)
  )
    throw new SitingInputError(
      'bad-shape',
      `expected a count and a matrix of ${sites} sites for each of ${tiers} tiers`,
      {
        what: 'newByTier',
        expected: tiers,
        actual: options.newByTier.length,
      },
    );
  for (const count of options.newByTier) checkWhole('newByTier', count, 0);
  const existing = new Map<number, number>();
  for (const { site, tier } of options.existing ?? []) {
    if (existing.has(site))
      throw new SitingInputError('contradictory-fixed', `site ${site} exists at two tiers`, { site });
    existing.set(site, tier);
  }
  const wanted = options.newByTier.reduce((sum, count) => sum + count, 0);
  if (wanted > sites - existing.size)
    throw new SitingInputError(
      'too-many-sites',
      `${wanted} sites wanted of ${sites - existing.size} candidates`,
      {
        wanted,
        candidates: sites - existing.size,
      },
    );
  const barred = new Set((options.excluded ?? []).map(({ site, tier }) => site * tiers + tier));
  const builder = new OptionBuilder(options.newByTier);
  const offsets = services.map((service) => builder.addItems(service.matrix.demandWeight, service.weight));
  for (let site = 0; site < sites; site++)
    for (let tier = 0; tier < tiers; tier++) {
      const present = existing.get(site);
      const state =
        present === tier ? FIXED : present !== undefined || barred.has(site * tiers + tier) ? EXCLUDED : FREE;
      builder.addOption({
        parts: services
          .slice(0, tier + 1)
          .map((service, index) => ({ matrix: service.matrix, site, offset: offsets[index]! })),
        group: site,
        state,
        use: options.newByTier.map((_, own) => (own === tier && state !== FIXED ? 1 : 0)),
      });
    }
  const { referral } = options;
  const requires: { option: number; anyOf: number[] }[] = [];
  if (referral)
    for (let site = 0; site < sites; site++)
      for (let tier = 0; tier + 1 < tiers; tier++) {
        if (existing.has(site)) continue;
        requires.push({
          option: site * tiers + tier,
          anyOf: referral(site, tier).map((other) => other * tiers + tier + 1),
        });
      }
  const answer = solveOptionCover(builder.build(requires.length > 0 ? { requires } : {}), options);
  const sitesByTier = services.map((_, tier) =>
    Uint32Array.from(
      Array.from(answer.options).filter((option) => option % tiers === tier),
      (option) => Math.floor(option / tiers),
    ),
  );
  return { ...answer, sitesByTier };
}
