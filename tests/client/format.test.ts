import { describe, expect, it } from 'vitest';
import {
  formatArea,
  formatLonLat,
  formatMeters,
  formatMinutes,
  formatPeople,
  formatPercent,
} from '../../client/i18n/format.ts';

describe('figures on the screen', () => {
  it('never show somebody as nobody, nor almost all as all', () => {
    expect(formatPeople(0, 'en')).toBe('0');
    expect(formatPeople(0.2, 'en')).toBe('<1');
    expect(formatPeople(421_337.4, 'zh')).toBe('421,337');
    expect(formatPercent(0, 'en')).toBe('0.0%');
    expect(formatPercent(0.01, 'en')).toBe('<0.1%');
    expect(formatPercent(99.97, 'en')).toBe('>99.9%');
    expect(formatPercent(99.94, 'en')).toBe('99.9%');
    expect(formatPercent(100, 'zh')).toBe('100.0%');
    expect(formatArea(0.01, 'en')).toBe('<0.1');
  });

  it('say times as people do', () => {
    expect(formatMinutes(0, 'en')).toBe('0 min');
    expect(formatMinutes(0.4, 'en')).toBe('<1 min');
    expect(formatMinutes(59.6, 'en')).toBe('1 h');
    expect(formatMinutes(85, 'zh')).toBe('1 小时 25 分钟');
    expect(formatMinutes(120, 'en')).toBe('2 h');
  });

  it('say lengths and places shortly', () => {
    expect(formatMeters(873, 'en')).toBe('870 m');
    expect(formatMeters(996, 'en')).toBe('1.0 km');
    expect(formatMeters(12_340, 'en')).toBe('12 km');
    expect(formatLonLat(43.25, -11.7)).toBe('11.7000°S 43.2500°E');
  });
});
