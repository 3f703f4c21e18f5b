import { describe, expect, it } from 'vitest';
import { buildTransform, parseCrs, WGS84 } from '../../../server/geo/crs.ts';
import { recogniseTable } from '../../../server/region/import/recognise/recognise-table.ts';

const read = (x: string, y: string, at: readonly [number, number]): ReturnType<typeof recogniseTable>['is'] =>
  recogniseTable(
    'facilities.csv',
    {
      file: 'facilities.csv',
      columns: ['name', 'type', x, y],
      rows: [['A', 'clinic', String(at[0]), String(at[1])]],
      rowNumbers: [2],
      points: null,
    },
    undefined,
  ).is;
const pointOf = (is: ReturnType<typeof read>): readonly number[] =>
  'table' in is ? (is.table.points?.[0] ?? []) : [];
const remarkOf = (is: ReturnType<typeof read>): string => ('remarks' in is && is.remarks?.[0]?.code) || '';

describe('headings of axes that name a CRS', () => {
  it.each([
    ['Longitude (Arc 1960)', 'Latitude (Arc 1960)', 'EPSG:4210', [36.8, -1.3]],
    ['Lon NAD27', 'Lat NAD27', 'EPSG:4267', [-100, 40]],
    ['东经(CGCS2000)', '北纬(CGCS2000)', 'EPSG:4490', [111, 29.8]],
    ['X UTM 37S', 'Y UTM 37S', 'EPSG:32737', [252_000, 9_850_000]],
    ['Easting EPSG:32737', 'Northing EPSG:32737', 'EPSG:32737', [252_000, 9_850_000]],
    ['Easting (Arc 1960 / UTM 37S)', 'Northing (Arc 1960 / UTM 37S)', 'EPSG:21037', [252_000, 9_850_000]],
  ] as const)('%s is converted', (x, y, code, at) => {
    const expected: [number, number] = [at[0], at[1]];
    buildTransform(parseCrs(code), WGS84)(expected);
    const is = read(x, y, at);
    expect(is.kind).toBe('facility-table');
    expect(remarkOf(is)).toBe('coordinates-by-heading');
    // The shift of the place may be another than the usual one of the datum, by some metres.
    expect(Math.hypot(pointOf(is)[0]! - expected[0], pointOf(is)[1]! - expected[1])).toBeLessThan(2e-4);
  });

  it.each([
    ['经度(GCJ-02)', '纬度(GCJ-02)'],
    ['Longitude BD09', 'Latitude BD09'],
    ['Longitude (local datum)', 'Latitude (local datum)'],
  ])('%s is read as written with a warning', (x, y) => {
    const is = read(x, y, [111, 29.8]);
    expect(remarkOf(is)).toBe('heading-datum-unknown');
    expect(pointOf(is)).toEqual([111, 29.8]);
  });

  it.each([
    ['Longitude', 'Latitude'],
    ['Longitude (WGS84)', 'Latitude (WGS84)'],
    ['lon EPSG:4326', 'lat EPSG:4326'],
  ])('%s is WGS 84 without a remark', (x, y) => {
    expect(remarkOf(read(x, y, [111, 29.8]))).toBe('');
  });
});
