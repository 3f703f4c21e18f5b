import { deflateSync } from 'node:zlib';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import { buildPbf, message, varintField } from '../../geo/tiny-pbf.ts';
import { buildZip } from '../zip-builder.ts';
import { hostile, type HostileCase } from './hostile-case.ts';
import { FIXTURE_GRID } from '../fixture-frame.ts';

const WIDTH = 256,
  HEIGHT = 257,
  BITS = 258,
  COMPRESSION = 259,
  OFFSETS = 273,
  SAMPLES = 277,
  COUNTS = 279,
  SCALE = 33550,
  TIE = 33922;

/** A sound elevation, with other numbers in its tags or their values. */
function dem(change: (tiff: Buffer, entry: (tag: number) => number) => void = () => undefined): Buffer {
  const tiff = Buffer.from(
    writeGeoTiff({
      grid: FIXTURE_GRID,
      data: Int16Array.from({ length: 64 }, (_, i) => 100 + i),
      compress: 'none',
    }),
  );
  const first = tiff.readUInt32LE(4);
  const entry = (tag: number): number => {
    for (let i = 0; i < tiff.readUInt16LE(first); i++)
      if (tiff.readUInt16LE(first + 2 + 12 * i) === tag) return first + 2 + 12 * i;
    throw new Error(`no tag ${tag}`);
  };
  change(tiff, entry);
  return tiff;
}
/** Tags whose value fits into the entry. */
const tags = (values: Readonly<Record<number, number>>): Buffer =>
  dem((tiff, entry) => {
    for (const [tag, value] of Object.entries(values)) {
      tiff.writeUInt16LE(4, entry(Number(tag)) + 2);
      tiff.writeUInt32LE(value, entry(Number(tag)) + 8);
    }
  });
const doubles = (tag: number, ...values: number[]): Buffer =>
  dem((tiff, entry) => {
    for (const [i, value] of values.entries())
      tiff.writeDoubleLE(value, tiff.readUInt32LE(entry(tag) + 8) + 8 * i);
  });

/** GeoTIFF and SRTM tiles. */
export function makeHostileRasters(): HostileCase[] {
  const file = (title: string, bytes: Uint8Array, expected: HostileCase['expected']): HostileCase =>
    hostile(title, 'dem.tif', bytes, expected);
  const unreadable = { unused: 'raster-unreadable' } as const;
  // What a head says can be true; the samples tell when they are read.
  const atImport = { layer: 'elevation', findings: ['layer-file-unreadable'] } as const;
  const people = (
    title: string,
    values: Float32Array | Float64Array,
    expected: HostileCase['expected'],
    noData?: number,
  ): HostileCase =>
    hostile(
      title,
      'population_2.tif',
      writeGeoTiff({ grid: FIXTURE_GRID, data: values, ...(noData === undefined ? {} : { noData }) }),
      expected,
    );
  const fill = (value: number): Float32Array => new Float32Array(64).fill(value);
  const tooLarge = { status: 422, code: 'raster-too-large' } as const;
  return [
    file('4 milliard by 4 milliard cells', tags({ [WIDTH]: 0xffffffff, [HEIGHT]: 0xffffffff }), tooLarge),
    file('100,000 by 100,000 cells', tags({ [WIDTH]: 100_000, [HEIGHT]: 100_000 }), tooLarge),
    file('19,000 by 19,000 cells in 600 bytes', tags({ [WIDTH]: 19_000, [HEIGHT]: 19_000 }), tooLarge),
    file(
      '65,535 bands of 8,000 by 8,000',
      tags({ [WIDTH]: 8000, [HEIGHT]: 8000, [SAMPLES]: 65_535 }),
      tooLarge,
    ),
    file('no columns', tags({ [WIDTH]: 0 }), unreadable),
    file('no bands', tags({ [SAMPLES]: 0 }), 'any'),
    file('samples of no bits', tags({ [BITS]: 0 }), 'any'),
    file('samples of 999 bits', tags({ [BITS]: 999 }), 'any'),
    file('a strip beyond the file', tags({ [OFFSETS]: 0x7ffffff0 }), atImport),
    file('a strip shorter than its cells', tags({ [COUNTS]: 10 }), atImport),
    file('a strip of no bytes', tags({ [COUNTS]: 0 }), 'any'),
    file('a compression that nobody knows', tags({ [COMPRESSION]: 31_337 }), {
      unused: 'raster-type-unsupported',
    }),
    file('LZW that is none', tags({ [COMPRESSION]: 5 }), atImport),
    file('deflate that is none', tags({ [COMPRESSION]: 8 }), atImport),
    file('JPEG that is none', tags({ [COMPRESSION]: 7 }), atImport),
    file('more rows than strips', tags({ [HEIGHT]: 64 }), atImport),
    file(
      'a directory beyond the file',
      dem((tiff) => tiff.writeUInt32LE(0xfffffff0, 4)),
      unreadable,
    ),
    file(
      'a directory that is its own next',
      dem((tiff) => {
        const first = tiff.readUInt32LE(4);
        tiff.writeUInt32LE(first, first + 2 + 12 * tiff.readUInt16LE(first));
      }),
      'any',
    ),
    file(
      'a directory of 65,535 tags',
      dem((tiff) => tiff.writeUInt16LE(65_535, tiff.readUInt32LE(4))),
      'any',
    ),
    file(
      'a tag of 4 milliard numbers',
      dem((tiff, entry) => tiff.writeUInt32LE(0xffffffff, entry(SCALE) + 4)),
      'any',
    ),
    ...[
      [Number.NaN, 1],
      [Infinity, 1],
      [-0.0025, 0.0025],
    ].map((scale) =>
      file(`cells of ${scale.join(' by ')} degrees`, doubles(SCALE, ...scale), { unused: 'raster-rotated' }),
    ),
    file('cells of no width', doubles(SCALE, 0, 0.0025), { unused: 'raster-without-place' }),
    // A raster from south to north is read.
    file('cells of 0.0025 by -0.0025 degrees', doubles(SCALE, 0.0025, -0.0025), { layer: 'elevation' }),
    file('cells of 1e-300 degrees', doubles(SCALE, 1e-300, 1e-300), 'any'),
    file('a corner at 1e308', doubles(TIE, 0, 0, 0, 1e308, 1e308), 'any'),
    file('a corner that is no number', doubles(TIE, 0, 0, 0, Number.NaN, 1), { unused: 'raster-rotated' }),
    file('north of the pole', doubles(TIE, 0, 0, 0, 111, 5000), { unused: 'raster-beyond-pole' }),
    file(
      'a CRS that no table has',
      dem((tiff) => {
        const at = tiff.indexOf(Buffer.from([0, 8, 0, 0, 1, 0]));
        if (at > 0) tiff.writeUInt16LE(64_999, at + 6);
      }),
      'any',
    ),
    file('no pictures', Buffer.from('II*\0\0\0\0\0', 'latin1'), unreadable),
    file('four bytes', Buffer.from('II*\0', 'latin1'), unreadable),
    file('BigTIFF cut short', Buffer.from('II+\0\u0008\0\0\0\u00ff\u00ff', 'latin1'), unreadable),
    file('a text', Buffer.from('people per cell'), 'any'),
    file('a bomb of deflate', bomb(), 'any'),
    people('nobody', fill(0), 'any'),
    people('fewer than nobody', fill(-7), 'any'),
    people('no number', fill(Number.NaN), 'any'),
    people('infinitely many', fill(Infinity), 'any'),
    people('1e38 a cell', fill(1e38), 'any'),
    people('nodata of 1e999', fill(3), 'any', Infinity),
    hostile('a tile of a wrong size', 'N29E111.hgt', Buffer.alloc(1000), unreadable),
    hostile('a tile without a corner', 'tile.hgt', Buffer.alloc(2 * 1201 * 1201), {
      unused: 'raster-without-crs',
    }),
    hostile('a tile at 99° 999°', 'N99E999.hgt', Buffer.alloc(2 * 1201 * 1201), 'any'),
    hostile('nothing in a tile', 'N29E111.hgt', Buffer.alloc(0), { unused: 'file-empty' }),
    hostile('a tile’s zip that is none', 'N29E111.hgt.zip', Buffer.from('PK\x03\x04abc', 'latin1'), {
      unused: 'zip-broken',
    }),
    hostile(
      'a tile’s zip without a tile',
      'N29E111.hgt.zip',
      buildZip([{ name: 'a.txt', data: Buffer.from('x') }]),
      unreadable,
    ),
    hostile(
      'a tile’s zip that unpacks to 200 MB',
      'N29E111.hgt.zip',
      buildZip([{ name: 'N29E111.hgt', data: Buffer.alloc(200_000_000) }]),
      { status: 422, code: 'zip-size' },
    ),
  ];
}

/** 4,000 by 4,000 cells of zeros in a strip of 30 kB. */
function bomb(): Buffer {
  return Buffer.from(
    writeGeoTiff({
      grid: { ...FIXTURE_GRID, columns: 2000, rows: 2000, cellWidth: 0.00001, cellHeight: 0.00001 },
      data: new Int16Array(4_000_000),
      compress: 'deflate',
    }),
  );
}

/** OSM PBF. */
export function makeHostilePbf(): HostileCase[] {
  const file = (title: string, bytes: Buffer, expected: HostileCase['expected']): HostileCase =>
    hostile(title, 'roads.osm.pbf', bytes, expected);
  const nodes = [
    { id: 1, lon: 111, lat: 29.81 },
    { id: 2, lon: 111.02, lat: 29.81 },
  ];
  const way = { id: 10, refs: [1, 2], tags: { highway: 'primary' } };
  const data = (rawData: Buffer): Buffer => buildPbf({ rawData });
  const packed = (bytes: Buffer, claimed = bytes.length): Buffer =>
    message([varintField(2, claimed), { id: 3, bytes: deflateSync(bytes) }]);
  const broken = { unused: 'pbf-broken' } as const;
  return [
    file('nothing', Buffer.alloc(0), { unused: 'file-empty' }),
    file('three bytes', Buffer.from([0, 0, 0]), 'any'),
    file('a head of 4 GB', Buffer.from([0xff, 0xff, 0xff, 0xff, 1, 2, 3]), 'any'),
    file('a text', Buffer.from('these are no roads, whatever the name of the file may be'), 'any'),
    file('a block of 30 MB of nothing in 30 kB', data(packed(Buffer.alloc(30_000_000))), {
      layer: 'osm',
      findings: ['no-roads'],
    }),
    file('a block of 100 MB in 100 kB', data(packed(Buffer.alloc(100_000_000))), broken),
    file('a block that claims 5 bytes and holds 5 MB', data(packed(Buffer.alloc(5_000_000), 5)), broken),
    file('a block that claims 2 GB', data(packed(Buffer.from('x'), 2_000_000_000)), broken),
    file('LZMA', data(message([varintField(2, 5), { id: 4, bytes: Buffer.from('abcde') }])), 'any'),
    file(
      'deflate that is none',
      data(message([varintField(2, 5), { id: 3, bytes: Buffer.from('abcde') }])),
      broken,
    ),
    file(
      'a feature that nobody knows',
      buildPbf({ nodes, ways: [way], features: ['HistoricalInformation'] }),
      { unused: 'pbf-unsupported' },
    ),
    file(
      'nodes beyond the earth',
      buildPbf({
        nodes: [
          { id: 1, lon: 1e9, lat: -1e9 },
          { id: 2, lon: 111.02, lat: 29.81 },
        ],
        ways: [way],
      }),
      'any',
    ),
    file('a way of nodes that are not there', buildPbf({ nodes, ways: [{ ...way, refs: [7, 8, 9] }] }), {
      layer: 'osm',
      findings: ['osm-nodes-missing'],
    }),
    file('a way of one node', buildPbf({ nodes, ways: [{ ...way, refs: [1] }] }), 'any'),
    file('a way of no nodes', buildPbf({ nodes, ways: [{ ...way, refs: [] }] }), 'any'),
    file(
      'a way of one node 10,000 times',
      buildPbf({ nodes, ways: [{ ...way, refs: Array.from({ length: 10_000 }, () => 1) }] }),
      'any',
    ),
    file(
      'ids at the end of numbers',
      buildPbf({
        nodes: [
          { id: Number.MAX_SAFE_INTEGER, lon: 111, lat: 29.81 },
          { id: -5, lon: 111.02, lat: 29.81 },
        ],
        ways: [{ ...way, refs: [Number.MAX_SAFE_INTEGER, -5] }],
      }),
      'any',
    ),
    file(
      'a relation that is its own member',
      buildPbf({
        nodes,
        ways: [way],
        relations: [
          {
            id: 5,
            tags: { type: 'multipolygon', natural: 'water' },
            members: [
              { type: 2, id: 5, role: 'outer' },
              { type: 1, id: 99, role: 'outer' },
            ],
          },
        ],
      }),
      'any',
    ),
    file(
      'tags of the prototype',
      buildPbf({
        nodes: [
          { ...nodes[0]!, tags: { place: 'constructor', name: '__proto__', amenity: 'toString' } },
          nodes[1]!,
        ],
        ways: [{ ...way, tags: { highway: 'constructor', waterway: '__proto__' } }],
      }),
      'any',
    ),
  ];
}
