import { parseCrs } from '../crs.ts';
import { causeText } from '../cause-text.ts';
import { findGeographic, type GeographicCode } from './crs-codes.ts';
import { type Crs, CrsError } from './crs-type.ts';
import { crsOfParameters } from './make-crs.ts';
import { type CrsParameters, type DatumParameters, METERS_OF } from './crs-parameters.ts';
import { projectionOf } from './projection-methods.ts';

/** Keys of a GeoTIFF by name; numbers and texts as they are stored. */
export type GeoKeys = Readonly<Record<string, unknown>>;

const USER_DEFINED = 32767;

/** Coordinate transformations of GeoTIFF by the name that projection-methods has for them. */
const METHODS: Readonly<Record<number, string>> = {
  1: 'transverse_mercator',
  3: 'hotine_oblique_mercator',
  7: 'mercator',
  8: 'lambert_conic_conformal_2sp',
  9: 'lambert_conic_conformal_1sp',
  10: 'lambert_azimuthal_equal_area',
  11: 'albers',
  12: 'azimuthal_equidistant',
  13: 'equidistant_conic',
  14: 'stereographic',
  15: 'polar_stereographic',
  16: 'oblique_stereographic',
  17: 'equirectangular',
  18: 'cassini_soldner',
  19: 'gnomonic',
  20: 'miller_cylindrical',
  21: 'orthographic',
  22: 'polyconic',
  23: 'robinson',
  24: 'sinusoidal',
  25: 'van_der_grinten',
  26: 'new_zealand_map_grid',
  27: 'transverse_mercator_south_orientated',
  28: 'cylindrical_equal_area',
  9815: 'hotine_oblique_mercator_variant_b',
};

const LENGTH_UNITS: Readonly<Record<number, number>> = {
  9001: 1,
  9002: METERS_OF['ft']!,
  9003: METERS_OF['us-ft']!,
  9005: 0.3047972654,
  9014: METERS_OF['fath']!,
  9030: 1852,
  9036: 1000,
  9035: METERS_OF['us-mi']!,
  9037: 0.9143917962,
  9040: 0.914398414616,
  9041: 0.304799471538,
  9042: 20.1167824,
  9062: 20.116756,
  9080: 0.3047995102,
  9081: 0.30479841,
  9093: 1609.344,
  9094: 0.304799710181509,
  9096: 0.9144,
  9097: 20.1168,
  9098: 0.201168,
  1025: 0.001,
  1033: 0.01,
};

/** Degrees of the angular units. */
const ANGLE_UNITS: Readonly<Record<number, number>> = {
  9101: 180 / Math.PI,
  9102: 1,
  9103: 1 / 60,
  9104: 1 / 3600,
  9105: 0.9,
  9106: 0.9,
  9107: 1,
  9108: 1,
  9109: 180e-6 / Math.PI,
  9122: 1,
};

/** Words of the projection parameters by the keys that hold them, with what unit they are in. */
const PARAMETERS: readonly (readonly [key: string, name: string, unit: 'angle' | 'length' | 'none'])[] = [
  ['ProjNatOriginLatGeoKey', 'latitude_of_origin', 'angle'],
  ['ProjFalseOriginLatGeoKey', 'latitude_of_origin', 'angle'],
  ['ProjCenterLatGeoKey', 'latitude_of_center', 'angle'],
  ['ProjNatOriginLongGeoKey', 'central_meridian', 'angle'],
  ['ProjFalseOriginLongGeoKey', 'central_meridian', 'angle'],
  ['ProjCenterLongGeoKey', 'longitude_of_center', 'angle'],
  ['ProjStraightVertPoleLongGeoKey', 'central_meridian', 'angle'],
  ['ProjStdParallel1GeoKey', 'standard_parallel_1', 'angle'],
  ['ProjStdParallel2GeoKey', 'standard_parallel_2', 'angle'],
  ['ProjScaleAtNatOriginGeoKey', 'scale_factor', 'none'],
  ['ProjScaleAtCenterGeoKey', 'scale_factor', 'none'],
  ['ProjFalseEastingGeoKey', 'false_easting', 'length'],
  ['ProjFalseOriginEastingGeoKey', 'false_easting', 'length'],
  ['ProjCenterEastingGeoKey', 'false_easting', 'length'],
  ['ProjFalseNorthingGeoKey', 'false_northing', 'length'],
  ['ProjFalseOriginNorthingGeoKey', 'false_northing', 'length'],
  ['ProjCenterNorthingGeoKey', 'false_northing', 'length'],
  ['ProjAzimuthAngleGeoKey', 'azimuth', 'angle'],
  ['ProjRectifiedGridAngleGeoKey', 'rectified_grid_angle', 'angle'],
];

const numberOf = (keys: GeoKeys, ...names: string[]): number | null => {
  for (const name of names) {
    const value = keys[name];
    const number =
      typeof value === 'number'
        ? value
        : ArrayBuffer.isView(value) || Array.isArray(value)
          ? Number((value as ArrayLike<unknown>)[0])
          : Number.NaN;
    if (Number.isFinite(number)) return number;
  }
  return null;
};

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.replaceAll('\0', '').replace(/\|$/, '') : '';

/**
 * CRS of the keys of a GeoTIFF: by code, by the text of a citation, by conversion and datum, or by its
 * parameters one by one. Null where they name none.
 */
export function crsOfGeoKeys(keys: GeoKeys): Crs | null {
  const model = numberOf(keys, 'GTModelTypeGeoKey');
  const projected = numberOf(keys, 'ProjectedCSTypeGeoKey', 'ProjectedCRSGeoKey');
  const geographic = numberOf(keys, 'GeographicTypeGeoKey', 'GeodeticCRSGeoKey');
  const isCode = (code: number | null): code is number => code !== null && code !== USER_DEFINED && code > 0;
  if (model !== 2 && isCode(projected)) return parseCrs(`EPSG:${projected}`);
  for (const key of ['GTCitationGeoKey', 'PCSCitationGeoKey', 'GeogCitationGeoKey', 'ProjCitationGeoKey']) {
    const text = textOf(keys[key]);
    const esri = /ESRI PE String = ([\s\S]+)$/.exec(text)?.[1]?.trim();
    if (esri && (model === 2 || !/^GEOGCS/i.test(esri))) return parseCrs(esri);
    if (/^(PROJCS|PROJCRS)\s*\[/.test(text) || (model === 2 && /^(GEOGCS|GEOGCRS)\s*\[/.test(text)))
      return parseCrs(text);
  }
  const datum = datumOf(keys, geographic);
  const method = numberOf(keys, 'ProjCoordTransGeoKey', 'ProjMethodGeoKey');
  const conversion = conversionOf(numberOf(keys, 'ProjectionGeoKey'));
  if (conversion)
    return crsOfParameters(
      { ...conversion, metersPerUnit: linearUnit(keys), axis: 'enu', datum: datum.parameters },
      datum.known,
    );
  if (isCode(method)) return ofMethod(keys, method, datum);
  if (model === 1 || isCode(projected) || projected === USER_DEFINED)
    throw new CrsError('crs-unsupported', `a projected CRS of its own without a method${citationOf(keys)}`);
  const angle = numberOf(keys, 'GeogAngularUnitsGeoKey');
  if (angle !== null && angle !== USER_DEFINED && ANGLE_UNITS[angle] !== 1)
    throw new CrsError('crs-unsupported', `coordinates in the angular unit ${angle} instead of degrees`);
  if (isCode(geographic)) return parseCrs(`EPSG:${geographic}`);
  if (
    model === 2 &&
    numberOf(keys, 'GeogSemiMajorAxisGeoKey', 'GeogEllipsoidGeoKey', 'GeogGeodeticDatumGeoKey') !== null
  )
    return crsOfParameters(
      { projection: 'longlat', values: {}, metersPerUnit: 1, axis: 'enu', datum: datum.parameters },
      datum.known,
    );
  return null;
}

function citationOf(keys: GeoKeys): string {
  const text = textOf(keys['PCSCitationGeoKey']) || textOf(keys['GTCitationGeoKey']);
  return text === '' ? '' : ` (${text.slice(0, 60)})`;
}

function ofMethod(keys: GeoKeys, method: number, datum: KeyDatum): Crs {
  const name = METHODS[method];
  if (!name)
    throw new CrsError(
      'crs-unsupported',
      `the coordinate transformation ${method} of the GeoTIFF is not computed here${citationOf(keys)}`,
    );
  const angleCode = numberOf(keys, 'GeogAngularUnitsGeoKey') ?? 9102;
  const degrees =
    angleCode === USER_DEFINED
      ? ((numberOf(keys, 'GeogAngularUnitSizeGeoKey') ?? Math.PI / 180) * 180) / Math.PI
      : (ANGLE_UNITS[angleCode] ?? 1);
  const metersPerUnit = linearUnit(keys);
  const given = new Map<string, number>();
  for (const [key, word, unit] of PARAMETERS) {
    const value = numberOf(keys, key);
    if (value !== null && !given.has(word))
      given.set(word, value * (unit === 'angle' ? degrees : unit === 'length' ? metersPerUnit : 1));
  }
  try {
    const made = projectionOf(name, given);
    return crsOfParameters({ ...made, metersPerUnit, datum: datum.parameters }, datum.known);
  } catch (cause) {
    if (cause instanceof CrsError) throw cause;
    throw new CrsError('crs-unsupported', causeText(cause), { cause });
  }
}

function linearUnit(keys: GeoKeys): number {
  const code = numberOf(keys, 'ProjLinearUnitsGeoKey') ?? 9001;
  const meters = code === USER_DEFINED ? numberOf(keys, 'ProjLinearUnitSizeGeoKey') : LENGTH_UNITS[code];
  if (!meters || !(meters > 0))
    throw new CrsError('crs-unsupported', `coordinates in the unit of length ${code}`);
  return meters;
}

/**
 * UTM zones (16001–16060 north, 16101–16160 south) and the Gauss-Krüger zones of three and six degrees that
 * the keys name by code.
 */
function conversionOf(code: number | null): Pick<CrsParameters, 'projection' | 'values'> | null {
  if (code === null) return null;
  const tmerc = (lon: number, easting: number): Pick<CrsParameters, 'projection' | 'values'> => ({
    projection: 'tmerc',
    values: { lat_0: 0, lon_0: lon, k_0: 1, x_0: easting, y_0: 0 },
  });
  if (code > 16000 && code <= 16060) return { projection: 'utm', values: { zone: code - 16000 } };
  if (code > 16100 && code <= 16160) return { projection: 'utm', values: { zone: code - 16100, south: 1 } };
  if (code > 16200 && code <= 16232) return tmerc(6 * (code - 16200) - 3, (code - 16200) * 1e6 + 500000);
  if (code > 16260 && code <= 16299) return tmerc(3 * (code - 16260), (code - 16260) * 1e6 + 500000);
  return null;
}

interface KeyDatum {
  readonly parameters: DatumParameters;
  readonly known: GeographicCode | null;
}

function datumOf(keys: GeoKeys, geographic: number | null): KeyDatum {
  const towgs84 = keys['GeogTOWGS84GeoKey'];
  const given =
    ArrayBuffer.isView(towgs84) || Array.isArray(towgs84)
      ? Array.from(towgs84 as unknown as ArrayLike<number>)
      : null;
  const datumCode = numberOf(keys, 'GeogGeodeticDatumGeoKey', 'GeodeticDatumGeoKey');
  // Datums 6001–6999 belong to the geographic systems 4001–4999.
  const code =
    geographic !== null && geographic !== USER_DEFINED
      ? geographic
      : datumCode !== null && datumCode > 6000 && datumCode < 7000
        ? datumCode - 2000
        : null;
  const known = code === null ? null : findGeographic(String(code));
  const semiMajor = numberOf(keys, 'GeogSemiMajorAxisGeoKey', 'EllipsoidSemiMajorAxisGeoKey');
  const minor = numberOf(keys, 'GeogSemiMinorAxisGeoKey', 'EllipsoidSemiMinorAxisGeoKey');
  if (known) return { parameters: { ...known.parameters.datum, toWgs84: given }, known };
  const inverse = numberOf(keys, 'GeogInvFlatteningGeoKey', 'EllipsoidInvFlatteningGeoKey');
  const ellipsoid = ELLIPSOID_CODES[numberOf(keys, 'GeogEllipsoidGeoKey', 'EllipsoidGeoKey') ?? 0];
  const a = semiMajor ?? ellipsoid?.[0] ?? 6378137;
  const flattening =
    inverse ??
    (minor === null
      ? semiMajor === null || !ellipsoid
        ? (ellipsoid?.[1] ?? 298.257223563)
        : ellipsoid[1]
      : minor === a
        ? 0
        : a / (a - minor));
  const parameters: DatumParameters = {
    names: [],
    semiMajor: a,
    inverseFlattening: flattening,
    primeMeridian: numberOf(keys, 'GeogPrimeMeridianLongGeoKey', 'PrimeMeridianLongitudeGeoKey') ?? 0,
    toWgs84: given,
  };
  return { parameters, known: null };
}

/** Semi-major axis and inverse flattening of the codes of ellipsoids in use. */
const ELLIPSOID_CODES: Readonly<Record<number, readonly [number, number]>> = {
  7030: [6378137, 298.257223563],
  7019: [6378137, 298.257222101],
  7004: [6377397.155, 299.1528128],
  7008: [6378206.4, 294.9786982138982],
  7012: [6378249.145, 293.465],
  7022: [6378388, 297],
  7024: [6378245, 298.3],
  7043: [6378135, 298.26],
  7001: [6377563.396, 299.3249646],
  7035: [6371000, 0],
  7048: [6371007, 0],
  7052: [6370997, 0],
};
