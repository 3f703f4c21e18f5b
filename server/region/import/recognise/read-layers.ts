import { basename, extname } from 'node:path';
import { readCsv } from '../../../geo/csv-read.ts';
import { readDbfTable } from '../../../geo/dbf-read.ts';
import { decodeText } from '../../../geo/decode-text.ts';
import { readFlatGeobuf } from '../../../geo/flatgeobuf-read.ts';
import { readGeoJsonLayer, readGeoJsonSequence } from '../../../geo/geojson-read.ts';
import { readGeoPackage } from '../../../geo/geopackage.ts';
import { readGpx } from '../../../geo/gpx-read.ts';
import { readKml } from '../../../geo/kml-read.ts';
import { readOds } from '../../../geo/ods-read.ts';
import { findZippedRaster } from '../../../geo/raster-file.ts';
import type { CrsChoice } from '../../../geo/crs.ts';
import type { ReadLimits } from '../../../geo/read-limits.ts';
import { readLooseShapefile, readZippedShapefiles } from '../../../geo/shapefile-read.ts';
import type { Sheet } from '../../../geo/sheet-rows.ts';
import { readTopoJson } from '../../../geo/topojson-read.ts';
import type { VectorLayer } from '../../../geo/vector-layer.ts';
import { readXlsx } from '../../../geo/xlsx-read.ts';
import { listZipEntries, readZipEntries, zipLimits } from '../../../geo/zip-read.ts';
import { guessColumns, isPlaced, scoreHeading } from '../tables/facility-columns.ts';
import { formatOf } from './file-format.ts';
import { recogniseLayer } from './recognise-layer.ts';
import { recogniseTable } from './recognise-table.ts';
import { type Guessed, plainly } from './recognise-features.ts';
import type { LayerHint } from './recognised.ts';
import { unusedBy } from '../unused-by.ts';

/** One layer, sheet or entry of a file; `layer` is null where it is the file's only one. */
export interface ReadLayer extends Guessed {
  readonly layer: string | null;
}

interface Source {
  readonly path: string;
  readonly name: string;
  readonly format: string;
  readonly content: Buffer;
  /** What a person stated the file is. */
  readonly hint: LayerHint | undefined;
  readonly limits: ReadLimits;
  readonly crs: CrsChoice;
}

/** Layers of a file of features or a table; null for every other format. */
export async function readLayers(source: Source): Promise<ReadLayer[] | null> {
  const { path, name, format, content, hint, limits, crs } = source;
  switch (format) {
    case 'GeoPackage':
      return ofVectors(source, readGeoPackage(path, limits));
    case 'Shapefile':
      return ofVectors(source, [readLooseShapefile(path, limits)]);
    case 'XLSX':
      return ofSheets(source, await readXlsx(path, scoreHeading));
    case 'ODS':
      return ofSheets(source, await readOds(path, scoreHeading));
    case 'ZIP':
      return readArchive(source);
    case 'CSV': {
      const table = { file: name, ...readCsv(content, limits, scoreHeading), points: null };
      return [{ layer: null, ...recogniseTable(name, table, hint, crs) }];
    }
    case 'DBF': {
      const { remarks, ...read } = readDbfTable(content, null, limits);
      const table = { file: name, ...read, encoding: 'utf-8', points: null };
      const { is, guesses } = recogniseTable(name, table, hint, crs);
      return [
        {
          layer: null,
          guesses,
          is:
            'table' in is
              ? { ...is, remarks: [...(remarks ?? []), ...(('remarks' in is && is.remarks) || [])] }
              : is,
        },
      ];
    }
    default: {
      const layers = readVectors(name, format, content, limits);
      return layers && ofVectors(source, layers);
    }
  }
}

/** Layers of the formats that are read from memory alone. */
function readVectors(
  name: string,
  format: string,
  content: Buffer,
  limits: ReadLimits,
): VectorLayer[] | null {
  switch (format) {
    case 'KML':
      return [readKml(content, limits)];
    case 'GPX':
      return readGpx(content, limits);
    case 'TopoJSON':
      return readTopoJson(decodeText(content).text, limits);
    case 'GeoJSON':
      return [readGeoJsonLayer(content, limits)];
    case 'GeoJSONSeq':
      return [readGeoJsonSequence(content, limits)];
    case 'FlatGeobuf':
      return [readFlatGeobuf(content, limits)];
    default:
      return null;
  }
}

function unused(layer: string | null, reason: string, detail: string): ReadLayer {
  return { layer, ...plainly({ kind: 'unused', reason, detail }) };
}

function joinWords(words: readonly (string | null)[]): string | null {
  return words.filter((word) => word !== null && word !== '').join(' ') || null;
}

/** A single layer goes by the file's name and its own, several by their own. */
function ofVectors({ name, format, hint, crs }: Source, layers: readonly VectorLayer[]): ReadLayer[] {
  if (layers.length === 0) return [unused(null, 'file-without-layers', format)];
  const isOne = layers.length === 1;
  return layers.flatMap((layer) => {
    const called = isOne || format === 'GPX' ? `${name} ${layer.name}` : layer.name;
    return recogniseLayer(called, layer, crs, hint).map(({ part, ...guessed }) => ({
      layer: joinWords([isOne ? null : layer.name, part]),
      ...guessed,
    }));
  });
}

/**
 * The sheets that hold places; without one, the first that is something else. A hidden sheet is taken only
 * where no other is.
 */
function ofSheets({ name, hint, crs }: Source, sheets: readonly Sheet[]): ReadLayer[] {
  const tables = sheets.flatMap((sheet) => (sheet.table ? [{ sheet, table: sheet.table }] : []));
  const placed = tables.filter(({ table }) => isPlaced(guessColumns(table.columns, table.rows)));
  const shown = placed.filter(({ sheet }) => !sheet.isHidden);
  const used = shown.length > 0 ? shown : placed.length > 0 ? placed : tables.slice(0, 1);
  const isOne = used.length <= 1;
  const out = used.map(({ sheet, table }): ReadLayer => {
    const own = { file: isOne ? name : `${name}#${sheet.name}`, ...table, points: null };
    return { layer: isOne ? null : sheet.name, ...recogniseTable(`${name} ${sheet.name}`, own, hint, crs) };
  });
  for (const sheet of sheets) {
    if (used.some((one) => one.sheet === sheet) || sheet.table === null) continue;
    const headings = sheet.table.columns.slice(0, 8).join(', ');
    out.push(unused(sheet.name, sheet.isHidden ? 'sheet-hidden' : 'sheet-without-places', headings));
  }
  if (used.length > 0) return out;
  return [unused(null, 'workbook-without-table', sheets.map((sheet) => sheet.name).join(', '))];
}

const JUNK = /(^|\/)(__MACOSX|\.)|\/$/;

/**
 * Layers of an archive: its shapefiles, and its other files of features and tables as if they lay beside
 * each other.
 */
async function readArchive(source: Source): Promise<ReadLayer[] | null> {
  const { path, limits } = source;
  const zip = zipLimits(limits);
  const names = (await listZipEntries(path, zip)).filter((entry) => !JUNK.test(entry));
  if (names.includes('stops.txt') && names.includes('stop_times.txt'))
    return [unused(null, 'transit-feed-not-used', `${names.length} tables of a GTFS feed`)];
  if (names.some((entry) => /^xl\/workbook\.xml$/i.test(entry)))
    return ofSheets(source, await readXlsx(path, scoreHeading));
  const out: ReadLayer[] = [];
  if (names.some((entry) => /\.shp$/i.test(entry)))
    out.push(...ofVectors(source, await readZippedShapefiles(path, limits)));
  const packed = await readZipEntries(
    path,
    (entry) =>
      !JUNK.test(entry) &&
      /\.(geojson|json|topojson|geojsonl|geojsons|geojsonseq|ndjson|jsonl|kml|gpx|fgb|csv|tsv)$/i.test(entry),
    zip,
  );
  const isOne = out.length === 0 && packed.length === 1;
  for (const { name: entry, bytes } of packed) {
    const name = basename(entry);
    // The archive's own name may be the telling one: facilities.zip with export.geojson.
    const named = isOne ? `${source.name} ${name}` : name;
    const inner = { ...source, name: named, format: formatOf(name, bytes), content: bytes };
    const layers = bytes.length === 0 ? [] : await readEntry(inner);
    const stem = name.slice(0, name.length - extname(name).length);
    for (const { layer, ...guessed } of layers)
      out.push({ layer: isOne ? layer : joinWords([stem, layer]), ...guessed });
  }
  if (out.length === 0 && (await findZippedRaster(path, limits)) !== null) return null;
  for (const entry of names.filter((one) => /\.(tiff?|asc)$/i.test(one)))
    out.push(unused(basename(entry), 'archive-raster-apart', entry));
  return out.length > 0 ? out : [unused(null, 'archive-without-layer', names.slice(0, 5).join(', '))];
}

/**
 * One file of an archive; what it cannot be read for costs the others nothing, a limit that is passed all
 * of them.
 */
async function readEntry(source: Source): Promise<ReadLayer[]> {
  try {
    return (await readLayers(source)) ?? [];
  } catch (problem) {
    const is = unusedBy(problem);
    if (is.kind === 'unused' && /-too-(large|deep)$/.test(is.reason)) throw problem;
    return [{ layer: null, ...plainly(is) }];
  }
}
