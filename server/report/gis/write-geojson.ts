import type { ReportDocument } from '../document/blocks.ts';
import type { ReportInput } from '../report-input.ts';
import { buildReportLayers } from './report-layers.ts';

/**
 * The result layers as one FeatureCollection (RFC 7946); `layer` of each feature reports which it belongs to.
 */
export function writeGeoJson(input: ReportInput, document: ReportDocument): Uint8Array {
  const layers = buildReportLayers(input);
  const collection = {
    type: 'FeatureCollection',
    name: document.title,
    metadata: {
      title: document.title,
      mark: document.mark,
      generatedAt: input.generatedAt,
      engineVersion: input.engineVersion,
      region: input.region.id,
      regionHash: input.region.hash,
      runs: input.runs.map((run) => ({ process: run.process, run: run.run })),
      attributions: input.region.attributions,
      columns: Object.fromEntries(
        layers.map((layer) => [
          layer.name,
          Object.fromEntries(layer.columns.map((column) => [column.name, column.title])),
        ]),
      ),
    },
    bbox: input.region.bounds,
    features: layers.flatMap((layer) =>
      layer.features.map((feature) => ({
        type: 'Feature',
        geometry: feature.geometry,
        properties: Object.assign({ layer: layer.name }, feature.properties),
      })),
    ),
  };
  return new TextEncoder().encode(`${JSON.stringify(collection)}\n`);
}
