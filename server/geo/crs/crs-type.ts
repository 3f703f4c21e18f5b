import type { CrsParameters } from './crs-parameters.ts';

/** A coordinate reference system that this room can compute with. */
export interface Crs {
  /**
   * `EPSG:n` or `ESRI:n` where the parameters are those of a code in the table, else the proj or WKT text
   * itself.
   */
  readonly id: string;
  readonly geographic: boolean;
  /** Text proj4 understands. */
  readonly definition: string;
  readonly parameters: CrsParameters;
  /**
   * Three or seven parameters to WGS 84; empty where the two are taken as one, null where there is no shift
   * at all.
   */
  readonly shift: readonly number[] | null;
  /**
   * Metres by which the shift from its datum to WGS 84 may be wrong; 0 where there is none or the text
   * gives it.
   */
  readonly shiftMeters: number;
  /**
   * Code of the geographic system whose shifts by place are in the table; null where the shift does not
   * come from there.
   */
  readonly shiftedBy: string | null;
  /** Longitudes are taken within half a turn of this one; null for -180…180. */
  readonly wrapDegrees: number | null;
}

/** How the CRS of a file is decided where its own does not settle it. */
export interface CrsChoice {
  /** For files that name none, or one that cannot be read. */
  readonly assumed?: Crs | undefined;
  /** In place of whatever the file states. */
  readonly asked?: Crs | undefined;
}

/** Fails where a CRS is not known or not readable; `code` reports which. */
export class CrsError extends Error {
  readonly code: 'crs-unknown' | 'crs-unreadable' | 'crs-unsupported' | 'crs-datum-unknown';
  constructor(code: CrsError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
