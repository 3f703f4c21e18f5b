/**
 * The shapes the service answers with, taken from its contract as types only: no schema code reaches the
 * browser.
 */
export type {
  Problem,
  Job,
  RegionSummary,
  RegionDetail,
  UploadAnswer,
} from '../../server/contract/resources.ts';
export type { CoverageAnswer, ExplainAnswer, SitingAnswer } from '../../server/contract/processes.ts';
