import type { CrsParameters } from './crs-parameters.ts';

/** Esri's names of projections and of their parameters by proj's. */
const METHODS: Readonly<Record<string, string>> = {
  tmerc: 'Transverse_Mercator',
  merc: 'Mercator',
  lcc: 'Lambert_Conformal_Conic',
  aea: 'Albers',
  laea: 'Lambert_Azimuthal_Equal_Area',
  cea: 'Cylindrical_Equal_Area',
  sterea: 'Double_Stereographic',
  sinu: 'Sinusoidal',
  moll: 'Mollweide',
  robin: 'Robinson',
  eck6: 'Eckert_VI',
  eqearth: 'Equal_Earth',
  mill: 'Miller_Cylindrical',
  vandg: 'Van_der_Grinten_I',
  eqc: 'Equidistant_Cylindrical',
  cass: 'Cassini',
  poly: 'Polyconic',
  aeqd: 'Azimuthal_Equidistant',
  eqdc: 'Equidistant_Conic',
  gnom: 'Gnomonic',
  ortho: 'Orthographic',
  nzmg: 'New_Zealand_Map_Grid',
  bonne: 'Bonne',
  omerc: 'Hotine_Oblique_Mercator_Azimuth_Center',
  somerc: 'Hotine_Oblique_Mercator_Azimuth_Center',
  krovak: 'Krovak',
  stere: 'Stereographic',
};

const PARAMETERS: readonly (readonly [key: string, name: string])[] = [
  ['x_0', 'False_Easting'],
  ['y_0', 'False_Northing'],
  ['lon_0', 'Central_Meridian'],
  ['lat_1', 'Standard_Parallel_1'],
  ['lat_2', 'Standard_Parallel_2'],
  ['lat_ts', 'Standard_Parallel_1'],
  ['k_0', 'Scale_Factor'],
  ['alpha', 'Azimuth'],
  ['lat_0', 'Latitude_Of_Origin'],
];

/** Methods whose origin is a centre. */
const CENTRED: ReadonlySet<string> = new Set(['omerc', 'somerc', 'krovak', 'ortho', 'gnom']);

/**
 * WKT 1 text of a CRS as Esri and GDAL read it, with the shift of its datum; null for a projection that it
 * has no name for.
 */
export function toWkt(crs: CrsParameters, shift: readonly number[] | null): string | null {
  const { datum } = crs;
  const isWgs84 = Math.abs(datum.inverseFlattening - 298.257223563) < 1e-9 && datum.semiMajor === 6378137;
  const name = isWgs84 && (shift ?? []).length === 0 ? 'D_WGS_1984' : 'D_unknown';
  const seven =
    shift && shift.length > 0
      ? `,TOWGS84[${Array.from({ length: 7 }, (_, i) => shift[i] ?? 0).join(',')}]`
      : '';
  const geographic = `GEOGCS["${isWgs84 ? 'GCS_WGS_1984' : 'GCS_unknown'}",DATUM["${name}",SPHEROID["${isWgs84 ? 'WGS_1984' : 'unknown'}",${real(datum.semiMajor)},${real(datum.inverseFlattening)}]${seven}],PRIMEM["${datum.primeMeridian === 0 ? 'Greenwich' : 'unknown'}",${real(datum.primeMeridian)}],UNIT["Degree",0.0174532925199433]]`;
  if (crs.projection === 'longlat') return geographic;
  const utm = crs.projection === 'utm';
  const values: Readonly<Record<string, number>> = utm
    ? {
        lat_0: 0,
        lon_0: 6 * (crs.values['zone'] ?? 0) - 183,
        k_0: 0.9996,
        x_0: 500000,
        y_0: crs.values['south'] ? 1e7 : 0,
      }
    : crs.values;
  const projection = utm ? 'tmerc' : crs.projection;
  const polar =
    projection === 'stere' && values['lat_ts'] !== undefined
      ? values['lat_ts'] < 0
        ? 'Stereographic_South_Pole'
        : 'Stereographic_North_Pole'
      : null;
  const method = polar ?? METHODS[projection];
  if (method === undefined || crs.axis !== 'enu' || values['no_uoff'] !== undefined) return null;
  const all: Record<string, number> = { x_0: 0, y_0: 0, ...values };
  if (all['lonc'] !== undefined) all['lon_0'] = all['lonc'];
  if (polar) delete all['lat_0'];
  if (projection === 'somerc') all['alpha'] = 90;
  // One standard parallel takes its scale, two take none.
  if (projection === 'lcc' && all['lat_2'] !== undefined) delete all['k_0'];
  const words = PARAMETERS.flatMap(([key, word]) => {
    const value = all[key];
    if (value === undefined) return [];
    const own = CENTRED.has(projection)
      ? word
          .replace('Central_Meridian', 'Longitude_Of_Center')
          .replace('Latitude_Of_Origin', 'Latitude_Of_Center')
      : word;
    return [`PARAMETER["${own}",${real(value)}]`];
  });
  return `PROJCS["unknown",${geographic},PROJECTION["${method}"],${words.join(',')},UNIT["${crs.metersPerUnit === 1 ? 'Meter' : 'unknown'}",${real(crs.metersPerUnit)}]]`;
}

const real = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));
