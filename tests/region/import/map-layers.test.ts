import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LAND_CLASSES } from '../../../server/contract/vocabulary.ts';
import { buildTransform, parseCrs, WGS84 } from '../../../server/geo/crs.ts';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import { importRegion } from '../../../server/region/import/import-region.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { SMALL_GRID } from './synthetic-folder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-map-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const toDegrees = buildTransform(parseCrs(SMALL_GRID.crs), WGS84);

/** A place by metres east and south of the frame's corner. */
function at(east: number, south: number): [number, number] {
  const point: [number, number] = [SMALL_GRID.left + east, SMALL_GRID.top - south];
  toDegrees(point);
  return point;
}
const ring = (x0: number, y0: number, x1: number, y1: number) => [
  [at(x0, y1), at(x1, y1), at(x1, y0), at(x0, y0), at(x0, y1)],
];
const point = (east: number, south: number, properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: at(east, south) },
});
const area = (box: [number, number, number, number], properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: ring(...box) },
});
const line = (y: number, x0: number, x1: number, properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates: [at(x0, y), at(x1, y)] },
});
let count = 0;
function regionOf(files: Readonly<Record<string, readonly object[] | string>>): Promise<Region> {
  const folder = mkdtempSync(join(scratch, `r${count++}-`));
  writeFileSync(
    join(folder, 'population.tif'),
    writeGeoTiff({ grid: SMALL_GRID, data: new Float32Array(320).fill(1), noData: -1 }),
  );
  for (const [name, content] of Object.entries(files))
    writeFileSync(
      join(folder, name),
      typeof content === 'string'
        ? content
        : JSON.stringify({ type: 'FeatureCollection', features: content }),
    );
  return importRegion({ files: [folder], id: 'x' });
}
const finding = (region: Region, code: string) => region.findings.find((f) => f.code === code);
const used = (region: Region) =>
  region.sources.filter((s) => s.role === 'used').map((s) => `${s.file} ${s.layer}`);

describe('the layers of a map extract', () => {
  const pois = [
    point(250, 250, { fclass: 'clinic', name: 'C' }),
    point(350, 250, { fclass: 'bar' }),
    point(450, 250, { fclass: 'hospital', name: 'H' }),
  ];
  const areas = [area([610, 610, 690, 690], { fclass: 'hospital', name: 'A' })];

  it('points of interest give the places of care among them, points and areas together', async () => {
    const region = await regionOf({
      'gis_osm_pois_free_1.geojson': pois,
      'gis_osm_pois_a_free_1.geojson': areas,
    });
    expect(region.facilities.map((f) => [f.nameEn || f.nameZh, f.type]).sort()).toEqual([
      ['A', 'hospital'],
      ['C', 'clinic'],
      ['H', 'hospital'],
    ]);
    expect(finding(region, 'map-places-of-care')).toMatchObject({ count: 3, parameters: { others: 1 } });
  });

  it('a list of facilities goes before them', async () => {
    const [lon, lat] = at(850, 850);
    const region = await regionOf({
      'gis_osm_pois_free_1.geojson': pois,
      'facilities.csv': `name,tier,lon,lat\nOwn,village,${lon},${lat}\n`,
    });
    expect(region.facilities.map((f) => f.nameEn || f.nameZh)).toEqual(['Own']);
    expect(region.facilityAlternatives?.[0]?.facilities).toHaveLength(2);
  });

  it(
    'of flat water areas wetlands and glaciers are land, of lines streams and drains stop nobody, of any ' +
      'column',
    async () => {
      const region = await regionOf({
        'gis_osm_water_a_free_1.geojson': [
          area([0, 0, 300, 300], { fclass: 'water' }),
          area([1000, 0, 1300, 300], { fclass: 'wetland' }),
          area([1500, 0, 1800, 300], { fclass: 'glacier' }),
        ],
        'gis_osm_waterways_free_1.geojson': [
          line(650, 0, 2000, { fclass: 'stream' }),
          line(750, 0, 2000, { fclass: 'drain' }),
        ],
        'rivers.geojson': [
          line(1050, 0, 2000, { type: 'Stream' }),
          line(1150, 0, 900, { waterway: 'river' }),
        ],
      });
      const landAt = (row: number, column: number) => LAND_CLASSES[region.landClass[row * 20 + column]!];
      const blocked = (row: number) => region.barrier.subarray(row * 20, row * 20 + 20).includes(1);
      expect([region.barrier[21], region.barrier[31], region.barrier[36]]).toEqual([1, 0, 0]);
      expect([landAt(1, 11), landAt(1, 16)]).toEqual(['wetland', 'snow']);
      expect([6, 7, 10, 11].map(blocked)).toEqual([false, false, false, true]);
    },
  );

  it('buildings, land use and railways are neither zones nor roads, and the report says so', async () => {
    const region = await regionOf({
      'gis_osm_buildings_a_free_1.geojson': [area([0, 0, 50, 50], { fclass: 'building', name: 'B' })],
      'gis_osm_landuse_a_free_1.geojson': [area([0, 0, 900, 900], { fclass: 'forest', name: 'W' })],
      'gis_osm_railways_free_1.geojson': [line(50, 0, 900, { fclass: 'rail' })],
      'gis_osm_roads_free_1.geojson': [line(150, 0, 900, { fclass: 'primary', oneway: 'B' })],
      'gis_osm_places_free_1.geojson': [point(250, 250, { fclass: 'town', name: 'T' })],
    });
    expect(used(region)).toEqual([
      'gis_osm_places_free_1.geojson places',
      'gis_osm_roads_free_1.geojson roads',
      'population.tif population',
    ]);
    expect(region.zones).toEqual([]);
    expect(region.places.map((place) => [place.nameEn, place.rank])).toEqual([['T', 2]]);
    expect(region.sources.filter((s) => s.role === 'unused').map((s) => s.facts['reason'])).toEqual([
      'layer-without-use',
      'layer-without-use',
      'layer-without-use',
    ]);
  });

  it('two files of roads are one network; the same roads from another source are counted once', async () => {
    const roads = [line(150, 0, 900, { highway: 'primary' })];
    const region = await regionOf({
      'roads_primary.geojson': roads,
      'roads_tertiary.geojson': [line(850, 0, 900, { highway: 'tertiary' })],
      'roads_again.geojson': [line(155, 0, 890, { highway: 'trunk' })],
    });
    expect(region.roads.edgeFrom).toHaveLength(2);
    expect(new Set(region.roads.edgeSource).size).toBe(2);
    expect(finding(region, 'road-files-joined')?.count).toBe(2);
    expect(finding(region, 'road-file-covered')?.parameters).toMatchObject({ percent: 100 });
  });
});
