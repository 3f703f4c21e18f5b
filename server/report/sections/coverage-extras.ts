import { ABSENT, formatNumber } from '../../contract/text/format-number.ts';
import { serviceName } from '../../contract/text/service-names.ts';
import { MODE_NAMES, TIER_NAMES } from '../../contract/text/words.ts';
import type { CoverageAnswer } from '../../contract/processes.ts';
import { numberCell, textCell, type DocumentBuilder } from '../document/document-builder.ts';
import { writeCoordinates } from './place-words.ts';
import { pickPrintedCutoffs, writeCutoff, type SectionContext } from './section-context.ts';

/** Places in print. */
const PRINTED_SPOTS = 12;

/** Coverage by tier, by service and at each tier's own norm, and distances, where a run answered them. */
export function addTiersAndServices({ builder, runs }: SectionContext): void {
  const answers = runs.coverage.map((run) => run.answer);
  const tiers = answers.find((answer) => answer.tiers !== undefined);
  const services = answers.find((answer) => answer.services !== undefined);
  const norms = answers.find((answer) => answer.norms !== undefined)?.norms;
  const distance = answers.find((answer) => answer.distance !== undefined)?.distance;
  if (!tiers?.tiers?.length && !services?.services?.length && !norms?.length && !distance) return;
  builder.section(builder.text('sectionTiers'));
  if (distance)
    builder.paragraph(
      builder.text('distanceWords', {
        mean: formatNumber('areaKm2', distance.meanKm),
        median: formatNumber('areaKm2', distance.medianKm),
        p90: formatNumber('areaKm2', distance.p90Km),
        different: formatNumber('people', distance.differentFacilityPeople),
      }),
    );
  if (tiers?.tiers?.length)
    addRows(builder, tiers, {
      caption: builder.text('captionTiers'),
      sheet: builder.text('sheetTiers'),
      head: builder.text('columnTier'),
      rows: tiers.tiers.map((row) => ({ ...row, label: TIER_NAMES[row.tier][builder.language] })),
    });
  if (services?.services?.length)
    addRows(builder, services, {
      caption: builder.text('captionServices'),
      sheet: builder.text('sheetServices'),
      head: builder.text('columnService'),
      rows: services.services.map((row) => ({ ...row, label: serviceName(row.service, builder.language) })),
    });
  if (norms?.length)
    builder.table({
      caption: builder.text('captionTierNorms'),
      sheet: builder.text('sheetTierNorms'),
      columns: [
        { title: builder.text('columnTier'), kind: 'text' },
        { title: builder.text('columnCutoff'), kind: 'cutoff' },
        { title: builder.text('columnMode'), kind: 'text' },
        { title: builder.text('columnCovered'), kind: 'people' },
        { title: builder.text('columnPercent'), kind: 'percent' },
        { title: builder.text('columnBasis'), kind: 'text' },
        { title: builder.text('columnStatus'), kind: 'text' },
      ],
      rows: norms.map((norm) => [
        textCell(TIER_NAMES[norm.tier][builder.language]),
        numberCell('cutoff', norm.cutoffMinutes),
        textCell(MODE_NAMES[norm.mode][builder.language]),
        numberCell('people', norm.covered),
        numberCell('percent', norm.percent),
        textCell(norm.source || ABSENT),
        textCell(builder.text(`norm-${norm.status}`)),
      ]),
    });
}

/** How many people have a choice of facilities, where a run answered it. */
export function addChoice({ builder, runs }: SectionContext): void {
  const choice = runs.coverage.find(({ answer }) => answer.choice !== undefined)?.answer.choice;
  if (!choice || choice.length === 0) return;
  const most = Math.max(...choice.map((row) => row.peopleWithAtLeast.length));
  builder.table({
    caption: builder.text('captionChoice'),
    sheet: builder.text('sheetChoice'),
    columns: [
      { title: builder.text('columnCutoff'), kind: 'cutoff' },
      ...Array.from({ length: most }, (_, i) => ({
        title: builder.text('columnAtLeast', { count: formatNumber('count', i + 1) }),
        kind: 'people' as const,
      })),
      { title: builder.text('columnOverlap'), kind: 'ratio' },
    ],
    rows: choice.map((row) => [
      numberCell('cutoff', row.cutoffMinutes),
      ...Array.from({ length: most }, (_, i) => numberCell('people', row.peopleWithAtLeast[i])),
      numberCell('ratio', row.overlapIndex),
    ]),
    note: builder.text('choiceNote'),
  });
}

function addRows(
  builder: DocumentBuilder,
  answer: CoverageAnswer,
  table: {
    readonly caption: string;
    readonly sheet: string;
    readonly head: string;
    readonly rows: readonly {
      readonly label: string;
      readonly facilities: number;
      readonly cutoffs: CoverageAnswer['cutoffs'];
    }[];
  },
): void {
  const printed = pickPrintedCutoffs(answer);
  builder.table({
    caption: table.caption,
    sheet: table.sheet,
    columns: [
      { title: table.head, kind: 'text' },
      { title: builder.text('columnCount'), kind: 'count' },
      ...answer.cutoffs.map((entry, i) => ({
        title: builder.text('columnPercentAt', { cutoff: writeCutoff(entry.cutoffMinutes) }),
        kind: 'percent' as const,
        spreadsheetOnly: !printed[i],
      })),
    ],
    rows: table.rows.map((row) => [
      textCell(row.label),
      numberCell('count', row.facilities),
      ...answer.cutoffs.map((_, i) => numberCell('percent', row.cutoffs[i]?.percent)),
    ]),
  });
}

/** Where the tenth of the people who are worst off live, where a run answered it. */
export function addWeakSpots({ builder, runs }: SectionContext): void {
  const weak = runs.coverage.find((run) => run.answer.weakSpots !== undefined)?.answer.weakSpots;
  if (!weak || weak.spots.length === 0) return;
  builder.section(builder.text('sectionWeakSpots'));
  builder.paragraph(
    builder.text('weakSpotsWords', {
      people: formatNumber('people', weak.people),
      minutes: formatNumber('minutes', weak.thresholdMinutes),
    }),
  );
  builder.table({
    caption: builder.text('captionWeakSpots'),
    sheet: builder.text('sheetWeakSpots'),
    printedRows: PRINTED_SPOTS,
    columns: [
      { title: builder.text('columnPlace'), kind: 'text' },
      { title: builder.text('columnPeople'), kind: 'people' },
      { title: builder.text('columnMeanMinutes'), kind: 'minutes' },
      { title: builder.text('columnBlocked'), kind: 'people' },
      { title: builder.text('columnHelp'), kind: 'text' },
      { title: builder.text('columnLon'), kind: 'degrees', spreadsheetOnly: true },
      { title: builder.text('columnLat'), kind: 'degrees', spreadsheetOnly: true },
    ],
    rows: weak.spots.map((spot) => [
      textCell(builder.name(spot) || writeCoordinates(spot.lon, spot.lat)),
      numberCell('people', spot.people),
      numberCell('minutes', spot.meanMinutes),
      numberCell('people', spot.blockedPeople),
      textCell(builder.text(`help-${spot.help}`)),
      numberCell('degrees', spot.lon),
      numberCell('degrees', spot.lat),
    ]),
  });
}
