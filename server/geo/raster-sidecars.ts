import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { type PamFacts, readPam } from './gdal-metadata.ts';

/** What lies beside a raster and belongs to it. */
export interface RasterSidecars {
  readonly names: readonly string[];
  readonly pam: PamFacts | null;
  /** Bytes of the mask file of the raster (`NAME.tif.msk`). */
  readonly mask: Uint8Array | null;
  /** Six lines of a world file: width, rotation, rotation, height, centre of the first cell. */
  readonly world: readonly number[] | null;
  /** Text of the `.prj`, '' where absent. */
  readonly prj: string;
}

export const NO_SIDECARS: RasterSidecars = { names: [], pam: null, mask: null, world: null, prj: '' };

/** Sidecars are texts of a few kilobytes; Esri keeps histograms in them. */
const MOST_BYTES = 5_000_000;
const RASTER = /\.(tiff?|asc|vrt|img)$/i;

/**
 * Whether a file is no data of its own but goes with the raster of its name: `.aux.xml`, a world file, a
 * mask or overviews.
 */
export function isRasterSidecar(path: string): boolean {
  const name = basename(path);
  if (/\.aux\.xml$/i.test(name)) return true;
  const ofRaster = /^(.+\.tiff?)\.(msk|ovr)$/i.exec(path);
  if (ofRaster) return existsSync(ofRaster[1]!);
  if (/\.(tfw|tifw|tiffw|agw)$/i.test(name)) return hasRaster(path);
  return /\.prj$/i.test(name) && hasRaster(path) && !existsSync(path.replace(/\.prj$/i, '.shp'));
}

function hasRaster(path: string): boolean {
  const stem = basename(path, extname(path)).toLowerCase();
  return readdirSync(dirname(path)).some(
    (name) => RASTER.test(name) && basename(name, extname(name)).toLowerCase() === stem,
  );
}

/**
 * Reads what lies beside a raster: nodata, scale, offset, unit, CRS and frame that its own tags need not
 * have.
 */
export function readSidecars(path: string): RasterSidecars {
  const folder = dirname(path);
  return sidecarsAmong(
    basename(path),
    readdirSync(folder),
    (name) => statSync(join(folder, name)).size,
    (name) => readFileSync(join(folder, name)),
  );
}

/** Sidecars of a raster among the files of one folder or archive. */
export function sidecarsAmong(
  raster: string,
  others: readonly string[],
  sizeOf: (name: string) => number,
  bytesOf: (name: string) => Buffer,
): RasterSidecars {
  const stem = raster.replace(/\.[^.]*$/, '');
  const names: string[] = [];
  const read = (candidates: readonly string[]): Buffer | null => {
    const lower = new Set(candidates.map((candidate) => candidate.toLowerCase()));
    const found = others.find((other) => lower.has(other.toLowerCase()));
    if (found === undefined || (!/\.msk$/i.test(found) && sizeOf(found) > MOST_BYTES)) return null;
    names.push(found);
    return bytesOf(found);
  };
  const pam = read([`${raster}.aux.xml`, `${stem}.aux.xml`]);
  const mask = read([`${raster}.msk`]);
  const world = read([`${stem}.tfw`, `${stem}.tifw`, `${stem}.tiffw`, `${stem}.wld`]);
  const prj = read([`${stem}.prj`]);
  const lines = world
    ?.toString('latin1')
    .trim()
    .split(/\s+/)
    .map((text) => Number(text.replace(',', '.')));
  return {
    names,
    pam: pam ? readPam(pam.toString('utf8')) : null,
    mask,
    world: lines?.length === 6 && lines.every(Number.isFinite) ? lines : null,
    prj: prj?.toString('utf8').trim() ?? '',
  };
}
