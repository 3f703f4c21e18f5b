import ExcelJS from 'exceljs';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { REPORT_FORMATS, REPORT_TEMPLATES } from '../../server/contract/processes.ts';
import { formatNumber } from '../../server/contract/text/format-number.ts';
import { LANGUAGES } from '../../server/contract/vocabulary.ts';
import { canonicalJson } from '../../server/store/run-store.ts';
import { hasGdalDriver, hasTool, readWith, withFile } from '../report/outside-readers.ts';
import { deep } from '../support/depth.ts';
import { useService } from '../support/service.ts';

type Format = (typeof REPORT_FORMATS)[number];
type Answer = any; // oxlint-disable-line typescript/no-explicit-any

const service = useService();
/**
 * What the page sends: coverage with the gaps at the chosen cut-off, coverage at the stops of its slider,
 * siting.
 */
let coverage: Answer;
let stops: Answer;
let siting: Answer;
let runs: string[];

const base = { region: 'qinghe', facilities: { tiers: ['township', 'county'] } };
const LAST_STOP = 120;

beforeAll(async () => {
  const execute = async (process: string, inputs: object): Promise<Answer> => {
    const { status, body } = await service.execute(process, { ...base, ...inputs });
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };
  coverage = await execute('coverage', { cutoffMinutes: [10, 20, 30] });
  stops = await execute('coverage', { cutoffMinutes: [10, 20, 30, 60, LAST_STOP] });
  siting = await execute('siting', {
    cutoffMinutes: 30,
    sites: 4,
    candidates: { spacingMeters: 2000, insideZones: true },
    frontier: 6,
    siteCost: 80,
    currency: 'CNY',
    uncertainty: { draws: 4 },
  });
  runs = [coverage.run, stops.run, siting.run];
}, 300_000);

/** The figures that must stand in every document, as the API gives them. */
function headlines(template: string): string[] {
  const at30 = coverage.cutoffs.find((entry: Answer) => entry.cutoffMinutes === 30);
  const today = [
    formatNumber('people', coverage.total),
    formatNumber('people', at30.covered),
    formatNumber('percent', at30.percent),
  ];
  return template === 'current-state'
    ? today
    : [
        ...today,
        formatNumber('percent', siting.after.percent),
        formatNumber('people', siting.after.covered - siting.baseline.covered),
        ...siting.sites.map((site: Answer) => formatNumber('people', site.gain)),
      ];
}

async function makeReport(inputs: object): Promise<{ bytes: Uint8Array; response: Response; ms: number }> {
  const started = performance.now();
  const response = await service.request('/api/processes/report/execution', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ inputs: { runs, ...inputs } }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { bytes, response, ms: Math.round(performance.now() - started) };
}

const expectAll = (text: string, wanted: readonly string[]): void => {
  for (const figure of wanted) expect(text).toContain(figure);
};

/** Opens a file with a reader that is not ours and looks for the figures in it. */
const READERS: Record<Format, (bytes: Uint8Array, wanted: string[], template: string) => Promise<void>> = {
  html: async (bytes, wanted) => {
    const page = new TextDecoder().decode(bytes);
    expect(page.startsWith('<!doctype html>') || page.startsWith('<!DOCTYPE html>')).toBe(true);
    expectAll(page.replace(/<[^>]+>/g, ' '), wanted);
  },
  pdf: async (bytes, wanted, template) => {
    if (!hasTool('pdftotext', 'the PDF report of the service')) return;
    await withFile(bytes, 'report.pdf', (path) => {
      const text = readWith('pdftotext', ['-layout', path, '-']);
      expectAll(text, wanted);
      expect(text).not.toMatch(/undefined|NaN|\{\w+\}/);
      if (template === 'brief') expect(text.split('\f').length - 1, 'pages of the brief').toBe(1);
    });
  },
  docx: async (bytes, wanted) => {
    if (!hasTool('unzip', 'the DOCX report of the service')) return;
    await withFile(bytes, 'report.docx', (path) => {
      expectAll(readWith('unzip', ['-p', path, 'word/document.xml']).replace(/<[^>]+>/g, ' '), wanted);
    });
  },
  xlsx: async (bytes) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(bytes) as never);
    const values = new Set<unknown>();
    for (const sheet of workbook.worksheets)
      sheet.eachRow((row) => row.eachCell((cell) => values.add(cell.value)));
    for (const site of siting.sites) expect(values).toContain(site.gain);
    for (const entry of coverage.cutoffs) expect(values).toContain(entry.covered);
  },
  geojson: async (bytes) => {
    if (!hasGdalDriver('GeoJSON', 'the GeoJSON report of the service')) return;
    await withFile(bytes, 'report.geojson', (path) => {
      const count = /Feature Count: (\d+)/.exec(readWith('ogrinfo', ['-so', '-al', path]))?.[1];
      expect(Number(count)).toBeGreaterThan(coverage.zones.length);
    });
  },
  gpkg: async (bytes) => {
    if (!hasGdalDriver('GPKG', 'the GeoPackage report of the service')) return;
    await withFile(bytes, 'report.gpkg', (path) => {
      expect(readWith('ogrinfo', ['-so', '-al', path])).toContain(`Feature Count: ${coverage.zones.length}`);
    });
  },
  json: async (bytes) => {
    const manifest = JSON.parse(new TextDecoder().decode(bytes));
    expect(manifest.runs.map((run: Answer) => run.run)).toEqual(runs);
    expect(manifest.runs[0].answer.cutoffs).toEqual(coverage.cutoffs);
    expect(manifest.runs[2].answer.sites).toEqual(siting.sites);
  },
};

describe('reports of the sample through the API', () => {
  for (const format of REPORT_FORMATS)
    for (const [index, language] of LANGUAGES.entries())
      for (const template of REPORT_TEMPLATES) {
        // Deep: all 42; else every format, one template in one language and the others in the other.
        if (!deep && (template === 'site-selection') !== (index === 0)) continue;
        test(`${template} ${language} ${format}`, { timeout: 120_000 }, async () => {
          const { bytes, response, ms } = await makeReport({ format, language, template });
          expect(response.status, new TextDecoder().decode(bytes.slice(0, 500))).toBe(200);
          expect(response.headers.get('content-disposition')).toContain(`-${template}-`);
          await READERS[format](bytes, headlines(template), template);
          console.log(`report ${template} ${language} ${format}: ${ms} ms, ${bytes.length} bytes`);
        });
      }

  test('a cut-off that two runs of the same facilities answer stands in one row', async () => {
    const { bytes } = await makeReport({ format: 'json', language: 'en', template: 'site-selection' });
    const { tables } = JSON.parse(new TextDecoder().decode(bytes));
    const table = tables.find((item: Answer) => item.caption.includes('People covered, by cut-off'));
    expect(table.rows.map((row: Answer) => row[0].value)).toEqual([10, 20, 30, 60, LAST_STOP]);
    expect(table.rows[2][1].value).toBe(coverage.cutoffs[2].covered);
    expect(table.rows[3][1].value).toBe(stops.cutoffs[3].covered);
  });

  test('costs and stability of the sites are those of the siting run', async () => {
    const { bytes } = await makeReport({ format: 'json', language: 'en', template: 'site-selection' });
    const { tables } = JSON.parse(new TextDecoder().decode(bytes));
    const rowsOf = (caption: string): unknown[][] =>
      tables
        .find((item: Answer) => item.caption.includes(caption))
        .rows.map((row: Answer) => row.map((cell: Answer) => cell.value));
    const costs = rowsOf('Cost and gain by site');
    expect(costs.slice(0, -1).map((row) => row[2])).toEqual(siting.costs.perSite);
    expect(costs.at(-1)!.slice(2)).toEqual([
      siting.costs.total,
      expect.closeTo(siting.after.covered - siting.baseline.covered, 6),
      siting.costs.perPerson,
    ]);
    expect(rowsOf('Stability of the sites').map((row) => [row[2], row[3]])).toEqual(
      siting.uncertainty.sites.map((site: Answer) => [site.frequency * 100, site.sameRank * 100]),
    );
    expect(rowsOf('Coverage under other assumptions').map((row) => [row[1], row[2]])).toEqual(
      siting.uncertainty.cases.map((row: Answer) => [row.percent, row.bestPercent]),
    );
    const travel = new Map(rowsOf('Travel parameters').map((row) => [row[0], row[1]]));
    expect(travel.get('Mode')).toBe('On foot');
    expect(travel.get('Moves from a cell')).toBe('16');
    expect(travel.get('Walking over land (km/h)')).toContain('5: built-up');
  });

  test('the gain by zone is where people live and adds up to the gain', async () => {
    const { bytes } = await makeReport({ format: 'json', language: 'en', template: 'site-selection' });
    const { tables } = JSON.parse(new TextDecoder().decode(bytes));
    const table = tables.find((item: Answer) => item.caption.includes('Gain by zone'));
    const gains: number[] = table.rows.map((row: Answer) => row.at(-2).value);
    const whole = gains.pop()!;
    expect(gains.reduce((sum, gain) => sum + gain, 0)).toBeCloseTo(whole, 6);
    expect(whole).toBeCloseTo(siting.after.covered - siting.baseline.covered, 6);
  });

  test('study runs fill their chapters with their own figures', { timeout: 240_000 }, async () => {
    const ask = async (process: string, inputs: object): Promise<Answer> => {
      const { status, body } = await service.execute(process, { ...base, ...inputs });
      expect(status, JSON.stringify(body)).toBe(200);
      return body;
    };
    const scenario = await (
      await service.request('/api/scenarios', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          region: 'qinghe',
          name: 'One more centre',
          changes: [
            {
              type: 'add-facility',
              id: 'n1',
              nameZh: '新院',
              nameEn: 'New centre',
              tier: 'township',
              point: [siting.sites[0].lon, siting.sites[0].lat],
            },
          ],
        }),
      })
    ).json();
    const [unsure, room, choice, score, equity, referral, compare] = [
      await ask('coverage', { cutoffMinutes: [20, 30], uncertainty: { draws: 4 } }),
      await ask('coverage', { cutoffMinutes: [30], capacity: 'nearest-first' }),
      await ask('coverage', { cutoffMinutes: [30], kCoverage: 3 }),
      await ask('access-score', { method: 'e2sfca', supply: 'doctors' }),
      await ask('equity', { indicator: 'minutes' }),
      await ask('referral', {
        facilities: undefined,
        fromTier: 'township',
        toTier: 'county',
        limitMinutes: 120,
      }),
      await ask('compare', { b: `scenario:${scenario.id}`, cutoffMinutes: [30, 60] }),
    ];
    const studies = [unsure, room, choice, score, equity, referral, compare].map(({ run }) => run);
    const { bytes } = await makeReport({
      runs: [...runs, ...studies],
      format: 'json',
      language: 'en',
      template: 'current-state',
    });
    const { tables } = JSON.parse(new TextDecoder().decode(bytes));
    const values = (caption: string): unknown[][] => {
      const table = tables.find((item: Answer) => item.caption.includes(caption));
      expect(table, caption).toBeDefined();
      return table.rows.map((row: Answer) => row.map((cell: Answer) => cell.value));
    };
    expect(values('Range of the people covered').map((row) => row.slice(-2))).toEqual(
      unsure.uncertainty.cutoffs.map(({ covered }: Answer) => [covered.p10, covered.p90]),
    );
    const served = new Map(room.facilities.map((facility: Answer) => [facility.nameEn, facility.served]));
    for (const row of values('Facilities with the least room left')) expect(row[3]).toBe(served.get(row[0]));
    expect(values('How many facilities people reach')[0]!.slice(1, 4)).toEqual(
      choice.choice[0].peopleWithAtLeast,
    );
    const meanOf = new Map(score.zones.map((zone: Answer) => [zone.nameEn, zone.mean]));
    for (const row of values('Zones worst off (E2SFCA)'))
      expect(row[2]).toBeCloseTo((meanOf.get(row[0]) as number) * 1000, 9);
    expect(values('Measures of equity')[0]![1]).toBe(equity.gini.byPeople);
    const nearest = new Map(
      referral.from.map((end: Answer) => [end.nameEn, end.nearestByTime?.minutes ?? null]),
    );
    for (const row of values('Facilities farthest from the next tier'))
      expect(row[2]).toBe(nearest.get(row[0]));
    expect(values('People covered before and after').map((row) => row.slice(1, 4))).toEqual(
      [0, 1].map((i) => [compare.covered.a[i], compare.covered.b[i], compare.covered.difference[i]]),
    );
    const pdf = await makeReport({
      runs: [...runs, ...studies],
      format: 'pdf',
      language: 'en',
      template: 'current-state',
    });
    // Site selection has the same chapters beside its own, and names the run that it has none for.
    const second = await ask('siting', { sites: 1, cutoffMinutes: 30, candidates: { spacingMeters: 2000 } });
    const site = await makeReport({
      runs: [...runs, ...studies, second.run],
      format: 'html',
      language: 'en',
      template: 'site-selection',
    });
    const page = new TextDecoder().decode(site.bytes);
    for (const chapter of ['Referral', 'Access scores', 'Equity', 'Comparison', 'Recommendation'])
      expect(page, chapter).toMatch(new RegExp(`<h\\d[^>]*>[^<]*(<[^>]*>)*[^<]*${chapter}`));
    expect(page).toContain(second.run);
    expect(page).toMatch(/no chapter for run \d+ \(/);
    const today = await makeReport({
      runs: [...runs, ...studies],
      format: 'html',
      language: 'zh',
      template: 'current-state',
    });
    const words = new TextDecoder().decode(today.bytes);
    expect(words).toMatch(/不在本模板的章节中/);
    if (!hasTool('pdftotext', 'the chapters of study runs in the PDF')) return;
    const text = await withFile(pdf.bytes, 'report.pdf', (path) =>
      readWith('pdftotext', ['-layout', path, '-']),
    );
    expect(text).toContain('"One more centre"');
    for (const chapter of [
      'Referral',
      'Access scores',
      'Equity',
      'Comparison',
      'How sure the figures are',
      'Capacity and people served',
    ])
      expect(text).toMatch(new RegExp(`\\d {1,3}${chapter}`));
  });

  test('the hashes of the replay table are those of the runs', async () => {
    const { bytes } = await makeReport({ format: 'json', language: 'zh', template: 'brief' });
    const manifest = JSON.parse(new TextDecoder().decode(bytes));
    for (const run of manifest.runs) {
      const kept = await (await service.request(`/api/runs/${run.run}`)).json();
      expect(run.inputsHash).toBe(createHash('sha256').update(canonicalJson(kept.inputs)).digest('hex'));
      expect(run.inputs).toEqual(kept.inputs);
      expect(run.resultHash).toMatch(/^[0-9a-f]{64}$/);
      expect(run.resultHash).toBe(kept.resultHash);
    }
  });

  test('as a job: progress, then the same bytes', { timeout: 120_000 }, async () => {
    const inputs = { runs, format: 'geojson', language: 'en', template: 'site-selection' };
    const created = await service.request('/api/processes/report/execution', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Prefer: 'respond-async' },
      body: JSON.stringify({ inputs: { ...inputs, title: 'As a job' } }),
    });
    expect(created.status).toBe(201);
    const { jobID } = await created.json();
    const events = await (await service.request(`/api/jobs/${jobID}/events`)).text();
    const seen = [...events.matchAll(/"progress":\s*([\d.]+)/g)].map((match) => Number(match[1]));
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const job = await (await service.request(`/api/jobs/${jobID}`)).json();
    expect(job.status).toBe('successful');
    const file = await service.request(`/api/jobs/${jobID}/results`);
    const again = await makeReport({ ...inputs, title: 'As a job' });
    expect(Buffer.from(await file.arrayBuffer()).equals(again.bytes)).toBe(true);
  });

  test('runs that are not there, or make no report, are refused', async () => {
    expect((await makeReport({ runs: ['nothing'], format: 'pdf' })).response.status).toBe(404);
    const { body } = await service.execute('travel-time', { region: 'qinghe', cutoffMinutes: 20 });
    const { bytes, response } = await makeReport({ runs: [body.run], format: 'pdf' });
    expect(response.status).toBe(422);
    expect(JSON.parse(new TextDecoder().decode(bytes)).code).toBe('report-runs');
  });
});
