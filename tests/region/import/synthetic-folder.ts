import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { metricGrid } from '../../support/frames.ts';

/**
 * Frame of the small test region: 20 × 16 cells of 100 m by a UTM central meridian, so that metres are easy
 * to follow.
 */
export const SMALL_GRID: Grid = metricGrid(20, 16, { left: 500000, top: 3300000, crs: 'EPSG:32649' });

/** People by cell: powers of two in the four corners and the middle, nodata in the last row. */
function smallPeople(): Float32Array {
  const people = new Float32Array(SMALL_GRID.columns * SMALL_GRID.rows);
  people[0] = 1;
  people[19] = 2;
  people[14 * 20] = 4;
  people[14 * 20 + 19] = 8;
  people[7 * 20 + 10] = 16;
  people.fill(-9999, 15 * 20);
  return people;
}

/**
 * Degrees of a place given in metres east and south of the frame's corner (close enough for tests: found by
 * inverse UTM).
 */
export type Placer = (east: number, south: number) => [number, number];

/**
 * Writes the test region's files: population with a band, land cover, DEM, roads, water, facilities, zones,
 * boundary.
 */
export function writeSmallFolder(folder: string, at: Placer): void {
  mkdirSync(folder, { recursive: true });
  const grid = SMALL_GRID;
  const write = (name: string, content: string | Uint8Array): void =>
    writeFileSync(join(folder, name), content);
  const json = (name: string, features: [unknown, Record<string, unknown>][]): void =>
    write(
      name,
      JSON.stringify({
        type: 'FeatureCollection',
        features: features.map(([geometry, properties]) => ({ type: 'Feature', properties, geometry })),
      }),
    );
  const people = smallPeople();
  write('population.tif', writeGeoTiff({ grid, data: people, noData: -9999 }));
  for (const [band, share] of [
    ['0-6', 0.25],
    ['7-14', 0.25],
    ['15-59', 0.25],
    ['60-64', 0.125],
    ['65plus', 0.125],
  ] as const)
    write(
      `population_${band}.tif`,
      writeGeoTiff({ grid, data: people.map((p) => (p > 0 ? p * share : p)), noData: -9999 }),
    );
  const land = new Uint8Array(320).fill(3);
  land[5] = 10;
  write('landcover.tif', writeGeoTiff({ grid, data: land, description: '3=grassland; 10=water' }));
  write('dem.tif', writeGeoTiff({ grid, data: Float32Array.from(land, (_, i) => 100 + (i % 20)) }));
  json('roads.geojson', [
    [{ type: 'LineString', coordinates: [at(50, 750), at(1950, 750)] }, { highway: 'primary' }],
    [{ type: 'LineString', coordinates: [at(1050, 750), at(1050, 1450)] }, { highway: 'track' }],
  ]);
  json('water.geojson', [
    [{ type: 'LineString', coordinates: [at(1230, -10), at(1240, 1610)] }, { waterway: 'river' }],
    [{ type: 'LineString', coordinates: [at(330, -10), at(340, 1610)] }, { waterway: 'stream' }],
  ]);
  const box = (x0: number, y0: number, x1: number, y1: number): unknown => ({
    type: 'Polygon',
    coordinates: [[at(x0, y1), at(x1, y1), at(x1, y0), at(x0, y0), at(x0, y1)]],
  });
  json('zones.geojson', [
    [box(0, 0, 1000, 1600), { name_zh: '西村', name_en: 'West' }],
    [box(1000, 0, 2000, 800), { name_zh: '东村', name_en: 'East' }],
  ]);
  json('boundary.geojson', [[box(0, 0, 2000, 1500), { name: 'County' }]]);
  const [lon, lat] = at(150, 150);
  const [lon2, lat2] = at(1235, 450);
  write(
    'facilities.csv',
    `id,name_zh,name_en,tier,lon,lat,capacity\nA,甲,Alpha,village,${lon},${lat},1000\nB,乙,Beta,township,${lon2},${lat2},\n`,
  );
  write(
    'region.json',
    JSON.stringify({ nameZh: '小县', nameEn: 'Small', synthetic: true, attributions: ['test'] }),
  );
}
