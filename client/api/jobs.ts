import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { getJson, send } from './http.ts';
import type { Job } from './types.ts';

export async function listJobs(language: Language): Promise<Job[]> {
  const { jobs } = await getJson<{ jobs: Job[] }>(routes.jobs(), { language });
  return jobs;
}

export function getJob(job: string, language: Language): Promise<Job> {
  return getJson<Job>(routes.job(job), { language });
}

export function getJobResults<T>(job: string, language: Language): Promise<T> {
  return getJson<T>(routes.jobResults(job), { language });
}

export async function cancelJob(job: string, language: Language): Promise<void> {
  await send(routes.job(job), { method: 'DELETE', language });
}

/** Address of the file of a finished report job. */
export function getJobResultsUrl(job: string): string {
  return routes.jobResults(job);
}

/** Whether a job has ended. */
export function isOver(job: Job): boolean {
  return job.status === 'successful' || job.status === 'failed' || job.status === 'dismissed';
}

/**
 * Follows a job by its event stream until it is over. The browser reconnects a broken stream by itself;
 * should the
 * stream be refused, the job is read once more so that its end is never missed. Returns a function that
 * stops following.
 */
export function followJob(job: string, language: Language, onJob: (job: Job) => void): () => void {
  const stream = new EventSource(routes.jobEvents(job));
  let open = true;
  const stop = () => {
    open = false;
    stream.close();
  };
  stream.addEventListener('status', (event) => {
    const status = JSON.parse((event as MessageEvent<string>).data) as Job;
    if (isOver(status)) stop();
    onJob(status);
  });
  stream.addEventListener('error', () => {
    if (!open || stream.readyState !== EventSource.CLOSED) return;
    stop();
    getJob(job, language).then(onJob, () => undefined);
  });
  return stop;
}
