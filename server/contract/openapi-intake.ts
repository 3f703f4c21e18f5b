import { z } from 'zod';
import {
  ImportAnswer,
  ImportExecution,
  ImportInspection,
  QualityAnswer,
  RegionRename,
  RegionVersion,
} from './imports.ts';
import { answers, json, pathParameter, PROBLEM_ANSWER } from './openapi-parts.ts';
import { Job, RegionDetail, RegionSummary, UploadAnswer } from './resources.ts';
import { routes } from './routes.ts';

const GONE = { '204': { description: 'Gone' }, ...PROBLEM_ANSWER };
const REGION = [pathParameter('region')];
const IMPORT = [pathParameter('import')];

/** Paths by which files become regions, and what is done with a region that is there. */
export const INTAKE_PATHS = {
  [routes.imports()]: {
    post: {
      operationId: 'send-files',
      summary: 'Files that are to become a region; answers what each is',
      parameters: [
        {
          name: 'from',
          in: 'query' as const,
          schema: { type: 'string' as const },
          description: 'Import whose files are taken along; those sent replace files of the same path',
        },
      ],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object' as const,
              properties: {
                files: { type: 'array' as const, items: { type: 'string' as const, format: 'binary' } },
              },
            },
          },
        },
      },
      responses: {
        '201': { description: 'What each file is', ...json(ImportAnswer) },
        ...PROBLEM_ANSWER,
      },
    },
  },
  [routes.import('{import}')]: {
    get: {
      operationId: 'get-import',
      parameters: IMPORT,
      responses: answers('What each file is', ImportAnswer),
    },
    patch: {
      operationId: 'inspect-import',
      summary: 'Looks at the files again with what a person said they are',
      parameters: IMPORT,
      requestBody: {
        required: true,
        ...json(ImportInspection),
      },
      responses: answers('What each file is', ImportAnswer),
    },
    delete: { operationId: 'remove-import', parameters: IMPORT, responses: GONE },
  },
  [routes.importExecution('{import}')]: {
    post: {
      operationId: 'execute-import',
      summary: 'Makes a region of the files',
      parameters: IMPORT,
      requestBody: { required: false, ...json(ImportExecution) },
      responses: { '201': { description: 'The job that makes it', ...json(Job) }, ...PROBLEM_ANSWER },
    },
  },
  [routes.region('{region}')]: {
    get: { operationId: 'get-region', parameters: REGION, responses: answers('A region', RegionDetail) },
    patch: {
      operationId: 'rename-region',
      parameters: REGION,
      requestBody: { required: true, ...json(RegionRename) },
      responses: answers('The region', RegionSummary),
    },
    delete: { operationId: 'remove-region', parameters: REGION, responses: GONE },
  },
  [routes.regionQuality('{region}')]: {
    get: {
      operationId: 'get-quality',
      parameters: REGION,
      responses: answers('The data check of a region', QualityAnswer),
    },
  },
  [routes.regionPack('{region}')]: {
    get: {
      operationId: 'export-region',
      parameters: REGION,
      responses: {
        '200': { description: 'The region pack', content: { 'application/octet-stream': {} } },
        ...PROBLEM_ANSWER,
      },
    },
  },
  [routes.regionVersions('{region}')]: {
    get: {
      operationId: 'list-versions',
      parameters: REGION,
      responses: answers('Earlier versions', z.object({ versions: z.array(RegionVersion) })),
    },
  },
  [routes.regionRestore('{region}', '{hash}')]: {
    post: {
      operationId: 'restore-version',
      parameters: [...REGION, pathParameter('hash')],
      responses: answers('The region as it is now', RegionSummary),
    },
  },
  [routes.uploads()]: {
    post: {
      operationId: 'upload-boundary',
      parameters: [
        { name: 'region', in: 'query' as const, required: true, schema: { type: 'string' as const } },
        { name: 'name', in: 'query' as const, schema: { type: 'string' as const } },
        { name: 'nameProperty', in: 'query' as const, schema: { type: 'string' as const } },
      ],
      requestBody: {
        required: true,
        content: { 'application/geo+json': { schema: { type: 'object' as const } } },
      },
      responses: {
        '201': { description: 'The boundary as it will be used', ...json(UploadAnswer) },
        ...PROBLEM_ANSWER,
      },
    },
  },
  [routes.upload('{upload}')]: {
    get: {
      operationId: 'get-upload',
      parameters: [pathParameter('upload')],
      responses: answers('The boundary as it is used', UploadAnswer),
    },
  },
};
