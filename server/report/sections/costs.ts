import { formatNumber } from '../../contract/text/format-number.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { describeSitePlace } from './place-words.ts';
import type { SectionContext } from './section-context.ts';

/** Cost per site and per person gained, from the unit costs given. */
export function addCosts({ builder, input }: SectionContext, { answer }: RunOf<'siting'>): void {
  const costs = input.costs;
  if (!costs || answer.sites.length === 0) return;
  const { currency } = costs;
  const gain = answer.sites.reduce((sum, site) => sum + site.gain, 0);
  const whole = answer.sites.reduce((sum, _, i) => sum + (costs.perSite[i] ?? 0), 0);
  builder.chapter(builder.text('chapterCosts'));
  builder.paragraph(
    builder.text('costsIntro', {
      cost: formatNumber('people', whole),
      currency,
      perPerson: formatNumber('people', gain > 0 ? whole / gain : null),
      assumption: builder.language === 'zh' ? costs.assumptionZh : costs.assumptionEn,
    }),
  );
  builder.table({
    caption: builder.text('captionCosts'),
    sheet: builder.text('sheetCosts'),
    columns: [
      { title: builder.text('columnRank'), kind: 'count' },
      { title: builder.text('columnPlace'), kind: 'text' },
      { title: builder.text('columnCost', { currency }), kind: 'people' },
      { title: builder.text('columnGain'), kind: 'people' },
      { title: builder.text('columnCostPerPerson', { currency }), kind: 'people' },
    ],
    rows: [
      ...answer.sites.map((site, i) => {
        const cost = costs.perSite[i] ?? null;
        return [
          numberCell('count', site.order),
          textCell(describeSitePlace(builder, site)),
          numberCell('people', cost),
          numberCell('people', site.gain),
          numberCell('people', cost !== null && site.gain > 0 ? cost / site.gain : null),
        ];
      }),
      [
        textCell(builder.text('total')),
        textCell(''),
        numberCell('people', whole),
        numberCell('people', gain),
        numberCell('people', gain > 0 ? whole / gain : null),
      ],
    ],
    hasTotal: true,
  });
}
