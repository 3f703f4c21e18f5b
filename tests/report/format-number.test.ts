import { assert, constantFrom, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ABSENT,
  formatNumber,
  NUMBER_KINDS,
  percentOf,
  type NumberKind,
} from '../../server/contract/text/format-number.ts';
import { runs } from '../support/depth.ts';

describe('format-number', () => {
  it('writes each kind with its decimals and thousands', () => {
    expect(formatNumber('people', 1_234_567.4)).toBe('1,234,567');
    expect(formatNumber('percent', 83.25)).toBe('83.3');
    expect(formatNumber('minutes', 7)).toBe('7.0');
    expect(formatNumber('areaKm2', 1389.26)).toBe('1,389.3');
    expect(formatNumber('degrees', 112.06125)).toBe('112.0613');
    expect(formatNumber('cutoff', 60)).toBe('60');
    expect(formatNumber('cutoff', 7.5)).toBe('7.5');
    expect(formatNumber('people', -0.2)).toBe('0');
    expect(formatNumber('people', -1234.5)).toBe('-1,235');
  });

  it('rounds halves away from zero on the decimal digits, as spreadsheets do', () => {
    expect(formatNumber('ratio', 1.005)).toBe('1.01');
    expect(formatNumber('ratio', 2.675)).toBe('2.68');
    expect(formatNumber('percent', 0.05)).toBe('0.1');
    expect(formatNumber('people', 0.1 + 0.2)).toBe('0');
  });

  it('writes what is not there as absent', () => {
    for (const value of [null, undefined, Number.NaN, Infinity])
      expect(formatNumber('people', value)).toBe(ABSENT);
    expect(percentOf(3, 0)).toBeNull();
  });

  it('money is whole from 100 on, with two decimals from 1 on and four below, as its spreadsheet format does', () => {
    const values = [800_000, 1234.56, 100, 99.996, 99.99, 76.834, 0.99996, 0.010552, 0];
    expect(values.map((value) => formatNumber('amount', value))).toEqual([
      '800,000',
      '1,235',
      '100',
      '100',
      '99.99',
      '76.83',
      '1.00',
      '0.0106',
      '0.0000',
    ]);
  });

  it('is within half a unit of the last digit, and its digits read back', () => {
    const kinds = Object.keys(NUMBER_KINDS).filter(
      (kind) => kind !== 'cutoff' && kind !== 'amount',
    ) as NumberKind[];
    assert(
      property(constantFrom(...kinds), double({ min: -1e9, max: 1e9, noNaN: true }), (kind, value) => {
        const { decimals } = NUMBER_KINDS[kind];
        const text = formatNumber(kind, value);
        expect(text).toMatch(/^-?\d{1,3}(,?\d{3})*(\.\d+)?$|^-?\d+(\.\d+)?$/);
        expect(text.split('.')[1]?.length ?? 0).toBe(decimals);
        const back = Number(text.replaceAll(',', ''));
        expect(Math.abs(back - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + Math.abs(value) * 1e-14);
      }),
      { numRuns: runs(2000) },
    );
  });
});
