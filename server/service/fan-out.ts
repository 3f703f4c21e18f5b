import { setMaxListeners } from 'node:events';
import type { Task } from '../questions/shared/task.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';

/**
 * Runs one task many times on the job lane, whose threads share the work; answers in the order of the
 * inputs. Progress is the mean of the
 * parts, within `from` … `to` of the whole.
 */
export async function fanOut<Input, Output>(
  context: AnalysisContext,
  task: Task<Input, Output>,
  inputs: readonly Input[],
  { signal, onProgress }: ExecuteOptions,
  { from, to, phase }: { from: number; to: number; phase: string },
): Promise<Output[]> {
  const done = new Float64Array(inputs.length);
  const stop = new AbortController();
  // One listener for each part is meant.
  setMaxListeners(0, stop.signal);
  const pass = (): void => stop.abort();
  if (signal?.aborted) pass();
  signal?.addEventListener('abort', pass, { once: true });
  try {
    return await Promise.all(
      inputs.map((input, i) =>
        context.runner.run(task, input, {
          lane: 'job',
          signal: stop.signal,
          onProgress: (fraction) => {
            done[i] = Math.max(done[i]!, fraction);
            const mean = done.reduce((a, b) => a + b, 0) / inputs.length;
            onProgress?.(from + (to - from) * mean, phase);
          },
        }),
      ),
    );
  } catch (error) {
    // What waits leaves the lane at once, what runs is asked to stop.
    stop.abort();
    throw error;
  } finally {
    signal?.removeEventListener('abort', pass);
  }
}

/** The same options with progress squeezed into `from` … `to` of the whole. */
export function within(options: ExecuteOptions, from: number, to: number): ExecuteOptions {
  const { onProgress } = options;
  return onProgress
    ? { ...options, onProgress: (fraction, phase) => onProgress(from + (to - from) * fraction, phase) }
    : options;
}
