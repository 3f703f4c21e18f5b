import type { ReadLimits } from '../../geo/read-limits.ts';
import type { ImportOptions } from '../../region/import/import-context.ts';
import { inspectFiles, type InspectedFile } from '../../region/import/inspect-files.ts';
import type { LayerHint } from '../../region/import/recognise/recognised.ts';
import type { TaskContext } from '../shared/task-context.ts';

export interface InspectImportInput {
  /** Folders and files. */
  readonly inputs: readonly string[];
  /** What a person stated a file is, by its listed path. */
  readonly layers: Readonly<Record<string, LayerHint>>;
  /** What a person stated of the CRSs, by listed path and for files that name none. */
  readonly crs: Pick<ImportOptions, 'assumeCrs' | 'crsByFile'>;
  /** What a file may hold. */
  readonly limits: ReadLimits;
}

/** What each file is. */
export function inspectImport(input: InspectImportInput, context: TaskContext): Promise<InspectedFile[]> {
  const { inputs, layers, crs, limits } = input;
  return inspectFiles(inputs, layers, (share) => context.report(share, 'reading'), limits, crs);
}
