import { renameSync, rmSync } from 'node:fs';
import { importRegion, type ImportOptions } from '../../region/import/import-region.ts';
import { hashRegionPack, readRegionPack, writeRegionPack } from '../../region/model/region-pack.ts';
import type { Region } from '../../region/model/region.ts';
import type { TaskContext } from '../shared/task-context.ts';
import { describeRegion } from './describe-region.ts';

export interface ImportTaskInput extends Omit<ImportOptions, 'onProgress' | 'signal'> {
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
  return writeWhole(region, packPath);
}

export interface CopyPackInput {
  readonly from: string;
  readonly packPath: string;
  readonly id: string;
  /** Names to give it; absent: the pack's own. */
  readonly nameZh?: string;
  readonly nameEn?: string;
}

/** A region pack from elsewhere, every byte of it checked, under an id and names of this place. */
export function copyPack(input: CopyPackInput, context: TaskContext): ImportTaskOutput {
  context.report(0, 'reading');
  const region = readRegionPack(input.from);
  context.report(0.6, 'checking');
  return writeWhole(
    {
      ...region,
      id: input.id,
      nameZh: input.nameZh ?? region.nameZh,
      nameEn: input.nameEn ?? region.nameEn,
    },
    input.packPath,
  );
}

function writeWhole(region: Region, packPath: string): ImportTaskOutput {
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
