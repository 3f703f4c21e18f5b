import { AGE_NAMES, TIER_NAMES } from '../../contract/text/words.ts';
import { TIERS } from '../../contract/vocabulary.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { pickPrintedCutoffs, writeCutoff, type SectionContext } from './section-context.ts';

/** Rows in print: about five pages. */
const PRINTED_FACILITIES = 200;

/** Every facility counted, with the people nearest to it; highest tier first, then most people. */
export function addFacilities({ builder }: SectionContext, coverage: RunOf<'coverage'>): void {
  const { answer } = coverage;
  builder.paragraph(builder.text('facilitiesIntro'));
  const hasCapacity = answer.facilities.some((facility) => facility.capacity !== null);
  const hasServed = answer.facilities.some((facility) => facility.served !== null);
  const hasTrouble = answer.facilities.some((facility) => facility.state !== 'ok');
  const order = ['county', 'township', 'village', 'other'];
  const facilities = [...answer.facilities].sort(
    (a, b) =>
      order.indexOf(a.tier) - order.indexOf(b.tier) || (b.people.at(-1) ?? 0) - (a.people.at(-1) ?? 0),
  );
  const last = answer.cutoffs.length - 1;
  const bands = answer.facilities[0]?.ages.map(({ band }) => band) ?? [];
  const printed = pickPrintedCutoffs(answer);
  builder.table({
    caption: builder.text('captionFacilities'),
    sheet: builder.text('sheetFacilities'),
    printedRows: PRINTED_FACILITIES,
    columns: [
      { title: builder.text('columnFacility'), kind: 'text' },
      { title: builder.text('columnTier'), kind: 'text' },
      ...answer.cutoffs.map((entry, i) => ({
        title: builder.text('columnPeopleAt', { cutoff: writeCutoff(entry.cutoffMinutes) }),
        kind: 'people' as const,
        spreadsheetOnly: !printed[i],
      })),
      ...bands.map((band) => ({
        title:
          `${AGE_NAMES[band][builder.language]} · ` +
          builder.text('columnPeopleAt', { cutoff: writeCutoff(answer.cutoffs[last]!.cutoffMinutes) }),
        kind: 'people' as const,
        spreadsheetOnly: true,
      })),
      { title: builder.text('columnArea'), kind: 'areaKm2' },
      ...(hasCapacity ? [{ title: builder.text('columnCapacity'), kind: 'count' as const }] : []),
      ...(hasServed
        ? [
            { title: builder.text('columnServed'), kind: 'people' as const },
            { title: builder.text('columnResidual'), kind: 'people' as const },
          ]
        : []),
      ...(hasTrouble ? [{ title: builder.text('columnState'), kind: 'text' as const }] : []),
    ],
    rows: facilities.map((facility) => [
      textCell(builder.name(facility) || facility.id),
      textCell(TIER_NAMES[facility.tier][builder.language]),
      ...answer.cutoffs.map((_, i) => numberCell('people', facility.people[i])),
      ...facility.ages.map((age) => numberCell('people', age.people[last])),
      numberCell('areaKm2', facility.areaKm2[last]),
      ...(hasCapacity ? [numberCell('count', facility.capacity)] : []),
      ...(hasServed ? [numberCell('people', facility.served), numberCell('people', facility.residual)] : []),
      ...(hasTrouble ? [textCell(builder.text(STATE_TEXTS[facility.state]))] : []),
    ]),
  });
}

const STATE_TEXTS = {
  ok: 'stateOk',
  outside: 'stateOutside',
  'on-barrier': 'stateOn-barrier',
  'no-data': 'stateNo-data',
} as const;

/** Tiers that occur, highest first. */
export const TIER_ORDER = [
  'county',
  'township',
  'village',
  'other',
] as const satisfies readonly (typeof TIERS)[number][];
