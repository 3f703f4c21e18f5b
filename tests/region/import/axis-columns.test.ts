import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../server/geo/csv-read.ts';
import { reportAxes } from '../../../server/region/import/tables/axis-columns.ts';
import { guessColumns, scoreHeading } from '../../../server/region/import/tables/facility-columns.ts';
import { FindingList } from '../../../server/region/model/findings.ts';
import { peopleFactor } from '../../../server/region/import/people/people-factor.ts';
import { readPeoplePoints } from '../../../server/region/import/people/people-points.ts';
import { parseDegrees } from '../../../server/region/import/tables/coordinates.ts';
import { placeReader } from '../../../server/region/import/tables/table-places.ts';
import type { PlaceTable } from '../../../server/region/import/tables/place-table.ts';

const read = (text: string): PlaceTable => ({
  file: 'places.csv',
  ...readCsv(Buffer.from(text), undefined, scoreHeading),
  points: null,
});
function place(text: string): { at: unknown; codes: string[] } {
  const table = read(text);
  const map = guessColumns(table.columns, table.rows);
  const findings = new FindingList();
  reportAxes(table, map, 'facilities', findings);
  return { at: placeReader(table, map)(0), codes: findings.sorted().map(({ code }) => code) };
}
const near = (lon: number, lat: number): unknown => [expect.closeTo(lon, 6), expect.closeTo(lat, 6)];

describe('axes of several columns', () => {
  it.each([
    [
      'degrees, minutes, seconds',
      'Name,Lon_deg,Lon_min,Lon_sec,Lat_deg,Lat_min,Lat_sec\nA,36,46,18,-1,17,24\n',
      36.771667,
      -1.29,
    ],
    ['degrees of minus nought', 'Name,Lon_deg,Lon_min,Lat_deg,Lat_min\nA,36,30,-0,30\n', 36.5, -0.5],
    [
      'words in full',
      'Name,Longitude (degrees),Longitude (minutes),Latitude (degrees),Latitude (minutes)\nA,36,30,1,15\n',
      36.5,
      1.25,
    ],
    [
      'with a direction',
      'Name,Lat deg,Lat min,Lat dir,Lon deg,Lon min,Lon dir\nA,1,30,S,70,15,W\n',
      -70.25,
      -1.5,
    ],
    ['a direction alone', 'Name,Longitude,E/W,Latitude,N/S\nA,36.77,E,1.28,S\n', 36.77, -1.28],
    [
      'a direction of EXIF',
      'Name,GPSLatitude,GPSLatitudeRef,GPSLongitude,GPSLongitudeRef\nA,1.28,South,36.77,East\n',
      36.77,
      -1.28,
    ],
    [
      'a direction in Chinese',
      '名称,经度,经度方向 EW,纬度,纬度方向 NS\nA,36.77,东经,1.28,南纬\n',
      36.77,
      -1.28,
    ],
  ] as const)('%s', (_title, text, lon, lat) => {
    expect(place(text)).toEqual({ at: near(lon, lat), codes: ['coordinates-composed'] });
  });

  it.each([
    ['west and south in words', 'Nombre,Longitud Oeste,Latitud Sur\nA,70.25,1.5\n', -70.25, -1.5],
    ['in a letter', 'Name,Longitude (W),Latitude (S)\nA,70.25,1.5\n', -70.25, -1.5],
    ['in Chinese', '名称,西经,南纬\nA,70.25,1.5\n', -70.25, -1.5],
  ] as const)('a heading says %s', (_title, text, lon, lat) => {
    const { at, codes } = place(text.replace('西经,南纬', '经度（西经）,纬度（南纬）'));
    expect([at, codes]).toEqual([near(lon, lat), ['coordinates-signed-by-heading']]);
  });

  it.each([
    ['the numbers have their signs', 'Nombre,Longitud Oeste,Latitud Sur\nA,-70.25,-1.5\n', -70.25, -1.5],
    ['east and west', 'Name,Longitude East/West,Latitude\nA,70.25,1.5\n', 70.25, 1.5],
    ['S is yes', 'Nombre,Longitud,Latitud,Agua\nA,70.25,1.5,S\nB,70.3,1.6,S\n', 70.25, 1.5],
    ['minutes above 60', 'Name,Lon,Lon min walk,Lat\nA,70.25,90,1.5\n', 70.25, 1.5],
  ] as const)('nothing is added where %s', (_title, text, lon, lat) => {
    expect(place(text)).toEqual({ at: near(lon, lat), codes: [] });
  });
});

it('reads degrees with dashes beside a letter, and no dates', () => {
  expect(parseDegrees('36-46-18E')).toBeCloseTo(36.771667, 6);
  expect(parseDegrees('S1-17-19.36')).toBeCloseTo(-1.288711, 6);
  expect(parseDegrees('2024-01-05')).toBeNaN();
});

describe('people by the thousand', () => {
  it.each([
    ['Population (thousands)', 1000],
    ['Pop. in 000s', 1000],
    ["Population ('000)", 1000],
    ['人口（万人）', 10_000],
    ['人口(千人)', 1000],
    ['Population (en milliers)', 1000],
    ['Población (miles)', 1000],
    ['População (em milhares)', 1000],
    ['Население, тыс. чел.', 1000],
    ['population_millions', 1e6],
    ['Population', 1],
    ['Population per 1000', 1],
    ['Population 2000', 1],
    ['pop_within_5_miles', 1],
    ['Births per thousand', 1],
    ['人口', 1],
    ['Pop2000', 1],
    ['每千人口医生数', 1],
  ] as const)('%s', (heading, factor) => {
    expect(peopleFactor(heading)).toBe(factor);
  });

  it('multiplies, and reports it and rows that stand twice', () => {
    const findings = new FindingList();
    const { people } = readPeoplePoints(
      read(
        'village,population (thousands),lon,lat\na,1.25,36.77,-1.28\na,1.25,36.77,-1.28\nb,2.5,36.78,-1.28\n',
      ),
      findings,
    );
    expect([...people]).toEqual([1250, 1250, 2500]);
    expect(
      findings.sorted().map(({ code, parameters }) => [code, parameters['factor'] ?? parameters['people']]),
    ).toEqual(
      expect.arrayContaining([
        ['population-in-multiples', 1000],
        ['population-rows-repeated', 1250],
      ]),
    );
  });
});
