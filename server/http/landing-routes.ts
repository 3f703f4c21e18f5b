import { SERVICE_DESCRIPTION } from '../contract/text/service-texts.ts';
import { Router } from 'express';
import type { AnalysisContext } from '../service/context.ts';
import { API, routes } from '../contract/routes.ts';
import { buildOpenApi } from '../contract/openapi.ts';
import { languageOf } from './language.ts';

const CONFORMANCE = [
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/ogc-process-description',
  'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/json',
  'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/job-list',
  'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/dismiss',
];

/** Landing page, conformance, OpenAPI and health. */
export function createLandingRoutes(context: AnalysisContext): Router {
  const router = Router();
  router.get('/', (request, response) => {
    response.json({
      title: 'Careshed 医达',
      description: SERVICE_DESCRIPTION[languageOf(request)],
      version: context.engineVersion,
      links: [
        { rel: 'self', type: 'application/json', href: API },
        { rel: 'service-desc', type: 'application/vnd.oai.openapi+json;version=3.1', href: routes.openapi() },
        { rel: 'conformance', type: 'application/json', href: routes.conformance() },
        { rel: 'data', type: 'application/json', href: routes.collections() },
        {
          rel: 'http://www.opengis.net/def/rel/ogc/1.0/processes',
          type: 'application/json',
          href: routes.processes(),
        },
        {
          rel: 'http://www.opengis.net/def/rel/ogc/1.0/job-list',
          type: 'application/json',
          href: routes.jobs(),
        },
        { rel: 'regions', type: 'application/json', href: routes.regions() },
      ],
    });
  });
  router.get('/conformance', (_request, response) => {
    response.json({ conformsTo: CONFORMANCE });
  });
  router.get('/openapi.json', (_request, response) => {
    response
      .type('application/vnd.oai.openapi+json;version=3.1')
      .send(JSON.stringify(buildOpenApi(context.engineVersion)));
  });
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok', version: context.engineVersion, regions: context.regions.list().length });
  });
  return router;
}
