import { describe, it } from 'vitest';
import { buildTransform, inMeters, parseCrs, utmCrsAt, WGS84 } from '../../server/geo/crs.ts';
import {
  METERS_OF,
  parseProjText,
  PRIME_MERIDIANS,
  toProjText,
} from '../../server/geo/crs/crs-parameters.ts';
import { crsOfGeoKeys } from '../../server/geo/crs/geo-keys.ts';
import { projectionOf } from '../../server/geo/crs/projection-methods.ts';
import { toWkt } from '../../server/geo/crs/write-wkt.ts';
import { expectGolden } from '../support/golden-answers.ts';

/** What is read, or the reason why not. */
function read(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  }
}
const table = (list: readonly string[], make: (word: string) => unknown): Record<string, unknown> =>
  Object.fromEntries(list.map((word) => [word, read(() => make(word)) ?? 'null']));
const words = (text: string): string[] => text.split(/\s+/);

const METHODS = words(
  'transverse_mercator gauss_kruger gauss_boaga transverse_mercator_complex ' +
    'transverse_mercator_south_orientated transverse_mercator_south_oriented mercator mercator_1sp ' +
    'mercator_2sp mercator_variant_a mercator_variant_b mercator_auxiliary_sphere ' +
    'popular_visualisation_pseudo_mercator lambert_conformal_conic lambert_conformal_conic_1sp ' +
    'lambert_conformal_conic_2sp lambert_conic_conformal_1sp lambert_conic_conformal_2sp albers ' +
    'albers_conic_equal_area albers_equal_area lambert_azimuthal_equal_area cylindrical_equal_area ' +
    'lambert_cylindrical_equal_area behrmann polar_stereographic polar_stereographic_variant_a ' +
    'polar_stereographic_variant_b stereographic_north_pole stereographic_south_pole ' +
    'oblique_stereographic double_stereographic sinusoidal mollweide robinson equal_earth eckert_vi ' +
    'miller_cylindrical van_der_grinten van_der_grinten_i vandergrinten equidistant_cylindrical ' +
    'equirectangular plate_carree cassini cassini_soldner polyconic american_polyconic ' +
    'azimuthal_equidistant equidistant_conic gnomonic orthographic new_zealand_map_grid bonne ' +
    'hotine_oblique_mercator hotine_oblique_mercator_variant_a ' +
    'hotine_oblique_mercator_azimuth_natural_origin rectified_skew_orthomorphic_natural_origin ' +
    'hotine_oblique_mercator_azimuth_center hotine_oblique_mercator_variant_b ' +
    'rectified_skew_orthomorphic_center oblique_mercator swiss_oblique_cylindrical ' +
    'swiss_oblique_mercator krovak krovak_north_orientated unknown_method',
);
const PARAMETER_WORDS = words(
  'latitude_of_origin latitude_of_natural_origin latitude_of_false_origin latitude_of_center ' +
    'latitude_of_centre latitude_of_projection_centre latitude_of_true_scale_origin central_parallel ' +
    'lat_0 central_meridian longitude_of_origin longitude_of_natural_origin longitude_of_center ' +
    'longitude_of_straight_vertical_longitude_from_pole lon_0 standard_parallel_1 standard_parallel1 ' +
    'latitude_of_1st_standard_parallel lat_1 standard_parallel_2 latitude_of_2nd_standard_parallel lat_2 ' +
    'standard_parallel latitude_of_standard_parallel lat_ts pseudo_standard_parallel_1 scale_factor ' +
    'scale_factor_at_natural_origin scale_factor_on_initial_line k_0 k false_easting ' +
    'easting_at_false_origin x_0 false_northing northing_at_projection_centre y_0 azimuth ' +
    'azimuth_of_initial_line alpha co_latitude_of_cone_axis rectified_grid_angle gamma xy_plane_rotation ' +
    'longitude_of_1st_point latitude_of_2nd_point option auxiliary_sphere_type height unknown_word',
);
const ELLIPSOIDS = words(
  'WGS84 GRS80 WGS72 WGS66 GRS67 aust_SA GSK2011 PZ90 airy mod_airy bessel bess_nam clrk66 clrk80 ' +
    'clrk80ign intl krass helmert IAU76 danish hough fschr60 fschr60m fschr68 evrst30 evrst48 evrst56 ' +
    'evrst69 evrstSS new_intl plessis MERIT SGS85 NWL9D andrae CPM delmbr engelis kaula lerch mprts ' +
    'SEasia walbeck APL4_9 sphere none',
);
const UNITS = words(
  'm km cm dm mm ft us-ft ind-ft yd us-yd ind-yd ch link us-ch fath mi us-mi kmi ind-ch in us-in none',
);
const MERIDIANS = words(
  'greenwich lisbon paris bogota madrid rome bern jakarta ferro brussels stockholm athens oslo copenhagen 12.5',
);
const DATUMS = words('wgs84 nad83 nad27 osgb36 potsdam carthage hermannskogel ire65 nzgd49 ggrs87 none');

describe('systems of coordinates', () => {
  it('projections by name, with parameters by theirs', () => {
    const sets: Record<string, readonly [string, number][]> = {
      none: [],
      plain: [
        ['latitude_of_origin', 10],
        ['central_meridian', 20],
        ['scale_factor', 0.9],
        ['false_easting', 5],
        ['false_northing', 6],
      ],
      conic: [
        ['latitude_of_origin', -90],
        ['standard_parallel_1', -71],
        ['standard_parallel_2', 30],
      ],
      pole: [
        ['latitude_of_origin', 90],
        ['standard_parallel_1', 90],
        ['scale_factor', 0.994],
      ],
      scale: [['standard_parallel', 15]],
      swiss: [
        ['latitude_of_center', 47],
        ['longitude_of_center', 7],
        ['azimuth', 90],
        ['rectified_grid_angle', 90],
      ],
      oblique: [
        ['latitude_of_center', 4],
        ['longitude_of_center', 115],
        ['azimuth', 53],
        ['rectified_grid_angle', 53.1],
      ],
    };
    expectGolden('crs', 'projections', {
      methods: table(METHODS, (name) =>
        Object.fromEntries(
          Object.entries(sets).map(([set, given]) => [set, read(() => projectionOf(name, new Map(given)))]),
        ),
      ),
      parameters: table(PARAMETER_WORDS, (word) => [
        projectionOf('Albers', new Map([[word, 7]])).values,
        read(() => projectionOf('hotine_oblique_mercator', new Map([[word, 7]])).values),
        read(() => projectionOf('mercator', new Map([[word, 7]])).values),
      ]),
      spelled: projectionOf(' Lambert Conformal-Conic (2SP) ', new Map([['lat_1', 3]])),
    });
  });

  it('proj texts', () => {
    const of = (rest: string): unknown => parseProjText(`+proj=tmerc +lon_0=9 ${rest}`);
    expectGolden('crs', 'proj texts', {
      ellipsoids: table(ELLIPSOIDS, (name) => of(`+ellps=${name}`)),
      units: table(UNITS, (name) => of(`+units=${name}`)),
      meridians: table(MERIDIANS, (name) => of(`+pm=${name}`)),
      datums: table(DATUMS, (name) => of(`+datum=${name}`)),
      known: [METERS_OF, PRIME_MERIDIANS],
      more: table(
        [
          '+R=6371000',
          '+a=6378000 +b=6356000',
          '+a=6378000 +b=6378000',
          '+a=6378000 +rf=300',
          '+a=6378000 +f=0.003',
          '+a=6378000 +f=0',
          '+k=0.9',
          '+k_0=0.9',
          '+to_meter=2',
          '+to_meter=0',
          '+axis=wsu',
          '+axis=neu',
          '+towgs84=1,2,3',
          '+towgs84=1,x',
          '+nadgrids=@null',
          '+nadgrids=conus',
          '+lat_0=abc',
          '+no_uoff +alpha=3',
          'units=km no plus',
        ],
        of,
      ),
      degrees: read(() => parseProjText('+proj=longlat +units=km')),
      none: read(() => parseProjText('+lon_0=9')),
      back: table(
        [
          '+proj=longlat +datum=WGS84',
          '+proj=utm +zone=36 +south +datum=WGS84',
          '+proj=omerc +lonc=115 +alpha=53 +no_uoff +ellps=evrstSS',
          '+proj=krovak +ellps=bessel',
          '+proj=tmerc +lon_0=9 +axis=wsu +units=ft +pm=paris',
          '+proj=laea +R=6371000',
        ],
        (text) => [
          toProjText(parseProjText(text), null),
          toProjText(parseProjText(text), []),
          toProjText(parseProjText(text), [1, 2, 3, 4, 5, 6, 7]),
        ],
      ),
    });
  });

  it('keys of GeoTIFFs', () => {
    const own = {
      GTModelTypeGeoKey: 1,
      ProjectedCSTypeGeoKey: 32767,
      GeographicTypeGeoKey: 4326,
      ProjectionGeoKey: 32767,
      ProjNatOriginLatGeoKey: 10,
      ProjNatOriginLongGeoKey: 20,
      ProjFalseEastingGeoKey: 5,
    };
    const describe = (keys: Record<string, unknown>): unknown => {
      const crs = crsOfGeoKeys(keys);
      return crs && [crs.id, crs.definition];
    };
    expectGolden('crs', 'keys', {
      methods: table(
        words('1 3 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 9815 99'),
        (code) => describe({ ...own, ProjCoordTransGeoKey: Number(code), ProjStdParallel1GeoKey: 30 }),
      ),
      lengths: table(
        words(
          '9001 9002 9003 9005 9014 9030 9036 9035 9037 9040 9041 9042 9062 9080 9081 9093 9094 9096 9097 9098 ' +
            '1025 1033 9999',
        ),
        (code) => describe({ ...own, ProjCoordTransGeoKey: 1, ProjLinearUnitsGeoKey: Number(code) }),
      ),
      angles: table(words('9101 9102 9103 9104 9105 9106 9107 9108 9109 9122 9999'), (code) =>
        describe({
          ...own,
          ProjCoordTransGeoKey: 1,
          GeogAngularUnitsGeoKey: Number(code),
          ProjNatOriginLatGeoKey: 0.1,
        }),
      ),
      parameters: table(
        words(
          'ProjNatOriginLatGeoKey ProjFalseOriginLatGeoKey ProjCenterLatGeoKey ProjNatOriginLongGeoKey ' +
            'ProjFalseOriginLongGeoKey ProjCenterLongGeoKey ProjStraightVertPoleLongGeoKey ' +
            'ProjStdParallel1GeoKey ProjStdParallel2GeoKey ProjScaleAtNatOriginGeoKey ProjScaleAtCenterGeoKey ' +
            'ProjFalseEastingGeoKey ProjFalseOriginEastingGeoKey ProjCenterEastingGeoKey ProjFalseNorthingGeoKey ' +
            'ProjFalseOriginNorthingGeoKey ProjCenterNorthingGeoKey ProjAzimuthAngleGeoKey ' +
            'ProjRectifiedGridAngleGeoKey',
        ),
        (key) =>
          describe({
            ...own,
            ProjCoordTransGeoKey: 9815,
            [key]: 3,
            ProjAzimuthAngleGeoKey: key === 'ProjAzimuthAngleGeoKey' ? 3 : 53,
          }),
      ),
      codes: [
        {},
        { GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 4326 },
        { GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 32767 },
        { GTModelTypeGeoKey: 3, GeographicTypeGeoKey: 4978 },
        { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32637 },
        { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 3857 },
        { ProjectedCSTypeGeoKey: 32637 },
        { GeographicTypeGeoKey: 4210 },
        { GTModelTypeGeoKey: 1, PCSCitationGeoKey: 'ESRI PE String = PROJCS["x"' },
        { GTModelTypeGeoKey: 1, GTCitationGeoKey: 'UTM Zone 36, Northern Hemisphere' },
        { GTModelTypeGeoKey: 1, GeographicTypeGeoKey: 4326, ProjectionGeoKey: 16036 },
        { GTModelTypeGeoKey: 1, GeographicTypeGeoKey: 4326, ProjectionGeoKey: 16137 },
        { ...own, ProjCoordTransGeoKey: 1, GeogEllipsoidGeoKey: 7030 },
        {
          ...own,
          ProjCoordTransGeoKey: 1,
          GeographicTypeGeoKey: 32767,
          GeogSemiMajorAxisGeoKey: 6378000,
          GeogInvFlatteningGeoKey: 300,
        },
        {
          ...own,
          ProjCoordTransGeoKey: 1,
          GeographicTypeGeoKey: 32767,
          GeogSemiMajorAxisGeoKey: 6378000,
          GeogSemiMinorAxisGeoKey: 6356000,
        },
        { ...own, ProjCoordTransGeoKey: 1, ProjLinearUnitsGeoKey: 32767, ProjLinearUnitSizeGeoKey: 2 },
        { ...own, ProjCoordTransGeoKey: 1, ProjScaleAtNatOriginGeoKey: Float64Array.of(0.5) },
      ].map((keys) => read(() => describe(keys))),
    });
  });

  it('written as WKT, in metres, by zone', () => {
    const codes = words(
      'EPSG:4326 EPSG:32636 EPSG:32736 EPSG:3857 EPSG:2154 EPSG:3035 EPSG:6933 EPSG:27700 EPSG:21037 ' +
        'EPSG:3031 EPSG:3995 EPSG:2193 EPSG:5070 ESRI:54009 ESRI:54030 EPSG:2263 EPSG:4210 EPSG:2056 ' +
        'EPSG:28992 EPSG:5514 EPSG:4524 EPSG:4548',
    );
    expectGolden('crs', 'written', {
      wkt: table(codes, (code) => {
        const crs = parseCrs(code);
        return [toWkt(crs.parameters, crs.shift), crs.definition, inMeters(crs).definition, crs.geographic];
      }),
      places: table(codes, (code) => {
        const point: [number, number] = [9.5, 47.2];
        buildTransform(WGS84, parseCrs(code))(point);
        const there = point.map((v) => Math.round(v * 1000) / 1000);
        buildTransform(parseCrs(code), WGS84)(point);
        return [there, point.map((v) => Math.round(v * 1e7) / 1e7)];
      }),
      zones: [
        [-180, 0],
        [-174.1, 1],
        [-174, -1],
        [0, 10],
        [5.99, -10],
        [6, 50],
        [179.9, 5],
        [180, 5],
        [190, 5],
        [-190, -5],
      ].map(([lon, lat]) => utmCrsAt(lon!, lat!).id),
    });
  });
});
