import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTransform, parseCrs, WGS84 } from '../../../server/geo/crs.ts';
import { importRegion } from '../../../server/region/import/import-region.ts';
import {
  hashRegionPack,
  parseRegionPack,
  readRegionPack,
  RegionPackError,
  writeRegionPack,
} from '../../../server/region/model/region-pack.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { runs } from '../../support/depth.ts';
import { SMALL_GRID, writeSmallFolder } from '../import/synthetic-folder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-pack-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const path = join(scratch, 'small.pack');
const codeOf = (bytes: Buffer): string => {
  try {
    parseRegionPack(bytes);
    return 'ok';
  } catch (problem) {
    return problem instanceof RegionPackError ? problem.code : `untyped: ${String(problem)}`;
  }
};

describe('region pack', () => {
  let region: Region;
  let bytes: Buffer;
  beforeAll(async () => {
    const transform = buildTransform(parseCrs(SMALL_GRID.crs), WGS84);
    writeSmallFolder(join(scratch, 'small'), (east, south) => {
      const point: [number, number] = [SMALL_GRID.left + east, SMALL_GRID.top - south];
      transform(point);
      return point;
    });
    region = await importRegion({ files: [join(scratch, 'small')], id: 'small' });
    writeRegionPack(region, path);
    bytes = readFileSync(path);
  });

  it('comes back whole and writes the same bytes again', () => {
    const again = readRegionPack(path);
    expect(again).toEqual(region);
    writeRegionPack(again, join(scratch, 'again.pack'));
    expect(readFileSync(join(scratch, 'again.pack')).equals(bytes)).toBe(true);
    expect(hashRegionPack(path)).toBe(hashRegionPack(join(scratch, 'again.pack')));
  });

  it('has another hash when one person moves', () => {
    const moved = { ...region, population: Float64Array.from(region.population) };
    moved.population[0] = 0;
    moved.population[1] = 1;
    writeRegionPack(moved, join(scratch, 'moved.pack'));
    expect(hashRegionPack(join(scratch, 'moved.pack'))).not.toBe(hashRegionPack(path));
  });

  it('refuses foreign, newer, truncated and broken files by name', () => {
    expect(codeOf(Buffer.from('PK\u0003\u0004 something else'))).toBe('pack-foreign');
    expect(codeOf(Buffer.alloc(0))).toBe('pack-foreign');
    const newer = Buffer.from(bytes);
    newer.writeUInt32LE(99, 8);
    expect(codeOf(newer)).toBe('pack-newer');
    for (const length of [10, 40, 200, bytes.length - 1])
      expect(codeOf(bytes.subarray(0, length)), String(length)).toBe('pack-truncated');
    expect(codeOf(Buffer.concat([bytes, Buffer.from('x')]))).toBe('pack-broken');
  });

  it('never takes a pack with a changed byte', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at]! + by) % 256;
        expect(codeOf(changed)).toMatch(/^pack-/);
      }),
      { numRuns: runs(3000) },
    );
  });

  it('will not write a region whose parts do not fit', () => {
    expect(() =>
      writeRegionPack({ ...region, barrier: new Uint8Array(3) }, join(scratch, 'bad.pack')),
    ).toThrow(/barrier has 3 entries, expected 320/);
    writeFileSync(join(scratch, 'other.pack'), 'not a pack');
    expect(() => readRegionPack(join(scratch, 'other.pack'))).toThrow(RegionPackError);
  });
});
