import { checkUpload } from './tasks/check-upload.ts';
import { computeCoverageDraws } from './tasks/access/coverage-draws.ts';
import { mergeCoverageDraws } from './tasks/access/merge-draws.ts';
import { computeReferralBlock } from './tasks/access/referral-block.ts';
import { drawTile } from './tasks/draw-tile.ts';
import { listFeatures } from './tasks/list-features.ts';
import { runAccessScore } from './tasks/run-access-score.ts';
import { runCalibrate } from './tasks/run-calibrate.ts';
import { runCatchments } from './tasks/run-catchments.ts';
import { runCompare } from './tasks/run-compare.ts';
import { runCoverageTotals } from './tasks/run-coverage-totals.ts';
import { runCoverage } from './tasks/run-coverage.ts';
import { runDemandForecast } from './tasks/run-demand-forecast.ts';
import { runEquity } from './tasks/run-equity.ts';
import { runExplain } from './tasks/run-explain.ts';
import { inspectImport } from './tasks/inspect-import.ts';
import { copyPack, runImport } from './tasks/run-import.ts';
import { runMixedCoverage } from './tasks/run-mixed-coverage.ts';
import { runReferral } from './tasks/run-referral.ts';
import { checkScenario } from './tasks/run-check-scenario.ts';
import { runReport } from './tasks/run-report.ts';
import { runTravelTime } from './tasks/run-travel-time.ts';
import { runSitingCandidates } from './tasks/siting/run-siting-candidates.ts';
import { runSitingEvaluate } from './tasks/siting/run-siting-evaluate.ts';
import { runSiting } from './tasks/siting/run-siting.ts';
import { writeSurfaceGeoTiff } from './tasks/write-geotiff.ts';

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
