import { DEFAULT_CUTOFF_MINUTES } from '../../contract/defaults.ts';
import { formatNumber } from '../../contract/text/format-number.ts';
import { addMap } from './maps.ts';
import { pickMainCutoff, type SectionContext } from './section-context.ts';

const AREA_TEXTS = { zones: 'areaOfZones', land: 'areaOfLand', frame: 'areaOfFrame' } as const;

/** The region in a few numbers, and where people and facilities are. */
export function addOverview(context: SectionContext): void {
  const { builder, input, coverage, regionName } = context;
  const { region, layers } = input;
  const onArea = region.peopleOnArea ?? region.people;
  builder.chapter(builder.text('chapterOverview'));
  builder.paragraph(
    builder.text('overviewIntro', {
      region: regionName,
      area: formatNumber('areaKm2', region.areaKm2),
      people: formatNumber('people', region.people),
      density: formatNumber('density', region.areaKm2 > 0 ? onArea / region.areaKm2 : null),
      areaOf: builder.text(AREA_TEXTS[region.areaOf ?? 'frame']),
      road: formatNumber('lengthKm', region.roadKm),
      facilities: formatNumber(
        'count',
        region.facilities.reduce((sum, tier) => sum + tier.count, 0),
      ),
    }),
  );
  builder.paragraph(
    layers.zones
      ? builder.text(layers.zones.names.length === 1 ? 'overviewOneZone' : 'overviewZones', {
          title: layers.zones.title,
          count: formatNumber('count', layers.zones.names.length),
          outside: formatNumber('people', region.peopleOutsideZones),
        })
      : builder.text('overviewNoZones'),
  );
  if (region.peopleOnBarrier > 0)
    builder.paragraph(
      builder.text('overviewBarrier', { people: formatNumber('people', region.peopleOnBarrier) }),
    );
  addMap(context, {
    theme: 'people',
    caption: builder.text('captionOverviewMap'),
    cutoffMinutes: coverage
      ? (pickMainCutoff(context, coverage.answer)?.cutoffMinutes ?? DEFAULT_CUTOFF_MINUTES)
      : DEFAULT_CUTOFF_MINUTES,
    gaps: [],
    sites: [],
  });
}
