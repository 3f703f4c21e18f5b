import type { Geometry, Position } from 'geojson';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { markAreaInto, markLineInto } from '../../server/geo/barrier-cells.ts';
import { parseCrs } from '../../server/geo/crs.ts';
import { crsOfGeoKeys } from '../../server/geo/crs/geo-keys.ts';
import { decodeText } from '../../server/geo/decode-text.ts';
import { assertDepth } from '../../server/geo/feature-gate.ts';
import { geodesicMeters } from '../../server/geo/geodesic.ts';
import { frameOfTiff } from '../../server/geo/geotiff-frame.ts';
import { plainGeometry } from '../../server/geo/geometry-parts.ts';
import { sidecarsAmong } from '../../server/geo/raster-sidecars.ts';
import { READ_LIMITS } from '../../server/geo/read-limits.ts';
import { metricGrid } from '../support/frames.ts';
import { expectGolden } from '../support/golden-answers.ts';

const settle = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (problem) {
    const { code, message } = problem as { code?: string; message: string };
    return [code, message];
  }
};

it('depth of JSON: lists and objects, none in texts', () => {
  const isDeep = (text: string, depth: number): boolean =>
    settle(() => assertDepth(text, { ...READ_LIMITS, depth })) !== undefined;
  const cases: [string, number][] = [
    ['[[[]]]', 3],
    ['{"a":{"b":{}}}', 3],
    ['[{"a":[]}]', 3],
    ['[],[],[]', 1],
    ['{},{},{}', 1],
    ['["[[[[", "\\"[[[", "{{"]', 1],
    ['["\\\\", [1]]', 2],
    ['"a[" [[', 2],
    ['1', 0],
  ];
  for (const [text, depth] of cases) {
    expect(isDeep(text, depth), text).toBe(false);
    if (depth > 0) expect(isDeep(text, depth - 1), text).toBe(true);
  }
});

it('parts of collections by their kind', () => {
  const at = (...places: Position[]): Position[] => places;
  const point: Geometry = { type: 'Point', coordinates: [1, 2] };
  const points: Geometry = { type: 'MultiPoint', coordinates: at([3, 4], [5, 6]) };
  const line: Geometry = { type: 'LineString', coordinates: at([1, 2], [3, 4]) };
  const lines: Geometry = { type: 'MultiLineString', coordinates: [at([5, 6], [7, 8]), at([9, 0], [1, 1])] };
  const area: Geometry = { type: 'Polygon', coordinates: [at([0, 0], [1, 0], [1, 1], [0, 0])] };
  const areas: Geometry = {
    type: 'MultiPolygon',
    coordinates: [[at([2, 2], [3, 2], [3, 3], [2, 2])], [at([4, 4], [5, 4], [5, 5], [4, 4])]],
  };
  const of = (...geometries: Geometry[]): Geometry => ({ type: 'GeometryCollection', geometries });
  const all = [
    of(point, points),
    of(points, points),
    of(line, lines),
    of(lines, lines),
    of(area, areas),
    of(areas, areas),
    of(of(point, line), of(area, of(points, lines, areas))),
    of(point),
    of(points),
    of(),
  ];
  expectGolden(
    'small-readings',
    'parts',
    all.map((geometry) =>
      JSON.stringify((['area', 'line', 'point'] as const).map((kind) => plainGeometry(geometry, kind))),
    ),
  );
});

it('texts of any encoding', () => {
  const texts: Record<string, [string, string]> = {
    chinese: ['县医院和乡镇卫生院，位于山区', 'gb18030'],
    'chinese with letters': ['A县 B卫生院 clinic 1, clinic 2, 山区', 'gb18030'],
    russian: ['Районная больница и поликлиника', 'windows-1251'],
    'russian capitals': ['БОЛЬНИЦА', 'windows-1251'],
    'russian in capitals and small': ['БОЛЬНИЦА Нового района', 'windows-1251'],
    french: ['Centre de santé à Bouaké, hôpital général', 'windows-1252'],
    'french of a Mac': ['Centre de santé à Bouaké, hôpital général', 'macroman'],
    portuguese: ['Posto de saúde São João, região não urbana', 'windows-1252'],
    'accents side by side': ['naïïveté éèê', 'windows-1252'],
    quotes: ['“quoted” – text… with – dashes', 'windows-1252'],
    utf8: ['Santé 卫生院', 'utf8'],
    marked: ['Santé 卫生院', 'utf-16le'],
    wide: ['plain text of a device', 'utf-16le'],
    'wide the other way': ['plain text of a device', 'utf-16be'],
    'wide chinese': ['县医院 and more text', 'utf-16le'],
    short: ['abc', 'utf-16le'],
    four: ['abcd', 'utf-16le'],
  };
  expectGolden(
    'small-readings',
    'encodings',
    Object.entries(texts).map(([name, [text, encoding]]) => [name, decodeText(iconv.encode(text, encoding))]),
  );
  for (const mark of [
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0xff, 0xff],
  ])
    expectGolden(
      'small-readings',
      `marked ${mark.join(' ')}`,
      decodeText(Buffer.from([...mark, 0, 65, 0, 66])),
    );
  // So many small letters of Cyrillic among capitals, and so many that stand alone.
  const bytes = (capitals: number, small: number, alone: number): string =>
    decodeText(
      Buffer.from([
        ...new Array<number>(capitals).fill(0xc8),
        ...new Array<number>(small).fill(0xe8),
        ...Array.from({ length: alone }, () => [32, 0xe8]).flat(),
        32,
      ]),
    ).encoding;
  expectGolden(
    'small-readings',
    'shares',
    [0, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => [bytes(10 - n, n, 0), bytes(0, n, 10 - n), bytes(n, n, 3)]),
  );
  const mac = (letters: number, others: number): string =>
    decodeText(
      Buffer.from([
        ...Array.from({ length: letters }, () => [97, 0x8e]).flat(),
        ...Array.from({ length: others }, () => [97, 0xe9]).flat(),
        97,
      ]),
    ).encoding;
  expect([mac(3, 2), mac(2, 2), mac(2, 3)]).toEqual(['macroman', 'latin1', 'latin1']);
});

it('metres between places near and far', () => {
  const places: [number, number, number, number][] = [
    [110, 30, 110.049, 30.049],
    [110, 30, 110.05, 30],
    [110, 30, 110.051, 30],
    [110, 30, 110, 30.051],
    [110, 85, 110.01, 85.01],
    [110, -84.9, 110.01, -84.91],
    [179.99, 1, -179.99, 1],
    [-179.99, 1, 179.99, 1],
    [10, 20, 150, -60],
    [0, 0, 180, 0],
    [0, 0, 179.5, 0.3],
    [0, 30, 180, -30],
    [0, 0, 90, 0],
    [0, 90, 0, -90],
    [5, 5, 5, 5],
    [5, 90, 77, 90],
  ];
  for (const [k, place] of places.entries())
    expectGolden('small-readings', `metres ${k}`, [...place, geodesicMeters(...place)]);
});

it('cells that a shape stops, in every direction, at the edges of the frame', () => {
  const grid = metricGrid(9, 6);
  const draw = (mark: (barrier: Uint8Array) => number, before: number[] = []): unknown => {
    const barrier = new Uint8Array(54);
    for (const cell of before) barrier[cell] = 7;
    const marked = mark(barrier);
    return [marked, Array.from({ length: 6 }, (_, row) => barrier.subarray(row * 9, row * 9 + 9).join(''))];
  };
  const lines = [
    [-2, -2, 12, 9],
    [0.2, 0.4, 7.8, 0.6],
    [3, 5, 3, -3],
    [8, 0, 0, 5],
    [0, 0, 8, 0],
    [8.4, 5.4, 8.4, 3],
    [2.5, 2.5, 2.5, 2.5],
    [1, 1, 4, 1, 4, 4, 1.2, 3.9],
    [-30, 2.2, 40, 3.1],
    [4.1, -40, 3.9, 40],
  ];
  const areas = [
    [1.2, 1.1, 5.3, 1.1, 5.3, 4.2, 1.2, 4.2],
    [2.1, 1, 2.4, 1, 2.4, 5, 2.1, 5],
    [-3, -3, 20, -3, 20, 20, -3, 20],
    [3.1, 3.1, 3.3, 3.1, 3.3, 3.3],
    [0, 0, 8, 0, 8, 5, 0, 5],
    [6, 0.5, 9.5, 3, 6, 7],
    [1, 2.2, 7, 2.3, 7, 2.4, 1, 2.45],
  ];
  expectGolden('small-readings', 'barriers', [
    ...lines.map((line) => draw((barrier) => markLineInto(barrier, grid, Float64Array.from(line)), [0, 20])),
    ...areas.map((area) =>
      draw((barrier) => markAreaInto(barrier, grid, [Float64Array.from(area)]), [0, 20]),
    ),
    draw((barrier) =>
      markAreaInto(
        barrier,
        grid,
        [areas[4]!, areas[0]!].map((ring) => Float64Array.from(ring)),
      ),
    ),
  ]);
});

describe('frames, sidecars and keys of rasters', () => {
  it('frames by tags, a world file or a sidecar', () => {
    const size = { columns: 10, rows: 5 };
    const tags = { ModelPixelScale: [30, 20, 0], ModelTiepoint: [2, 1, 0, 1000, 2000, 0] };
    const noPam = null as never;
    const none = { pam: noPam, world: null };
    const world = [30, 0, 0, -20, 1015, 1990];
    const pam = { geoTransform: [5, 3, 0, 6, 0, -2] } as never;
    const matrix = (...values: number[]): Record<string, unknown> => ({
      ModelTransformation: Float64Array.from(values),
    });
    const cases: [Record<string, unknown>, boolean, { pam: never; world: number[] | null }][] = [
      [tags, false, none],
      [tags, true, none],
      [tags, false, { pam, world }],
      [{ ...tags, ModelPixelScale: [30, -20, 0] }, false, none],
      [{ ...tags, ModelPixelScale: [0, 20, 0] }, false, none],
      [{ ...tags, ModelPixelScale: [30, 0] }, false, none],
      [{ ...tags, ModelPixelScale: [30] }, false, none],
      [{ ModelPixelScale: [30, 20, 0], ModelTiepoint: [0, 0, 0, 1, 2] }, false, { pam: noPam, world }],
      [{}, false, { pam, world }],
      [{}, true, { pam: noPam, world }],
      [{}, false, none],
      [{ ModelTiepoint: [0, 0, 0, 1, 2, 0, 5, 5, 0, 3, 4, 0] }, false, none],
      [matrix(30, 0, 0, 1000, 0, -20, 0, 2000), false, none],
      [matrix(30, 0, 0, 1000, 0, -20, 0, 2000), true, none],
      [matrix(30, 0, 0, 1000, 0, 20, 0, 2000), false, none],
      [matrix(-30, 0, 0, 1000, 0, -20, 0, 2000), false, none],
      [matrix(30, 0.05, 0, 1000, 0, -20, 0, 2000), false, none],
      [matrix(30, 0.07, 0, 1000, 0, -20, 0, 2000), false, none],
      [matrix(30, 0, 0, 1000, 0.01, -20, 0, 2000), false, none],
      [matrix(30, 0, 0, 1000, 0.03, -20, 0, 2000), false, none],
      [matrix(30, 0, 0, Number.NaN, 0, -20, 0, 2000), false, none],
      [matrix(30, 0, 0, 1000, 0, -20, 0), false, none],
    ];
    expectGolden(
      'small-readings',
      'frames',
      cases.map(([directory, isPoint, beside]) =>
        settle(() => frameOfTiff(size, directory, isPoint, beside)),
      ),
    );
  });
  it('sidecars by their names and sizes', () => {
    const read = (files: Record<string, string>, sizes: Record<string, number> = {}): unknown =>
      sidecarsAmong(
        'A.tif',
        Object.keys(files),
        (name) => sizes[name] ?? 10,
        (name) => Buffer.from(files[name]!),
      );
    const worlds = [
      '30 0 0 -20 5 6',
      '30,5\n0\n0\n-20\n5\n6\n',
      '30 0 0 -20 5',
      '30 0 0 -20 5 x',
      '1 2 3 4 5 6 7',
    ];
    expectGolden('small-readings', 'sidecars', [
      ...worlds.flatMap((text) =>
        ['a.tfw', 'A.TIFW', 'a.tiffw', 'a.wld', 'b.tfw'].map((name) => read({ [name]: text })),
      ),
      read({ 'a.prj': '  EPSG:4326 \n' }),
      read({
        'a.tif.aux.xml':
          '<PAMDataset><PAMRasterBand band="1"><NoDataValue>9</NoDataValue></PAMRasterBand></PAMDataset>',
      }),
      read({ 'a.aux.xml': '<PAMDataset/>' }),
      read({ 'a.tif.msk': 'mask' }, { 'a.tif.msk': 1e12 }),
      read({ 'a.prj': 'x' }, { 'a.prj': 1e12 }),
      read({}),
    ]);
  });
  it('keys of systems, by conversion, method and unit', () => {
    const datum = { GeographicTypeGeoKey: 4210 };
    const method = {
      GTModelTypeGeoKey: 1,
      ProjectedCSTypeGeoKey: 32767,
      ...datum,
      ProjCoordTransGeoKey: 1,
      ProjNatOriginLatGeoKey: 4,
      ProjNatOriginLongGeoKey: 38,
      ProjScaleAtNatOriginGeoKey: 0.999,
      ProjFalseEastingGeoKey: 500_000,
      ProjFalseNorthingGeoKey: 1000,
    };
    const keys: Record<string, unknown>[] = [
      {},
      { ProjectedCSTypeGeoKey: 32737 },
      { GTModelTypeGeoKey: 2, ProjectedCSTypeGeoKey: 32737, ...datum },
      { ProjectedCRSGeoKey: [32737] },
      { GeodeticCRSGeoKey: 4326 },
      { ProjectedCSTypeGeoKey: 0, ...datum },
      ...[16037, 16137, 17001, 20137, 1].map((code) => ({
        ...datum,
        GTModelTypeGeoKey: 1,
        ProjectionGeoKey: code,
      })),
      ...Object.keys({
        9101: 0,
        9102: 0,
        9103: 0,
        9104: 0,
        9105: 0,
        9106: 0,
        9107: 0,
        9108: 0,
        9109: 0,
        9122: 0,
        9999: 0,
      }).flatMap((code) => [
        { ...method, GeogAngularUnitsGeoKey: Number(code) },
        { GTModelTypeGeoKey: 2, ...datum, GeogAngularUnitsGeoKey: Number(code) },
      ]),
      { ...method, GeogAngularUnitsGeoKey: 32767, GeogAngularUnitSizeGeoKey: 0.0157 },
      { ...method, GeogAngularUnitsGeoKey: 32767 },
      ...[9001, 9002, 9003, 9036, 32767, 9999].map((code) => ({ ...method, ProjLinearUnitsGeoKey: code })),
      { ...method, ProjLinearUnitsGeoKey: 32767, ProjLinearUnitSizeGeoKey: 0.5 },
      ...Array.from({ length: 29 }, (_, k) => ({ ...method, ProjCoordTransGeoKey: k })),
      { ...method, ProjCoordTransGeoKey: undefined, PCSCitationGeoKey: 'own system|' },
      { ...method, ProjCoordTransGeoKey: undefined, GTCitationGeoKey: 'other system|' },
      { GTModelTypeGeoKey: 2, GeogSemiMajorAxisGeoKey: 6378249.145, GeogInvFlatteningGeoKey: 293.465 },
      { GTModelTypeGeoKey: 2, GeogEllipsoidGeoKey: 7012 },
      { GTModelTypeGeoKey: 2, GeogGeodeticDatumGeoKey: 6210 },
      { GTModelTypeGeoKey: 2 },
      { GTModelTypeGeoKey: 3, GeogEllipsoidGeoKey: 7012 },
    ];
    for (const [k, own] of keys.entries())
      expectGolden(
        'small-readings',
        `keys ${k}`,
        settle(() => {
          const crs = crsOfGeoKeys(own);
          return crs && [crs.id, crs.definition, crs.shiftMeters];
        }),
      );
  });
  it('systems without a datum that are as WGS 84 by their ellipsoid', () => {
    const shapes = [
      [6_378_137, 298.257223563],
      [6_378_137, 298.2574],
      [6_378_137, 298.2585],
      [6_378_137.02, 298.257223563],
      [6_378_137.005, 298.257],
      [6_378_140, 298.257],
      [6_378_137, 298.25],
      [6_371_000, 0],
    ];
    expectGolden(
      'small-readings',
      'ellipsoids',
      shapes.map(([a, rf]) =>
        settle(() => {
          const crs = parseCrs(
            `+proj=tmerc +lat_0=1 +lon_0=37.3 +x_0=5 +a=${a} ${rf === 0 ? `+b=${a}` : `+rf=${rf}`} +units=m`,
          );
          return [crs.id, crs.definition, crs.shiftMeters, crs.shift];
        }),
      ),
    );
  });
});
