import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseCrs } from '../../server/geo/crs.ts';
import { findGeographic } from '../../server/geo/crs/crs-codes.ts';
import { parseProjText } from '../../server/geo/crs/crs-parameters.ts';
import { toWkt } from '../../server/geo/crs/write-wkt.ts';
import { checkPolygons } from '../../server/geo/geojson-check.ts';
import { readGeoJsonLayer } from '../../server/geo/geojson-read.ts';
import { scanOsm } from '../../server/geo/osm-scan.ts';
import { ProtoReader } from '../../server/geo/proto-reader.ts';
import { isRasterSidecar } from '../../server/geo/raster-sidecars.ts';
import { READ_LIMITS } from '../../server/geo/read-limits.ts';
import { computeShade } from '../../server/geo/tiles/relief-tile.ts';
import { parseDegrees, parsePlace } from '../../server/region/import/tables/coordinates.ts';
import { metricGrid } from '../support/frames.ts';
import { expectGolden } from '../support/golden-answers.ts';
import { packed, zigzag } from './tiny-pbf.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-systems-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const write = (name: string, text: string): string => {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
};

it('geographic systems by their codes: how each lies to WGS 84', () => {
  for (let from = 4000; from < 5000; from += 100)
    expectGolden(
      'systems',
      `codes from ${from}`,
      Array.from({ length: 100 }, (_, k) => {
        const found = findGeographic(String(from + k));
        return found && `${found.code} ${found.isLikeWgs84} ${found.usual} ${found.shifts.length}`;
      }).filter(Boolean),
    );
});

it('texts that turn longitudes', () => {
  for (const wrap of ['180', '0', '200', 'x', '-90'])
    expectGolden(
      'systems',
      `turned by ${wrap}`,
      parseCrs(`+proj=longlat +datum=WGS84 +lon_wrap=${wrap} +no_defs`),
    );
});

it('systems written as text, by every method', () => {
  const methods =
    'tmerc merc lcc aea laea cea sterea sinu moll robin eck6 eqearth mill vandg eqc cass poly aeqd eqdc gnom ortho nzmg bonne ' +
    'omerc somerc krovak stere utm longlat geos';
  const values =
    '+lat_0=12 +lon_0=38 +lat_1=5 +lat_2=20 +x_0=500 +y_0=-70 +k_0=0.9996 +a=6378249.145 +rf=293.465 +units=m';
  const read = (text: string, shift: readonly number[] | null = null): unknown => {
    try {
      return toWkt(parseProjText(text), shift);
    } catch (problem) {
      return String(problem);
    }
  };
  for (const method of methods.split(' '))
    expectGolden(
      'systems',
      `as text ${method}`,
      read(`+proj=${method} ${values}${method === 'utm' ? ' +zone=37' : ''}`),
    );
  const others = [
    '+proj=lcc +lat_1=5 +k_0=0.99 +datum=WGS84',
    '+proj=stere +lat_0=90 +lat_ts=70 +lon_0=5 +datum=WGS84',
    '+proj=stere +lat_0=-90 +lat_ts=-71 +lon_0=5 +datum=WGS84',
    '+proj=utm +zone=5 +south +datum=WGS84',
    '+proj=tmerc +lon_0=5 +axis=wsu +datum=WGS84',
    '+proj=omerc +lat_0=4 +lonc=115 +alpha=53 +no_uoff +datum=WGS84',
    '+proj=omerc +lat_0=4 +lonc=115 +alpha=53 +datum=WGS84',
    '+proj=tmerc +lon_0=5 +to_meter=0.3048 +datum=WGS84',
    '+proj=longlat +a=6378137 +rf=298.25 +pm=paris',
  ];
  expectGolden(
    'systems',
    'other texts',
    others.flatMap((text) => [read(text), read(text, [1, 2, 3]), read(text, [1, 2, 3, 4, 5, 6, 7])]),
  );
});

it('numbers of Protocol Buffers at every length', () => {
  const edges = [7, 14, 21, 28, 31, 32, 35, 42, 49, 52].flatMap((bits) => [
    2 ** bits - 1,
    2 ** bits,
    2 ** bits + 1,
  ]);
  const values = [0, 1, 126, ...edges];
  const reader = new ProtoReader(packed([...values, ...values].map(BigInt)));
  expect([...values, ...values].map(() => reader.varint())).toEqual([...values, ...values]);
  const signs = values.flatMap((value) => (value < 2 ** 51 ? [value, -value] : []));
  const signed = new ProtoReader(packed(signs.map((value) => zigzag(BigInt(value)))));
  expect(signs.map(() => signed.signedVarint() + 0)).toEqual(signs.map((value) => value + 0));
  const whole = new ProtoReader(packed(signs.map(BigInt)));
  expect(signs.map(() => whole.int64() + 0)).toEqual(signs.map((value) => value + 0));
  expect(() => new ProtoReader(Buffer.alloc(20, 255)).varint()).toThrow(/varint runs past/);
  expect(() => new ProtoReader(Buffer.alloc(20, 255)).int64()).toThrow(/int64 runs past/);
  expect(() => new ProtoReader(Buffer.alloc(2, 255)).int64()).toThrow(/int64 runs past/);
});

it('OSM XML: progress, and blocks of at most 8000', () => {
  const nodes = Array.from({ length: 16_001 }, (_, k) => `<node id="${k + 1}" lat="1" lon="2"/>`).join('');
  const path = write('many.osm', `<osm version="0.6">${nodes}</osm>`);
  const shares: number[] = [];
  const counts: number[] = [];
  scanOsm(path, { onProgress: (share) => shares.push(share), nodes: ({ count }) => counts.push(count) });
  expect(counts).toEqual([8000, 8000, 1]);
  expect(shares.at(-1)).toBe(1);
  expect(shares.every((share, k) => share > 0 && share >= (shares[k - 1] ?? 0))).toBe(true);
});

it('boundaries that are there twice are noted by the number of the first', () => {
  const ring = (x: number): number[][] => [
    [x, 0],
    [x + 1, 0],
    [x + 1, 1],
    [x, 0],
  ];
  const feature = (x: number): unknown => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Polygon', coordinates: [ring(x)] },
  });
  const text = JSON.stringify({ type: 'FeatureCollection', features: [5, 7, 9, 7, 7, 9].map(feature) });
  const { notes } = checkPolygons(Buffer.from(text), { near: [0, -5, 20, 10] });
  expectGolden('systems', 'boundaries twice', notes);
  expect(JSON.stringify(notes)).toContain('"other":2');
  expect(readGeoJsonLayer(Buffer.from(text), READ_LIMITS).name).toBe('');
});

it('files that go with a raster', () => {
  for (const name of ['a.tif', 'b.shp', 'b.prj', 'c.ASC', 'd.tif', 'd.shp']) write(name, '');
  const names =
    'a.prj b.prj c.prj d.prj a.tfw A.TFW b.tfw a.tif.msk b.tif.msk a.tif.ovr a.aux.xml x.aux.xml a.agw a.tifw a.tiffw a.wld a.txt';
  expect(names.split(' ').filter((name) => isRasterSidecar(join(scratch, name)))).toEqual([
    'a.prj',
    'c.prj',
    'a.tfw',
    'A.TFW',
    'a.tif.msk',
    'a.tif.ovr',
    'a.aux.xml',
    'x.aux.xml',
    'a.agw',
    'a.tifw',
    'a.tiffw',
  ]);
});

it('shades of small frames', () => {
  const shades = [
    [1, 5],
    [5, 1],
    [2, 2],
    [2, 3],
    [3, 2],
  ].map(([columns, rows]) => [
    ...computeShade(
      metricGrid(columns!, rows!),
      Float32Array.from({ length: columns! * rows! }, (_, k) => (k * 37) % 90),
      100,
      90,
    ),
  ]);
  expectGolden('systems', 'shades', shades);
});

it('places written in one cell', () => {
  const texts = [
    '36.77, -1.28',
    '-1.28;36.77',
    '-1.28 / 36.77',
    '36,77174,-1,28871',
    '1,2,3',
    '1,2,3.5',
    '-1.28,36.77',
    '1.28 S 36.77 E',
    'S1.28 E36.77',
    '36.77E 1.28S',
    '-1.28 36.77 1650 5',
    '-1.28 36.77 1650 5 7',
    '1°16\'48"S 36°46\'12"E',
    '95, 5',
    '5, 95',
    'a, b',
    '',
    '36.77',
    '1.28N, 2.5N',
    '；1；2',
    '1|2',
    '1、2',
    '36.77 ，-1.28',
  ];
  expectGolden(
    'systems',
    'places',
    texts.map((text) => [text, parsePlace(text, true), parsePlace(text, false)]),
  );
  expectGolden(
    'systems',
    'degrees',
    texts.map((text) => String(parseDegrees(text))),
  );
});
