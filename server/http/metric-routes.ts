import { Router } from 'express';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** Memory, event loop and processor time for Prometheus; one registry an app. */
export function createMetricRoutes(): Router {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const router = Router();
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
