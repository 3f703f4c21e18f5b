import { join } from 'node:path';
import compression from 'compression';
import express, { json, type Express } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { API } from './contract/routes.ts';
import { PROBLEMS } from './contract/problems.ts';
import { createClientRoutes, createDocsRoutes } from './http/client-routes.ts';
import { createCollectionRoutes } from './http/collection-routes.ts';
import { createImportRoutes } from './http/import-routes.ts';
import { createJobRoutes } from './http/job-routes.ts';
import { createLandingRoutes } from './http/landing-routes.ts';
import { createMetricRoutes } from './http/metric-routes.ts';
import { createOwnOriginCheck } from './http/own-origin.ts';
import { answerNotFound, createProblemHandler } from './http/problem-handler.ts';
import { createProcessRoutes } from './http/process-routes.ts';
import { createRegionRoutes } from './http/region-routes.ts';
import { createScenarioRoutes } from './http/scenario-routes.ts';
import { createUploadRoutes } from './http/upload-routes.ts';
import { tooManyRequests } from './http/too-many-requests.ts';
import type { ServerContext } from './context.ts';

const MAX_JSON_BYTES = 8 * 1024 * 1024;

/** Middleware order and routes; opens nothing. `streams` collects open event streams for the shutdown. */
export function createApp(context: ServerContext, streams: Set<() => void> = new Set()): Express {
  const { config, logger, analysis, jobs } = context;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          workerSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'blob:', 'data:'],
          connectSrc: ["'self'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'none'"],
        },
      },
      strictTransportSecurity: false,
    }),
  );
  app.use(pinoHttp({ logger }));
  app.use(createOwnOriginCheck(config.hosts));
  app.use(
    compression({
      filter: (request, response) =>
        !String(response.getHeader('Content-Type')).startsWith('text/event-stream') &&
        compression.filter(request, response),
    }),
  );
  const api = express.Router();
  if (config.requestsPerMinute > 0)
    api.use(
      rateLimit({
        windowMs: 60_000,
        limit: config.requestsPerMinute,
        standardHeaders: 'draft-8',
        legacyHeaders: false,
        statusCode: PROBLEMS['too-many-requests'],
        skip: (request) => request.path.includes('/tiles/'),
        handler: tooManyRequests,
      }),
    );
  api.use(createUploadRoutes(analysis, config.maxUploadBytes));
  api.use(json({ limit: MAX_JSON_BYTES, strict: false, type: ['application/json', 'application/*+json'] }));
  api.use(createLandingRoutes(analysis));
  api.use(createMetricRoutes());
  api.use(createProcessRoutes(analysis, jobs));
  api.use(createJobRoutes(analysis, jobs, streams));
  api.use(createScenarioRoutes(analysis));
  api.use(createImportRoutes(analysis, jobs));
  api.use(createRegionRoutes(analysis));
  api.use(createCollectionRoutes(analysis));
  api.use(answerNotFound);
  app.use(API, api);
  app.use('/docs', createDocsRoutes(join(config.home, 'dist/docs')));
  app.use(createClientRoutes(join(config.home, 'dist/client')));
  app.use(answerNotFound);
  app.use(createProblemHandler(logger));
  return app;
}
