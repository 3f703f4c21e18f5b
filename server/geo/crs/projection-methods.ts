/** A projection that is known by name but not computed here. */
export class MethodError extends Error {}

export interface Projection {
  readonly projection: string;
  readonly values: Readonly<Record<string, number>>;
  readonly axis: 'enu' | 'wsu';
  readonly isSpherical: boolean;
}

/** proj's names of parameters by the words that WKT, Esri and GeoTIFF have for them. */
const PARAMETERS: readonly (readonly [RegExp, string])[] = [
  [
    /^(latitude_of_(origin|natural_origin|false_origin|cent(er|re)|projection_cent(er|re)|true_scale_origin)|central_parallel|lat_0)$/,
    'lat_0',
  ],
  [
    /^(central_meridian|longitude_of_(origin|natural_origin|false_origin|cent(er|re)|projection_cent(er|re)|straight_vertical.*)|lon_0)$/,
    'lon_0',
  ],
  [/^(standard_parallel_?1|latitude_of_1st_standard_parallel|lat_1)$/, 'lat_1'],
  [/^(standard_parallel_?2|latitude_of_2nd_standard_parallel|lat_2)$/, 'lat_2'],
  [
    /^(standard_parallel|latitude_of_standard_parallel|lat_ts|latitude_of_pseudo_standard_parallel|pseudo_standard_parallel_1)$/,
    'lat_ts',
  ],
  [/^(scale_factor|scale_factor_at_.*|scale_factor_on_.*|k_0|k)$/, 'k_0'],
  [/^(false_easting|easting_.*|x_0)$/, 'x_0'],
  [/^(false_northing|northing_.*|y_0)$/, 'y_0'],
  [
    /^(azimuth|azimuth_of_initial_line|azimuth_at_projection_centre|co_latitude_of_cone_axis|alpha)$/,
    'alpha',
  ],
  [/^(rectified_grid_angle|angle_from_rectified_to_skew_grid|xy_plane_rotation|gamma)$/, 'gamma'],
  [
    /^(longitude_of_1st_point|latitude_of_1st_point|longitude_of_2nd_point|latitude_of_2nd_point)$/,
    'two_points',
  ],
  [/^option$/, 'option'],
  [/^(auxiliary_sphere_type|x_scale|y_scale|height|height_of_orthometric.*)$/, ''],
];

type Values = Record<string, number>;
type Build = (values: Values) => { projection: string; take: readonly string[] };

const plain =
  (projection: string, ...take: string[]): Build =>
  () => ({ projection, take: ['lat_0', 'lon_0', 'x_0', 'y_0', ...take] });
const lonOnly =
  (projection: string, ...take: string[]): Build =>
  () => ({ projection, take: ['lon_0', 'x_0', 'y_0', ...take] });
const parallelAsTrueScale =
  (projection: string): Build =>
  (values) => {
    values['lat_ts'] ??= values['lat_1'] ?? 0;
    return { projection, take: ['lon_0', 'x_0', 'y_0', 'lat_ts'] };
  };

const mercator: Build = (values) => {
  values['lat_ts'] ??= values['lat_1'] ?? 0;
  return { projection: 'merc', take: ['lon_0', 'x_0', 'y_0', ...(values['lat_ts'] ? ['lat_ts'] : ['k_0'])] };
};

const conformalConic: Build = (values) => {
  if (values['lat_1'] === undefined) values['lat_1'] = values['lat_0'] ?? 0;
  return {
    projection: 'lcc',
    take: [
      'lat_0',
      'lon_0',
      'x_0',
      'y_0',
      'lat_1',
      ...(values['lat_2'] === undefined ? ['k_0'] : ['lat_2', 'k_0']),
    ],
  };
};

/** Polar stereographic with its true scale at a parallel, whatever element holds the parallel. */
const polarAtParallel =
  (sign: 0 | 1 | -1): Build =>
  (values) => {
    const parallel = values['lat_ts'] ?? values['lat_1'] ?? values['lat_0'] ?? 90;
    const pole = sign || (parallel < 0 ? -1 : 1);
    values['lat_0'] = 90 * pole;
    // At the pole itself the scale factor states what the parallel would.
    if (Math.abs(Math.abs(parallel) - 90) < 1e-9)
      return { projection: 'stere', take: ['lat_0', 'lon_0', 'x_0', 'y_0', 'k_0'] };
    values['lat_ts'] = parallel;
    return { projection: 'stere', take: ['lat_0', 'lon_0', 'x_0', 'y_0', 'lat_ts'] };
  };

const stereographic: Build = (values) =>
  Math.abs(Math.abs(values['lat_0'] ?? 0) - 90) < 1e-9 && values['lat_1'] !== undefined
    ? polarAtParallel(0)(values)
    : { projection: 'stere', take: ['lat_0', 'lon_0', 'x_0', 'y_0', 'k_0'] };

const oblique =
  (flag: string | null): Build =>
  (values) => {
    if (values['two_points'] !== undefined) throw new MethodError('oblique Mercator by two points');
    // Swiss: the initial line runs due east.
    if (Math.abs((values['alpha'] ?? 0) - 90) < 1e-9 && Math.abs((values['gamma'] ?? 90) - 90) < 1e-9)
      return { projection: 'somerc', take: ['lat_0', 'lon_0', 'x_0', 'y_0', 'k_0'] };
    values['lonc'] = values['lon_0'] ?? 0;
    if (flag) values[flag] = 1;
    return {
      projection: 'omerc',
      take: ['lat_0', 'lonc', 'x_0', 'y_0', 'k_0', 'alpha', 'gamma', ...(flag ? [flag] : [])],
    };
  };

const krovak: Build = (values) => {
  values['alpha'] ??= 30.28813975277778;
  return { projection: 'krovak', take: ['lat_0', 'lon_0', 'alpha', 'k_0', 'x_0', 'y_0'] };
};

const METHODS: Readonly<Record<string, Build>> = {
  transverse_mercator: plain('tmerc', 'k_0'),
  gauss_kruger: plain('tmerc', 'k_0'),
  gauss_boaga: plain('tmerc', 'k_0'),
  transverse_mercator_complex: plain('tmerc', 'k_0'),
  transverse_mercator_south_orientated: plain('tmerc', 'k_0'),
  transverse_mercator_south_oriented: plain('tmerc', 'k_0'),
  mercator: mercator,
  mercator_1sp: mercator,
  mercator_2sp: mercator,
  mercator_variant_a: mercator,
  mercator_variant_b: mercator,
  mercator_auxiliary_sphere: lonOnly('merc'),
  popular_visualisation_pseudo_mercator: lonOnly('merc'),
  lambert_conformal_conic: conformalConic,
  lambert_conformal_conic_1sp: conformalConic,
  lambert_conformal_conic_2sp: conformalConic,
  lambert_conic_conformal_1sp: conformalConic,
  lambert_conic_conformal_2sp: conformalConic,
  albers: plain('aea', 'lat_1', 'lat_2'),
  albers_conic_equal_area: plain('aea', 'lat_1', 'lat_2'),
  albers_equal_area: plain('aea', 'lat_1', 'lat_2'),
  lambert_azimuthal_equal_area: plain('laea'),
  cylindrical_equal_area: parallelAsTrueScale('cea'),
  lambert_cylindrical_equal_area: parallelAsTrueScale('cea'),
  behrmann: (values) => {
    values['lat_ts'] = 30;
    return { projection: 'cea', take: ['lon_0', 'x_0', 'y_0', 'lat_ts'] };
  },
  polar_stereographic: polarAtParallel(0),
  polar_stereographic_variant_a: (values) => ({
    projection: 'stere',
    take: ['lat_0', 'lon_0', 'x_0', 'y_0', ...(values['k_0'] === undefined ? [] : ['k_0'])],
  }),
  polar_stereographic_variant_b: polarAtParallel(0),
  stereographic_north_pole: polarAtParallel(1),
  stereographic_south_pole: polarAtParallel(-1),
  stereographic,
  oblique_stereographic: plain('sterea', 'k_0'),
  double_stereographic: plain('sterea', 'k_0'),
  sinusoidal: lonOnly('sinu'),
  mollweide: lonOnly('moll'),
  robinson: lonOnly('robin'),
  equal_earth: lonOnly('eqearth'),
  eckert_vi: lonOnly('eck6'),
  miller_cylindrical: lonOnly('mill'),
  van_der_grinten: lonOnly('vandg'),
  van_der_grinten_i: lonOnly('vandg'),
  vandergrinten: lonOnly('vandg'),
  equidistant_cylindrical: parallelAsTrueScale('eqc'),
  equirectangular: parallelAsTrueScale('eqc'),
  plate_carree: parallelAsTrueScale('eqc'),
  cassini: plain('cass'),
  cassini_soldner: plain('cass'),
  polyconic: plain('poly'),
  american_polyconic: plain('poly'),
  azimuthal_equidistant: plain('aeqd'),
  equidistant_conic: plain('eqdc', 'lat_1', 'lat_2'),
  gnomonic: plain('gnom'),
  orthographic: plain('ortho'),
  new_zealand_map_grid: plain('nzmg'),
  bonne: plain('bonne', 'lat_1'),
  hotine_oblique_mercator: oblique('no_uoff'),
  hotine_oblique_mercator_variant_a: oblique('no_uoff'),
  hotine_oblique_mercator_azimuth_natural_origin: oblique('no_uoff'),
  rectified_skew_orthomorphic_natural_origin: oblique('no_uoff'),
  hotine_oblique_mercator_azimuth_center: oblique(null),
  hotine_oblique_mercator_variant_b: oblique(null),
  rectified_skew_orthomorphic_center: oblique(null),
  oblique_mercator: oblique(null),
  swiss_oblique_cylindrical: plain('somerc', 'k_0'),
  swiss_oblique_mercator: plain('somerc', 'k_0'),
  krovak: krovak,
  krovak_north_orientated: krovak,
};

/**
 * A projection by the name that a text has for it, with its parameters in degrees and metres by theirs;
 * throws a MethodError that names what is not computed.
 */
export function projectionOf(method: string, given: ReadonlyMap<string, number>): Projection {
  const name = method
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const build = METHODS[name];
  if (!build) throw new MethodError(`the projection ${method} is not computed here`);
  const values: Values = {};
  for (const [word, value] of given) {
    const known = PARAMETERS.find(([pattern]) => pattern.test(word));
    if (!known) throw new MethodError(`the parameter ${word} of the projection ${method} is not known`);
    if (known[1] !== '') values[known[1]] = value;
  }
  if (values['option']) throw new MethodError(`${method} with an option`);
  const { projection, take } = build(values);
  const out: Values = {};
  for (const key of take) if (values[key] !== undefined) out[key] = values[key];
  return {
    projection,
    values: out,
    axis: /south_orient/.test(name) ? 'wsu' : 'enu',
    isSpherical: name === 'mercator_auxiliary_sphere' || name === 'popular_visualisation_pseudo_mercator',
  };
}
