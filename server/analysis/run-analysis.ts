import type { ProcessId, ProcessInputs } from '../contract/processes.ts';
import { routes } from '../contract/routes.ts';
import type { RegionRow } from '../store/region-store.ts';
import type { AnalysisContext, AnalysisResult, ExecuteOptions } from './context.ts';
import { referenceOf } from './regions.ts';
import { findUpload } from './uploads.ts';

/** One question a planner asks: the steps of an analysis, given checked inputs. */
type Analysis<P extends ProcessId> = (
  context: AnalysisContext,
  region: RegionRow,
  inputs: ProcessInputs<P>,
  run: string,
  options: ExecuteOptions,
) => Promise<AnalysisResult>;

export type RegionProcess = Exclude<ProcessId, 'report'>;

/** The analyses of regions, by process id. `report` works on runs and stands in report.ts. */
export const ANALYSES: { readonly [P in RegionProcess]: Analysis<P> } = {
  'travel-time': async (context, region, inputs, run, options) => {
    const { body, notes, seconds, nearest } = await context.runner.run(
      'travel-time',
      { region: referenceOf(context, region), inputs },
      options,
    );
    return { body: { ...body, surface: surfaceLinks(run) }, notes, arrays: { seconds, nearest } };
  },
  catchments: async (context, region, inputs, _run, options) => {
    const { collection, notes } = await context.runner.run(
      'catchments',
      { region: referenceOf(context, region), inputs },
      options,
    );
    return { body: { ...collection }, notes };
  },
  coverage: async (context, region, inputs, run, options) => {
    const { body, notes, seconds, nearest } = await context.runner.run(
      'coverage',
      { region: referenceOf(context, region), inputs, upload: findUpload(context, region.id, inputs.zones) },
      options,
    );
    return {
      body: { ...body, denominator: 'all-people-of-the-region', surface: surfaceLinks(run) },
      notes,
      arrays: { seconds, nearest },
    };
  },
  explain: async (context, region, inputs, _run, options) =>
    context.runner.run('explain', { region: referenceOf(context, region), inputs }, options),
  siting: async (context, region, inputs, _run, options) =>
    context.runner.run(
      'siting',
      { region: referenceOf(context, region), inputs },
      { lane: 'job', ...options },
    ),
  'siting-evaluate': async (context, region, inputs, _run, options) =>
    context.runner.run('siting-evaluate', { region: referenceOf(context, region), inputs }, options),
};

/** Beyond this zoom a tile shows nothing new: a cell of 100 m is 5 pixels wide. */
const MAX_ZOOM = 13;

function surfaceLinks(run: string) {
  return {
    tiles: routes.runTiles(run, 'time', '{z}', '{x}', '{y}'),
    peopleTiles: routes.runTiles(run, 'people-time', '{z}', '{x}', '{y}'),
    maxZoom: MAX_ZOOM,
    geotiff: routes.runGeoTiff(run, 'minutes'),
    nearestGeotiff: routes.runGeoTiff(run, 'nearest'),
  };
}
