import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROBLEMS } from '../../server/contract/problems.ts';
import { findSentence, SENTENCE_TABLES, sentenceOf, toProblem } from '../../server/contract/text/present.ts';
import { ProblemException } from '../../server/contract/problems.ts';
import { PROBLEM_TEXTS } from '../../server/contract/text/problem-texts.ts';

const root = resolve(import.meta.dirname, '../..');
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!))].sort();

interface Emitted {
  readonly code: string;
  readonly where: string;
  /** Text of the call that names the code, '' where the code stands in a type. */
  readonly call: string;
  /** Parameters that whoever presents the code adds. */
  readonly given: readonly string[];
}

/** From `start` (after an opening bracket) to its closing bracket. */
function toClosing(text: string, start: number): string {
  let depth = 1;
  let at = start;
  for (; at < text.length && depth > 0; at++) {
    if ('([{'.includes(text[at]!)) depth++;
    if (')]}'.includes(text[at]!)) depth--;
  }
  return text.slice(start, at - 1);
}

/** Just after the bracket that encloses `at`. */
function findOpening(text: string, at: number): number {
  let depth = 1;
  let start = at;
  while (start > 0 && depth > 0) {
    start--;
    if (')]}'.includes(text[start]!)) depth++;
    if ('([{'.includes(text[start]!)) depth--;
  }
  return start + 1;
}

const literals = (text: string): string[] => [...text.matchAll(/'([^']+)'/g)].map((m) => m[1]!);

/**
 * Every code that sources name: findings, boundary faults and repairs, notes, places, reasons and error
 * types.
 */
function listEmitted(): Emitted[] {
  const found: Emitted[] = [];
  const folders = ['geo', 'region', 'questions', 'drawing', 'workers', 'service'].map((r) => `server/${r}`);
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => join(root, folder, name)),
  );
  files.push(join(root, 'server/kernel/siting/siting-input-error.ts'));
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replace(/^\s*(\/\/|\*).*$/gm, '');
    const where = relative(root, file);
    const add = (code: string, call: string, given: readonly string[]): void => {
      found.push({ code, where, call, given });
    };
    const finding = ['count', 'layer'];
    // A scenario adds the place of the change in its list to whatever its changes report.
    const change = /scenario/.test(where) ? ['change'] : [];
    for (const m of text.matchAll(/findings\.add\(/g)) {
      const call = toClosing(text, m.index + m[0].length);
      add(/^\s*'([^']+)'/.exec(call)?.[1] ?? `unreadable: ${call.slice(0, 60)}`, call, finding);
    }
    for (const m of text.matchAll(/\b(?:problem|note|failed|fault)\(\s*(?=')/g)) {
      const call = toClosing(text, m.index + m[0].length);
      add(/^'([^']+)'/.exec(call)![1]!, call, ['count', 'pointer', ...change]);
    }
    // The first argument may be one of two codes: `out.problem(same ? 'a' : 'b', …)`.
    for (const m of text.matchAll(/\b(?:problem|note|fault)\(\s*[^'(),]+\?\s*'([^']+)'\s*:\s*'([^']+)'/g)) {
      const call = toClosing(text, m.index + m[0].indexOf('(') + 1);
      for (const code of [m[1]!, m[2]!]) add(code, call, ['count', 'pointer', ...change]);
    }
    for (const m of text.matchAll(/(?<!readonly )\bcode:\s*'([^']+)'/g))
      add(m[1]!, toClosing(text, findOpening(text, m.index)), ['pointer', ...change]);
    if (where.startsWith('server/region'))
      for (const m of text.matchAll(/\breason:\s*'([^']+)'/g)) add(m[1]!, '', ['detail']);
    for (const m of text.matchAll(/\.unused\(\s*\w+,\s*'[^']*',\s*'([^']+)'/g)) add(m[1]!, '', ['detail']);
    // What a reader remarks is told with the file's name.
    for (const m of text.matchAll(/\bremark\(\s*(?=')/g)) {
      const call = toClosing(text, m.index + m[0].length);
      add(/^'([^']+)'/.exec(call)![1]!, call, ['count', 'layer', 'file']);
    }
    for (const m of text.matchAll(/\bnew TravelError\(/g)) {
      const call = toClosing(text, m.index + m[0].length);
      add(/^\s*'([^']+)'/.exec(call)![1]!, call, []);
    }
    for (const m of text.matchAll(/readonly code:((?:\s*\|?\s*'[^']+')+);/g))
      for (const code of literals(m[1]!)) add(code, '', ['detail', 'file']);
    for (const m of text.matchAll(/type SitingInputCode =((?:\s*\|?\s*'[^']+')+);/g))
      for (const code of literals(m[1]!))
        add(`siting.${code}`, '', ['detail', 'budget', 'cheapest', 'wanted']);
  }
  return found.filter(({ code }) => code !== 'aborted');
}

const emitted = listEmitted();

describe('sentences', () => {
  test('the scan sees codes of every kind', () => {
    const codes = emitted.map(({ code }) => code);
    for (const code of [
      'no-roads',
      'file-unused',
      'clipped-facilities',
      'json-empty',
      'rings-cross',
      'ring-self-intersection',
      'winding-mended',
      'boundary-outside-region',
      'raster-rotated',
      'import-no-people',
      'pbf-truncated',
      'pack-broken',
      'not-needed',
      'outside-region',
      'documentation',
      'travel.unused-parameter',
      'siting.bad-shape',
      'siting-method',
      'facility-unknown',
    ])
      expect(codes).toContain(code);
  });

  test('every code that the rooms below can emit has a sentence', () => {
    const problems = new Set<string>(Object.keys(PROBLEMS));
    const missing = emitted.filter(({ code }) => !findSentence(code) && !problems.has(code));
    expect(missing.map(({ code, where }) => `${where}: ${code}`)).toEqual([]);
  });

  test('every parameter of a sentence is given where its code is emitted', () => {
    const absent = emitted.flatMap(({ code, where, call, given }) => {
      const sentence = findSentence(code);
      if (!sentence) return [];
      return placeholders(sentence.zh)
        .filter((name) => !given.includes(name) && !new RegExp(`\\b${name}\\b`).test(call))
        .map((name) => `${where}: ${code} {${name}}`);
    });
    expect(absent).toEqual([]);
  });

  test('a code stands in one table only, and says the same parameters in both languages', () => {
    const codes = SENTENCE_TABLES.flatMap((table) => Object.keys(table));
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
    for (const table of [...SENTENCE_TABLES, PROBLEM_TEXTS])
      for (const [code, text] of Object.entries(table)) {
        if (code === 'invalid-value') continue; // its two parameters are the two sentences themselves
        expect(placeholders(text.en), code).toEqual(placeholders(text.zh));
      }
  });

  test('sentences are sentences: Chinese with Chinese punctuation, English without Chinese', () => {
    for (const table of [...SENTENCE_TABLES, PROBLEM_TEXTS])
      for (const [code, { zh, en }] of Object.entries(table)) {
        if (code === 'invalid-value') continue;
        expect(zh, code).toMatch(/[\u4e00-\u9fff]/);
        expect(zh, code).toMatch(/([。？]|\{\w+\})$/);
        expect(zh, code).not.toMatch(/[\u4e00-\u9fff）”][,:;?!]\S/);
        expect(en, code).not.toMatch(/[\u4e00-\u9fff，。；：（）]/);
        expect(en, code).toMatch(/([.]|\{\w+\})$/);
      }
  });

  test('an unknown code stays visible, and names of object members are no codes', () => {
    expect(sentenceOf('no-such-code', 'en', { a: 1 })).toBe('no-such-code {"a":1}');
    expect(findSentence('constructor')).toBeUndefined();
  });

  test('a problem says its first place’s sentence as the reason', () => {
    const error = new ProblemException('travel-refused', {}, [
      {
        pointer: '/travel/season',
        code: 'travel.unused-parameter',
        parameters: { parameter: 'season', model: 'straight-line', mode: 'walk' },
      },
    ]);
    expect(toProblem(error, 'en').detail).toContain('The parameter season means nothing');
    expect(toProblem(error, 'zh').detail).toContain('参数 season');
  });
});
