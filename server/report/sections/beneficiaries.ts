import { formatNumber, percentOf } from '../../contract/text/format-number.ts';
import { AGE_NAMES } from '../../contract/text/words.ts';
import { AGE_BANDS } from '../../contract/vocabulary.ts';
import type { SitingAnswer } from '../../contract/processes.ts';
import { numberCell, textCell, type DocumentBuilder } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { describeSiteZone } from './place-words.ts';
import type { SectionContext } from './section-context.ts';

/** Who gains: by zone and by age group. */
export function addBeneficiaries(context: SectionContext, siting: RunOf<'siting'>): void {
  const { builder } = context;
  const { answer } = siting;
  const gain = answer.sites.reduce((sum, site) => sum + site.gain, 0);
  const byZone = answer.sites.some((site) => site.zone !== null || (site.why?.zones.length ?? 0) > 0);
  const byAge = listBands(answer).length > 0;
  if (gain > 0 && !byZone && !byAge) return;
  builder.chapter(builder.text('chapterBeneficiaries'));
  if (!(gain > 0)) {
    builder.paragraph(builder.text('beneficiariesNone'));
    return;
  }
  if (byZone) addGainByZone(context, siting, gain);
  addGainByAge(context, siting, gain);
}

/** Zones in print: where most of the gain is. */
const PRINTED_ZONES = 20;

/**
 * Where the people gained live, as the answer reports it site by site; without that, by the zone a site lies
 * in.
 */
function addGainByZone({ builder }: SectionContext, { answer }: RunOf<'siting'>, gain: number): void {
  const reported = answer.sites.some((site) => (site.why?.zones.length ?? 0) > 0);
  const zones = reported ? sumHomes(builder, answer) : sumSites(builder, answer);
  const named = [...zones.values()].reduce((sum, zone) => sum + zone.gain, 0);
  if (reported && gain - named >= 0.5)
    zones.set(builder.text('otherZones'), { sites: 0, gain: gain - named });
  builder.paragraph(builder.text(reported ? 'beneficiariesHomes' : 'beneficiariesZones'));
  builder.table({
    caption: builder.text('captionGainZones'),
    sheet: builder.text('sheetGainZones'),
    printedRows: PRINTED_ZONES,
    columns: [
      { title: builder.text('columnZone'), kind: 'text' },
      ...(reported ? [] : [{ title: builder.text('columnSites'), kind: 'count' as const }]),
      { title: builder.text('columnGain'), kind: 'people' },
      { title: builder.text('columnShareOfGain'), kind: 'percent' },
    ],
    rows: [
      ...[...zones]
        .sort((a, b) => b[1].gain - a[1].gain)
        .map(([name, sum]) => [
          textCell(name),
          ...(reported ? [] : [numberCell('count', sum.sites)]),
          numberCell('people', sum.gain),
          numberCell('percent', percentOf(sum.gain, gain)),
        ]),
      [
        textCell(builder.text('total')),
        ...(reported ? [] : [numberCell('count', answer.sites.length)]),
        numberCell('people', gain),
        numberCell('percent', 100),
      ],
    ],
    hasTotal: true,
    note: reported ? builder.text('roundingNote') : null,
  });
}

interface ZoneGain {
  readonly sites: number;
  readonly gain: number;
}

function sumHomes(builder: DocumentBuilder, answer: SitingAnswer): Map<string, ZoneGain> {
  const zones = new Map<string, ZoneGain>();
  for (const site of answer.sites)
    for (const zone of site.why?.zones ?? []) {
      const name = builder.name(zone) || builder.text('outsideAllZones');
      zones.set(name, { sites: 0, gain: (zones.get(name)?.gain ?? 0) + zone.people });
    }
  return zones;
}

function sumSites(builder: DocumentBuilder, answer: SitingAnswer): Map<string, ZoneGain> {
  const zones = new Map<string, ZoneGain>();
  for (const site of answer.sites) {
    const name = describeSiteZone(builder, site);
    const sum = zones.get(name) ?? { sites: 0, gain: 0 };
    zones.set(name, { sites: sum.sites + 1, gain: sum.gain + site.gain });
  }
  return zones;
}

/** Age groups that the gain of a site is reported for. */
function listBands(answer: SitingAnswer) {
  return AGE_BANDS.filter((band) => answer.sites.some((site) => site.gainByAge[band] !== undefined));
}

function addGainByAge(
  { builder, coverage }: SectionContext,
  { answer }: RunOf<'siting'>,
  gain: number,
): void {
  const bands = listBands(answer);
  if (bands.length === 0) return;
  const ages = coverage?.answer.ages ?? [];
  const everybody = ages.reduce((sum, age) => sum + age.total, 0);
  const rows = bands.map((band) => ({
    band,
    gain: answer.sites.reduce((sum, site) => sum + (site.gainByAge[band] ?? 0), 0),
    share: percentOf(ages.find((age) => age.band === band)?.total ?? 0, everybody),
  }));
  const eldest = rows.find((row) => row.band === '65+');
  if (eldest && eldest.share !== null)
    builder.paragraph(
      builder.text('gainAgesWords', {
        gainShare: formatNumber('percent', percentOf(eldest.gain, gain)),
        share: formatNumber('percent', eldest.share),
      }),
    );
  builder.table({
    caption: builder.text('captionGainAges'),
    sheet: builder.text('sheetGainAges'),
    columns: [
      { title: builder.text('columnAge'), kind: 'text' },
      { title: builder.text('columnGain'), kind: 'people' },
      { title: builder.text('columnShareOfGain'), kind: 'percent' },
      ...(everybody > 0 ? [{ title: builder.text('columnShareOfPeople'), kind: 'percent' as const }] : []),
    ],
    rows: rows.map((row) => [
      textCell(AGE_NAMES[row.band][builder.language]),
      numberCell('people', row.gain),
      numberCell('percent', percentOf(row.gain, gain)),
      ...(everybody > 0 ? [numberCell('percent', row.share)] : []),
    ]),
    note: builder.text('roundingNote'),
  });
}
