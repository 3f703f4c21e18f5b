import { describe, expect, it } from 'vitest';
import type { Language } from '../../server/contract/vocabulary.ts';
import type { FacilityFilter } from '../../server/contract/processes/base.ts';
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

/** All words of the report of a coverage run of the facilities that `facilities` lets through. */
function writeReport(language: Language, facilities: FacilityFilter): string {
  const input = buildReportFixture({ language, runs: 'coverage' });
  const runs = input.runs.map((run) =>
    run.process === 'coverage' ? { ...run, inputs: { ...run.inputs, facilities } } : run,
  );
  return JSON.stringify(buildReportDocument({ ...input, runs }).blocks);
}

describe('the facility people travel to, in a sentence', () => {
  it.each<{ facilities: FacilityFilter; zh: string; en: string }>([
    {
      facilities: { services: ['maternity'] },
      zh: '到达最近的、提供产科服务的机构，',
      en: ' reach the nearest facility offering maternity care within ',
    },
    {
      facilities: { services: ['maternity', 'tcm', 'acupuncture'] },
      zh: '到达最近的、提供产科、中医、acupuncture 服务的机构，',
      en: ' reach the nearest facility offering maternity care, Chinese medicine and acupuncture within ',
    },
    {
      facilities: { tiers: ['village', 'county'], services: ['family-doctor'] },
      zh: '到达最近的、提供家庭医生服务的村卫生室或县级医院，',
      en: ' reach the nearest village post or county hospital offering a family doctor within ',
    },
    {
      facilities: { zones: 'townships' },
      zh: '到达“townships”范围内最近的医疗卫生机构，',
      en: ' reach a health facility inside \\"townships\\" within ',
    },
    {
      facilities: { services: ['surgery'], ids: ['a', 'b', 'c'] },
      zh: '到达指定的 3 个机构中最近的、提供手术服务的机构，',
      en: ' reach the nearest facility offering surgery among the 3 named within ',
    },
    { facilities: { ids: ['a'] }, zh: '到达指定的机构，', en: ' reach the named facility within ' },
    {
      facilities: { tiers: ['county'] },
      zh: '到达最近的县级医院，',
      en: ' reach the nearest county hospital within ',
    },
  ])('reads as one phrase: $en', ({ facilities, zh, en }) => {
    expect(writeReport('zh', facilities)).toContain(zh);
    expect(writeReport('en', facilities)).toContain(en);
  });
});
