import type { z } from 'zod';
import type { PROCESSES, ProcessAnswer, ProcessId } from '../../server/contract/processes.ts';
import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { getJson, send } from './http.ts';
import type { Job } from './types.ts';

/** What may be sent to a process: its inputs before defaults are filled in. */
export type ProcessSent<P extends ProcessId> = z.input<(typeof PROCESSES)[P]['inputs']>;

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
