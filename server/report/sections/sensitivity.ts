import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { describeSitePlace } from './place-words.ts';
import type { SectionContext } from './section-context.ts';

/** The plan under other assumptions, and how often each site is chosen again. */
export function addSensitivity({ builder, input }: SectionContext, { answer }: RunOf<'siting'>): void {
  const sensitivity = input.sensitivity;
  if (!sensitivity || sensitivity.cases.length === 0) return;
  builder.chapter(builder.text('chapterSensitivity'));
  builder.paragraph(builder.text('sensitivityIntro'));
  builder.table({
    caption: builder.text('captionSensitivity'),
    sheet: builder.text('sheetSensitivity'),
    columns: [
      { title: builder.text('columnAssumption'), kind: 'text' },
      { title: builder.text('columnPercent'), kind: 'percent' },
      { title: builder.text('columnBest'), kind: 'percent' },
      { title: builder.text('columnRegret'), kind: 'ratio' },
    ],
    rows: sensitivity.cases.map((row) => [
      textCell(builder.language === 'zh' ? row.labelZh : row.labelEn),
      numberCell('percent', row.percent),
      numberCell('percent', row.bestPercent),
      numberCell('ratio', row.bestPercent === null ? null : row.bestPercent - row.percent),
    ]),
  });
  if (sensitivity.siteStability.length === 0) return;
  builder.table({
    caption: builder.text('captionStability'),
    sheet: builder.text('sheetStability'),
    columns: [
      { title: builder.text('columnRank'), kind: 'count' },
      { title: builder.text('columnPlace'), kind: 'text' },
      { title: builder.text('columnStability'), kind: 'percent' },
      { title: builder.text('columnReading'), kind: 'text' },
    ],
    rows: answer.sites.map((site, i) => {
      const share = sensitivity.siteStability[i] ?? null;
      const reading =
        share === null
          ? 'none'
          : share >= 0.8
            ? 'stabilityCore'
            : share < 0.5
              ? 'stabilityDoubtful'
              : 'stabilityFlexible';
      return [
        numberCell('count', site.order),
        textCell(describeSitePlace(builder, site)),
        numberCell('percent', share === null ? null : share * 100),
        textCell(builder.text(reading)),
      ];
    }),
    note: builder.text('stabilityNote'),
  });
}
