import type { LineString, MultiPolygon, Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { buildRoadGraph, findComponents } from './road-graph.ts';
import { findCrossings, isInside, readFeatures, readRaster, ringsOf, toMeters } from './sample-files.ts';

const roads = readFeatures<LineString>('roads.geojson');
const graph = buildRoadGraph(roads);
const lines = roads.map((road) => road.geometry.coordinates.map(toMeters));
const isCrossing = (r: number): boolean =>
  ['bridge', 'tunnel', 'ford'].some((key) => key in roads[r]!.properties) ||
  roads[r]!.properties['route'] === 'ferry';

describe('sample roads', () => {
  test('run from national road to village track', () => {
    const classes = new Set(roads.map((road) => road.properties['highway']));
    for (const name of ['primary', 'secondary', 'tertiary', 'unclassified', 'residential', 'track'])
      expect(classes).toContain(name);
    expect(roads.some((road) => road.properties['oneway'] === 'yes')).toBe(true);
    const kilometres =
      lines.reduce(
        (sum, line) =>
          sum + line.slice(1).reduce((m, p, i) => m + Math.hypot(p[0] - line[i]![0], p[1] - line[i]![1]), 0),
        0,
      ) / 1000;
    expect(kilometres).toBeGreaterThan(3000);
    expect(kilometres).toBeLessThan(9000);
  });

  test('are one network and one island', () => {
    const components = findComponents(graph);
    expect(components).toHaveLength(2);
    expect(components[1]!.length).toBeGreaterThan(20);
    expect(components[1]!.length).toBeLessThan(components[0]!.length / 50);
  });

  test('let a car come back from wherever it can go', () => {
    const [main] = findComponents(graph);
    const reach = (backwards: boolean): number => {
      const next: number[][] = graph.places.map(() => []);
      graph.leaving.forEach((links, from) => {
        for (const [to] of links) (backwards ? next[to]! : next[from]!).push(backwards ? from : to);
      });
      const seen = new Set([main![0]!]);
      for (const node of seen) for (const to of next[node]!) seen.add(to);
      return seen.size;
    };
    expect(reach(false)).toBe(main!.length);
    expect(reach(true)).toBe(main!.length);
  });

  test('meet at shared vertices: nothing crosses but bridges and tunnels', () => {
    const wrong = findCrossings(lines).filter(([a, b]) => !isCrossing(a) && !isCrossing(b));
    expect(wrong).toEqual([]);
  });

  test('cross rivers and the reservoir only by bridge, ford or ferry, and bridges are few', () => {
    const water = readFeatures<Polygon | MultiPolygon>('water.geojson').filter(
      (f) => f.geometry.type !== ('LineString' as string),
    );
    const rings = new Map(water.map((f) => [f, ringsOf(f.geometry)]));
    const banks = [...rings.values()].flat();
    const crossing = new Set(
      findCrossings([...lines, ...banks])
        .filter(([a, b]) => a < lines.length !== b < lines.length)
        .map(([a, b]) => Math.min(a, b)),
    );
    expect([...crossing].filter((r) => !isCrossing(r))).toEqual([]);
    // No bank is crossed, so a road is wet all along or nowhere.
    lines.forEach((line, r) => {
      if (!isCrossing(r)) expect([...rings.values()].some((own) => isInside(own, ...line[0]!))).toBe(false);
    });
    const boundary = ringsOf(readFeatures<Polygon | MultiPolygon>('boundary.geojson')[0]!.geometry);
    const main = ringsOf(water.find((f) => f.properties['name_en'] === 'Qinghe River')!.geometry);
    const bridges = roads.filter((road, r) => {
      const [a, b] = [lines[r]![0]!, lines[r]!.at(-1)!];
      return (
        road.properties['bridge'] === 'yes' &&
        isInside(main, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2) &&
        isInside(boundary, ...a)
      );
    });
    expect(bridges.length).toBeGreaterThanOrEqual(3);
    expect(bridges.length).toBeLessThanOrEqual(9);
  });

  test('one tunnel runs under a ridge that the road would go far around', async () => {
    const dem = await readRaster('dem.tif');
    const tunnels = lines.filter((_, r) => roads[r]!.properties['tunnel'] === 'yes');
    expect(tunnels).toHaveLength(1);
    const [[ax, ay], [bx, by]] = tunnels[0] as [[number, number], [number, number]];
    const heights = Array.from({ length: 21 }, (_, i) => {
      const column = Math.floor((ax + ((bx - ax) * i) / 20 - dem.left) / 100);
      const row = Math.floor((dem.top - ay - ((by - ay) * i) / 20) / 100);
      return dem.values[row * dem.columns + column]!;
    });
    expect(Math.max(...heights) - Math.max(heights[0]!, heights.at(-1)!)).toBeGreaterThan(50);
  });
});
