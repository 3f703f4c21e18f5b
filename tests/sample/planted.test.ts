import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LineString, MultiPolygon, Point, Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { buildRoadGraph, findComponents, metersFrom } from './road-graph.ts';
import {
  cellOf,
  isInside,
  metersTo,
  readFacilities,
  readFeatures,
  readRaster,
  ringsOf,
  type FacilityRecord,
  sampleFolder,
  toMeters,
} from './sample-files.ts';

const roads = readFeatures<LineString>('roads.geojson');
const graph = buildRoadGraph(roads);
const lines = roads.map((road) => road.geometry.coordinates.map(toMeters));
const water = readFeatures<Polygon | MultiPolygon>('water.geojson').filter((f) => 'natural' in f.properties);
const rivers = water.filter((f) => f.properties['water'] === 'river').flatMap((f) => ringsOf(f.geometry));
const boundary = ringsOf(readFeatures<Polygon | MultiPolygon>('boundary.geojson')[0]!.geometry);
const provenance = readFileSync(join(sampleFolder, 'PROVENANCE.md'), 'utf8');

/** Metres by road between the ends of the one road that `is` finds, with and without it. */
function detour(is: (road: (typeof roads)[number]) => boolean): { direct: number; around: number } {
  const found = roads.map((_, r) => r).filter((r) => is(roads[r]!));
  expect(found).toHaveLength(1);
  const ends = [roads[found[0]!]!.geometry.coordinates[0]!, roads[found[0]!]!.geometry.coordinates.at(-1)!];
  for (const end of ends) expect(isInside(boundary, ...toMeters(end))).toBe(true);
  expect(provenance).toContain(`${ends[0]!.join(', ')} – ${ends[1]!.join(', ')}`);
  const [from, to] = ends.map((end) => graph.nodeOf.get(end.join(','))!) as [number, number];
  const middle = toMeters([(ends[0]![0]! + ends[1]![0]!) / 2, (ends[0]![1]! + ends[1]![1]!) / 2]);
  expect(isInside(rivers, ...middle)).toBe(true);
  return {
    direct: metersFrom(graph, from)[to]!,
    around: metersFrom(graph, from, (r) => r === found[0])[to]!,
  };
}

describe('planted in the sample region', () => {
  test('a ford, cut in the wet season: without it the way round is long', () => {
    const { direct, around } = detour((road) => road.properties['ford'] === 'yes');
    expect(direct).toBeLessThan(700);
    expect(around).toBeGreaterThan(5000);
  });

  test('a ferry over the main river, far from a bridge', () => {
    const { direct, around } = detour((road) => road.properties['route'] === 'ferry');
    expect(direct).toBeLessThan(700);
    expect(around).toBeGreaterThan(6000);
  });

  test('a road island in the county with people on it', async () => {
    const population = await readRaster('population.tif');
    const island = findComponents(graph)[1]!;
    const cells = new Set<number>();
    for (const node of island) {
      const [x, y] = graph.places[node]!;
      expect(isInside(boundary, x, y)).toBe(true);
      cells.add(
        Math.floor((population.top - y) / 100) * population.columns + Math.floor((x - population.left) / 100),
      );
    }
    let people = 0;
    for (const cell of cells) people += population.values[cell]!;
    expect(people).toBeGreaterThan(200);
    const villages = readFeatures<Point>('places.geojson').filter((p) => p.properties['rank'] === 3);
    const onIsland = villages.filter((v) =>
      provenance.includes(
        `${v.properties['name_zh']} ${v.properties['name_en']} (${v.geometry.coordinates.join(', ')})`,
      ),
    );
    expect(onIsland).toHaveLength(2);
  });

  test('a hamlet that no road comes near', () => {
    const hamlet = readFeatures<Point>('places.geojson').find((p) => p.properties['name_zh'] === '云深坪')!;
    const [x, y] = toMeters(hamlet.geometry.coordinates);
    expect(isInside(boundary, x, y)).toBe(true);
    expect(hamlet.properties['population']).toBeGreaterThan(20);
    expect(metersTo(lines, x, y)).toBeGreaterThan(2000);
  });

  test('two facilities of one town almost on top of each other', () => {
    const facilities = readFacilities().map((f) => ({ facility: f, at: toMeters([f.lon, f.lat]) }));
    const pairs = facilities.flatMap((a, i) =>
      facilities
        .slice(i + 1)
        .filter((b) => Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]) < 30)
        .map((b) => [a, b] as const),
    );
    expect(pairs).toHaveLength(1);
    const [a, b] = pairs[0]!.map(({ facility }) => facility) as [FacilityRecord, FacilityRecord];
    expect(a.township).toBe(b.township);
    expect(a.county).toBe('青禾县');
    expect(provenance).toContain(`(${a.id})`);
    expect(provenance).toContain(`(${b.id})`);
  });

  test('a facility on a steep bank beside the river', async () => {
    const dem = await readRaster('dem.tif');
    const cover = await readRaster('landcover.tif');
    const found = readFacilities().filter((f) => {
      const cell = cellOf(dem, [f.lon, f.lat]);
      const [x, y] = toMeters([f.lon, f.lat]);
      if (f.county !== '青禾县' || metersTo(rivers, x, y) > 130) return false;
      const slopes = [-1, 1, -dem.columns, dem.columns].map(
        (d) => Math.abs(dem.values[cell + d]! - dem.values[cell]!) / 100,
      );
      return cover.values[cell] !== 10 && Math.max(...slopes) > 0.35;
    });
    expect(found.map((f) => f.id)).toHaveLength(1);
    expect(provenance).toContain(`Riverside Clinic (${found[0]!.id})`);
  });
});
