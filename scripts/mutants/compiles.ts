import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './list-mutants.ts';

/** Whether the sources of a copy of the tree compile with this text in the place of the mutant's file. */
export function compilesWith(copy: string, { file }: Mutant, text: string): boolean {
  const path = join(copy, file);
  const original = readFileSync(path, 'utf8');
  writeFileSync(path, text);
  try {
    const tsc = join(copy, 'node_modules/typescript/bin/tsc');
    return spawnSync(process.execPath, [tsc, '-p', 'server'], { cwd: copy }).status === 0;
  } finally {
    writeFileSync(path, original);
  }
}
