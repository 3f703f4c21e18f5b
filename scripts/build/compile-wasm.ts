import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const SOURCE = 'server/kernel/cost/wasm/land-surface.as.ts';
const NAMES = {
  alone: ['land-surface-bytes.ts', 'LAND_SURFACE_BASE64'],
  shared: ['land-surface-shared-bytes.ts', 'LAND_SURFACE_SHARED_BASE64'],
} as const;
export const LAND_SURFACE_KINDS = ['alone', 'shared'] as const;
const FLAGS = [
  '--runtime',
  'stub',
  '-O3',
  '--noAssert',
  '--importMemory',
  '--enable',
  'simd',
  '--enable',
  'bulk-memory',
  '--enable',
  'nontrapping-f2i',
  '--enable',
  'threads',
];

/**
 * Compiles the land search; `text` is the module that carries the bytes. The same compiler gives the same
 * bytes. `shared` is
 * for a memory that two threads share.
 */
export async function compileLandSurface(
  kind: (typeof LAND_SURFACE_KINDS)[number],
): Promise<{ file: string; text: string; bytes: Buffer }> {
  const folder = mkdtempSync(join(tmpdir(), 'careshed-wasm-'));
  try {
    const out = join(folder, 'out.wasm');
    const [name, constant] = NAMES[kind];
    const more = kind === 'shared' ? ['--sharedMemory', '--maximumMemory', '65536'] : [];
    const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
    await promisify(execFile)(process.execPath, [compiler, SOURCE, ...FLAGS, ...more, '-o', out], {
      cwd: root,
    });
    const bytes = readFileSync(out);
    const lines = bytes.toString('base64').match(/.{1,100}/g) ?? [];
    const text = [
      '/** Compiled from land-surface.as.ts by scripts/build-wasm.ts: do not edit. */',
      `export const ${constant} = [`,
      ...lines.map((line) => `  '${line}',`),
      `].join('');`,
      '',
    ].join('\n');
    return { file: join(root, 'server/kernel/cost/wasm', name), text, bytes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
