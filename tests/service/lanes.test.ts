import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coverageDrawsTask, coverageTotalsTask } from '../../server/questions/coverage/question.ts';
import { fanOut } from '../../server/service/fan-out.ts';
import { getRegion, referenceOf } from '../../server/service/regions.ts';
import { PROCESSES } from '../../server/contract/processes.ts';
import { workerFile } from '../../server/context.ts';
import type { TaskRunner } from '../../server/workers/task-runner.ts';
import { createThreadPool } from '../../server/workers/thread-pool.ts';
import { home, useService } from '../support/service.ts';

const service = useService();
let runner: TaskRunner;
beforeAll(async () => {
  runner = createThreadPool({ filename: workerFile(home), threads: 2, jobThreads: 2 });
});
afterAll(async () => {
  await runner.close();
});

const region = () => referenceOf(service.context.analysis, getRegion(service.context.analysis, 'qinghe'));
const question = (more: object = {}) => ({
  ...PROCESSES.coverage.inputs.parse({
    region: 'qinghe',
    cutoffMinutes: [30],
    travel: { mode: 'car' },
    ...more,
  }),
});
const totals = (minutes: number) => ({ region: region(), inputs: question({ cutoffMinutes: [minutes] }) });

/** Blocks of draws that take longer together than a cancelled task is given to stop. */
function draws(blocks: number, drawsOfBlock: number) {
  const parsed = question({ uncertainty: { draws: 1000 } });
  const inputs = { ...parsed, uncertainty: parsed.uncertainty! };
  return Array.from({ length: blocks }, (_, i) => ({
    region: region(),
    inputs,
    upload: null,
    first: i * drawsOfBlock,
    count: drawsOfBlock,
  }));
}

describe('a lane of threads', () => {
  test('after a cancelled fan-out of more blocks than could ever stop in time, the next task runs at once', async () => {
    const abort = new AbortController();
    let told = 0;
    const cancelled = fanOut(
      { ...service.context.analysis, runner },
      coverageDrawsTask,
      draws(100, 10),
      {
        signal: abort.signal,
        onProgress: () => {
          told++;
          if (told === 1) abort.abort();
        },
      },
      { from: 0, to: 1, phase: 'draws' },
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    const asked = performance.now();
    const covered = await runner.run(coverageTotalsTask, totals(30), { lane: 'job' });
    expect(covered?.[0]).toBeGreaterThan(0);
    expect(performance.now() - asked).toBeLessThan(60_000);
  }, 240_000);
});
