import { DEFAULT_CUTOFF_MINUTES } from '../../contract/defaults.ts';
import { marksOf } from '../../contract/languages.ts';
import { REASON_COLOURS, TIER_COLOURS } from '../../contract/colours.ts';
import { formatNumber, percentOf } from '../../contract/text/format-number.ts';
import { AGE_NAMES, REASON_NAMES } from '../../contract/text/words.ts';
import { TIERS, UNCOVERED_REASONS } from '../../contract/vocabulary.ts';
import { drawBarChart } from '../charts/bar-chart.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { describeFacilities, describeTravel } from '../report-question.ts';
import { addMap, pickTiers } from './maps.ts';
import {
  CAPACITY_TEXTS,
  describeScenario,
  pickMainCutoff,
  sumUncovered,
  writeCutoff,
  type CutoffEntry,
  type SectionContext,
} from './section-context.ts';
import { TEXT_WIDTH } from '../document/page.ts';

/** Totals, and coverage by cut-off of every coverage run given. */
export function addCoverageByCutoff(context: SectionContext, coverage: RunOf<'coverage'>): void {
  const { builder } = context;
  const { answer } = coverage;
  builder.paragraph(builder.text('coverageIntro', { total: formatNumber('people', answer.total) }));
  const groups = groupCoverage(context);
  const several = groups.length > 1;
  builder.table({
    caption: builder.text('captionCoverage'),
    sheet: builder.text('sheetCoverage'),
    columns: [
      ...(several ? [{ title: builder.text('columnConditions'), kind: 'text' as const }] : []),
      { title: builder.text('columnCutoff'), kind: 'cutoff' },
      { title: builder.text('columnCovered'), kind: 'people' },
      { title: builder.text('columnPercent'), kind: 'percent' },
      { title: builder.text('columnUncovered'), kind: 'people' },
    ],
    rows: groups.flatMap(({ label, entries }) =>
      entries.map((entry) => [
        ...(several ? [textCell(label)] : []),
        numberCell('cutoff', entry.cutoffMinutes),
        numberCell('people', entry.covered),
        numberCell('percent', entry.percent),
        numberCell('people', sumUncovered(entry)),
      ]),
    ),
  });
  const { burden } = answer;
  builder.paragraph(
    [
      builder.text('burden', {
        mean: formatNumber('minutes', burden.meanMinutes),
        median: formatNumber('minutes', burden.medianMinutes),
        p90: formatNumber('minutes', burden.p90Minutes),
      }),
      ...(burden.unreachablePercent >= 0.005
        ? [
            builder.text('burdenUnreachable', {
              unreachable: formatNumber('ratio', burden.unreachablePercent),
            }),
          ]
        : []),
    ].join(marksOf(builder.language).sentence),
  );
}

interface CoverageGroup {
  readonly label: string;
  readonly run: RunOf<'coverage'>;
  readonly entries: readonly CutoffEntry[];
}

/**
 * Runs that ask the same of the same facilities are one group with each cut-off once: a page asks for its
 * slider's stops
 * and for the gaps apart. The label states what reports the groups apart.
 */
function groupCoverage(context: SectionContext): CoverageGroup[] {
  const { builder } = context;
  const { coverage } = context.runs;
  const groups = new Map<string, { run: RunOf<'coverage'>; entries: Map<number, CutoffEntry> }>();
  for (const run of coverage) {
    const { facilities, travel, scenario, capacity, compat } = run.inputs;
    const key = JSON.stringify([facilities, travel, scenario, capacity, compat]);
    const group = groups.get(key) ?? { run, entries: new Map<number, CutoffEntry>() };
    for (const entry of run.answer.cutoffs)
      if (!group.entries.has(entry.cutoffMinutes)) group.entries.set(entry.cutoffMinutes, entry);
    groups.set(key, group);
  }
  const all = [...groups.values()];
  const differ = (pick: (run: RunOf<'coverage'>) => string): boolean =>
    new Set(all.map(({ run }) => pick(run))).size > 1;
  const several = differ((run) => describeFacilities(builder, run));
  const scenarios = differ((run) => describeScenario(context, run.answer.scenario));
  const travels = differ((run) => describeTravel(builder, run));
  const capacities = differ((run) => run.inputs.capacity);
  return all.map(({ run, entries }) => ({
    run,
    label: [
      ...(several ? [describeFacilities(builder, run)] : []),
      ...(scenarios ? [describeScenario(context, run.answer.scenario)] : []),
      ...(travels ? [describeTravel(builder, run)] : []),
      ...(capacities
        ? [
            `${builder.text('parameterCapacity')}${marksOf(builder.language).colon}${builder.text(CAPACITY_TEXTS[run.inputs.capacity])}`,
          ]
        : []),
    ].join(marksOf(builder.language).clause),
    entries: [...entries.values()].sort((a, b) => a.cutoffMinutes - b.cutoffMinutes),
  }));
}

/** Coverage by cut-off as bars, one group per coverage run. */
export function addCutoffChart(context: SectionContext): void {
  const { builder } = context;
  const caption = builder.text('captionCutoffChart');
  const groups = groupCoverage(context);
  const bars = groups.flatMap(({ run, label, entries }) => {
    const tiers = run.inputs.facilities?.tiers;
    const tier = TIERS.find((name) => tiers?.includes(name)) ?? 'township';
    return entries.map((entry) => ({
      label:
        `${writeCutoff(entry.cutoffMinutes)} ` +
        `${builder.text('unitMinutes')}${groups.length > 1 ? ` ${label}` : ''}`,
      parts: [{ value: entry.percent, colour: TIER_COLOURS[tier] }],
      text: `${formatNumber('percent', entry.percent)}%`,
    }));
  });
  if (bars.length === 0) return;
  builder.picture(
    caption,
    drawBarChart({
      width: TEXT_WIDTH,
      bars,
      maximum: 100,
      axisTitle: builder.text('axisPercent'),
      tickText: (value) => formatNumber('cutoff', value),
      legend: [],
      alternative: builder.text('chartAlternative', { caption }),
    }),
  );
}

export function addAccessMap(context: SectionContext, coverage: RunOf<'coverage'>): void {
  const { builder, input } = context;
  if (!input.layers.travelTime) return;
  addMap(context, {
    theme: 'time',
    caption: builder.text('captionAccessMap', { facilities: describeFacilities(builder, coverage) }),
    cutoffMinutes: pickMainCutoff(context, coverage.answer)?.cutoffMinutes ?? DEFAULT_CUTOFF_MINUTES,
    gaps: [],
    sites: [],
    ...pickTiers(coverage),
  });
}

/** Why people are not covered, by cut-off. */
export function addReasons({ builder }: SectionContext, coverage: RunOf<'coverage'>): void {
  const { answer } = coverage;
  const reasons = UNCOVERED_REASONS.filter((reason) =>
    answer.cutoffs.some((entry) => entry.uncovered[reason] > 0),
  );
  const caption = builder.text('captionReasons');
  builder.table({
    caption,
    sheet: builder.text('sheetReasons'),
    columns: [
      { title: builder.text('columnCutoff'), kind: 'cutoff' },
      ...reasons.map((reason) => ({
        title: builder.text('columnReasonPeople', { reason: REASON_NAMES[reason][builder.language] }),
        kind: 'people' as const,
      })),
      { title: builder.text('columnUncovered'), kind: 'people' },
    ],
    rows: answer.cutoffs.map((entry) => [
      numberCell('cutoff', entry.cutoffMinutes),
      ...reasons.map((reason) => numberCell('people', entry.uncovered[reason])),
      numberCell('people', sumUncovered(entry)),
    ]),
    note: builder.text('reasonsNote', { rounding: builder.text('roundingNote') }),
  });
  if (reasons.length === 0) return;
  builder.picture(
    caption,
    drawBarChart({
      width: TEXT_WIDTH,
      bars: answer.cutoffs.map((entry) => ({
        label: `${writeCutoff(entry.cutoffMinutes)} ${builder.text('unitMinutes')}`,
        parts: reasons.map((reason) => ({ value: entry.uncovered[reason], colour: REASON_COLOURS[reason] })),
        text: formatNumber('people', sumUncovered(entry)),
      })),
      maximum: null,
      axisTitle: builder.text('columnUncovered'),
      tickText: (value) => formatNumber('people', value),
      legend: reasons.map((reason) => ({
        label: REASON_NAMES[reason][builder.language],
        colour: REASON_COLOURS[reason],
      })),
      alternative: builder.text('chartAlternative', { caption }),
    }),
  );
}

/** Coverage by age group at the main cut-off. */
export function addAges(context: SectionContext, coverage: RunOf<'coverage'>): void {
  const { builder } = context;
  const { answer } = coverage;
  const entry = pickMainCutoff(context, answer);
  if (!entry || answer.ages.length === 0) return;
  const at = answer.cutoffs.indexOf(entry);
  const cutoff = writeCutoff(entry.cutoffMinutes);
  const eldest = answer.ages.find((age) => age.band === '65+');
  if (eldest)
    builder.paragraph(
      builder.text('agesIntro', {
        percent: formatNumber('percent', percentOf(eldest.covered[at] ?? 0, eldest.total)),
      }),
    );
  builder.table({
    caption: builder.text('captionAges', { cutoff }),
    sheet: builder.text('sheetAges'),
    columns: [
      { title: builder.text('columnAge'), kind: 'text' },
      { title: builder.text('columnTotal'), kind: 'people' },
      { title: builder.text('columnCovered'), kind: 'people' },
      { title: builder.text('columnPercent'), kind: 'percent' },
      { title: builder.text('columnUncovered'), kind: 'people' },
    ],
    rows: answer.ages.map((age) => {
      const covered = age.covered[at] ?? 0;
      return [
        textCell(AGE_NAMES[age.band][builder.language]),
        numberCell('people', age.total),
        numberCell('people', covered),
        numberCell('percent', percentOf(covered, age.total)),
        numberCell('people', age.total - covered),
      ];
    }),
    note: builder.text('roundingNote'),
  });
}
