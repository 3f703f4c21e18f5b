import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ImportError, importRegion } from '../../../server/region/import/import-region.ts';
import { prepareUploadedZones } from '../../../server/region/import/zones/uploaded-zones.ts';
import { assertRegion } from '../../../server/region/model/region-check.ts';
import { deep } from '../../support/depth.ts';
import { mutate, mutation } from '../../support/hostile/mutations.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/formats');
const scratch = mkdtempSync(join(tmpdir(), 'careshed-hostile-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const names = readdirSync(folder).filter((name) => !name.includes('-broken'));
const originals = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
const population = join(folder, 'population.tif');

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
