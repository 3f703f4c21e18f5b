import type { ReadLimits } from '../../geo/read-limits.ts';
import { inspectFiles, type InspectedFile } from '../../region/inspect-files.ts';
import type { LayerHint } from '../../region/recognised.ts';
import type { TaskContext } from '../task-context.ts';

export interface InspectImportInput {
  readonly folder: string;
  /** What a person said a file is, by its path below the folder. */
  readonly layers: Readonly<Record<string, LayerHint>>;
  /** What a file may hold. */
  readonly limits: ReadLimits;
}

/** What each file of a folder is. */
export function inspectImport(input: InspectImportInput, context: TaskContext): Promise<InspectedFile[]> {
  const { folder, layers, limits } = input;
  return inspectFiles(folder, layers, (share) => context.report(share, 'reading'), limits);
}
