import { randomUUID } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProblemException } from '../contract/problems.ts';
import type { InspectedFile } from '../region/import/inspect-files.ts';
import type { AnalysisContext } from './context.ts';
import type { ImportLimits } from './import-limits.ts';

const MB = 1024 * 1024;
/** Files wait this long for a decision, and as long after it for corrections. */
export const KEEP_HOURS = 7 * 24;
const MANIFEST = 'import.json';
const MOST_NAME = 400;

/** Files that were sent, as kept on the disk. */
export interface Staging {
  readonly id: string;
  readonly created: string;
  readonly files: readonly InspectedFile[];
}

/** Folder of the files of an import. */
export function filesFolder(context: AnalysisContext, id: string): string {
  return join(folderOf(context, id), 'files');
}

function folderOf(context: AnalysisContext, id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id))
    throw new ProblemException('import-not-found', { import: id.slice(0, 60) });
  return join(context.importFolder, id);
}

/**
 * Room for files to come; with `from` it starts with the files of an earlier import, linked, so that they
 * take no space twice. Nothing in the
 * folder is ever written in place: what comes is written elsewhere and renamed, which leaves the earlier
 * import as it is.
 */
export function openStaging(context: AnalysisContext, from?: string): string {
  const earlier = from === undefined ? null : getStaging(context, from);
  const id = randomUUID();
  mkdirSync(filesFolder(context, id), { recursive: true });
  if (earlier)
    for (const path of listFiles(filesFolder(context, earlier.id))) {
      const target = join(filesFolder(context, id), path);
      mkdirSync(dirname(target), { recursive: true });
      linkSync(join(filesFolder(context, earlier.id), path), target);
    }
  return id;
}

/** What the files of one form share while they come. */
export interface Arrival {
  /** Bytes left of the whole. */
  bytes: number;
  /** Paths that came with this form; the same path twice is refused. */
  readonly paths: Set<string>;
}

/** Every file below a folder; some are read with others and stand in no list. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.partial'))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
}

/**
 * Writes one file as its bytes come; one of an earlier import at the same path is replaced. What goes over
 * the limit of its type, or over the
 * bytes left of the whole, is read to its end and thrown away, for the rest of the form stands behind it;
 * then it is refused.
 */
export async function stageFile(
  context: AnalysisContext,
  id: string,
  name: string,
  content: Readable,
  room: Arrival,
  limits: ImportLimits,
): Promise<void> {
  const path = cleanPath(name);
  const target = join(filesFolder(context, id), path);
  claimPath(room.paths, path);
  const arriving = join(folderOf(context, id), 'arriving');
  mkdirSync(arriving, { recursive: true });
  const { name: type, bytes: most } = limits.byType.find(({ ends }) => ends.test(path))!;
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      room.bytes -= chunk.length;
      if (bytes > most || room.bytes < 0) done();
      else done(null, chunk);
    },
  });
  const partial = join(arriving, randomUUID());
  await pipeline(content, count, createWriteStream(partial));
  if (room.bytes < 0) throw new ProblemException('too-large', { limit: formatMegabytes(limits.totalBytes) });
  if (bytes > most)
    throw new ProblemException('too-large', { limit: `${formatMegabytes(most)} (${type}: ${path})` });
  try {
    mkdirSync(dirname(target), { recursive: true });
    renameSync(partial, target);
  } catch (error) {
    // A file of an earlier import stands where a folder is needed, or the other way round.
    if (!PATH_TAKEN.has(String((error as NodeJS.ErrnoException).code))) throw error;
    throw refusePath('import-file-in-file', path);
  }
}

const PATH_TAKEN: ReadonlySet<string> = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'ENOTEMPTY']);

/** Notes a path of this form; refuses one that came before, and a file that is a folder of another. */
function claimPath(paths: Set<string>, path: string): void {
  if (paths.has(path)) throw refusePath('import-file-twice', path);
  for (const other of paths)
    if (other.startsWith(`${path}/`) || path.startsWith(`${other}/`))
      throw refusePath('import-file-in-file', path);
  paths.add(path);
}

function refusePath(code: string, path: string): ProblemException {
  return new ProblemException('import-refused', {}, [
    { pointer: `/files/${path}`, code, parameters: { file: path.slice(0, 200) } },
  ]);
}

/** `20 MB`; small limits keep a digit. */
export function formatMegabytes(bytes: number): string {
  return `${bytes < 10 * MB ? Math.round((bytes / MB) * 100) / 100 : Math.floor(bytes / MB)} MB`;
}

/** The path of a file below the import's folder; names that lead outside are refused. */
function cleanPath(name: string): string {
  const parts = name.normalize('NFC').split(/[\\/]+/);
  const refuse = (): never => {
    throw new ProblemException('import-refused', {}, [
      { pointer: '/files', code: 'import-file-name', parameters: { file: name.slice(0, 200) } },
    ]);
  };
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (name.length > MOST_NAME || parts.length > 12 || /[\u0000-\u001f\u007f]/.test(name)) refuse();
  if (parts.some((part) => part === '..' || /^[a-z]:$/i.test(part)) || parts[0] === '') refuse();
  const clean = parts.filter((part) => part !== '' && part !== '.');
  if (clean.length === 0 || clean.some((part) => Buffer.byteLength(part) > 240)) refuse();
  return clean.join('/');
}

/** Keeps what the files were found to be. */
export function keepStaging(context: AnalysisContext, id: string, files: readonly InspectedFile[]): Staging {
  rmSync(join(folderOf(context, id), 'arriving'), { recursive: true, force: true });
  const staging: Staging = { id, created: context.now(), files };
  const path = join(folderOf(context, id), MANIFEST);
  writeFileSync(`${path}.partial`, JSON.stringify(staging));
  renameSync(`${path}.partial`, path);
  return staging;
}

export function findStaging(context: AnalysisContext, id: string): Staging | null {
  const path = join(folderOf(context, id), MANIFEST);
  if (!existsSync(path)) return null;
  const staging = JSON.parse(readFileSync(path, 'utf8')) as Staging;
  // What an earlier version looked at states nothing of guesses, tier words and names.
  const files = staging.files.map((file) =>
    Object.assign({ tierWords: [], nameColumns: [] }, file, { guesses: file.guesses ?? [] }),
  );
  return { ...staging, files };
}

export function getStaging(context: AnalysisContext, id: string): Staging {
  const staging = findStaging(context, id);
  if (!staging) throw new ProblemException('import-not-found', { import: id });
  return staging;
}

export function removeStaging(context: AnalysisContext, id: string): void {
  rmSync(folderOf(context, id), { recursive: true, force: true });
}

/**
 * Removes imports that waited too long and, at a start, those whose files never came to an end; returns how
 * many.
 */
export function sweepImports(context: AnalysisContext, atStart: boolean): number {
  if (!existsSync(context.importFolder)) return 0;
  const oldest = Date.parse(context.now()) - KEEP_HOURS * 3_600_000;
  let swept = 0;
  for (const id of readdirSync(context.importFolder)) {
    const folder = join(context.importFolder, id);
    const whole = existsSync(join(folder, MANIFEST));
    if (!(atStart && !whole) && statSync(whole ? join(folder, MANIFEST) : folder).mtimeMs >= oldest) continue;
    rmSync(folder, { recursive: true, force: true });
    swept++;
  }
  return swept;
}
