import type { Geometry } from 'geojson';
import { bbox } from '@turf/turf';

/** [west, south, east, north] of a geometry; null without one. */
export function boundsOf(geometry: Geometry | null): readonly number[] | null {
  return geometry ? bbox({ type: 'Feature', geometry, properties: {} }) : null;
}

/** Whether two boxes touch; a feature without geometry meets none. */
export function meets(bounds: readonly number[] | null, box: readonly number[]): boolean {
  return (
    bounds !== null &&
    bounds[0]! <= box[2]! &&
    bounds[2]! >= box[0]! &&
    bounds[1]! <= box[3]! &&
    bounds[3]! >= box[1]!
  );
}
