import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { readHgt, readHgtHead } from '../../server/geo/hgt-read.ts';
import { expectGolden } from '../support/golden-answers.ts';
import { buildZip } from '../support/zip-builder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-wkt-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const faultOf = (problem: unknown): unknown[] => {
  const { code, message } = problem as { code?: string; message: string };
  return [code, message.replaceAll(scratch, '')];
};

describe('SRTM tiles', () => {
  const SIDE = 1201;
  const tile = Buffer.alloc(SIDE * SIDE * 2);
  for (const [at, value] of [
    [0, -32_768],
    [1, 300],
    [SIDE, -5],
    [SIDE * SIDE - 1, 258],
  ] as const)
    tile.writeInt16BE(value, 2 * at);
  const write = (name: string, bytes: Uint8Array): string => {
    const path = join(scratch, name);
    writeFileSync(path, bytes);
    return path;
  };
  const read = async (name: string, bytes: Uint8Array = tile): Promise<unknown> => {
    const path = write(name, bytes);
    const settle = (made: Promise<object>): Promise<unknown> =>
      made.then(
        (answer) => answer,
        (problem: unknown) => faultOf(problem),
      );
    const head = await settle(readHgtHead(path));
    const whole = await settle(readHgt(path));
    return { head, whole };
  };
  it('by their names, sizes and archives', async () => {
    const names = 'N29E111 s01w072 N90E180 S90W180 N91E000 N00E181 xS12E043_1 N2E111 S00W001'.split(' ');
    for (const name of names) expectGolden('hgt-read', `tile ${name}`, await read(`${name}.hgt`));
    const zipped = (entry: string, bytes: Buffer): Buffer =>
      buildZip([
        { name: 'readme.txt', data: Buffer.from('x') },
        { name: entry, data: bytes },
      ]);
    const answers = [
      await read('a.hgt.zip', zipped('N29E111.hgt', tile)),
      await read('N30E112.hgt.zip', zipped('x.HGT', tile)),
      await read('b.hgt.zip', zipped('x.hgt', tile)),
      await read('N31E112.hgt.zip', zipped('x.tif', tile)),
      await read('N32E112.hgt', tile.subarray(2)),
      await read('N33E112.hgt', Buffer.alloc(0)),
    ];
    for (const [k, answer] of answers.entries()) expectGolden('hgt-read', `tile archive ${k}`, answer);
  });
});
