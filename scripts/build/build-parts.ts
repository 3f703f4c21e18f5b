import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { context, type Plugin } from 'esbuild';
import { build as viteBuild } from 'vite';
import { listPages } from './doc-pages.ts';
import { listFiles } from '../sources/list-files.ts';

export const home = resolve(import.meta.dirname, '../..');
const stamps = join(home, 'dist/stamps');

/** Rooms whose sources decide what an answer states. */
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
].map((room) => `server/${room}`);

/** Bundles the server's three entries once. */
export async function buildServer(): Promise<void> {
  const builder = await openServerBuild();
  try {
    await builder.build();
  } finally {
    await builder.close();
  }
}

/**
 * Builds the server, each time quicker than the first; packages stay in node_modules. The last build stays
 * where it is when one fails.
 */
export async function openServerBuild(): Promise<{
  readonly build: () => Promise<void>;
  readonly close: () => Promise<void>;
}> {
  const outdir = join(home, 'dist/server');
  const builder = await context({
    entryPoints: {
      main: join(home, 'server/main.ts'),
      cli: join(home, 'server/cli.ts'),
      worker: join(home, 'server/workers/worker.ts'),
    },
    outdir,
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    sourcesContent: false,
    plugins: [digestIntoVersion],
    logLevel: 'warning',
  });
  const build = async (): Promise<void> => {
    const started = Date.now();
    const { outputFiles } = await builder.rebuild();
    rmSync(outdir, { recursive: true, force: true });
    mkdirSync(outdir, { recursive: true });
    for (const { path, contents } of outputFiles ?? []) writeFileSync(path, contents);
    stamp('server', started);
  };
  return { build, close: () => builder.dispose() };
}

/** Writes the digest of the sources that compute into `server/runtime/version.ts`, in each build again. */
const digestIntoVersion: Plugin = {
  name: 'digest-into-version',
  setup: (building) => {
    building.onLoad({ filter: /[\\/]server[\\/]runtime[\\/]version\.ts$/ }, ({ path }) => {
      const digest = JSON.stringify(digestSources(COMPUTING_ROOMS));
      const text = readFileSync(path, 'utf8');
      const declared = /^declare const CARESHED_SOURCES: [^;]+;$/m;
      if (!declared.test(text)) throw new Error(`${path} declares no CARESHED_SOURCES`);
      return { loader: 'ts', contents: text.replace(declared, `const CARESHED_SOURCES = ${digest};`) };
    });
  },
};

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
export async function buildDocs(): Promise<void> {
  const started = Date.now();
  // Loaded here: a start whose documentation is fresh needs neither the renderer nor the schemas.
  const { renderDocs } = await import('./build-docs.ts');
  renderDocs(home, join(home, 'dist/docs'));
  stamp('docs', started);
}

/** Builds what is older than its sources; states which parts it built. */
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
  const written = ['docs', 'server/contract', ...listPages(home).map(({ file }) => file)];
  if (parts.includes('docs') && isStale('docs', written)) {
    built.push('docs');
    await buildDocs();
  }
  return built;
}

/**
 * Eight hexadecimal digits that change with any source below `folders`: names and bytes, in order of name.
 */
function digestSources(folders: readonly string[]): string {
  const digest = createHash('sha256');
  for (const folder of folders) {
    for (const file of listFiles(home, folder).filter((name) => name.endsWith('.ts')))
      digest.update(`${file}\0${readFileSync(join(home, file), 'utf8').replaceAll('\r\n', '\n')}\0`);
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
