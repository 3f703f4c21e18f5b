import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { AppState, LayerId } from '../state/app-state.ts';
import { keyOfTheme, pickMapTheme } from '../state/map-theme.ts';
import { getRegionInUse, getTiersInUse } from '../state/questions.ts';
import { chanceRamp, scoreRamp, timeRamp, uncoveredRamp } from './colour-ramps.ts';
import {
  findCalibrationTrips,
  findCandidates,
  findCatchments,
  findFindingPlaces,
  findGap,
  findPath,
  findPointFeatures,
  findReferralLines,
  findSites,
  findUpload,
  findZoneNames,
} from './map-features.ts';
import { NAME_LAYERS, nameField } from './name-field.ts';
import { buildThemeLayer, buildTimeLayers } from './surface-layers.ts';
import { findMaxZoom, valueSource } from './tile-sources.ts';

/** A part of the map: what of the state it depends on, and how the map follows it. */
export interface MapPart {
  /** Compared item by item, by identity. */
  readonly select: (state: AppState) => readonly unknown[];
  readonly update: (map: MapLibreMap, state: AppState) => void;
}

/** Style layers behind each switch of the layer list. */
const STYLE_LAYERS: Record<LayerId, readonly string[]> = {
  time: ['time', 'theme'],
  uncovered: ['uncovered'],
  population: ['population'],
  facilities: ['facilities', 'facility-names'],
  roads: ['roads', 'roads-casing', 'roads-path', 'roads-ferry'],
  zones: ['zones', 'zone-names', 'boundary'],
  places: ['places'],
  relief: ['relief'],
};

/** All that shows on the map beside the region's own layers. */
export const MAP_PARTS: readonly MapPart[] = [
  { select: (state) => [keyOfTheme(pickMapTheme(state))], update: updateSurface },
  { select: (state) => [state.layers], update: updateLayers },
  { select: (state) => [state.settings.tiers], update: updateTiers },
  { select: (state) => [state.settings.cutoffMinutes], update: updateCutoff },
  { select: (state) => [state.language], update: updateLanguage },
  { select: (state) => [state.selection.zoneIndex], update: updateZone },
  fill('point', findPointFeatures, ({ work }) => [work.point]),
  fill('catchments', findCatchments, ({ work, settings }) => [work.point, work.pointAnswer, settings]),
  fill('path', findPath, ({ work, settings, selection }) => [
    work.point,
    work.pointAnswer,
    settings,
    selection.pathTier,
  ]),
  fill('upload', findUpload, ({ work }) => [work.upload]),
  fill('gaps', findGap, ({ gaps, selection }) => [gaps.value, selection.gapRank]),
  fill('zone-names', findZoneNames, ({ zoneMarks }) => [zoneMarks]),
  fill('referral', findReferralLines, ({ study, settings }) => [study, settings]),
  fill('candidates', findCandidates, ({ candidates }) => [candidates.value]),
  fill('sites', findSites, ({ work, selection }) => [work.siting.value, selection.siteOrder]),
  fill('findings', findFindingPlaces, ({ intake, tab }) => [intake.finding, intake.quality.value, tab]),
  fill('calibration', findCalibrationTrips, ({ calibration }) => [calibration.load.value]),
];

/** A GeoJSON source of the style and the features it holds. */
function fill(
  source: string,
  find: (state: AppState) => FeatureCollection,
  select: MapPart['select'],
): MapPart {
  return {
    select,
    update: (map, state) => {
      void map.getSource<GeoJSONSource>(source)?.setData(find(state));
    },
  };
}

function updateLayers(map: MapLibreMap, state: AppState): void {
  for (const [layer, ids] of Object.entries(STYLE_LAYERS) as [LayerId, readonly string[]][]) {
    for (const id of ids) {
      if (!map.getLayer(id)) continue;
      map.setLayoutProperty(id, 'visibility', state.layers[layer] ? 'visible' : 'none');
    }
  }
}

function updateTiers(map: MapLibreMap, state: AppState): void {
  const tiers = getTiersInUse(state);
  for (const id of STYLE_LAYERS.facilities) {
    map.setFilter(id, ['in', ['get', 'tier'], ['literal', tiers]]);
  }
}

function updateSurface(map: MapLibreMap, state: AppState): void {
  const region = getRegionInUse(state);
  const theme = pickMapTheme(state);
  for (const id of ['time', 'uncovered', 'theme']) if (map.getLayer(id)) map.removeLayer(id);
  for (const id of ['time', 'people-time', 'theme']) if (map.getSource(id)) map.removeSource(id);
  if (!region || !theme) return;
  const zoom = Math.min(theme.maxZoom, findMaxZoom(region));
  if (theme.kind === 'time') {
    map.addSource('time', valueSource(theme.tiles, zoom, region.bounds));
    map.addSource('people-time', valueSource(theme.peopleTiles, zoom, region.bounds));
    for (const layer of buildTimeLayers(state.settings.cutoffMinutes)) map.addLayer(layer, 'water');
  } else {
    const { tileScale, unit, lowerIsBetter } = theme;
    map.addSource('theme', valueSource(theme.tiles, zoom, region.bounds));
    const ramp = theme.kind === 'chance' ? chanceRamp(tileScale) : scoreRamp(tileScale, unit, lowerIsBetter);
    map.addLayer(buildThemeLayer(ramp), 'water');
  }
  updateLayers(map, state);
}

function updateCutoff(map: MapLibreMap, state: AppState): void {
  const { cutoffMinutes } = state.settings;
  if (map.getLayer('time')) map.setPaintProperty('time', 'color-relief-color', timeRamp(cutoffMinutes));
  if (map.getLayer('uncovered')) {
    map.setPaintProperty('uncovered', 'color-relief-color', uncoveredRamp(cutoffMinutes));
  }
}

function updateLanguage(map: MapLibreMap, { language }: AppState): void {
  for (const id of NAME_LAYERS) map.setLayoutProperty(id, 'text-field', nameField(language));
}

function updateZone(map: MapLibreMap, { selection }: AppState): void {
  map.setFilter('zone-selected', ['==', ['get', 'index'], selection.zoneIndex ?? -1]);
}
