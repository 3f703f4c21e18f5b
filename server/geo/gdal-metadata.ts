/** What GDAL keeps about one band beside its samples; null or '' where it states nothing. */
export interface BandFacts {
  readonly noData: string | null;
  readonly scale: number | null;
  readonly offset: number | null;
  readonly unit: string;
  readonly name: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** Text of an XML value with its entities resolved. */
function decodeXml(text: string): string {
  return text
    .replace(/^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/, '$1')
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|quot|apos|amp));/gi, (whole, hex, decimal, name) => {
      if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = hex ? Number.parseInt(String(hex), 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
}

function attributeOf(tag: string, name: string): string | null {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag);
  return found ? decodeXml(found[1] ?? found[2] ?? '') : null;
}

const MOST_ELEMENTS = 100_000;

/**
 * Elements of a name, which hold none of their own name: their tag and what is in them. Linear in the text,
 * whatever is in it.
 */
function elementsOf(xml: string, name: string): { readonly tag: string; readonly text: string }[] {
  const out: { tag: string; text: string }[] = [];
  const close = `</${name}>`;
  for (let at = 0; out.length < MOST_ELEMENTS;) {
    const open = xml.indexOf(`<${name}`, at);
    if (open < 0) break;
    const start = xml.indexOf('>', open);
    const end = start < 0 ? -1 : xml.indexOf(close, start);
    if (end < 0) break;
    const isWhole = /[\s>/]/.test(xml[open + name.length + 1] ?? '');
    const isEmpty = xml[start - 1] === '/';
    if (!isWhole || isEmpty) {
      at = start;
      continue;
    }
    out.push({ tag: xml.slice(open, start), text: xml.slice(start + 1, end) });
    at = end + close.length;
  }
  return out;
}

const numberOf = (text: string | null): number | null => {
  const number = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
};

/** Items of the GDAL_METADATA tag by band; an item without a band holds for all of them. */
export function readGdalMetadata(xml: string, bandCount: number): BandFacts[] {
  const items = new Map<string, string>();
  for (const { tag, text } of elementsOf(xml, 'Item')) {
    const word = (attributeOf(tag, 'role') ?? attributeOf(tag, 'name') ?? '').toLowerCase();
    items.set(`${word} ${attributeOf(tag, 'sample') ?? 'all'}`, decodeXml(text));
  }
  const find = (band: number, ...names: string[]): string | null => {
    for (const name of names) {
      const found = items.get(`${name} ${band}`) ?? items.get(`${name} all`);
      if (found !== undefined) return found;
    }
    return null;
  };
  return Array.from({ length: bandCount }, (_, band) => ({
    noData: find(band, 'nodata', 'nodata_value'),
    scale: numberOf(find(band, 'scale')),
    offset: numberOf(find(band, 'offset')),
    unit: find(band, 'unittype', 'units') ?? '',
    name: find(band, 'description') ?? '',
  }));
}

/** A `.aux.xml` beside a raster: facts by band, and CRS and frame where they are kept there. */
export interface PamFacts {
  readonly bands: ReadonlyMap<number, BandFacts>;
  readonly crs: string;
  /** Left, width, rotation, top, rotation, height as GDAL orders them; null where absent. */
  readonly geoTransform: readonly number[] | null;
}

/** Reads what a `.aux.xml` of GDAL or of Esri states about a raster. */
export function readPam(xml: string): PamFacts {
  const elementOf = (text: string, name: string): string | null => {
    const [found] = elementsOf(text, name);
    return found ? decodeXml(found.text).trim() : null;
  };
  const bands = new Map<number, BandFacts>();
  for (const { tag, text } of elementsOf(xml, 'PAMRasterBand'))
    bands.set(Number(attributeOf(tag, 'band') ?? bands.size + 1) - 1, {
      noData: elementOf(text, 'NoDataValue'),
      scale: numberOf(elementOf(text, 'Scale')),
      offset: numberOf(elementOf(text, 'Offset')),
      unit: elementOf(text, 'UnitType') ?? '',
      name: elementOf(text, 'Description') ?? '',
    });
  const transform = (elementOf(xml, 'GeoTransform') ?? '').split(',').map(Number);
  return {
    bands,
    crs: elementOf(xml, 'SRS') ?? elementOf(xml, 'WKT') ?? '',
    geoTransform: transform.length === 6 && transform.every(Number.isFinite) ? transform : null,
  };
}
