import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { NUMBER_KINDS } from '../../server/contract/text/format-number.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { buildReportDocument } from '../../server/report/document/build-document.ts';
import { pickPrinted } from '../../server/report/document/printed-table.ts';
import { renderReport } from '../../server/report/render-report.ts';
import type { ReportInput, ReportTemplate } from '../../server/report/report-input.ts';
import { buildReportFixture } from '../support/report-fixture.ts';
import { canConvert, convertToText, hasTool, readWith, readZipText, withFile } from './outside-readers.ts';

const LANGUAGES: readonly Language[] = ['zh', 'en'];
const TEMPLATES: readonly ReportTemplate[] = ['site-selection', 'current-state', 'brief'];

/** Every number printed in a table or among the headline figures, as printed. */
function listPrintedNumbers(input: ReportInput): string[] {
  return buildReportDocument(input).blocks.flatMap((block) => {
    if (block.kind === 'key-figures') return block.figures.map((figure) => figure.value);
    if (block.kind !== 'table') return [];
    return pickPrinted(block).rows.flatMap((row) =>
      row.filter((cell) => cell.kind !== 'text').map((cell) => cell.text),
    );
  });
}

function countNumbers(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const [number] of text.matchAll(/-?\d[\d,]*(?:\.\d+)?/g))
      counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

/** Each printed number occurs in `text` at least as often as the report prints it. */
function expectNumbers(text: string, printed: readonly string[], format: string): void {
  const found = countNumbers([text]);
  for (const [number, times] of countNumbers(printed))
    expect(found.get(number) ?? 0, `${number} in ${format}`).toBeGreaterThanOrEqual(times);
}

const stripTags = (markup: string): string => markup.replace(/<[^>]+>/g, ' ');

describe('reports', () => {
  for (const template of TEMPLATES)
    for (const language of LANGUAGES) {
      const input = buildReportFixture({ template, language, sensitivity: true, costs: true });
      const printed = listPrintedNumbers(input);

      it(`${template} ${language}: HTML holds every number, loads nothing and runs nothing`, async () => {
        const { bytes, mediaType, fileName } = await renderReport(input, 'html');
        const page = new TextDecoder().decode(bytes);
        expect(mediaType).toBe('text/html; charset=utf-8');
        expect(fileName).toBe(`careshed-testshire-${template}-2026-11-22-${language}.html`);
        expectNumbers(
          stripTags(page.replace(/<style>[\s\S]*?<\/style>|<svg[\s\S]*?<\/svg>/g, '')),
          printed,
          'html',
        );
        expect(page).not.toMatch(/<script|javascript:|\son\w+=/i);
        expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
          /(?:src|href)="(?!data:|#)|url\((?!data:|#)/,
        );
        expect(page).toContain(`<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">`);
      });

      it(`${template} ${language}: PDF holds every number as text, with bookmarks and tags`, async () => {
        const { bytes } = await renderReport(input, 'pdf');
        const raw = Buffer.from(bytes).toString('latin1');
        expect(raw.startsWith('%PDF-1.7')).toBe(true);
        expect(raw).toContain('/MarkInfo');
        expect(raw).toContain('/StructTreeRoot');
        if (template !== 'brief') expect(raw).toContain('/Outlines');
        if (!hasTool('pdftotext', 'text of the PDF report')) return;
        await withFile(bytes, 'report.pdf', (path) => {
          expectNumbers(readWith('pdftotext', ['-layout', path, '-']), printed, 'pdf');
          const fonts = readWith('pdffonts', [path])
            .split('\n')
            .slice(2)
            .filter((line) => line.trim() !== '');
          expect(fonts.length).toBeGreaterThan(0);
          for (const line of fonts) expect(line).toMatch(/[A-Z]{6}\+NotoSansSC.*\byes +yes +yes\b/);
          const facts = readWith('pdfinfo', [path]);
          expect(facts).toMatch(/Tagged:\s+yes/);
          expect(facts).toMatch(/Page size:\s+595\.28 x 841\.89/);
          if (template === 'brief') expect(facts).toMatch(/Pages:\s+1\b/);
        });
      });

      it(`${template} ${language}: DOCX holds every number in real headings, tables and captions`, async () => {
        const { bytes } = await renderReport(input, 'docx');
        const parts = await withFile(bytes, 'report.docx', (path) => readZipText(path, /^word\/\w+\.xml$/));
        const body = parts.get('word/document.xml') ?? '';
        expectNumbers(
          stripTags(body.replace(/<\/w:t>/g, '</w:t> ').replace(/<w:drawing>[\s\S]*?<\/w:drawing>/g, '')),
          printed,
          'docx',
        );
        expect(body).toContain('SEQ Table');
        expect(body).toContain('SEQ Figure');
        if (template !== 'brief') expect(body).toContain('w:val="Heading1"');
        expect(body).toContain('<w:tblHeader/>');
        expect(parts.get('word/styles.xml')).toContain('w:eastAsia="宋体"');
        expect(parts.get('word/fontTable.xml')).toContain('SimSun,Noto Sans SC');
      });

      it(`${template} ${language}: XLSX holds the same numbers as typed cells`, async () => {
        const { bytes } = await renderReport(input, 'xlsx');
        const workbook = new ExcelJS.Workbook();
        await workbook.xlsx.load(Buffer.from(bytes) as never);
        const tables = buildReportDocument(input).blocks.filter((block) => block.kind === 'table');
        for (const table of tables) {
          const sheet = workbook.worksheets.find((candidate) => candidate.name === table.sheet);
          expect(sheet, table.sheet).toBeDefined();
          table.columns.forEach((column, i) => expect(sheet?.getCell(1, i + 1).value).toBe(column.title));
          table.rows.forEach((row, r) =>
            row.forEach((cell, c) => {
              const target = sheet?.getCell(r + 2, c + 1);
              if (cell.kind === 'text') expect(target?.value ?? '').toBe(cell.value);
              else {
                expect(target?.value ?? null).toBe(cell.value);
                expect(target?.numFmt ?? 'General').toBe(NUMBER_KINDS[cell.kind].spreadsheet);
              }
            }),
          );
        }
      });
    }

  it('numbers of the document are those of the answers', () => {
    const input = buildReportFixture({ language: 'en' });
    const siting = input.runs.find((run) => run.process === 'siting');
    const coverage = input.runs.find((run) => run.process === 'coverage');
    const { blocks } = buildReportDocument(input);
    const sheet = (name: string): (number | string | null)[][] =>
      blocks
        .filter((block) => block.kind === 'table')
        .filter((table) => table.sheet === name)
        .flatMap((table) => table.rows.map((row) => row.map((cell) => cell.value)));
    expect(sheet('Sites').map((row) => [row[0], row[3], row[4], row[5]])).toEqual(
      siting?.answer.sites.map((site) => [site.order, site.lon, site.lat, site.gain]),
    );
    expect(sheet('Coverage').map((row) => row.slice(0, 3))).toEqual(
      coverage?.answer.cutoffs.map((entry) => [entry.cutoffMinutes, entry.covered, entry.percent]),
    );
    const gains = siting?.answer.sites.reduce((sum, site) => sum + site.gain, 0) ?? 0;
    expect(gains).toBeCloseTo(
      (siting?.answer.after.covered ?? 0) - (siting?.answer.baseline.covered ?? 0),
      6,
    );
  });

  it('the manifest holds inputs and answers untouched', async () => {
    const input = buildReportFixture();
    const manifest = JSON.parse(new TextDecoder().decode((await renderReport(input, 'json')).bytes)) as {
      runs: { inputs: unknown; answer: unknown }[];
      report: { hash: string };
    };
    expect(manifest.runs.map((run) => run.answer)).toEqual(
      JSON.parse(JSON.stringify(input.runs.map((run) => run.answer))),
    );
    expect(manifest.runs.map((run) => run.inputs)).toEqual(input.runs.map((run) => run.inputs));
    expect(manifest.report.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('the same input gives the same hash, another language another', async () => {
    const hash = async (language: Language, generatedAt: string): Promise<string> => {
      const { bytes } = await renderReport({ ...buildReportFixture({ language }), generatedAt }, 'json');
      return (JSON.parse(new TextDecoder().decode(bytes)) as { report: { hash: string } }).report.hash;
    };
    expect(await hash('zh', '2026-01-01T00:00:00Z')).toBe(await hash('zh', '2026-06-01T00:00:00Z'));
    expect(await hash('zh', '2026-01-01T00:00:00Z')).not.toBe(await hash('en', '2026-01-01T00:00:00Z'));
  });

  it.each(['docx', 'xlsx'] as const)(
    'LibreOffice opens %s and prints the same numbers',
    { timeout: 240_000 },
    async (format) => {
      if (!(await canConvert(format, `LibreOffice opening the ${format} report`))) return;
      const input = buildReportFixture({ template: 'site-selection', language: 'en' });
      const siting = input.runs.find((run) => run.process === 'siting');
      const gain = siting?.answer.sites[0]?.gain.toLocaleString('en-US') ?? '';
      const text = await convertToText((await renderReport(input, format)).bytes, format);
      expect(text).toContain(gain);
      expect(text).toContain('Testshire');
    },
  );
});
