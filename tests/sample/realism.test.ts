import type { LineString, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { beforeAll, describe, expect, test } from 'vitest';
import { LAND_CLASSES } from '../../server/contract/vocabulary.ts';
import {
  areaOf,
  cellOf,
  cellsInside,
  findCrossings,
  isInside,
  readFacilities,
  readFeatures,
  readRaster,
  ringsOf,
  toMeters,
  type TestRaster,
} from './sample-files.ts';

const zones = readFeatures<Polygon | MultiPolygon>('zones.geojson');
const townships = readFeatures<Polygon | MultiPolygon>('townships.geojson');
const boundary = ringsOf(readFeatures<Polygon | MultiPolygon>('boundary.geojson')[0]!.geometry);
const places = readFeatures<Point>('places.geojson');
const facilities = readFacilities();
const inCounty = facilities.filter((f) => f.county === '青禾县');
let population: TestRaster;
let dem: TestRaster;
let cover: TestRaster;
let county: Uint8Array;
let bands: TestRaster[];

beforeAll(async () => {
  population = await readRaster('population.tif');
  dem = await readRaster('dem.tif');
  cover = await readRaster('landcover.tif');
  bands = [];
  for (const band of ['0-6', '7-14', '15-59', '60-64', '65plus'])
    bands.push(await readRaster(`population_${band}.tif`));
  county = cellsInside(population, boundary);
});

const sumWhere = (raster: TestRaster, keep: (cell: number) => boolean): number => {
  let sum = 0;
  for (let cell = 0; cell < raster.values.length; cell++) if (keep(cell)) sum += raster.values[cell]!;
  return sum;
};

/** Mean gradient around a cell. */
const slopeAt = (cell: number): number =>
  Math.hypot(
    dem.values[cell + 1]! - dem.values[cell - 1]!,
    dem.values[cell + dem.columns]! - dem.values[cell - dem.columns]!,
  ) / 200;

describe('sample county', () => {
  test('all rasters share one frame of 100 m cells in EPSG:32649, the county 10 km inside it', () => {
    for (const raster of [dem, cover, ...bands]) {
      expect([raster.columns, raster.rows, raster.left, raster.top, raster.epsg]).toEqual([
        population.columns,
        population.rows,
        population.left,
        population.top,
        32649,
      ]);
    }
    const xs = boundary.flat().map(([x]) => x);
    const ys = boundary.flat().map(([, y]) => y);
    expect(Math.min(...xs) - population.left).toBeGreaterThanOrEqual(9900);
    expect(population.left + population.columns * 100 - Math.max(...xs)).toBeGreaterThanOrEqual(9900);
    expect(population.top - Math.max(...ys)).toBeGreaterThanOrEqual(9900);
    expect(Math.min(...ys) - (population.top - population.rows * 100)).toBeGreaterThanOrEqual(9900);
  });

  test('has about 1,300 km² and 420,000 people, its outline is no rectangle', () => {
    const square = areaOf(boundary) / 1e6;
    expect(square).toBeGreaterThan(1200);
    expect(square).toBeLessThan(1400);
    const people = sumWhere(population, (cell) => county[cell] === 1);
    expect(people).toBeGreaterThan(410_000);
    expect(people).toBeLessThan(430_000);
    const xs = boundary.flat().map(([x]) => x);
    const ys = boundary.flat().map(([, y]) => y);
    const box = (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
    expect(areaOf(boundary) / box).toBeLessThan(0.75);
  });

  test('age bands sum to the total in every cell, older in the mountains', () => {
    for (let cell = 0; cell < population.values.length; cell++) {
      const sum = bands.reduce((s, band) => s + band.values[cell]!, 0);
      if (sum !== population.values[cell])
        expect.fail(`cell ${cell}: bands ${sum}, total ${population.values[cell]}`);
    }
    const old = (keep: (cell: number) => boolean): number =>
      sumWhere(bands[4]!, keep) / sumWhere(population, keep);
    const all = old((cell) => county[cell] === 1);
    expect(all).toBeGreaterThan(0.13);
    expect(all).toBeLessThan(0.2);
    expect(old((cell) => county[cell] === 1 && dem.values[cell]! > 500)).toBeGreaterThan(1.3 * all);
  });

  test('settlement sizes follow Zipf', () => {
    const sizes = places
      .filter((p) => p.properties['county'] === '青禾县')
      .map((p) => p.properties['population'] as number)
      .sort((a, b) => b - a);
    expect(sizes.length).toBeGreaterThan(900);
    const points = sizes.map((size, i) => [Math.log(i + 1), Math.log(size)] as const);
    const mean = (k: 0 | 1): number => points.reduce((s, p) => s + p[k], 0) / points.length;
    const [mx, my] = [mean(0), mean(1)];
    const slope =
      points.reduce((s, p) => s + (p[0] - mx) * (p[1] - my), 0) /
      points.reduce((s, p) => s + (p[0] - mx) ** 2, 0);
    expect(slope).toBeGreaterThan(-1.1);
    expect(slope).toBeLessThan(-0.9);
  });

  test('people live where the places are, nobody on water', () => {
    for (let cell = 0; cell < population.values.length; cell++)
      if (population.values[cell]! > 0 && cover.values[cell] === LAND_CLASSES.indexOf('water'))
        expect.fail(`people on water at ${cell}`);
    for (const place of places)
      expect(
        population.values[cellOf(population, place.geometry.coordinates)],
        String(place.properties['name_en']),
      ).toBeGreaterThan(0);
  });

  test('about 200 zones in 15 townships partition the county; every zone has people, names occur once', () => {
    expect(zones.length).toBeGreaterThanOrEqual(180);
    expect(zones.length).toBeLessThanOrEqual(230);
    expect(townships).toHaveLength(15);
    const total = (features: typeof zones): number =>
      features.reduce((sum, f) => sum + areaOf(ringsOf(f.geometry)), 0);
    expect(Math.abs(total(zones) / areaOf(boundary) - 1)).toBeLessThan(1e-9);
    expect(Math.abs(total(townships) / areaOf(boundary) - 1)).toBeLessThan(1e-9);
    let people = 0;
    for (const zone of zones) {
      const inside = cellsInside(population, ringsOf(zone.geometry));
      const here = sumWhere(population, (cell) => inside[cell] === 1);
      expect(here, String(zone.properties['name_en'])).toBeGreaterThan(0);
      people += here;
      expect(zone.properties['income']).toBeGreaterThan(5000);
      expect(['urban', 'rural']).toContain(zone.properties['urban_rural']);
    }
    expect(people).toBe(sumWhere(population, (cell) => county[cell] === 1));
    for (const key of ['id', 'name_zh', 'name_en']) {
      expect(new Set(zones.map((z) => z.properties[key])).size).toBe(zones.length);
      expect(new Set(townships.map((z) => z.properties[key])).size).toBe(15);
    }
    expect(new Set(zones.map((z) => z.properties['township']))).toEqual(
      new Set(townships.map((t) => t.properties['name_zh'])),
    );
  });

  test('outlines are simple polygons', () => {
    for (const name of ['zones', 'townships', 'boundary', 'water'])
      for (const feature of readFeatures<Polygon | MultiPolygon>(`${name}.geojson`)) {
        if (!/Polygon/.test(feature.geometry.type)) continue;
        expect(
          findCrossings(ringsOf(feature.geometry)),
          `${name} ${String(feature.properties['name_en'])}`,
        ).toEqual([]);
      }
  });

  test('mountains stand in the north-west, the plain lies in the south-east', () => {
    const [xs, ys] = [boundary.flat().map(([x]) => x), boundary.flat().map(([, y]) => y)];
    const [mx, my] = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
    const sums = { nw: [0, 0], se: [0, 0] };
    let highest = 0;
    for (let cell = 0; cell < dem.values.length; cell++) {
      if (!county[cell]) continue;
      highest = Math.max(highest, dem.values[cell]!);
      const x = dem.left + ((cell % dem.columns) + 0.5) * 100;
      const y = dem.top - (Math.floor(cell / dem.columns) + 0.5) * 100;
      const part = x < mx && y > my ? sums.nw : x > mx && y < my ? sums.se : null;
      if (!part) continue;
      part[0]! += dem.values[cell]!;
      part[1]!++;
    }
    expect(highest).toBeGreaterThan(1300);
    expect(highest).toBeLessThan(1800);
    expect(sums.nw[0]! / sums.nw[1]!).toBeGreaterThan(4 * (sums.se[0]! / sums.se[1]!));
  });

  test('brooks run downhill', () => {
    const brooks = readFeatures<LineString>('water.geojson').filter((f) => f.geometry.type === 'LineString');
    expect(brooks.length).toBeGreaterThan(300);
    for (const { geometry } of brooks) {
      const heightsAround = (position: Position): number[] => {
        const cell = cellOf(dem, position);
        return [-1, 0, 1].flatMap((dr) =>
          [-1, 0, 1].map((dc) => dem.values[cell + dr * dem.columns + dc] ?? Number.NaN),
        );
      };
      // A drawn brook may leave its lowest cells by one.
      const head = Math.max(...heightsAround(geometry.coordinates[0]!));
      const mouth = Math.min(...heightsAround(geometry.coordinates.at(-1)!));
      expect(mouth > head, String(geometry.coordinates[0])).toBe(false);
    }
  });

  test('land cover fits: fields on gentler ground than woods, crowds on built-up land', () => {
    const mean = (name: (typeof LAND_CLASSES)[number]): number => {
      let [sum, count] = [0, 0];
      for (let cell = dem.columns + 1; cell < dem.values.length - dem.columns - 1; cell++)
        if (cover.values[cell] === LAND_CLASSES.indexOf(name)) {
          sum += slopeAt(cell);
          count++;
        }
      expect(count, name).toBeGreaterThan(100);
      return sum / count;
    };
    expect(mean('cropland')).toBeLessThan(0.4 * mean('forest'));
    for (const name of ['grassland', 'shrubland', 'wetland', 'bare', 'water'] as const) mean(name);
    const crowd = sumWhere(population, (cell) => cover.values[cell] === LAND_CLASSES.indexOf('built-up'));
    expect(crowd / sumWhere(population, () => true)).toBeGreaterThan(0.75);
  });
});

describe('sample facilities', () => {
  const count = (tier: string): number => inCounty.filter((f) => f.tier === tier).length;

  test('three tiers in plausible numbers on dry land, ids and names once', () => {
    expect(count('county')).toBe(4);
    expect(count('township')).toBe(17);
    expect(count('village')).toBeGreaterThanOrEqual(120);
    expect(count('village')).toBeLessThanOrEqual(160);
    expect(facilities.length - inCounty.length).toBeGreaterThan(100);
    for (const key of ['id', 'name_zh', 'name_en'])
      expect(new Set(facilities.map((f) => f[key])).size).toBe(facilities.length);
    const water = readFeatures<Polygon | MultiPolygon>('water.geojson')
      .filter((f) => 'natural' in f.properties)
      .flatMap((f) => ringsOf(f.geometry));
    for (const f of facilities) {
      const [x, y] = toMeters([f.lon, f.lat]);
      expect(isInside(water, x, y), f.name_en).toBe(false);
      expect(isInside(boundary, x, y), f.name_en).toBe(f.county === '青禾县');
    }
  });

  test('staff, beds and use are those of a Chinese county', () => {
    const people = sumWhere(population, (cell) => county[cell] === 1);
    const per = (column: string, unit: number): number =>
      (inCounty.reduce((s, f) => s + (f[column] as number), 0) / people) * unit;
    expect(per('beds', 1000)).toBeGreaterThan(4);
    expect(per('beds', 1000)).toBeLessThan(8);
    expect(per('doctors', 1000)).toBeGreaterThan(1.8);
    expect(per('doctors', 1000)).toBeLessThan(3.6);
    expect(per('nurses', 1000)).toBeGreaterThan(1.8);
    expect(per('nurses', 1000)).toBeLessThan(4.5);
    for (const year of [2024, 2025]) {
      expect(per(`visits_${year}`, 1)).toBeGreaterThan(3.5);
      expect(per(`visits_${year}`, 1)).toBeLessThan(7.5);
      expect(per(`inpatients_${year}`, 100)).toBeGreaterThan(12);
      expect(per(`inpatients_${year}`, 100)).toBeLessThan(22);
      for (const f of facilities) {
        const days = f[`bed_days_${year}`] as number;
        const stays = f[`inpatients_${year}`] as number;
        expect(days).toBeLessThanOrEqual(f.beds * 366);
        if (stays > 0) expect(days / stays).toBeGreaterThan(3);
        if (f.beds === 0) expect(days + stays).toBe(0);
        expect(f[`visits_${year}`]).toBeGreaterThan(0);
      }
    }
  });

  test('are unfairly placed: within 5 km for most, thick on the plain, thin in the mountains', () => {
    const points = facilities.map((f) => toMeters([f.lon, f.lat]));
    const share = { all5: 0, all: 0, plain2: 0, plain: 0, mountain2: 0, mountain: 0 };
    for (const zone of zones) {
      const inside = cellsInside(population, ringsOf(zone.geometry));
      for (let cell = 0; cell < population.values.length; cell++) {
        const people = inside[cell] ? population.values[cell]! : 0;
        if (people === 0) continue;
        const x = population.left + ((cell % population.columns) + 0.5) * 100;
        const y = population.top - (Math.floor(cell / population.columns) + 0.5) * 100;
        const nearest = Math.min(...points.map(([px, py]) => (px - x) ** 2 + (py - y) ** 2));
        share.all += people;
        if (nearest <= 5000 ** 2) share.all5 += people;
        if (zone.properties['urban_rural'] !== 'rural') continue;
        const part = dem.values[cell]! > 400 ? 'mountain' : 'plain';
        share[part] += people;
        if (nearest <= 2000 ** 2) share[`${part}2`] += people;
      }
    }
    expect(share.all5 / share.all).toBeGreaterThan(0.93);
    expect(share.all5 / share.all).toBeLessThan(0.999);
    expect(share.plain2 / share.plain).toBeGreaterThan(0.8);
    expect(share.mountain2 / share.mountain).toBeLessThan(0.65);
    expect(share.mountain / share.all).toBeGreaterThan(0.01);
  });
});
