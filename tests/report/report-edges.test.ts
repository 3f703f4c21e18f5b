import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { ProblemException } from '../../server/contract/problems.ts';
import { LANGUAGES } from '../../server/contract/vocabulary.ts';
import { buildReportDocument } from '../../server/report/document/build-document.ts';
import { measureColumns } from '../../server/report/document/column-widths.ts';
import { renderReport } from '../../server/report/render-report.ts';
import { deep } from '../support/depth.ts';
import { buildReportFixture, type FixtureOptions } from '../support/report-fixture.ts';
import { hasTool, readWith, withFile } from './outside-readers.ts';

const EDGE_FORMATS = ['html', 'pdf', 'docx', 'xlsx', 'geojson', 'json'] as const;
const EDGES: Record<string, FixtureOptions> = {
  'no site': { sites: 0 },
  'one site': { sites: 1, sensitivity: true, costs: true },
  'sixty sites': { sites: 60 },
  'names of 80 characters': { longNames: true, villages: 40 },
  'no zones, no boundary, no ages, no staff, no rasters': {
    zones: false,
    boundary: false,
    ages: false,
    staff: false,
    rasters: false,
  },
  'a siting run alone': { runs: 'siting', rasters: false },
  'a coverage run alone': { runs: 'coverage' },
  'real data': { synthetic: false },
};

describe('reports of unusual regions', () => {
  Object.entries(EDGES).forEach(([name, options], index) => {
    it(
      `${name}: every template says it in words, every format can be made`,
      { timeout: 240_000 },
      async () => {
        for (const language of LANGUAGES)
          for (const template of ['site-selection', 'current-state', 'brief'] as const) {
            const input = buildReportFixture({ ...options, language, template });
            const { blocks } = buildReportDocument(input);
            const words = JSON.stringify(
              blocks.map((block) => (block.kind === 'picture' ? block.caption : block)),
            );
            expect(words).not.toMatch(/\{\w+\}|undefined|NaN|Infinity/);
            // Deep: every format of each; else one of each template, the languages in turn.
            if (!deep && (language === 'zh') !== (index % 2 === 0)) continue;
            const formats = deep || template === 'site-selection' ? EDGE_FORMATS : (['pdf'] as const);
            for (const format of formats) {
              if (format === 'docx' && !deep && index > 2) continue;
              const { bytes } = await renderReport(input, format);
              expect(bytes.length).toBeGreaterThan(400);
            }
          }
      },
    );
  });

  it('long tables flow over pages: every facility is printed, the heading on every page', async () => {
    const input = buildReportFixture({
      template: 'current-state',
      villages: 150,
      language: 'en',
      runs: 'coverage',
    });
    const { bytes } = await renderReport(input, 'pdf');
    if (!hasTool('pdftotext', 'long tables of the PDF report')) return;
    const text = await withFile(bytes, 'report.pdf', (path) => readWith('pdftotext', ['-layout', path, '-']));
    for (let i = 1; i <= 150; i++) expect(text).toMatch(new RegExp(`village post ${i}\\b`));
    const pages = text.split('\f').filter((page) => /village post \d+/.test(page) && !/Figure/.test(page));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page).toContain('Facility');
    const last = text.split('\f').length - 1;
    expect(text).toContain(`Page ${last} of ${last}`);
  });

  it('a brief keeps to one page, whatever the names', { timeout: 120_000 }, async () => {
    for (const language of LANGUAGES)
      for (const runs of ['both', 'coverage'] as const) {
        const input = buildReportFixture({ template: 'brief', longNames: true, language, runs });
        const { bytes } = await renderReport(input, 'pdf');
        if (!hasTool('pdfinfo', 'pages of a brief with long names')) return;
        const facts = await withFile(bytes, 'report.pdf', (path) => readWith('pdfinfo', [path]));
        expect(facts, `${language} ${runs}`).toMatch(/Pages:\s+1\b/);
      }
  });

  it('columns fill the width and hold their numbers', () => {
    for (const longNames of [false, true])
      for (const block of buildReportDocument(buildReportFixture({ longNames, sites: 60 })).blocks)
        if (block.kind === 'table') {
          const widths = measureColumns(block, 482, 8);
          expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(482, 6);
          for (const width of widths) expect(width).toBeGreaterThan(8);
        }
  });

  it('hostile names stay text in every format', async () => {
    const input = buildReportFixture({ hostileNames: true, language: 'en' });
    const page = new TextDecoder().decode((await renderReport(input, 'html')).bytes);
    expect(page).not.toContain('<b>&');
    expect(page).toContain('&lt;b&gt;&amp;');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from((await renderReport(input, 'xlsx')).bytes) as never);
    let texts = 0;
    for (const sheet of workbook.worksheets)
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          expect(cell.type).not.toBe(ExcelJS.ValueType.Formula);
          if (typeof cell.value !== 'string') return;
          texts++;
          expect(cell.numFmt, cell.address).toBe('@');
        }),
      );
    expect(texts).toBeGreaterThan(100);
    const names = workbook.getWorksheet('Facilities')?.getColumn(1).values.map(String) ?? [];
    expect(names.some((name) => name.startsWith('=HYPERLINK'))).toBe(true);
  });

  it('refuses runs that make no report', async () => {
    const input = buildReportFixture();
    await expect(renderReport({ ...input, runs: [] }, 'html')).rejects.toThrow(ProblemException);
    await expect(
      renderReport({ ...input, region: { ...input.region, id: 'elsewhere' } }, 'html'),
    ).rejects.toThrow(/report-runs/);
    await expect(renderReport(input, 'gpkg')).rejects.toThrow(/not-available/);
  });
});
