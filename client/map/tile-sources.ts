import type { SourceSpecification } from 'maplibre-gl';
import type { RegionSummary } from '../../server/contract/resources.ts';

/**
 * Bounds of the tiles that are requested: all longitudes where the region crosses the 180th meridian,
 * because MapLibre clips bounds there.
 */
export function tileBounds([west, south, east, north]: RegionSummary['bounds']): [
  number,
  number,
  number,
  number,
] {
  return east > 180 ? [-180, south, 180, north] : [west, south, east, north];
}

/** Custom raster-dem encoding of value tiles: red·65536 + green·256 + blue. */
export function valueSource(
  tiles: string,
  maxZoom: number,
  bounds: RegionSummary['bounds'],
): SourceSpecification {
  return {
    type: 'raster-dem',
    tiles: [absolute(tiles)],
    tileSize: 256,
    maxzoom: maxZoom,
    bounds: tileBounds(bounds),
    encoding: 'custom',
    redFactor: 65536,
    greenFactor: 256,
    blueFactor: 1,
    baseShift: 0,
  };
}

/** Tile workers have no page address: templates become absolute. */
export function absolute(path: string): string {
  return path.startsWith('http') ? path : `${location.origin}${path}`;
}

/** Zoom at which a tile pixel is at most a quarter of a cell wide: deeper tiles hold no more detail. */
export function findMaxZoom(region: Pick<RegionSummary, 'bounds' | 'cellMeters'>): number {
  const latitude = ((region.bounds[1] + region.bounds[3]) / 2) * (Math.PI / 180);
  const zoom = Math.log2((156_543 * Math.cos(latitude)) / (region.cellMeters / 4));
  return Math.min(15, Math.max(6, Math.ceil(zoom)));
}
