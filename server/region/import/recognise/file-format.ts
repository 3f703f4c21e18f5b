import { extname } from 'node:path';
import { isAsciiGrid } from '../../../geo/ascii-grid.ts';
import { isOsmXml } from '../../../geo/osm-scan.ts';

const startsWith = (content: Buffer, text: string): boolean =>
  content.subarray(0, text.length).equals(Buffer.from(text, 'latin1'));

/** Format of a file by its first bytes, and by its name where they do not tell. */
export function formatOf(name: string, content: Buffer): string {
  const ext = extname(name).toLowerCase();
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((mark) => startsWith(content, mark))) return 'GeoTIFF';
  if (startsWith(content, 'CARESHED')) return 'region pack';
  if (isAsciiGrid(content)) return 'ESRI ASCII grid';
  if (ext === '.pbf') return 'OSM PBF';
  if (ext === '.osm' || isOsmXml(name, content)) return 'OSM XML';
  if (/\.hgt(\.zip)?$/i.test(name)) return 'SRTM HGT';
  if (startsWith(content, 'SQLite format 3')) return 'GeoPackage';
  if (startsWith(content, 'fgb\u0003fgb')) return 'FlatGeobuf';
  if (startsWith(content, 'PK\u0003\u0004')) return packedFormat(ext, content);
  if (ext === '.shp' || ext === '.dbf') return ext === '.shp' ? 'Shapefile' : 'DBF';
  if (ext === '.kml' || ext === '.gpx') return ext.slice(1).toUpperCase();
  if (/^\.(geojsonl|geojsons|geojsonseq|ndgeojson|ldgeojson|ndjson|jsonl)$/.test(ext)) return 'GeoJSONSeq';
  if (ext === '.topojson' || ext === '.geojson' || ext === '.json') return jsonFormat(name, ext, content);
  if (/^\.(csv|tsv|txt|tab|psv)$/.test(ext)) return 'CSV';
  if (/^\.(xlsx|xlsm|xls|ods)$/.test(ext)) return misnamedWorkbook(content) ?? ext.slice(1).toUpperCase();
  return ext.slice(1).toUpperCase() || 'unknown';
}

/**
 * What a file is that is called a workbook and is no archive: a text table, a page, a workbook of the old
 * kind; null where nothing reports.
 */
function misnamedWorkbook(content: Buffer): string | null {
  if (content.length === 0) return null;
  if (content.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return 'XLS';
  const head = content.subarray(0, 4000);
  if (head.includes(0)) return null;
  const text = head.toString('latin1');
  if (/^\W*</.test(text)) return 'page as workbook';
  return /[,;\t|]/.test(text) && /[\r\n]/.test(text) ? 'CSV' : null;
}

function packedFormat(ext: string, content: Buffer): string {
  if (ext === '.xlsx' || ext === '.xlsm') return 'XLSX';
  const head = content.subarray(0, 120).toString('latin1');
  return ext === '.ods' || head.includes('opendocument.spreadsheet') ? 'ODS' : 'ZIP';
}

function jsonFormat(name: string, ext: string, content: Buffer): string {
  const head = content.subarray(0, 4000).toString('utf8');
  if (ext === '.topojson' || (ext === '.json' && /"type"\s*:\s*"Topology"/.test(head))) return 'TopoJSON';
  if (name === 'region.json') return 'JSON';
  // Features one below the other, each behind a record separator or on a line of its own.
  const isSequence =
    content[0] === 0x1e || /^\ufeff?\s*\{\s*"type"\s*:\s*"Feature"[^\n]*\}\s*\n\s*\{/.test(head);
  return isSequence ? 'GeoJSONSeq' : 'GeoJSON';
}
