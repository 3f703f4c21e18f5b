import { formatNumber } from '../../contract/text/format-number.ts';
import { TIER_NAMES } from '../../contract/text/words.ts';
import { TIERS } from '../../contract/vocabulary.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { writeCoordinates } from './place-words.ts';
import { describeCurrency } from './costs.ts';
import type { SectionContext } from './section-context.ts';

/**
 * What richer models answer beside their sites: tiers, years, travel profiles, what is bought. Nothing for
 * the plain ones.
 */
export function addPlanParts(context: SectionContext, siting: RunOf<'siting'>): void {
  addPlanTiers(context, siting);
  addPlanYears(context, siting);
  addPlanProfiles(context, siting);
  addInterventions(context, siting);
}

function addPlanTiers({ builder }: SectionContext, { answer }: RunOf<'siting'>): void {
  if (!answer.tiers?.length) return;
  builder.table({
    caption: builder.text('captionPlanTiers'),
    sheet: builder.text('sheetPlanTiers'),
    columns: [
      { title: builder.text('columnTier'), kind: 'text' },
      { title: builder.text('columnSites'), kind: 'count' },
      { title: builder.text('columnCutoff'), kind: 'cutoff' },
      { title: builder.text('columnBefore'), kind: 'people' },
      { title: builder.text('columnAfter'), kind: 'people' },
      { title: builder.text('columnPercent'), kind: 'percent' },
    ],
    rows: answer.tiers.map((tier) => {
      const known = TIERS.find((name) => name === tier.tier);
      return [
        textCell(known ? TIER_NAMES[known][builder.language] : tier.tier),
        numberCell('count', tier.sites),
        numberCell('cutoff', tier.cutoffMinutes),
        numberCell('people', tier.before),
        numberCell('people', tier.after),
        numberCell('percent', tier.percent),
      ];
    }),
  });
}

function addPlanYears({ builder }: SectionContext, { answer }: RunOf<'siting'>): void {
  if (!answer.years?.length) return;
  builder.table({
    caption: builder.text('captionPlanYears'),
    sheet: builder.text('sheetPlanYears'),
    columns: [
      { title: builder.text('columnYear'), kind: 'text' },
      { title: builder.text('columnSites'), kind: 'count' },
      { title: builder.text('columnCovered'), kind: 'people' },
      { title: builder.text('columnPercent'), kind: 'percent' },
      { title: builder.text('columnYearGap'), kind: 'ratio' },
    ],
    rows: answer.years.map((year) => [
      textCell(String(year.year)),
      numberCell('count', year.sites),
      numberCell('people', year.covered),
      numberCell('percent', year.percent),
      numberCell('ratio', year.gapPercent),
    ]),
    note: builder.text('planYearsNote'),
  });
}

function addPlanProfiles({ builder }: SectionContext, { answer }: RunOf<'siting'>): void {
  if (!answer.profiles?.length) return;
  builder.table({
    caption: builder.text('captionPlanProfiles'),
    sheet: builder.text('sheetPlanProfiles'),
    columns: [
      { title: builder.text('columnProfile'), kind: 'text' },
      { title: builder.text('columnBefore'), kind: 'people' },
      { title: builder.text('columnAfter'), kind: 'people' },
      { title: builder.text('columnPercent'), kind: 'percent' },
    ],
    rows: answer.profiles.map((profile) => [
      textCell(profile.name),
      numberCell('people', profile.before),
      numberCell('people', profile.covered),
      numberCell('percent', profile.percent),
    ]),
  });
}

function addInterventions({ builder }: SectionContext, { answer }: RunOf<'siting'>): void {
  const { interventions } = answer;
  if (!interventions) return;
  const currency = describeCurrency(answer, builder.language);
  builder.paragraph(
    builder.text('interventionsWords', {
      budget: formatNumber('amount', interventions.budget),
      cost: formatNumber('amount', interventions.cost),
      currency,
      demand: formatNumber('people', interventions.demand),
      inPerson: formatNumber('people', interventions.servedInPerson),
      remotely: formatNumber('people', interventions.servedRemotely),
    }),
  );
  if (interventions.chosen.length === 0) return;
  builder.table({
    caption: builder.text('captionInterventions'),
    sheet: builder.text('sheetInterventions'),
    columns: [
      { title: builder.text('columnMeasure'), kind: 'text' },
      { title: builder.text('columnPlace'), kind: 'text' },
      { title: builder.text('columnCost', { currency }), kind: 'amount' },
      { title: builder.text('columnVisits'), kind: 'people' },
    ],
    rows: interventions.chosen.map((item) => [
      textCell(builder.text(`measure-${item.kind}`)),
      textCell(builder.name(item) || writeCoordinates(item.lon, item.lat)),
      numberCell('amount', item.cost),
      numberCell('people', item.served),
    ]),
  });
}
