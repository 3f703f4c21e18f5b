import { TIER_NAMES } from '../../contract/text/words.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import { REFERENCE_NORMS, type ResourceIndicator } from '../norms.ts';
import type { ReportFacility } from '../report-input.ts';
import { TIER_ORDER } from './facilities.ts';
import type { SectionContext } from './section-context.ts';

const STAFF = [
  ['doctors', 'columnDoctors'],
  ['generalPractitioners', 'columnGps'],
  ['nurses', 'columnNurses'],
  ['beds', 'columnBeds'],
] as const;

/** Facilities, staff and beds by tier, and per head beside reference values where the data have them. */
export function addResources(context: SectionContext): void {
  const { builder, input } = context;
  const { facilities } = input.layers;
  const { region } = input;
  builder.chapter(builder.text('chapterResources'));
  const present = STAFF.filter(([field]) => facilities.some((facility) => facility[field] !== null));
  const row = (label: string, group: readonly ReportFacility[]) => [
    textCell(label),
    numberCell('count', group.length),
    numberCell('ratio', region.people > 0 ? (group.length / region.people) * 10_000 : null),
    ...present.map(([field]) => numberCell('count', sum(group, field))),
  ];
  builder.table({
    caption: builder.text('captionFacilityTiers'),
    sheet: builder.text('sheetResources'),
    columns: [
      { title: builder.text('columnTier'), kind: 'text' },
      { title: builder.text('columnCount'), kind: 'count' },
      { title: builder.text('columnPer10k'), kind: 'ratio' },
      ...present.map(([, title]) => ({ title: builder.text(title), kind: 'count' as const })),
    ],
    rows: [
      ...TIER_ORDER.filter((tier) => facilities.some((facility) => facility.tier === tier)).map((tier) =>
        row(
          TIER_NAMES[tier][builder.language],
          facilities.filter((facility) => facility.tier === tier),
        ),
      ),
      row(builder.text('total'), facilities),
    ],
    hasTotal: true,
    note: builder.text('resourcesNote'),
  });
  addNorms(context, facilities);
}

function addNorms({ builder, input }: SectionContext, facilities: readonly ReportFacility[]): void {
  const { people } = input.region;
  const fields: Record<ResourceIndicator, (typeof STAFF)[number][0]> = {
    indicatorBeds: 'beds',
    indicatorDoctors: 'doctors',
    indicatorNurses: 'nurses',
    indicatorGps: 'generalPractitioners',
  };
  const rows = REFERENCE_NORMS.flatMap((norm) => {
    const amount = sum(facilities, fields[norm.indicator]);
    if (amount === null || !(people > 0)) return [];
    const actual = (amount / people) * norm.perPeople;
    return [
      [
        textCell(builder.text(norm.indicator)),
        numberCell('ratio', actual),
        numberCell('ratio', norm.value),
        numberCell('percent', Math.min(100, (actual / norm.value) * 100)),
        textCell(builder.text(norm.source)),
      ],
    ];
  });
  if (rows.length === 0) return;
  builder.table({
    caption: builder.text('captionNorms'),
    sheet: builder.text('sheetNorms'),
    columns: [
      { title: builder.text('columnIndicator'), kind: 'text' },
      { title: builder.text('columnActual'), kind: 'ratio' },
      { title: builder.text('columnReference'), kind: 'ratio' },
      { title: builder.text('columnAttainment'), kind: 'percent' },
      { title: builder.text('columnBasis'), kind: 'text' },
    ],
    rows,
    note: builder.text('normsNote'),
  });
}

/** Sum of what is known; null when nothing is. */
function sum(facilities: readonly ReportFacility[], field: (typeof STAFF)[number][0]): number | null {
  const known = facilities.map((facility) => facility[field]).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}
