import { inspectFiles, type InspectedFile } from '../../region/inspect-files.ts';
import type { LayerHint } from '../../region/recognise.ts';
import type { TaskContext } from '../task-context.ts';

export interface InspectImportInput {
  readonly folder: string;
  /** What a person said a file is, by its path below the folder. */
  readonly layers: Readonly<Record<string, LayerHint>>;
}

/** What each file of a folder is. */
export function inspectImport(input: InspectImportInput, context: TaskContext): Promise<InspectedFile[]> {
  return inspectFiles(input.folder, input.layers, (share) => context.report(share, 'reading'));
}
