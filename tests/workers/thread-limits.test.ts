import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Task } from '../../server/questions/shared/task.ts';
import type { TaskRunner } from '../../server/workers/task-runner.ts';
import { createThreadPool } from '../../server/workers/thread-pool.ts';
import { toProblemException } from '../../server/workers/translate-errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'careshed-threads-'));
const filename = join(folder, 'worker.mjs');
writeFileSync(
  filename,
  `export default ({ name, input }) => {
     const kept = [];
     while (name === 'leak') kept.push({ at: kept.length, list: [1, 2, 3] });
     return { ok: true, output: input + 1 };
   };\n`,
);
const pools: TaskRunner[] = [];
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  rmSync(folder, { recursive: true, force: true });
});

const taskOf = (name: string): Task<number, number> => ({
  name,
  lane: 'job',
  keepsBest: false,
  staysHere: false,
  load: () => Promise.reject(new Error('runs in the thread')),
});

describe('memory of threads', () => {
  it('a task that needs more objects than its thread may hold fails alone', async () => {
    const pool = createThreadPool({ filename, threads: 1, jobThreads: 1, heapMegabytes: 64 });
    pools.push(pool);
    await expect(pool.run(taskOf('leak'), 0)).rejects.toMatchObject({ code: 'out-of-memory' });
    expect(await pool.run(taskOf('add'), 1)).toBe(2);
    await expect(pool.run(taskOf('leak'), 0)).rejects.toMatchObject({ code: 'out-of-memory' });
    expect(await pool.run(taskOf('add'), 2)).toBe(3);
  }, 60_000);

  it.each([
    () => new Float64Array(2 ** 40),
    () => new ArrayBuffer(2 ** 52),
    () => new WebAssembly.Memory({ initial: 1, maximum: 2 }).grow(2),
  ])('an array that the machine cannot give is out of memory, not a fault of ours (%#)', (allocate) => {
    let problem = null;
    try {
      allocate();
    } catch (error) {
      problem = toProblemException(error, 'coverage', {});
    }
    expect(problem?.code).toBe('out-of-memory');
  });

  it('another RangeError is a fault of ours', () => {
    expect(toProblemException(new RangeError('Invalid typed array length: -1'), 'coverage', {})).toBeNull();
    expect(toProblemException(new RangeError('land: pace of cell 1 must be > 0'), 'coverage', {})).toBeNull();
  });
});
