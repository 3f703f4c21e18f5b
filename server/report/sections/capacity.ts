import { formatNumber, percentOf } from '../../contract/text/format-number.ts';
import { TIER_NAMES } from '../../contract/text/words.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import { CAPACITY_TEXTS, writeCutoff, type SectionContext } from './section-context.ts';

/** Facilities in print: the fullest. */
const PRINTED_FULL = 15;

/** Who is served when facilities have room for so many only; nothing when capacity was ignored. */
export function addCapacity({ builder, runs }: SectionContext): void {
  const answers = runs.coverage.flatMap(({ answer }) => (answer.capacityDetail ? [answer] : []));
  const answer = answers[0];
  if (!answer) return;
  builder.section(builder.text('sectionCapacity'));
  for (const { capacityDetail: detail } of answers)
    if (detail)
      builder.paragraph(
        builder.text('capacityWords', {
          mode: builder.text(CAPACITY_TEXTS[detail.mode]),
          room: formatNumber('people', detail.room),
          cutoff: writeCutoff(detail.cutoffMinutes),
          served: formatNumber('people', detail.served),
          lost: formatNumber('people', detail.comparedWithIgnore.lost),
          elsewhere: formatNumber('people', detail.comparedWithIgnore.elsewhere),
        }),
      );
  const known = answer.facilities.filter(({ capacity, served }) => capacity !== null && served !== null);
  if (known.length === 0) return;
  const use = ({ capacity, served }: (typeof known)[number]): number | null =>
    percentOf(served ?? 0, capacity ?? 0);
  builder.table({
    caption: builder.text('captionCapacity'),
    sheet: builder.text('sheetCapacity'),
    printedRows: PRINTED_FULL,
    columns: [
      { title: builder.text('columnFacility'), kind: 'text' },
      { title: builder.text('columnTier'), kind: 'text' },
      { title: builder.text('columnCapacity'), kind: 'people' },
      { title: builder.text('columnServed'), kind: 'people' },
      { title: builder.text('columnResidual'), kind: 'people' },
      { title: builder.text('columnUse'), kind: 'percent' },
    ],
    rows: [...known]
      .sort((a, b) => (use(b) ?? Infinity) - (use(a) ?? Infinity))
      .map((facility) => [
        textCell(builder.name(facility) || facility.id),
        textCell(TIER_NAMES[facility.tier][builder.language]),
        numberCell('people', facility.capacity),
        numberCell('people', facility.served),
        numberCell('people', facility.residual),
        numberCell('percent', use(facility)),
      ]),
  });
}
