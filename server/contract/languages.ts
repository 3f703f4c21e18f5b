import { LANGUAGES, type Language } from './vocabulary.ts';

/** What the program knows of a language beside its dictionaries. */
export interface LanguageRecord {
  /** For `Intl`: numbers, dates, order of words. */
  readonly locale: string;
  /** For documents and headers. */
  readonly tag: string;
  /** ISO 639-2, for metadata of geographic data. */
  readonly iso639: string;
  readonly ownName: string;
  /** Field of a row that holds its name in this language. */
  readonly nameField: 'nameZh' | 'nameEn';
  /** End of a parameter's name that is given in each language: `layerZh`. */
  readonly suffix: string;
  /** Decides fonts, quotation marks and spaces between words. */
  readonly script: 'Han' | 'Latin';
  /** How headings are numbered: 一、（一） or 1, 1.1. */
  readonly numbering: 'han' | 'decimal';
  /** How `joinAll` joins things that hold together: by the list mark, or by the words of `Intl`. */
  readonly conjunction: 'mark' | 'words';
  readonly marks: Marks;
}

/** Punctuation with the spaces that belong to it. */
interface Marks {
  /** Between names of a list. */
  readonly list: string;
  /** Between parts of a clause. */
  readonly comma: string;
  /** Between clauses. */
  readonly clause: string;
  /** Between phrases that may hold list marks. */
  readonly phrase: string;
  /** Between sentences. */
  readonly sentence: string;
  /** Between alternatives. */
  readonly or: string;
  /** Between steps of a chain. */
  readonly chain: string;
  readonly colon: string;
  readonly brackets: readonly [open: string, close: string];
}

const RECORDS: Readonly<Record<Language, LanguageRecord>> = {
  zh: {
    locale: 'zh-CN',
    tag: 'zh-CN',
    iso639: 'zho',
    ownName: '中文',
    nameField: 'nameZh',
    suffix: 'Zh',
    script: 'Han',
    numbering: 'han',
    conjunction: 'mark',
    marks: {
      list: '、',
      comma: '，',
      clause: '；',
      phrase: '，',
      sentence: '',
      or: '或',
      chain: '—',
      colon: '：',
      brackets: ['（', '）'],
    },
  },
  en: {
    locale: 'en-GB',
    tag: 'en',
    iso639: 'eng',
    ownName: 'English',
    nameField: 'nameEn',
    suffix: 'En',
    script: 'Latin',
    numbering: 'decimal',
    conjunction: 'words',
    marks: {
      list: ', ',
      comma: ', ',
      clause: '; ',
      phrase: '; ',
      sentence: ' ',
      or: ' or ',
      chain: ' – ',
      colon: ': ',
      brackets: [' (', ')'],
    },
  },
};

/** The language of a request that asks for none that is known. */
export const DEFAULT_LANGUAGE: Language = 'zh';

/** The language of a browser or terminal whose own language is not known. */
export const FALLBACK_LANGUAGE: Language = 'en';

export const recordOf = (language: Language): LanguageRecord => RECORDS[language];

export const marksOf = (language: Language): Marks => RECORDS[language].marks;

export interface Named {
  readonly nameZh: string;
  readonly nameEn: string;
}

/** The name of a row in `language`; the first of the other languages where it has none. */
export function nameOf(row: Named, language: Language): string {
  return (
    listNameFields(language)
      .map((field) => row[field])
      .find((name) => name !== '') ?? ''
  );
}

/** Fields that may hold a name, that of `language` first. */
export function listNameFields(language: Language): LanguageRecord['nameField'][] {
  const others = LANGUAGES.filter((code) => code !== language);
  return [...new Set([language, ...others].map((code) => RECORDS[code].nameField))];
}

/** Names of things that hold together: `A、B` or `A, B and C`. */
export function joinAll(names: readonly string[], language: Language): string {
  const { conjunction, locale, marks } = RECORDS[language];
  return conjunction === 'mark'
    ? names.join(marks.list)
    : new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}

/** `text` with a remark in brackets. */
export function withRemark(text: string, remark: string, language: Language): string {
  const [open, close] = RECORDS[language].marks.brackets;
  return `${text}${open}${remark}${close}`;
}

/** Whether the script of `text` is that of `language`. */
export function isWrittenIn(text: string, language: Language): boolean {
  return (/\p{Script=Han}/u.test(text) ? 'Han' : 'Latin') === RECORDS[language].script;
}

export function isLanguage(code: unknown): code is Language {
  return LANGUAGES.some((language) => language === code);
}
