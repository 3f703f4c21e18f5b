import { geoPath, geoTransform } from 'd3';
import type { GeoPermissibleObjects } from 'd3';

export type LonLatBounds = readonly [west: number, south: number, east: number, north: number];

/**
 * A plate carrée of its own standard parallel (the middle of the map): rasters in degrees fill exact
 * rectangles, the
 * scale is true along the middle parallel and along every meridian.
 */
export interface MapFrame {
  /** Inner frame in drawing points. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly bounds: LonLatBounds;
  /** Points per metre along a meridian. */
  readonly pointsPerMeter: number;
  project(lonDegrees: number, latDegrees: number): readonly [number, number];
  /** Path data of a GeoJSON geometry or feature, planar: ring order does not matter when filled even-odd. */
  path(geometry: GeoPermissibleObjects): string;
  contains(lonDegrees: number, latDegrees: number): boolean;
}

const METERS_PER_DEGREE = 111_195;

/**
 * Frame of `width` points that shows all of `bounds` with a margin; its height follows the land within the
 * limits, and the bounds grow to fill it.
 */
export function buildMapFrame(
  bounds: LonLatBounds,
  x: number,
  y: number,
  width: number,
  minimumHeight: number,
  maximumHeight: number,
): MapFrame {
  const [west, south, east, north] = padBounds(bounds);
  const middleLat = (south + north) / 2;
  const squeeze = Math.max(0.05, Math.cos((middleLat * Math.PI) / 180));
  const wide = (east - west) * squeeze;
  const high = north - south;
  const height = Math.min(maximumHeight, Math.max(minimumHeight, (width * high) / wide));
  const scale = Math.min(width / wide, height / high);
  const middleLon = (west + east) / 2;
  const halfLon = width / scale / squeeze / 2;
  const halfLat = height / scale / 2;
  const shown: LonLatBounds = [
    middleLon - halfLon,
    middleLat - halfLat,
    middleLon + halfLon,
    middleLat + halfLat,
  ];
  const project = (lon: number, lat: number): readonly [number, number] => [
    x + (lon - shown[0]) * squeeze * scale,
    y + (shown[3] - lat) * scale,
  ];
  const path = geoPath(
    geoTransform({
      point(lon, lat) {
        const [px, py] = project(lon, lat);
        this.stream.point(px, py);
      },
    }),
  ).digits(1);
  return {
    x,
    y,
    width,
    height,
    bounds: shown,
    pointsPerMeter: scale / METERS_PER_DEGREE,
    project,
    path: (geometry) => path(geometry) ?? '',
    contains: (lon, lat) => lon >= shown[0] && lon <= shown[2] && lat >= shown[1] && lat <= shown[3],
  };
}

function padBounds([west, south, east, north]: LonLatBounds): LonLatBounds {
  const crossing = east < west ? east + 360 : east;
  const lonPad = Math.max((crossing - west) * 0.025, 0.002);
  const latPad = Math.max((north - south) * 0.025, 0.002);
  return [west - lonPad, south - latPad, crossing + lonPad, north + latPad];
}
