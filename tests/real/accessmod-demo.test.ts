import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Travel } from '../../server/contract/travel.ts';
import { LAND_CLASSES } from '../../server/contract/vocabulary.ts';
import { TIE_SECONDS } from '../../server/kernel/grid/cut-off.ts';
import { buildTravelEngine } from '../../server/region/travel/build-engine.ts';
import { importRegion } from '../../server/region/import/import-region.ts';
import type { Region } from '../../server/region/model/region.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

const there = hasShared('oracles/accessmod/scenario.csv', 'AccessMod’s demonstration project as it ships');
const scratch = mkdtempSync(join(tmpdir(), 'careshed-demo-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The files as AccessMod's project names them, with its own scenario table. */
const FILES = [
  ['data/malawi-south/dem.tif', 'dem__demo.tif'],
  ['data/malawi-south/population.tif', 'population__demo.tif'],
  ['data/malawi-south/landcover.tif', 'land_cover__demo.tif'],
  ['data/malawi-south/roads.gpkg', 'roads__demo.gpkg'],
  ['data/malawi-south/rivers.gpkg', 'rivers__demo.gpkg'],
  ['data/malawi-south/wetlands.gpkg', 'wetlands__demo.gpkg'],
  ['data/malawi-south/facilities.gpkg', 'facilities__demo.gpkg'],
  ['data/malawi-south/zones.gpkg', 'zones__demo.gpkg'],
  ['oracles/accessmod/scenario.csv', 'scenario__demo.csv'],
] as const;

describe.runIf(there)('AccessMod’s demonstration project, as it ships', () => {
  let region: Region;
  beforeAll(async () => {
    for (const [from, to] of FILES) copyFileSync(join(sharedFolder, from), join(scratch, to));
    region = await importRegion({ files: [scratch], id: 'demo' });
  });
  const finding = (code: string) => region.findings.find((f) => f.code === code);

  it('takes each layer for what it is, although every name has “dem” inside', () => {
    expect(region.sources.map((s) => [s.file, s.role, s.layer])).toEqual([
      ['dem__demo.tif', 'used', 'elevation'],
      ['facilities__demo.gpkg', 'used', 'facilities'],
      ['land_cover__demo.tif', 'used', 'land-cover'],
      ['population__demo.tif', 'used', 'population'],
      ['rivers__demo.gpkg', 'used', 'water'],
      ['roads__demo.gpkg', 'used', 'roads'],
      ['scenario__demo.csv', 'used', 'travel-scenario'],
      ['wetlands__demo.gpkg', 'used', 'wetlands'],
      ['zones__demo.gpkg', 'used', 'zones'],
    ]);
  });

  it('uses every row of the scenario or reports it: classes stay apart, “Teriary” has the speed of Tertiary', () => {
    expect(finding('accessmod-scenario')?.count).toBe(6);
    expect(finding('accessmod-scenario-unused')).toBeUndefined();
    expect(finding('road-class-unknown')).toBeUndefined();
    expect(finding('road-word-mended')).toMatchObject({
      count: 42,
      parameters: { words: 'Teriary → tertiary' },
    });
    expect(finding('land-class-unknown')).toBeUndefined();
    // Low vegetation is walked at 4 and dense at 2 by default; 6 km/h in built-up areas is what a person
    // has to set.
    expect(finding('accessmod-land-speeds')?.parameters['rows']).toBe(
      'Built_area (built-up): 6 km/h BICYCLING',
    );
    const classes = new Set([...region.landClass].map((c) => LAND_CLASSES[c]!));
    expect(['built-up', 'grassland', 'forest'].every((name) => classes.has(name as 'forest'))).toBe(true);
    const speeds = new Map<number, number>();
    for (const kmh of region.roads.edgeMaxSpeedKmh) speeds.set(kmh, (speeds.get(kmh) ?? 0) + 1);
    expect([...speeds.keys()].sort((a, b) => a - b)).toEqual([50, 80, 100]);
  });

  it('reaches 369,129 people of the North East within 90 minutes, as AccessMod counts', () => {
    const travel = Travel.parse({
      model: 'raster',
      mode: 'car',
      neighbours: 8,
      slope: 'tobler',
      speeds: { offRoad: { 'built-up': 6 } },
    });
    const engine = buildTravelEngine(region, travel, { corners: 'open' });
    const sources = Int32Array.from(region.facilities, (facility) => facility.cell);
    // Minutes are rounded up and compared with <: the last minute is lost.
    const { seconds } = engine.computeSurface(sources, 89 * 60 + TIE_SECONDS);
    const { names, zoneOfCell } = region.zones[0]!;
    const north = names.findIndex((name) => name.en === 'North East');
    let people = 0;
    for (let cell = 0; cell < seconds.length; cell++)
      if (zoneOfCell[cell] === north && seconds[cell]! < Infinity) people += region.population[cell]!;
    expect(Math.round(people)).toBe(369_129);
  });
});
