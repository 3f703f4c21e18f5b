import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { CrsChoice } from '../geo/crs.ts';
import { isAsciiGrid } from '../geo/ascii-grid.ts';
import { causeText } from '../geo/cause-text.ts';
import { decodeText, readCsv } from '../geo/csv-read.ts';
import { readGeoJson, readJson } from '../geo/geojson-read.ts';
import { readGeoPackage } from '../geo/geopackage.ts';
import { readKml } from '../geo/kml-read.ts';
import type { ReadLimits } from '../geo/read-limits.ts';
import { READ_LIMITS } from '../geo/read-limits.ts';
import { findZippedRaster, readRasterHead } from '../geo/raster-file.ts';
import { isRasterSidecar } from '../geo/raster-sidecars.ts';
import { readZippedShapefiles } from '../geo/shapefile-read.ts';
import { readTopoJson } from '../geo/topojson-read.ts';
import { settleLayerCrs } from '../geo/vector-crs.ts';
import type { VectorLayer } from '../geo/vector-layer.ts';
import { readXlsx } from '../geo/xlsx-read.ts';
import { listZipEntries, readZipEntries, zipLimits } from '../geo/zip-read.ts';
import { isScenarioTable } from './accessmod-scenario.ts';
import type { PlaceTable } from './facilities.ts';
import { guessColumns } from './facility-columns.ts';
import { type Guessed, recogniseFeatures } from './recognise-features.ts';
import { recogniseRaster } from './recognise-raster.ts';
import { HINT_NAMES, type InputFile, type LayerHint, type Recognised } from './recognised.ts';

/** Files of folders (recursively, in name order) and files as given; hidden files, sidecars and empty names are left out. */
export function listInputFiles(paths: readonly string[]): string[] {
  const out: string[] = [];
  const visit = (path: string): void => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort())
        if (
          !name.startsWith('.') &&
          !/^Thumbs\.db$|^__MACOSX$/i.test(name) &&
          !isRasterSidecar(join(path, name))
        )
          visit(join(path, name));
    } else out.push(path);
  };
  for (const path of paths) visit(path);
  return [...new Set(out)];
}

/**
 * Finds out by content and name what one file is; `hint` is what a person said it is, and goes before its name. Never throws for what
 * the file holds: an unreadable file is `unused` with the reason.
 */
export async function recogniseFile(
  path: string,
  crs: CrsChoice = {},
  hint?: LayerHint,
  limits: ReadLimits = READ_LIMITS,
): Promise<InputFile[]> {
  const name = basename(path);
  const { head, bytes, sha256 } = readHead(path);
  const format = formatOf(name, head);
  const entry = (layerName: string, { is, guesses }: Guessed): InputFile => ({
    path,
    name: layerName,
    format,
    bytes,
    sha256,
    is,
    guesses,
  });
  try {
    // Extracts, tiles and archives are read by their own readers from the disk, the rest is small enough to hold.
    const content = ['OSM PBF', 'region pack', 'SRTM HGT', 'GeoPackage', 'ZIP', 'XLSX'].includes(format)
      ? head
      : readFileSync(path);
    const layers = await readVectorLayers(path, name, format, content, limits);
    if (!layers) return [entry(name, await recogniseContent(path, name, format, content, crs, hint, limits))];
    if (layers.length === 0)
      return [entry(name, plain({ kind: 'unused', reason: 'file-without-layers', detail: format }))];
    // A single layer goes by the file's name and its own, several by their own.
    return layers.map((own) => {
      const layer = settleLayerCrs(own, crs);
      return entry(
        layers.length === 1 ? name : `${name}#${layer.name}`,
        recogniseFeatures(
          layers.length === 1 ? `${name} ${layer.name}` : layer.name,
          layer.features,
          layer.crs,
          layer.broken,
          hint,
        ),
      );
    });
  } catch (problem) {
    const code = (problem as { code?: unknown }).code;
    const reason = typeof code === 'string' && /^[a-z]+(-[a-z]+)+$/.test(code) ? code : 'file-unreadable';
    return [entry(name, plain({ kind: 'unused', reason, detail: causeText(problem) }))];
  }
}

/** Layers of the formats that hold features in their own way, null for every other format. */
async function readVectorLayers(
  path: string,
  name: string,
  format: string,
  content: Buffer,
  limits: ReadLimits,
): Promise<VectorLayer[] | null> {
  if (content.length === 0) return null;
  if (format === 'GeoPackage') return readGeoPackage(path, limits);
  if (format === 'KML') return [readKml(content, limits)];
  if (format === 'TopoJSON') return readTopoJson(decodeText(content).text, limits);
  if (format !== 'ZIP') return null;
  const zip = zipLimits(limits);
  const entries = await listZipEntries(path, zip);
  if (entries.some((entry) => /\.shp$/i.test(entry))) return readZippedShapefiles(path, limits);
  const kml = /\.kmz$/i.test(name) ? await readZipEntries(path, (entry) => /\.kml$/i.test(entry), zip) : [];
  return kml.length > 0 ? kml.map((entry) => readKml(entry.bytes, limits)) : null;
}

/** First bytes, size and hash of a file, read in pieces so that a large one is never held. */
function readHead(path: string): { head: Buffer; bytes: number; sha256: string } {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(1 << 20);
  const fd = openSync(path, 'r');
  let head: Buffer = Buffer.alloc(0);
  let bytes = 0;
  try {
    for (;;) {
      const got = readSync(fd, piece, 0, piece.length, null);
      if (got === 0) break;
      if (bytes === 0) head = Buffer.from(piece.subarray(0, Math.min(got, 4096)));
      bytes += got;
      hash.update(piece.subarray(0, got));
    }
  } finally {
    closeSync(fd);
  }
  return { head, bytes, sha256: hash.digest('hex') };
}

function formatOf(name: string, content: Buffer): string {
  const ext = extname(name).toLowerCase();
  if (
    content.subarray(0, 4).equals(Buffer.from('II*\0', 'latin1')) ||
    content.subarray(0, 4).equals(Buffer.from('MM\0*', 'latin1')) ||
    content.subarray(0, 4).equals(Buffer.from('II+\0', 'latin1')) ||
    content.subarray(0, 4).equals(Buffer.from('MM\0+', 'latin1'))
  )
    return 'GeoTIFF';
  if (content.subarray(0, 8).equals(Buffer.from('CARESHED', 'latin1'))) return 'region pack';
  if (isAsciiGrid(content)) return 'ESRI ASCII grid';
  if (ext === '.pbf') return 'OSM PBF';
  if (/\.hgt(\.zip)?$/i.test(name)) return 'SRTM HGT';
  if (content.subarray(0, 15).toString('latin1') === 'SQLite format 3') return 'GeoPackage';
  if (content.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1')))
    return ext === '.xlsx' ? 'XLSX' : 'ZIP';
  if (ext === '.kml') return 'KML';
  if (
    ext === '.topojson' ||
    (ext === '.json' && /"type"\s*:\s*"Topology"/.test(content.subarray(0, 4000).toString('utf8')))
  )
    return 'TopoJSON';
  if (ext === '.geojson' || ext === '.json') return name === 'region.json' ? 'JSON' : 'GeoJSON';
  if (ext === '.csv' || ext === '.tsv' || ext === '.txt') return 'CSV';
  return ext.slice(1).toUpperCase() || 'unknown';
}

async function recogniseContent(
  path: string,
  name: string,
  format: string,
  content: Buffer,
  crs: CrsChoice,
  hint: LayerHint | undefined,
  limits: ReadLimits,
): Promise<Guessed> {
  const word = hint === undefined ? null : HINT_NAMES[hint];
  if (content.length === 0) return plain({ kind: 'unused', reason: 'file-empty', detail: '' });
  switch (format) {
    case 'OSM PBF':
      return plain({ kind: 'osm' });
    case 'SRTM HGT':
      return plain({ kind: 'dem', head: await readRasterHead(path) });
    case 'region pack':
      return plain({ kind: 'pack' });
    case 'GeoTIFF':
    case 'ESRI ASCII grid':
      return recogniseRaster(name, content, await readRasterHead(path, crs, limits, content), hint);
    case 'JSON':
      return plain({ kind: 'metadata', value: readJson(content, limits) });
    case 'GeoJSON': {
      const { collection, crs: own, broken } = readGeoJson(content, limits);
      const layer = settleLayerCrs({ name, crs: own, features: collection.features }, crs);
      return recogniseFeatures(name, layer.features, layer.crs, broken, hint);
    }
    case 'CSV':
      return plain(
        recogniseTable(word ?? name, { file: name, ...readCsv(content, limits), points: null }, word),
      );
    case 'XLSX':
      return plain(
        recogniseTable(word ?? name, { file: name, ...(await readXlsx(path)), points: null }, word),
      );
    case 'ZIP': {
      const entries = await listZipEntries(path, zipLimits(limits));
      if (entries.includes('stops.txt') && entries.includes('stop_times.txt'))
        return plain({
          kind: 'unused',
          reason: 'transit-feed-not-used',
          detail: `${entries.length} tables of a GTFS feed`,
        });
      const raster = await findZippedRaster(path, limits);
      if (raster !== null)
        return recogniseRaster(
          `${name}_${basename(raster)}`,
          new Uint8Array(0),
          await readRasterHead(path, crs, limits),
          hint,
        );
      return plain({
        kind: 'unused',
        reason: 'archive-without-layer',
        detail: entries.slice(0, 5).join(', '),
      });
    }
    default:
      if (/^(MD|PDF|DOCX?|HTML?|LICENSE|README)$/i.test(format))
        return plain({ kind: 'unused', reason: 'documentation', detail: format });
      return plain({ kind: 'unused', reason: 'format-not-read', detail: format });
  }
}

/** What the format alone says. */
function plain(is: Recognised): Guessed {
  return { is, guesses: [] };
}

function recogniseTable(name: string, table: PlaceTable, word: string | null): Recognised {
  const map = guessColumns(table.columns);
  const placed = table.points !== null || (map.lon !== undefined && map.lat !== undefined);
  if (!placed) {
    if (isScenarioTable(table.columns)) return { kind: 'scenario-table', table };
    const plain = table.columns.map((column) => column.toLowerCase());
    if (/land_?cover|legend/i.test(name) && plain.some((c) => /value|code/.test(c)))
      return { kind: 'legend', table };
    return {
      kind: 'unused',
      reason: 'table-without-coordinates',
      detail: table.columns.slice(0, 8).join(', '),
    };
  }
  if (word === 'facilities') return { kind: 'facility-table', table };
  if (word === 'population') return { kind: 'population-table', table };
  if (map.population !== undefined && !(map.tier ?? map.type ?? map.tierName))
    return { kind: 'population-table', table };
  const telling = [map.tier, map.tierName, map.type, map.beds, map.doctors, map.capacity, map.name].some(
    (index) => index !== undefined,
  );
  if (telling || /facilit|health|hospital|clinic|卫生|医/i.test(name))
    return { kind: 'facility-table', table };
  return { kind: 'unused', reason: 'points-without-meaning', detail: table.columns.slice(0, 8).join(', ') };
}
