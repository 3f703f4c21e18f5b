import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isAsciiGrid, readAsciiGrid, readAsciiGridHead } from './ascii-grid.ts';
import type { CrsChoice } from './crs.ts';
import { readGeoTiff, readGeoTiffHead } from './geotiff-read.ts';
import { readHgt, readHgtHead } from './hgt-read.ts';
import type { Raster, RasterHead } from './raster.ts';
import { RasterError } from './raster.ts';
import { type RasterSidecars, readSidecars, sidecarsAmong } from './raster-sidecars.ts';
import { READ_LIMITS, type ReadLimits } from './read-limits.ts';
import { listZipHeads, readZipEntries, zipLimits } from './zip-read.ts';

const IN_ARCHIVE = /\.(tiff?|asc)$/i;
const isHidden = (entry: string): boolean => /(^|\/)(__MACOSX\/|\.)/.test(entry);

/** The one raster that an archive holds; null where it holds none, or several. */
export async function findZippedRaster(
  file: string,
  limits: ReadLimits = READ_LIMITS,
): Promise<string | null> {
  const heads = await listZipHeads(file, zipLimits(limits));
  const found = heads.filter(({ name }) => IN_ARCHIVE.test(name) && !isHidden(name));
  return found.length === 1 ? found[0]!.name : null;
}

interface Opened {
  readonly bytes: Buffer;
  readonly beside: RasterSidecars;
}

async function open(path: string, limits: ReadLimits, content?: Buffer): Promise<Opened> {
  if (!/\.zip$/i.test(path) && !isZip(content))
    return { bytes: content ?? readFileSync(path), beside: readSidecars(path) };
  const raster = await findZippedRaster(path, limits);
  if (raster === null) throw new RasterError('raster-unreadable', 'the archive holds no raster, or several');
  const folder = raster.slice(0, raster.lastIndexOf('/') + 1);
  const stem = raster.replace(/\.[^.]*$/, '');
  const entries = await readZipEntries(
    path,
    (name) => name.startsWith(stem) && !isHidden(name),
    zipLimits(limits),
  );
  const byName = new Map(entries.map(({ name, bytes }) => [name.slice(folder.length), bytes]));
  const own = raster.slice(folder.length);
  return {
    bytes: byName.get(own)!,
    beside: sidecarsAmong(
      own,
      [...byName.keys()].filter((name) => name !== own),
      (name) => byName.get(name)!.length,
      (name) => byName.get(name)!,
    ),
  };
}

const isZip = (content: Buffer | undefined): boolean =>
  content?.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
const isTile = (path: string): boolean => /\.hgt(\.zip)?$/i.test(basename(path));

/**
 * Head of a raster in any format that is read: GeoTIFF, ESRI ASCII grid, one of them in an archive, or an
 * SRTM tile. `content` saves reading the file again.
 */
export async function readRasterHead(
  path: string,
  choice: CrsChoice = {},
  limits: ReadLimits = READ_LIMITS,
  content?: Buffer,
): Promise<RasterHead> {
  if (isTile(path)) return readHgtHead(path);
  const { bytes, beside } = await open(path, limits, content);
  return isAsciiGrid(bytes)
    ? readAsciiGridHead(bytes, choice, limits, beside)
    : readGeoTiffHead(bytes, choice, limits, beside);
}

/** Bytes of the raster that a file is or, packed, holds. */
export async function readRasterBytes(path: string, limits: ReadLimits = READ_LIMITS): Promise<Uint8Array> {
  return (await open(path, limits)).bytes;
}

/** Values of a raster in any format that is read. */
export async function readRaster(
  path: string,
  choice: CrsChoice = {},
  limits: ReadLimits = READ_LIMITS,
): Promise<Raster> {
  if (isTile(path)) return readHgt(path);
  const { bytes, beside } = await open(path, limits);
  return isAsciiGrid(bytes)
    ? readAsciiGrid(bytes, choice, limits, beside)
    : readGeoTiff(bytes, limits, choice, beside);
}
