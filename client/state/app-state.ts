import { DEFAULT_SITES } from '../../server/contract/defaults.ts';
import { DEFAULT_LANGUAGE } from '../../server/contract/languages.ts';
import type {
  CatchmentsAnswer,
  CoverageAnswer,
  ExplainAnswer,
  ProcessAnswer,
  SitingAnswer,
  SitingCandidatesAnswer,
} from '../../server/contract/processes.ts';
import type { Job, RegionSummary, UploadAnswer } from '../../server/contract/resources.ts';
import type { Language, Season, Tier, TravelMode, TravelModel } from '../../server/contract/vocabulary.ts';
import type { z } from 'zod';
import type { MapCut } from './map-cuts.ts';
import type { ZoneMark } from './zone-marks.ts';
import { EMPTY_INTAKE, type Intake } from './intake-state.ts';
import { EMPTY_LOAD, type Load } from './load.ts';
import { DEFAULT_PLAN, type SitingPlan } from './siting-plan.ts';
import { EMPTY_STUDY, type StudyState } from './study-state.ts';
import { START_CUTOFF_MINUTES } from './time-stops.ts';
import type { Trip, TripFault } from './read-trips.ts';
import { DEFAULT_DETAILS, type TravelDetails } from './travel-details.ts';
import type { LonLat } from './lon-lat.ts';

export const LAYERS = [
  'time',
  'uncovered',
  'population',
  'facilities',
  'roads',
  'zones',
  'places',
  'relief',
] as const;
export type LayerId = (typeof LAYERS)[number];

export const TABS = ['coverage', 'point', 'boundary', 'siting', 'data'] as const;
export type TabId = (typeof TABS)[number];

export type Catchments = z.output<typeof CatchmentsAnswer>;

export interface PointAnswer {
  /** null on water or outside the region. */
  readonly catchments: Catchments | null;
  readonly explain: ExplainAnswer;
}

/** Settings of every analysis. */
export interface Settings {
  readonly mode: TravelMode;
  readonly model: Extract<TravelModel, 'hybrid' | 'straight-line'>;
  readonly season: Season;
  readonly direction: 'to-facility' | 'from-facility';
  /** Tiers that count; null: all tiers of the region. */
  readonly tiers: readonly Tier[] | null;
  readonly cutoffMinutes: number;
  readonly siteCount: number;
  /** Count as AccessMod 5: minutes rounded up, strictly below the cut-off. */
  readonly compat: boolean;
  /** Details of travel that few people change. */
  readonly details: TravelDetails;
}

export interface MapView {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

/** Where the map should go next; `serial` tells one flight from the next to the same place. */
export interface Flight {
  readonly serial: number;
  readonly bounds?: readonly [number, number, number, number];
  readonly center?: LonLat;
  /** With a centre the zoom there, with bounds the closest. */
  readonly zoom?: number;
}

/** What the user put on the map; covered by undo. */
export interface Work {
  readonly point: LonLat | null;
  readonly pointAnswer: Load<PointAnswer>;
  readonly upload: UploadAnswer | null;
  /** The file behind `upload`, kept so that another name column can be tried. */
  readonly uploadFile: File | null;
  readonly uploadCoverage: Load<CoverageAnswer>;
  readonly siting: Load<SitingAnswer>;
}

/** What is highlighted on the map. */
export interface Selection {
  readonly gapRank: number | null;
  readonly siteOrder: number | null;
  readonly zoneIndex: number | null;
  readonly pathTier: Tier | null;
}

export interface AppState {
  readonly language: Language;
  readonly regions: Load<readonly RegionSummary[]>;
  readonly regionId: string | null;
  readonly settings: Settings;
  readonly plan: SitingPlan;
  /** Capacity, uncertainty, referral, scores and equity. */
  readonly study: StudyState;
  /** Where sites may stand under the rules of the plan; null value: not shown. */
  readonly candidates: Load<SitingCandidatesAnswer>;
  readonly layers: Readonly<Record<LayerId, boolean>>;
  readonly tab: TabId;
  readonly view: MapView | null;
  readonly flight: Flight | null;
  /** Figures at every stop of the slider. */
  readonly coverage: Load<CoverageAnswer>;
  /** Coverage up to the cut-off in use: its gaps are formed at that cut-off. Used for the report. */
  readonly gaps: Load<CoverageAnswer>;
  readonly work: Work;
  readonly past: readonly Work[];
  readonly future: readonly Work[];
  readonly uploadLoad: Load<UploadAnswer>;
  readonly zoneMarks: readonly ZoneMark[];
  /** Layers of which the map draws a part only. */
  readonly mapCuts: readonly MapCut[];
  readonly selection: Selection;
  readonly jobs: readonly Job[];
  /** The question each job started here answers. */
  readonly jobKeys: Readonly<Record<string, string>>;
  readonly report: Load<string>;
  readonly intake: Intake;
  readonly calibration: Calibration;
  /** A short remark for screen readers. */
  readonly announcement: string;
}

export const EMPTY_WORK: Work = {
  point: null,
  pointAnswer: EMPTY_LOAD,
  upload: null,
  uploadFile: null,
  uploadCoverage: EMPTY_LOAD,
  siting: EMPTY_LOAD,
};

export const EMPTY_SELECTION: Selection = { gapRank: null, siteOrder: null, zoneIndex: null, pathTier: null };

export const DEFAULT_SETTINGS: Settings = {
  mode: 'walk',
  model: 'hybrid',
  season: 'dry',
  direction: 'to-facility',
  tiers: null,
  cutoffMinutes: START_CUTOFF_MINUTES,
  siteCount: DEFAULT_SITES,
  compat: false,
  details: DEFAULT_DETAILS,
};

/** Timed trips for calibration. */
export interface Calibration {
  /** Name of the file; null before there is one. */
  readonly name: string | null;
  readonly trips: readonly Trip[];
  readonly faults: readonly TripFault[];
  readonly load: Load<ProcessAnswer<'calibrate'>>;
}

export const EMPTY_CALIBRATION: Calibration = { name: null, trips: [], faults: [], load: EMPTY_LOAD };

export const DEFAULT_LAYERS: Readonly<Record<LayerId, boolean>> = {
  time: true,
  uncovered: true,
  population: false,
  facilities: true,
  roads: true,
  zones: true,
  places: true,
  relief: true,
};

export const INITIAL_STATE: AppState = {
  language: DEFAULT_LANGUAGE,
  regions: EMPTY_LOAD,
  regionId: null,
  settings: DEFAULT_SETTINGS,
  plan: DEFAULT_PLAN,
  study: EMPTY_STUDY,
  candidates: EMPTY_LOAD,
  layers: DEFAULT_LAYERS,
  tab: 'coverage',
  view: null,
  flight: null,
  coverage: EMPTY_LOAD,
  gaps: EMPTY_LOAD,
  work: EMPTY_WORK,
  past: [],
  future: [],
  uploadLoad: EMPTY_LOAD,
  zoneMarks: [],
  mapCuts: [],
  selection: EMPTY_SELECTION,
  jobs: [],
  jobKeys: {},
  report: EMPTY_LOAD,
  calibration: EMPTY_CALIBRATION,
  intake: EMPTY_INTAKE,
  announcement: '',
};
