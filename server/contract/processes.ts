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

/** One entry per process that this build can execute; absent ones are not there yet. */
export const PROCESSES = {
  'travel-time': { inputs: TravelTimeInputs, answer: TravelTimeAnswer },
  catchments: { inputs: CatchmentsInputs, answer: CatchmentsAnswer },
  coverage: { inputs: CoverageInputs, answer: CoverageAnswer },
  'mixed-coverage': { inputs: MixedCoverageInputs, answer: MixedCoverageAnswer },
  referral: { inputs: ReferralInputs, answer: ReferralAnswer },
  'access-score': { inputs: AccessScoreInputs, answer: AccessScoreAnswer },
  equity: { inputs: EquityInputs, answer: EquityAnswer },
  'demand-forecast': { inputs: DemandForecastInputs, answer: DemandForecastAnswer },
  explain: { inputs: ExplainInputs, answer: ExplainAnswer },
  siting: { inputs: SitingInputs, answer: SitingAnswer },
  'siting-candidates': { inputs: SitingCandidatesInputs, answer: SitingCandidatesAnswer },
  'siting-evaluate': { inputs: SitingEvaluateInputs, answer: SitingEvaluateAnswer },
  calibrate: { inputs: CalibrateInputs, answer: CalibrateAnswer },
  compare: { inputs: CompareInputs, answer: CompareAnswer },
  report: { inputs: ReportInputs, answer: z.unknown() },
} as const;
export type ProcessId = keyof typeof PROCESSES;
export const PROCESS_IDS = Object.keys(PROCESSES) as ProcessId[];
export type ProcessInputs<P extends ProcessId> = z.output<(typeof PROCESSES)[P]['inputs']>;
export type ProcessAnswer<P extends ProcessId> = z.output<(typeof PROCESSES)[P]['answer']>;
