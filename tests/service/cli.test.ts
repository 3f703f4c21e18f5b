import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { tinyFacilities, tinyPlace, tinyPopulation, tinyRoads, writeFolder } from '../support/tiny-folder.ts';

const data = mkdtempSync(join(tmpdir(), 'careshed-cli-'));
const careshed = (...args: string[]) => runCli(data, args);
afterAll(() => rmSync(data, { recursive: true, force: true }));

const people = tinyPopulation(2);
const total = people
  .trim()
  .split('\n')
  .slice(1)
  .reduce((sum, line) => sum + Number(line.split(',')[2]), 0);
let folder: string;
beforeAll(async () => {
  folder = writeFolder(join(data, 'source'), {
    'population.csv': people,
    'facilities.csv': tinyFacilities([{ id: 'A', tier: 'township', east: 0.2, north: 0.2 }]),
    'roads.geojson': tinyRoads(2),
    'stray.xyz': 'nothing known',
  });
  const { code, out, err } = await careshed('import', folder, '--name', 'Tiny Place', '--json');
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ id: 'tiny-place', people: total });
});

describe('careshed import', () => {
  test('describes the region with every file and what was done with it', async () => {
    const { code, out } = await careshed(
      'import',
      folder,
      '--id',
      'again',
      '--name',
      '小地方',
      '--name-en',
      'Small',
    );
    expect(code).toBe(0);
    expect(out).toContain('Small 小地方');
    expect(out).toContain(total.toLocaleString('en'));
    expect(out).toMatch(/used\s+population\s+population\.csv/);
    expect(out).toMatch(/unused\s+stray\.xyz/);
    expect(out).not.toMatch(/\{\w+\}/);
    const listed = await careshed('regions');
    expect(
      listed.out
        .trim()
        .split('\n')
        .map((line) => line.split('\t')[0])
        .sort(),
    ).toEqual(['again', 'tiny-place']);
  });

  test('findings in the language of the terminal', async () => {
    const { out } = await runCli(data, ['regions', 'tiny-place'], { environment: { LANG: 'zh_CN.UTF-8' } });
    expect(out).toContain('没有高程图层');
  });

  test('data that cannot be used end with 65 and a sentence, wrong use with 2', async () => {
    const empty = writeFolder(join(data, 'empty'), { 'readme.md': 'nothing' });
    const cases: [string[], number, string][] = [
      [['import', join(data, 'no-such'), '--id', 'x'], 65, 'no-such'],
      [['import', empty, '--id', 'x'], 65, 'no usable people'],
      [['import', folder, '--id', 'x', '--clip'], 65, 'there is no boundary'],
      [['import'], 2, 'name a folder or files'],
      [['import', folder], 2, '--name'],
      [['import', folder, '--id', '../escape'], 2, '--id'],
      [['import', folder, '--id', 'x', '--cell', '3'], 2, '--cell'],
      [['import', folder, '--id', 'x', '--colour', 'red'], 2, '--colour'],
      [['teleport'], 2, 'teleport'],
    ];
    for (const [args, code, sentence] of cases) {
      const result = await careshed(...args);
      expect([args.join(' '), result.code]).toEqual([args.join(' '), code]);
      expect(result.err).toContain(sentence);
      expect(result.err).not.toMatch(/\bat .*\.js:\d+/);
      expect(result.out).toBe('');
    }
    expect((await careshed('regions')).out).not.toMatch(/^x\t/m);
  });
});

describe('careshed run', () => {
  test('coverage to standard output and to a file, with inputs from a file and from standard input', async () => {
    const inputs = { cutoffMinutes: [5, 30] };
    writeFileSync(join(data, 'inputs.json'), JSON.stringify({ inputs }));
    const shown = await careshed(
      'run',
      'coverage',
      '--region',
      'tiny-place',
      '--inputs',
      join(data, 'inputs.json'),
    );
    expect([shown.code, shown.err]).toEqual([0, '']);
    const answer = JSON.parse(shown.out);
    expect(answer.total).toBe(total);
    expect(answer.cutoffs.map((cutoff: { cutoffMinutes: number }) => cutoff.cutoffMinutes)).toEqual([5, 30]);
    for (const cutoff of answer.cutoffs)
      expect(cutoff.covered + Object.values<number>(cutoff.uncovered).reduce((a, b) => a + b, 0)).toBeCloseTo(
        total,
        6,
      );
    const out = join(data, 'answer.json');
    const written = await runCli(
      data,
      ['run', 'coverage', '--region', 'tiny-place', '--inputs', '-', '--out', out, '--language', 'zh'],
      { input: JSON.stringify(inputs) },
    );
    expect([written.code, written.out]).toEqual([0, '']);
    const kept = JSON.parse(readFileSync(out, 'utf8'));
    expect(kept.run).toBe(answer.run);
    expect(kept.cutoffs).toEqual(answer.cutoffs);
    expect(kept.notes[0].text).toMatch(/[\u4e00-\u9fff]/);
    const report = await runCli(
      data,
      ['run', 'report', '--inputs', '-', '--out', join(data, 'report.html')],
      {
        input: JSON.stringify({ runs: [kept.run], format: 'html', language: 'en' }),
      },
    );
    expect([report.code, report.err]).toEqual([0, '']);
    expect(readFileSync(join(data, 'report.html'), 'utf8')).toContain('Tiny Place');
  });

  test('the other processes', async () => {
    for (const [process, inputs] of [
      ['catchments', { origins: [tinyPlace(0, 0)], cutoffMinutes: [10] }],
      ['travel-time', {}],
      ['explain', { point: tinyPlace(-0.5, 0.5) }],
      ['siting', { sites: 1, cutoffMinutes: 5 }],
    ] as const) {
      const result = await runCli(data, ['run', process, '--region', 'tiny-place', '--inputs', '-'], {
        input: JSON.stringify(inputs),
      });
      expect([process, result.code, result.err]).toEqual([process, 0, '']);
      expect(JSON.parse(result.out)).toMatchObject({ process, region: 'tiny-place' });
    }
  });

  test('inputs that cannot be used end with 65 and their pointer, wrong use with 2', async () => {
    const run = (input: string, ...args: string[]) => runCli(data, ['run', ...args], { input });
    const cases: [string, string[], number, string][] = [
      ['{"cutoffs": [3]}', ['coverage', '--region', 'tiny-place', '--inputs', '-'], 65, '/cutoffs'],
      [
        '{"cutoffMinutes": [0]}',
        ['coverage', '--region', 'tiny-place', '--inputs', '-'],
        65,
        '/cutoffMinutes/0',
      ],
      [
        '{"travel": {"model": "straight-line", "season": "wet"}}',
        ['coverage', '--region', 'tiny-place', '--inputs', '-'],
        65,
        '/travel/season',
      ],
      ['{', ['coverage', '--region', 'tiny-place', '--inputs', '-'], 65, 'not a JSON object'],
      ['[1]', ['coverage', '--region', 'tiny-place', '--inputs', '-'], 65, 'not a JSON object'],
      ['{"inputs": 7}', ['coverage', '--region', 'tiny-place', '--inputs', '-'], 65, 'not a JSON object'],
      ['', ['coverage', '--region', 'tiny-place', '--inputs', join(data, 'none.json')], 65, 'none.json'],
      ['', ['coverage', '--region', 'nowhere'], 65, 'nowhere'],
      ['', ['coverage'], 65, '/region'],
      ['', ['teleport', '--region', 'tiny-place'], 65, 'teleport'],
      ['', [], 2, 'coverage'],
      ['', ['coverage', 'catchments'], 2, 'one process at a time'],
      ['', ['coverage', '--region', 'tiny-place', '--language', 'fr'], 2, '--language'],
      ['', ['coverage', '--area', 'tiny-place'], 2, '--area'],
    ];
    for (const [input, args, code, sentence] of cases) {
      const result = await run(input, ...args);
      expect([input, args.join(' '), result.code]).toEqual([input, args.join(' '), code]);
      expect(result.err).toContain(sentence);
      expect(result.err).not.toMatch(/\bat .*\.js:\d+/);
    }
  });
});

describe('careshed doctor and help', () => {
  test('doctor tells what is there and how to get what is not', async () => {
    const { code, out } = await runCli(data, ['doctor', '--json'], { environment: { PORT: '0' } });
    const { checks } = JSON.parse(out) as { checks: { name: string; ok: boolean; way: string }[] };
    expect(checks.map((check) => check.name)).toEqual(
      expect.arrayContaining(['node', 'memory', 'data', 'server', 'page', 'port']),
    );
    expect(code).toBe(checks.every((check) => check.ok) ? 0 : 65);
    for (const check of checks) expect(check.ok).toBe(check.way === '');
    const plain = await runCli(data, ['doctor'], { environment: { PORT: '0' } });
    expect(plain.out).toMatch(/^(ok {2}|FAIL) node/m);
  });

  test('a setting that cannot be used is named, with 2', async () => {
    const { code, err } = await runCli(data, ['regions'], { environment: { PORT: 'eighty' } });
    expect(code).toBe(2);
    expect(err).toContain('PORT');
    expect(err).not.toMatch(/\bat .*\.js:\d+/);
  });

  test('help lists every command', async () => {
    for (const args of [[], ['help'], ['--help']]) {
      const { code, out } = await careshed(...args);
      expect(code).toBe(0);
      for (const command of ['serve', 'import', 'regions', 'run', 'doctor'])
        expect(out).toContain(`careshed ${command}`);
    }
    expect(existsSync(join(data, 'careshed.db'))).toBe(true);
  });
});
