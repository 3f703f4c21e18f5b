/**
 * Where public data of a country stand; `{ISO3}` and `{iso3}` are its code. One table, so that a move of a
 * host is one line.
 */
export const ADDRESSES = {
  /** People per cell of 100 m, adjusted to the UN's national totals (WorldPop, CC BY 4.0). */
  population:
    'https://data.worldpop.org/GIS/Population/Global_2000_2020/2020/{ISO3}/{iso3}_ppp_2020_UNadj.tif',
  /**
   * List of OSM extracts with their country codes; the extract's address stands in it, its MD5 beside it
   * (ODbL).
   */
  osm: 'https://download.geofabrik.de/index-v1-nogeom.json',
  /** States where the outline of the country is (geoBoundaries gbOpen, CC BY 4.0). */
  boundary: 'https://www.geoboundaries.org/api/current/gbOpen/{ISO3}/ADM0/',
  /** The same for its districts. */
  zones: 'https://www.geoboundaries.org/api/current/gbOpen/{ISO3}/ADM2/',
  /** Heights by tiles of one degree, SRTM where there is (public terrain tiles). */
  elevation: 'https://elevation-tiles-prod.s3.amazonaws.com/skadi/{band}/{tile}.hgt.gz',
} as const;
export type FetchLayer = keyof typeof ADDRESSES;
export const FETCH_LAYERS = Object.keys(ADDRESSES) as FetchLayer[];

/** An address with its parts filled in; with a mirror, host and path come after the mirror's own. */
export function fillAddress(
  address: string,
  parts: Readonly<Record<string, string>>,
  mirror: string | null,
): string {
  return throughMirror(
    address.replace(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole),
    mirror,
  );
}

/** `https://host/path` as `MIRROR/host/path`. */
export function throughMirror(address: string, mirror: string | null): string {
  return mirror === null ? address : `${mirror.replace(/\/+$/, '')}/${address.replace(/^https?:\/\//, '')}`;
}
