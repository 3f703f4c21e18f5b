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
