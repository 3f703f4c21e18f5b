import type { Feature, Geometry } from 'geojson';
import type { Crs } from './crs.ts';

/** One layer of features of a file that may hold several, in its own CRS. */
export interface VectorLayer {
  readonly name: string;
  readonly crs: Crs;
  readonly features: readonly Feature<Geometry | null>[];
}

/** Fails where a vector file cannot be read; `code` says what kind of file and why. */
export class VectorFileError extends Error {
  readonly code:
    | 'geopackage-unreadable'
    | 'shapefile-unreadable'
    | 'topojson-unreadable'
    | 'kml-unreadable'
    | 'xlsx-unreadable'
    | 'vector-too-large';
  constructor(code: VectorFileError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export const MAX_FEATURES = 2_000_000;
