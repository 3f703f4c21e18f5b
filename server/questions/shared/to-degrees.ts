import type { MultiPolygon, Position } from 'geojson';
import { buildTransform, parseCrs, WGS84 } from '../../geo/crs.ts';
import type { Outline } from '../../kernel/catchment/outline.ts';
import { centreX, centreY, findCell, type Grid } from '../../kernel/grid/grid.ts';

/** Decimals of degrees in answers: 1e-7° is a centimetre. */
const DECIMALS = 1e7;

const round = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS;

/** An outline in the grid's CRS as a GeoJSON MultiPolygon in degrees. */
export function outlineToGeoJson(grid: Grid, outline: Outline): MultiPolygon {
  const toDegrees = buildTransform(parseCrs(grid.crs), WGS84);
  const point: [number, number] = [0, 0];
  return {
    type: 'MultiPolygon',
    coordinates: outline.polygons.map((polygon) =>
      polygon.rings.map((ring) => {
        const positions: Position[] = [];
        for (let i = 0; i < ring.length; i += 2) {
          point[0] = ring[i]!;
          point[1] = ring[i + 1]!;
          toDegrees(point);
          positions.push([round(point[0]), round(point[1])]);
        }
        return positions;
      }),
    ),
  };
}

/** Vertices x0, y0, x1, y1, … in the grid's CRS as positions in degrees. */
export function pointsToDegrees(grid: Grid, points: Float64Array): Position[] {
  const toDegrees = buildTransform(parseCrs(grid.crs), WGS84);
  const positions: Position[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const point: [number, number] = [points[i]!, points[i + 1]!];
    toDegrees(point);
    positions.push([round(point[0]), round(point[1])]);
  }
  return positions;
}

/** Centre of a cell in degrees. */
export function cellToDegrees(grid: Grid, cell: number): [number, number] {
  const point: [number, number] = [
    centreX(grid, cell % grid.columns),
    centreY(grid, Math.floor(cell / grid.columns)),
  ];
  buildTransform(parseCrs(grid.crs), WGS84)(point);
  return [round(point[0]), round(point[1])];
}

/** Cell holding a point in degrees, NONE outside. */
export function findCellAt(grid: Grid, lonDegrees: number, latDegrees: number): number {
  const point: [number, number] = [lonDegrees, latDegrees];
  buildTransform(WGS84, parseCrs(grid.crs))(point);
  return findCell(grid, point[0], point[1]);
}
