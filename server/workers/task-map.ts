import { checkUpload } from '../questions/intake/check-upload.ts';
import { computeCoverageDraws } from '../questions/coverage/coverage-draws.ts';
import { mergeCoverageDraws } from '../questions/coverage/merge-draws.ts';
import { computeReferralBlock } from '../questions/referral/referral-block.ts';
import { drawTile } from '../drawing/draw-tile.ts';
import { listFeatures } from '../drawing/list-features.ts';
import { runAccessScore } from '../questions/access-score/run-access-score.ts';
import { runCalibrate } from '../questions/calibrate/run-calibrate.ts';
import { runCatchments } from '../questions/catchments/run-catchments.ts';
import { runCompare } from '../questions/compare/run-compare.ts';
import { runCoverageTotals } from '../questions/coverage/run-coverage-totals.ts';
import { runCoverage } from '../questions/coverage/run-coverage.ts';
import { runDemandForecast } from '../questions/forecast/run-demand-forecast.ts';
import { runEquity } from '../questions/equity/run-equity.ts';
import { runExplain } from '../questions/explain/run-explain.ts';
import { inspectImport } from '../questions/intake/inspect-import.ts';
import { copyPack, runImport } from '../questions/intake/run-import.ts';
import { runMixedCoverage } from '../questions/mixed-coverage/run-mixed-coverage.ts';
import { runReferral } from '../questions/referral/run-referral.ts';
import { checkScenario } from '../questions/intake/run-check-scenario.ts';
import { runReport } from '../questions/report/run-report.ts';
import { runTravelTime } from '../questions/travel-time/run-travel-time.ts';
import { runSitingCandidates } from '../questions/siting/run-siting-candidates.ts';
import { runSitingEvaluate } from '../questions/siting/run-siting-evaluate.ts';
import { runSiting } from '../questions/siting/run-siting.ts';
import { writeSurfaceGeoTiff } from '../drawing/write-geotiff.ts';

/** Every piece of work that may run in another thread or on another machine: one line each. */
export const TASKS = {
  import: runImport,
  'inspect-import': inspectImport,
  'copy-pack': copyPack,
  features: listFeatures,
  tile: drawTile,
  'surface-geotiff': writeSurfaceGeoTiff,
  'check-upload': checkUpload,
  'check-scenario': checkScenario,
  'travel-time': runTravelTime,
  calibrate: runCalibrate,
  catchments: runCatchments,
  coverage: runCoverage,
  'mixed-coverage': runMixedCoverage,
  'coverage-draws': computeCoverageDraws,
  'merge-draws': mergeCoverageDraws,
  'referral-block': computeReferralBlock,
  referral: runReferral,
  'access-score': runAccessScore,
  'demand-forecast': runDemandForecast,
  equity: runEquity,
  explain: runExplain,
  siting: runSiting,
  'siting-candidates': runSitingCandidates,
  'siting-evaluate': runSitingEvaluate,
  'coverage-totals': runCoverageTotals,
  compare: runCompare,
  report: runReport,
};

export type TaskName = keyof typeof TASKS;
export type TaskInput<N extends TaskName> = Parameters<(typeof TASKS)[N]>[0];
export type TaskOutput<N extends TaskName> = Awaited<ReturnType<(typeof TASKS)[N]>>;
