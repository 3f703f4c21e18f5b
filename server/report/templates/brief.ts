import { DEFAULT_CUTOFF_MINUTES } from '../../contract/defaults.ts';
import { marksOf } from '../../contract/languages.ts';
import { formatNumber } from '../../contract/text/format-number.ts';
import { clippedCell, numberCell } from '../document/document-builder.ts';
import { addMap } from '../sections/maps.ts';
import { writeCoordinates } from '../sections/place-words.ts';
import { addSitesMap, addSitesTable } from '../sections/recommendation.ts';
import {
  pickMainCutoff,
  sumUncovered,
  writeCutoff,
  type SectionContext,
} from '../sections/section-context.ts';
import { addKeyFigures, addSummarySentences } from '../sections/summary.ts';

/** Rows and map height that leave everything on one page. */
const BRIEF_ROWS = 5;
const MAP_LAYOUT = { maximumHeight: 225, legend: 'right' } as const;

/** One page: headline numbers, the answer, one map, one short table, where the numbers come from. */
export function buildBrief(context: SectionContext): void {
  const { builder, siting, coverage, input, reportHash } = context;
  addKeyFigures(context);
  addSummarySentences(context, true);
  if (siting) {
    const sites = siting.answer.sites.slice(0, BRIEF_ROWS);
    const short = { ...siting, answer: { ...siting.answer, sites } };
    addSitesMap(context, siting, MAP_LAYOUT);
    if (sites.length > 0) addSitesTable(context, short, true);
    if (sites.length < siting.answer.sites.length)
      builder.paragraph(
        builder.text('moreRows', {
          shown: formatNumber('count', sites.length),
          count: formatNumber('count', siting.answer.sites.length),
        }),
        'note',
      );
  } else if (coverage) {
    const entry = pickMainCutoff(context, coverage.answer);
    const cutoff = writeCutoff(entry?.cutoffMinutes ?? DEFAULT_CUTOFF_MINUTES);
    addMap(context, {
      theme: input.layers.population ? 'covered' : 'time',
      caption: builder.text('captionCoverageMap', { cutoff }),
      cutoffMinutes: entry?.cutoffMinutes ?? DEFAULT_CUTOFF_MINUTES,
      gaps: coverage.answer.gaps.slice(0, BRIEF_ROWS),
      sites: [],
      ...MAP_LAYOUT,
    });
    builder.table({
      caption: builder.text('captionCoverage'),
      sheet: builder.text('sheetCoverage'),
      columns: [
        { title: builder.text('columnCutoff'), kind: 'cutoff' },
        { title: builder.text('columnCovered'), kind: 'people' },
        { title: builder.text('columnPercent'), kind: 'percent' },
        { title: builder.text('columnUncovered'), kind: 'people' },
      ],
      rows: coverage.answer.cutoffs
        .slice(0, BRIEF_ROWS)
        .map((row) => [
          numberCell('cutoff', row.cutoffMinutes),
          numberCell('people', row.covered),
          numberCell('percent', row.percent),
          numberCell('people', sumUncovered(row)),
        ]),
    });
    const gaps = coverage.answer.gaps.slice(0, BRIEF_ROWS - 1);
    if (gaps.length > 0)
      builder.table({
        caption: builder.text('captionGaps', { cutoff: writeCutoff(coverage.answer.gapsCutoffMinutes) }),
        sheet: builder.text('sheetGaps'),
        columns: [
          { title: builder.text('columnRank'), kind: 'count' },
          { title: builder.text('columnPlace'), kind: 'text' },
          { title: builder.text('columnPeople'), kind: 'people' },
          { title: builder.text('columnMeanMinutes'), kind: 'minutes' },
        ],
        rows: gaps.map((gap) => [
          numberCell('count', gap.rank),
          clippedCell(builder.name(gap) || writeCoordinates(gap.lon, gap.lat)),
          numberCell('people', gap.people),
          numberCell('minutes', gap.meanMinutes),
        ]),
      });
  }
  builder.paragraph(
    [
      builder.text('caveatModelled'),
      builder.text('replayRegion', {
        hash: input.region.hash.slice(0, 16),
        version: input.engineVersion,
        report: reportHash.slice(0, 16),
      }),
    ].join(marksOf(builder.language).sentence),
    'note',
  );
}
