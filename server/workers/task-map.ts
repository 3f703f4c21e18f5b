import { checkUpload } from './tasks/check-upload.ts';
import { drawTile } from './tasks/draw-tile.ts';
import { listFeatures } from './tasks/list-features.ts';
import { runCatchments } from './tasks/run-catchments.ts';
import { runCoverage } from './tasks/run-coverage.ts';
import { runExplain } from './tasks/run-explain.ts';
import { runImport } from './tasks/run-import.ts';
import { runReport } from './tasks/run-report.ts';
import { runTravelTime } from './tasks/run-travel-time.ts';
import { runSitingEvaluate } from './tasks/siting/run-siting-evaluate.ts';
import { runSiting } from './tasks/siting/run-siting.ts';
import { writeSurfaceGeoTiff } from './tasks/write-geotiff.ts';

/** Every piece of work that may run in another thread or on another machine: one line each. */
export const TASKS = {
  import: runImport,
  features: listFeatures,
  tile: drawTile,
  'surface-geotiff': writeSurfaceGeoTiff,
  'check-upload': checkUpload,
  'travel-time': runTravelTime,
  catchments: runCatchments,
  coverage: runCoverage,
  explain: runExplain,
  siting: runSiting,
  'siting-evaluate': runSitingEvaluate,
  report: runReport,
};

export type TaskName = keyof typeof TASKS;
export type TaskInput<N extends TaskName> = Parameters<(typeof TASKS)[N]>[0];
export type TaskOutput<N extends TaskName> = Awaited<ReturnType<(typeof TASKS)[N]>>;
