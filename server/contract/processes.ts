import { z } from 'zod';
import { AccessScoreAnswer, AccessScoreInputs } from './processes/access-score.ts';
import { CalibrateAnswer, CalibrateInputs } from './processes/calibrate.ts';
import { CatchmentsAnswer, CatchmentsInputs } from './processes/catchments.ts';
import { CompareAnswer, CompareInputs } from './processes/compare.ts';
import { CoverageAnswer, CoverageInputs } from './processes/coverage.ts';
import { DemandForecastAnswer, DemandForecastInputs } from './processes/demand-forecast.ts';
import { EquityAnswer, EquityInputs } from './processes/equity.ts';
import { ExplainAnswer, ExplainInputs } from './processes/explain.ts';
import { MixedCoverageAnswer, MixedCoverageInputs } from './processes/mixed-coverage.ts';
import { ReferralAnswer, ReferralInputs } from './processes/referral.ts';
import { ReportInputs } from './processes/report.ts';
import {
  SitingAnswer,
  SitingCandidatesAnswer,
  SitingCandidatesInputs,
  SitingEvaluateAnswer,
  SitingEvaluateInputs,
  SitingInputs,
} from './processes/siting.ts';
import { TravelTimeAnswer, TravelTimeInputs } from './processes/travel-time.ts';
import { PROCESS_TEXTS } from './text/process-texts.ts';
import type { Bilingual } from './text/sentence.ts';

export * from './processes/access-score.ts';
export * from './processes/base.ts';
export * from './processes/calibrate.ts';
export * from './processes/catchments.ts';
export * from './processes/compare.ts';
export * from './processes/coverage.ts';
export * from './processes/coverage-parts.ts';
export * from './processes/demand-forecast.ts';
export * from './processes/equity.ts';
export * from './processes/explain.ts';
export * from './processes/mixed-coverage.ts';
export * from './processes/referral.ts';
export * from './processes/report.ts';
export * from './processes/siting.ts';
export * from './processes/travel-time.ts';

interface Process {
  readonly inputs: z.ZodType;
  readonly answer: z.ZodType;
  readonly texts: { readonly title: Bilingual; readonly description: Bilingual };
  /** `file`: the answer is a document, with a media type and a name of its own. */
  readonly media: 'application/json' | 'application/geo+json' | 'file';
  /** What it is about: a region in one world, two worlds of it, or stored runs. */
  readonly subject: 'region' | 'worlds' | 'runs';
  /** Whether people travel in it: its answer then has the notes about travel. */
  readonly travels: boolean;
}

/** What each process asks for and gives; `questions/registry.ts` has how it is answered. */
export const PROCESSES = {
  'travel-time': {
    inputs: TravelTimeInputs,
    answer: TravelTimeAnswer,
    texts: PROCESS_TEXTS['travel-time'],
    media: 'application/json',
    subject: 'region',
    travels: true,
  },
  catchments: {
    inputs: CatchmentsInputs,
    answer: CatchmentsAnswer,
    texts: PROCESS_TEXTS['catchments'],
    media: 'application/geo+json',
    subject: 'region',
    travels: true,
  },
  coverage: {
    inputs: CoverageInputs,
    answer: CoverageAnswer,
    texts: PROCESS_TEXTS['coverage'],
    media: 'application/json',
    subject: 'region',
    travels: true,
  },
  'mixed-coverage': {
    inputs: MixedCoverageInputs,
    answer: MixedCoverageAnswer,
    texts: PROCESS_TEXTS['mixed-coverage'],
    media: 'application/json',
    subject: 'region',
    travels: true,
  },
  referral: {
    inputs: ReferralInputs,
    answer: ReferralAnswer,
    texts: PROCESS_TEXTS['referral'],
    media: 'application/json',
    subject: 'region',
    travels: true,
  },
  'access-score': {
    inputs: AccessScoreInputs,
    answer: AccessScoreAnswer,
    texts: PROCESS_TEXTS['access-score'],
    media: 'application/json',
    subject: 'region',
    travels: true,
  },
  equity: {
    inputs: EquityInputs,
    answer: EquityAnswer,
    texts: PROCESS_TEXTS['equity'],
    media: 'application/json',
    subject: 'region',
    travels: true,
  },
  'demand-forecast': {
    inputs: DemandForecastInputs,
    answer: DemandForecastAnswer,
    texts: PROCESS_TEXTS['demand-forecast'],
    media: 'application/json',
    subject: 'region',
    travels: false,
  },
  explain: {
    inputs: ExplainInputs,
    answer: ExplainAnswer,
    texts: PROCESS_TEXTS['explain'],
    media: 'application/json',
    subject: 'region',
    travels: true,
  },
  siting: {
    inputs: SitingInputs,
    answer: SitingAnswer,
    texts: PROCESS_TEXTS['siting'],
    media: 'application/json',
    subject: 'region',
    travels: true,
  },
  'siting-candidates': {
    inputs: SitingCandidatesInputs,
    answer: SitingCandidatesAnswer,
    texts: PROCESS_TEXTS['siting-candidates'],
    media: 'application/json',
    subject: 'region',
    travels: true,
  },
  'siting-evaluate': {
    inputs: SitingEvaluateInputs,
    answer: SitingEvaluateAnswer,
    texts: PROCESS_TEXTS['siting-evaluate'],
    media: 'application/json',
    subject: 'region',
    travels: true,
  },
  calibrate: {
    inputs: CalibrateInputs,
    answer: CalibrateAnswer,
    texts: PROCESS_TEXTS['calibrate'],
    media: 'application/json',
    subject: 'region',
    travels: true,
  },
  compare: {
    inputs: CompareInputs,
    answer: CompareAnswer,
    texts: PROCESS_TEXTS['compare'],
    media: 'application/json',
    subject: 'worlds',
    travels: true,
  },
  report: {
    inputs: ReportInputs,
    answer: z.unknown(),
    texts: PROCESS_TEXTS['report'],
    media: 'file',
    subject: 'runs',
    travels: false,
  },
} as const satisfies Record<string, Process>;
export type ProcessId = keyof typeof PROCESSES;
export const PROCESS_IDS = Object.keys(PROCESSES) as ProcessId[];
export type ProcessInputs<P extends ProcessId> = z.output<(typeof PROCESSES)[P]['inputs']>;
/** Inputs of a process as they are sent, before defaults. */
export type ProcessSent<P extends ProcessId> = z.input<(typeof PROCESSES)[P]['inputs']>;
export type ProcessAnswer<P extends ProcessId> = z.output<(typeof PROCESSES)[P]['answer']>;
