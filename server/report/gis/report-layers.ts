import { DEFAULT_CUTOFF_MINUTES } from '../../contract/defaults.ts';
import type { Feature, Geometry } from 'geojson';
import { REPORT_TEXTS, type ReportTextKey } from '../../contract/text/report-texts.ts';
import { fillSentence } from '../../contract/text/sentence.ts';
import type { GeoPackageLayer, ReportInput } from '../report-input.ts';
import { sortRuns } from '../report-question.ts';
import { pickCoverage, pickMainCutoff, sumUncovered } from '../sections/section-context.ts';
import { describeCurrency } from '../sections/costs.ts';
import {
  writeFacilityStyle,
  writeGapStyle,
  writeOutlineStyle,
  writeSiteStyle,
  writeZoneStyle,
} from './qgis-style.ts';

type Column = GeoPackageLayer['columns'][number];

/**
 * The results as layers: proposed sites, gaps, zones with coverage, facilities, boundary. Numbers are the
 * answers', unrounded; a layer without features is left out.
 */
export function buildReportLayers(input: ReportInput): GeoPackageLayer[] {
  const runs = sortRuns(input.runs);
  const siting = runs.siting[0] ?? null;
  const word = (key: ReportTextKey, parameters: Record<string, string> = {}): string =>
    fillSentence(REPORT_TEXTS[key], input.language, parameters);
  const layers: GeoPackageLayer[] = [];
  const plan = siting?.answer;
  if (plan)
    layers.push({
      name: 'sites',
      title: word('captionSites'),
      description: word('captionSitesMap', { cutoff: String(plan.cutoffMinutes) }),
      geometryType: 'POINT',
      columns: [
        integer('site_order', word('columnRank')),
        text('place_zh', `${word('columnPlace')} (zh)`),
        text('place_en', `${word('columnPlace')} (en)`),
        text('zone_zh', `${word('columnZone')} (zh)`),
        text('zone_en', `${word('columnZone')} (en)`),
        real('gain', word('columnGain')),
        real('people_within', word('columnWithin')),
        real('takes_over', word('columnTakesOver')),
        real('share', word('columnShare')),
        ...(plan.uncertainty ? [real('frequency', word('columnStability'))] : []),
        ...(plan.costs
          ? [real('cost', word('columnCost', { currency: describeCurrency(plan, input.language) }))]
          : []),
        real('cutoff_minutes', word('columnCutoff')),
      ],
      features: plan.sites.map((site, i) =>
        point(site.lon, site.lat, {
          site_order: site.order,
          place_zh: site.nearestPlace?.nameZh ?? null,
          place_en: site.nearestPlace?.nameEn ?? null,
          zone_zh: site.zone?.nameZh ?? null,
          zone_en: site.zone?.nameEn ?? null,
          gain: site.gain,
          people_within: site.peopleWithin,
          takes_over: site.takesOver,
          share: site.share,
          ...(plan.uncertainty ? { frequency: toPercent(plan.uncertainty.sites[i]?.frequency) } : {}),
          ...(plan.costs ? { cost: plan.costs.perSite[i] ?? null } : {}),
          cutoff_minutes: plan.cutoffMinutes,
        }),
      ),
      styleQml: writeSiteStyle(),
    });
  const answer = pickCoverage(runs.coverage, siting)?.answer;
  if (answer) {
    layers.push({
      name: 'gaps',
      title: word('sheetGaps'),
      description: word('captionGaps', { cutoff: String(answer.gapsCutoffMinutes) }),
      geometryType: 'MULTIPOLYGON',
      columns: [
        integer('rank', word('columnRank')),
        text('name_zh', `${word('columnPlace')} (zh)`),
        text('name_en', `${word('columnPlace')} (en)`),
        text('zones', word('columnZonesOf')),
        real('people', word('columnPeople')),
        real('area_km2', word('columnArea')),
        real('mean_minutes', word('columnMeanMinutes')),
        real('blocked_people', word('columnBlocked')),
        real('cutoff_minutes', word('columnCutoff')),
      ],
      features: answer.gaps.map((gap) =>
        area(gap.geometry as unknown as Geometry, {
          rank: gap.rank,
          name_zh: gap.nameZh,
          name_en: gap.nameEn,
          zones: gap.zones.join('; '),
          people: gap.people,
          area_km2: gap.areaKm2,
          mean_minutes: gap.meanMinutes,
          blocked_people: gap.blockedPeople,
          cutoff_minutes: answer.gapsCutoffMinutes,
        }),
      ),
      styleQml: writeGapStyle(),
    });
    const main = pickMainCutoff({ siting }, answer);
    const zones = input.layers.zones;
    if (zones && answer.zones.length > 0)
      layers.push({
        name: 'zones',
        title: word('captionZones'),
        description: zones.title,
        geometryType: 'MULTIPOLYGON',
        columns: [
          text('name_zh', `${word('columnZone')} (zh)`),
          text('name_en', `${word('columnZone')} (en)`),
          real('people', word('columnZonePeople')),
          ...answer.cutoffs.map((entry) =>
            real(
              `percent_${column(entry.cutoffMinutes)}`,
              word('columnPercentAt', { cutoff: String(entry.cutoffMinutes) }),
            ),
          ),
          real('uncovered', word('columnUncovered')),
          real('mean_minutes', word('columnMeanMinutes')),
        ],
        features: answer.zones.flatMap((zone) => {
          const feature = zones.features.features[zone.index];
          const names = zones.names[zone.index];
          // The run may have been made with other zones than those drawn: their shapes do not belong to its
          // numbers.
          if (!feature || (names?.zh !== zone.nameZh && names?.en !== zone.nameEn)) return [];
          const entry = zone.cutoffs.find((item) => item.cutoffMinutes === main?.cutoffMinutes);
          return [
            area(feature.geometry, {
              name_zh: zone.nameZh,
              name_en: zone.nameEn,
              people: zone.total,
              ...Object.fromEntries(
                zone.cutoffs.map((item) => [
                  `percent_${column(item.cutoffMinutes)}`,
                  zone.total > 0 ? item.percent : null,
                ]),
              ),
              uncovered: entry ? sumUncovered(entry) : null,
              mean_minutes: zone.meanMinutes,
            }),
          ];
        }),
        styleQml: writeZoneStyle(`percent_${column(main?.cutoffMinutes ?? DEFAULT_CUTOFF_MINUTES)}`),
      });
    layers.push({
      name: 'facilities',
      title: word('captionFacilities'),
      description: word('facilitiesIntro'),
      geometryType: 'POINT',
      columns: [
        text('facility_id', 'id'),
        text('name_zh', `${word('columnFacility')} (zh)`),
        text('name_en', `${word('columnFacility')} (en)`),
        text('tier', word('columnTier')),
        text('state', word('columnState')),
        ...answer.cutoffs.map((entry) =>
          real(
            `people_${column(entry.cutoffMinutes)}`,
            word('columnPeopleAt', { cutoff: String(entry.cutoffMinutes) }),
          ),
        ),
        real('capacity', word('columnCapacity')),
      ],
      features: answer.facilities.map((facility) =>
        point(facility.lon, facility.lat, {
          facility_id: facility.id,
          name_zh: facility.nameZh,
          name_en: facility.nameEn,
          tier: facility.tier,
          state: facility.state,
          ...Object.fromEntries(
            answer.cutoffs.map((entry, i) => [
              `people_${column(entry.cutoffMinutes)}`,
              facility.people[i] ?? null,
            ]),
          ),
          capacity: facility.capacity,
        }),
      ),
      styleQml: writeFacilityStyle(input.language),
    });
  }
  const boundary = input.layers.boundary;
  if (boundary)
    layers.push({
      name: 'boundary',
      title: word('legendBoundary'),
      description: word('legendBoundary'),
      geometryType: 'MULTIPOLYGON',
      columns: [text('name_zh', 'zh'), text('name_en', 'en')],
      features: boundary.features.map((feature) =>
        area(feature.geometry, { name_zh: input.region.nameZh, name_en: input.region.nameEn }),
      ),
      styleQml: writeOutlineStyle(),
    });
  return layers.filter((layer) => layer.features.length > 0);
}

function text(name: string, title: string): Column {
  return { name, type: 'TEXT', title };
}
function real(name: string, title: string): Column {
  return { name, type: 'REAL', title };
}
function integer(name: string, title: string): Column {
  return { name, type: 'INTEGER', title };
}

/** A share 0…1 as the tables print it. */
function toPercent(share: number | undefined): number | null {
  return share === undefined ? null : share * 100;
}

/** Minutes as part of a column name: 60 → 60, 7.5 → 7_5. */
function column(minutes: number): string {
  return String(minutes).replace('.', '_');
}

type Properties = Record<string, string | number | null>;

function point(lon: number, lat: number, properties: Properties): Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties };
}

/** Polygons as MultiPolygon, outer rings counter-clockwise as RFC 7946 asks. */
function area(geometry: Geometry, properties: Properties): Feature {
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  const coordinates = polygons.map((rings) =>
    rings.map((ring, i) => (signedArea(ring) > 0 === (i === 0) ? ring : ring.toReversed())),
  );
  return { type: 'Feature', geometry: { type: 'MultiPolygon', coordinates }, properties };
}

function signedArea(ring: readonly (readonly number[])[]): number {
  let sum = 0;
  ring.forEach(([x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
    sum += x * nextY - nextX * y;
  });
  return sum;
}
