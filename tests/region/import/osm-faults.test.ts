import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildTransform, parseCrs, WGS84 } from '../../../server/geo/crs.ts';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import { EDGE_NO_FOOT, EDGE_NO_MOTOR } from '../../../server/kernel/network/road-network.ts';
import { importRegion } from '../../../server/region/import/import-region.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { buildPbf, type TinyOsm } from '../../geo/tiny-pbf.ts';
import { SMALL_GRID } from './synthetic-folder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-osm-faults-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const toDegrees = buildTransform(parseCrs(SMALL_GRID.crs), WGS84);

/** A node by metres east and south of the frame's corner. */
function node(id: number, east: number, south: number, tags?: Record<string, string>) {
  const point: [number, number] = [SMALL_GRID.left + east, SMALL_GRID.top - south];
  toDegrees(point);
  return { id, lon: point[0], lat: point[1], ...(tags ? { tags } : {}) };
}
let count = 0;
/** A region of one person a cell and the OSM files. */
function regionOf(...files: TinyOsm[]): Promise<Region> {
  const folder = mkdtempSync(join(scratch, `r${count++}-`));
  const people = new Float32Array(320).fill(1);
  writeFileSync(join(folder, 'population.tif'), writeGeoTiff({ grid: SMALL_GRID, data: people, noData: -1 }));
  for (const [i, osm] of files.entries())
    writeFileSync(join(folder, `extract-${i + 1}.osm.pbf`), buildPbf(osm));
  return importRegion({ files: [folder], id: 'x' });
}
const finding = (region: Region, code: string) => region.findings.find((f) => f.code === code);
const road = (id: number, refs: number[], tags: Record<string, string> = { highway: 'track' }) => ({
  id,
  refs,
  tags,
});
const box = (first: number, x0: number, y0: number, x1: number, y1: number) => ({
  nodes: [node(first, x0, y0), node(first + 1, x1, y0), node(first + 2, x1, y1), node(first + 3, x0, y1)],
  refs: [first, first + 1, first + 2, first + 3, first],
});
const LINE = [node(1, 50, 50), node(2, 650, 50), node(3, 1250, 50)];

const bounds: [number, number, number, number] = [
  LINE[0]!.lon - 1,
  LINE[0]!.lat - 1,
  LINE[0]!.lon + 1,
  LINE[0]!.lat + 1,
];

describe('several extracts of one place', () => {
  const old = {
    bounds,
    nodes: LINE,
    ways: [road(1, [1, 2])],
    timestampSeconds: Date.UTC(2019, 0, 1) / 1000,
  };
  const fresh = {
    bounds,
    nodes: LINE,
    ways: [road(1, [1, 2]), road(2, [2, 3])],
    timestampSeconds: Date.UTC(2024, 5, 1) / 1000,
  };

  it('the newest by its own timestamp is used for all layers, whatever its name, and the finding says so', async () => {
    for (const [files, chosen] of [
      [[old, fresh], 'extract-2.osm.pbf'],
      [[fresh, old], 'extract-1.osm.pbf'],
    ] as const) {
      const region = await regionOf(...files);
      expect(new Set(region.roads.edgeSource).size).toBe(2);
      expect(finding(region, 'osm-extract-older')?.parameters).toMatchObject({
        chosen,
        date: '2019-01-01',
        chosenDate: '2024-06-01',
      });
      expect(
        region.sources
          .filter((s) => s.role === 'used' && s.format === 'OSM PBF')
          .every((s) => s.file === chosen),
      ).toBe(true);
    }
  });

  it('asks where they name no date, and takes the one that covers the region', async () => {
    const { timestampSeconds: _old, ...a } = old;
    expect(finding(await regionOf(a, fresh), 'osm-extract-undated')).toMatchObject({ severity: 'warning' });
    const [west, north] = [LINE[0]!.lon, LINE[0]!.lat];
    const corner: [number, number, number, number] = [west - 1, north - 0.0001, west + 0.001, north + 1];
    const region = await regionOf({ ...old, bounds }, { ...fresh, bounds: corner });
    expect(finding(region, 'osm-extract-elsewhere')?.parameters).toMatchObject({
      chosen: 'extract-1.osm.pbf',
    });
  });
});

describe('barriers, places and ferries of OSM', () => {
  it('a bollard stops cars for a metre, a locked gate everybody, an open one nobody', async () => {
    const nodes = [
      ...LINE,
      node(4, 50, 850),
      node(5, 650, 850, { barrier: 'gate', access: 'private' }),
      node(6, 1250, 850),
      node(7, 50, 1050),
      node(8, 650, 1050, { barrier: 'gate' }),
      node(9, 1250, 1050),
    ];
    nodes[1] = node(2, 650, 50, { barrier: 'bollard' });
    const region = await regionOf({
      nodes,
      ways: [road(1, [1, 2, 3]), road(2, [4, 5, 6]), road(3, [7, 8, 9])],
    });
    const closed = (source: number) =>
      [...region.roads.edgeSource.keys()]
        .filter(
          (e) =>
            region.roads.edgeSource[e] === source &&
            region.roads.edgeFlags[e]! & (EDGE_NO_MOTOR | EDGE_NO_FOOT),
        )
        .map((e) => [
          +region.roads.edgeLengthMeters[e]!.toFixed(2),
          (region.roads.edgeFlags[e]! & EDGE_NO_FOOT) !== 0,
        ]);
    expect([closed(1), closed(2), closed(3)]).toEqual([[[1, false]], [[1, true]], []]);
    expect(finding(region, 'road-closed-at-barrier')?.count).toBe(2);
  });

  it('a file with places on its ways, and only tagged nodes by themselves, has the same roads', async () => {
    const osm: TinyOsm = {
      nodes: [...LINE, node(9, 650, 850, { place: 'village', name: 'V' })],
      ways: [road(1, [1, 2, 3])],
    };
    const [plain, located] = [await regionOf(osm), await regionOf({ ...osm, locationsOnWays: true })];
    expect(located.roads.vertexX).toEqual(plain.roads.vertexX);
    expect(located.places).toEqual(plain.places);
    expect(finding(located, 'osm-nodes-missing')).toBeUndefined();
  });

  it(
    'a place that no node can have (214.7°: not known to the writer) is a missing node, on its way or by ' +
      'itself',
    async () => {
      const nodes = [LINE[0]!, { ...LINE[1]!, lon: 214.7483647, lat: 214.7483647 }, LINE[2]!];
      for (const locationsOnWays of [true, false]) {
        const region = await regionOf({ nodes, ways: [road(1, [1, 2, 3])], locationsOnWays });
        expect(finding(region, 'osm-nodes-missing')?.count).toBe(1);
        expect(Math.max(...region.roads.vertexX)).toBeLessThan(1e6);
      }
    },
  );

  it('ways of a ferry route share its timetable by length, one with its own keeps that', async () => {
    const nodes = [node(1, 50, 50), node(2, 450, 50), node(3, 1650, 50), node(4, 1650, 850)];
    const region = await regionOf({
      nodes,
      ways: [
        road(1, [1, 2], { route: 'ferry' }),
        road(2, [2, 3], {}),
        road(3, [3, 4], { route: 'ferry', duration: '00:10' }),
      ],
      relations: [
        {
          id: 7,
          tags: { type: 'route', route: 'ferry', duration: '00:20' },
          members: [1, 2, 3].map((id) => ({ type: 1 as const, id, role: '' })),
        },
      ],
    });
    const minutes = (source: number): number => {
      const e = region.roads.edgeSource.indexOf(source);
      return (region.roads.edgeLengthMeters[e]! / 1000 / region.roads.edgeMaxSpeedKmh[e]!) * 60;
    };
    expect([1, 2, 3].map((way) => +minutes(way).toFixed(2))).toEqual([5, 15, 10]);
  });
});

describe('lakes with islands', () => {
  const lake = box(100, 1010, 110, 1890, 990);
  const island = box(110, 1290, 390, 1610, 710);
  const members = [
    { type: 1 as const, id: 20, role: 'outer' },
    { type: 1 as const, id: 21, role: 'inner' },
  ];
  const water = { natural: 'water' };
  const cellsOf = async (
    outer: Record<string, string>,
    relation: Record<string, string>,
    inner: Record<string, string> = {},
  ) => {
    const region = await regionOf({
      nodes: [...lake.nodes, ...island.nodes],
      ways: [
        { id: 20, refs: lake.refs, tags: outer },
        { id: 21, refs: island.refs, tags: inner },
      ],
      relations: [{ id: 2, tags: { type: 'multipolygon', ...relation }, members }],
    });
    // The middle of the island, and the water west of it.
    return [region.barrier[5 * 20 + 14], region.barrier[5 * 20 + 11]];
  };

  it.each([
    ['tags on the relation', {}, water],
    ['on both', water, water],
    ['on the outer way only, as was the custom once', water, {}],
    ['on the outer way, a name on the relation', water, { name: 'Lake' }],
    ['another word of water on the way', { landuse: 'reservoir' }, water],
  ])('%s: the island is land', async (_, outer, relation) => {
    expect(await cellsOf(outer, relation)).toEqual([0, 1]);
  });

  it('a lake on the island is water all the same', async () => {
    expect(await cellsOf(water, water, water)).toEqual([1, 1]);
  });
});

describe('a coast that only a line tells', () => {
  // Land on the left: heading north along x = 1,000 m, the west is land and the east is sea; an island of
  // its own runs counter-clockwise.
  const coast = [node(300, 1030, 1900), node(301, 1030, -300)];
  const island = [node(310, 1410, 510), node(311, 1410, 990), node(312, 1790, 990), node(313, 1790, 510)];
  const line = (id: number, refs: number[]) => road(id, refs, { natural: 'coastline' });
  const seaOf = (region: Region, row: number): string =>
    [...region.barrier.subarray(row * 20, row * 20 + 20)].map((b) => (b === 1 ? '~' : '.')).join('');

  it('the sea cannot be walked, the coast’s own cells and an island can', async () => {
    const region = await regionOf({
      nodes: [...coast, ...island],
      ways: [line(1, [300, 301]), line(2, [310, 311, 312, 313, 310])],
    });
    expect([seaOf(region, 2), seaOf(region, 7)]).toEqual(['...........~~~~~~~~~', '...........~~~....~~']);
    expect(finding(region, 'sea-from-coastline')?.count).toBe(region.barrier.reduce((n, b) => n + b, 0));
  });

  it('a coast that stops in the middle floods nothing and is reported', async () => {
    const region = await regionOf({
      nodes: [node(300, 1030, 1900), node(301, 1030, 800)],
      ways: [line(1, [300, 301])],
    });
    expect(region.barrier.includes(1)).toBe(false);
    expect(finding(region, 'coastline-broken')?.severity).toBe('warning');
  });
});
