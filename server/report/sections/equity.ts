import { marksOf } from '../../contract/languages.ts';
import { formatNumber } from '../../contract/text/format-number.ts';
import type { TableCell } from '../document/blocks.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import type { SectionContext } from './section-context.ts';

/** Zones in print: the worst off. */
const PRINTED_ZONES = 12;

/** How evenly care is spread; one section per equity run, nothing without one. */
export function addEquity(context: SectionContext): void {
  const { builder, runs } = context;
  if (runs.equity.length === 0) return;
  builder.chapter(builder.text('chapterEquity'));
  for (const run of runs.equity) addEquityRun(context, run);
}

function addEquityRun({ builder }: SectionContext, { answer }: RunOf<'equity'>): void {
  const indicator = builder.text(`indicator-${answer.indicator}`);
  const { gini, theil, concentration } = answer;
  builder.paragraph(
    [
      builder.text('equityIntro', {
        indicator,
        zones: formatNumber('count', answer.zoneCount),
        people: formatNumber('people', answer.total),
        outside: formatNumber('people', answer.outsideZones),
      }),
      ...(gini.byPeople === null || gini.reading === null
        ? []
        : [
            builder.text('equityReading', {
              gini: formatNumber('ratio', gini.byPeople),
              reading: builder.text(`reading-${gini.reading}`),
            }),
          ]),
    ].join(marksOf(builder.language).sentence),
  );
  const rows: TableCell[][] = [];
  const add = (label: string, value: number | null | undefined): void => {
    if (value !== null && value !== undefined) rows.push([textCell(label), numberCell('ratio', value)]);
  };
  add(builder.text('measureGini'), gini.byPeople);
  add(builder.text('measureGiniArea'), gini.byArea);
  add(builder.text('measureTheilT'), theil.t?.total);
  add(builder.text('measureTheilL'), theil.l?.total);
  if (concentration)
    add(builder.text('measureConcentration', { status: concentration.status }), concentration.index);
  add(builder.text('measureHoover'), answer.hoover);
  add(builder.text('measureAtkinson'), answer.atkinson);
  builder.table({
    caption: builder.text('captionEquity'),
    sheet: builder.text('sheetEquity'),
    columns: [
      { title: builder.text('columnIndicator'), kind: 'text' },
      { title: builder.text('columnValuePlain'), kind: 'ratio' },
    ],
    rows,
  });
  const worst = answer.higherIsBetter ? 1 : -1;
  const zones = answer.zones
    .filter((zone) => zone.value !== null)
    .sort((a, b) => worst * ((a.value ?? 0) - (b.value ?? 0)) || b.people - a.people);
  if (zones.length === 0) return;
  builder.table({
    caption: builder.text('captionEquityZones', { indicator }),
    sheet: builder.text('sheetEquityZones'),
    printedRows: PRINTED_ZONES,
    columns: [
      { title: builder.text('columnZone'), kind: 'text' },
      { title: builder.text('columnZonePeople'), kind: 'people' },
      {
        title: builder.text('columnEquityValue', { indicator, unit: builder.text(`unit-${answer.unit}`) }),
        kind: answer.unit === 'minutes' ? 'minutes' : 'ratio',
      },
    ],
    rows: zones.map((zone) => [
      textCell(builder.name(zone) || `${zone.index + 1}`),
      numberCell('people', zone.people),
      numberCell(answer.unit === 'minutes' ? 'minutes' : 'ratio', zone.value),
    ]),
  });
}
