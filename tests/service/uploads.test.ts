import { Readable } from 'node:stream';
import { deflateSync } from 'node:zlib';
import { area, booleanPointInPolygon, intersect, polygon } from '@turf/turf';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import iconv from 'iconv-lite';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { importRegionFiles } from '../../server/service/regions.ts';
import { buildTransform, parseCrs, WGS84 } from '../../server/geo/crs.ts';
import { centreX, centreY } from '../../server/kernel/grid/grid.ts';
import { readRegionPack } from '../../server/region/model/region-pack.ts';
import type { Region } from '../../server/region/model/region.ts';
import { useService } from '../support/service.ts';
import { tinyFacilities, tinyPopulation, tinyRoads, writeFolder } from '../support/tiny-folder.ts';

const service = useService();
let region: Region;
/** Middle of the region, and its cell centres in degrees. */
let middle: [number, number];
let centres: Float64Array;

beforeAll(async () => {
  const folder = writeFolder(join(service.folder, 'tiny'), {
    'population.csv': tinyPopulation(10),
    'facilities.csv': tinyFacilities([{ id: 'A', tier: 'township', east: 1, north: 1 }]),
    'roads.geojson': tinyRoads(10),
  });
  const row = await importRegionFiles(service.context.analysis, { files: [folder], id: 'tiny' });
  region = readRegionPack(join(service.context.analysis.regionFolder, row.pack));
  const { grid } = region;
  const toDegrees = buildTransform(parseCrs(grid.crs), WGS84);
  centres = new Float64Array(grid.columns * grid.rows * 2);
  const at: [number, number] = [0, 0];
  for (let r = 0; r < grid.rows; r++)
    for (let c = 0; c < grid.columns; c++) {
      at[0] = centreX(grid, c);
      at[1] = centreY(grid, r);
      toDegrees(at);
      centres.set(at, (r * grid.columns + c) * 2);
    }
  const [west, south, east, north] = row.detail.bounds;
  middle = [(west + east) / 2, (south + north) / 2];
});

const KM = 1 / 111.2;
/**
 * A star of `points` corners around the middle, offset and sized in kilometres; counter-clockwise and
 * closed.
 */
function star(east: number, north: number, radius: number, points = 11): Position[] {
  const shrink = Math.cos((middle[1] * Math.PI) / 180);
  const ring = Array.from({ length: points }, (_, i): Position => {
    const angle = (2 * Math.PI * i) / points;
    const r = radius * (i % 2 === 0 ? 1 : 0.55);
    return [
      middle[0] + ((east + r * Math.cos(angle)) * KM) / shrink,
      middle[1] + (north + r * Math.sin(angle)) * KM,
    ];
  });
  return [...ring, ring[0]!];
}
const feature = (geometry: unknown, properties: Record<string, unknown> = { name: '一区' }) => ({
  type: 'Feature',
  properties,
  geometry,
});
const poly = (...rings: Position[][]) => ({ type: 'Polygon', coordinates: rings });
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });

type Content = string | Uint8Array;
async function upload(content: Content, query = '', language: 'zh' | 'en' = 'en') {
  const response = await service.request(`/api/uploads?region=tiny&name=file.geojson${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/geo+json' },
    body: content as BodyInit,
    language,
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: await response.json(), // oxlint-disable-line typescript/no-explicit-any
  };
}

/** People whose cell centre lies in the polygon, by turf on every cell near it. */
function countPeople(shape: Feature<Polygon | MultiPolygon>): number {
  const flat = (
    shape.geometry.type === 'Polygon' ? [shape.geometry.coordinates] : shape.geometry.coordinates
  ).flat(2);
  const xs = flat.map((p) => p[0]!);
  const ys = flat.map((p) => p[1]!);
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
  let people = 0;
  for (let cell = 0; cell < region.population.length; cell++) {
    const x = centres[cell * 2]!;
    const y = centres[cell * 2 + 1]!;
    if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
    if (booleanPointInPolygon([x, y], shape)) people += region.population[cell]!;
  }
  return people;
}

async function coverageOf(id: string) {
  const { status, body } = await service.execute('coverage', {
    region: 'tiny',
    zones: `upload:${id}`,
    cutoffMinutes: [30],
  });
  expect(status).toBe(200);
  return body;
}

describe('files that cannot be used say where and why, in both languages', () => {
  const good = (): Position[] => star(0, 0, 3);
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  const deepCollections = (depth: number): unknown =>
    depth === 0 ? poly(good()) : { type: 'GeometryCollection', geometries: [deepCollections(depth - 1)] };
  const ring = (change: (points: Position[]) => unknown[]): string =>
    collection(feature({ type: 'Polygon', coordinates: [change(good())] }));
  const cases: [string, () => Content, string, string][] = [
    ['an empty file', () => new Uint8Array(0), 'json-empty', ''],
    ['not JSON', () => 'name,lon,lat\nA,1,2\n', 'json-unreadable', ''],
    [
      'a picture',
      () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0]),
      'json-unreadable',
      '',
    ],
    ['a zip', () => deflateSync(Buffer.from('{}')), 'json-unreadable', ''],
    ['JSON cut short', () => collection(feature(poly(good()))).slice(0, 200), 'json-unreadable', ''],
    ['a JSON array', () => '[1, 2, 3]', 'geojson-not', ''],
    ['a JSON string', () => '"boundary"', 'geojson-not', ''],
    ['null', () => 'null', 'geojson-not', ''],
    ['JSON of something else', () => '{"type": "Topology", "objects": {}}', 'geojson-not', '/type'],
    ['an object without a type', () => '{"a": 1}', 'geojson-not', ''],
    [
      'features that are no list',
      () => '{"type":"FeatureCollection","features":{}}',
      'geojson-structure',
      '/features',
    ],
    ['an empty collection', () => collection(), 'geojson-empty', ''],
    ['only null geometries', () => collection(feature(null), feature(null)), 'geojson-no-areas', ''],
    [
      'only points',
      () => collection(feature({ type: 'Point', coordinates: middle })),
      'geojson-no-areas',
      '',
    ],
    [
      'a feature that is none',
      () => collection(feature(poly(good())), 7),
      'geojson-structure',
      '/features/1',
    ],
    [
      'an unknown geometry',
      () => collection(feature({ type: 'Circle', coordinates: [] })),
      'geojson-structure',
      '/features/0/geometry/type',
    ],
    [
      'a geometry that is a number',
      () => collection(feature(3)),
      'geojson-structure',
      '/features/0/geometry',
    ],
    [
      'no coordinates',
      () => collection(feature({ type: 'Polygon' })),
      'geojson-structure',
      '/features/0/geometry/coordinates',
    ],
    [
      'a bow-tie',
      () => ring((p) => [p[0]!, p[4]!, p[1]!, p[5]!, p[0]!]),
      'ring-self-intersection',
      '/features/0/geometry/coordinates/0/',
    ],
    [
      'a hole outside',
      () => collection(feature(poly(good(), star(20, 0, 1)))),
      'hole-outside',
      '/features/0/geometry/coordinates/1',
    ],
    [
      'crossing rings',
      () => collection(feature(poly(good(), star(2.5, 0, 2)))),
      'rings-cross',
      '/features/0/geometry/coordinates/',
    ],
    [
      'a ring of two points',
      () => ring((p) => [p[0]!, p[1]!, p[0]!]),
      'ring-without-area',
      '/features/0/geometry/coordinates/0',
    ],
    [
      'all points in one line',
      () =>
        ring(() => [
          [111, 31],
          [112, 32],
          [113, 33],
          [111, 31],
        ]),
      'ring-without-area',
      '/features/0/geometry/coordinates/0',
    ],
    [
      'text for a number',
      () => ring((p) => [['NaN', 'NaN'], ...p]),
      'position-not-finite',
      '/features/0/geometry/coordinates/0/0',
    ],
    [
      'numbers as text',
      () => ring((p) => p.map(([x, y]) => [String(x), String(y)])),
      'position-not-finite',
      '/features/0/geometry/coordinates/0/0',
    ],
    ['NaN in the file', () => ring((p) => p).replace(/\[1\d\d\.\d+,/, '[NaN,'), 'json-unreadable', ''],
    [
      '1e999',
      () => ring((p) => p).replace(/\[1\d\d\.\d+,/, '[1e999,'),
      'position-not-finite',
      '/features/0/geometry/coordinates/0/0',
    ],
    [
      'a null position',
      () => ring((p) => [null, ...p]),
      'position-unreadable',
      '/features/0/geometry/coordinates/0/0',
    ],
    [
      'a position of one number',
      () => ring((p) => [[111], ...p]),
      'position-unreadable',
      '/features/0/geometry/coordinates/0/0',
    ],
    [
      'a position far out',
      () => ring((p) => [p[0]!, [200, 40], ...p.slice(1)]),
      'position-out-of-bounds',
      '/features/0/geometry/coordinates/0/1',
    ],
    [
      'projected metres',
      () => ring((p) => p.map(([x, y]) => [x! * 1e5, y! * 1e5])),
      'coordinates-projected',
      '/features/0/geometry/coordinates',
    ],
    [
      'an unknown CRS',
      () =>
        JSON.stringify({
          type: 'FeatureCollection',
          crs: { properties: { name: 'EPSG:999999' } },
          features: [feature(poly(good()))],
        }),
      'crs-unknown',
      '/crs',
    ],
    [
      'a CRS that is no text',
      () =>
        JSON.stringify({
          type: 'FeatureCollection',
          crs: { properties: { name: 7 } },
          features: [feature(poly(good()))],
        }),
      'crs-unknown',
      '/crs',
    ],
    [
      'collections nested too deep',
      () => collection(feature(deepCollections(12))),
      'geojson-too-deep',
      '/features/0/geometry/geometries/0',
    ],
    [
      'a ring nested without end',
      () => `{"type":"Polygon","coordinates":${nested(50_000)}}`,
      'position-unreadable',
      '/coordinates/0/0',
    ],
    [
      'a position nested without end',
      () => `{"type":"Polygon","coordinates":[[[${nested(50_000)},1],[1,2],[2,3]]]}`,
      'position-not-finite',
      '/coordinates/0/0',
    ],
    [
      'a name property that is not there',
      () => collection(feature(poly(good()))),
      'name-property-unknown',
      '',
    ],
    [
      'another country',
      () => ring((p) => p.map(([x, y]) => [x! - 60, y! + 10])),
      'boundary-outside-region',
      '',
    ],
    [
      'across the 180th meridian, far away',
      () =>
        ring(() => [
          [179, 30],
          [-179, 30],
          [-179, 31],
          [179, 31],
          [179, 30],
        ]),
      'boundary-outside-region',
      '',
    ],
    [
      'around the pole',
      () =>
        ring(() => [
          [0, 80],
          [100, 70],
          [-160, 75],
          [-80, 60],
          [0, 80],
        ]),
      'ring-around-pole',
      '/features/0/geometry/coordinates',
    ],
  ];
  test.each(cases)('%s', async (what, content, code, pointer) => {
    const query = what.startsWith('a name property') ? '&nameProperty=nickname' : '';
    const bytes = content();
    const details: string[] = [];
    for (const language of ['zh', 'en'] as const) {
      const { status, type, body } = await upload(bytes, query, language);
      expect([status, type.split(';')[0], body.code]).toEqual([
        422,
        'application/problem+json',
        'invalid-geojson',
      ]);
      const place = body.errors.find((error: { code: string }) => error.code === code);
      expect(place, JSON.stringify(body)).toBeDefined();
      expect(place.pointer.startsWith(pointer), place.pointer).toBe(true);
      expect(place.pointer === '' || place.pointer.startsWith('/')).toBe(true);
      for (const error of body.errors) expect(error.detail).not.toMatch(/\{\w+\}|^[a-z-]+ \{/);
      details.push(place.detail);
    }
    expect(details[0]).toMatch(/[\u4e00-\u9fff]/);
    expect(details[1]).not.toMatch(/[\u4e00-\u9fff]/);
  });

  test('faults are listed up to fifty and counted beyond', async () => {
    const { body } = await upload(collection(...Array.from({ length: 80 }, () => feature(3))));
    expect(body.errors).toHaveLength(50);
    expect(body.detail).toContain('80');
  });

  test('an unknown region, an unknown parameter, an unknown upload', async () => {
    const send = (query: string, language: 'zh' | 'en') =>
      service.request(`/api/uploads?${query}`, {
        method: 'POST',
        body: collection(feature(poly(good()))),
        language,
      });
    const missing = await send('region=nowhere', 'zh');
    expect(missing.status).toBe(404);
    const problem = await missing.json();
    expect(problem.errors[0].pointer).toBe('/region');
    expect(problem.detail).toContain('qinghe');
    const unknown = await send('region=tiny&colour=red', 'en');
    expect(unknown.status).toBe(422);
    expect((await unknown.json()).errors[0]).toMatchObject({ pointer: '/colour', code: 'unknown-parameter' });
    const none = await send('name=x', 'en');
    expect((await none.json()).errors[0].pointer).toBe('/region');
    const gone = await service.execute('coverage', { region: 'tiny', zones: 'upload:0123456789' }, 'zh');
    expect([gone.status, gone.body.code]).toEqual([404, 'upload-not-found']);
  });

  test('100 MB is refused by its limit without being held', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 0x20);
    const before = process.memoryUsage().rss;
    const response = await fetch(`${service.url}/api/uploads?region=tiny`, {
      method: 'POST',
      headers: { 'Accept-Language': 'zh' },
      body: Readable.toWeb(
        Readable.from(
          (function* chunks() {
            for (let i = 0; i < 100; i++) yield chunk;
          })(),
        ),
      ) as unknown as BodyInit,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    const body = await response.json();
    expect(body).toMatchObject({ code: 'too-large' });
    expect(body.detail).toContain('50 MB');
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
  });

  test('a small body that unpacks to more than the limit is refused too', async () => {
    const response = await fetch(`${service.url}/api/uploads?region=tiny`, {
      method: 'POST',
      headers: { 'Content-Encoding': 'deflate' },
      body: deflateSync(Buffer.alloc(60 * 1024 * 1024, 0x20)) as unknown as BodyInit,
    });
    expect(response.status).toBe(413);
  });
});

describe('files that can be mended are, and count the right people', () => {
  const shape = (): Position[] => star(1, -1, 3.3, 13);
  const truth = (): number => countPeople(polygon([shape()]));
  const cases: [string, () => Content, string | null][] = [
    ['as it should be', () => collection(feature(poly(shape()))), null],
    ['a bare geometry', () => JSON.stringify(poly(shape())), null],
    ['a bare feature', () => JSON.stringify(feature(poly(shape()))), null],
    ['wound the wrong way', () => collection(feature(poly(shape().reverse()))), 'winding-mended'],
    ['an open ring', () => collection(feature(poly(shape().slice(0, -1)))), 'ring-closed'],
    [
      'swapped axes',
      () => collection(feature(poly(shape().map(([x, y]) => [y!, x!])))),
      'coordinates-swapped',
    ],
    [
      'repeated vertices',
      () => collection(feature(poly(shape().flatMap((p) => [p, p])))),
      'vertices-repeated',
    ],
    ['heights', () => collection(feature(poly(shape().map(([x, y]) => [x!, y!, 55])))), 'heights-dropped'],
    ['a null geometry beside it', () => collection(feature(null), feature(poly(shape()))), 'geometry-null'],
    [
      'a point beside it',
      () => collection(feature({ type: 'Point', coordinates: [1, 2] }), feature(poly(shape()))),
      'geometry-not-area',
    ],
    [
      'nested collections',
      () =>
        collection(
          feature({
            type: 'GeometryCollection',
            geometries: [{ type: 'GeometryCollection', geometries: [poly(shape())] }],
          }),
        ),
      'geometry-collection-opened',
    ],
    ['UTF-16', () => iconv.encode(collection(feature(poly(shape()))), 'utf-16le', { addBOM: true }), null],
    ['UTF-8 with a byte order mark', () => `\ufeff${collection(feature(poly(shape())))}`, null],
    [
      'GB18030',
      () =>
        iconv.encode(
          collection(feature(poly(shape()), { name: '一区', 备注: '青禾县东南部的一片区域' })),
          'gb18030',
        ),
      null,
    ],
    [
      'Web Mercator with its CRS named',
      () =>
        JSON.stringify({
          type: 'FeatureCollection',
          crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } },
          features: [feature(poly(shape().map(toMercator)))],
        }),
      'reprojected',
    ],
    [
      'nested properties',
      () =>
        `{"type":"Feature","properties":{"name":"一区","deep":${'['.repeat(20_000)}${']'.repeat(20_000)}},"geometry":${JSON.stringify(poly(shape()))}}`,
      'properties-nested-dropped',
    ],
  ];
  test.each(cases)('%s', async (_what, content, note) => {
    const { status, body } = await upload(content(), '', 'zh');
    expect(status, JSON.stringify(body)).toBe(201);
    if (note === null) expect(body.notes).toEqual([]);
    else {
      const found = body.notes.find((entry: { code: string }) => entry.code === note);
      expect(found, JSON.stringify(body.notes)).toBeDefined();
      expect(found.text).toMatch(/[\u4e00-\u9fff]/);
      expect(found.text).not.toMatch(/\{\w+\}/);
      const english = await (await service.request(`/api/uploads/${body.upload}`)).json();
      expect(english.notes.find((entry: { code: string }) => entry.code === note).text).not.toMatch(
        /[\u4e00-\u9fff]/,
      );
    }
    const answer = await coverageOf(body.upload);
    expect(answer.zones).toHaveLength(1);
    expect(truth()).toBeGreaterThan(100);
    expect(answer.zones[0].total).toBeCloseTo(truth(), 6);
    expect(answer.zones[0].basis).toBe('cell-centre');
    expect(answer.zones[0].total + answer.outsideZones.total).toBeCloseTo(answer.total, 5);
    if (body.nameProperty) expect(answer.zones[0].nameZh).toBe('一区');
  });

  test('on the sample region too, which is larger and on its own raster', async () => {
    const { analysis } = service.context;
    const row = analysis.regions.find('qinghe')!;
    const sample = readRegionPack(join(analysis.regionFolder, row.pack));
    const { grid } = sample;
    const [west, south, east, north] = row.detail.bounds;
    const [x, y] = [(west + east) / 2, (south + north) / 2];
    const ring: Position[] = [
      [x - 0.031, y - 0.022],
      [x + 0.043, y - 0.035],
      [x + 0.027, y + 0.039],
      [x - 0.019, y + 0.041],
    ];
    const shape = polygon([[...ring, ring[0]!]]);
    const response = await service.request('/api/uploads?region=qinghe', {
      method: 'POST',
      body: JSON.stringify(shape),
    });
    const { upload: id } = await response.json();
    const { body } = await service.execute('coverage', { region: 'qinghe', zones: `upload:${id}` });
    const toDegrees = buildTransform(parseCrs(grid.crs), WGS84);
    let people = 0;
    for (let cell = 0; cell < sample.population.length; cell++) {
      const at: [number, number] = [
        centreX(grid, cell % grid.columns),
        centreY(grid, Math.floor(cell / grid.columns)),
      ];
      toDegrees(at);
      if (booleanPointInPolygon(at, shape)) people += sample.population[cell]!;
    }
    expect(people).toBeGreaterThan(100);
    expect(body.zones[0].total).toBeCloseTo(people, 6);
  });

  test('a hole is not counted, a multipolygon is counted once', async () => {
    const hole = star(1, -1, 1.2).reverse();
    const island = star(-3.2, 3.1, 1.5);
    const { body } = await upload(
      collection(feature({ type: 'MultiPolygon', coordinates: [[shape(), hole], [island]] })),
    );
    const answer = await coverageOf(body.upload);
    const expected = truth() - countPeople(polygon([hole])) + countPeople(polygon([island]));
    expect(answer.zones[0].total).toBeCloseTo(expected, 6);
  });

  test('a boundary across the 180th meridian is split and still holds the whole region', async () => {
    const { status, body } = await upload(
      collection(
        feature(
          poly([
            [60, 0],
            [179, 0],
            [-170, 0],
            [-170, 60],
            [179, 60],
            [60, 60],
            [60, 0],
          ]),
        ),
      ),
    );
    expect(status).toBe(201);
    expect(body.notes.map((note: { code: string }) => note.code)).toContain('antimeridian-split');
    const answer = await coverageOf(body.upload);
    expect(answer.zones[0].total).toBeCloseTo(answer.total, 5);
    expect(answer.outsideZones.total).toBe(0);
  });

  test('overlapping features each count their own people, and the answer says so', async () => {
    const [a, b] = [star(0, 0, 3), star(1.5, 0, 3)];
    const { body } = await upload(
      collection(feature(poly(a), { name: '甲' }), feature(poly(b), { name: '乙' })),
    );
    const answer = await coverageOf(body.upload);
    const common = intersect({
      type: 'FeatureCollection',
      features: [polygon([a]), polygon([b])],
    })!;
    const [inA, inB, inBoth] = [polygon([a]), polygon([b]), common].map(countPeople) as [
      number,
      number,
      number,
    ];
    expect(inBoth).toBeGreaterThan(0);
    expect(answer.zones.map((zone: { total: number }) => zone.total)).toEqual([
      expect.closeTo(inA, 6),
      expect.closeTo(inB, 6),
    ]);
    const note = answer.notes.find((entry: { code: string }) => entry.code === 'uploaded-zones-overlap');
    expect(note.parameters.people).toBeCloseTo(inBoth, 6);
    expect(answer.outsideZones.total).toBeCloseTo(answer.total - (inA + inB - inBoth), 4);
    for (const zone of answer.zones)
      for (const cutoff of zone.cutoffs)
        expect(
          cutoff.covered + Object.values<number>(cutoff.uncovered).reduce((s, v) => s + v, 0),
        ).toBeCloseTo(zone.total, 6);
  });

  test('a repeated feature is said and has its own row', async () => {
    const { body } = await upload(collection(feature(poly(shape())), feature(poly(shape()))));
    expect(body.notes.map((note: { code: string }) => note.code)).toContain('feature-repeated');
    const answer = await coverageOf(body.upload);
    expect(answer.zones).toHaveLength(2);
    expect(answer.zones[0].total).toBe(answer.zones[1].total);
  });

  test('features smaller than twenty cells count people by area', async () => {
    const densest = region.population.reduce(
      (best, p, cell) => (p > region.population[best]! ? cell : best),
      0,
    );
    const [x, y] = [centres[densest * 2]!, centres[densest * 2 + 1]!];
    // About 2.3 by 1.7 cells of 100 m, off the lattice.
    const ring: Position[] = [
      [x - 0.0011, y - 0.0009],
      [x + 0.0013, y - 0.0008],
      [x + 0.0012, y + 0.0007],
      [x - 0.001, y + 0.0006],
    ];
    ring.push(ring[0]!);
    const { body } = await upload(collection(feature(poly(ring), { name: '小块' })));
    const answer = await coverageOf(body.upload);
    expect(answer.zones[0].basis).toBe('area-share');
    expect(answer.notes.find((n: { code: string }) => n.code === 'zones-basis').parameters.shares).toBe(1);
    expect(answer.zones[0].total).toBeCloseTo(countByArea(ring), 2);
    expect(answer.zones[0].total + answer.outsideZones.total).toBeCloseTo(answer.total, 5);
  });

  test('the part outside the region is measured in km²', async () => {
    const { bounds } = service.context.analysis.regions.find('tiny')!.detail;
    const [west, , , north] = bounds;
    // Straddles the western edge of the frame and reaches far out.
    const y = (bounds[1] + north) / 2;
    const ring: Position[] = [
      [west - 0.08, y],
      [west + 0.12, y],
      [west + 0.12, y + 0.1],
      [west - 0.08, y + 0.1],
    ];
    ring.push(ring[0]!);
    const { body } = await upload(collection(feature(poly(ring))));
    const frame = frameInDegrees();
    const inside = intersect({ type: 'FeatureCollection', features: [polygon([ring]), frame] })!;
    const outside = (area(polygon([ring])) - area(inside)) / 1e6;
    expect(outside).toBeGreaterThan(10);
    // Turf measures on a sphere, the service on the ellipsoid: within half a percent.
    expect(Math.abs(body.outsideKm2[0] / outside - 1)).toBeLessThan(0.005);
    const answer = await coverageOf(body.upload);
    expect(answer.zones[0].outsideKm2).toBe(body.outsideKm2[0]);
    expect(
      answer.notes.find((n: { code: string }) => n.code === 'zones-outside').parameters.areaKm2,
    ).toBeCloseTo(body.outsideKm2[0], 9);
  });

  test('one feature inside and one far away: the far one is named', async () => {
    const { status, body } = await upload(
      collection(
        feature(poly(shape()), { name: '近处' }),
        feature(poly(shape().map(([x, y]) => [x! - 20, y!])), { name: '远处' }),
      ),
      '',
      'zh',
    );
    expect(status).toBe(201);
    const note = body.notes.find((entry: { code: string }) => entry.code === 'features-outside-region');
    expect(note.text).toContain('远处');
  });

  test('the name property can be chosen', async () => {
    const content = collection(feature(poly(shape()), { code: 'A-1', name: '一区', label: '片区甲' }));
    const first = await upload(content);
    expect(first.body.textProperties).toEqual(['code', 'name', 'label']);
    const second = await upload(content, '&nameProperty=label');
    expect(second.body.upload).not.toBe(first.body.upload);
    expect((await coverageOf(second.body.upload)).zones[0].nameZh).toBe('片区甲');
  });
});

function toMercator([lon, lat]: Position): Position {
  const radius = 6378137;
  return [(lon! * Math.PI * radius) / 180, radius * Math.log(Math.tan(Math.PI / 4 + (lat! * Math.PI) / 360))];
}

/**
 * The region's frame as a polygon of degrees, with many vertices so that its sides stay straight in metres.
 */
function frameInDegrees(): Feature<Polygon> {
  const { grid } = region;
  const toDegrees = buildTransform(parseCrs(grid.crs), WGS84);
  const width = grid.columns * grid.cellWidth;
  const height = grid.rows * grid.cellHeight;
  const ring: Position[] = [];
  const corners = [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
    [0, 0],
  ] as const;
  for (let side = 0; side < 4; side++)
    for (let k = 0; k < 50; k++) {
      const [a, b] = [corners[side]!, corners[side + 1]!];
      const at: [number, number] = [
        grid.left + width * (a[0] + ((b[0] - a[0]) * k) / 50),
        grid.top - height * (a[1] + ((b[1] - a[1]) * k) / 50),
      ];
      toDegrees(at);
      ring.push(at);
    }
  return polygon([[...ring, ring[0]!]]);
}

/** People of a small ring by the part of each cell's area within it, cut by turf in degrees. */
function countByArea(ring: Position[]): number {
  const { grid } = region;
  const toDegrees = buildTransform(parseCrs(grid.crs), WGS84);
  let people = 0;
  for (let cell = 0; cell < region.population.length; cell++) {
    if (!(region.population[cell]! > 0)) continue;
    const [x, y] = [centres[cell * 2]!, centres[cell * 2 + 1]!];
    if (Math.abs(x - ring[0]![0]!) > 0.01 || Math.abs(y - ring[0]![1]!) > 0.01) continue;
    const row = Math.floor(cell / grid.columns);
    const column = cell % grid.columns;
    const corners = [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0],
      [0, 0],
    ].map(([dx, dy]) => {
      const at: [number, number] = [
        grid.left + (column + dx!) * grid.cellWidth,
        grid.top - (row + dy!) * grid.cellHeight,
      ];
      toDegrees(at);
      return at;
    });
    const square = polygon([corners]);
    const common = intersect({ type: 'FeatureCollection', features: [square, polygon([ring])] });
    if (common) people += (region.population[cell]! * area(common)) / area(square);
  }
  return people;
}
