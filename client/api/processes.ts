import type { ProcessAnswer, ProcessId, ProcessSent } from '../../server/contract/processes.ts';
import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { getJson, send } from './http.ts';
import type { Job } from './types.ts';

/** Executes a process and returns its answer. */
export function execute<P extends ProcessId>(
  process: P,
  inputs: ProcessSent<P>,
  language: Language,
  signal?: AbortSignal,
): Promise<ProcessAnswer<P>> {
  return getJson<ProcessAnswer<P>>(routes.execution(process), {
    method: 'POST',
    language,
    body: inputs,
    ...(signal ? { signal } : {}),
  });
}

/** Starts a process as a job and returns immediately. */
export async function startJob<P extends ProcessId>(
  process: P,
  inputs: ProcessSent<P>,
  language: Language,
): Promise<Job> {
  const response = await send(routes.execution(process), {
    method: 'POST',
    language,
    body: inputs,
    headers: { Prefer: 'respond-async' },
  });
  return (await response.json()) as Job;
}
