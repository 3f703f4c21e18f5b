import { Router } from 'express';
import type { AnalysisContext } from '../service/context.ts';
import { getRun, isProcessId, presentAnswer } from '../service/execute.ts';
import type { JobService } from '../service/jobs.ts';
import { readReportFile } from '../service/report.ts';
import { ProblemException } from '../contract/problems.ts';
import { PROCESSES } from '../contract/processes.ts';
import { routes } from '../contract/routes.ts';
import { languageOf } from './language.ts';
import { sendFile } from './send-file.ts';

const HEARTBEAT_MILLISECONDS = 15_000;

/**
 * State, results, events and dismissal of jobs. `streams` collects open event streams so that a shutdown
 * can end them.
 */
export function createJobRoutes(
  context: AnalysisContext,
  jobs: JobService,
  streams: Set<() => void>,
): Router {
  const router = Router();
  router.get('/jobs', (_request, response) => {
    response.json({
      jobs: jobs.list(),
      links: [{ rel: 'self', type: 'application/json', href: routes.jobs() }],
    });
  });
  router.get('/jobs/:job', (request, response) => {
    response.json(jobs.get(request.params.job));
  });
  router.delete('/jobs/:job', (request, response) => {
    response.json(jobs.dismiss(request.params.job));
  });
  router.get('/jobs/:job/results', async (request, response) => {
    const job = jobs.get(request.params.job);
    if (job.run === null)
      throw new ProblemException(job.status === 'dismissed' ? 'cancelled' : 'result-not-ready', {
        job: job.jobID,
        status: job.status,
        message: job.message ?? '—',
      });
    response.links({ describedby: routes.runManifest(job.run) });
    if (isProcessId(job.processID) && PROCESSES[job.processID].media === 'file') {
      await sendFile(response, readReportFile(context, job.run));
      return;
    }
    response.json(presentAnswer(getRun(context, job.run).answer, languageOf(request)));
  });
  router.get('/jobs/:job/events', (request, response) => {
    const job = jobs.get(request.params.job);
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      Connection: 'keep-alive',
      'X-Accel-Buffering': 'no',
    });
    let stop = (): void => undefined;
    const end = (): void => {
      stop();
      clearInterval(heartbeat);
      streams.delete(end);
      response.end();
    };
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MILLISECONDS);
    streams.add(end);
    response.on('close', end);
    const last = Number(request.get('Last-Event-ID') ?? request.query['lastEventId'] ?? 0);
    let over = false;
    stop = jobs.follow(job.jobID, Number.isInteger(last) && last > 0 ? last : 0, (sequence, body) => {
      response.write(`id: ${sequence}\nevent: status\ndata: ${body}\n\n`);
      over ||= /"status":"(successful|failed|dismissed)"/.test(body);
      if (over) setImmediate(end);
    });
    // Asked from its last event on, a finished job has nothing more to send.
    if (!over && jobs.get(job.jobID).finished !== null) end();
  });
  return router;
}
