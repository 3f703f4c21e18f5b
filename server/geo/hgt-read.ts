import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { WGS84 } from './crs.ts';
import type { Raster } from './geotiff-read.ts';
import { RasterError } from './geotiff-read.ts';
import { readZipEntries } from './zip-read.ts';

const VOID = -32768;

/** Lower-left corner in degrees that a tile's name says (S12E043), null where it says none. */
function hgtCorner(name: string): { lonDegrees: number; latDegrees: number } | null {
  const found = /([NS])(\d{2})([EW])(\d{3})/i.exec(basename(name));
  if (!found) return null;
  return {
    latDegrees: Number(found[2]) * (found[1]!.toUpperCase() === 'S' ? -1 : 1),
    lonDegrees: Number(found[4]) * (found[3]!.toUpperCase() === 'W' ? -1 : 1),
  };
}

/** An SRTM tile (.hgt or .hgt.zip): big-endian int16, samples on the corners, so the frame is half a cell wider than the degree. */
export async function readHgt(file: string): Promise<Raster> {
  let bytes: Uint8Array = readFileSync(file);
  let name = basename(file);
  if (/\.zip$/i.test(name)) {
    // A flat tile packs any number of times smaller: what bounds it is its own fixed size.
    const limits = { maxEntries: 20, maxBytes: 2 * 7201 * 7201 + 1_000_000, maxRatio: Infinity };
    const entries = await readZipEntries(file, (entry) => /\.hgt$/i.test(entry), limits);
    const entry = entries[0];
    if (!entry) throw new RasterError('raster-unreadable', `${name} holds no .hgt tile`);
    bytes = entry.bytes;
    name = entry.name;
  }
  const corner = hgtCorner(name) ?? hgtCorner(file);
  if (!corner)
    throw new RasterError(
      'raster-without-crs',
      `${name}: the name of a tile must say its corner, as in S12E043.hgt`,
    );
  const side = Math.sqrt(bytes.length / 2);
  if (![1201, 3601, 7201].includes(side))
    throw new RasterError(
      'raster-unreadable',
      `${name}: ${bytes.length} bytes are no tile of 1201², 3601² or 7201² samples`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const band = new Int16Array(side * side);
  for (let i = 0; i < band.length; i++) band[i] = view.getInt16(2 * i, false);
  const cell = 1 / (side - 1);
  return {
    grid: {
      columns: side,
      rows: side,
      left: corner.lonDegrees - cell / 2,
      top: corner.latDegrees + 1 + cell / 2,
      cellWidth: cell,
      cellHeight: cell,
      crs: WGS84.id,
      geographic: true,
    },
    crs: WGS84,
    noData: VOID,
    bands: [band],
    description: '',
    bandNames: [''],
  };
}
