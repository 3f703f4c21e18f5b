import { expect, it } from 'vitest';
import { reportOpenNumbers } from '../../../server/region/import/report-numbers.ts';
import { FindingList } from '../../../server/region/model/findings.ts';

it('numbers whose sign is open are reported with one of them', () => {
  const report = (open: number): unknown => {
    const findings = new FindingList();
    reportOpenNumbers(
      { file: 'f.csv', columns: ['a', 'beds'] },
      1,
      { open, example: '1.234', read: (text) => Number(text) },
      'facilities',
      findings,
    );
    return findings.sorted();
  };
  expect(report(0)).toEqual([]);
  expect(report(1)).toEqual([
    {
      code: 'numbers-ambiguous',
      severity: 'warning',
      layer: 'facilities',
      count: 1,
      parameters: { file: 'f.csv', column: 'beds', example: '1.234', value: 1.234 },
      examples: [],
    },
  ]);
});
