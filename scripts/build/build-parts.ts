import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { build as viteBuild } from 'vite';
import { renderDocs } from './build-docs.ts';

export const home = resolve(import.meta.dirname, '../..');
const stamps = join(home, 'dist/stamps');

/** Rooms whose sources decide what an answer says. */
const COMPUTING_ROOMS = [
  'contract',
  'kernel',
  'geo',
  'region',
  'questions',
  'drawing',
  'report',
  'service',
  'workers',
].map((room) => join('server', room));

/** Bundles the server's three entries; packages stay in node_modules. */
export async function buildServer(): Promise<void> {
  const started = Date.now();
  const outdir = join(home, 'dist/server');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: {
      main: join(home, 'server/main.ts'),
      cli: join(home, 'server/cli.ts'),
      worker: join(home, 'server/workers/worker.ts'),
    },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    define: { CARESHED_SOURCES: JSON.stringify(digestSources(COMPUTING_ROOMS)) },
    logLevel: 'warning',
  });
  stamp('server', started);
}

/** Builds the page into dist/client. */
export async function buildClient(): Promise<void> {
  const started = Date.now();
  await viteBuild({
    root: join(home, 'client'),
    configFile: join(home, 'client/vite.config.ts'),
    logLevel: 'warn',
  });
  stamp('client', started);
}

/** Builds the documentation into dist/docs. */
export function buildDocs(): void {
  const started = Date.now();
  renderDocs(home, join(home, 'dist/docs'));
  stamp('docs', started);
}

/** Builds what is older than its sources; says which parts it built. */
export async function buildStale(
  parts: readonly ('server' | 'client' | 'docs')[] = ['server', 'client', 'docs'],
): Promise<string[]> {
  const built: string[] = [];
  if (parts.includes('server') && isStale('server', ['server'])) {
    built.push('server');
    await buildServer();
  }
  if (parts.includes('client') && isStale('client', ['client', 'server/contract', 'server/kernel'])) {
    built.push('client');
    await buildClient();
  }
  const written = ['docs', 'README.md', 'CONTRIBUTING.md', 'server', 'client', 'data/geo/README.md'];
  if (parts.includes('docs') && isStale('docs', written)) {
    built.push('docs');
    buildDocs();
  }
  return built;
}

/**
 * Eight hexadecimal digits that change with any source below `folders`: names and bytes, in order of name.
 */
function digestSources(folders: readonly string[]): string {
  const digest = createHash('sha256');
  for (const folder of folders) {
    const names = readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.ts'))
      .toSorted();
    for (const name of names) {
      const text = readFileSync(join(home, folder, name), 'utf8').replaceAll('\r\n', '\n');
      digest.update(`${folder.replaceAll('\\', '/')}/${name}\0${text}\0`);
    }
  }
  return digest.digest('hex').slice(0, 8);
}

function stamp(part: string, started: number): void {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, part), String(started));
}

function isStale(part: string, sources: readonly string[]): boolean {
  const file = join(stamps, part);
  const output = join(home, 'dist', part, part === 'server' ? 'worker.js' : 'index.html');
  if (!existsSync(file) || !existsSync(output)) return true;
  const builtAt = statSync(file).mtimeMs;
  return [...sources, 'package-lock.json'].some((source) => newest(join(home, source)) > builtAt);
}

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  let latest = stat.mtimeMs;
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }))
    latest = Math.max(latest, statSync(join(path, name)).mtimeMs);
  return latest;
}
