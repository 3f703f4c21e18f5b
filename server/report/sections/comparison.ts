import { marksOf } from '../../contract/languages.ts';
import { formatNumber } from '../../contract/text/format-number.ts';
import { sentenceOf } from '../../contract/text/present.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { describeScenario, writeCutoff, type SectionContext } from './section-context.ts';

/** Zones in print: those that change most; people in no zone are one of them. */
const PRINTED_ZONES = 12;

/** Remarks without which the figures of the chapter would be misread. */
const SAID_HERE: ReadonlySet<string> = new Set([
  'compare-other-travel',
  'compare-other-facilities',
  'compare-other-totals',
  'compare-other-counting',
  'compare-cells-by-time',
]);

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
      marksOf(builder.language).sentence +
      [describeMovement('compareFaster', faster), describeMovement('compareSlower', slower)].join(
        marksOf(builder.language).sentence,
      ),
  );
  for (const note of answer.notes.filter(({ code }) => SAID_HERE.has(code)))
    builder.paragraph(sentenceOf(note.code, builder.language, note.parameters));
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
  const rows = [
    ...answer.zones.map((zone) => ({ name: builder.name(zone) || `${zone.index + 1}`, ...zone })),
    ...(answer.outsideZones ? [{ name: builder.text('outsideZones'), ...answer.outsideZones }] : []),
  ].filter((row) => changeOf(row) !== 0);
  if (rows.length === 0) return;
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
    rows: rows
      .sort((a, b) => Math.abs(changeOf(b)) - Math.abs(changeOf(a)))
      .map((row) => [
        textCell(row.name),
        numberCell('people', row.total),
        numberCell('people', row.a[last]),
        numberCell('people', row.b[last]),
        numberCell('people', row.difference[last]),
      ]),
  });

  function changeOf({ difference }: { readonly difference: readonly number[] }): number {
    return difference[last] ?? 0;
  }
}
