import { ABSENT, formatNumber } from '../../contract/text/format-number.ts';
import type { TableCell } from '../document/blocks.ts';
import { numberCell, textCell, type DocumentBuilder } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { addMap } from './maps.ts';
import { writeCoordinates } from './place-words.ts';
import { writeCutoff, type SectionContext } from './section-context.ts';

/** Zones named in print. */
const PRINTED_ZONES = 2;
/** Rows in print where the chapter is about sites; twice as many where it is about gaps. */
const PRINTED_GAPS = 12;
/** Gaps numbered on a map. */
const MAPPED_GAPS = 15;

/** Where the people who are not covered live: map and ranked table. */
export function addGaps(context: SectionContext, coverage: RunOf<'coverage'>, withMap: boolean): void {
  const { builder } = context;
  const { gaps, gapsCutoffMinutes } = coverage.answer;
  const cutoff = writeCutoff(gapsCutoffMinutes);
  const nameOfZone = new Map(coverage.answer.zones.map((zone) => [zone.nameZh, builder.name(zone)]));
  if (gaps.length === 0) {
    builder.paragraph(builder.text('gapsNone', { cutoff }));
    return;
  }
  builder.paragraph(builder.text('gapsIntro', { cutoff, count: formatNumber('count', gaps.length) }));
  if (withMap)
    addMap(context, {
      theme: 'covered',
      caption: builder.text('captionGapsMap', { cutoff }),
      cutoffMinutes: gapsCutoffMinutes,
      gaps: gaps.slice(0, MAPPED_GAPS),
      sites: [],
      tiers: coverage.inputs.facilities?.tiers ?? ['township', 'county', 'other'],
    });
  builder.table({
    caption: builder.text('captionGaps', { cutoff }),
    sheet: builder.text('sheetGaps'),
    printedRows: withMap ? PRINTED_GAPS * 2 : PRINTED_GAPS,
    columns: [
      { title: builder.text('columnRank'), kind: 'count' },
      { title: builder.text('columnPlace'), kind: 'text' },
      { title: builder.text('columnZonesOf'), kind: 'text' },
      { title: builder.text('columnPeople'), kind: 'people' },
      { title: builder.text('columnArea'), kind: 'smallAreaKm2' },
      { title: builder.text('columnMeanMinutes'), kind: 'minutes' },
      { title: builder.text('columnBlocked'), kind: 'people' },
      { title: builder.text('columnLon'), kind: 'degrees', spreadsheetOnly: true },
      { title: builder.text('columnLat'), kind: 'degrees', spreadsheetOnly: true },
    ],
    rows: gaps.map((gap) => [
      numberCell('count', gap.rank),
      textCell(builder.name(gap) || writeCoordinates(gap.lon, gap.lat)),
      writeZonesCell(
        builder,
        gap.zones.map((name) => nameOfZone.get(name) ?? name),
      ),
      numberCell('people', gap.people),
      numberCell('smallAreaKm2', gap.areaKm2),
      numberCell('minutes', gap.meanMinutes),
      numberCell('people', gap.blockedPeople),
      numberCell('degrees', gap.lon),
      numberCell('degrees', gap.lat),
    ]),
    note: gaps.some((gap) => gap.meanMinutes === null) ? builder.text('gapsAbsentNote') : null,
  });
}

/** At most two names in print, all of them in the spreadsheet. */
function writeZonesCell(builder: DocumentBuilder, zones: readonly string[]): TableCell {
  if (zones.length === 0) return textCell(ABSENT);
  const all = zones.join(builder.text('listSeparator'));
  if (zones.length <= PRINTED_ZONES) return textCell(all);
  const text = builder.text('andMore', {
    names: zones.slice(0, PRINTED_ZONES).join(builder.text('listSeparator')),
    count: formatNumber('count', zones.length),
  });
  return { text, value: all, kind: 'text' };
}
