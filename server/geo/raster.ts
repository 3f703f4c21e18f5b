import type { Grid } from '../kernel/grid/grid.ts';
import type { Crs } from './crs.ts';
import type { RasterArray } from './geotiff-write.ts';

/** Fails where a file is not a raster that can be read; `code` reports what of it. */
export class RasterError extends Error {
  readonly code:
    | 'raster-unreadable'
    | 'raster-too-large'
    | 'raster-rotated'
    | 'raster-beyond-pole'
    | 'raster-without-crs'
    | 'raster-without-place'
    | 'raster-type-unsupported';
  constructor(code: RasterError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What was done with a raster between its file and its values, for whoever reports it. */
export interface RasterReading {
  /** Scale and offset of the first band that has any: value = stored × scale + offset. */
  readonly scaled: { readonly scale: number; readonly offset: number } | null;
  /**
   * Cells that a mask or an alpha band marks as empty; null where the file has neither, or where samples
   * were not read.
   */
  readonly maskedCells: number | null;
  /** Names of files beside the raster that were read with it. */
  readonly sidecars: readonly string[];
  /** Rows were stored from south to north. */
  readonly southUp: boolean;
  /** Metres of one unit of the CRS in the file, where it is not the metre. */
  readonly metersPerUnit: number;
  /** Whole turns of longitude that the frame was moved by, in degrees. */
  readonly turnedDegrees: number;
  /**
   * The CRS is what a person gave: `absent` where the file names none, `unreadable` where it does, with the
   * reason.
   */
  readonly crsGiven: { readonly why: 'absent' | 'unreadable' | 'asked'; readonly detail: string } | null;
}

export const PLAIN_READING: RasterReading = {
  scaled: null,
  maskedCells: null,
  sidecars: [],
  southUp: false,
  metersPerUnit: 1,
  turnedDegrees: 0,
  crsGiven: null,
};

export interface Raster {
  readonly grid: Grid;
  readonly crs: Crs;
  /**
   * The value of all bands that is no data, null where there is none. NaN is no data in float bands
   * whatever it is.
   */
  readonly noData: number | null;
  /**
   * Values by band in the unit of the file's scale: no sample has to be scaled, masked or compared with a
   * text any more.
   */
  readonly bands: readonly RasterArray[];
  /** ImageDescription text, '' where absent. */
  readonly description: string;
  /** Description of each band as GDAL wrote it, '' where absent. */
  readonly bandNames: readonly string[];
  /** Unit of each band as GDAL wrote it, '' where absent. */
  readonly bandUnits: readonly string[];
  readonly reading: RasterReading;
}

export interface RasterHead extends Omit<Raster, 'bands'> {
  readonly bandCount: number;
  readonly bitsPerSample: number;
  readonly isFloat: boolean;
}
