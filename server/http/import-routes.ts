import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { Router, type Request } from 'express';
import { z } from 'zod';
import type { AnalysisContext } from '../service/context.ts';
import type { ImportLimits } from '../service/import-limits.ts';
import {
  formatMegabytes,
  openStaging,
  removeStaging,
  stageFile,
  type Arrival,
} from '../service/import-staging.ts';
import { getImport, inspectStaging, removeImport, startImport } from '../service/imports.ts';
import type { JobService } from '../service/jobs.ts';
import {
  exportPack,
  listVersions,
  removeRegion,
  renameRegion,
  restoreVersion,
} from '../service/manage-regions.ts';
import { parseWith } from '../service/parse-inputs.ts';
import { describeQuality } from '../service/quality.ts';
import { ImportInspection } from '../contract/imports.ts';
import { ProblemException } from '../contract/problems.ts';
import { routes } from '../contract/routes.ts';
import { LANGUAGES } from '../contract/vocabulary.ts';
import { languageOf } from './language.ts';
import { requireJson } from './require-json.ts';

const ImportQuery = z.strictObject({
  from: z.string().optional(),
  language: z.enum(LANGUAGES).optional(),
});

/** Files to regions: send, look, decide; and what is done with a region that is there. */
export function createImportRoutes(context: AnalysisContext, jobs: JobService): Router {
  const router = Router();
  const limits = context.importLimits;
  router.post('/imports', async (request, response) => {
    let id: string | null = null;
    try {
      const query = parseWith(ImportQuery, request.query);
      id = openStaging(context, query.from);
      await receiveFiles(context, id, request, limits);
      const answer = await inspectStaging(context, id, languageOf(request));
      response.status(201).setHeader('Location', routes.import(id)).json(answer);
    } catch (error) {
      if (id !== null) removeStaging(context, id);
      if (response.getHeader('Connection') !== 'close') await readToEnd(request);
      throw error;
    }
  });
  router.get('/imports/:import', (request, response) => {
    response.json(getImport(context, request.params.import, languageOf(request)));
  });
  router.patch('/imports/:import', requireJson, async (request, response) => {
    const id = request.params.import;
    getImport(context, id, 'en');
    const said = parseWith(ImportInspection, request.body);
    response.json(await inspectStaging(context, id, languageOf(request), said));
  });
  router.delete('/imports/:import', (request, response) => {
    removeImport(context, request.params.import);
    response.status(204).end();
  });
  router.post('/imports/:import/execution', requireJson, (request, response) => {
    const job = startImport(context, jobs, request.params.import, request.body ?? {}, languageOf(request));
    response.status(201).setHeader('Location', routes.job(job.jobID)).json(job);
  });

  router.get('/regions/:region/quality', (request, response) => {
    response.json(describeQuality(context, request.params.region, languageOf(request)));
  });
  router.patch('/regions/:region', requireJson, (request, response) => {
    response.json(renameRegion(context, request.params.region, request.body));
  });
  router.delete('/regions/:region', (request, response) => {
    removeRegion(context, request.params.region);
    response.status(204).end();
  });
  router.get('/regions/:region/pack', async (request, response) => {
    const { path, fileName, done } = await exportPack(context, request.params.region);
    try {
      response
        .type('application/octet-stream')
        .setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
      await pipeline(createReadStream(path), response);
    } catch (error) {
      // A reader that goes away in the middle is no fault of ours.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    } finally {
      done();
    }
  });
  router.get('/regions/:region/versions', (request, response) => {
    response.json(listVersions(context, request.params.region));
  });
  router.post('/regions/:region/versions/:hash/restore', (request, response) => {
    response.json(restoreVersion(context, request.params.region, request.params.hash));
  });
  return router;
}

/** Throws the rest of a request away: most clients read no answer before they have sent everything. */
async function readToEnd(request: Request): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  request.resume();
  await new Promise<void>((done) => {
    request
      .once('end', done)
      .once('close', done)
      .once('error', () => done());
  });
}

/**
 * Streams every file of a form to the disk. What goes over a limit is read to its end and thrown away, so
 * that the answer arrives.
 */
async function receiveFiles(
  context: AnalysisContext,
  id: string,
  request: Request,
  limits: ImportLimits,
): Promise<void> {
  const type = request.get('Content-Type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type))
    throw new ProblemException('unsupported-media-type', {
      type: type || '—',
      expected: 'multipart/form-data',
    });
  const tooLarge = new ProblemException('too-large', { limit: formatMegabytes(limits.totalBytes) });
  if (Number(request.get('Content-Length') ?? 0) > limits.totalBytes) {
    request.res?.setHeader('Connection', 'close');
    throw tooLarge;
  }
  let form: busboy.Busboy;
  try {
    form = busboy({
      headers: request.headers,
      preservePath: true,
      defParamCharset: 'utf8',
      limits: { files: limits.files, fields: 20, fieldSize: 10_000, parts: limits.files + 20 },
    });
  } catch (error) {
    throw new ProblemException('unsupported-media-type', {
      type: error instanceof Error ? error.message : type,
      expected: 'multipart/form-data',
    });
  }
  let failure: unknown = null;
  const room: Arrival = { bytes: limits.totalBytes, paths: new Set() };
  const writing: Promise<void>[] = [];
  const fail = (error: unknown): void => {
    failure ??= error;
  };
  await new Promise<void>((done) => {
    const abandon = (): void => {
      request.unpipe(form);
      request.resume();
      done();
    };
    form.on('file', (field, stream, info) => {
      if (failure) {
        stream.resume();
        return;
      }
      writing.push(
        stageFile(context, id, info.filename ?? field, stream, room, limits).catch((error: unknown) => {
          fail(error);
          // A pipeline that failed has ended the part, and the form would wait for it for ever.
          if (stream.destroyed) abandon();
          else stream.resume();
        }),
      );
    });
    form.on('filesLimit', () =>
      fail(
        new ProblemException('import-refused', {}, [
          { pointer: '/files', code: 'import-too-many-files', parameters: { most: limits.files } },
        ]),
      ),
    );
    form.on('error', (error) => {
      fail(
        new ProblemException('import-refused', {}, [
          {
            pointer: '/files',
            code: 'file-unreadable',
            parameters: { detail: String((error as Error).message) },
          },
        ]),
      );
      abandon();
    });
    form.on('close', done);
    request.on('aborted', () => {
      fail(new ProblemException('cancelled'));
      done();
    });
    request.pipe(form);
  });
  await Promise.all(writing);
  if (failure) throw failure;
}
