/** A reference to a CRS by authority and code, with what may be added to it. */
export interface CodeReference {
  readonly authority: 'EPSG' | 'ESRI' | 'OGC';
  readonly code: string;
  readonly toWgs84: readonly number[] | null;
  readonly wrapDegrees: number | null;
}

const MOST_CHARACTERS = 400;
const WGS84_DIGITS = '4326';

const PATTERNS: readonly RegExp[] = [
  // urn:ogc:def:crs:EPSG::32737, urn:ogc:def:crs:EPSG:9.8:32737, urn:x-ogc:def:crs:EPSG:32737; compound:
  // the first part is the horizontal one
  /^urn:(?:x-)?ogc:def:crs(?:,crs)?:(EPSG|ESRI|OGC):(?:[\w.]*:)?([\w.]+)(?:,.*)?$/i,
  // http://www.opengis.net/def/crs/EPSG/0/32737 and its compound form
  /^https?:\/\/(?:www\.)?opengis\.net\/def\/crs(?:-compound\?1=http.*?\/def\/crs)?\/(EPSG|ESRI|OGC)\/[\w.]+\/([\w.]+)(?:&.*)?$/i,
  // http://www.opengis.net/gml/srs/epsg.xml#32737
  /^https?:\/\/(?:www\.)?opengis\.net\/gml\/srs\/(epsg)\.xml#(\d+)$/i,
  /^https?:\/\/(?:www\.)?(?:spatialreference\.org\/ref|epsg\.io)\/?(epsg|esri)?\/?(\d+)\/?.*$/i,
  /^(EPSG|ESRI|OGC)\s*[:/ ]{0,2}\s*(\w+)(?:\+\d+)?$/i,
  /^\+?init=(epsg|esri):(\d+)(?:\s.*)?$/i,
  /^()(\d{4,6})$/,
];

/** Reads the spellings in which files and people name a CRS by its code; null for any other text. */
export function readCodeReference(text: string): CodeReference | null {
  if (text.length > MOST_CHARACTERS) return null;
  const [name, ...added] = text
    .trim()
    .replace(/^\+init/i, 'init')
    .split(/\s+(?=\+)/);
  const plain = (name ?? '').replace(/\s+/g, ' ');
  if (
    /^(?:urn:(?:x-)?ogc:def:crs:OGC:[\w.]*:|OGC:|https?:\/\/(?:www\.)?opengis\.net\/def\/crs\/OGC\/[\w.]+\/)?CRS:?84h?$/i.test(
      plain,
    )
  )
    return { authority: 'EPSG', code: WGS84_DIGITS, ...additions(added) };
  for (const pattern of PATTERNS) {
    const found = pattern.exec(plain);
    if (!found) continue;
    const authority = (found[1] || 'EPSG').toUpperCase() as CodeReference['authority'];
    if (authority === 'OGC') {
      const geographic = { CRS27: '4267', CRS83: '4269', CRS84: '4326', CRS84H: '4326' }[
        found[2]!.toUpperCase()
      ];
      return geographic ? { authority: 'EPSG', code: geographic, ...additions(added) } : null;
    }
    if (!/^\d+$/.test(found[2]!)) return null;
    return { authority, code: found[2]!, ...additions(added) };
  }
  return null;
}

function additions(words: readonly string[]): Pick<CodeReference, 'toWgs84' | 'wrapDegrees'> {
  const valueOf = (name: string): string | undefined =>
    words.find((word) => word.startsWith(`+${name}=`))?.slice(name.length + 2);
  const shift = valueOf('towgs84')?.split(',').map(Number);
  const wrap = Number(valueOf('lon_wrap') ?? Number.NaN);
  return {
    toWgs84: shift && shift.every(Number.isFinite) ? shift : null,
    wrapDegrees: Number.isFinite(wrap) ? wrap : null,
  };
}
