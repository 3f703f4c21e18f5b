import { formatNumber } from '../../contract/text/format-number.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { writeCutoff, type SectionContext } from './section-context.ts';

/** Zones in print: the worst off. */
const PRINTED_ZONES = 12;
/** Scores are small numbers: printed as supply per this many people. */
const PEOPLE = 1000;

/** Supply within reach as a score; one section per access-score run, nothing without one. */
export function addAccessScores(context: SectionContext): void {
  const { builder, runs } = context;
  if (runs.scores.length === 0) return;
  builder.chapter(builder.text('chapterScore'));
  for (const run of runs.scores) addScore(context, run);
}

function addScore({ builder }: SectionContext, { answer, inputs }: RunOf<'access-score'>): void {
  const isCost = answer.unit === 'cost';
  const perPerson = answer.unit === 'supply-per-person';
  const factor = perPerson ? PEOPLE : 1;
  const scale = (value: number | null): number | null => (value === null ? null : value * factor);
  const unit = builder.text(`scoreUnit-${answer.unit}`);
  builder.paragraph(
    builder.text(isCost ? 'scoreIntroCost' : 'scoreIntro', {
      method: answer.method.toUpperCase(),
      supply: describeSupply(answer.supply.column),
      cutoff: writeCutoff(answer.cutoffMinutes),
      unit,
      mean: formatNumber('ratio', scale(answer.mean)),
      median: formatNumber('ratio', scale(answer.median)),
      p10: formatNumber('ratio', scale(answer.p10)),
      p90: formatNumber('ratio', scale(answer.p90)),
      people: formatNumber('people', answer.without.people),
      percent: formatNumber('percent', answer.without.percent),
    }),
  );
  if (answer.supply.missing > 0)
    builder.paragraph(
      builder.text('scoreMissing', { count: formatNumber('count', answer.supply.missing) }),
      'note',
    );
  // worst first; where a cost is not known no one has supply in reach
  const rank = ({ mean }: { mean: number | null }): number =>
    isCost ? -(mean ?? Number.MAX_VALUE) : (mean ?? 0);
  const zones = answer.zones
    .filter((zone) => zone.total > 0)
    .sort((a, b) => rank(a) - rank(b) || b.total - a.total);
  if (zones.length === 0) return;
  builder.table({
    caption: builder.text('captionScore', { method: inputs.method.toUpperCase() }),
    sheet: builder.text('sheetScore'),
    printedRows: PRINTED_ZONES,
    columns: [
      { title: builder.text('columnZone'), kind: 'text' },
      { title: builder.text('columnZonePeople'), kind: 'people' },
      { title: builder.text('columnScore', { unit }), kind: 'ratio' },
      { title: builder.text('columnScoreRatio'), kind: 'ratio' },
      { title: builder.text('columnWithout'), kind: 'people' },
    ],
    rows: zones.map((zone) => [
      textCell(builder.name(zone) || `${zone.index + 1}`),
      numberCell('people', zone.total),
      numberCell('ratio', scale(zone.mean)),
      numberCell('ratio', zone.ratio),
      numberCell('people', zone.without),
    ]),
    note: builder.text(isCost ? 'scoreNoteCost' : 'scoreNote'),
  });

  function describeSupply(column: string): string {
    switch (column) {
      case 'doctors':
      case 'nurses':
      case 'beds':
      case 'facilities':
        return builder.text(`indicator-${column}`);
      default:
        return column;
    }
  }
}
