import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromFile } from 'geotiff';
import type { MultiPolygon, Polygon } from 'geojson';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { countWithin } from '../../server/region/model/count-within.ts';
import { importRegion, type ImportOptions } from '../../server/region/import/import-region.ts';
import type { Region } from '../../server/region/model/region.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

/**
 * Totals in = totals out + totals explained, with the totals taken from the files by other means than the
 * import's: the TIFF library or
 * plain text for people, an even-odd test of each cell centre with proj4 itself for zones, a plain split of
 * the table for facilities.
 */
const folder = (id: string): string => join(sharedFolder, 'data', id);
const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
const explained = (region: Region, code: string, parameter: string): number =>
  sum(region.findings.filter((f) => f.code === code).map((f) => Number(f.parameters[parameter] ?? 0)));
const counted = (region: Region, code: string): number =>
  sum(region.findings.filter((f) => f.code === code).map((f) => f.count));

async function peopleOfTiff(file: string): Promise<{ people: number; cells: number }> {
  const image = await (await fromFile(file)).getImage(0);
  const [band] = await image.readRasters({ interleave: false });
  const noData = image.getGDALNoData();
  const values = Array.from(band as ArrayLike<number>).filter(
    (v) => Number.isFinite(v) && v !== noData && v >= 0,
  );
  return { people: sum(values), cells: values.length };
}

const UTM: Readonly<Record<string, string>> = {
  'EPSG:4326': '+proj=longlat +datum=WGS84',
  'EPSG:32722': '+proj=utm +zone=22 +south +datum=WGS84',
  'EPSG:32736': '+proj=utm +zone=36 +south +datum=WGS84',
  'EPSG:32636': '+proj=utm +zone=36 +datum=WGS84',
};

const BIN = 0.01;

/** The sides of a polygon as x0, y0, x1, y1, by bins of latitude. */
function sidesOf({ type, coordinates }: Polygon | MultiPolygon): Map<number, number[]> {
  const bins = new Map<number, number[]>();
  for (const ring of type === 'Polygon' ? coordinates : coordinates.flat())
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[x0, y0], [x1, y1]] = [ring[j] as [number, number], ring[i] as [number, number]];
      for (let bin = Math.floor(Math.min(y0, y1) / BIN); bin <= Math.floor(Math.max(y0, y1) / BIN); bin++) {
        const sides = bins.get(bin) ?? [];
        sides.push(x0, y0, x1, y1);
        bins.set(bin, sides);
      }
    }
  return bins;
}

function holds(bins: Map<number, number[]>, lon: number, lat: number): boolean {
  let inside = false;
  const sides = bins.get(Math.floor(lat / BIN)) ?? [];
  for (let i = 0; i < sides.length; i += 4) {
    const [y0, y1] = [sides[i + 1]!, sides[i + 3]!];
    if (y1 > lat === y0 > lat) continue;
    const [x0, x1] = [sides[i]!, sides[i + 2]!];
    if (lon < ((x0 - x1) * (lat - y1)) / (y0 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** What must hold of every region. */
function checkSums(region: Region, people: number): void {
  const { grid, population } = region;
  expect(sum(population) + explained(region, 'population-outside-grid', 'people')).toBeCloseTo(people, 3);
  const degrees = proj4(UTM[grid.crs]!, UTM['EPSG:4326']!);
  for (const zone of region.zones) {
    const shapes = zone.features.features.map((feature) => sidesOf(feature.geometry));
    const mine = new Float64Array(zone.names.length);
    let outside = 0;
    let onEdge = 0;
    let peopleOnEdge = 0;
    for (let cell = 0; cell < population.length; cell++) {
      const here = population[cell]!;
      if (here === 0) continue;
      const x = grid.left + ((cell % grid.columns) + 0.5) * grid.cellWidth;
      const y = grid.top - (Math.floor(cell / grid.columns) + 0.5) * grid.cellHeight;
      const [lon, lat] = degrees.forward([x, y]) as [number, number];
      const found = shapes.findIndex((sides) => holds(sides, lon, lat));
      if (found !== zone.zoneOfCell[cell]) {
        onEdge++;
        peopleOnEdge += here;
      }
      if (found < 0) outside += here;
      else mine[found] = mine[found]! + here;
    }
    // A straight side in degrees bends in metres: a few cells on it fall on the other side here, and only
    // they may differ.
    expect(onEdge / population.length, zone.id).toBeLessThan(2e-4);
    const said = region.findings.find((f) => f.code === 'people-outside-zones' && f.layer === zone.id);
    const difference = Math.abs(Number(said?.parameters['people'] ?? 0) - outside);
    expect(difference).toBeLessThanOrEqual(peopleOnEdge + 0.01);
    expect(sum(mine) + outside).toBeCloseTo(sum(population), 3);
  }
  let onBarrier = 0;
  for (const [cell, here] of population.entries()) if (region.barrier[cell] === 1) onBarrier += here;
  const water = region.findings.find((f) => f.code === 'people-on-barriers');
  expect(Number(water?.parameters['people'] ?? 0)).toBeCloseTo(onBarrier, 2);
  for (const place of water?.examples ?? []) {
    expect(place.lonDegrees).toBeTypeOf('number');
    expect(place.latDegrees).toBeTypeOf('number');
  }
}

/** Clipped with a halo: inside + halo + cut away = all. */
async function checkClip(region: Region, options: ImportOptions): Promise<void> {
  const cut = await importRegion({ ...options, clip: true, haloMeters: 3000 });
  const inside = sum((countWithin(cut, 'boundary') ?? cut).population);
  const gone = explained(cut, 'clipped-people', 'people');
  const halo = explained(cut, 'halo-kept', 'people');
  expect(inside + halo).toBeCloseTo(sum(cut.population), 2);
  expect(inside + halo + gone).toBeCloseTo(sum(region.population), 2);
  const places = cut.facilities.length + counted(cut, 'clipped-facilities');
  expect(places).toBe(region.facilities.length);
}

describe.runIf(hasShared('data/ngazidja', 'totals of ngazidja'))('ngazidja', () => {
  it('people, zones, barriers, facilities and roads add up to the files', async () => {
    const options = { files: [folder('ngazidja')], id: 'ngazidja' };
    const region = await importRegion(options);
    const raw = await peopleOfTiff(
      join(folder('ngazidja'), 'population/ngazidja_worldpop_2020_UNadj_100m.tif'),
    );
    checkSums(region, raw.people);
    expect(region.population.length - counted(region, 'population-nodata')).toBe(raw.cells);
    const rows =
      readFileSync(join(folder('ngazidja'), 'facilities/ngazidja_who_facilities.csv'), 'utf8')
        .trim()
        .split(/\r?\n/).length - 1;
    const left = ['facility-without-coordinates', 'facility-coordinates-unreadable'].map((code) =>
      counted(region, code),
    );
    expect(region.facilities.length + sum(left)).toBe(rows);
    await checkClip(region, options);
    const moved = await importRegion({ ...options, peopleOffLand: 'nearest-land' });
    checkSums(moved, raw.people);
    const offLand = (of: Region): number =>
      explained(of, 'people-on-barriers', 'people') + explained(of, 'people-without-land', 'people');
    // the coast of the people's raster is not that of the land cover's: 3.2 % stand off land
    expect(offLand(region)).toBeCloseTo(14_508, -1);
    expect(offLand(moved)).toBeLessThan(50);
    expect(offLand(moved) + explained(moved, 'people-moved-to-land', 'people')).toBeCloseTo(
      offLand(region),
      2,
    );
  });
});

describe.runIf(hasShared('data/malawi-south', 'totals of malawi-south'))('malawi-south', () => {
  it('people, zones, barriers and facilities add up to the files', async () => {
    const options = {
      files: [folder('malawi-south')],
      id: 'malawi-south',
      landLegend: { 1: 'built-up', 2: 'shrubland', 3: 'forest' },
    } as const;
    const region = await importRegion(options);
    const raw = await peopleOfTiff(join(folder('malawi-south'), 'population.tif'));
    checkSums(region, raw.people);
    const table = join(folder('malawi-south'), 'who_facilities_southern_malawi_bbox.csv');
    const rows = readFileSync(table, 'utf8').trim().split(/\r?\n/).length - 1;
    const left = ['facility-without-coordinates', 'facility-coordinates-unreadable'].map((code) =>
      counted(region, code),
    );
    expect(region.facilities.length + sum(left)).toBe(rows);
    await checkClip(region, { ...options, boundaryFile: join(folder('malawi-south'), 'zones.gpkg') });
  });
});

describe.runIf(hasShared('data/porto-alegre', 'totals of porto-alegre'))('porto-alegre', () => {
  it('people of the table and its places of care add up', async () => {
    const region = await importRegion({ files: [folder('porto-alegre')], id: 'porto-alegre' });
    const rows = readFileSync(join(folder('porto-alegre'), 'poa_hexgrid.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    checkSums(region, sum(rows.map((row) => Number(row[3]))));
    expect(region.facilities).toHaveLength(rows.filter((row) => Number(row[6]) > 0).length);
  });
});
