import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WaitingLine } from '../../server/workers/waiting-line.ts';
import { runs } from '../support/depth.ts';

/** Work that ends when it is told to. */
function buildWork(begun: number[], name: number) {
  let end = (): void => undefined;
  const done = new Promise<number>((resolve) => {
    end = () => resolve(name);
  });
  return {
    end,
    work: async () => {
      begun.push(name);
      return done;
    },
  };
}
const settled = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => value,
    (error: unknown) => (error as { code: string }).code,
  );
const turn = () => new Promise((done) => setImmediate(done));

describe('a waiting line', () => {
  test('lets in as many as there are places, the others in their order', async () => {
    const line = new WaitingLine(2, 10);
    const begun: number[] = [];
    const works = [0, 1, 2, 3].map((name) => buildWork(begun, name));
    const answers = works.map(({ work }) => line.run(work));
    await turn();
    expect(begun).toEqual([0, 1]);
    expect(line.length).toBe(2);
    works[1]!.end();
    await turn();
    expect(begun).toEqual([0, 1, 2]);
    works.forEach(({ end }) => end());
    expect(await Promise.all(answers)).toEqual([0, 1, 2, 3]);
    expect(line.length).toBe(0);
  });

  test('who is cancelled while waiting leaves at once and is never begun; the next is', async () => {
    const line = new WaitingLine(1, 10);
    const begun: number[] = [];
    const works = [0, 1, 2].map((name) => buildWork(begun, name));
    const abort = new AbortController();
    const first = line.run(works[0]!.work);
    const second = settled(line.run(works[1]!.work, abort.signal));
    const third = line.run(works[2]!.work);
    abort.abort();
    expect(await second).toBe('cancelled');
    expect(line.length).toBe(1);
    works[0]!.end();
    await first;
    await turn();
    expect(begun).toEqual([0, 2]);
    works[2]!.end();
    expect(await third).toBe(2);
    expect(await settled(line.run(works[1]!.work, abort.signal))).toBe('cancelled');
  });

  test('a failure makes room too; a full line refuses; a closed one lets nobody in', async () => {
    const line = new WaitingLine(1, 1);
    const begun: number[] = [];
    const waits = buildWork(begun, 1);
    const failing = settled(
      line.run(async () => {
        await turn();
        throw Object.assign(new Error('no'), { code: 'failed' });
      }),
    );
    const next = line.run(waits.work);
    expect(await settled(line.run(waits.work))).toBe('queue-full');
    expect(await failing).toBe('failed');
    await turn();
    expect(begun).toEqual([1]);
    const last = settled(line.run(waits.work));
    line.close();
    expect(await last).toBe('cancelled');
    expect(await settled(line.run(waits.work))).toBe('cancelled');
    waits.end();
    expect(await next).toBe(1);
  });

  test(
    'never more at once than places, nobody forgotten, whatever comes, ends and is cancelled in whatever ' +
      'order',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 4 }),
          fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 }), fc.boolean()), { maxLength: 30 }),
          async (places, plan) => {
            const line = new WaitingLine(places, 100);
            let running = 0;
            let most = 0;
            const answers = plan.map(async ([takes, cancelAfter, cancels], name) => {
              const abort = new AbortController();
              const cancel = async (): Promise<void> => {
                for (let i = 0; i < cancelAfter; i++) await turn();
                abort.abort();
              };
              if (cancels) void cancel();
              return settled(
                line.run(async () => {
                  most = Math.max(most, ++running);
                  for (let i = 0; i < takes; i++) await turn();
                  running--;
                  return name;
                }, abort.signal),
              );
            });
            const ends = await Promise.all(answers);
            expect(most).toBeLessThanOrEqual(places);
            expect(running).toBe(0);
            expect(line.length).toBe(0);
            ends.forEach((end, name) =>
              expect([name, ...(plan[name]![2] ? ['cancelled'] : [])]).toContain(end),
            );
          },
        ),
        { numRuns: runs(1000) },
      );
    },
  );
});
