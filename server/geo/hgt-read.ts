import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { WGS84 } from './crs.ts';
import type { Grid } from '../kernel/grid/grid.ts';
import type { Raster, RasterHead } from './raster.ts';
import { PLAIN_READING, RasterError } from './raster.ts';
import { listZipHeads, readZipEntries } from './zip-read.ts';

const VOID = -32768;

/** Lower-left corner in degrees that a tile's name states (S12E043), null where it states none. */
function hgtCorner(name: string): { lonDegrees: number; latDegrees: number } | null {
  const found = /([NS])(\d{2})([EW])(\d{3})/i.exec(basename(name));
  if (!found) return null;
  const corner = {
    latDegrees: Number(found[2]) * (found[1]!.toUpperCase() === 'S' ? -1 : 1),
    lonDegrees: Number(found[4]) * (found[3]!.toUpperCase() === 'W' ? -1 : 1),
  };
  return Math.abs(corner.latDegrees) <= 90 && Math.abs(corner.lonDegrees) <= 180 ? corner : null;
}

// A flat tile packs any number of times smaller: what bounds it is its own fixed size.
const ZIP_LIMITS = { maxEntries: 20, maxBytes: 2 * 7201 * 7201 + 1_000_000, maxRatio: Infinity };
const isTile = (name: string): boolean => /\.hgt$/i.test(name);
const isZipped = (file: string): boolean => /\.zip$/i.test(file);

/** Frame of an SRTM tile by its name and size, without its samples. */
export async function readHgtHead(file: string): Promise<RasterHead> {
  let name = basename(file);
  let bytes = 0;
  if (isZipped(file)) {
    const entry = (await listZipHeads(file, ZIP_LIMITS)).find((head) => isTile(head.name));
    if (!entry) throw new RasterError('raster-unreadable', `${name} holds no .hgt tile`);
    ({ name, size: bytes } = entry);
  } else bytes = statSync(file).size;
  return {
    grid: frameOf(name, file, bytes),
    crs: WGS84,
    noData: VOID,
    bandCount: 1,
    bitsPerSample: 16,
    isFloat: false,
    description: '',
    bandNames: [''],
    bandUnits: ['m'],
    reading: PLAIN_READING,
  };
}

/**
 * An SRTM tile (.hgt or .hgt.zip): big-endian int16, samples on the corners, so the frame is half a cell
 * wider than the degree.
 */
export async function readHgt(file: string): Promise<Raster> {
  let bytes: Uint8Array;
  let name = basename(file);
  if (isZipped(file)) {
    const [entry] = await readZipEntries(file, isTile, ZIP_LIMITS);
    if (!entry) throw new RasterError('raster-unreadable', `${name} holds no .hgt tile`);
    ({ name, bytes } = entry);
  } else bytes = readFileSync(file);
  const grid = frameOf(name, file, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const band = new Int16Array(grid.columns * grid.rows);
  for (let i = 0; i < band.length; i++) band[i] = view.getInt16(2 * i, false);
  return {
    grid,
    crs: WGS84,
    noData: VOID,
    bands: [band],
    description: '',
    bandNames: [''],
    bandUnits: ['m'],
    reading: PLAIN_READING,
  };
}

function frameOf(name: string, file: string, bytes: number): Grid {
  const corner = hgtCorner(name) ?? hgtCorner(file);
  if (!corner)
    throw new RasterError(
      'raster-without-crs',
      `${name}: the name of a tile must say its corner, as in S12E043.hgt`,
    );
  const side = Math.sqrt(bytes / 2);
  if (![1201, 3601, 7201].includes(side))
    throw new RasterError(
      'raster-unreadable',
      `${name}: ${bytes} bytes are no tile of 1201², 3601² or 7201² samples`,
    );
  const cell = 1 / (side - 1);
  return {
    columns: side,
    rows: side,
    left: corner.lonDegrees - cell / 2,
    top: corner.latDegrees + 1 + cell / 2,
    cellWidth: cell,
    cellHeight: cell,
    crs: WGS84.id,
    geographic: true,
  };
}
