import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CrsChoice } from '../../../geo/crs.ts';
import { readJson } from '../../../geo/geojson-read.ts';
import type { ReadLimits } from '../../../geo/read-limits.ts';
import { READ_LIMITS } from '../../../geo/read-limits.ts';
import { findZippedRaster, readRasterBytes, readRasterHead } from '../../../geo/raster-file.ts';
import { looseSidecars } from '../../../geo/shapefile-read.ts';
import { formatOf } from './file-format.ts';
import { readFileHead } from './file-head.ts';
import { readLayers } from './read-layers.ts';
import { type Guessed, plainly } from './recognise-features.ts';
import { recogniseRaster } from './recognise-raster.ts';
import type { InputFile, LayerHint } from './recognised.ts';
import { unusedBy } from '../unused-by.ts';

/** Formats that their own readers take from the disk; the rest is small enough to hold. */
const FROM_DISK: ReadonlySet<string> = new Set([
  'OSM PBF',
  'OSM XML',
  'region pack',
  'SRTM HGT',
  'GeoPackage',
  'ZIP',
  'XLSX',
  'ODS',
]);

/**
 * Finds out by content and name what one file is; `hint` is what a person stated it is, and goes before its
 * name. Never throws for what
 * the file holds: an unreadable file is `unused` with the reason.
 */
export async function recogniseFile(
  path: string,
  crs: CrsChoice = {},
  hint?: LayerHint,
  limits: ReadLimits = READ_LIMITS,
): Promise<InputFile[]> {
  const name = basename(path);
  const { head, bytes, sha256 } = readFileHead([path, ...looseSidecars(path)]);
  const format = formatOf(name, head);
  const entry = (layer: string | null, { is, guesses }: Guessed): InputFile => ({
    path,
    name: layer === null ? name : `${name}#${layer}`,
    format,
    bytes,
    sha256,
    is,
    guesses,
  });
  try {
    const content = FROM_DISK.has(format) ? head : readFileSync(path);
    if (content.length === 0)
      return [entry(null, plainly({ kind: 'unused', reason: 'file-empty', detail: '' }))];
    const layers = await readLayers({ path, name, format, content, hint, limits, crs });
    if (!layers) return [entry(null, await recogniseContent(path, name, format, content, crs, hint, limits))];
    return layers.map(({ layer, ...guessed }) => entry(layer, guessed));
  } catch (problem) {
    return [entry(null, plainly(unusedBy(problem)))];
  }
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
  switch (format) {
    case 'OSM PBF':
    case 'OSM XML':
      return plainly({ kind: 'osm' });
    case 'SRTM HGT':
      return plainly({ kind: 'dem', head: await readRasterHead(path) });
    case 'region pack':
      return plainly({ kind: 'pack' });
    case 'GeoTIFF':
    case 'ESRI ASCII grid':
      return recogniseRaster(name, content, await readRasterHead(path, crs, limits, content), hint);
    case 'JSON':
      return plainly({ kind: 'metadata', value: readJson(content, limits) });
    case 'ZIP': {
      const raster = (await findZippedRaster(path, limits))!;
      const head = await readRasterHead(path, crs, limits);
      return recogniseRaster(`${name}_${basename(raster)}`, await readRasterBytes(path, limits), head, hint);
    }
    default:
      if (/^(MD|PDF|DOCX?|HTML?|LICENSE|README)$/i.test(format))
        return plainly({ kind: 'unused', reason: 'documentation', detail: format });
      return plainly({ kind: 'unused', reason: 'format-not-read', detail: format });
  }
}
