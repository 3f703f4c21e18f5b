import type { ImportFile, ImportInspection } from '../contract/imports.ts';
import { ProblemException } from '../contract/problems.ts';
import { sentenceOf } from '../contract/text/present.ts';
import type { Language } from '../contract/vocabulary.ts';
import type { ReadLimits } from '../geo/read-limits.ts';
import type { InspectedFile } from '../region/import/inspect-files.ts';
import { inspectImportTask } from '../questions/intake/tasks.ts';
import type { AnalysisContext } from './context.ts';
import { listCrsFaults } from './import-check.ts';

/** Looking at 6 GB of files takes a minute or so. */
const MOST_INSPECTION_SECONDS = 300;

/** What files may hold, and how long looking at them may take; null: as long as it takes. */
interface InspectionLimits {
  readonly limits: ReadLimits;
  readonly seconds: number | null;
}

/** What each file is, but not for ever: a thread that a file keeps busy beyond the limit is ended. */
export async function inspectInputs(
  context: AnalysisContext,
  inputs: readonly string[],
  { layers, crsByFile, assumeCrs }: ImportInspection,
  { limits, seconds }: InspectionLimits = {
    limits: context.importLimits.read,
    seconds: MOST_INSPECTION_SECONDS,
  },
): Promise<InspectedFile[]> {
  const faults = listCrsFaults({ crsByFile, ...(assumeCrs === undefined ? {} : { assumeCrs }) });
  if (faults.length > 0) throw new ProblemException('import-refused', {}, faults);
  const signal = seconds === null ? null : AbortSignal.timeout(seconds * 1000);
  const crs = { crsByFile, ...(assumeCrs === undefined ? {} : { assumeCrs }) };
  try {
    return await context.runner.run(
      inspectImportTask,
      { inputs, layers, crs, limits },
      signal ? { signal } : {},
    );
  } catch (error) {
    if (!signal?.aborted || seconds === null) throw error;
    throw new ProblemException(
      'import-refused',
      {},
      [{ pointer: '/files', code: 'import-too-slow', parameters: { seconds } }],
      error,
    );
  }
}

/** A file as the API, the plan and the command line show it. */
export function presentFile(file: InspectedFile, language: Language): ImportFile {
  return {
    ...file,
    text: file.reason === null ? null : sentenceOf(file.reason, language, { detail: file.detail || '—' }),
    facts: { ...file.facts },
    columns: [...file.columns],
    suggested: { ...file.suggested },
    sample: file.sample.map((row) => [...row]),
    guesses: file.guesses.map(({ role, confidence, evidence }) => ({
      layer: role,
      confidence,
      why: evidence.map(({ kind, word }) => sentenceOf(`guess-${kind}`, language, { word })),
    })),
    roadWords: file.roadWords.map((word) => ({ ...word })),
    tierWords: file.tierWords.map((word) => ({ ...word })),
    nameColumns: [...file.nameColumns],
  };
}
