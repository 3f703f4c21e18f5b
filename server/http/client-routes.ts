import { join } from 'node:path';
import { Router, static as serveStatic } from 'express';

const YEAR_MILLISECONDS = 365 * 24 * 3600 * 1000;

/** The built page: hashed assets are kept for a year, the page itself is asked for each time. */
export function createClientRoutes(folder: string): Router {
  const router = Router();
  router.use(
    '/assets',
    serveStatic(join(folder, 'assets'), { immutable: true, maxAge: YEAR_MILLISECONDS, fallthrough: true }),
  );
  router.use(serveStatic(folder, { index: 'index.html', maxAge: 0, cacheControl: true }));
  return router;
}

/** The built documentation: static pages without scripts. */
export function createDocsRoutes(folder: string): Router {
  const router = Router();
  router.use(serveStatic(folder, { index: 'index.html', maxAge: 0, redirect: true }));
  return router;
}
