import { marksOf } from '../../contract/languages.ts';
import { formatNumber } from '../../contract/text/format-number.ts';
import { REPORT_TEXTS } from '../../contract/text/report-texts.ts';
import type { SitingAnswer } from '../../contract/processes.ts';
import type { Language } from '../../contract/vocabulary.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { describeSitePlace } from './place-words.ts';
import type { SectionContext } from './section-context.ts';

/** Cost per site and per person gained, in the planner's own unit; nothing when no cost was given. */
export function addCosts({ builder }: SectionContext, { answer }: RunOf<'siting'>): void {
  const { costs } = answer;
  if (!costs || answer.sites.length === 0) return;
  const currency = describeCurrency(answer, builder.language);
  const hasShares = answer.sites.every((site) => site.share !== null);
  const gainOf = (site: SitingAnswer['sites'][number]): number | null => (hasShares ? site.share : site.gain);
  builder.chapter(builder.text('chapterCosts'));
  builder.paragraph(
    [
      builder.text('costsIntro', {
        cost: formatNumber('amount', costs.total),
        currency,
        perPerson: formatNumber('amount', costs.perPerson),
      }),
      ...(costs.budget === null
        ? []
        : [builder.text('costsBudget', { budget: formatNumber('amount', costs.budget), currency })]),
    ].join(marksOf(builder.language).sentence),
  );
  builder.table({
    caption: builder.text('captionCosts'),
    sheet: builder.text('sheetCosts'),
    columns: [
      { title: builder.text('columnRank'), kind: 'count' },
      { title: builder.text('columnPlace'), kind: 'text' },
      { title: builder.text('columnCost', { currency }), kind: 'amount' },
      { title: builder.text(hasShares ? 'columnShare' : 'columnGain'), kind: 'people' },
      { title: builder.text('columnCostPerPerson', { currency }), kind: 'amount' },
    ],
    rows: [
      ...answer.sites.map((site, i) => [
        numberCell('count', site.order),
        textCell(describeSitePlace(builder, site)),
        numberCell('amount', costs.perSite[i]),
        numberCell('people', gainOf(site)),
        numberCell('amount', site.why?.costPerPerson),
      ]),
      [
        textCell(builder.text('total')),
        textCell(''),
        numberCell('amount', costs.total),
        numberCell(
          'people',
          answer.sites.reduce((sum, site) => sum + (gainOf(site) ?? 0), 0),
        ),
        numberCell('amount', costs.perPerson),
      ],
    ],
    hasTotal: true,
    note: builder.text('costsNote'),
  });
}

/** The unit the planner counts money in. */
export function describeCurrency(answer: SitingAnswer, language: Language): string {
  return answer.costs?.currency ?? REPORT_TEXTS.currencyUnknown[language];
}
