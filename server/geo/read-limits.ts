/** What one file may hold. What goes over is refused with the limit's name before it is held in memory. */
export interface ReadLimits {
  /** Cells times bands of a raster. */
  readonly samples: number;
  /**
   * Unpacked over packed bytes of a raster of more than 64 MB, and of an entry of an archive of more than 1
   * MB.
   */
  readonly rasterRatio: number;
  readonly zipRatio: number;
  readonly zipEntries: number;
  /** Unpacked bytes of all entries of an archive together. */
  readonly unpackedBytes: number;
  readonly features: number;
  /** Places of all geometries of a layer together. */
  readonly vertices: number;
  /** Lists in lists and elements in elements. GeoJSON needs 12. */
  readonly depth: number;
  /** Rows of a table of text. */
  readonly rows: number;
}

/** Deflate packs at most 1,032 times smaller, LZW hardly more: a ratio beyond that is a lie of the head. */
export const READ_LIMITS: ReadLimits = {
  samples: 400_000_000,
  rasterRatio: 2000,
  zipRatio: 200,
  zipEntries: 1000,
  unpackedBytes: 2_000_000_000,
  features: 2_000_000,
  vertices: 20_000_000,
  depth: 64,
  rows: 2_000_000,
};
