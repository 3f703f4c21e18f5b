import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { FINDING_TEXTS } from '../../server/contract/text/finding-texts.ts';
import { NOTE_TEXTS } from '../../server/contract/text/note-texts.ts';

const root = resolve(import.meta.dirname, '../../server');
const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith(join('contract', 'text')))
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n');
/** Beginnings of codes that are composed: `facilities-${state}`. */
const composed = [...source.matchAll(/`([a-z][a-z-]*-)\$\{\w+\}`/g)].map(([, start]) => start!);

test.each([
  ['note', NOTE_TEXTS],
  ['finding', FINDING_TEXTS],
])('every sentence of a %s is reported somewhere', (_, texts) => {
  const idle = Object.keys(texts).filter(
    (code) => !source.includes(`'${code}'`) && !composed.some((start) => code.startsWith(start)),
  );
  expect(idle).toEqual([]);
});
