import type { Language } from '../contract/vocabulary.ts';
import { Router, type Request } from 'express';
import { z } from 'zod';
import { answerQuestion } from '../service/answer-question.ts';
import { diffRuns } from '../service/diff-runs.ts';
import { getProcessId, getRun, presentAnswer } from '../service/execute.ts';
import type { AnalysisContext } from '../service/context.ts';
import type { JobService } from '../service/jobs.ts';
import { describeManifest } from '../service/manifest.ts';
import { parseInputs, placeUnknown } from '../service/parse-inputs.ts';
import { getRegion } from '../service/regions.ts';
import { replayRun } from '../service/replay.ts';
import { readReportFile } from '../service/report.ts';
import { ProblemException } from '../contract/problems.ts';
import { PROCESSES, PROCESS_IDS, type ProcessId } from '../contract/processes.ts';
import { routes } from '../contract/routes.ts';
import { languageOf } from './language.ts';
import { requireJson } from './require-json.ts';
import { sendFile } from './send-file.ts';

/** Listing, describing and executing processes (OGC API Processes). */
export function createProcessRoutes(context: AnalysisContext, jobs: JobService): Router {
  const router = Router();
  router.get('/processes', (request, response) => {
    const language = languageOf(request);
    response.json({
      processes: PROCESS_IDS.map((id) => summarise(id, language)),
      links: [{ rel: 'self', type: 'application/json', href: routes.processes() }],
    });
  });
  router.get('/processes/:process', (request, response) => {
    const id = getProcessId(request.params.process);
    const { inputs, answer } = PROCESSES[id];
    const toSchema = (schema: z.ZodType, io: 'input' | 'output'): unknown =>
      z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
    const schema = toSchema(inputs, 'input') as { properties?: Record<string, unknown>; required?: string[] };
    response.json({
      ...summarise(id, languageOf(request)),
      inputs: Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [
          name,
          { title: name, schema: part, minOccurs: schema.required?.includes(name) ? 1 : 0 },
        ]),
      ),
      outputs: { answer: { title: 'answer', schema: toSchema(answer, 'output') } },
    });
  });
  router.post('/processes/:process/execution', requireJson, async (request, response) => {
    const id = getProcessId(request.params.process);
    const raw = inputsOf(request);
    const language = languageOf(request);
    if (wantsJob(request)) {
      const inputs = parseInputs(id, raw);
      if ('region' in inputs) getRegion(context, inputs.region);
      const job = jobs.submit(id, inputs, language);
      response
        .status(201)
        .setHeader('Location', routes.job(job.jobID))
        .setHeader('Preference-Applied', 'respond-async')
        .json(job);
      return;
    }
    const signal = abortOnClose(request);
    const answer = await answerQuestion(context, id, raw, { signal });
    const { media } = PROCESSES[id];
    if (media === 'file') {
      response.links({ describedby: routes.runManifest(answer.run) });
      await sendFile(response, readReportFile(context, answer.run));
      return;
    }
    response.type(media).send(JSON.stringify(presentAnswer(answer, language)));
  });
  router.get('/runs', (_request, response) => {
    response.json({ runs: context.runs.list(200) });
  });
  router.get('/runs/:run', (request, response) => {
    const { manifest, answer } = getRun(context, request.params.run);
    response.json({ ...manifest, answer: presentAnswer(answer, languageOf(request)) });
  });
  router.get('/runs/:run/manifest.json', (request, response) => {
    const { run } = request.params;
    response.attachment(`careshed-${run}.manifest.json`).json(describeManifest(context, run));
  });
  router.get('/runs/:run/diff/:other', (request, response) => {
    response.json(diffRuns(context, request.params.run, request.params.other));
  });
  router.post('/runs/:run/replay', async (request, response) => {
    response.json(await replayRun(context, request.params.run, { signal: abortOnClose(request) }));
  });
  return router;
}

function summarise(id: ProcessId, language: Language) {
  return {
    id,
    title: PROCESSES[id].texts.title[language],
    description: PROCESSES[id].texts.description[language],
    version: '1.0.0',
    jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
    outputTransmission: ['value'],
    links: [
      { rel: 'self', type: 'application/json', href: routes.process(id) },
      {
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/execute',
        type: 'application/json',
        href: routes.execution(id),
      },
    ],
  };
}

/**
 * Members of an execute request (OGC API Processes 1.0). Answers are values by one way, so only `inputs` is
 * read.
 */
const EXECUTE_MEMBERS = ['inputs', 'outputs', 'response', 'mode', 'subscriber', 'id'];

/** OGC puts inputs under `inputs`; the bare object is taken as well. */
function inputsOf(request: Request): unknown {
  const body: unknown = request.body;
  if (body === undefined) return {};
  if (typeof body !== 'object' || body === null || !('inputs' in body)) return body;
  const places = Object.keys(body)
    .filter((name) => !EXECUTE_MEMBERS.includes(name))
    .map((name) => placeUnknown([name], EXECUTE_MEMBERS));
  if (places.length > 0)
    throw new ProblemException('invalid-inputs', { count: places.length }, places.slice(0, 50));
  return body.inputs;
}

function wantsJob(request: Request): boolean {
  return /(^|[,;\s])respond-async($|[,;\s])/.test(request.get('Prefer') ?? '');
}

/** Aborts when the reader goes away before the answer is there. */
function abortOnClose(request: Request): AbortSignal {
  const controller = new AbortController();
  request.res?.on('close', () => {
    if (!request.res?.writableEnded) controller.abort();
  });
  return controller.signal;
}
