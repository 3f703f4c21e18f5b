import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listDifferences } from '../../server/service/diff-runs.ts';
import { RunDiffAnswer, RunManifestAnswer } from '../../server/contract/run-records.ts';
import { canonicalJson } from '../../server/store/run-store.ts';
import { runCli } from '../support/cli.ts';
import { runs } from '../support/depth.ts';
import { useService } from '../support/service.ts';

const service = useService();

const COVERAGE = { region: 'qinghe', cutoffMinutes: [30], facilities: { tiers: ['township', 'county'] } };
const cover = async (more: object = {}) => {
  const { status, body } = await service.execute('coverage', { ...COVERAGE, ...more });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const read = async (path: string) => (await service.request(path)).json();

describe('a manifest', () => {
  test('names inputs, parameters, engine, seed and time, and is linked from every export', async () => {
    const made = await service.request('/api/scenarios', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        region: 'qinghe',
        name: 'x',
        changes: [{ type: 'scale-population', yearlyPercent: 1, years: 2 }],
      }),
    });
    const { id: scenario, hash } = await made.json();
    const { run } = await cover({ scenario, uncertainty: { draws: 2, seed: 41 } });
    const path = `/api/runs/${run}/manifest.json`;
    const response = await service.request(path);
    expect(response.headers.get('content-disposition')).toContain(`careshed-${run}.manifest.json`);
    const manifest = RunManifestAnswer.parse(await response.json());
    expect(manifest).toMatchObject({ run, process: 'coverage', seed: 41, scenario: { hash } });
    expect(manifest.scenario!.changes).toHaveLength(1);
    expect(manifest.inputsHash).toBe(
      createHash('sha256').update(canonicalJson(manifest.inputs)).digest('hex'),
    );
    expect(manifest.resultHash).toMatch(/^[0-9a-f]{64}$/);
    expect(manifest.milliseconds).toBeGreaterThan(0);
    const region = await read('/api/regions/qinghe');
    expect(manifest.region).toMatchObject({ id: 'qinghe', hash: region.hash, isCurrent: true });
    expect(manifest.region.sources!.map((source) => source.sha256)).toEqual(
      region.sources.map((source: { sha256: string }) => source.sha256),
    );
    const tiff = await service.request(`/api/runs/${run}/minutes.tif`);
    expect(tiff.headers.get('link')).toBe(`<${path}>; rel="describedby"`);
    const replayed = await service.request(manifest.replay, { method: 'POST' });
    expect(await replayed.json()).toMatchObject({ same: true, resultHash: manifest.resultHash });
    expect((await read('/api/runs/none/manifest.json')).code).toBe('run-not-found');
  });

  test('lies beside the file that the command line writes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'careshed-manifest-'));
    try {
      const out = join(folder, 'answer.json');
      const done = await runCli(folder, ['run', 'coverage', '--region', 'qinghe', '--out', out]);
      expect(done.err).toBe('');
      const answer = JSON.parse(readFileSync(out, 'utf8'));
      const manifest = RunManifestAnswer.parse(JSON.parse(readFileSync(`${out}.manifest.json`, 'utf8')));
      expect(manifest.run).toBe(answer.run);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('two runs side by side', () => {
  test('the same run is the same; another cut-off is told in question and answer', async () => {
    const [a, b] = [await cover(), await cover({ cutoffMinutes: [45] })];
    const same = RunDiffAnswer.parse(await read(`/api/runs/${a.run}/diff/${a.run}`));
    expect(same).toMatchObject({ same: true, question: [], answer: [], answerCount: 0 });
    const diff = RunDiffAnswer.parse(await read(`/api/runs/${a.run}/diff/${b.run}`));
    expect(diff.same).toBe(false);
    expect(diff.question).toEqual([{ pointer: '/inputs/cutoffMinutes/0', a: 30, b: 45, difference: 15 }]);
    const covered = diff.answer.find(({ pointer }) => pointer === '/cutoffs/0/covered')!;
    expect(covered.difference).toBe(b.cutoffs[0].covered - a.cutoffs[0].covered);
    expect(diff.answerCount).toBeGreaterThanOrEqual(diff.answer.length);
    expect((await read(`/api/runs/${a.run}/diff/none`)).code).toBe('run-not-found');
  });

  test('two worlds with the same answer are the same', async () => {
    const made = await service.request('/api/scenarios', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ region: 'qinghe', name: 'empty' }),
    });
    const { id: scenario } = await made.json();
    const [a, b] = [await cover(), await cover({ scenario })];
    expect(await read(`/api/runs/${a.run}/diff/${b.run}`)).toMatchObject({
      same: true,
      answerCount: 0,
      question: [{ pointer: '/inputs/scenario', b: scenario, difference: null }],
    });
  });

  test('differences of any two values are exactly what turns one into the other', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (x, y) => {
        const [a, b] = [JSON.parse(JSON.stringify(x)), JSON.parse(JSON.stringify(y))] as [unknown, unknown];
        const found = [...listDifferences(a, b)];
        expect(found.length === 0).toBe(
          JSON.stringify(a) === JSON.stringify(b) || canonicalJson(a) === canonicalJson(b),
        );
        expect(new Set(found.map(({ pointer }) => pointer)).size).toBe(found.length);
        const read = (value: unknown, pointer: string): unknown =>
          pointer
            .split('/')
            .slice(1)
            .reduce<unknown>(
              (at, name) =>
                (at as Record<string, unknown>)?.[name.replaceAll('~1', '/').replaceAll('~0', '~')],
              value,
            );
        for (const difference of found) {
          expect(difference.a).toEqual(read(a, difference.pointer));
          expect(difference.b).toEqual(read(b, difference.pointer));
        }
      }),
      { numRuns: runs(2000) },
    );
  });
});
