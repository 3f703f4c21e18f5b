import type { Feature, Geometry } from 'geojson';
import type { Crs } from './crs.ts';

/** What was guessed, left out or should be known of a layer: the code of a finding with its count. */
export interface ReadingRemark {
  readonly code: string;
  readonly count: number;
  readonly parameters?: Readonly<Record<string, string | number>>;
}

/** A code of a reason with what it is about. */
export interface LayerProblem {
  readonly code: string;
  readonly detail: string;
}

export function remark(
  code: string,
  count: number,
  parameters: Readonly<Record<string, string | number>> = {},
): ReadingRemark {
  return { code, count, parameters };
}

/** One layer of features of a file that may hold several, in its own CRS. */
export interface VectorLayer {
  readonly name: string;
  readonly crs: Crs;
  readonly features: readonly Feature<Geometry | null>[];
  /** Features that had a geometry which is none: they are among `features` without one. */
  readonly broken?: number;
  readonly remarks?: readonly ReadingRemark[];
  /** Why `crs` is not the layer's own: it names none that is known. A person can then give it. */
  readonly crsProblem?: LayerProblem;
  /** Why this layer cannot be read, where the others of its file can. */
  readonly problem?: LayerProblem;
}

/** Fails where a vector file cannot be read; `code` states what kind of file and why. */
export class VectorFileError extends Error {
  readonly code:
    | 'geopackage-unreadable'
    | 'geopackage-raster'
    | 'spatialite-not-read'
    | 'database-without-layers'
    | 'shapefile-unreadable'
    | 'topojson-unreadable'
    | 'kml-unreadable'
    | 'xlsx-unreadable'
    | 'coordinates-not-degrees'
    | 'ods-unreadable'
    | 'gpx-unreadable'
    | 'flatgeobuf-unreadable'
    | 'vector-crs-missing'
    | 'vector-too-large'
    | 'vector-too-deep';
  constructor(code: VectorFileError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
