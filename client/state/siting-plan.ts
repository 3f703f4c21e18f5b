import type { SitingModel } from '../../server/contract/processes.ts';

/** What the planner wants of new sites, and where they may stand. */
export interface SitingPlan {
  readonly model: SitingModel;
  /** Share of all people to cover, for the model that asks for the fewest sites. */
  readonly targetPercent: number;
  readonly insideZones: boolean;
  /** 0: no rule. */
  readonly spacingMeters: number;
  readonly maximumRoadMeters: number;
  readonly minimumPeople: number;
  /** Cost of one site in any unit, 0: not said. */
  readonly siteCost: number;
}

export const DEFAULT_PLAN: SitingPlan = {
  model: 'mclp',
  targetPercent: 90,
  insideZones: true,
  spacingMeters: 0,
  maximumRoadMeters: 0,
  minimumPeople: 0,
  siteCost: 0,
};

/** Models the page offers, the usual one first. */
export const OFFERED_MODELS = ['mclp', 'lscp', 'backup', 'p-median', 'p-center', 'p-dispersion'] as const;
export const SPACINGS = [0, 500, 1000, 2000, 4000, 8000] as const;
export const ROAD_DISTANCES = [0, 200, 500, 1000, 2000] as const;

/** Models that need times from every candidate to everybody: with every cell a candidate that is too much. */
export const WIDE_MODELS: ReadonlySet<SitingModel> = new Set([
  'p-median',
  'p-center',
  'p-dispersion',
  'backup',
]);
export const LEAST_WIDE_SPACING = 4000;
