import { formatNumber } from '../../contract/text/format-number.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { describeScenario, writeCutoff, type SectionContext } from './section-context.ts';

/** Zones in print: those that change most. */
const PRINTED_ZONES = 12;

/** What differs between two worlds; one section per compare run, nothing without one. */
export function addComparisons(context: SectionContext): void {
  const { builder, runs } = context;
  if (runs.comparisons.length === 0) return;
  builder.chapter(builder.text('chapterCompare'));
  for (const run of runs.comparisons) addComparison(context, run);
}

function addComparison(context: SectionContext, { answer }: RunOf<'compare'>): void {
  const { builder } = context;
  const { faster, slower } = answer.cells;
  builder.paragraph(
    builder.text('compareIntro', {
      a: describeScenario(context, answer.a.scenario),
      b: describeScenario(context, answer.b.scenario),
    }) +
      (builder.language === 'zh' ? '' : ' ') +
      [describeMovement('compareFaster', faster), describeMovement('compareSlower', slower)].join(
        builder.language === 'zh' ? '' : ' ',
      ),
  );
  builder.table({
    caption: builder.text('captionCompare'),
    sheet: builder.text('sheetCompare'),
    columns: [
      { title: builder.text('columnCutoff'), kind: 'cutoff' },
      { title: builder.text('columnBefore'), kind: 'people' },
      { title: builder.text('columnAfter'), kind: 'people' },
      { title: builder.text('columnDifference'), kind: 'people' },
      { title: builder.text('columnPoints'), kind: 'ratio' },
      { title: builder.text('columnGainsCover'), kind: 'people' },
      { title: builder.text('columnLosesCover'), kind: 'people' },
    ],
    rows: answer.cutoffMinutes.map((minutes, i) => [
      numberCell('cutoff', minutes),
      numberCell('people', answer.covered.a[i]),
      numberCell('people', answer.covered.b[i]),
      numberCell('people', answer.covered.difference[i]),
      numberCell('ratio', answer.percent.difference[i]),
      numberCell('people', answer.cells.gainsCover[i]),
      numberCell('people', answer.cells.losesCover[i]),
    ]),
  });

  function describeMovement(
    key: 'compareFaster' | 'compareSlower',
    moved: { readonly people: number; readonly meanMinutes: number | null },
  ): string {
    return moved.meanMinutes === null
      ? builder.text(`${key}Plain`, { people: formatNumber('people', moved.people) })
      : builder.text(key, {
          people: formatNumber('people', moved.people),
          minutes: formatNumber('minutes', moved.meanMinutes),
        });
  }

  const last = answer.cutoffMinutes.length - 1;
  const change = (zone: (typeof answer.zones)[number]): number => zone.difference[last] ?? 0;
  const zones = answer.zones.filter((zone) => change(zone) !== 0);
  if (zones.length === 0) return;
  builder.table({
    caption: builder.text('captionCompareZones', { cutoff: writeCutoff(answer.cutoffMinutes[last] ?? 0) }),
    sheet: builder.text('sheetCompareZones'),
    printedRows: PRINTED_ZONES,
    columns: [
      { title: builder.text('columnZone'), kind: 'text' },
      { title: builder.text('columnZonePeople'), kind: 'people' },
      { title: builder.text('columnBefore'), kind: 'people' },
      { title: builder.text('columnAfter'), kind: 'people' },
      { title: builder.text('columnDifference'), kind: 'people' },
    ],
    rows: zones
      .sort((a, b) => Math.abs(change(b)) - Math.abs(change(a)))
      .map((zone) => [
        textCell(builder.name(zone) || `${zone.index + 1}`),
        numberCell('people', zone.total),
        numberCell('people', zone.a[last]),
        numberCell('people', zone.b[last]),
        numberCell('people', zone.difference[last]),
      ]),
  });
}
