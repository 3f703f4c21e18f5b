import { describe, expect, it } from 'vitest';
import { crsOfGeoKeys } from '../../server/geo/crs/geo-keys.ts';
import { buildTransform, crsAtPlace, CrsError, parseCrs, WGS84 } from '../../server/geo/crs.ts';
import { checkPolygons } from '../../server/geo/geojson-check.ts';
import { crsOfGeoJson } from '../../server/geo/geojson-crs.ts';

const WGS_ESRI =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Green' +
  'wich",0.0],UNIT["Degree",0.0174532925199433]]';
const esri = (
  method: string,
  parameters: Readonly<Record<string, number>>,
  base = WGS_ESRI,
  unit = 'UNIT["Meter",1.0]',
): string =>
  `PROJCS["own",${base},PROJECTION["${method}"],${Object.entries(parameters)
    .map(([name, value]) => `PARAMETER["${name}",${value}]`)
    .join(',')},${unit}]`;
const place = (text: string, lon: number, lat: number): number[] => {
  const point: [number, number] = [lon, lat];
  buildTransform(WGS84, parseCrs(text))(point);
  return point.map((v) => Math.round(v * 100) / 100);
};

describe('codes in every spelling', () => {
  it.each([
    'EPSG:32737',
    'epsg:32737',
    'EPSG::32737',
    'EPSG 32737',
    'EPSG/32737',
    '32737',
    'urn:ogc:def:crs:EPSG::32737',
    'urn:ogc:def:crs:EPSG:9.8.1:32737',
    'urn:x-ogc:def:crs:EPSG:32737',
    'urn:ogc:def:crs,crs:EPSG::32737,crs:EPSG::5773',
    'EPSG:32737+5773',
    'http://www.opengis.net/def/crs/EPSG/0/32737',
    'https://www.opengis.net/def/crs/EPSG/9.8/32737',
    'http://www.opengis.net/gml/srs/epsg.xml#32737',
    'https://epsg.io/32737',
    'http://spatialreference.org/ref/epsg/32737/',
    '+init=epsg:32737',
    '+init=epsg:32737 +no_defs',
  ])('%s', (text) => expect(parseCrs(text).id).toBe('EPSG:32737'));
  it.each([
    ['CRS84', 4326],
    ['OGC:CRS84', 4326],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 4326],
    ['urn:ogc:def:crs:OGC::CRS84h', 4326],
    ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 4326],
    ['OGC:CRS83', 4269],
    ['EPSG:900913', 3857],
    ['ESRI:102100', 3857],
  ])('%s', (text, code) => expect(parseCrs(text).id).toBe(`EPSG:${code}`));
  it('Esri’s by either authority', () => {
    expect(parseCrs('ESRI:54009').id).toBe('ESRI:54009');
    expect(parseCrs('EPSG:54009').id).toBe('ESRI:54009');
    expect(parseCrs('ESRI:102022')).toMatchObject({ geographic: false });
  });
  it('unknown ones are refused for being unknown', () => {
    expect(() => parseCrs('EPSG:99999')).toThrow(/not in the table/);
    expect(() => parseCrs('ESRI:54012')).toThrow(/eck4 is not computed/);
    expect(() => parseCrs('+proj=geocent +datum=WGS84')).toThrow(/geocent is not computed/);
  });
});

describe('members of GeoJSON', () => {
  it.each([
    [{ crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32737' } } }],
    [{ crs: { type: 'EPSG', properties: { code: 32737 } } }],
    [{ crs: { type: 'EPSG', properties: { code: '32737' } } }],
    [{ crs: { type: 'epsg', code: 32737 } }],
    [
      {
        crs: {
          type: 'link',
          properties: { href: 'http://spatialreference.org/ref/epsg/32737/', type: 'ogcwkt' },
        },
      },
    ],
    [{ crs: { type: 'name', properties: { name: 'EPSG:32737' } } }],
    [{ crs: 'EPSG:32737' }],
    [{ crs: 32737 }],
    [{ crs: { type: 'proj4', properties: { proj4: '+proj=utm +zone=37 +south +datum=WGS84' } } }],
    [{ spatialReference: { wkid: 32737 } }],
  ])('%j', (object) => expect(crsOfGeoJson(object)?.id).toBe('EPSG:32737'));
  it('none is none, and one that cannot be read is refused', () => {
    expect(crsOfGeoJson({})).toBeNull();
    expect(crsOfGeoJson({ crs: null })).toBeNull();
    expect(() => crsOfGeoJson({ crs: {} })).toThrow(CrsError);
    expect(() => crsOfGeoJson({ crs: { type: 'link', properties: { href: 'data.crs' } } })).toThrow(CrsError);
  });
});

describe('boundaries that are sent', () => {
  const square = (crs: object, x: number, y: number, side: number): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: 'Feature',
        properties: {},
        crs,
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [x, y],
              [x + side, y],
              [x + side, y + side],
              [x, y + side],
              [x, y],
            ],
          ],
        },
      }),
    );
  const near = [36, -2, 38, -1] as const;
  it('are shifted as the region’s place wants it', () => {
    const crs = crsAtPlace(parseCrs('EPSG:21037'), 37, -1.5);
    const corner: [number, number] = [37, -1.5];
    buildTransform(WGS84, crs)(corner);
    const { features, problems } = checkPolygons(
      square({ type: 'EPSG', properties: { code: 21037 } }, corner[0], corner[1], 1000),
      { near },
    );
    expect(problems).toEqual([]);
    const [[lon, lat]] = features[0]!.geometry.coordinates[0] as [[number, number]];
    expect(Math.hypot(lon - 37, lat + 1.5) * 111_320).toBeLessThan(0.1);
  });
  it('are refused with the reason where their datum is not known', () => {
    const { problems } = checkPolygons(
      square({ type: 'EPSG', properties: { code: 2380 } }, 500000, 3000000, 1000),
      { near },
    );
    expect(problems[0]).toMatchObject({ code: 'crs-datum-unknown', pointer: '/crs' });
  });
});

describe('texts of Esri and OGC', () => {
  // Places by gdaltransform.
  it.each([
    [
      'Mollweide',
      { False_Easting: 0, False_Northing: 0, Central_Meridian: 0 },
      [36.7, -1.3],
      [3677591.045, -160733.042],
    ],
    [
      'Albers',
      {
        False_Easting: 0,
        False_Northing: 0,
        Central_Meridian: 25,
        Standard_Parallel_1: 20,
        Standard_Parallel_2: -23,
        Latitude_Of_Origin: 0,
      },
      [30, 5],
      [519564.583, 591711.928],
    ],
    [
      'Lambert_Azimuthal_Equal_Area',
      { False_Easting: 0, False_Northing: 0, Central_Meridian: 20, Latitude_Of_Origin: 5 },
      [21, 6],
      [110716.866, 110670.738],
    ],
    [
      'Cylindrical_Equal_Area',
      { False_Easting: 0, False_Northing: 0, Central_Meridian: 10, Standard_Parallel_1: 30 },
      [20, 6],
      [964862.803, 764078.76],
    ],
    [
      'Stereographic_South_Pole',
      { False_Easting: 0, False_Northing: 0, Central_Meridian: 0, Standard_Parallel_1: -71 },
      [10, -80],
      [189134.028, 1072632.372],
    ],
    [
      'Sinusoidal',
      { False_Easting: 0, False_Northing: 0, Central_Meridian: 15 },
      [16, 10],
      [109639.364, 1105854.833],
    ],
    [
      'Lambert_Conformal_Conic',
      {
        False_Easting: 100,
        False_Northing: 0,
        Central_Meridian: 10,
        Standard_Parallel_1: 5,
        Standard_Parallel_2: 15,
        Latitude_Of_Origin: 10,
      },
      [11, 11],
      [108990.255, 110363.555],
    ],
  ] as const)('%s', (method, parameters, [lon, lat], expected) => {
    const [x, y] = place(esri(method, parameters), lon, lat);
    expect(
      [x, y].map((v, i) => Math.abs(v! - expected[i]!) < 0.02),
      `${x}, ${y}`,
    ).toEqual([true, true]);
  });
  it('lengths in feet are those of the text, in its parameters too', () => {
    const tmerc = {
      False_Easting: 1640416.666666667,
      False_Northing: 0,
      Central_Meridian: 39,
      Scale_Factor: 0.9996,
      Latitude_Of_Origin: 0,
    };
    const feet = parseCrs(esri('Transverse_Mercator', tmerc, WGS_ESRI, 'UNIT["Foot_US",0.3048006096012192]'));
    expect(feet.parameters.metersPerUnit).toBeCloseTo(1200 / 3937, 12);
    expect(feet.parameters.values['x_0']).toBeCloseTo(500000, 5);
  });
  it('a datum by its name takes its shift; without a name for it none is guessed', () => {
    const bessel = (name: string): string =>
      esri(
        'Transverse_Mercator',
        {
          False_Easting: 3500000,
          False_Northing: 0,
          Central_Meridian: 9,
          Scale_Factor: 1,
          Latitude_Of_Origin: 0,
        },
        WGS_ESRI.replace('D_WGS_1984', name).replace(
          '"WGS_1984",6378137.0,298.257223563',
          '"Bessel_1841",6377397.155,299.1528128',
        ),
      );
    expect(parseCrs(bessel('D_Deutsches_Hauptdreiecksnetz')).id).toBe('EPSG:31467');
    expect(parseCrs(bessel('Deutsches_Hauptdreiecksnetz')).id).toBe('EPSG:31467');
    expect(() => parseCrs(bessel('D_Somewhere'))).toThrow(/D_Somewhere is not known/);
    const given = parseCrs(
      bessel('D_Somewhere').replace('299.1528128]', '299.1528128],TOWGS84[1,2,3,0,0,0,0]'),
    );
    expect(given.definition).toContain('+towgs84=1,2,3');
  });
  it('RD New of a .prj is EPSG:28992, shifted', () => {
    const rd = esri(
      'Double_Stereographic',
      {
        False_Easting: 155000,
        False_Northing: 463000,
        Central_Meridian: 5.38763888888889,
        Scale_Factor: 0.9999079,
        Latitude_Of_Origin: 52.1561605555556,
      },
      'GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM' +
        '["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
    );
    expect(parseCrs(rd).id).toBe('EPSG:28992');
    const [x, y] = place(rd, 5.2, 52.1);
    expect(Math.hypot(x! - 142173.1, y! - 456878)).toBeLessThan(5);
  });
  it('WKT 2 with its own units, a compound one, a bound one', () => {
    const utm =
      'PROJCRS["x",BASEGEOGCRS["WGS 84",ENSEMBLE["World Geodetic System 1984 ensemble",MEMBER["World ' +
      'Geodetic System 1984 (Transit)"],ELLIPSOID["WGS ' +
      '84",6378137,298.257223563,LENGTHUNIT["metre",1]],ENSEMBLEACCURACY[2.0]],PRIMEM["Greenwich",0,ANGLEUN' +
      'IT["degree",0.0174532925199433]]],CONVERSION["c",METHOD["Transverse Mercator"],PARAMETER["Latitude ' +
      'of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural ' +
      'origin",39,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Scale factor at natural ' +
      'origin",0.9996,SCALEUNIT["unity",1]],PARAMETER["False ' +
      'easting",500000,LENGTHUNIT["metre",1]],PARAMETER["False ' +
      'northing",10000000,LENGTHUNIT["metre",1]]],CS[Cartesian,2],AXIS["(E)",east,ORDER[1],LENGTHUNIT["metr' +
      'e",1]],AXIS["(N)",north,ORDER[2],LENGTHUNIT["metre",1]]]';
    expect(parseCrs(utm).id).toBe('EPSG:32737');
    expect(
      parseCrs(`COMPOUNDCRS["both",${utm},VERTCRS["h",VDATUM["EGM96"],CS[vertical,1],AXIS["up",up]]]`).id,
    ).toBe('EPSG:32737');
    const bound =
      `BOUNDCRS[SOURCECRS[${utm.replace('World Geodetic System 1984 ensemble', 'own').replace('"WGS 84",6378137,298.257223563', '"c",6378249.145,293.465').replace('"WGS 84"', '"own"')}],TARGETCRS[GEOGCRS["WGS ` +
      '84",DATUM["World Geodetic System 1984",ELLIPSOID["WGS ' +
      '84",6378137,298.257223563]]]],ABRIDGEDTRANSFORMATION["t",METHOD["Geocentric translations (geog2D ' +
      'domain)"],PARAMETER["X-axis translation",-160],PARAMETER["Y-axis translation",-6],PARAMETER["Z-axis ' +
      'translation",-302]]]';
    expect(parseCrs(bound).definition).toContain('+towgs84=-160,-6,-302');
  });
  it('broken and unknown texts say what is wrong', () => {
    expect(() => parseCrs('PROJCS["x"')).toThrow(/bracket is not closed/);
    expect(() => parseCrs(esri('Goode_Homolosine', {}))).toThrow(/Goode_Homolosine is not computed/);
    expect(() =>
      parseCrs(
        'GEOGCS["NTF ' +
          '(Paris)",DATUM["x",SPHEROID["y",6378249.2,293.466]],PRIMEM["Paris",2.5969213],UNIT["grad",0.01570796' +
          '326794897]]',
      ),
    ).toThrow(/grad instead of degrees/);
    expect(() => parseCrs('+proj=utm +zone=13 +ellps=clrk66 +nadgrids=conus')).toThrow(
      /shift grid conus cannot be read/,
    );
  });
});

describe('keys of GeoTIFFs', () => {
  const wgs = {
    GTModelTypeGeoKey: 1,
    GeographicTypeGeoKey: 4326,
    ProjectedCSTypeGeoKey: 32767,
    ProjLinearUnitsGeoKey: 9001,
  };
  it.each([
    [
      'transverse Mercator without key 3072',
      {
        ...wgs,
        ProjectedCSTypeGeoKey: undefined,
        ProjectionGeoKey: 32767,
        ProjCoordTransGeoKey: 1,
        ProjNatOriginLongGeoKey: 39,
        ProjNatOriginLatGeoKey: 0,
        ProjScaleAtNatOriginGeoKey: 0.9996,
        ProjFalseEastingGeoKey: 500000,
        ProjFalseNorthingGeoKey: 10000000,
      },
      'EPSG:32737',
    ],
    ['a conversion by code', { ...wgs, ProjectionGeoKey: 16137 }, 'EPSG:32737'],
    [
      'Albers',
      {
        ...wgs,
        GeographicTypeGeoKey: 4269,
        ProjCoordTransGeoKey: 11,
        ProjStdParallel1GeoKey: 29.5,
        ProjStdParallel2GeoKey: 45.5,
        ProjNatOriginLatGeoKey: 23,
        ProjNatOriginLongGeoKey: -96,
        ProjFalseEastingGeoKey: 0,
        ProjFalseNorthingGeoKey: 0,
      },
      'EPSG:5070',
    ],
    [
      'Lambert azimuthal equal area',
      {
        ...wgs,
        GeographicTypeGeoKey: 4258,
        ProjCoordTransGeoKey: 10,
        ProjCenterLatGeoKey: 52,
        ProjCenterLongGeoKey: 10,
        ProjFalseEastingGeoKey: 4321000,
        ProjFalseNorthingGeoKey: 3210000,
      },
      'EPSG:3035',
    ],
    [
      'cylindrical equal area',
      {
        ...wgs,
        ProjCoordTransGeoKey: 28,
        ProjStdParallel1GeoKey: 30,
        ProjNatOriginLongGeoKey: 0,
        ProjFalseEastingGeoKey: 0,
        ProjFalseNorthingGeoKey: 0,
      },
      'EPSG:6933',
    ],
    [
      'polar stereographic',
      {
        ...wgs,
        ProjCoordTransGeoKey: 15,
        ProjNatOriginLatGeoKey: -71,
        ProjStraightVertPoleLongGeoKey: 0,
        ProjScaleAtNatOriginGeoKey: 1,
        ProjFalseEastingGeoKey: 0,
        ProjFalseNorthingGeoKey: 0,
      },
      'EPSG:3031',
    ],
    [
      'the datum by its code',
      {
        GTModelTypeGeoKey: 1,
        GeogGeodeticDatumGeoKey: 6314,
        ProjCoordTransGeoKey: 1,
        ProjNatOriginLongGeoKey: 9,
        ProjNatOriginLatGeoKey: 0,
        ProjScaleAtNatOriginGeoKey: 1,
        ProjFalseEastingGeoKey: 3500000,
        ProjFalseNorthingGeoKey: 0,
      },
      'EPSG:31467',
    ],
    [
      'a PE string',
      {
        GTModelTypeGeoKey: 32767,
        GeographicTypeGeoKey: 4326,
        PCSCitationGeoKey: `ESRI PE String = ${esri('Mollweide', { False_Easting: 0, False_Northing: 0, Central_Meridian: 0 })}`,
      },
      'ESRI:54009',
    ],
    ['degrees', { GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 4326 }, 'EPSG:4326'],
  ] as const)('%s', (_name, keys, id) => expect(crsOfGeoKeys(keys)?.id).toBe(id));
  it('US feet are those of the frame', () => {
    const crs = crsOfGeoKeys({ ...wgs, ProjectionGeoKey: 16137, ProjLinearUnitsGeoKey: 9003 });
    expect(crs?.parameters.metersPerUnit).toBeCloseTo(1200 / 3937, 12);
  });
  it('what is not computed is refused by its number, and no keys are no CRS', () => {
    expect(() => crsOfGeoKeys({ ...wgs, ProjCoordTransGeoKey: 2 })).toThrow(/transformation 2/);
    expect(() => crsOfGeoKeys({ GTModelTypeGeoKey: 1, GTCitationGeoKey: 'local plan' })).toThrow(
      /local plan/,
    );
    expect(() =>
      crsOfGeoKeys({
        ...wgs,
        GeographicTypeGeoKey: 32767,
        GeogSemiMajorAxisGeoKey: 6377397.155,
        GeogInvFlatteningGeoKey: 299.15,
        ProjectionGeoKey: 16137,
      }),
    ).toThrow(CrsError);
    expect(crsOfGeoKeys({})).toBeNull();
  });
});
