import { expect, test } from 'vitest';
import { useService } from '../support/service.ts';

const service = useService();

test.each([
  ['demand-forecast', { years: [10] }],
  ['coverage', { cutoffMinutes: [30], include: ['norms'] }],
])('%s: the source of a norm is in the language of the reader', async (process, inputs) => {
  for (const [language, mixed] of [
    ['zh', /[a-z]{4,} [a-z]{4,}/],
    ['en', /\p{Script=Han}/u],
  ] as const) {
    const { status, body } = await service.execute(process, { region: 'qinghe', ...inputs }, language);
    expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
    const sources = body.norms.map((norm: { source: string }) => norm.source);
    expect(sources.length).toBeGreaterThan(1);
    for (const source of sources) {
      expect(source.length).toBeGreaterThan(3);
      expect(source).not.toMatch(mixed);
    }
    const kept = await (await service.request(`/api/runs/${body.run}`, { language })).json();
    expect(kept.answer.norms).toEqual(body.norms);
  }
});
