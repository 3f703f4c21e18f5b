import { marksOf } from '../../contract/languages.ts';
import { COVERED_COLOUR, REASON_COLOURS } from '../../contract/colours.ts';
import { formatNumber } from '../../contract/text/format-number.ts';
import type { TableCell } from '../document/blocks.ts';
import { drawBarChart } from '../charts/bar-chart.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import {
  pickMainCutoff,
  pickPrintedCutoffs,
  sumUncovered,
  writeCutoff,
  type CutoffEntry,
  type SectionContext,
} from './section-context.ts';
import { TEXT_WIDTH } from '../document/page.ts';

/** Zones drawn in the chart; more would not be legible. */
const CHARTED_ZONES = 30;
/** Rows in print: about a page and a half, the worst first. */
const PRINTED_ZONES = 60;

/** Coverage by zone, worst first, people in no zone, and the total. Nothing when the run has no zones. */
export function addZones(context: SectionContext, coverage: RunOf<'coverage'>): void {
  const { builder } = context;
  const { answer } = coverage;
  const main = pickMainCutoff(context, answer);
  if (answer.zones.length === 0 || !main) return;
  builder.chapter(builder.text('chapterZones'));
  const at = answer.cutoffs.indexOf(main);
  const cutoff = writeCutoff(main.cutoffMinutes);
  const zones = [...answer.zones].sort(
    (a, b) => (a.cutoffs[at]?.percent ?? 0) - (b.cutoffs[at]?.percent ?? 0) || b.total - a.total,
  );
  const printed = pickPrintedCutoffs(answer);
  builder.paragraph(builder.text('zonesIntro', { cutoff }));
  const write = (entries: readonly CutoffEntry[], total: number): TableCell[] => [
    numberCell('people', total),
    ...entries.map((entry) => numberCell('percent', total > 0 ? entry.percent : null)),
    numberCell('people', entries[at] ? sumUncovered(entries[at]) : null),
  ];
  builder.table({
    caption: builder.text('captionZones'),
    sheet: builder.text('sheetZones'),
    printedRows: PRINTED_ZONES,
    columns: [
      { title: builder.text('columnZone'), kind: 'text' },
      { title: builder.text('columnZonePeople'), kind: 'people' },
      ...answer.cutoffs.map((entry, i) => ({
        title: builder.text('columnPercentAt', { cutoff: writeCutoff(entry.cutoffMinutes) }),
        kind: 'percent' as const,
        spreadsheetOnly: !printed[i],
      })),
      { title: builder.text('columnUncovered'), kind: 'people' },
      { title: builder.text('columnMeanMinutes'), kind: 'minutes' },
    ],
    rows: [
      ...zones.map((zone) => [
        textCell(builder.name(zone) || `${zone.index + 1}`),
        ...write(zone.cutoffs, zone.total),
        numberCell('minutes', zone.meanMinutes),
      ]),
      ...(answer.outsideZones && answer.outsideZones.total > 0
        ? [
            [
              textCell(builder.text('outsideZones')),
              ...write(answer.outsideZones.cutoffs, answer.outsideZones.total),
              numberCell('minutes', null),
            ],
          ]
        : []),
      [
        textCell(builder.text('total')),
        ...write(answer.cutoffs, answer.total),
        numberCell('minutes', answer.burden.meanMinutes),
      ],
    ],
    hasTotal: true,
    note: writeZonesNote(context, coverage),
  });
  const caption = builder.text('captionZonesChart', { cutoff });
  builder.picture(
    caption,
    drawBarChart({
      width: TEXT_WIDTH,
      bars: [...zones]
        .sort((a, b) => uncoveredAt(b) - uncoveredAt(a))
        .slice(0, CHARTED_ZONES)
        .map((zone) => ({
          label: builder.name(zone) || `${zone.index + 1}`,
          parts: [
            { value: zone.cutoffs[at]?.covered ?? 0, colour: COVERED_COLOUR },
            { value: uncoveredAt(zone), colour: REASON_COLOURS.tooFar },
          ],
          text: formatNumber('people', uncoveredAt(zone)),
        })),
      maximum: null,
      axisTitle: builder.text('axisPeople'),
      tickText: (value) => formatNumber('people', value),
      legend: [
        { label: builder.text('seriesCovered'), colour: COVERED_COLOUR },
        { label: builder.text('seriesUncovered'), colour: REASON_COLOURS.tooFar },
      ],
      alternative: builder.text('chartAlternative', { caption }),
    }),
  );

  function uncoveredAt(zone: (typeof answer.zones)[number]): number {
    const entry = zone.cutoffs[at];
    return entry ? sumUncovered(entry) : 0;
  }
}

/** Coverage inside boundaries that other runs were asked about, such as one drawn on the page. */
export function addFurtherZones(context: SectionContext, coverage: RunOf<'coverage'>): void {
  const { builder, runs } = context;
  const others = runs.coverage.filter(
    (run) => run.inputs.zones !== coverage.inputs.zones && run.inputs.zones?.startsWith('upload:') === true,
  );
  const rows = others.flatMap(({ answer }) => {
    const at = answer.cutoffs.findIndex(
      (entry) => entry.cutoffMinutes === pickMainCutoff(context, answer)?.cutoffMinutes,
    );
    return answer.zones.map((zone) => [
      textCell(builder.name(zone) || `${zone.index + 1}`),
      numberCell('people', zone.total),
      numberCell('cutoff', answer.cutoffs[at]?.cutoffMinutes),
      numberCell('people', zone.cutoffs[at]?.covered),
      numberCell('percent', zone.total > 0 ? zone.cutoffs[at]?.percent : null),
      numberCell('minutes', zone.meanMinutes),
    ]);
  });
  if (rows.length === 0) return;
  builder.section(builder.text('sectionFurtherZones'));
  builder.table({
    caption: builder.text('captionFurtherZones'),
    sheet: builder.text('sheetFurtherZones'),
    printedRows: PRINTED_ZONES,
    columns: [
      { title: builder.text('columnZone'), kind: 'text' },
      { title: builder.text('columnZonePeople'), kind: 'people' },
      { title: builder.text('columnCutoff'), kind: 'cutoff' },
      { title: builder.text('columnCovered'), kind: 'people' },
      { title: builder.text('columnPercent'), kind: 'percent' },
      { title: builder.text('columnMeanMinutes'), kind: 'minutes' },
    ],
    rows,
  });
}

function writeZonesNote({ builder }: SectionContext, { answer }: RunOf<'coverage'>): string {
  const shared = answer.zones.filter((zone) => zone.basis === 'area-share').length;
  const cut = answer.zones.filter((zone) => zone.outsideKm2 > 0.05);
  return [
    builder.text('roundingNote'),
    ...(shared > 0 ? [builder.text('zonesAreaShare', { count: formatNumber('count', shared) })] : []),
    ...(cut.length > 0
      ? [
          builder.text('zonesOutside', {
            count: formatNumber('count', cut.length),
            area: formatNumber(
              'areaKm2',
              cut.reduce((sum, zone) => sum + zone.outsideKm2, 0),
            ),
          }),
        ]
      : []),
  ].join(marksOf(builder.language).sentence);
}
