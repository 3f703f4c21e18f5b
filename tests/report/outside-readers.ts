import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readZipEntries } from '../../server/geo/zip-read.ts';

/** Whether the program `name` is installed; prints one line naming what is not run when it is not. */
export function hasTool(name: string, what: string): boolean {
  const there = spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
  if (!there) console.log(`not run: ${what} (needs ${name})`);
  return there;
}

/** Whether GDAL is installed with the driver `name`; prints one line naming what is not run when it is not. */
export function hasGdalDriver(name: string, what: string): boolean {
  if (!hasTool('ogrinfo', what)) return false;
  const { stdout } = spawnSync('ogrinfo', ['--formats'], { encoding: 'utf8' });
  const there = new RegExp(`^\\s*${name} -`, 'm').test(stdout);
  if (!there) console.log(`not run: ${what} (needs GDAL with ${name})`);
  return there;
}

/** Whether GDAL asks SpatiaLite, and so GEOS, here; prints one line naming what is not run when it does not. */
export function hasSpatialite(what: string): boolean {
  if (!hasTool('ogrinfo', what)) return false;
  const folder = mkdtempSync(join(tmpdir(), 'careshed-spatialite-'));
  try {
    const path = join(folder, 'point.csv');
    writeFileSync(path, 'id,WKT\n1,"POINT(0 0)"\n');
    const sql = 'select ST_IsValid(geometry) as ok from point';
    const { stdout } = spawnSync('ogrinfo', ['-q', '-dialect', 'sqlite', '-sql', sql, path], {
      encoding: 'utf8',
    });
    const there = stdout.includes('ok (Integer) = 1');
    if (!there) console.log(`not run: ${what} (needs GDAL with SpatiaLite)`);
    return there;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const PARTS = {
  docx: { part: 'Writer', extension: 'txt', content: 'careshed' },
  xlsx: { part: 'Calc', extension: 'csv', content: 'careshed,1\n' },
} as const;

/**
 * Whether LibreOffice converts documents of that format here: a machine may have Writer without Calc. It is
 * asked to convert a line of text; prints one line naming what is not run where it does not.
 */
export async function canConvert(format: keyof typeof PARTS, what: string): Promise<boolean> {
  if (!hasTool('soffice', what) || !hasTool('pdftotext', what)) return false;
  const { part, extension, content } = PARTS[format];
  try {
    const text = await convertToText(Buffer.from(content), extension);
    if (text.includes('careshed')) return true;
  } catch {
    // No PDF was made: that part of LibreOffice is not installed.
  }
  console.log(`not run: ${what} (needs LibreOffice ${part})`);
  return false;
}

/** Runs `use` with `bytes` in a file called `name`, in a folder that is removed afterwards. */
export async function withFile<T>(
  bytes: Uint8Array,
  name: string,
  use: (path: string, folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'careshed-report-'));
  try {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return await use(path, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `program` prints; fails with what it complains of. */
export function readWith(program: string, args: readonly string[]): string {
  const result = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1e8, timeout: 100_000 });
  if (result.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${result.stderr}`);
  return result.stdout;
}

/** Text of every part of a zip whose name matches. */
export async function readZipText(path: string, wanted: RegExp): Promise<Map<string, string>> {
  const entries = await readZipEntries(path, (name) => wanted.test(name));
  return new Map(entries.map((entry) => [entry.name, entry.bytes.toString('utf8')]));
}

/** `bytes` as a document converted by LibreOffice to PDF, as text. */
export async function convertToText(bytes: Uint8Array, extension: string): Promise<string> {
  return await withFile(bytes, `report.${extension}`, (path, folder) => {
    readWith('soffice', [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      path,
    ]);
    readFileSync(join(folder, 'report.pdf'));
    return readWith('pdftotext', ['-layout', join(folder, 'report.pdf'), '-']);
  });
}
