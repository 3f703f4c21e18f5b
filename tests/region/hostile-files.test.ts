import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ImportError, importRegion } from '../../server/region/import-region.ts';
import { prepareUploadedZones } from '../../server/region/uploaded-zones.ts';
import { assertRegion } from '../../server/region/region-check.ts';
import { deep } from '../support/depth.ts';

const folder = resolve(import.meta.dirname, '../fixtures/formats');
const scratch = mkdtempSync(join(tmpdir(), 'careshed-hostile-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const names = readdirSync(folder).filter((name) => !name.includes('-broken'));
const originals = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
const population = join(folder, 'population.tif');

/** Bytes changed, cut, doubled, blanked or with a hostile word put in. */
const mutation = fc.oneof(
  fc.record({
    kind: fc.constant('flip' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    by: fc.integer({ min: 1, max: 255 }),
    times: fc.integer({ min: 1, max: 8 }),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    kind: fc.constant('repeat' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 400 }),
  }),
  fc.record({
    kind: fc.constant('blank' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 60 }),
    value: fc.constantFrom(0, 255, 32, 57),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.constantFrom(
      '1e999',
      'null',
      '-',
      '[[',
      '}',
      '"__proto__":{"x":1},',
      '\u0000',
      '9'.repeat(60),
      '<!DOCTYPE x>',
      '&#xffffffff;',
      ',,,,',
      '\u202e',
      'NaN',
    ),
  }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(bytes: Buffer, change: Mutation): Buffer {
  if (bytes.length === 0) return bytes;
  const at = Math.min(bytes.length - 1, Math.floor(change.at * bytes.length));
  switch (change.kind) {
    case 'flip': {
      const out = Buffer.from(bytes);
      for (let i = 0; i < change.times; i++) {
        const place = (at + i * 37) % out.length;
        out[place] = (out[place]! + change.by) % 256;
      }
      return out;
    }
    case 'cut':
      return bytes.subarray(0, at);
    case 'repeat':
      return Buffer.concat([
        bytes.subarray(0, at),
        bytes.subarray(at, at + change.length),
        bytes.subarray(at),
      ]);
    case 'blank': {
      const out = Buffer.from(bytes);
      out.fill(change.value, at, Math.min(out.length, at + change.length));
      return out;
    }
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(change.text), bytes.subarray(at)]);
  }
}

describe('hostile files', () => {
  it('become a region that holds together, or a typed refusal: never a crash, never other people', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), mutation, async (name, change) => {
        const path = join(scratch, name);
        writeFileSync(path, mutate(originals.get(name)!, change));
        try {
          const isPopulation = name === 'population.tif';
          const region = await importRegion({ files: isPopulation ? [path] : [population, path], id: 'x' });
          assertRegion(region);
          expect(region.sources.some((s) => s.file === name || s.file.startsWith(`${name}#`))).toBe(true);
          if (!isPopulation) expect(region.population.reduce((a, b) => a + b, 0)).toBe(2016);
          for (const f of region.facilities)
            expect(Math.abs(f.lonDegrees) <= 180 && Math.abs(f.latDegrees) <= 90).toBe(true);
        } catch (problem) {
          if (!(problem instanceof ImportError)) throw problem;
          refused++;
        } finally {
          rmSync(path);
        }
      }),
      { numRuns: deep ? 3000 : 300 },
    );
    expect(refused).toBeLessThan(deep ? 1000 : 100);
  }, 600_000);

  it('as boundaries get an answer with problems or zones', async () => {
    const region = await importRegion({ files: [population], id: 'x' });
    const base = originals.get('zones.geojson')!;
    fc.assert(
      fc.property(mutation, mutation, (a, b) => {
        const bytes = mutate(mutate(base, a), b);
        const { zones, problems } = prepareUploadedZones(region, bytes);
        expect(zones.length > 0).toBe(problems.length === 0);
        for (const zone of zones) {
          expect(zone.cells.every((c) => c >= 0 && c < 64)).toBe(true);
          expect(Number.isFinite(zone.areaKm2) && zone.outsideKm2 >= 0).toBe(true);
        }
      }),
      { numRuns: deep ? 3000 : 300 },
    );
  });
});
