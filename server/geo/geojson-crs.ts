import type { Crs } from './crs.ts';
import { CrsError, parseCrs } from './crs.ts';

/**
 * CRS that a GeoJSON or TopoJSON object names in its `crs` member, in the spellings of GeoJSON 2008 and of
 * the programs that write it;
 * null where it names none. Throws a CrsError where it names one that is not known.
 */
export function crsOfGeoJson(value: object): Crs | null {
  const { crs, spatialReference } = value as { crs?: unknown; spatialReference?: unknown };
  if (crs !== undefined && crs !== null) return crsOfMember(crs);
  if (typeof spatialReference === 'object' && spatialReference !== null) {
    const { wkid, latestWkid, wkt } = spatialReference as Record<string, unknown>;
    const code = latestWkid ?? wkid;
    if (typeof code === 'number') return parseCrs(`EPSG:${code}`);
    if (typeof wkt === 'string') return parseCrs(wkt);
  }
  return null;
}

function crsOfMember(member: unknown): Crs {
  const text = textOfMember(member);
  if (text === null)
    throw new CrsError(
      'crs-unreadable',
      `the crs member ${JSON.stringify(member)?.slice(0, 80) ?? ''} names no CRS`,
    );
  return parseCrs(text);
}

function textOfMember(member: unknown): string | null {
  if (typeof member === 'string') return member;
  if (typeof member === 'number') return `EPSG:${member}`;
  if (typeof member !== 'object' || member === null) return null;
  const { type, properties } = member as { type?: unknown; properties?: unknown };
  const all = {
    ...(member as Record<string, unknown>),
    ...(typeof properties === 'object' ? properties : {}),
  } as Record<string, unknown>;
  const code = all['code'] ?? all['urn'];
  const authority = typeof type === 'string' && /^(epsg|esri)$/i.test(type) ? type.toUpperCase() : 'EPSG';
  if (typeof code === 'number' || (typeof code === 'string' && /^\d+$/.test(code)))
    return `${authority}:${code}`;
  for (const key of ['name', 'code', 'urn', 'href', 'wkt', 'proj4']) {
    const text = all[key];
    if (typeof text === 'string' && text !== '') return text;
    if (typeof text === 'number') return `${authority}:${text}`;
  }
  return null;
}
