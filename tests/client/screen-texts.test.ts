import { nameOf } from '../../server/contract/languages.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SCREEN_TEXTS } from '../../client/i18n/screen-texts.ts';
import { pickLanguage, translate } from '../../client/i18n/translate.ts';

const parametersOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('screen texts', () => {
  it('are all of their parts, no two of which name the same text', async () => {
    const folder = resolve(import.meta.dirname, '../../client');
    const parts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('-texts.ts') && !name.endsWith('/screen-texts.ts'),
    );
    expect(parts.length).toBeGreaterThan(10);
    const ids = await Promise.all(
      parts.map(async (part) => {
        const exported = (await import(resolve(folder, part))) as Readonly<Record<string, object>>;
        return Object.values(exported).flatMap((texts) => Object.keys(texts));
      }),
    );
    expect(ids.flat().sort()).toEqual(Object.keys(SCREEN_TEXTS).sort());
  });

  it.each(Object.entries(SCREEN_TEXTS))(
    '%s stands in both languages with the same parameters',
    (_id, text) => {
      expect(text.zh.trim()).not.toBe('');
      expect(text.en.trim()).not.toBe('');
      expect(parametersOf(text.zh)).toEqual(parametersOf(text.en));
    },
  );

  it('are all in use', () => {
    const client = resolve(import.meta.dirname, '../../client');
    const sources = readdirSync(client, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('-texts.ts'))
      .map((name) => readFileSync(resolve(client, name), 'utf8'))
      .join('');
    expect(Object.keys(SCREEN_TEXTS).filter((id) => !sources.includes(`'${id}'`))).toEqual([]);
  });

  it('are Chinese in Chinese and not in English', () => {
    const ofNames = new Set(['GeoJSON']);
    for (const [id, text] of Object.entries(SCREEN_TEXTS)) {
      expect(text.en, id).not.toMatch(/\p{Script=Han}/u);
      const bare = text.zh.replace(/\{\w+\}/g, '').replace(/km²|\W/gu, '');
      if (bare !== '' && !ofNames.has(bare)) expect(text.zh, id).toMatch(/\p{Script=Han}/u);
    }
  });

  it('fill in parameters and leave an absent one in sight', () => {
    expect(translate('minutesValue', 'en', { minutes: '45' })).toBe('45 min');
    expect(translate('minutesValue', 'zh')).toBe('{minutes} 分钟');
  });
});

describe('language', () => {
  it.each([
    [['zh-CN', 'en'], 'zh'],
    [['en-GB', 'zh'], 'en'],
    [['fr-FR', 'zh-TW'], 'zh'],
    [['zhuang', 'fr'], 'en'],
    [[], 'en'],
  ] as const)('asked as %j is %s', (asked, expected) => {
    expect(pickLanguage(asked)).toBe(expected);
  });

  it('falls back to the other name when one is missing', () => {
    expect(nameOf({ nameZh: '', nameEn: 'Moroni' }, 'zh')).toBe('Moroni');
    expect(nameOf({ nameZh: '青禾', nameEn: '' }, 'en')).toBe('青禾');
  });
});
