import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { FeatureCollectionOut } from './common.ts';
import { PROCESSES, PROCESS_IDS } from './processes.ts';
import { Job, Problem, RegionDetail, RegionSummary, UploadAnswer, ReplayAnswer } from './resources.ts';
import { routes } from './routes.ts';
import { Scenario, ScenarioCreate, ScenarioPatch, ScenarioPut } from './scenario.ts';
import { PROCESS_TEXTS } from './text/process-texts.ts';

const json = <T extends z.ZodType>(schema: T, type = 'application/json') => ({
  content: { [type]: { schema } },
});
const answers = (description: string, schema: z.ZodType, type?: string) => ({
  '200': { description, ...json(schema, type) },
  default: { description: 'RFC 9457 problem', ...json(Problem, 'application/problem+json') },
});
const path = (name: string) => ({
  name,
  in: 'path' as const,
  required: true,
  schema: { type: 'string' as const },
});
const IF_MATCH = {
  name: 'If-Match',
  in: 'header' as const,
  required: true,
  schema: { type: 'string' as const },
  description: 'ETag of the version that is changed; 412 when there is a newer one',
};
const TILE = ['z', 'x', 'y'].map(path);

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
            summary: PROCESS_TEXTS[id].title.en,
            description: PROCESS_TEXTS[id].description.en,
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
      [routes.regions()]: {
        get: {
          operationId: 'list-regions',
          responses: answers('Regions', z.object({ regions: z.array(RegionSummary) })),
        },
      },
      [routes.region('{region}')]: {
        get: {
          operationId: 'get-region',
          parameters: [path('region')],
          responses: answers('A region', RegionDetail),
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
      [routes.uploads()]: {
        post: {
          operationId: 'upload-boundary',
          parameters: [
            { name: 'region', in: 'query', required: true, schema: { type: 'string' } },
            { name: 'name', in: 'query', schema: { type: 'string' } },
            { name: 'nameProperty', in: 'query', schema: { type: 'string' } },
          ],
          requestBody: {
            required: true,
            content: { 'application/geo+json': { schema: { type: 'object' } } },
          },
          responses: {
            '201': { description: 'The boundary as it will be used', ...json(UploadAnswer) },
            default: { description: 'RFC 9457 problem', ...json(Problem, 'application/problem+json') },
          },
        },
      },
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
