import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { FeatureCollectionOut } from './common.ts';
import { INTAKE_PATHS } from './openapi-intake.ts';
import { answers, json, pathParameter as path, PROBLEM_ANSWER } from './openapi-parts.ts';
import { PROCESSES, PROCESS_IDS } from './processes.ts';
import { Job, RegionSummary, ReplayAnswer } from './resources.ts';
import { RunDiffAnswer, RunManifestAnswer } from './run-records.ts';
import { API, routes } from './routes.ts';
import { Scenario, ScenarioCreate, ScenarioPatch, ScenarioPut } from './scenario.ts';

const IF_MATCH = {
  name: 'If-Match',
  in: 'header' as const,
  required: true,
  schema: { type: 'string' as const },
  description: 'ETag of the version that is changed; 412 when there is a newer one',
};
const TILE = ['z', 'x', 'y'].map(path);

/** A path that is only read. */
const read = (
  operationId: string,
  description: string,
  schema: z.ZodType,
  parameters: readonly string[] = [],
) => ({
  get: { operationId, parameters: parameters.map(path), responses: answers(description, schema) },
});

/** OpenAPI 3.1 of the whole service, made from the schemas that validate it. */
export function buildOpenApi(version: string) {
  const executions = Object.fromEntries(
    PROCESS_IDS.map((id) => {
      const { inputs, answer } = PROCESSES[id];
      return [
        routes.execution(id),
        {
          post: {
            operationId: `execute-${id}`,
            summary: PROCESSES[id].texts.title.en,
            description: PROCESSES[id].texts.description.en,
            parameters: [
              {
                name: 'Prefer',
                in: 'header' as const,
                required: false,
                schema: { type: 'string' as const, enum: ['respond-async'] },
                description: 'respond-async: answer 201 with a job instead of waiting',
              },
            ],
            requestBody: { required: true, ...json(z.object({ inputs })) },
            responses: {
              ...answers('The bare result', answer),
              '201': { description: 'The job', ...json(Job) },
            },
          },
        },
      ];
    }),
  );
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Careshed',
      version,
      description: 'Access to primary health care: coverage, gaps, siting, reports.',
    },
    paths: {
      [routes.landing()]: read('landing', 'Links to everything', z.unknown()),
      [routes.conformance()]: read(
        'conformance',
        'Classes of OGC API',
        z.object({ conformsTo: z.array(z.string()) }),
      ),
      [routes.openapi()]: read('openapi', 'This document', z.unknown()),
      [`${API}/health`]: read(
        'health',
        'Whether the service lives',
        z.object({ status: z.string(), version: z.string(), regions: z.number() }),
      ),
      [`${API}/metrics`]: {
        get: { operationId: 'metrics', responses: { '200': { description: 'Prometheus text' } } },
      },
      [routes.collections()]: read('list-collections', 'Collections: the layers of each region', z.unknown()),
      [routes.collection('{collection}')]: read('get-collection', 'A collection', z.unknown(), [
        'collection',
      ]),
      [routes.item('{collection}', '{item}')]: read('get-item', 'A feature', z.unknown(), [
        'collection',
        'item',
      ]),
      [routes.processes()]: read('list-processes', 'Processes', z.unknown()),
      [routes.process('{process}')]: read('get-process', 'A process and its inputs', z.unknown(), [
        'process',
      ]),
      [routes.runs()]: read('list-runs', 'The runs kept', z.object({ runs: z.array(z.unknown()) })),
      [routes.run('{run}')]: read('get-run', 'A run: what was asked and answered', z.unknown(), ['run']),
      [routes.runGeoTiff('{run}', 'minutes').replace('minutes.tif', '{file}')]: {
        get: {
          operationId: 'get-run-raster',
          parameters: [
            path('run'),
            { ...path('file'), description: 'minutes.tif, nearest.tif, value-NAME.tif' },
          ],
          responses: { '200': { description: 'GeoTIFF' }, ...PROBLEM_ANSWER },
        },
      },
      [routes.regions()]: {
        get: {
          operationId: 'list-regions',
          responses: answers('Regions', z.object({ regions: z.array(RegionSummary) })),
        },
      },
      [routes.items('{collection}')]: {
        get: {
          operationId: 'list-items',
          parameters: [
            path('collection'),
            { name: 'limit', in: 'query', schema: { type: 'integer' } },
            { name: 'offset', in: 'query', schema: { type: 'integer' } },
            { name: 'bbox', in: 'query', schema: { type: 'string' } },
          ],
          responses: answers('Features', FeatureCollectionOut, 'application/geo+json'),
        },
      },
      [routes.regionTiles('{region}', 'base', '{z}', '{x}', '{y}').replace('/base/', '/{layer}/')]: {
        get: {
          operationId: 'get-region-tile',
          parameters: [path('region'), path('layer'), ...TILE],
          responses: { '200': { description: 'PNG, or MVT for base' } },
        },
      },
      [routes.runTiles('{run}', 'time', '{z}', '{x}', '{y}').replace('/time/', '/{layer}/')]: {
        get: {
          operationId: 'get-run-tile',
          parameters: [path('run'), path('layer'), ...TILE],
          responses: { '200': { description: 'PNG, seconds = red·65536 + green·256 + blue' } },
        },
      },
      ...INTAKE_PATHS,
      ...executions,
      [routes.scenarios()]: {
        get: {
          operationId: 'list-scenarios',
          parameters: [{ name: 'region', in: 'query', schema: { type: 'string' } }],
          responses: answers('Scenarios', z.object({ scenarios: z.array(Scenario) })),
        },
        post: {
          operationId: 'create-scenario',
          requestBody: { required: true, ...json(ScenarioCreate) },
          responses: { '201': { description: 'The scenario', ...json(Scenario) } },
        },
      },
      [routes.scenario('{scenario}')]: {
        get: {
          operationId: 'get-scenario',
          parameters: [path('scenario')],
          responses: answers('A scenario; its ETag names the version', Scenario),
        },
        put: {
          operationId: 'replace-scenario',
          parameters: [path('scenario'), IF_MATCH],
          requestBody: { required: true, ...json(ScenarioPut) },
          responses: answers('The new version', Scenario),
        },
        patch: {
          operationId: 'change-scenario',
          parameters: [path('scenario'), IF_MATCH],
          requestBody: { required: true, ...json(ScenarioPatch) },
          responses: answers('The new version', Scenario),
        },
        delete: {
          operationId: 'delete-scenario',
          parameters: [path('scenario'), IF_MATCH],
          responses: { '204': { description: 'Gone' } },
        },
      },
      [routes.runReplay('{run}')]: {
        post: {
          operationId: 'replay-run',
          parameters: [path('run')],
          responses: answers('Whether the run gives the same bytes again', ReplayAnswer),
        },
      },
      [routes.runManifest('{run}')]: {
        get: {
          operationId: 'get-manifest',
          parameters: [path('run')],
          responses: answers('What the run was made of, to keep beside its exports', RunManifestAnswer),
        },
      },
      [routes.runDiff('{run}', '{other}')]: {
        get: {
          operationId: 'diff-runs',
          parameters: [path('run'), path('other')],
          responses: answers('What was asked otherwise and what came out otherwise', RunDiffAnswer),
        },
      },
      [routes.jobs()]: {
        get: { operationId: 'list-jobs', responses: answers('Jobs', z.object({ jobs: z.array(Job) })) },
      },
      [routes.job('{job}')]: {
        get: { operationId: 'get-job', parameters: [path('job')], responses: answers('A job', Job) },
        delete: { operationId: 'dismiss-job', parameters: [path('job')], responses: answers('The job', Job) },
      },
      [routes.jobResults('{job}')]: {
        get: {
          operationId: 'get-job-results',
          parameters: [path('job')],
          responses: answers('The result', z.unknown()),
        },
      },
      [routes.jobEvents('{job}')]: {
        get: {
          operationId: 'follow-job',
          parameters: [path('job')],
          responses: {
            '200': { description: 'Server-sent events `status` with the job; Last-Event-ID replays' },
          },
        },
      },
    },
  });
}
