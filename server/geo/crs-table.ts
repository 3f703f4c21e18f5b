const GRS80 = '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0';

/** EPSG codes of geographic systems that this room takes; the first is the one a match is named by. */
export const GEOGRAPHIC_EPSG: ReadonlySet<number> = new Set([4326, 4490, 4258, 4269, 4674, 4283, 7844, 4979]);

const SINGLE: Readonly<Record<number, string>> = {
  4326: '+proj=longlat +datum=WGS84 +no_defs',
  4979: '+proj=longlat +datum=WGS84 +no_defs',
  // CGCS2000 and WGS 84 differ by centimetres: taken as the same, as Chinese practice does at planning scale.
  4490: '+proj=longlat +a=6378137 +rf=298.257222101 +towgs84=0,0,0,0,0,0,0 +no_defs',
  4258: `+proj=longlat ${GRS80} +no_defs`,
  4269: `+proj=longlat ${GRS80} +no_defs`,
  4674: `+proj=longlat ${GRS80} +no_defs`,
  4283: `+proj=longlat ${GRS80} +no_defs`,
  7844: `+proj=longlat ${GRS80} +no_defs`,
  3857: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
  2154: `+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 ${GRS80} +units=m +no_defs`,
  3035: `+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 ${GRS80} +units=m +no_defs`,
  3031: '+proj=stere +lat_0=-90 +lat_ts=-71 +lon_0=0 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs',
  3395: '+proj=merc +lon_0=0 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs',
  6933: '+proj=cea +lat_ts=30 +lon_0=0 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs',
  5070: `+proj=aea +lat_0=23 +lon_0=-96 +lat_1=29.5 +lat_2=45.5 +x_0=0 +y_0=0 ${GRS80} +units=m +no_defs`,
  27700:
    '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs',
  2193: `+proj=tmerc +lat_0=0 +lon_0=173 +k=0.9996 +x_0=1600000 +y_0=10000000 ${GRS80} +units=m +no_defs`,
  54009: '+proj=moll +lon_0=0 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs',
};

const CGCS2000 = '+a=6378137 +rf=298.257222101 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';

function gaussKruger(centralMeridian: number, falseEasting: number): string {
  return `+proj=tmerc +lat_0=0 +lon_0=${centralMeridian} +k=1 +x_0=${falseEasting} +y_0=0 ${CGCS2000}`;
}

/**
 * proj text of an EPSG code, null when the table does not hold it. Beside the single systems: every UTM zone of WGS 84
 * (326zz, 327zz), ETRS89 (258zz) and SIRGAS 2000 (319zz), and every Gauss-Krüger zone of CGCS2000 (4491–4554).
 */
export function epsgDefinition(code: number): string | null {
  if (code === 900913 || code === 102100) return SINGLE[3857]!;
  const single = SINGLE[code];
  if (single) return single;
  if ((code >= 32601 && code <= 32660) || (code >= 32701 && code <= 32760)) {
    const zone = code % 100;
    return `+proj=utm +zone=${zone}${code >= 32700 ? ' +south' : ''} +datum=WGS84 +units=m +no_defs`;
  }
  if (code >= 25828 && code <= 25838) return `+proj=utm +zone=${code - 25800} ${GRS80} +units=m +no_defs`;
  if (code >= 31965 && code <= 31976) return `+proj=utm +zone=${code - 31954} ${GRS80} +units=m +no_defs`;
  if (code >= 31977 && code <= 31985)
    return `+proj=utm +zone=${code - 31960} +south ${GRS80} +units=m +no_defs`;
  // Six-degree zones 13–23, with the zone number before the easting, then by central meridian 75°–135°.
  if (code >= 4491 && code <= 4501)
    return gaussKruger((code - 4491) * 6 + 75, (code - 4491 + 13) * 1e6 + 500000);
  if (code >= 4502 && code <= 4512) return gaussKruger((code - 4502) * 6 + 75, 500000);
  // Three-degree zones 25–45, likewise.
  if (code >= 4513 && code <= 4533)
    return gaussKruger((code - 4513) * 3 + 75, (code - 4513 + 25) * 1e6 + 500000);
  if (code >= 4534 && code <= 4554) return gaussKruger((code - 4534) * 3 + 75, 500000);
  return null;
}

/** Codes of the table whose projection could be `projName`: the candidates when a text is matched by meaning. */
export function projectedFamilies(projName: string): number[] {
  const range = (first: number, last: number): number[] =>
    Array.from({ length: last - first + 1 }, (_, i) => first + i);
  if (projName === 'tmerc')
    return [
      ...range(32601, 32660),
      ...range(32701, 32760),
      ...range(4491, 4554),
      ...range(25828, 25838),
      27700,
      2193,
    ];
  return Object.keys(SINGLE)
    .map(Number)
    .filter((code) => !GEOGRAPHIC_EPSG.has(code) && code !== 27700 && code !== 2193);
}
