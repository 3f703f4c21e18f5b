import { describe, expect, it } from 'vitest';
import type { Language } from '../../server/contract/vocabulary.ts';
import { buildReportDocument } from '../../server/report/document/build-document.ts';
import type { TableBlock } from '../../server/report/document/blocks.ts';
import type { ReportInput } from '../../server/report/report-input.ts';
import { buildReportFixture } from '../support/report-fixture.ts';

/** The fixture, asked and answered for services; the last is one that only this region's list knows. */
function withServices(language: Language): ReportInput {
  const services = ['maternity', 'tcm', '针灸 Acupuncture'];
  const input = buildReportFixture({ language, runs: 'coverage' });
  const runs = input.runs.map((run) => {
    if (run.process !== 'coverage') return run;
    const { total, cutoffs } = run.answer;
    const rows = services.map((service) => ({ service, facilities: 3, total, cutoffs }));
    return {
      ...run,
      inputs: { ...run.inputs, facilities: { services } },
      answer: { ...run.answer, services: rows },
    };
  });
  return { ...input, runs };
}

describe('services in a report', () => {
  it.each([
    {
      language: 'zh' as const,
      sheets: ['分析参数', '分服务覆盖'],
      filter: '提供服务：产科、中医、针灸 Acupuncture',
      names: ['产科', '中医', '针灸 Acupuncture'],
    },
    {
      language: 'en' as const,
      sheets: ['Parameters', 'By service'],
      filter: 'offering Maternity, Chinese medicine, 针灸 Acupuncture',
      names: ['Maternity', 'Chinese medicine', '针灸 Acupuncture'],
    },
  ])('have their names in $language; unknown ones stay as written', ({ language, sheets, filter, names }) => {
    const { blocks } = buildReportDocument(withServices(language));
    const [parameters, services] = sheets.map((sheet) =>
      blocks.find((block): block is TableBlock => block.kind === 'table' && block.sheet === sheet),
    );
    expect(parameters?.rows.flat().map((cell) => cell.text)).toContain(filter);
    expect(services?.rows.map((row) => row[0]?.text)).toEqual(names);
  });
});
