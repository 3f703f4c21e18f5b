import type { Feature, Geometry } from 'geojson';
import type { Crs } from './crs.ts';

/** One layer of features of a file that may hold several, in its own CRS. */
export interface VectorLayer {
  readonly name: string;
  readonly crs: Crs;
  readonly features: readonly Feature<Geometry | null>[];
  /** Features that had a geometry which is none: they are among `features` without one. */
  readonly broken?: number;
}

/** Fails where a vector file cannot be read; `code` says what kind of file and why. */
export class VectorFileError extends Error {
  readonly code:
    | 'geopackage-unreadable'
    | 'shapefile-unreadable'
    | 'topojson-unreadable'
    | 'kml-unreadable'
    | 'xlsx-unreadable'
    | 'coordinates-not-degrees'
    | 'vector-too-large'
    | 'vector-too-deep';
  constructor(code: VectorFileError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
