import { type Crs, CrsError, parseCrs } from '../../../geo/crs.ts';

/** What the headings of two axes name: a CRS, or a datum that cannot be converted from (`crs` null). */
export interface HeadingCrs {
  readonly name: string;
  readonly crs: Crs | null;
}

/**
 * Datums as headings write them, with the code of their geographic system; null where there is no
 * conversion to WGS 84.
 */
const DATUMS: readonly (readonly [RegExp, number | null])[] = [
  [/\bARC[ _-]*(19)?60\b/i, 4210],
  [/\bARC[ _-]*(19)?50\b/i, 4209],
  [/NAD[ _-]*(19)?27(?!\d)/i, 4267],
  [/NAD[ _-]*(19)?83(?!\d)/i, 4269],
  [/CGCS[ _-]*2000|国家2000|大地2000|2000国家/i, 4490],
  [/BEIJING[ _-]*(19)?54|北京(19)?54/i, 4214],
  [/XI['’]?AN[ _-]*(19)?80|西安(19)?80/i, 4610],
  [/\bADINDAN\b/i, 4201],
  [/\bMINNA\b/i, 4263],
  [/\bED[ _-]*(19)?50\b/i, 4230],
  [/\bPSAD[ _-]*(19)?56\b/i, 4248],
  [/\bSAD[ _-]*(19)?69\b/i, 4618],
  [/\bSIRGAS[ _-]*2000\b/i, 4674],
  [/\bOSGB[ _-]*(19)?36\b/i, 4277],
  [/PULKOVO[ _-]*(19)?42\b/i, 4284],
  [/\bWGS[ _-]*(19)?72\b/i, 4322],
  [/\bETRS[ _-]*(19)?89\b/i, 4258],
  [/\bGDA[ _-]*(19)?94\b/i, 4283],
  [/HARTEBEESTHOEK[ _-]*(19)?94/i, 4148],
  [/GCJ[ _-]*0?2(?!\d)|火星坐标|高德/i, null],
  [/BD[ _-]*0?9(?!\d)|百度/i, null],
  [
    /\b(datum|clarke|bessel|everest|krassowsky|indian (19)?\d\d|tokyo|kertau|timbalai|accra|leigon|merchich|luzon|kalianpur)\b/i,
    null,
  ],
];
const CODE = /EPSG\s*[:_ ]?\s*(\d{4,6})/i;
const UTM = /UTM[ _-]*(?:zone[ _-]*)?(\d{1,2})[ _-]*([NS])(?![A-Za-z])/i;
/** Codes of UTM zones without their number, by datum and hemisphere. */
const UTM_CODES: Readonly<Record<string, number>> = {
  '4326N': 32600,
  '4326S': 32700,
  '4210S': 21000,
  '4267N': 26700,
  '4269N': 26900,
  '4230N': 23000,
};

/** The CRS that a heading names, null where it names none or WGS 84 in degrees, as everybody assumes. */
export function crsOfHeading(heading: string): HeadingCrs | null {
  const code = CODE.exec(heading);
  if (code) return code[1] === '4326' ? null : named(code[0], Number(code[1]));
  const found = DATUMS.map(([word, datum]) => ({ match: word.exec(heading), datum })).find(
    ({ match }) => match,
  );
  const utm = UTM.exec(heading);
  if (utm) {
    const [text, zone, side] = utm;
    const base =
      found?.datum === null ? undefined : UTM_CODES[`${found?.datum ?? 4326}${side!.toUpperCase()}`];
    return named(`${found?.match![0] ?? ''} ${text}`.trim(), base === undefined ? null : base + Number(zone));
  }
  return found ? named(found.match![0], found.datum) : null;
}

function named(name: string, code: number | null): HeadingCrs {
  try {
    return { name, crs: code === null ? null : parseCrs(`EPSG:${code}`) };
  } catch (problem) {
    if (problem instanceof CrsError) return { name, crs: null };
    throw problem;
  }
}

/** A heading without the CRS that it names, so that the rest reports what the column is. */
export function withoutCrs(heading: string): string {
  if (crsOfHeading(heading) === null) return heading;
  let rest = heading.replace(CODE, ' ').replace(UTM, ' ');
  for (const [word] of DATUMS) rest = rest.replace(word, ' ');
  return rest.replace(/[(（[]\s*[)）\]]/g, ' ').trim();
}
