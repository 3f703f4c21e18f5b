import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildStale } from '../../scripts/build/build-parts.ts';
import { runCli } from '../support/cli.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

const data = mkdtempSync(join(tmpdir(), 'careshed-cli-real-'));
beforeAll(async () => {
  await buildStale();
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

async function run(process: string, region: string, inputs: unknown) {
  const result = await runCli(data, ['run', process, '--region', region, '--inputs', '-'], {
    input: JSON.stringify(inputs),
  });
  expect([result.code, result.err]).toEqual([0, '']);
  return JSON.parse(result.out);
}

/** People add up at every cut-off, and a longer one never covers fewer. */
function checkCoverage(row: {
  total: number;
  cutoffs: { covered: number; uncovered: Record<string, number> }[];
}): void {
  let before = 0;
  for (const { covered, uncovered } of row.cutoffs) {
    const sum = covered + Object.values(uncovered).reduce((a, b) => a + b, 0);
    expect(Math.abs(sum - row.total)).toBeLessThanOrEqual(1e-6 * Math.max(1, row.total));
    expect(covered).toBeGreaterThanOrEqual(before);
    before = covered;
  }
}

// Totals as the sources of the data state them, not as this program counted them.
const REGIONS = [
  { id: 'ngazidja', people: 449_425, facilities: 31, cutoffs: [30, 60, 120] },
  { id: 'porto-alegre', people: 812_935, facilities: 117, cutoffs: [10, 30] },
] as const;

for (const { id, people, facilities, cutoffs } of REGIONS)
  describe.runIf(hasShared(`data/${id}`, `command line on ${id}`))(id, () => {
    test('imports and analyses with the totals of its sources', async () => {
      const imported = await runCli(data, ['import', join(sharedFolder, 'data', id), '--id', id, '--json']);
      expect([imported.code, imported.err]).toEqual([0, '']);
      const region = JSON.parse(imported.out);
      expect(Math.round(region.people)).toBe(people);
      const placed = region.facilities.reduce((sum: number, tier: { count: number }) => sum + tier.count, 0);
      expect(placed).toBe(facilities);
      for (const finding of region.findings) expect(finding.text).not.toMatch(/\{\w+\}|^[a-z-]+ \{/);
      for (const source of region.sources)
        if (source.role === 'unused') expect(source.facts.reasonText.length).toBeGreaterThan(10);

      for (const travel of [{ mode: 'walk' }, { mode: 'car' }]) {
        const answer = await run('coverage', id, { cutoffMinutes: cutoffs, travel });
        expect(Math.round(answer.total)).toBe(people);
        expect(answer.facilities).toHaveLength(facilities);
        for (const row of [answer, ...answer.zones, ...(answer.outsideZones ? [answer.outsideZones] : [])])
          checkCoverage(row);
        expect(answer.cutoffs[0].covered).toBeGreaterThan(0.1 * people);
      }
      const { features } = await run('catchments', id, {
        facilities: { ids: [(await run('coverage', id, { cutoffMinutes: cutoffs })).facilities[0].id] },
        cutoffMinutes: cutoffs,
        polygons: false,
      });
      expect(features).toHaveLength(cutoffs.length);
    });
  });
