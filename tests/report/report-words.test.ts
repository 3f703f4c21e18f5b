import { describe, expect, it } from 'vitest';
import type { SitingAnswer } from '../../server/contract/processes.ts';
import { buildReportDocument } from '../../server/report/document/build-document.ts';
import { typeset } from '../../server/report/document/typeset.ts';
import type { TableBlock } from '../../server/report/document/blocks.ts';
import { findBreaks } from '../../server/report/map/raster-image.ts';
import type { ReportInput } from '../../server/report/report-input.ts';
import { buildReportFixture, type FixtureOptions } from '../support/report-fixture.ts';

/** The fixture with its siting run's answer changed. */
function withPlan(options: FixtureOptions, change: Partial<SitingAnswer>): ReportInput {
  const input = buildReportFixture({ language: 'en', template: 'site-selection', ...options });
  const runs = input.runs.map((run) =>
    run.process === 'siting' ? { ...run, answer: { ...run.answer, ...change } } : run,
  );
  return { ...input, runs };
}

function findTable(input: ReportInput, sheet: string): TableBlock {
  const table = buildReportDocument(input).blocks.find(
    (block): block is TableBlock => block.kind === 'table' && block.sheet === sheet,
  );
  expect(table, sheet).toBeDefined();
  return table!;
}

const texts = (table: TableBlock): string[][] => table.rows.map((row) => row.map((cell) => cell.text));

describe('words of a report', () => {
  it('sets quotes for English and spaces for Chinese', () => {
    expect(typeset('“on a barrier” is Tobler’s', 'en')).toBe('"on a barrier" is Tobler\'s');
    expect(typeset('位于Ngazidja一带，在P10与P90之间，65岁，30 分钟', 'zh')).toBe(
      '位于 Ngazidja 一带，在 P10 与 P90 之间，65岁，30 分钟',
    );
    expect(typeset('“覆盖”指到达', 'zh')).toBe('“覆盖”指到达');
  });

  it('names a place without a name by its coordinates', () => {
    const input = withPlan({ zones: false }, {});
    const bare = input.runs.map((run) =>
      run.process === 'siting'
        ? {
            ...run,
            answer: {
              ...run.answer,
              sites: run.answer.sites.map((site) => ({ ...site, zone: null, nearestPlace: null })),
            },
          }
        : run,
    );
    for (const row of texts(findTable({ ...input, runs: bare }, 'Sites')))
      expect(row[1]).toMatch(/^\d+\.\d{4}°N, \d+\.\d{4}°E$/);
  });

  it('speaks of the cut-off of the siting run, not of the last one asked', () => {
    const input = buildReportFixture({ language: 'en', template: 'site-selection' });
    const runs = input.runs.map((run) =>
      run.process === 'coverage' ? { ...run, answer: { ...run.answer, gapsCutoffMinutes: 120 } } : run,
    );
    const words = JSON.stringify(
      buildReportDocument({ ...input, runs }).blocks.filter((block) => block.kind === 'callout'),
    );
    expect(words).toContain('within 60 minutes; ');
    expect(words).toContain('At 120 minutes the largest gap');
  });

  it('tells a proven plan from one with a bound, and the first site alone from several', () => {
    const words = (change: Partial<SitingAnswer>): string =>
      JSON.stringify(
        buildReportDocument(withPlan({}, change)).blocks.filter((block) => block.kind === 'paragraph'),
      );
    expect(words({ status: 'optimal' })).toContain('It is proven optimal.');
    expect(words({ status: 'feasible' })).toContain('A better plan, if there is one');
    const input = withPlan({}, {});
    const siting = input.runs.find((run) => run.process === 'siting')!;
    const sites = siting.answer.sites.map((site, i) => ({ ...site, gain: i === 0 ? 90_000 : 10 }));
    expect(words({ sites })).toContain('The first site alone brings more than half');
  });

  it('writes a value that is a share or a percentage with its decimal, not as a whole number', () => {
    const words = (change: Partial<SitingAnswer>, language: 'zh' | 'en' = 'en'): string =>
      JSON.stringify(buildReportDocument(withPlan({ language }, { status: 'feasible', ...change })).blocks);
    const worst = words({ unit: 'percent-worst-profile', value: 61.25, bound: 63.87, gapPercent: 4.1 });
    expect(worst).toContain('better than 63.9 (% covered under the worst condition)');
    expect(worst).toContain('it reaches 61.3; no plan can pass the bound of 63.9');
    const share = { unit: 'share-of-worst-zone', value: 0.4126, bound: 0.5239, gapPercent: 21.2 };
    expect(words(share)).toContain('better than 52.4 (% of the people of the worst-covered zone)');
    expect(words(share)).toContain('it reaches 41.3;');
    expect(words(share, 'zh')).toContain('52.4（%，覆盖率最低的分区）');
    expect(words({ unit: 'visits-a-month', value: 1000, bound: 1200 }, 'zh')).not.toContain('visits-a-month');
  });

  it('prints what richer plans answer', () => {
    const input = withPlan(
      {},
      {
        tiers: [{ tier: 'township', sites: 3, cutoffMinutes: 45, before: 1234, after: 4321, percent: 61.25 }],
        years: [{ year: 2027, sites: 2, covered: 7777, percent: 33.3, bound: 8000, gapPercent: 2.79 }],
        profiles: [{ name: 'wet season', before: 11, covered: 2222, percent: 44.4, total: 5005 }],
        interventions: {
          budget: 500,
          cost: 420,
          visitsPerPerson: 5,
          demand: 9999,
          servedInPerson: 3456,
          servedRemotely: 65,
          chosen: [
            {
              kind: 'staff',
              facility: 'f1',
              nameZh: '甲',
              nameEn: 'Alpha',
              lon: 112,
              lat: 28,
              stops: [],
              cost: 42.5,
              served: 321,
            },
          ],
        },
      },
    );
    expect(texts(findTable(input, 'Plan by tier'))).toEqual([
      ['Township or community centre', '3', '45', '1,234', '4,321', '61.3'],
    ]);
    expect(texts(findTable(input, 'Plan by year'))[0]).toEqual(['2027', '2', '7,777', '33.3', '2.79']);
    expect(texts(findTable(input, 'Profiles'))[0]).toEqual(['wet season', '11', '2,222', '44.4']);
    expect(texts(findTable(input, 'Measures'))[0]).toEqual(['more staff', 'Alpha', '42.50', '321']);
  });

  it('reads stability by the shares the note names', () => {
    const input = buildReportFixture({ language: 'en', template: 'site-selection', sensitivity: true });
    const rows = texts(findTable(input, 'Stability'));
    expect(rows.map((row) => row[2])).toEqual(['97.0', '79.0', '61.0', '43.0', '30.0']);
    expect(rows.map((row) => row.at(-1))).toEqual(['core', 'flexible', 'flexible', 'doubtful', 'doubtful']);
  });

  it('lists every travel parameter, replaced ones marked, unusable classes left out', () => {
    const input = buildReportFixture({ language: 'en', template: 'current-state' });
    const runs = input.runs.map((run) =>
      run.process === 'coverage'
        ? {
            ...run,
            inputs: {
              ...run.inputs,
              travel: {
                ...run.inputs.travel,
                mode: 'car' as const,
                season: 'wet' as const,
                walkFactor: 0.75,
                boardingSeconds: 90,
                speeds: { land: { forest: 4 }, road: { primary: 62 } },
              },
            },
          }
        : run,
    );
    const rows = new Map(texts(findTable({ ...input, runs }, 'Travel')).map(([item, set]) => [item, set]));
    expect(rows.get('Season')).toContain('fords are closed');
    expect(rows.get('Factor on walking speeds')).toBe('0.75');
    expect(rows.get('Boarding (seconds)')).toBe('90');
    expect(rows.get('Moves from a cell')).toBe('16');
    expect(rows.get('Walking over land (km/h)')).toContain('3*: forest');
    expect(rows.get('Walking over land (km/h)')).toContain('3.75: built-up');
    expect(rows.get('Riding on roads (km/h)')).toContain('62*: primary road');
    expect(rows.get('Riding on roads (km/h)')).not.toContain('footway');
  });

  it('classes of people are round and rise', () => {
    for (const values of [
      [1, 2, 3, 4, 5],
      [7, 7, 7, 7],
      [0.01, 0.02, 4, 90, 3000],
      [2, 2.94, 3.63, 4.64, 9],
    ]) {
      const breaks = findBreaks(Float64Array.from(values));
      expect(breaks).toHaveLength(4);
      breaks.forEach((edge, i) => {
        expect(edge).toBeGreaterThan(breaks[i - 1] ?? 0);
        expect(edge / 10 ** Math.floor(Math.log10(edge) + 1e-9)).toBeCloseTo(
          [1, 1.5, 2, 3, 4, 5, 6, 8].reduce((best, factor) =>
            Math.abs(factor - edge / 10 ** Math.floor(Math.log10(edge) + 1e-9)) <
            Math.abs(best - edge / 10 ** Math.floor(Math.log10(edge) + 1e-9))
              ? factor
              : best,
          ),
          6,
        );
      });
    }
  });
});
