import { DEMAND_NORMS } from '../../server/contract/demand-norms.ts';
import type {
  AccessScoreAnswer,
  CoverageAnswer,
  DemandForecastAnswer,
  EquityAnswer,
  FORECAST_METHODS,
  ReferralAnswer,
} from '../../server/contract/processes.ts';
import type { Tier, TravelMode } from '../../server/contract/vocabulary.ts';
import { EMPTY_LOAD, type Load } from './load.ts';

/** Views of the current-state tab. */
export const ASPECTS = ['covered', 'referral', 'score', 'equity', 'forecast'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** Modes of allocating capacity, in the order shown. */
export const CAPACITY_PARTS = ['nearest-first', 'fair', 'sequential'] as const;
export type CapacityPart = (typeof CAPACITY_PARTS)[number];

/** Questions beyond plain coverage; each is one job with one answer. */
export interface StudyAnswers {
  readonly details: CoverageAnswer;
  readonly backup: CoverageAnswer;
  readonly 'nearest-first': CoverageAnswer;
  readonly fair: CoverageAnswer;
  readonly sequential: CoverageAnswer;
  readonly uncertainty: CoverageAnswer;
  readonly referral: ReferralAnswer;
  readonly score: AccessScoreAnswer;
  readonly equity: EquityAnswer;
  readonly forecast: DemandForecastAnswer;
}
export type StudyPart = keyof StudyAnswers;
export const STUDY_PARTS = [
  'details',
  'backup',
  ...CAPACITY_PARTS,
  'uncertainty',
  'referral',
  'score',
  'equity',
  'forecast',
] as const satisfies readonly StudyPart[];

export const EQUITY_CHOICES = ['doctors', 'nurses', 'beds', 'facilities', 'minutes', 'access-score'] as const;
export const SCORE_CHOICES = ['e2sfca', '2sfca', 'kd2sfca', 'raam', 'hansen', 'cumulative'] as const;
export const SUPPLY_CHOICES = ['doctors', 'nurses', 'beds', 'facilities'] as const;
export const DRAW_CHOICES = [20, 50, 100, 200, 500] as const;
export const REFERRAL_LIMITS = [30, 60, 90, 120, 180] as const;

/** What the planner may set for these questions alone. */
export interface StudyChoices {
  readonly draws: number;
  /**
   * Percent: spread of all speeds together, of each road and land class, of people by zone; chance to be
   * closed.
   */
  readonly speedPercent: number;
  readonly classPercent: number;
  readonly peoplePercent: number;
  readonly closedPercent: number;
  readonly capacityUnit: 'people' | 'visits';
  readonly visitsPerPerson: number;
  readonly peoplePerStaff: number;
  /** Minutes set by the planner, by tier; absent: the norm. */
  readonly tierMinutes: Readonly<Partial<Record<Tier, number>>>;
  readonly fromTier: Tier;
  readonly toTier: Tier;
  readonly limitMinutes: (typeof REFERRAL_LIMITS)[number];
  readonly method: (typeof SCORE_CHOICES)[number];
  readonly supply: (typeof SUPPLY_CHOICES)[number];
  readonly indicator: (typeof EQUITY_CHOICES)[number];
  readonly forecastMethod: (typeof FORECAST_METHODS)[number];
  /** Percent a year: growth, or net migration where bands age. */
  readonly forecastPercent: number;
  readonly forecastBirths: number;
  readonly forecastVisits: number;
}

/** What the tables of the region hold. */
export interface StudyFields {
  readonly supplies: readonly (typeof SUPPLY_CHOICES)[number][];
  /** Zones have a property urban or rural. */
  readonly urbanRural: boolean;
}

/** A run with capacity whose unserved people and remaining capacity the next one allocates. */
export interface ChainStart {
  readonly run: string;
  readonly served: number;
  readonly everybody: number;
}

export interface StudyState {
  readonly aspect: Aspect;
  readonly howSure: boolean;
  /** Whose figures the table of facilities shows. */
  readonly capacityShown: CapacityPart | null;
  readonly chainStart: ChainStart | null;
  readonly choices: StudyChoices;
  readonly fields: StudyFields;
  readonly loads: { readonly [P in StudyPart]: Load<StudyAnswers[P]> };
}

const DEFAULT_CHOICES: StudyChoices = {
  draws: 100,
  speedPercent: 15,
  classPercent: 10,
  peoplePercent: 12,
  closedPercent: 3,
  capacityUnit: 'people',
  visitsPerPerson: 5,
  peoplePerStaff: 1000,
  tierMinutes: {},
  fromTier: 'village',
  toTier: 'township',
  limitMinutes: 120,
  method: 'e2sfca',
  supply: 'doctors',
  indicator: 'doctors',
  forecastMethod: 'ageing',
  forecastPercent: 0,
  forecastBirths: DEMAND_NORMS.birthsPer1000Adults.value,
  forecastVisits: DEMAND_NORMS.visitsPerPerson.value,
};

export const EMPTY_STUDY: StudyState = {
  aspect: 'covered',
  howSure: false,
  capacityShown: null,
  chainStart: null,
  choices: DEFAULT_CHOICES,
  fields: { supplies: ['facilities'], urbanRural: false },
  loads: {
    details: EMPTY_LOAD,
    backup: EMPTY_LOAD,
    'nearest-first': EMPTY_LOAD,
    fair: EMPTY_LOAD,
    sequential: EMPTY_LOAD,
    uncertainty: EMPTY_LOAD,
    referral: EMPTY_LOAD,
    score: EMPTY_LOAD,
    equity: EMPTY_LOAD,
    forecast: EMPTY_LOAD,
  },
};

/** Cut-off and mode that a norm sets for a tier. */
export interface NormPreset {
  readonly tier: Tier;
  readonly minutes: number;
  readonly mode: TravelMode;
}
