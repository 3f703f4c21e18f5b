import { describe, expect, it } from 'vitest';
import { buildTransform, CrsError, parseCrs, sameCrs, utmCrsAt, WGS84 } from '../../server/geo/crs.ts';
import { geodesicMeters, ringSquareMeters } from '../../server/geo/geodesic.ts';

const UTM36_WKT1 =
  'PROJCS["WGS 84 / UTM zone 36N",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS ' +
  '84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Tra' +
  'nsverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",33],PARAMETER["sca' +
  'le_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]';
const ESRI_GK =
  'PROJCS["CGCS2000_3_Degree_GK_Zone_36",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_Ch' +
  'ina_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174' +
  '532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",36500000.0],PARAMETER["False_Nor' +
  'thing",0.0],PARAMETER["Central_Meridian",108.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of' +
  '_Origin",0.0],UNIT["Meter",1.0]]';

describe('parseCrs', () => {
  it('compares by meaning: codes, URNs, WKT and proj texts of one system are one CRS', () => {
    for (const text of [
      'EPSG:32636',
      '32636',
      'urn:ogc:def:crs:EPSG::32636',
      'http://www.opengis.net/def/crs/EPSG/0/32636',
      UTM36_WKT1,
      '+proj=utm +zone=36 +datum=WGS84 +units=m',
      '+proj=tmerc +lat_0=0 +lon_0=33 +k=0.9996 +x_0=500000 +y_0=0 +datum=WGS84 +units=m',
    ])
      expect(parseCrs(text).id, text).toBe('EPSG:32636');
    expect(parseCrs('urn:ogc:def:crs:OGC:1.3:CRS84').id).toBe('EPSG:4326');
    expect(parseCrs(ESRI_GK).id).toBe('EPSG:4524');
    expect(sameCrs(parseCrs('EPSG:32636'), parseCrs('EPSG:32736'))).toBe(false);
  });

  it('refuses what it does not know, and says so', () => {
    for (const text of ['EPSG:99999', 'nonsense', '', 'PROJCS["broken"']) {
      expect(() => parseCrs(text), text).toThrow(CrsError);
    }
  });
});

// Answers of PROJ 9 (gdaltransform -s_srs EPSG:4326), to 0.1 mm.
const PROJ: [string, number, number, number, number][] = [
  ['EPSG:32636', 33.3, 40, 525607.9304, 4427800.3123],
  ['EPSG:3857', 10, 40, 1113194.9079, 4865942.2795],
  ['EPSG:4524', 111, 40, 36756202.1288, 4433842.5938],
  ['EPSG:4548', 111, 40, -12526.6344, 4446813.3655],
  ['EPSG:4548', 116.4, 39.9, 448688.8557, 4418598.0013],
  ['EPSG:4548', 117, 40, 500000, 4429529.0302],
  ['EPSG:2154', 3, 40, 700000, 5877033.7346],
  ['EPSG:3035', 10, 40, 4321000, 1878468.3097],
  ['EPSG:6933', 10, 40, 964862.8025, 4707084.1713],
];

describe('buildTransform', () => {
  it.each(PROJ)('%s agrees with PROJ at %d, %d', (crs, lon, lat, x, y) => {
    const point: [number, number] = [lon, lat];
    buildTransform(WGS84, parseCrs(crs))(point);
    expect(point[0]).toBeCloseTo(x, 3);
    expect(point[1]).toBeCloseTo(y, 3);
    buildTransform(parseCrs(crs), WGS84)(point);
    expect(point[0]).toBeCloseTo(lon, 8);
    expect(point[1]).toBeCloseTo(lat, 8);
  });

  it('chooses the UTM zone of a place', () => {
    expect(utmCrsAt(43.4, -11.7).id).toBe('EPSG:32738');
    expect(utmCrsAt(116.4, 39.9).id).toBe('EPSG:32650');
  });
});

describe('geodesicMeters', () => {
  it('agrees with GeographicLib', () => {
    expect(geodesicMeters(0, 0, 1, 1)).toBeCloseTo(156899.568, 2);
    expect(geodesicMeters(0, 0, 0, 90)).toBeCloseTo(10001965.729, 2);
    expect(geodesicMeters(179.99, 0, -179.99, 0)).toBeCloseTo(2226.39, 1);
  });
  it('is continuous where the short formula ends', () => {
    for (const lat of [0, 23, 45, 60, 70]) {
      const short = geodesicMeters(100, lat, 100.0499, lat + 0.0499);
      const long = geodesicMeters(100, lat, 100.0501, lat + 0.0501);
      expect(Math.abs(short / 499 / (long / 501) - 1)).toBeLessThan(3e-6);
    }
  });
});

describe('ringSquareMeters', () => {
  it('is the area of a quadrangle between parallels', () => {
    // Zone of the whole ellipsoid between -90 and 90: 510 065 621.7 km².
    let total = 0;
    for (let lon = -180; lon < 180; lon += 90)
      total += ringSquareMeters([
        [lon, -90],
        [lon + 90, -90],
        [lon + 90, 90],
        [lon, 90],
        [lon, -90],
      ]);
    expect(total / 1e6).toBeCloseTo(510065621.7, 0);
  });
});
