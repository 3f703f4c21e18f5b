import type { ProcessId, ProcessInputs } from '../contract/processes.ts';
import type { RegionRow } from '../store/region-store.ts';
import type { AnalysisContext, AnalysisResult, ExecuteOptions } from './context.ts';
import { referenceOf } from './regions.ts';
import { analyseCoverage } from './run-coverage.ts';
import { analyseExplain } from './run-explain.ts';
import { analyseMixedCoverage } from './run-mixed-coverage.ts';
import { analyseReferral } from './run-referral.ts';
import { surfaceLinks, valueLinks } from './surface-links.ts';
import { findUpload } from './uploads.ts';

/** One question a planner asks: the steps of an analysis, given checked inputs. */
type Analysis<P extends ProcessId> = (
  context: AnalysisContext,
  region: RegionRow,
  inputs: ProcessInputs<P>,
  run: string,
  options: ExecuteOptions,
) => Promise<AnalysisResult>;

export type RegionProcess = Exclude<ProcessId, 'report' | 'compare'>;

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
  coverage: analyseCoverage,
  'mixed-coverage': analyseMixedCoverage,
  calibrate: async (context, region, inputs, _run, options) =>
    context.runner.run('calibrate', { region: referenceOf(context, region), inputs }, options),
  referral: analyseReferral,
  'access-score': async (context, region, inputs, run, options) => {
    const { body, notes, score, tileScale } = await context.runner.run(
      'access-score',
      { region: referenceOf(context, region), inputs, upload: findUpload(context, region.id, inputs.zones) },
      options,
    );
    return { body: { ...body, surface: valueLinks(run, 'score', tileScale) }, notes, arrays: { score } };
  },
  'demand-forecast': async (context, region, inputs, run, options) => {
    const { body, notes, people, tileScale } = await context.runner.run(
      'demand-forecast',
      { region: referenceOf(context, region), inputs },
      options,
    );
    return { body: { ...body, surface: valueLinks(run, 'people', tileScale) }, notes, arrays: { people } };
  },
  equity: async (context, region, inputs, _run, options) =>
    context.runner.run(
      'equity',
      { region: referenceOf(context, region), inputs, upload: findUpload(context, region.id, inputs.zones) },
      options,
    ),
  explain: analyseExplain,
  siting: async (context, region, inputs, _run, options) =>
    context.runner.run(
      'siting',
      { region: referenceOf(context, region), inputs },
      { lane: 'job', ...options },
    ),
  'siting-candidates': async (context, region, inputs, _run, options) =>
    context.runner.run('siting-candidates', { region: referenceOf(context, region), inputs }, options),
  'siting-evaluate': async (context, region, inputs, _run, options) =>
    context.runner.run('siting-evaluate', { region: referenceOf(context, region), inputs }, options),
};
