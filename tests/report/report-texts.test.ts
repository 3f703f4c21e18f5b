import { describe, expect, it } from 'vitest';
import { REPORT_TEXTS } from '../../server/contract/text/report-texts.ts';

describe('report texts', () => {
  const entries = Object.entries(REPORT_TEXTS);

  it('name the same parameters in both languages', () => {
    const names = (text: string): string[] =>
      [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
    for (const [key, { zh, en }] of entries) expect(names(zh), key).toEqual(names(en));
  });

  it('use Chinese punctuation in Chinese and Latin punctuation in English', () => {
    for (const [key, { zh, en }] of entries) {
      expect(zh, key).not.toMatch(/\p{Script=Han}[,;:!?()]|[,;:!?(]\p{Script=Han}/u);
      expect(en, key).not.toMatch(/[，。；：（）“”‘’、\u3000]|\p{Script=Han}/u);
    }
  });

  it('are written in both languages', () => {
    for (const [key, { zh, en }] of entries) {
      if (key.startsWith('unit')) continue;
      expect(zh, key).not.toBe('');
      expect(en, key).not.toBe('');
    }
  });
});
