import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import {
  isLanguage,
  isWrittenIn,
  joinAll,
  listNameFields,
  nameOf,
  recordOf,
  withRemark,
} from '../../server/contract/languages.ts';
import { LANGUAGES } from '../../server/contract/vocabulary.ts';

describe('names', () => {
  const row = { nameZh: '青禾', nameEn: 'Qinghe' };

  it('are those of the language, else the first that is there', () => {
    expect(nameOf(row, 'zh')).toBe('青禾');
    expect(nameOf(row, 'en')).toBe('Qinghe');
    expect(nameOf({ ...row, nameEn: '' }, 'en')).toBe('青禾');
    expect(nameOf({ ...row, nameZh: '' }, 'zh')).toBe('Qinghe');
    expect(nameOf({ nameZh: '', nameEn: '' }, 'zh')).toBe('');
  });

  it('are looked for in the fields of all languages, the own first', () => {
    for (const language of LANGUAGES) {
      expect(listNameFields(language)[0]).toBe(recordOf(language).nameField);
      expect(new Set(listNameFields(language))).toEqual(
        new Set(LANGUAGES.map((code) => recordOf(code).nameField)),
      );
    }
  });
});

test('joined names and remarks follow the marks of the language', () => {
  expect(joinAll(['甲', '乙', '丙'], 'zh')).toBe('甲、乙、丙');
  expect(joinAll(['a', 'b', 'c'], 'en')).toBe('a, b and c');
  expect(withRemark('步行', '旱季', 'zh')).toBe('步行（旱季）');
  expect(withRemark('walk', 'dry', 'en')).toBe('walk (dry)');
});

test('a text belongs to the language of its script', () => {
  expect(isWrittenIn('县医院', 'zh')).toBe(true);
  expect(isWrittenIn('county hospital', 'zh')).toBe(false);
  expect(isWrittenIn('county hospital', 'en')).toBe(true);
});

test.each(LANGUAGES)('locale and tag of %s are known to Intl', (language) => {
  const { locale, tag } = recordOf(language);
  for (const name of [locale, tag]) expect(Intl.NumberFormat.supportedLocalesOf(name)).toEqual([name]);
  expect(isLanguage(language)).toBe(true);
});

/** Adding a language adds a record and dictionaries: no source decides by the code of a language. */
test('no source compares with the code of a language', () => {
  const found = ['client', 'server'].flatMap((side) => {
    const root = resolve(import.meta.dirname, '../..', side);
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .flatMap((name) =>
        [...readFileSync(resolve(root, name), 'utf8').matchAll(/[=!]== '(zh|en)'|'zh' \| 'en'/g)].map(
          () => `${side}/${name}`,
        ),
      );
  });
  expect(found).toEqual([]);
});
