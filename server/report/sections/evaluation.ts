import { formatNumber } from '../../contract/text/format-number.ts';
import { numberCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { writeCutoff, type SectionContext } from './section-context.ts';

/** What a given set of sites would do. */
export function addEvaluations({ builder, runs }: SectionContext): void {
  if (runs.evaluations.length === 0) return;
  builder.chapter(builder.text('chapterEvaluation'));
  for (const run of runs.evaluations) addEvaluation(run);

  function addEvaluation({ answer }: RunOf<'siting-evaluate'>): void {
    builder.paragraph(
      builder.text('evaluationIntro', {
        count: formatNumber('count', answer.sites.length),
        cutoff: writeCutoff(answer.cutoffMinutes),
        before: formatNumber('percent', answer.baseline.percent),
        after: formatNumber('percent', answer.after.percent),
      }),
    );
    builder.table({
      caption: builder.text('captionEvaluation'),
      sheet: builder.text('sheetEvaluation'),
      columns: [
        { title: builder.text('columnRank'), kind: 'count' },
        { title: builder.text('columnLon'), kind: 'degrees' },
        { title: builder.text('columnLat'), kind: 'degrees' },
        { title: builder.text('columnFirstIn'), kind: 'people' },
        { title: builder.text('columnLeaveOut'), kind: 'people' },
        { title: builder.text('columnMarginal'), kind: 'people' },
        { title: builder.text('columnShare'), kind: 'people' },
      ],
      rows: answer.sites.map((site, i) => [
        numberCell('count', i + 1),
        numberCell('degrees', site.lon),
        numberCell('degrees', site.lat),
        numberCell('people', site.firstIn),
        numberCell('people', site.leaveOneOut),
        numberCell('people', site.marginal),
        numberCell('people', site.share),
      ]),
    });
  }
}
