import { formatNumber } from '../../contract/text/format-number.ts';
import type { CoverageAnswer } from '../../contract/processes.ts';
import { createDocumentBuilder, type DocumentBuilder } from '../document/document-builder.ts';
import type { ReportInput, ReportTemplate, RunOf } from '../report-input.ts';
import { sortRuns, type SortedRuns } from '../report-question.ts';

/** What every section is written from. */
export interface SectionContext {
  readonly input: ReportInput;
  readonly builder: DocumentBuilder;
  readonly runs: SortedRuns;
  /** The coverage run the chapters are about: the first one. */
  readonly coverage: RunOf<'coverage'> | null;
  readonly siting: RunOf<'siting'> | null;
  /** Name of the region in the report's language. */
  readonly regionName: string;
  /** Hash that names this report's content. */
  readonly reportHash: string;
}

/** The current-state chapter speaks of today only: a siting run given with it stays out of the words. */
export function createSectionContext(
  input: ReportInput,
  template: ReportTemplate,
  reportHash: string,
): SectionContext {
  const builder = createDocumentBuilder(input.language);
  const runs = sortRuns(input.runs);
  return {
    input,
    builder,
    runs,
    coverage: runs.coverage[0] ?? null,
    siting: template === 'current-state' ? null : (runs.siting[0] ?? null),
    regionName: builder.name(input.region),
    reportHash,
  };
}

export type CutoffEntry = CoverageAnswer['cutoffs'][number];

/** The cut-off a coverage run is summed up by: that of its gaps, else its last. */
export function pickMainCutoff(answer: CoverageAnswer): CutoffEntry | null {
  return (
    answer.cutoffs.find((entry) => entry.cutoffMinutes === answer.gapsCutoffMinutes) ??
    answer.cutoffs.at(-1) ??
    null
  );
}

export function sumUncovered(entry: CutoffEntry): number {
  return Object.values(entry.uncovered).reduce((sum, people) => sum + people, 0);
}

/** Cut-off in minutes as text. */
export function writeCutoff(minutes: number): string {
  return formatNumber('cutoff', minutes);
}
