import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const SOURCE = 'server/kernel/cost/wasm/land-surface.as.ts';
export const LAND_SURFACE_MODULE = join(root, 'server/kernel/cost/wasm/land-surface-bytes.ts');
const FLAGS = [
  '--runtime', 'stub', '-O3', '--noAssert', '--importMemory',
  '--enable', 'simd', '--enable', 'bulk-memory', '--enable', 'nontrapping-f2i',
]; // prettier-ignore

/** Compiles the land search; `text` is the module that carries the bytes. The same compiler gives the same bytes. */
export async function compileLandSurface(): Promise<{ text: string; bytes: Buffer }> {
  const folder = mkdtempSync(join(tmpdir(), 'careshed-wasm-'));
  try {
    const out = join(folder, 'out.wasm');
    const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
    await promisify(execFile)(process.execPath, [compiler, SOURCE, ...FLAGS, '-o', out], { cwd: root });
    const bytes = readFileSync(out);
    const lines = bytes.toString('base64').match(/.{1,100}/g) ?? [];
    const text = [
      '/** Compiled from land-surface.as.ts by scripts/build-wasm.ts: do not edit. */',
      'export const LAND_SURFACE_BASE64 = [',
      ...lines.map((line) => `  '${line}',`),
      `].join('');`,
      '',
    ].join('\n');
    return { text, bytes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
