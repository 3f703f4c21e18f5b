import type { SitingModel, Tier } from '../../server/contract/vocabulary.ts';

/** New sites of one tier. */
export interface TierWish {
  readonly sites: number;
  readonly minutes: number;
}
export type WishedTier = Exclude<Tier, 'other'>;
export const WISHED_TIERS: readonly WishedTier[] = ['village', 'township', 'county'];

export const MEASURES = ['build', 'upgrade', 'staff', 'round', 'telemedicine'] as const;
export type MeasureId = (typeof MEASURES)[number];
/** A measure: its cost and the visits a month it adds. */
export interface Measure {
  readonly on: boolean;
  readonly cost: number;
  readonly visits: number;
}

/** Further conditions that the sites must satisfy. */
export const CONDITIONS = ['other-season', 'walk', 'old', 'children'] as const;
export type ConditionId = (typeof CONDITIONS)[number];

/** The goal of new sites and the rules for candidates. */
export interface SitingPlan {
  readonly model: SitingModel;
  /** Share of all people to cover, for the model that asks for the fewest sites. */
  readonly targetPercent: number;
  readonly insideZones: boolean;
  /** 0: no rule. */
  readonly spacingMeters: number;
  readonly maximumRoadMeters: number;
  readonly minimumPeople: number;
  /** Cost of one site in any unit, 0: not given. */
  readonly siteCost: number;
  /** Budget, 0: not given; takes precedence over the number of sites. */
  readonly budget: number;
  readonly currency: string;
  readonly existing: 'fixed' | 'excluded' | 'may-close';
  readonly closures: number;
  /** People a new site can serve, 0: no limit. */
  readonly siteCapacity: number;
  /** Doctors to be assigned to the new sites, 0: none. */
  readonly doctors: number;
  /** New sites of each year; one year or none: all at once. */
  readonly years: readonly number[];
  readonly conditions: readonly ConditionId[];
  readonly tiers: Readonly<Record<WishedTier, TierWish>>;
  readonly measures: Readonly<Record<MeasureId, Measure>>;
  /** Whether the answer is judged under uncertain speeds and people. */
  readonly howSure: boolean;
}

export const DEFAULT_PLAN: SitingPlan = {
  model: 'mclp',
  targetPercent: 90,
  insideZones: true,
  spacingMeters: 0,
  maximumRoadMeters: 0,
  minimumPeople: 0,
  siteCost: 0,
  budget: 0,
  currency: '',
  existing: 'fixed',
  closures: 1,
  siteCapacity: 0,
  doctors: 0,
  years: [],
  conditions: [],
  tiers: {
    village: { sites: 3, minutes: 15 },
    township: { sites: 1, minutes: 30 },
    county: { sites: 0, minutes: 60 },
  },
  measures: {
    build: { on: true, cost: 300, visits: 2000 },
    upgrade: { on: true, cost: 100, visits: 800 },
    staff: { on: true, cost: 40, visits: 300 },
    round: { on: true, cost: 60, visits: 30 },
    telemedicine: { on: true, cost: 30, visits: 400 },
  },
  howSure: false,
};
/** Default budget of the measures. */
export const DEFAULT_BUDGET = 500;

export const SPACINGS = [0, 500, 1000, 2000, 4000, 8000] as const;
export const ROAD_DISTANCES = [0, 200, 500, 1000, 2000] as const;
export const MOST_YEARS = 6;

/** The further condition of a plan that covers most people; the service accepts one at a time. */
export type PlanTwist = 'years' | 'conditions' | 'moves' | 'room' | 'budget' | 'none';
export function twistOf(plan: SitingPlan): PlanTwist {
  if (plan.model !== 'mclp') return plan.model === 'p-median' && plan.siteCapacity > 0 ? 'room' : 'none';
  if (plan.years.length > 1) return 'years';
  if (plan.conditions.length > 0) return 'conditions';
  if (plan.existing === 'may-close') return 'moves';
  if (plan.siteCapacity > 0) return 'room';
  return plan.budget > 0 && plan.siteCost > 0 ? 'budget' : 'none';
}

/** Models that need times from every candidate to all people: too many when every cell is a candidate. */
const LEAST_SPACING: Partial<Record<SitingModel, number>> = {
  'p-median': 4000,
  'p-center': 4000,
  'p-dispersion': 4000,
  backup: 4000,
  hierarchical: 4000,
  interventions: 4000,
};

/** Minimum distance between candidates in metres, 0: every inhabited cell is a candidate. */
export function leastSpacing(plan: SitingPlan): number {
  const twist = twistOf(plan);
  if (twist === 'years' || twist === 'moves') return 2000;
  if (twist === 'conditions' || twist === 'room') return 4000;
  return LEAST_SPACING[plan.model] ?? 0;
}

/** Whether the answer can be judged under uncertain speeds and people. */
export function canBeJudged(plan: SitingPlan): boolean {
  const twist = twistOf(plan);
  return (plan.model === 'mclp' || plan.model === 'lscp') && (twist === 'none' || twist === 'budget');
}
