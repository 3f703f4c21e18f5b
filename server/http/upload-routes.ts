import { Router, raw, type Request } from 'express';
import { z } from 'zod';
import type { AnalysisContext } from '../service/context.ts';
import { parseWith } from '../service/parse-inputs.ts';
import { addUpload, getUpload } from '../service/uploads.ts';
import { routes } from '../contract/routes.ts';
import { LANGUAGES } from '../contract/vocabulary.ts';
import { languageOf } from './language.ts';

const UploadQuery = z.strictObject({
  region: z.string(),
  name: z.string().max(255).default('boundary.geojson'),
  nameProperty: z.string().max(255).optional(),
  language: z.enum(LANGUAGES).optional(),
});

/** Boundary files: the file itself as the body, `?region=…&name=…&nameProperty=…`. */
export function createUploadRoutes(context: AnalysisContext, maxBytes: number): Router {
  const router = Router();
  router.post(
    '/uploads',
    raw({ type: () => true, limit: maxBytes, inflate: true }),
    async (request, response) => {
      const query = parseWith(UploadQuery, request.query);
      const answer = await addUpload(
        context,
        {
          region: query.region,
          name: query.name,
          content: contentOf(request),
          nameProperty: query.nameProperty ?? null,
        },
        languageOf(request),
      );
      response.status(201).setHeader('Location', routes.upload(answer.upload)).json(answer);
    },
  );
  router.get('/uploads/:upload', (request, response) => {
    response.json(getUpload(context, request.params.upload, languageOf(request)));
  });
  return router;
}

/** No body at all is an empty file, which the check of boundaries has a sentence for. */
function contentOf(request: Request): Uint8Array {
  const body: unknown = request.body;
  return body instanceof Uint8Array ? body : new Uint8Array(0);
}
