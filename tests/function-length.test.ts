import { basename, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listFunctions, listFunctionsIn } from '../scripts/functions/list-functions.ts';
import { LONG_FUNCTIONS_LEFT } from './support/long-functions-left.ts';

const MOST_LINES = 60;
const MOST_PARAMETERS = 5;

describe('functions outside the kernel', () => {
  const functions = listFunctionsIn(resolve(import.meta.dirname, '..'), ['client', 'server']).filter(
    ({ file }) => !file.startsWith('server/kernel/'),
  );
  const left = new Set(LONG_FUNCTIONS_LEFT);
  const isLeft = ({ file, name }: (typeof functions)[number]) => left.has(`${basename(file)} ${name}`);

  test('have up to 60 lines, or a comment that gives the reason', () => {
    const long = functions.filter(({ lines, reason }) => lines > MOST_LINES && reason === null);
    expect(
      long.filter((entry) => !isLeft(entry)).map(({ file, name, lines }) => `${file} ${name}: ${lines}`),
    ).toEqual([]);
  });

  test('have up to five positional parameters', () => {
    const wide = functions.filter(({ parameters }) => parameters > MOST_PARAMETERS);
    expect(
      wide
        .filter((entry) => !isLeft(entry))
        .map(({ file, name, parameters }) => `${file} ${name}: ${parameters}`),
    ).toEqual([]);
  });
});

describe('the list of functions', () => {
  const source = `
// Long: a table is read line by line
export function first(a: number) {
  return a;
}

export const second = (a: number, { b }: { b: number }, ...rest: number[]) =>
  [a, b, ...rest].map((item) => item);

class Third {
  method() {}
}
`;

  test('holds name, lines, parameters and reason of each', () => {
    expect(listFunctions('x.ts', source)).toMatchObject([
      { name: 'first', lines: 3, parameters: 1, reason: 'a table is read line by line' },
      { name: 'second', lines: 2, parameters: 3, reason: null },
      { lines: 1, parameters: 1 },
      { name: 'method', lines: 1, parameters: 0 },
    ]);
  });

  test('rejects a source that does not parse', () => {
    expect(() => listFunctions('x.ts', 'function (')).toThrow(/x\.ts does not parse/);
  });
});
