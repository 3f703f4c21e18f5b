import type { StyleSpecification } from 'maplibre-gl';
import type { RegionSummary } from '../../server/contract/resources.ts';
import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { MOST_DRAWN } from '../state/map-cuts.ts';
import { ANSWER_LAYERS } from './answer-layers.ts';
import { buildFacilityLayers } from './facility-layers.ts';
import { GROUND_LAYERS, WATER_LAYERS, ZONE_LAYERS } from './land-layers.ts';
import { MARK_LAYERS } from './mark-layers.ts';
import { buildNameLayers } from './name-layers.ts';
import { ROAD_LAYERS } from './road-layers.ts';
import { STUDY_LAYERS } from './study-layers.ts';
import { buildPopulationLayer } from './surface-layers.ts';
import { absolute, findMaxZoom, tileBounds, valueSource } from './tile-sources.ts';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };

/** The whole style of one region, lowest layer first; the map adds surfaces below water. */
export function buildRegionStyle(region: RegionSummary, language: Language): StyleSpecification {
  const tiles = (layer: 'base' | 'relief' | 'population') =>
    `${routes.regionTiles(region.id, layer, '{z}', '{x}', '{y}')}?v=${region.hash.slice(0, 12)}`;
  const items = (layer: string) => absolute(`${routes.items(`${region.id}.${layer}`)}?limit=${MOST_DRAWN}`);
  const maxzoom = findMaxZoom(region);
  return {
    version: 8,
    sources: {
      relief: {
        type: 'raster',
        tiles: [absolute(tiles('relief'))],
        tileSize: 256,
        maxzoom,
        bounds: tileBounds(region.bounds),
      },
      population: valueSource(tiles('population'), maxzoom, region.bounds),
      base: {
        type: 'vector',
        tiles: [absolute(tiles('base'))],
        maxzoom: 14,
        bounds: tileBounds(region.bounds),
      },
      facilities: { type: 'geojson', data: items('facilities') },
      places: { type: 'geojson', data: items('places') },
      catchments: { type: 'geojson', data: EMPTY },
      path: { type: 'geojson', data: EMPTY },
      boundary: { type: 'geojson', data: items('boundary') },
      upload: { type: 'geojson', data: EMPTY },
      gaps: { type: 'geojson', data: EMPTY },
      'zone-names': { type: 'geojson', data: EMPTY },
      point: { type: 'geojson', data: EMPTY },
      candidates: { type: 'geojson', data: EMPTY },
      referral: { type: 'geojson', data: EMPTY },
      calibration: { type: 'geojson', data: EMPTY },
      sites: { type: 'geojson', data: EMPTY },
      findings: { type: 'geojson', data: EMPTY },
    },
    layers: structuredClone([
      ...GROUND_LAYERS,
      buildPopulationLayer(),
      ...WATER_LAYERS,
      ...ROAD_LAYERS,
      ...ZONE_LAYERS,
      ...ANSWER_LAYERS,
      ...buildNameLayers(language),
      ...buildFacilityLayers(language),
      ...STUDY_LAYERS,
      ...MARK_LAYERS,
    ]),
  };
}
