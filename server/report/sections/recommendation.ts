import { ABSENT, formatNumber, percentOf } from '../../contract/text/format-number.ts';
import type { TableCell, TableColumn } from '../document/blocks.ts';
import { clippedCell, numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { addMap, pickTiers, type MapWish } from './maps.ts';
import { describeSitePlace, describeSiteZone, writeCoordinates } from './place-words.ts';
import { writeCutoff, type SectionContext } from './section-context.ts';
import { describeUnit, inWrittenUnit, kindOfUnit } from './siting-value.ts';

/** The proposed sites: map, table, and how good the plan provably is. */
export function addRecommendation(context: SectionContext, siting: RunOf<'siting'>): void {
  const { builder } = context;
  const { answer } = siting;
  builder.chapter(builder.text('chapterRecommendation'));
  if (answer.sites.length === 0) {
    builder.paragraph(
      builder.text('summaryNoSites', { before: formatNumber('percent', answer.baseline.percent) }),
    );
    addBoundWords(context, siting);
    return;
  }
  builder.paragraph(
    builder.text('beforeAfter', {
      before: formatNumber('people', answer.baseline.covered),
      beforePercent: formatNumber('percent', answer.baseline.percent),
      after: formatNumber('people', answer.after.covered),
      afterPercent: formatNumber('percent', answer.after.percent),
      gain: formatNumber('people', answer.after.covered - answer.baseline.covered),
    }),
  );
  builder.paragraph(builder.text('recommendationIntro'));
  addSitesMap(context, siting);
  addSitesTable(context, siting);
  addReasonsTable(context, siting);
  addBoundWords(context, siting);
}

export function addSitesMap(
  context: SectionContext,
  siting: RunOf<'siting'>,
  layout: Pick<MapWish, 'maximumHeight' | 'legend'> = {},
): void {
  const { answer } = siting;
  const caption = context.builder.text('captionSitesMap', { cutoff: writeCutoff(answer.cutoffMinutes) });
  addMap(context, {
    theme: 'covered',
    caption,
    cutoffMinutes: answer.cutoffMinutes,
    gaps: [],
    sites: answer.sites,
    ...pickTiers(siting),
    ...layout,
  });
}

/** A brief has no room for a column of longer names. */
const LONG_NAME = 30;

/** `short` leaves out what a brief has no room for. */
export function addSitesTable(context: SectionContext, siting: RunOf<'siting'>, short = false): void {
  const { builder } = context;
  const { answer } = siting;
  const hasShares = !short && answer.sites.some((site) => site.share !== null);
  const longest = Math.max(
    0,
    ...answer.sites.map((site) => (site.zone ? builder.name(site.zone).length : 0)),
  );
  const hasZones = longest > 0 && (!short || longest <= LONG_NAME);
  let covered = answer.baseline.covered;
  const columns: TableColumn[] = [
    { title: builder.text('columnRank'), kind: 'count' },
    { title: builder.text('columnPlace'), kind: 'text' },
    ...(hasZones ? [{ title: builder.text('columnZone'), kind: 'text' as const }] : []),
    ...(short
      ? []
      : [
          { title: builder.text('columnLon'), kind: 'degrees' as const },
          { title: builder.text('columnLat'), kind: 'degrees' as const },
        ]),
    { title: builder.text('columnGain'), kind: 'people' },
    { title: builder.text('columnCumulative'), kind: 'percent' },
    { title: builder.text('columnWithin'), kind: 'people' },
    ...(short
      ? []
      : [{ title: builder.text('columnTakesOver'), kind: 'people' as const, spreadsheetOnly: true }]),
    ...(hasShares
      ? [
          {
            title: builder.text('columnShare'),
            kind: 'people' as const,
            spreadsheetOnly: answer.sites.length > 12,
          },
        ]
      : []),
  ];
  const rows = answer.sites.map((site) => {
    covered += site.gain;
    return [
      numberCell('count', site.order),
      (short ? clippedCell : textCell)(describeSitePlace(builder, site)),
      ...(hasZones ? [textCell(describeSiteZone(builder, site))] : []),
      ...(short ? [] : [numberCell('degrees', site.lon), numberCell('degrees', site.lat)]),
      numberCell('people', site.gain),
      numberCell('percent', percentOf(covered, answer.total)),
      numberCell('people', site.peopleWithin),
      ...(short ? [] : [numberCell('people', site.takesOver)]),
      ...(hasShares ? [numberCell('people', site.share)] : []),
    ];
  });
  builder.table({
    caption: builder.text('captionSites'),
    sheet: builder.text('sheetSites'),
    columns,
    rows,
    note: hasShares && answer.sites.length <= 12 ? builder.text('shareNote') : null,
  });
}

/** Why each site was chosen, where the answer states it. */
function addReasonsTable({ builder }: SectionContext, { answer }: RunOf<'siting'>): void {
  if (!answer.sites.some((site) => site.why !== undefined)) return;
  const relieves = answer.sites.some((site) => (site.why?.takesOverFrom.length ?? 0) > 0);
  const list = (names: readonly string[]): TableCell => ({
    text: names.slice(0, NAMED).join(builder.text('listSeparator')) || ABSENT,
    value: names.join(builder.text('listSeparator')) || ABSENT,
    kind: 'text',
  });
  builder.table({
    caption: builder.text('captionWhy'),
    sheet: builder.text('sheetWhy'),
    columns: [
      { title: builder.text('columnRank'), kind: 'count' },
      { title: builder.text('columnFirstIn'), kind: 'people' },
      { title: builder.text('columnLossAlone'), kind: 'people' },
      { title: builder.text('columnMainZones'), kind: 'text' },
      ...(relieves ? [{ title: builder.text('columnRelieves'), kind: 'text' as const }] : []),
      { title: builder.text('columnNextBest'), kind: 'text' },
    ],
    rows: answer.sites.map(({ order, why }) => [
      numberCell('count', order),
      numberCell('people', why?.alone),
      numberCell('people', why?.loss),
      list((why?.zones ?? []).map((zone) => builder.name(zone))),
      ...(relieves ? [list((why?.takesOverFrom ?? []).map((facility) => builder.name(facility)))] : []),
      textCell(
        why?.nextBest
          ? builder.text('nextBestWords', {
              place:
                (why.nextBest.nearestPlace && builder.name(why.nextBest.nearestPlace)) ||
                writeCoordinates(why.nextBest.lon, why.nextBest.lat),
              meters: formatNumber('meters', why.nextBest.meters),
              loss: formatNumber('people', why.nextBest.loss),
            })
          : ABSENT,
      ),
    ]),
    note: builder.text('whyNote'),
  });
}

/** Zones and facilities named in print; the spreadsheet names all. */
const NAMED = 2;

function addBoundWords({ builder }: SectionContext, { answer }: RunOf<'siting'>): void {
  builder.paragraph(
    builder.text(answer.status === 'optimal' ? 'boundOptimal' : 'boundWords', {
      value: formatNumber(kindOfUnit(answer.unit), inWrittenUnit(answer.unit, answer.value)),
      bound: formatNumber(kindOfUnit(answer.unit), inWrittenUnit(answer.unit, answer.bound)),
      unit: describeUnit(builder.language, answer.unit),
      gap: formatNumber('ratio', answer.gapPercent),
      status: builder.text(`status-${answer.status}`),
    }),
  );
}
