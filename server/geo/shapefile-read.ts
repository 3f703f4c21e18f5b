// oxlint-disable-next-line typescript/triple-slash-reference -- ambient types, seen from every tsconfig that reaches this file
/// <reference path="./untyped-modules.d.ts" />
import type { Feature, Geometry } from 'geojson';
import { parseDbf, parseShp } from 'shpjs';
import { causeText } from './cause-text.ts';
import { parseCrs, WGS84 } from './crs.ts';
import { decodeText } from './csv-read.ts';
import { gateFeatures } from './feature-gate.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import type { VectorLayer } from './vector-layer.ts';
import { VectorFileError } from './vector-layer.ts';
import type { ZipEntryBytes } from './zip-read.ts';
import { readZipEntries, zipLimits } from './zip-read.ts';

/** Every shapefile of a zip, in its own CRS (.prj; degrees where there is none), with text in the encoding of .cpg or the one it reads best in. */
export async function readZippedShapefiles(
  file: string,
  limits: ReadLimits = READ_LIMITS,
): Promise<VectorLayer[]> {
  const entries = await readZipEntries(
    file,
    (name) => /\.(shp|dbf|prj|cpg)$/i.test(name) && !/(^|\/)(__MACOSX|\.)/.test(name),
    zipLimits(limits),
  );
  const part = (stem: string, extension: string): ZipEntryBytes | undefined =>
    entries.find((entry) => entry.name.toLowerCase() === `${stem}.${extension}`.toLowerCase());
  return entries
    .filter((entry) => /\.shp$/i.test(entry.name))
    .map((shp) => {
      const stem = shp.name.slice(0, -4);
      const prj = part(stem, 'prj')?.bytes.toString('utf8').trim();
      return readShapefile(
        stem.split('/').at(-1)!,
        shp.bytes,
        part(stem, 'dbf')?.bytes,
        prj,
        part(stem, 'cpg')?.bytes.toString('latin1').trim(),
        limits,
      );
    });
}

function readShapefile(
  name: string,
  shp: Buffer,
  dbf: Buffer | undefined,
  prj: string | undefined,
  cpg: string | undefined,
  limits: ReadLimits,
): VectorLayer {
  const broken = (message: string, cause?: unknown): VectorFileError =>
    new VectorFileError('shapefile-unreadable', `${name}: ${message}`, { cause });
  if (shp.length < 100 || shp.readInt32BE(0) !== 9994) throw broken('not a shapefile');
  checkRecords(shp, broken, limits);
  if (dbf) checkTable(dbf, broken);
  let geometries: (Geometry | null)[];
  let rows: Record<string, unknown>[];
  try {
    geometries = parseShp(copyOf(shp));
    rows = dbf ? parseDbf(copyOf(dbf), cpg || encodingOfDbf(dbf)) : [];
  } catch (cause) {
    throw broken(causeText(cause), cause);
  }
  if (dbf && rows.length !== geometries.length)
    throw broken(`${geometries.length} shapes but ${rows.length} rows`);
  const crs = prj ? parseCrs(prj) : WGS84;
  return {
    name,
    crs,
    ...gateFeatures(
      geometries.map((geometry, i): Feature<Geometry | null> => ({
        type: 'Feature',
        properties: plain(rows[i] ?? {}),
        geometry: geometry ?? null,
      })),
      limits,
    ),
  };
}

const SHAPE_TYPES: ReadonlySet<number> = new Set([0, 1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28]);

/** Walks the record headers, which the library trusts: lengths inside the file, part and point counts inside the record. */
function checkRecords(shp: Buffer, broken: (message: string) => VectorFileError, limits: ReadLimits): void {
  let at = 100;
  let count = 0;
  while (at < shp.length) {
    if (at + 12 > shp.length) throw broken('the file ends inside a record header');
    const length = shp.readInt32BE(at + 4) * 2;
    const body = at + 8;
    if (length < 4 || body + length > shp.length)
      throw broken(`record ${count + 1} runs past the end of the file`);
    const full = shp.readInt32LE(body);
    if (!SHAPE_TYPES.has(full)) throw broken(`record ${count + 1} is of the unknown type ${full}`);
    const type = full % 10;
    if (type === 3 || type === 5) {
      if (length < 44) throw broken(`record ${count + 1} is too short`);
      const parts = shp.readInt32LE(body + 36);
      const points = shp.readInt32LE(body + 40);
      if (parts < 0 || points < 0 || 44 + 4 * parts + 16 * points > length)
        throw broken(`record ${count + 1} names ${points} points`);
      for (let part = 0, before = -1; part < parts; part++) {
        const start = shp.readInt32LE(body + 44 + 4 * part);
        if (start <= before || start >= points || (part === 0 && start !== 0))
          throw broken(`record ${count + 1} has a part that starts at point ${start} of ${points}`);
        before = start;
      }
    } else if (type === 8) {
      if (length < 40 || shp.readInt32LE(body + 36) < 0 || 40 + 16 * shp.readInt32LE(body + 36) > length)
        throw broken(`record ${count + 1} is too short`);
    } else if (type === 1 && length < 20) throw broken(`record ${count + 1} is too short`);
    at = body + length;
    if (++count > limits.features)
      throw new VectorFileError('vector-too-large', `more than ${limits.features} shapes`);
  }
}

/** The head of the table, which the library trusts: its rows fit into the file. */
function checkTable(dbf: Buffer, broken: (message: string) => VectorFileError): void {
  if (dbf.length < 33) throw broken('the table ends inside its head');
  const [rows, head, width] = [dbf.readUInt32LE(4), dbf.readUInt16LE(8), dbf.readUInt16LE(10)];
  if (head < 33 || width < 1 || head + rows * width > dbf.length)
    throw broken(`the table names ${rows} rows of ${width} bytes and has ${dbf.length} bytes`);
}

function encodingOfDbf(dbf: Buffer): string {
  const body = dbf.subarray(Math.min(dbf.length, dbf.length > 10 ? dbf.readUInt16LE(8) : 0));
  const { encoding } = decodeText(body);
  return encoding === 'latin1' ? 'windows-1252' : encoding === 'macroman' ? 'macintosh' : encoding;
}

function copyOf(buffer: Buffer): Uint8Array {
  const out = new Uint8Array(buffer.length);
  out.set(buffer);
  return out;
}

function plain(row: Record<string, unknown>): Record<string, string | number | null> {
  const out: Record<string, string | number | null> = {};
  for (const [key, value] of Object.entries(row))
    out[key] =
      typeof value === 'number' || typeof value === 'string'
        ? value
        : value === null || value === undefined
          ? null
          : value instanceof Date
            ? value.toISOString().slice(0, 10)
            : String(value);
  return out;
}
