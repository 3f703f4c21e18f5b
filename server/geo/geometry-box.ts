import { buildTransform, WGS84, type Crs } from './crs.ts';

/** West, south, east, north. */
export type Box = [west: number, south: number, east: number, north: number];

export const emptyBox = (): Box => [Infinity, Infinity, -Infinity, -Infinity];

export function widenBox(box: Box, x: number, y: number): void {
  box[0] = Math.min(box[0], x);
  box[1] = Math.min(box[1], y);
  box[2] = Math.max(box[2], x);
  box[3] = Math.max(box[3], y);
}

/** Box in degrees of all places of geometries, whatever their type; null where there is none. */
export function boundsOfGeometries(geometries: readonly unknown[], crs: Crs): Box | null {
  return boxOfGeometries(geometries, buildTransform(crs, WGS84));
}

/**
 * Box of all places of geometries after `transform`, or as they are written without one; null where there
 * is none.
 */
export function boxOfGeometries(
  geometries: readonly unknown[],
  transform: (point: [number, number]) => void = () => undefined,
): Box | null {
  const box = emptyBox();
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [x, y] = value as unknown[];
    if (typeof x === 'number' && typeof y === 'number') {
      const point: [number, number] = [x, y];
      transform(point);
      if (Number.isFinite(point[0] + point[1])) widenBox(box, point[0], point[1]);
    } else for (const part of value as unknown[]) visit(part);
  };
  const enter = (geometry: unknown): void => {
    const { coordinates, geometries: parts } = (geometry ?? {}) as {
      coordinates?: unknown;
      geometries?: unknown[];
    };
    visit(coordinates);
    if (Array.isArray(parts)) for (const part of parts) enter(part);
  };
  for (const geometry of geometries) enter(geometry);
  return box[0] <= box[2] ? box : null;
}
