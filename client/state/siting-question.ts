import type { z } from 'zod';
import type { PROCESSES } from '../../server/contract/processes.ts';
import type { AgeBand, Tier } from '../../server/contract/vocabulary.ts';
import type { AppState } from './app-state.ts';
import {
  canBeJudged,
  DEFAULT_BUDGET,
  twistOf,
  WISHED_TIERS,
  type ConditionId,
  type SitingPlan,
} from './siting-plan.ts';

type Sent = Partial<z.input<(typeof PROCESSES)['siting']['inputs']>>;

const AGES: Partial<Record<ConditionId, AgeBand[]>> = { old: ['65+'], children: ['0-6', '7-14'] };

/** Points of the curve of people covered by number of sites in an answer. */
export function frontierLength(siteCount: number): number {
  return Math.min(60, Math.max(12, Math.ceil((siteCount * 3) / 2)));
}

/** The part of a siting question that the plan decides: only what its model uses. */
export function askOfPlan(state: AppState, tiersInUse: readonly Tier[]): Sent {
  const { plan, settings } = state;
  const { model, siteCost, currency } = plan;
  const twist = twistOf(plan);
  const { siteCount } = settings;
  const priced = siteCost > 0 && model !== 'interventions';
  const unit = currency.trim() !== '' && (priced || model === 'interventions');
  return {
    model,
    ...(model === 'hierarchical' ? {} : { cutoffMinutes: settings.cutoffMinutes }),
    ...countOf(plan, siteCount),
    ...(twist === 'none' && model === 'mclp' ? { frontier: frontierLength(siteCount) } : {}),
    ...(priced ? { siteCost } : {}),
    ...(unit ? { currency: currency.trim() } : {}),
    ...existingOf(plan, tiersInUse),
    ...(twist === 'room' ? { siteCapacity: plan.siteCapacity } : {}),
    ...(plan.doctors > 0 && model !== 'interventions' ? { allocate: { total: plan.doctors } } : {}),
    ...(twist === 'conditions' ? { profiles: profilesOf(state) } : {}),
    ...(plan.howSure && canBeJudged(plan) ? { uncertainty: spreadsOf(state) } : {}),
    ...(model === 'hierarchical' ? { tiers: tiersOf(plan) } : {}),
    ...(model === 'interventions' ? { interventions: measuresOf(plan) } : {}),
  };
}

function countOf(plan: SitingPlan, siteCount: number): Sent {
  const twist = twistOf(plan);
  if (plan.model === 'lscp') return { targetPercent: plan.targetPercent };
  if (plan.model === 'hierarchical') return {};
  if (plan.model === 'interventions') return { budget: plan.budget > 0 ? plan.budget : DEFAULT_BUDGET };
  if (twist === 'years') return { years: plan.years.map((sites) => ({ sites })) };
  if (twist === 'budget') return { budget: plan.budget };
  return { sites: siteCount };
}

function existingOf(plan: SitingPlan, tiersInUse: readonly Tier[]): Sent {
  if (plan.model === 'interventions' || plan.existing === 'fixed') return {};
  if (plan.existing === 'excluded') return { existing: 'excluded' };
  if (twistOf(plan) !== 'moves') return {};
  const movable = tiersInUse.filter((tier) => tier !== 'county');
  return {
    existing: 'may-close',
    closures: plan.closures,
    // Hospitals do not move when posts can; without other tiers in use, all may.
    ...(movable.length > 0 && movable.length < tiersInUse.length ? { closable: { tiers: movable } } : {}),
  };
}

/** Travel and groups of people in addition to the chosen travel and all people. */
function profilesOf({ plan, settings }: AppState): NonNullable<Sent['profiles']> {
  const { model, mode, season, direction } = settings;
  const common = { model, mode, season, direction };
  return plan.conditions.map((id) => {
    if (id === 'other-season')
      return {
        name: id,
        travel: { ...common, season: season === 'dry' ? ('wet' as const) : ('dry' as const) },
      };
    if (id === 'walk') return { name: id, travel: { ...common, mode: 'walk' as const } };
    return { name: id, ages: AGES[id]! };
  });
}

function spreadsOf({ study }: AppState): NonNullable<Sent['uncertainty']> {
  const { draws, speedPercent, peoplePercent } = study.choices;
  return {
    draws: Math.min(draws, MOST_DRAWS),
    commonSpeedSigma: speedPercent / 100,
    populationCv: peoplePercent / 100,
  };
}
const MOST_DRAWS = 200;

function tiersOf({ tiers }: SitingPlan): NonNullable<Sent['tiers']> {
  const wanted = WISHED_TIERS.filter((tier) => tiers[tier].sites > 0);
  // Without a request the lowest tier asks for one site, so that the question is valid.
  if (wanted.length === 0) return [{ tier: 'village', sites: 1, cutoffMinutes: tiers.village.minutes }];
  return wanted.map((tier) => ({ tier, sites: tiers[tier].sites, cutoffMinutes: tiers[tier].minutes }));
}

/** Days a month that a round stands at each stop, until the page asks for it. */
const ROUND_DAYS = 2;

function measuresOf({ measures }: SitingPlan): NonNullable<Sent['interventions']> {
  const { build, upgrade, staff, round, telemedicine } = measures;
  const room = ({ cost, visits }: { cost: number; visits: number }) => ({ cost, capacity: visits });
  return {
    ...(build.on ? { build: room(build) } : {}),
    ...(upgrade.on ? { upgrade: room(upgrade) } : {}),
    ...(staff.on ? { staff: room(staff) } : {}),
    ...(round.on ? { round: { cost: round.cost, daysAMonth: ROUND_DAYS, visitsADay: round.visits } } : {}),
    ...(telemedicine.on ? { telemedicine: room(telemedicine) } : {}),
  };
}
