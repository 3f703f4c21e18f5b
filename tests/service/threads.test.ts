import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startService, type Service } from '../support/service.ts';

vi.setConfig({ testTimeout: 600_000 });

/**
 * Questions of every kind; some share an engine, so that the order in which they run decides what each
 * search finds in its scratch.
 */
const travel = { mode: 'motorcycle', direction: 'from-facility' };
const TOWN = { tiers: ['township', 'county'] };
const QUESTIONS: readonly (readonly [process: string, inputs: Readonly<Record<string, unknown>>])[] = [
  ['travel-time', { facilities: TOWN, cutoffMinutes: 60 }],
  ['travel-time', { travel, facilities: { tiers: ['county'] }, cutoffMinutes: 30 }],
  ['travel-time', { travel, facilities: TOWN, cutoffMinutes: 20 }],
  ['catchments', { travel, facilities: { tiers: ['county'] }, cutoffMinutes: [15, 40] }],
  ['catchments', { facilities: { tiers: ['county'] }, cutoffMinutes: [30, 60], overlap: 'nearest' }],
  ['coverage', { facilities: TOWN, cutoffMinutes: [15, 30, 60] }],
  ['coverage', { travel, facilities: { tiers: ['county'] }, cutoffMinutes: [30] }],
  ['siting', { facilities: TOWN, model: 'mclp', sites: 3, cutoffMinutes: 10 }],
];

/** Everything an answer is: its JSON and the bytes of every surface kept with it. */
interface Whole {
  readonly body: unknown;
  readonly arrays: Readonly<Record<string, string>>;
}

const ask = async (service: Service, question: (typeof QUESTIONS)[number]): Promise<Whole> => {
  const [process, inputs] = question;
  const { status, body } = await service.execute(process, { region: 'qinghe', ...inputs });
  expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
  const { runs } = service.context.analysis;
  const names = ['seconds', 'nearest'].filter((name) => runs.hasArray(body.run, name));
  const arrays = names.map((name) => [name, Buffer.from(runs.readArray(body.run, name)).toString('base64')]);
  return { body, arrays: Object.fromEntries(arrays) as Record<string, string> };
};

let one: Service;
let two: Service;
beforeAll(async () => {
  one = await startService({ CARESHED_THREADS: '1' });
  two = await startService({ CARESHED_THREADS: '2' });
});
afterAll(async () => {
  await one.close();
  await two.close();
});

describe('one thread equals two, bit for bit', () => {
  test('answers and stored surfaces of every kind of question, in another order and side by side', async () => {
    expect(one.context.config.threads).toBe(1);
    expect(two.context.config.threads).toBe(2);
    const inOrder: Whole[] = [];
    for (const question of QUESTIONS) inOrder.push(await ask(one, question));
    const reversed = await Promise.all(QUESTIONS.toReversed().map(async (question) => ask(two, question)));
    for (const [i, expected] of inOrder.entries()) {
      const actual = reversed[QUESTIONS.length - 1 - i]!;
      expect(actual.body, QUESTIONS[i]![0]).toEqual(expected.body);
      expect(actual.arrays['seconds'] === expected.arrays['seconds'], `${QUESTIONS[i]![0]} seconds`).toBe(
        true,
      );
      expect(actual.arrays['nearest'] === expected.arrays['nearest'], `${QUESTIONS[i]![0]} nearest`).toBe(
        true,
      );
    }
    // The comparison above is of something: travel-time and coverage keep their surfaces.
    const kept = inOrder.filter(({ arrays }) => (arrays['seconds']?.length ?? 0) > 1000);
    expect(kept).toHaveLength(QUESTIONS.filter(([p]) => p === 'travel-time' || p === 'coverage').length);
  });
});
