import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROAD_CLASSES } from '../../../server/contract/vocabulary.ts';
import { buildTransform, parseCrs, WGS84 } from '../../../server/geo/crs.ts';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import { EDGE_FERRY, EDGE_FORD } from '../../../server/kernel/network/road-network.ts';
import { importRegion } from '../../../server/region/import/import-region.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { buildPbf } from '../../geo/tiny-pbf.ts';
import { SMALL_GRID } from './synthetic-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'careshed-osm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const toDegrees = buildTransform(parseCrs(SMALL_GRID.crs), WGS84);

/** A node by metres east and south of the frame's corner. */
function node(id: number, east: number, south: number, tags?: Record<string, string>) {
  const point: [number, number] = [SMALL_GRID.left + east, SMALL_GRID.top - south];
  toDegrees(point);
  return { id, lon: point[0], lat: point[1], ...(tags ? { tags } : {}) };
}
/** Ring of nodes around a box of metres, as a closed list of refs. */
function box(first: number, x0: number, y0: number, x1: number, y1: number) {
  const nodes = [
    node(first, x0, y0),
    node(first + 1, x1, y0),
    node(first + 2, x1, y1),
    node(first + 3, x0, y1),
  ];
  return { nodes, refs: [first, first + 1, first + 2, first + 3, first] };
}

describe('what a region takes from OSM', () => {
  let region: Region;
  const lake = box(100, 1510, 110, 1890, 490);
  const islet = box(110, 1590, 190, 1810, 410);
  const ward = box(120, 520, 1270, 700, 1450);
  const [west, east, whole, scrap] = [
    box(200, 0, 0, 1000, 1600),
    box(210, 1000, 0, 2000, 1600),
    box(220, -500, -500, 2500, 2500),
    box(230, 0, 0, 300, 300),
  ];
  beforeAll(async () => {
    const people = new Float32Array(320).fill(1);
    writeFileSync(
      join(folder, 'population.tif'),
      writeGeoTiff({ grid: SMALL_GRID, data: people, noData: -1 }),
    );
    const ring = (id: number, refs: number[], tags: Record<string, string> = {}) => ({ id, refs, tags });
    const unit = (id: number, way: number, level: string, name: string) => ({
      id,
      tags: { type: 'boundary', boundary: 'administrative', admin_level: level, name },
      members: [{ type: 1 as const, id: way, role: 'outer' }],
    });
    const pbf = buildPbf({
      nodes: [
        ...Array.from({ length: 9 }, (_, i) =>
          node(i + 1, 50 + 200 * i, 750, i === 4 ? { ford: 'yes' } : undefined),
        ),
        node(10, 1650, 1050),
        node(11, 1250, 1250),
        node(12, 1150, 1350),
        node(13, 50, 950),
        node(14, 450, 950, { highway: 'crossing', ford: 'no' }),
        ...lake.nodes,
        ...islet.nodes,
        ...ward.nodes,
        ...west.nodes,
        ...east.nodes,
        ...whole.nodes,
        ...scrap.nodes,
      ].sort((a, b) => a.id - b.id),
      ways: [
        ring(1, [1, 2, 3, 4, 5, 6, 7, 8, 9], { highway: 'tertiary' }),
        ring(2, [9, 10], { man_made: 'pier' }),
        ring(3, [10, 11]),
        ring(4, [11, 12], { highway: 'track' }),
        ring(5, [13, 14], { highway: 'path' }),
        ring(20, lake.refs),
        ring(21, islet.refs),
        ring(22, ward.refs),
        ring(30, west.refs),
        ring(31, east.refs),
        ring(32, whole.refs),
        ring(33, scrap.refs),
      ],
      relations: [
        {
          id: 1,
          tags: { type: 'route', route: 'ferry', duration: '00:10', name: 'Ferry' },
          members: [{ type: 1, id: 3, role: '' }],
        },
        {
          id: 2,
          tags: { type: 'multipolygon', natural: 'water' },
          members: [
            { type: 1, id: 20, role: 'outer' },
            { type: 1, id: 21, role: 'inner' },
          ],
        },
        {
          id: 3,
          tags: { type: 'multipolygon', amenity: 'hospital', name: '中心医院' },
          members: [{ type: 1, id: 22, role: 'outer' }],
        },
        unit(10, 30, '8', 'West'),
        unit(11, 31, '8', 'East'),
        unit(12, 32, '6', 'County'),
        unit(13, 33, '10', 'Scrap'),
        {
          id: 14,
          tags: { type: 'boundary', boundary: 'administrative', admin_level: '4' },
          members: [{ type: 1, id: 999, role: 'outer' }],
        },
      ],
    });
    writeFileSync(join(folder, 'area.osm.pbf'), pbf);
    region = await importRegion({ files: [folder], id: 'osm' });
  });

  it(
    'cuts a road at the vertices beside a ford node, so that high water takes the crossing and not the ' +
      'whole road',
    () => {
      const { roads } = region;
      const edges = [...roads.edgeSource.keys()].filter((e) => roads.edgeSource[e] === 1);
      const rows = edges.map((e) => [
        Math.round(roads.edgeLengthMeters[e]! / 100),
        (roads.edgeFlags[e]! & EDGE_FORD) !== 0,
      ]);
      expect(rows).toEqual([
        [6, false],
        [4, true],
        [6, false],
      ]);
      const path = roads.edgeSource.indexOf(5);
      expect(roads.edgeFlags[path]! & EDGE_FORD).toBe(0);
    },
  );

  it('sails a ferry that only a route relation knows at its timetable, and walks to it along the pier', () => {
    const { roads } = region;
    const ferry = roads.edgeSource.indexOf(3);
    expect(ROAD_CLASSES[roads.edgeClass[ferry]!]).toBe('ferry');
    expect(roads.edgeFlags[ferry]! & EDGE_FERRY).not.toBe(0);
    expect(roads.edgeMaxSpeedKmh[ferry]).toBeCloseTo(roads.edgeLengthMeters[ferry]! / 1000 / (10 / 60), 3);
    const pier = roads.edgeSource.indexOf(2);
    expect(ROAD_CLASSES[roads.edgeClass[pier]!]).toBe('footway');
    expect(roads.edgeTo[pier]).toBe(roads.edgeFrom[ferry]);
  });

  it('blocks the cells of a multipolygon lake and none of its island', () => {
    const blocked = [...region.barrier.keys()].filter((cell) => region.barrier[cell] === 1);
    expect(blocked).toEqual(
      [1, 2, 3, 4].flatMap((row) =>
        [15, 16, 17, 18].filter((c) => !(row > 1 && row < 4 && c > 15 && c < 18)).map((c) => row * 20 + c),
      ),
    );
  });

  it('keeps a hospital that is mapped as a relation', () => {
    expect(region.facilities.map((f) => [f.id, f.nameZh, f.cell])).toEqual([
      ['relation/3', '中心医院', 13 * 20 + 6],
    ]);
  });

  it(
    'makes zones of the administrative levels that divide the people, finest first, and counts what was ' +
      'cut open',
    () => {
      expect(region.zones.map((zone) => [zone.id, zone.names.map((name) => name.en)])).toEqual([
        ['osm-admin-8', ['West', 'East']],
        ['osm-admin-6', ['County']],
      ]);
      expect([0, 1].map((z) => region.zones[0]!.zoneOfCell.filter((c) => c === z).length)).toEqual([
        160, 160,
      ]);
      const found = (code: string) => region.findings.filter((f) => f.code === code).map((f) => f.count);
      expect([found('zones-from-osm'), found('osm-boundary-open'), found('osm-water-open')]).toEqual([
        [2, 1],
        [1],
        [],
      ]);
    },
  );

  it('leaves OSM’s boundaries alone where a zone file is given', async () => {
    const ring = [
      [0, 0],
      [2000, 0],
      [2000, 1600],
      [0, 1600],
      [0, 0],
    ]
      .map(([e, s]) => {
        const n = node(0, e!, s!);
        return [n.lon, n.lat];
      })
      .reverse();
    const zones = join(folder, 'zones.geojson');
    writeFileSync(zones, JSON.stringify({ type: 'Polygon', coordinates: [ring] }));
    const own = await importRegion({ files: [folder], id: 'own' });
    rmSync(zones);
    expect(own.zones.map((zone) => zone.id)).toEqual(['zones']);
  });
});
