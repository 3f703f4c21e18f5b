import { formatNumber } from '../../contract/text/format-number.ts';
import type { CoverageAnswer } from '../../contract/processes.ts';
import { createDocumentBuilder, type DocumentBuilder } from '../document/document-builder.ts';
import type { ReportInput, ReportRun, ReportTemplate, RunOf } from '../report-input.ts';
import { sortRuns, type SortedRuns } from '../report-question.ts';

/** What every section is written from. */
export interface SectionContext {
  readonly input: ReportInput;
  readonly builder: DocumentBuilder;
  readonly runs: SortedRuns;
  /** The coverage run the chapters are about: the one at the cut-off of the siting run, else the first. */
  readonly coverage: RunOf<'coverage'> | null;
  readonly siting: RunOf<'siting'> | null;
  /** Runs that have a chapter of their own in this template; remarks are of these. */
  readonly printed: ReadonlySet<ReportRun>;
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
  const siting = template === 'current-state' ? null : (runs.siting[0] ?? null);
  const coverage = pickCoverage(runs.coverage, siting);
  return {
    input,
    builder,
    runs,
    coverage,
    siting,
    printed: new Set(input.runs.filter((run) => isPrinted(run, template, coverage, siting))),
    regionName: builder.name(input.region),
    reportHash,
  };
}

/**
 * A page has room for one answer; the other templates have a chapter for every process, but for one siting
 * run, and none today.
 */
function isPrinted(
  run: ReportRun,
  template: ReportTemplate,
  coverage: ReportRun | null,
  siting: ReportRun | null,
): boolean {
  if (template === 'brief') return run === coverage || run === siting;
  return HAS_CHAPTER[run.process] && (run.process !== 'siting' || run === siting);
}

const HAS_CHAPTER: Readonly<Record<ReportRun['process'], boolean>> = {
  coverage: true,
  siting: true,
  'siting-evaluate': true,
  equity: true,
  referral: true,
  'access-score': true,
  compare: true,
  'travel-time': false,
  catchments: false,
  'mixed-coverage': false,
  'demand-forecast': false,
  explain: false,
  'siting-candidates': false,
  calibrate: false,
};

/**
 * Of several coverage runs the one that speaks of the siting run's cut-off, so that chapters do not talk
 * past each other.
 */
export function pickCoverage(
  coverage: readonly RunOf<'coverage'>[],
  siting: RunOf<'siting'> | null,
): RunOf<'coverage'> | null {
  const wanted = siting?.answer.cutoffMinutes;
  return (
    coverage.find((run) => run.answer.gapsCutoffMinutes === wanted) ??
    coverage.find((run) => run.answer.cutoffs.some((entry) => entry.cutoffMinutes === wanted)) ??
    coverage[0] ??
    null
  );
}

/** Cut-offs that tables print as columns: the main one and those next to it; the spreadsheet has all. */
const PRINTED_CUTOFFS = 4;

/** Whether each cut-off of `answer` has a column in print. */
export function pickPrintedCutoffs(
  answer: CoverageAnswer,
  mainMinutes = answer.gapsCutoffMinutes,
): boolean[] {
  const main = answer.cutoffs.findIndex((entry) => entry.cutoffMinutes === mainMinutes);
  const last = answer.cutoffs.length - 1;
  const centre = main < 0 ? last : main;
  const start = Math.max(0, Math.min(centre - 2, last - PRINTED_CUTOFFS + 1));
  return answer.cutoffs.map((_, i) => i >= start && i < start + PRINTED_CUTOFFS);
}

export type CutoffEntry = CoverageAnswer['cutoffs'][number];

/**
 * The cut-off a coverage run is summed up by: that of the siting run, else that of its gaps, else its last.
 */
export function pickMainCutoff(
  { siting }: Pick<SectionContext, 'siting'>,
  answer: CoverageAnswer,
): CutoffEntry | null {
  const at = (minutes: number | undefined) => answer.cutoffs.find((entry) => entry.cutoffMinutes === minutes);
  return at(siting?.answer.cutoffMinutes) ?? at(answer.gapsCutoffMinutes) ?? answer.cutoffs.at(-1) ?? null;
}

export function sumUncovered(entry: CutoffEntry): number {
  return Object.values(entry.uncovered).reduce((sum, people) => sum + people, 0);
}

/** Cut-off in minutes as text. */
export function writeCutoff(minutes: number): string {
  return formatNumber('cutoff', minutes);
}

/** A scenario by the name its planner gave it; today where there is none. */
export function describeScenario({ builder, input }: SectionContext, id: string | null | undefined): string {
  return id === null || id === undefined ? builder.text('baseline') : (input.scenarioNames?.[id] ?? id);
}

/** How capacity was shared out, as a phrase. */
export const CAPACITY_TEXTS = {
  ignore: 'capacityIgnore',
  sequential: 'capacitySequential',
  'nearest-first': 'capacityNearest-first',
  fair: 'capacityFair',
} as const;
