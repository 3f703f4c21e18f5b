import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Geometry, Position } from 'geojson';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { crossesAntimeridian, splitAtAntimeridian } from '../../server/geo/antimeridian.ts';
import { encodingOfDbf } from '../../server/geo/dbf-encoding.ts';
import { lineMeters, ringSquareMeters } from '../../server/geo/geodesic.ts';
import { checkPolygons } from '../../server/geo/geojson-check.ts';
import { plainGeometry } from '../../server/geo/geometry-parts.ts';
import { writeGeoTiff } from '../../server/geo/geotiff-write.ts';
import { countVotes, parseNumber, plainNumber, signOf } from '../../server/geo/number-text.ts';
import { assembleRings, holds } from '../../server/geo/osm-rings.ts';
import {
  clippedArea,
  computeCellShares,
  partsInCells,
  ringArea,
  scanRings,
} from '../../server/geo/polygon-cells.ts';
import { isFlat } from '../../server/geo/polygon-mend.ts';
import {
  redistributePeople,
  resampleHeights,
  resampleMajority,
  resampleMean,
  type Band,
} from '../../server/geo/resample.ts';
import { findRingCrossings } from '../../server/geo/ring-crossings.ts';
import { dateOfSerial, isDateFormat } from '../../server/geo/sheet-dates.ts';
import { writePng } from '../../server/geo/tiles/png-write.ts';
import { computeShade, drawReliefTile } from '../../server/geo/tiles/relief-tile.ts';
import { computeTilePositions } from '../../server/geo/tiles/tile-cells.ts';
import { drawValueTile } from '../../server/geo/tiles/value-tile.ts';
import { readWkb, writeWkb } from '../../server/geo/wkb.ts';
import { isWkt, readWkt } from '../../server/geo/wkt-read.ts';
import { readZipEntries } from '../../server/geo/zip-read.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import { recogniseFile } from '../../server/region/import/recognise/recognise.ts';
import { expectGolden } from '../support/golden-answers.ts';
import {
  makeHostilePackages,
  makeHostileWorkbooks,
  makeHostileZips,
} from '../support/hostile/hostile-archives.ts';
import type { HostileCase } from '../support/hostile/hostile-case.ts';
import { makeHostilePbf, makeHostileRasters } from '../support/hostile/hostile-rasters.ts';
import { makeHostileJson, makeHostileText } from '../support/hostile/hostile-texts.ts';
import { metricGrid } from '../support/frames.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-readers-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const fixtures = resolve(import.meta.dirname, '../fixtures/formats');

const withoutPlace = (file: object): unknown =>
  Object.fromEntries(Object.entries(file).filter(([key]) => !['sha256', 'path', 'bytes'].includes(key)));
const recognised = async (path: string): Promise<unknown> => (await recogniseFile(path)).map(withoutPlace);

async function readAll(name: string, cases: readonly HostileCase[]): Promise<void> {
  for (const [index, { title, name: file, bytes }] of cases.entries()) {
    const folder = join(scratch, `${name}-${index}`);
    mkdirSync(folder);
    writeFileSync(join(folder, file), bytes);
    expectGolden('readers', `${name} ${index}: ${title}`, await recognised(join(folder, file)));
  }
  expect(cases.length).toBeGreaterThan(3);
}

describe('what readers make of files', () => {
  it.each(readdirSync(fixtures))('%s', async (name) => {
    expectGolden('readers', name, await recognised(join(fixtures, name)));
  });
  it('hostile JSON', () => readAll('json', makeHostileJson()));
  it('hostile texts', () => readAll('text', makeHostileText()));
  it('hostile rasters', () => readAll('raster', makeHostileRasters()));
  it('hostile OSM', () => readAll('pbf', makeHostilePbf()));
  it('hostile archives', async () => {
    const entries = await readZipEntries(join(fixtures, 'zones-shp.zip'), () => true);
    const of = (kind: string): Buffer => entries.find((entry) => entry.name.endsWith(kind))!.bytes;
    await readAll('zip', makeHostileZips({ shp: of('.shp'), dbf: of('.dbf'), prj: of('.prj') }));
  });
  it('hostile packages', () => readAll('gpkg', makeHostilePackages()));
  it('hostile workbooks', async () => readAll('xlsx', await makeHostileWorkbooks()));
});

const SQUARE: Position[] = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];
const HOLE: Position[] = [
  [1, 1],
  [1, 2],
  [2, 2],
  [2, 1],
  [1, 1],
];
const EIGHT: Position[] = [
  [0, 0],
  [4, 4],
  [4, 0],
  [0, 4],
  [0, 0],
];
const SPIKE: Position[] = [
  [0, 0],
  [4, 0],
  [9, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];
const GEOMETRIES: Geometry[] = [
  { type: 'Point', coordinates: [1, 2] },
  {
    type: 'MultiPoint',
    coordinates: [
      [1, 2],
      [3, 4],
    ],
  },
  {
    type: 'LineString',
    coordinates: [
      [1, 2],
      [3, 4],
      [5, 0],
    ],
  },
  {
    type: 'MultiLineString',
    coordinates: [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ],
  },
  { type: 'Polygon', coordinates: [SQUARE, HOLE] },
  { type: 'MultiPolygon', coordinates: [[SQUARE], [HOLE]] },
  {
    type: 'GeometryCollection',
    geometries: [
      { type: 'Point', coordinates: [1, 2] },
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      { type: 'Polygon', coordinates: [SQUARE] },
    ],
  },
];

describe('geometries', () => {
  it('as binary text come back as they were', () => {
    for (const geometry of GEOMETRIES.slice(0, 6)) expect(readWkb(writeWkb(geometry))).toEqual(geometry);
    expectGolden(
      'readers',
      'wkb',
      GEOMETRIES.slice(0, 6).map((geometry) => writeWkb(geometry).toString('hex')),
    );
  });
  it('as text', () => {
    const texts = [
      'POINT (1 2)',
      'point z (1 2 3)',
      'SRID=4326;POINT(1 2)',
      'POINT EMPTY',
      'MULTIPOINT ((1 2), (3 4))',
      'MULTIPOINT (1 2, 3 4)',
      'LINESTRING (1 2, 3 4, 5.5 -6e1)',
      'LINESTRING M (1 2 9, 3 4 9)',
      'MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))',
      'POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))',
      'MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((9 9, 10 9, 10 10, 9 9)))',
      'GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))',
      'POINT (1)',
      'POINT (a b)',
      'CIRCLE (1 2)',
      'POINT (1 2) x',
      '',
    ];
    const read = (text: string): unknown => {
      try {
        return readWkt(text);
      } catch (error) {
        return String(error);
      }
    };
    expectGolden(
      'readers',
      'wkt',
      texts.map((text) => [text, isWkt(text), read(text)]),
    );
  });
  it('of one kind, split at the turn of the globe, mended, crossed', () => {
    const turn: Position[] = [
      [179, 0],
      [-179, 0],
      [-179, 5],
      [179, 5],
      [179, 0],
    ];
    const far: Position[] = [
      [170, 0],
      [190, 0],
      [190, 5],
      [170, 5],
      [170, 0],
    ];
    expectGolden('readers', 'geometries', {
      plain: GEOMETRIES.map((geometry) =>
        (['area', 'line', 'point'] as const).map((kind) => plainGeometry(geometry, kind)),
      ),
      crosses: [SQUARE, turn, far].map(crossesAntimeridian),
      split: [
        [SQUARE],
        [turn],
        [far],
        [
          far,
          [
            [175, 1],
            [185, 1],
            [185, 2],
            [175, 1],
          ],
        ],
      ].map((rings) => splitAtAntimeridian(rings)),
      crossings: [[SQUARE, HOLE], [EIGHT], [SPIKE], [SQUARE, EIGHT]].map((rings) =>
        findRingCrossings(rings, 5),
      ),
      flat: [
        SQUARE,
        HOLE,
        [
          [0, 0],
          [1, 1],
          [2, 2],
          [0, 0],
        ] as Position[],
      ].map(isFlat),
      holds: [
        [0.5, 0.5],
        [4.5, 1],
        [4, 1],
        [-1, 2],
      ].map((point) => holds(SQUARE, point)),
      rings: assembleRings(
        [
          [[1, 2, 3], false],
          [[5, 4, 3], false],
          [[5, 1], false],
          [[20, 21, 22, 20], false],
          [[30, 31, 32, 33, 30], true],
          [[9, 8], true],
        ].map(([refs, inner]) => ({ refs: Float64Array.from(refs as number[]), inner: inner as boolean })),
        (refs) => Array.from(refs, (ref) => [ref % 10, ((ref * 7) % 10) + (ref > 29 ? 1 : 0)]),
      ),
      meters: [
        lineMeters(Float64Array.of(0, 1, 2), Float64Array.of(0, 0, 1), 0, 2, true),
        lineMeters(Float64Array.of(0, 3, 3), Float64Array.of(0, 4, 5), 0, 2, false),
        ringSquareMeters(SQUARE),
        ringSquareMeters(SQUARE.toReversed()),
      ],
    });
  });
  it('checked as boundaries', () => {
    const of = (...rings: Position[][]): unknown => ({
      type: 'Feature',
      properties: { name: 'x' },
      geometry: { type: 'Polygon', coordinates: rings },
    });
    const texts = [
      of(SQUARE, HOLE),
      of(EIGHT),
      of(SPIKE),
      of(SQUARE.slice(0, 4)),
      of([
        [0, 0],
        [1, 1],
        [0, 0],
      ]),
      {
        type: 'FeatureCollection',
        features: [of(SQUARE), of(HOLE), { type: 'Feature', properties: {}, geometry: null }],
      },
      { type: 'FeatureCollection', features: [] },
      { type: 'Polygon', coordinates: [SQUARE] },
      { type: 'GeometryCollection', geometries: [{ type: 'Polygon', coordinates: [SQUARE] }] },
      { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [1, 2] } },
      {
        type: 'Feature',
        properties: {},
        geometry: { type: 'MultiPolygon', coordinates: [[SQUARE], [HOLE]] },
      },
      of([
        [500, 0],
        [501, 0],
        [501, 91],
        [500, 0],
      ]),
      of([
        [0, 0],
        [1e7, 0],
        [1e7, 1e7],
        [0, 0],
      ]),
      of([
        [0, 0, 5],
        [1, 0, 5],
        [1, 1, 5],
        [0, 0, 5],
      ]),
      of([
        [0, 0],
        [1, 'x'],
        [1, 1],
        [0, 0],
      ] as never),
      [],
      'x',
      null,
    ];
    expectGolden(
      'readers',
      'boundaries',
      [
        ...texts.map((one) => JSON.stringify(one)),
        '{',
        '',
        '\ufeff{"type":"FeatureCollection","features":[]}',
      ].map((text) => [text.slice(0, 80), checkPolygons(Buffer.from(text), { near: [-5, -5, 10, 10] })]),
    );
  });
});

const frame = (columns: number, rows: number, cell: number, left = 500_000, top = 3_300_000): Grid =>
  metricGrid(columns, rows, { cell, left, top, crs: 'EPSG:32649' });
const band = (grid: Grid, modulus: number): Band => ({
  grid,
  values: Float64Array.from({ length: grid.columns * grid.rows }, (_, k) => (k * 7 + 3) % modulus),
  isValid: (value) => value !== 5,
});

describe('frames', () => {
  const frames: [string, Grid][] = [
    ['same', frame(6, 5, 100)],
    ['finer', frame(12, 10, 50)],
    ['coarser', frame(3, 3, 200)],
    ['twice and a bit', frame(3, 2, 210)],
    ['shifted', frame(6, 5, 100, 500_030, 3_299_960)],
    ['beyond', frame(8, 8, 100, 499_800, 3_300_250)],
    ['far away', frame(4, 4, 100, 600_000)],
    ['degrees', { ...frame(5, 5, 0.001, 111, 29.829), crs: 'EPSG:4326', geographic: true }],
  ];
  it.each(frames)('resampled to the %s frame', (name, target) => {
    const source = frame(6, 5, 100);
    const people = new Float64Array(target.columns * target.rows);
    expectGolden('readers', `frame ${name}`, {
      heights: [...resampleHeights(band(source, 11), target)],
      means: [...resampleMean(band(source, 11), target)],
      classes: [...resampleMajority(band(source, 7), target, 99)],
      moved: redistributePeople(band(source, 11), target, people),
      people: [...people],
    });
  });
  it('averages heights only where a cell is more than two cells wide', () => {
    const source = frame(12, 12, 100);
    const only: Band = { grid: source, values: new Float64Array(144).fill(0), isValid: () => true };
    only.values[5 * 12 + 5] = 36;
    // At just two cells wide the height is taken at the centre; wider, it is the mean of what lies under.
    const at = (cell: number): number =>
      resampleHeights(only, frame(1, 1, cell, 500_550 - cell / 2, 3_299_450 + cell / 2))[0]!;
    expect(at(200)).toBe(36);
    expect(at(100)).toBe(36);
    expect(at(300)).toBe(4);
  });
  it('cells of polygons', () => {
    const grid = frame(8, 6, 100);
    const rings = partsInCells(
      { ...grid, crs: 'EPSG:4326', geographic: true, left: 0, top: 6, cellWidth: 1, cellHeight: 1 },
      {
        type: 'Polygon',
        coordinates: [SQUARE, HOLE],
      },
    );
    const spans: number[][] = [];
    for (const part of rings) scanRings(grid, part, (row, first, last) => spans.push([row, first, last]));
    expectGolden('readers', 'cells', {
      rings,
      spans,
      shares: rings.map((part) => computeCellShares(grid, part)),
      areas: rings.flatMap((part) => part.map((ring) => [ringArea(ring), clippedArea(ring, 0.5, 3, 2.5, 5)])),
    });
  });
});

describe('numbers, dates, pictures', () => {
  it('numbers in texts', () => {
    const texts =
      '1 -2 +3 1.5 1,5 1.234,5 1,234.5 1 234,5 1’234 12,345 12.345 1.2.3 1,2,3 ,5 .5 5. 1e3 1E-2 ٣ １２ − 50% 1_000 0x10 abc - 1,23,456 −7 (5) 1.000.000 1,000,000'.split(
        ' ',
      );
    expectGolden('readers', 'numbers', {
      plain: texts.map((text) => [text, plainNumber(text)]),
      point: texts.map((text) => String(parseNumber(text, '.'))),
      comma: texts.map((text) => String(parseNumber(text, ','))),
      open: texts.map((text) => String(parseNumber(text))),
      votes: [texts, ['1,5', '2,5'], ['1.5'], ['1', '2'], ['1,5', '1.5']].map((list) => [
        countVotes(list),
        signOf(countVotes(list)),
      ]),
    });
  });
  it('encodings of dBase tables', () => {
    const texts = ['中文县名', 'Santé', 'Åse', 'Ελλάδα', 'Москва'];
    const fields = {
      none: [],
      utf8: texts.map((text) => Buffer.from(text, 'utf8')),
      latin: ['Sant\xe9', '\xc5se'].map((text) => Buffer.from(text, 'latin1')),
      chinese: [Buffer.from([0xd6, 0xd0, 0xce, 0xc4]), Buffer.from([0xcf, 0xd8, 0xc3, 0xfb])],
      cut: [Buffer.from('县名', 'utf8').subarray(0, 5)],
      mixed: [Buffer.from('é', 'utf8'), Buffer.from([0xe9, 0x20])],
    };
    const pages =
      'UTF-8|utf8|65001|GBK|GB2312|gb18030|EUC-CN|Big5|Shift_JIS|sjis|MS_Kanji|EUC-KR|ksc|macroman|Macintosh|latin1|ISO-8859-1|ISO 8859-15|8859-99|1252|CP1251|ANSI 1250|437|cp850|OEM|ANSI||950|936|932|949|12345|\ufeffUTF-8'.split(
        '|',
      );
    const read = (cpg: string | null, language: number): unknown =>
      Object.entries(fields).map(([name, list]) => {
        const { encoding, isGuess } = encodingOfDbf(cpg, language, list);
        return `${name} ${encoding}${isGuess ? ' guessed' : ''}`;
      });
    expectGolden('readers', 'encodings', {
      languages: Array.from({ length: 256 }, (_, byte) => encodingOfDbf(null, byte, []).encoding),
      told: Object.fromEntries([0, 0x01, 0x03, 0x4d, 0x4f, 0x57].map((byte) => [byte, read(null, byte)])),
      pages: Object.fromEntries(pages.map((page) => [page, read(page, 0)])),
    });
  });
  it('dates of sheets', () => {
    expectGolden('readers', 'dates', {
      formats: Array.from({ length: 60 }, (_, id) => isDateFormat(id)),
      codes: [
        'yyyy-mm-dd',
        'h:mm',
        '0.00',
        '[Red]0',
        '"day"0',
        'd/m/yy',
        'General',
        '@',
        'mmm',
        '#,##0 "y"',
      ].map((code) => [code, isDateFormat(200, code)]),
      days: [0, 1, 59, 60, 61, 25569, 45000.5, 45000.99999, -1].map((days) => [
        dateOfSerial(days, false),
        dateOfSerial(days, true),
      ]),
    });
  });
  it('rasters and tiles as bytes', () => {
    const grid = frame(6, 5, 100);
    const data = Float32Array.from({ length: 30 }, (_, k) => (k * 13) % 50);
    const degrees = { ...frame(40, 30, 0.01, 111, 30), crs: 'EPSG:4326', geographic: true };
    const values = Float32Array.from({ length: 1200 }, (_, k) => (k % 37 === 0 ? Infinity : k * 11));
    const cover = {
      grid: degrees,
      landClass: Uint8Array.from(values, (_, k) => k % 12),
      barrier: Uint8Array.from(values, (_, k) => (k % 29 === 0 ? 1 : 0)),
    };
    expectGolden('readers', 'bytes', {
      float: writeGeoTiff({ grid, data, noData: -1, description: 'x' }),
      bytes: writeGeoTiff({ grid, data: Uint8Array.from(data) }),
      degrees: writeGeoTiff({ grid: degrees, data: values }),
      png: writePng(
        3,
        2,
        Uint8Array.from({ length: 24 }, (_, k) => k * 10),
      ),
      positions: computeTilePositions(degrees, 8, 206, 105),
      other: computeTilePositions(grid, 12, 3310, 1691),
      tile: drawValueTile(degrees, 8, 206, 105, (cell) => values[cell]!, 7),
      relief: drawReliefTile(
        {
          ...cover,
          shade: computeShade(
            degrees,
            values.map((v) => v % 400),
            900,
            1100,
          ),
        },
        8,
        206,
        105,
      ),
      flat: drawReliefTile({ ...cover, shade: null }, 8, 206, 105),
      shade: computeShade(grid, data, 90, 110),
    });
  });
});
