// oxlint-disable-next-line typescript/triple-slash-reference -- ambient types for every tsconfig
/// <reference path="./untyped-modules.d.ts" />
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Feature, Geometry } from 'geojson';
import { parseShp } from 'shpjs';
import { causeText } from './cause-text.ts';
import { parseCrs, WGS84 } from './crs.ts';
import { readDbf } from './dbf-read.ts';
import { decodeText } from './decode-text.ts';
import { gateFeatures } from './feature-gate.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import { type ReadingRemark, remark, VectorFileError, type VectorLayer } from './vector-layer.ts';
import { layerOrProblem } from './layer-problem.ts';
import { ownCrs } from './vector-crs.ts';
import type { ZipEntryBytes } from './zip-read.ts';
import { readZipEntries, zipLimits } from './zip-read.ts';

interface ShapeParts {
  readonly shp: Buffer;
  readonly dbf: Buffer | undefined;
  readonly prj: Buffer | undefined;
  readonly cpg: Buffer | undefined;
}

/**
 * Every shapefile of a zip, in its own CRS (.prj; degrees where there is none), with text in the encoding
 * of .cpg, of its table's head or the one it reads best in.
 */
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
      const [dbf, prj, cpg] = ['dbf', 'prj', 'cpg'].map((end) => part(stem, end)?.bytes);
      return readShapefile(stem.split('/').at(-1)!, { shp: shp.bytes, dbf, prj, cpg }, limits);
    });
}

/** Files that are read with the shapefile at `path`; none for any other file. */
export function looseSidecars(path: string): string[] {
  return /\.shp$/i.test(path) ? ['dbf', 'prj', 'cpg'].flatMap((end) => findSidecar(path, end) ?? []) : [];
}

/** A shapefile whose parts lie beside each other in a folder. */
export function readLooseShapefile(path: string, limits: ReadLimits = READ_LIMITS): VectorLayer {
  const [dbf, prj, cpg] = ['dbf', 'prj', 'cpg'].map((end) => {
    const file = findSidecar(path, end);
    return file === null ? undefined : readFileSync(file);
  });
  return readShapefile(basename(path).slice(0, -4), { shp: readFileSync(path), dbf, prj, cpg }, limits);
}

function findSidecar(path: string, extension: string): string | null {
  const folder = dirname(path);
  const wanted = `${basename(path).slice(0, -4)}.${extension}`.toLowerCase();
  const found = readdirSync(folder).find((name) => name.toLowerCase() === wanted);
  return found !== undefined && statSync(join(folder, found)).isFile() ? join(folder, found) : null;
}

function readShapefile(name: string, parts: ShapeParts, limits: ReadLimits): VectorLayer {
  return layerOrProblem(name, () => readParts(name, parts, limits));
}

function readParts(name: string, { shp, dbf, prj, cpg }: ShapeParts, limits: ReadLimits): VectorLayer {
  const broken = (message: string, cause?: unknown): VectorFileError =>
    new VectorFileError('shapefile-unreadable', `${name}: ${message}`, { cause });
  if (shp.length < 100 || shp.readInt32BE(0) !== 9994) throw broken('not a shapefile');
  checkRecords(shp, broken, limits);
  const table = dbf ? readDbf(dbf, cpg ? cpg.toString('latin1').trim() : null, limits) : null;
  let geometries: (Geometry | null)[];
  try {
    geometries = parseShp(copyOf(shp));
  } catch (cause) {
    throw broken(causeText(cause), cause);
  }
  if (table && table.rows.length !== geometries.length)
    throw broken(`${geometries.length} shapes but ${table.rows.length} rows`);
  const remarks: ReadingRemark[] = [...(table?.remarks ?? [])];
  if (!table) remarks.push(remark('shapefile-without-table', geometries.length));
  const prjText = prj ? decodeText(prj).text.replaceAll('\0', '').trim() : '';
  if (prjText === '') remarks.push(remark('shapefile-without-prj', 1));
  const own = ownCrs(() => (prjText === '' ? WGS84 : parseCrs(prjText)));
  const features = geometries.flatMap((geometry, i): Feature<Geometry | null>[] => {
    const row = table?.rows[i];
    if (row === null) return []; // marked deleted
    const properties = Object.fromEntries(
      row?.map((value, column) => [table!.columns[column]!, value]) ?? [],
    );
    return [{ type: 'Feature', properties, geometry: geometry ?? null }];
  });
  return { name, ...own, remarks, ...gateFeatures(features, limits) };
}

const SHAPE_TYPES: ReadonlySet<number> = new Set([0, 1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28]);

/**
 * Walks the record headers, which the library trusts: lengths inside the file, part and point counts inside
 * the record.
 */
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

function copyOf(buffer: Buffer): Uint8Array {
  const out = new Uint8Array(buffer.length);
  out.set(buffer);
  return out;
}
