import { READ_LIMITS, type ReadLimits } from '../geo/read-limits.ts';

/** What may be sent at once; sizes are counted as the bytes come, before anything is parsed. */
export interface ImportLimits {
  readonly files: number;
  readonly totalBytes: number;
  /** Most bytes by the end of the name; the last entry is for every other. */
  readonly byType: readonly { readonly name: string; readonly ends: RegExp; readonly bytes: number }[];
  /** What one file may hold. */
  readonly read: ReadLimits;
}

const MB = 1024 * 1024;
const IMPORT_LIMITS: ImportLimits = {
  files: 500,
  totalBytes: 6000 * MB,
  byType: [
    { name: 'OSM PBF', ends: /\.pbf$/i, bytes: 2000 * MB },
    { name: 'OSM XML', ends: /\.osm(\.gz)?$/i, bytes: 2000 * MB },
    { name: 'GeoTIFF', ends: /\.tiff?$/i, bytes: 1000 * MB },
    { name: 'GeoPackage', ends: /\.gpkg$/i, bytes: 1000 * MB },
    { name: 'region pack', ends: /\.region$/i, bytes: 2000 * MB },
    { name: 'SRTM HGT', ends: /\.hgt(\.zip)?$/i, bytes: 60 * MB },
    { name: 'ZIP', ends: /\.(zip|kmz)$/i, bytes: 500 * MB },
    { name: 'XLSX, ODS', ends: /\.(xlsx|xlsm|xls|ods)$/i, bytes: 60 * MB },
    { name: 'Shapefile, FlatGeobuf', ends: /\.(shp|shx|dbf|fgb)$/i, bytes: 500 * MB },
    {
      name: 'GeoJSON, TopoJSON, KML, GPX',
      ends: /\.(geojson|json|topojson|geojsonl|geojsons|geojsonseq|ndgeojson|ldgeojson|ndjson|jsonl|kml|gpx)$/i,
      bytes: 256 * MB,
    },
    { name: 'CSV', ends: /\.(csv|tsv|tab|psv|txt)$/i, bytes: 256 * MB },
    { name: 'other', ends: /$/, bytes: 20 * MB },
  ],
  read: READ_LIMITS,
};

/** What the one who runs the service may change; null or absent leaves the default. */
export interface ImportLimitSettings {
  readonly files?: number | null;
  readonly totalBytes?: number | null;
  /** One size for a file of any type. */
  readonly fileBytes?: number | null;
  readonly unpackedBytes?: number | null;
  readonly cells?: number | null;
  readonly vertices?: number | null;
  readonly rows?: number | null;
}

/** The limits of a service. A file is never allowed more than all files together. */
export function buildImportLimits(settings: ImportLimitSettings): ImportLimits {
  const { byType, read } = IMPORT_LIMITS;
  const totalBytes = settings.totalBytes ?? IMPORT_LIMITS.totalBytes;
  return {
    files: settings.files ?? IMPORT_LIMITS.files,
    totalBytes,
    byType: byType.map((type) => ({
      ...type,
      bytes: Math.min(totalBytes, settings.fileBytes ?? type.bytes),
    })),
    read: {
      ...read,
      unpackedBytes: settings.unpackedBytes ?? read.unpackedBytes,
      samples: settings.cells ?? read.samples,
      vertices: settings.vertices ?? read.vertices,
      rows: settings.rows ?? read.rows,
    },
  };
}
