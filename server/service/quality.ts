import type { Feature } from 'geojson';
import type { QualityAnswer } from '../contract/imports.ts';
import { LAYER_NAMES } from '../contract/text/words.ts';
import type { Language } from '../contract/vocabulary.ts';
import type { AnalysisContext } from './context.ts';
import { findStaging } from './import-staging.ts';
import { describeRegion, getRegion } from './regions.ts';

/**
 * The data check of a region: its layers, its sums, every finding with its places, and what can be done
 * about each.
 */
export function describeQuality(context: AnalysisContext, id: string, language: Language): QualityAnswer {
  const row = getRegion(context, id);
  const detail = describeRegion(context, id, language);
  const nameOf = (layer: string): string => LAYER_NAMES[layer]?.[language] ?? layer;
  const { origin } = row.detail;
  const alive = origin !== undefined && findStaging(context, origin.import) !== null;
  const findings = detail.findings.map((finding, index) => ({
    ...finding,
    index,
    layerName: nameOf(finding.layer),
  }));
  const counts = { error: 0, warning: 0, info: 0 };
  for (const finding of findings) counts[finding.severity]++;
  const places: Feature[] = [];
  for (const finding of findings) {
    const { index, code, severity, area } = finding;
    if (area) places.push({ type: 'Feature', geometry: area, properties: { index, code, severity } });
    for (const [example, it] of finding.examples.entries()) {
      if (it.lonDegrees === undefined || it.latDegrees === undefined) continue;
      const at = [it.lonDegrees, it.latDegrees];
      const properties = { index, example, code, severity, label: it.label };
      places.push({ type: 'Feature', geometry: { type: 'Point', coordinates: at }, properties });
      if (it.offer)
        places.push({
          type: 'Feature',
          geometry: { type: 'LineString', coordinates: [at, [it.offer.lonDegrees, it.offer.latDegrees]] },
          properties,
        });
    }
  }
  return {
    region: row.id,
    nameZh: detail.nameZh,
    nameEn: detail.nameEn,
    hash: row.hash,
    created: row.created,
    import: alive ? origin.import : null,
    execution: origin?.execution ?? null,
    totals: {
      people: detail.people,
      peopleOnBarrier: detail.peopleOnBarrier,
      peopleOutsideZones: detail.peopleOutsideZones,
      facilities: detail.facilities.reduce((sum, { count }) => sum + count, 0),
      roadKm: detail.roadKm,
    },
    counts,
    layers: detail.sources.map((source) => ({ ...source, layerName: nameOf(source.layer) })),
    findings,
    places: { type: 'FeatureCollection', features: places as never },
  };
}
