import type { Grid } from '../../../kernel/grid/grid.ts';
import { buildTransform, parseCrs, utmCrsAt, WGS84, wrapLongitudes } from '../../../geo/crs.ts';
import { geodesicMeters } from '../../../geo/geodesic.ts';

/** West, south, east, north in degrees; east may lie beyond 180 where the places lie on both sides of it. */
export type PlaceBounds = [west: number, south: number, east: number, north: number];

/**
 * The narrowest box around places, over the 180th meridian where that is shorter. Infinite without a place.
 */
export function boundsOfPlaces(lon: ArrayLike<number>, lat: ArrayLike<number>): PlaceBounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lon.length; i++) {
    west = Math.min(west, lon[i]!);
    east = Math.max(east, lon[i]!);
    south = Math.min(south, lat[i]!);
    north = Math.max(north, lat[i]!);
  }
  if (!(east - west > 180)) return [west, south, east, north];
  // The widest gap between neighbours is what the box leaves out.
  const sorted = Float64Array.from(lon as ArrayLike<number> & Iterable<number>).sort();
  let gap = west + 360 - east;
  let first = 0;
  for (let i = 1; i < sorted.length; i++)
    if (sorted[i]! - sorted[i - 1]! > gap) {
      gap = sorted[i]! - sorted[i - 1]!;
      first = i;
    }
  return first === 0 ? [west, south, east, north] : [sorted[first]!, south, sorted[first - 1]! + 360, north];
}

/** Lengths in one UTM zone that are wrong by more than this make a frame of degrees the better one. */
const MOST_UTM_ERROR = 0.005;

/**
 * Frame of square cells around a box of places: UTM where its metres are metres to half a percent, else
 * degrees.
 */
export function pointFrame(bounds: PlaceBounds, cellMeters: number, marginCells: number): Grid {
  const grid = utmGrid(bounds, cellMeters, marginCells);
  return utmError(grid, bounds) <= MOST_UTM_ERROR ? grid : degreeGrid(bounds, cellMeters, marginCells);
}

/**
 * A UTM frame of square cells that holds the bounds and `marginCells` more, its corner on a whole multiple
 * of the cell.
 */
function utmGrid(
  bounds: readonly [number, number, number, number],
  cellMeters: number,
  marginCells: number,
): Grid {
  const [west, south, east, north] = bounds;
  const crs = utmCrsAt((west + east) / 2, (south + north) / 2);
  const transform = buildTransform(WGS84, crs);
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i <= 16; i++)
    for (const [lon, lat] of [
      [west + ((east - west) * i) / 16, south],
      [west + ((east - west) * i) / 16, north],
      [west, south + ((north - south) * i) / 16],
      [east, south + ((north - south) * i) / 16],
    ] as const) {
      const point: [number, number] = [lon, lat];
      transform(point);
      left = Math.min(left, point[0]);
      right = Math.max(right, point[0]);
      bottom = Math.min(bottom, point[1]);
      top = Math.max(top, point[1]);
    }
  const snap = (value: number, round: (n: number) => number): number =>
    round(value / cellMeters) * cellMeters;
  const first = snap(left, Math.floor) - marginCells * cellMeters;
  const high = snap(top, Math.ceil) + marginCells * cellMeters;
  return {
    columns: Math.max(1, Math.ceil((right - first) / cellMeters + marginCells)),
    rows: Math.max(1, Math.ceil((high - bottom) / cellMeters + marginCells)),
    left: first,
    top: high,
    cellWidth: cellMeters,
    cellHeight: cellMeters,
    crs: crs.id,
    geographic: false,
  };
}

/** Largest relative error of a metre at the corners and the middle of a box in a UTM frame. */
function utmError(grid: Grid, [west, south, east, north]: PlaceBounds): number {
  const transform = buildTransform(WGS84, parseCrs(grid.crs));
  let most = 0;
  const step = 0.001;
  for (const lon of [west, (west + east) / 2, east])
    for (const lat of [south, (south + north) / 2, north]) {
      const [a, b]: [number, number][] = [
        [lon, lat],
        [lon + step, lat],
      ];
      const truth = geodesicMeters(lon, lat, lon + step, lat);
      transform(a!);
      transform(b!);
      if (truth > 0) most = Math.max(most, Math.abs(Math.hypot(b![0] - a![0], b![1] - a![1]) / truth - 1));
      if (!Number.isFinite(a![0] + b![0])) return Infinity;
    }
  return most;
}

/** Frame of degrees whose cells are about as wide and as high as asked for at its middle latitude. */
function degreeGrid([west, south, east, north]: PlaceBounds, cellMeters: number, marginCells: number): Grid {
  const middle = (south + north) / 2;
  const cellHeight = cellMeters / (geodesicMeters(west, middle - 0.005, west, middle + 0.005) * 100);
  const cellWidth = cellMeters / (geodesicMeters(west, middle, west + 0.01, middle) * 100);
  const left = Math.floor(west / cellWidth) * cellWidth - marginCells * cellWidth;
  const top = Math.min(90, Math.ceil(north / cellHeight) * cellHeight + marginCells * cellHeight);
  const columns = Math.min(Math.floor(360 / cellWidth), Math.ceil((east - left) / cellWidth) + marginCells);
  const rows = Math.min(
    Math.ceil((top - south) / cellHeight) + marginCells,
    Math.floor((top + 90) / cellHeight),
  );
  const crs = left + columns * cellWidth > 180 ? wrapLongitudes(WGS84, 180) : WGS84;
  return {
    columns,
    rows: Math.max(1, rows),
    left,
    top,
    cellWidth,
    cellHeight,
    crs: crs.id,
    geographic: true,
  };
}
