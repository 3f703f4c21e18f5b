import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../server/geo/number-text.ts';
import { tableNumbers } from '../../server/geo/table-numbers.ts';

/** Numbers of the second column of a table whose first is a longitude. */
function read(texts: readonly string[], lon = '36.77174', beside = ''): { values: number[]; open: number } {
  const table = { columns: ['lon', 'people', 'area'], rows: texts.map((text) => [lon, text, beside]) };
  const column = tableNumbers(table, [0])(1);
  return { values: texts.map(column.read), open: column.open };
}

describe('parseNumber', () => {
  it.each([
    ['1 200', 1200],
    ['1\u00a0200', 1200],
    ['1\u202f000,5', 1000.5],
    ["1'234.5", 1234.5],
    ['1’234', 1234],
    ['12,0', 12],
    ['523,5', 523.5],
    ['1234,5', 1234.5],
    ['2.114.500', 2_114_500],
    ['1,234,567.5', 1_234_567.5],
    ['1.234.567,5', 1_234_567.5],
    ['12,34,567', 1_234_567],
    ['0.523', 0.523],
    ['0,523', 0.523],
    ['\u22125', -5],
    ['－５', -5],
    ['１２００', 1200],
    ['٣٫٥', 3.5],
    ['١٬٢٣٤', 1234],
    ['80张', 80],
    ['1e5', 100_000],
    ['12.', 12],
    ['45 %', 45],
    ['1.2.3', Number.NaN],
    ['1,23,4', Number.NaN],
    ['1 2', Number.NaN],
    ['12:30', Number.NaN],
    ['n/a', Number.NaN],
    ['', Number.NaN],
  ] as const)('%s', (text, value) => {
    expect(parseNumber(text)).toEqual(value);
  });
});

describe('the numbers of a column', () => {
  it.each([
    ['its own groups tell', ['1.523', '2.114.500'], [1523, 2_114_500], 0],
    ['its own decimals tell', ['1,523', '12,5'], [1.523, 12.5], 0],
    ['decimal points tell that a comma is none', ['1,523', '12.5'], [1523, 12.5], 0],
    ['blanks and a comma', ['1 523', '2 000,5'], [1523, 2000.5], 0],
    ['one sign that nothing but coordinates settles', ['1.523'], [1.523], 1],
    ['a comma beside coordinates with points', ['1,523'], [1523], 1],
  ] as const)('%s', (_title, texts, values, open) => {
    expect(read(texts)).toEqual({ values, open });
  });
  it('takes the sign that the other columns prove before that of the coordinates', () => {
    expect(read(['1.523'], '36.77174', '12,5')).toEqual({ values: [1523], open: 0 });
    expect(read(['1,523'], '36.77174', '12,5')).toEqual({ values: [1.523], open: 0 });
  });
});
