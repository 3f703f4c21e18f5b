import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkDoors, describeBreach } from '../../scripts/doors/check-doors.ts';
import { findCycles } from '../../scripts/doors/find-cycles.ts';
import { listSources } from '../../scripts/doors/list-sources.ts';
import { readSource } from '../../scripts/doors/read-source.ts';
import { findRoom, LANGUAGE, nameOf, type Room } from '../../scripts/doors/room.ts';
import { ROOMS } from '../../scripts/doors/table.ts';
import { listUnusedDoors } from '../../scripts/doors/unused-doors.ts';
import { listCells, plant, type Cell } from './plant.ts';
import { SHUT } from './shut-doors.ts';

const home = resolve(import.meta.dirname, '../..');
const sources = listSources(home, ['server', 'client', 'scripts']);
const getRoom = (name: string): Room => ROOMS.find((room) => nameOf(room) === name)!;
const breachesOf = (cell: Cell) => checkDoors([plant(cell)], ROOMS);

describe('the tree', () => {
  test('has no breach', () => expect(checkDoors(sources, ROOMS).map(describeBreach)).toEqual([]));

  test('has no circle of imports, of types neither', () =>
    expect(findCycles([...sources, ...listSources(home, ['tests'])])).toEqual([]));

  test('uses every door of the table', () => expect(listUnusedDoors(sources, ROOMS)).toEqual([]));

  test('has a row for each folder, and no row without files', () => {
    expect(sources.filter(({ file }) => findRoom(ROOMS, file) === null)).toEqual([]);
    const used = new Set(sources.map(({ file }) => findRoom(ROOMS, file)));
    const rowsWithoutCode = new Set(['client/panels/*', 'tests']);
    expect(ROOMS.filter((room) => !used.has(room) && !rowsWithoutCode.has(nameOf(room)))).toEqual([]);
    expect(new Set(ROOMS.map(nameOf)).size).toBe(ROOMS.length);
  });
});

describe('doors that stay shut whatever the table allows', () => {
  test.each(SHUT)('%s: %s %j', (room, kind, used) => {
    expect(getRoom(room), `no row ${room}`).toBeDefined();
    const expected = used.map((one, at) => ({ room, kind, used: one, line: at + 1 }));
    expect(breachesOf({ room, kind, used })).toMatchObject(expected);
  });
});

describe('a breach planted in a cell of the table is caught', () => {
  test.each(listCells(ROOMS, sources))('$room: $kind', ({ room, kind, used }) => {
    expect(used.length).toBeGreaterThan(0);
    const expected = used.map((one, at) => ({ room, kind, used: one, line: at + 1 }));
    expect(breachesOf({ room, kind, used })).toMatchObject(expected);
  });
});

describe('what a file uses', () => {
  const usesOf = (text: string): string[] => {
    const { imports, globals } = readSource('server/geo/x.ts', text);
    return [
      ...imports.map(({ line, from, typesOnly }) => `${line} ${typesOnly ? 'types' : 'values'} ${from}`),
      ...globals.map(({ line, name }) => `${line} ${name}`),
    ];
  };

  test.each([
    ["import a from 'x';", ['1 values x']],
    ["\nimport type a from 'x';", ['2 types x']],
    ["import { type a, type b } from 'x';", ['1 types x']],
    ["import { type a, b } from 'x';", ['1 values x']],
    ["import 'x';", ['1 values x']],
    ["export * from 'x';", ['1 values x']],
    ["export type { a } from 'x';", ['1 types x']],
    ["export { a } from 'x';", ['1 values x']],
    ["const a = await import('x');", ['1 values x']],
    ['const a = (name: string) => import(name);', ['1 values (computed)']],
    ["type A = import('x').A;", ['1 types x']],
  ])('imports: %s', (text, expected) => expect(usesOf(text)).toEqual(expected));

  test.each([
    ["fetch('/');", ['1 fetch']],
    ["globalThis.fetch('/');", ['1 globalThis']],
    ['const fetch = 1; f(fetch); function f(a: number) { return a; }', []],
    ["{ const fetch = 1; console.log(fetch); }\nfetch('/');", ['1 console', '2 fetch']],
    ['export const a = (document: string) => document;', []],
    ['export const a = { fetch: 1 }.fetch;', ['1 {}'].slice(1)],
    ['let a: Response | undefined;', []],
    ['const a = new Date();', ['1 Date']],
    ['const a = Math.random();', ['1 Math.random']],
    ["const a = Math['random']();", ['1 Math.random']],
    ['const { random } = Math;', ['1 Math.random']],
    ['const a = Math.max(1);', ['1 Math']],
    ['const a = process.env.X;', ['1 process.env']],
    ['const a = typeof window;', ['1 window']],
    ["const a = require('x');", ['1 require']],
    ['const a = eval("1");', ['1 eval']],
  ])('globals: %s', (text, expected) => expect(usesOf(text)).toEqual(expected));

  test('a name of the language is no door', () => {
    expect(LANGUAGE.has('Math')).toBe(true);
    for (const name of ['Date', 'Math.random', 'Intl', 'globalThis', 'Function', 'eval', 'fetch', 'Atomics'])
      expect(LANGUAGE.has(name)).toBe(false);
  });

  test('a file that does not parse is an error, not a file without imports', () =>
    expect(() => readSource('x.ts', 'import {')).toThrow('x.ts does not parse'));
});

describe('a message', () => {
  test('names file, line, door and what is allowed', () => {
    const [breach] = checkDoors([readSource('server/store/x.ts', "\nimport express from 'express';")], ROOMS);
    expect(describeBreach(breach!)).toBe(
      'server/store/x.ts:2 imports the package express; server/store may use in this way: libsql',
    );
    const [stray] = checkDoors([readSource('server/attic/x.ts', '')], ROOMS);
    expect(describeBreach(stray!)).toBe(
      'server/attic/x.ts:1 the folder server/attic has no row in the table of doors',
    );
  });
});

describe('an entry that nothing uses', () => {
  const files = [
    readSource('a/x.ts', "import type { B } from '../b/y.ts';\nDate.now();"),
    readSource('b/y.ts', ''),
  ];
  const unused = (doors: Omit<Room, 'room'>): string[] =>
    listUnusedDoors(files, [{ room: 'a', ...doors }, { room: 'b' }]);

  test('is listed, in each column, and so is a value door of which only types are used', () => {
    expect(unused({ types: ['b'], globals: ['Date'] })).toEqual([]);
    expect(unused({ values: ['b'] })).toEqual(['a: nothing uses the entry b of values']);
    expect(unused({ packages: ['p'], packageTypes: ['q'], node: ['fs'], globals: ['fetch'] })).toHaveLength(
      4,
    );
    expect(unused({ shared: { globals: ['Date', 'Intl'] } })).toEqual([
      'a: nothing uses the entry Intl of globals',
    ]);
  });
});

describe('a circle of imports', () => {
  const cyclesOf = (files: Readonly<Record<string, string>>): string[][] =>
    findCycles(Object.entries(files).map(([file, text]) => readSource(file, text)));

  test('is found by values, by types only, over several files and over one', () => {
    const a = "import { b } from './b.ts';\nexport const a = b;";
    expect(cyclesOf({ 'a.ts': a, 'b.ts': "import { a } from './a.ts';\nexport const b = a;" })).toEqual([
      ['a.ts', 'b.ts', 'a.ts'],
    ]);
    expect(
      cyclesOf({ 'a.ts': "import type { B } from './b.ts';", 'b.ts': "export type B = import('./a.ts').A;" }),
    ).toEqual([['a.ts', 'b.ts', 'a.ts']]);
    expect(
      cyclesOf({
        'a.ts': a,
        'b.ts': "export * from './c/c.ts';",
        'c/c.ts': "export type { A } from '../a.ts';",
      }),
    ).toEqual([['a.ts', 'b.ts', 'c/c.ts', 'a.ts']]);
    expect(cyclesOf({ 'a.ts': "import './a.ts';" })).toEqual([['a.ts', 'a.ts']]);
  });

  test('is not a file that several import', () =>
    expect(
      cyclesOf({ 'a.ts': "import './b.ts';\nimport './c.ts';", 'b.ts': "import './c.ts';", 'c.ts': '' }),
    ).toEqual([]));
});
