import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRegion } from '../../server/region/import/import-region.ts';
import { hashRegionPack, readRegionPack, writeRegionPack } from '../../server/region/model/region-pack.ts';
import type { Region } from '../../server/region/model/region.ts';
import { EDGE_HAS_TWIN, EDGE_ONEWAY, EDGE_TWIN } from '../../server/kernel/network/road-network.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';
import { scanWaysIndependently } from './independent-scan.ts';

const folder = (id: string): string => join(sharedFolder, 'data', id);
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
const source = (region: Region, layer: string, role = 'used') =>
  region.sources.filter((s) => s.layer === layer && s.role === role);
const scratch = mkdtempSync(join(tmpdir(), 'careshed-import-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const ROAD_WORDS =
  /^(motorway|trunk|primary|secondary|tertiary)(_link)?$|^(unclassified|residential|living_street|service|track|path|footway|cycleway|steps|road|pedestrian|bridleway)$/;

/**
 * Ways an engine should use, from the naive scan: a known road word, no area, at least two different nodes
 * in a row.
 */
function roadWaysOf(file: string): ReturnType<typeof scanWaysIndependently> {
  return scanWaysIndependently(file).filter(
    (way) =>
      (ROAD_WORDS.test(way.tags.get('highway') ?? '') ||
        way.tags.get('route') === 'ferry' ||
        (way.tags.get('man_made') === 'pier' && !way.tags.has('highway'))) &&
      way.tags.get('area') !== 'yes' &&
      way.nodes.some((node, i) => i > 0 && node !== way.nodes[i - 1]),
  );
}

describe.runIf(hasShared('data/ngazidja', 'import of ngazidja'))('ngazidja', () => {
  let region: Region;
  const pbf = join(folder('ngazidja'), 'osm/ngazidja.osm.pbf');
  beforeAll(async () => {
    region = await importRegion({ files: [folder('ngazidja')], id: 'ngazidja', nameEn: 'Ngazidja' });
  });

  it('keeps every person of the population raster on its own frame', () => {
    expect(region.grid).toMatchObject({ columns: 432, rows: 768, crs: 'EPSG:4326', geographic: true });
    expect(sum(region.population)).toBeCloseTo(449_425, 0);
    expect(source(region, 'population')[0]?.facts['validCells']).toBe(123_287);
  });

  it('takes the list of 31 with tiers and keeps the map’s 59 as the alternative', () => {
    expect(region.facilities).toHaveLength(31);
    expect(source(region, 'facilities')[0]?.file).toBe('ngazidja_who_facilities.csv');
    expect(region.facilityAlternatives?.map((a) => [a.file, a.facilities.length])).toContainEqual([
      'ngazidja_osm_health.geojson',
      59,
    ]);
    const count = (tier: string): number => region.facilities.filter((f) => f.tier === tier).length;
    // 22 posts and a dispensary, 5 health centres, 3 hospitals.
    expect([count('village'), count('township'), count('county')]).toEqual([23, 5, 3]);
    expect(region.facilities.every((f) => f.cell >= 0)).toBe(true);
  });

  it('uses exactly the road ways that an independent scan finds', () => {
    const ways = roadWaysOf(pbf);
    const used = new Set(region.roads.edgeSource);
    expect(used.size).toBe(ways.length);
    expect(ways.every((way) => used.has(Number(way.id)))).toBe(true);
    expect(source(region, 'roads')[0]?.facts['waysUsed']).toBe(ways.length);
    expect(source(region, 'roads')[0]?.facts).toMatchObject({ nodes: 282_357, ways: 37_048 });
  });

  it('merges the ten fraction layers into classes, one silent raster left out nowhere', () => {
    expect(source(region, 'land-cover')).toHaveLength(10);
    const forest = region.landClass.reduce((n, c) => n + (c === 5 ? 1 : 0), 0);
    expect(forest / 123_287).toBeGreaterThan(0.5);
  });

  it('puts the summit of Karthala where it is', () => {
    const top = region.elevation!.reduce((best, e, cell) => (e > region.elevation![best]! ? cell : best), 0);
    const lat = region.grid.top - (Math.floor(top / 432) + 0.5) * region.grid.cellHeight;
    const lon = region.grid.left + ((top % 432) + 0.5) * region.grid.cellWidth;
    expect(region.elevation![top]).toBeGreaterThan(2300);
    expect(Math.abs(lat + 11.75)).toBeLessThan(0.03);
    expect(Math.abs(lon - 43.36)).toBeLessThan(0.03);
  });

  it('cuts nothing at the boundary and counts who lives outside it', () => {
    expect(region.boundary?.features).toHaveLength(1);
    const zone = region.zones.find((z) => z.id === 'boundary')!;
    let outside = 0;
    for (const [cell, people] of region.population.entries())
      if (zone.zoneOfCell[cell] === -1) outside += people;
    expect(region.findings.find((f) => f.code === 'people-outside-zones')?.parameters['people']).toBeCloseTo(
      outside,
      2,
    );
  });

  it('leaves no file without a role', () => {
    const files = new Set(region.sources.map((s) => s.file));
    expect(files.size).toBe(16);
    expect(region.sources.filter((s) => s.role === 'unused')).toEqual([]);
  });

  it('clips on request: people inside the boundary are those the zone counted', async () => {
    const clipped = await importRegion({ files: [folder('ngazidja')], id: 'cut', clip: true, haloMeters: 0 });
    const zone = region.zones.find((z) => z.id === 'boundary')!;
    let inside = 0;
    for (const [cell, people] of region.population.entries())
      if (zone.zoneOfCell[cell] === 0) inside += people;
    expect(sum(clipped.population)).toBeCloseTo(inside, 3);
    const gone = clipped.findings.find((f) => f.code === 'clipped-people')!.parameters['people'] as number;
    expect(inside + gone).toBeCloseTo(449_425, 0);
  });

  it('moves to metres on request and keeps the sum', async () => {
    const metric = await importRegion({ files: [folder('ngazidja')], id: 'metric', cellMeters: 200 });
    expect(metric.grid).toMatchObject({ crs: 'EPSG:32738', cellWidth: 200 });
    expect(Math.abs(sum(metric.population) / sum(region.population) - 1)).toBeLessThan(1e-6);
  });

  it('comes back from its pack bit for bit', () => {
    const path = join(scratch, 'ngazidja.pack');
    writeRegionPack(region, path);
    const again = readRegionPack(path);
    expect(again.population).toEqual(region.population);
    expect(again.roads.vertexX).toEqual(region.roads.vertexX);
    expect(again.facilities).toEqual(region.facilities);
    expect(again.findings).toEqual(region.findings);
    const first = readFileSync(path);
    writeRegionPack(again, path);
    expect(readFileSync(path).equals(first)).toBe(true);
    expect(hashRegionPack(path)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe.runIf(hasShared('data/porto-alegre', 'import of porto-alegre'))('porto-alegre', () => {
  let region: Region;
  beforeAll(async () => {
    region = await importRegion({ files: [folder('porto-alegre')], id: 'porto-alegre' });
  });

  it('puts the hexagons’ people on a 100 m UTM grid, all of them', () => {
    const rows = readFileSync(join(folder('porto-alegre'), 'poa_hexgrid.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    expect(rows).toHaveLength(1227);
    const total = rows.reduce((n, row) => n + Number(row[3]), 0);
    expect(total).toBe(812_935);
    expect(sum(region.population)).toBe(total);
    expect(region.grid).toMatchObject({ crs: 'EPSG:32722', cellWidth: 100, cellHeight: 100 });
    const withCare = rows.filter((row) => Number(row[6]) > 0);
    expect(region.facilities).toHaveLength(withCare.length);
    expect(withCare.length).toBe(117);
  });

  it('uses exactly the road ways that an independent scan finds, with the directions their tags say', () => {
    const ways = roadWaysOf(join(folder('porto-alegre'), 'poa_osm.pbf'));
    expect(source(region, 'roads')[0]?.facts['waysUsed']).toBe(ways.length);
    const oneway = new Set(
      ways
        .filter(
          (way) =>
            ['yes', '-1', 'true', '1'].includes(way.tags.get('oneway') ?? '') ||
            (['roundabout', 'circular'].includes(way.tags.get('junction') ?? '') &&
              way.tags.get('oneway') !== 'no') ||
            (/^motorway(_link)?$/.test(way.tags.get('highway') ?? '') && way.tags.get('oneway') !== 'no'),
        )
        .map((way) => Number(way.id)),
    );
    const found = new Set<number>();
    for (const [edge, id] of region.roads.edgeSource.entries())
      // Roads with a limit each way are two edges for cars, and no one-way streets.
      if ((region.roads.edgeFlags[edge]! & (EDGE_ONEWAY | EDGE_TWIN | EDGE_HAS_TWIN)) === EDGE_ONEWAY)
        found.add(id);
    expect(found).toEqual(oneway);
  });

  it('says why the bus feeds and the points without a type are not used', () => {
    const unused = region.sources.filter((s) => s.role === 'unused').map((s) => [s.file, s.facts['reason']]);
    expect(unused).toEqual([
      ['poa_eptc.zip', 'transit-feed-not-used'],
      ['poa_points_of_interest.csv', 'points-without-meaning'],
      ['poa_trensurb.zip', 'transit-feed-not-used'],
    ]);
  });

  it('samples the hills', () => {
    const heights = region.elevation!.filter((e) => !Number.isNaN(e));
    expect(Math.max(...heights)).toBeGreaterThan(200);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(0);
  });
});

describe.runIf(hasShared('data/malawi-south', 'import of malawi-south'))('malawi-south', () => {
  it('brings UTM GeoPackages, kilometre rasters, rivers and wetlands together', async () => {
    const region = await importRegion({
      files: [folder('malawi-south')],
      id: 'malawi-south',
      landLegend: { 1: 'built-up', 2: 'shrubland', 3: 'forest' },
    });
    expect(region.grid).toMatchObject({ columns: 227, rows: 196, cellWidth: 1000, crs: 'EPSG:32636' });
    expect(sum(region.population)).toBeCloseTo(4_140_429, 0);
    const used = Object.fromEntries(
      region.sources
        .filter((s) => s.role === 'used')
        .map((s) => [`${s.layer} ${s.file}`, s.facts['features'] ?? s.facts['rows']]),
    );
    expect(used).toMatchObject({
      'roads roads.gpkg': 63,
      'water rivers.gpkg': 1888,
      'wetlands wetlands.gpkg': 6,
      'zones zones.gpkg': 4,
      'facilities who_facilities_southern_malawi_bbox.csv': 236,
    });
    // AccessMod's merge names itself UTM 36 by parameters only: the same CRS by meaning, kept as the
    // alternative.
    expect(region.sources.find((s) => s.file === 'landcover_merged.tif')).toMatchObject({
      role: 'alternative',
      crs: 'EPSG:32636',
    });
    expect(region.facilityAlternatives?.map((a) => [a.file, a.facilities.length])).toEqual([
      ['facilities.gpkg', 10],
    ]);
    expect(region.facilityAlternatives![0]!.facilities[0]).toMatchObject({
      capacity: expect.any(Number),
      tier: 'township',
    });
    expect(new Set(region.landClass)).toEqual(new Set([1, 4, 5, 6, 11]));
    expect(region.zones[0]!.names.map((n) => n.en)).toHaveLength(4);
    // The four zones cover all people.
    let outside = 0;
    for (const [cell, people] of region.population.entries())
      if (region.zones[0]!.zoneOfCell[cell] === -1) outside += people;
    expect(outside / 4_140_429).toBeLessThan(0.001);
  });
});
