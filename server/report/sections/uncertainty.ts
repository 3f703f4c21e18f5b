import { formatNumber } from '../../contract/text/format-number.ts';
import { numberCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import type { SectionContext } from './section-context.ts';

/** P10, P50 and P90 of the people covered; nothing when no run was repeated at random. */
export function addUncertainty({ builder, runs }: SectionContext): void {
  const run = runs.coverage.find(({ answer }) => answer.uncertainty !== undefined);
  const ranges = run?.answer.uncertainty;
  if (!run || !ranges) return;
  builder.section(builder.text('sectionUncertainty'));
  builder.paragraph(builder.text('uncertaintyIntro', { draws: formatNumber('count', ranges.draws) }));
  builder.table({
    caption: builder.text('captionUncertainty'),
    sheet: builder.text('sheetUncertainty'),
    columns: [
      { title: builder.text('columnCutoff'), kind: 'cutoff' },
      { title: builder.text('columnAsComputed'), kind: 'percent' },
      { title: builder.text('columnP10'), kind: 'percent' },
      { title: builder.text('columnP50'), kind: 'percent' },
      { title: builder.text('columnP90'), kind: 'percent' },
      { title: builder.text('columnP10People'), kind: 'people' },
      { title: builder.text('columnP90People'), kind: 'people' },
    ],
    rows: ranges.cutoffs.map((range) => [
      numberCell('cutoff', range.cutoffMinutes),
      numberCell('percent', computedPercent(run, range.cutoffMinutes)),
      numberCell('percent', range.percent?.p10),
      numberCell('percent', range.percent?.p50),
      numberCell('percent', range.percent?.p90),
      numberCell('people', range.covered.p10),
      numberCell('people', range.covered.p90),
    ]),
    note: builder.text('uncertaintyNote', {
      common: formatNumber('ratio', ranges.commonSpeedSigma),
      class: formatNumber('ratio', ranges.classSpeedSigma),
      people: formatNumber('ratio', ranges.populationCv),
      seed: String(ranges.seed),
    }),
  });
}

function computedPercent({ answer }: RunOf<'coverage'>, cutoffMinutes: number): number | null {
  return answer.cutoffs.find((entry) => entry.cutoffMinutes === cutoffMinutes)?.percent ?? null;
}
