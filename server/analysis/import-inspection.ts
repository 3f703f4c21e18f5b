import type { ImportFile, ImportInspection } from '../contract/imports.ts';
import { ProblemException } from '../contract/problems.ts';
import { sentenceOf } from '../contract/text/present.ts';
import type { Language } from '../contract/vocabulary.ts';
import type { InspectedFile } from '../region/inspect-files.ts';
import type { AnalysisContext } from './context.ts';
import { listCrsFaults } from './import-check.ts';

/** Looking at 6 GB of files takes a minute or so. */
const MOST_INSPECTION_SECONDS = 300;

/** What each file is, but not for ever: a thread that a file keeps busy beyond the limit is ended. */
export async function inspectInputs(
  context: AnalysisContext,
  inputs: readonly string[],
  { layers, crsByFile, assumeCrs }: ImportInspection,
): Promise<InspectedFile[]> {
  const faults = listCrsFaults({ crsByFile, ...(assumeCrs === undefined ? {} : { assumeCrs }) });
  if (faults.length > 0) throw new ProblemException('import-refused', {}, faults);
  const signal = AbortSignal.timeout(MOST_INSPECTION_SECONDS * 1000);
  const crs = { crsByFile, ...(assumeCrs === undefined ? {} : { assumeCrs }) };
  const { read: limits } = context.importLimits;
  try {
    return await context.runner.run('inspect-import', { inputs, layers, crs, limits }, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new ProblemException(
      'import-refused',
      {},
      [{ pointer: '/files', code: 'import-too-slow', parameters: { seconds: MOST_INSPECTION_SECONDS } }],
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
