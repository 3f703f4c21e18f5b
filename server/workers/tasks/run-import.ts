import { renameSync, rmSync } from 'node:fs';
import { importRegion } from '../../region/import-region.ts';
import { hashRegionPack, writeRegionPack } from '../../region/region-pack.ts';
import type { TaskContext } from '../task-context.ts';
import { describeRegion } from './describe-region.ts';

export interface ImportTaskInput {
  readonly files: readonly string[];
  readonly id: string;
  readonly nameZh?: string;
  readonly nameEn?: string;
  readonly boundaryFile?: string;
  readonly clip?: boolean;
  readonly cellMeters?: number;
  /** Where the pack goes; written whole or not at all. */
  readonly packPath: string;
}
export interface ImportTaskOutput {
  readonly hash: string;
  readonly detail: ReturnType<typeof describeRegion>;
}

/** Files to a region pack. */
export async function runImport(input: ImportTaskInput, context: TaskContext): Promise<ImportTaskOutput> {
  const { packPath, files, ...options } = input;
  const region = await importRegion({
    ...options,
    files: [...files],
    onProgress: (share: number, phase: string) => context.report(share * 0.95, phase),
  });
  const partial = `${packPath}.partial`;
  try {
    writeRegionPack(region, partial);
    const hash = hashRegionPack(partial);
    renameSync(partial, packPath);
    return { hash, detail: describeRegion(region, hash) };
  } finally {
    rmSync(partial, { force: true });
  }
}
