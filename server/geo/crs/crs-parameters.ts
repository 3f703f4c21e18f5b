/** A CRS as numbers, whatever text it came from. Angles in degrees, lengths in metres. */
export interface CrsParameters {
  /** proj's name of the projection, `longlat` for a geographic system. */
  readonly projection: string;
  /** Parameters of the projection by proj's names; flags are 1. */
  readonly values: Readonly<Record<string, number>>;
  /** Metres of one unit of its coordinates; 1 for geographic systems. */
  readonly metersPerUnit: number;
  /** `wsu` where x grows to the west and y to the south. */
  readonly axis: 'enu' | 'wsu';
  readonly datum: DatumParameters;
}

export interface DatumParameters {
  /** Names of the datum and of the geographic system, the best one first. */
  readonly names: readonly string[];
  readonly semiMajor: number;
  /** 0 for a sphere. */
  readonly inverseFlattening: number;
  /** Degrees east of Greenwich of the prime meridian. */
  readonly primeMeridian: number;
  /** Three or seven parameters to WGS 84 that the text itself gives. */
  readonly toWgs84: readonly number[] | null;
}

/** Ellipsoids that proj texts name: semi-major axis, inverse flattening. */
const ELLIPSOIDS: Readonly<Record<string, readonly [number, number]>> = {
  WGS84: [6378137, 298.257223563],
  GRS80: [6378137, 298.257222101],
  WGS72: [6378135, 298.26],
  WGS66: [6378145, 298.25],
  GRS67: [6378160, 298.247167427],
  aust_SA: [6378160, 298.25],
  GSK2011: [6378136.5, 298.2564151],
  PZ90: [6378136, 298.25784],
  airy: [6377563.396, 299.3249646],
  mod_airy: [6377340.189, 299.3249373654873],
  bessel: [6377397.155, 299.1528128],
  bess_nam: [6377483.865, 299.1528128],
  clrk66: [6378206.4, 294.9786982138982],
  clrk80: [6378249.145, 293.4663],
  clrk80ign: [6378249.2, 293.46602129362657],
  intl: [6378388, 297],
  krass: [6378245, 298.3],
  helmert: [6378200, 298.3],
  IAU76: [6378140, 298.257],
  danish: [6377019.2563, 300],
  hough: [6378270, 297],
  fschr60: [6378166, 298.3],
  fschr60m: [6378155, 298.3],
  fschr68: [6378150, 298.3],
  evrst30: [6377276.345, 300.8017],
  evrst48: [6377304.063, 300.8017],
  evrst56: [6377301.243, 300.8017],
  evrst69: [6377295.664, 300.8017],
  evrstSS: [6377298.556, 300.8017],
  new_intl: [6378157.5, 298.24961539],
  plessis: [6376523, 308.6409970958358],
  MERIT: [6378137, 298.257],
  SGS85: [6378136, 298.257],
  NWL9D: [6378145, 298.25],
  andrae: [6377104.43, 300],
  CPM: [6375738.7, 334.29],
  delmbr: [6376428, 311.5],
  engelis: [6378136.05, 298.2566],
  kaula: [6378163, 298.24],
  lerch: [6378139, 298.257],
  mprts: [6397300, 191],
  SEasia: [6378155, 298.3000002408657],
  walbeck: [6376896, 302.7800001814818],
  APL4_9: [6378137, 298.25],
  sphere: [6370997, 0],
};

/** Degrees east of Greenwich of prime meridians by the name that texts use. */
export const PRIME_MERIDIANS: Readonly<Record<string, number>> = {
  greenwich: 0,
  lisbon: -9.131906111111,
  paris: 2.337229166667,
  bogota: -74.080916666667,
  madrid: -3.687938888889,
  rome: 12.452333333333,
  bern: 7.439583333333,
  jakarta: 106.807719444444,
  ferro: -17.666666666667,
  brussels: 4.367975,
  stockholm: 18.058277777778,
  athens: 23.7163375,
  oslo: 10.722916666667,
  copenhagen: 12.57788333333333,
};

/** Metres of the units that proj texts and WKT name. */
export const METERS_OF: Readonly<Record<string, number>> = {
  m: 1,
  km: 1000,
  cm: 0.01,
  dm: 0.1,
  mm: 0.001,
  ft: 0.3048,
  'us-ft': 1200 / 3937,
  'ind-ft': 0.30479841,
  yd: 0.9144,
  'us-yd': 3600 / 3937,
  'ind-yd': 0.91439523,
  ch: 20.1168,
  link: 0.201168,
  'us-ch': 79200 / 3937,
  fath: 1.8288,
  mi: 1609.344,
  'us-mi': 1609.347218694437,
  kmi: 1852,
  'ind-ch': 20.11669506,
  in: 0.0254,
  'us-in': 100 / 3937,
};

/** Datums that proj texts name, by the code of their geographic system. */
const DATUM_WORDS: Readonly<Record<string, string>> = {
  wgs84: '4326',
  nad83: '4269',
  nad27: '4267',
  osgb36: '4277',
  potsdam: '4314',
  carthage: '4223',
  hermannskogel: '4312',
  ire65: '4299',
  nzgd49: '4272',
  ggrs87: '4121',
};

export interface ProjText extends CrsParameters {
  /** Code of the geographic system that a word `+datum=` stands for. */
  readonly datumCode: string | null;
  /** `+nadgrids=@null`: no shift, as web Mercator has. */
  readonly isUnshifted: boolean;
  readonly grids: string;
}

/**
 * Parameters of a proj text; throws a SyntaxError where it names no projection, ellipsoid or unit that is
 * known.
 */
export function parseProjText(text: string): ProjText {
  const words = new Map<string, string>();
  for (const word of text.trim().split(/\s+/)) {
    const found = /^\+?([A-Za-z_0-9]+)(?:=(.*))?$/.exec(word);
    if (found) words.set(found[1]!, found[2] ?? '1');
  }
  const projection = words.get('proj') ?? '';
  if (projection === '') throw new SyntaxError('no +proj');
  const values: Record<string, number> = {};
  for (const [name, value] of words) {
    if (
      !/^(lat_(0|1|2|ts)|lon_[0-2]|lonc|k_?0?|x_0|y_0|alpha|gamma|zone|south|no_uoff|no_off|h|o_lat_p|o_lon_p)$/.test(
        name,
      )
    )
      continue;
    const number = Number(value);
    if (!Number.isFinite(number)) throw new SyntaxError(`+${name}=${value.slice(0, 40)}`);
    values[name === 'k' ? 'k_0' : name] = number;
  }
  const unit = words.get('to_meter') ?? METERS_OF[words.get('units') ?? 'm'];
  const metersPerUnit = Number(unit);
  if (!(metersPerUnit > 0)) throw new SyntaxError(`+units=${(words.get('units') ?? '').slice(0, 40)}`);
  const axis = words.get('axis') ?? 'enu';
  if (axis !== 'enu' && axis !== 'wsu')
    throw new Error(`coordinates in the order ${axis.slice(0, 8)} are not read`);
  const datumWord = words.get('datum')?.toLowerCase();
  const meridian = words.get('pm') ?? '0';
  const shift = words.get('towgs84')?.split(',').map(Number) ?? null;
  if (shift && !shift.every(Number.isFinite)) throw new SyntaxError('+towgs84 is no list of numbers');
  return {
    projection,
    values,
    metersPerUnit: projection === 'longlat' ? 1 : metersPerUnit,
    axis,
    datum: {
      names: [],
      ...ellipsoidOf(words, datumWord),
      primeMeridian: PRIME_MERIDIANS[meridian.toLowerCase()] ?? Number(meridian),
      toWgs84: shift,
    },
    datumCode: datumWord === undefined ? null : (DATUM_WORDS[datumWord] ?? null),
    isUnshifted: words.get('nadgrids') === '@null',
    grids: (words.get('nadgrids') ?? '').replace('@null', ''),
  };
}

function ellipsoidOf(
  words: ReadonlyMap<string, string>,
  datumWord: string | undefined,
): { semiMajor: number; inverseFlattening: number } {
  const named =
    words.get('ellps') ??
    {
      wgs84: 'WGS84',
      nad83: 'GRS80',
      nad27: 'clrk66',
      osgb36: 'airy',
      potsdam: 'bessel',
      carthage: 'clrk80ign',
      hermannskogel: 'bessel',
      ire65: 'mod_airy',
      nzgd49: 'intl',
      ggrs87: 'GRS80',
    }[datumWord ?? ''];
  const known = named === undefined ? undefined : ELLIPSOIDS[named];
  if (named !== undefined && !known) throw new SyntaxError(`+ellps=${named.slice(0, 40)}`);
  const radius = words.get('R');
  if (radius !== undefined) return { semiMajor: Number(radius), inverseFlattening: 0 };
  const semiMajor = Number(words.get('a') ?? known?.[0] ?? 6378137);
  const minor = words.get('b');
  if (minor !== undefined)
    return {
      semiMajor,
      inverseFlattening: semiMajor === Number(minor) ? 0 : semiMajor / (semiMajor - Number(minor)),
    };
  const flattening = words.get('f');
  const inverseFlattening =
    flattening === undefined
      ? Number(words.get('rf') ?? known?.[1] ?? 298.257223563)
      : 1 / Number(flattening);
  return { semiMajor, inverseFlattening: Number.isFinite(inverseFlattening) ? inverseFlattening : 0 };
}

/** proj text of parameters, with the shift to WGS 84 given; null for none at all (a sphere, web Mercator). */
export function toProjText(crs: CrsParameters, shift: readonly number[] | null): string {
  const { datum } = crs;
  const minor = datum.inverseFlattening === 0 ? datum.semiMajor : null;
  const parts = [
    `+proj=${crs.projection}`,
    ...Object.entries({ ...defaultsOf(crs), ...crs.values }).map(([name, value]) =>
      name === 'south' || name === 'no_uoff' || name === 'no_off' ? `+${name}` : `+${name}=${value}`,
    ),
    `+a=${datum.semiMajor}`,
    minor === null ? `+rf=${datum.inverseFlattening}` : `+b=${minor}`,
    ...(datum.primeMeridian === 0 ? [] : [`+pm=${datum.primeMeridian}`]),
    ...(shift === null ? [] : [`+towgs84=${(shift.length === 0 ? [0, 0, 0] : shift).join(',')}`]),
    ...(crs.axis === 'wsu' ? ['+axis=wsu'] : []),
    ...(crs.projection === 'longlat'
      ? []
      : crs.metersPerUnit === 1
        ? ['+units=m']
        : [`+to_meter=${crs.metersPerUnit}`]),
    '+no_defs',
  ];
  return parts.join(' ');
}

/** Parameters that proj4 does not take for 0 by itself. */
function defaultsOf({ projection, values }: CrsParameters): Readonly<Record<string, number>> {
  if (projection === 'longlat' || projection === 'utm') return {};
  const origin = values['lonc'] !== undefined || projection === 'krovak' ? {} : { lat_0: 0, lon_0: 0 };
  return { ...origin, x_0: 0, y_0: 0 };
}

/**
 * Parameters in one form, so that texts of one projection compare: UTM as transverse Mercator, defaults
 * written out.
 */
function canonicalValues({ projection, values }: CrsParameters): {
  projection: string;
  values: Readonly<Record<string, number>>;
} {
  let name = projection === 'etmerc' ? 'tmerc' : projection;
  const out: Record<string, number> = { lat_0: 0, lon_0: 0, k_0: 1, x_0: 0, y_0: 0, ...values };
  if (projection === 'utm') {
    name = 'tmerc';
    Object.assign(out, {
      lon_0: 6 * (values['zone'] ?? 0) - 183,
      k_0: 0.9996,
      x_0: 500000,
      y_0: values['south'] ? 1e7 : 0,
    });
    delete out['zone'];
    delete out['south'];
  }
  // One standard parallel at the origin states the same as none.
  if (name === 'lcc' && out['lat_1'] !== undefined && out['lat_2'] === undefined) out['lat_2'] = out['lat_1'];
  if (name === 'merc' && out['lat_ts'] === undefined) out['lat_ts'] = 0;
  return { projection: name, values: out };
}

const TOLERANCE: Readonly<Record<string, number>> = { x_0: 1e-3, y_0: 1e-3, k_0: 1e-9 };
const ANGLE_TOLERANCE = 1e-8;

/** Whether two CRSs have the same projection with the same numbers, their datums aside. */
export function sameValues(a: CrsParameters, b: CrsParameters): boolean {
  const [one, other] = [canonicalValues(a), canonicalValues(b)];
  if (one.projection !== other.projection || a.axis !== b.axis) return false;
  if (Math.abs(a.metersPerUnit / b.metersPerUnit - 1) > 1e-9) return false;
  if (Math.abs(a.datum.primeMeridian - b.datum.primeMeridian) > ANGLE_TOLERANCE) return false;
  for (const name of new Set([...Object.keys(one.values), ...Object.keys(other.values)]))
    if (
      !(Math.abs((one.values[name] ?? 0) - (other.values[name] ?? 0)) <= (TOLERANCE[name] ?? ANGLE_TOLERANCE))
    )
      return false;
  return true;
}

/** Whether two ellipsoids are one to a centimetre. */
export function sameEllipsoid(a: DatumParameters, b: DatumParameters): boolean {
  const minor = ({ semiMajor, inverseFlattening }: DatumParameters): number =>
    inverseFlattening === 0 ? semiMajor : semiMajor * (1 - 1 / inverseFlattening);
  return Math.abs(a.semiMajor - b.semiMajor) < 0.01 && Math.abs(minor(a) - minor(b)) < 0.01;
}
