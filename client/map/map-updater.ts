import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { AppState, LayerId } from '../state/app-state.ts';
import { pickShownPath, unionBounds } from '../state/derived.ts';
import { isStale } from '../state/load.ts';
import { getRegionInUse, getTiersInUse, keyOfPoint } from '../state/questions.ts';
import { store, watch } from '../state/store.ts';
import { keyOfTheme, listReferralLines, pickMapTheme } from '../state/map-theme.ts';
import { chanceRamp, scoreRamp, timeRamp, uncoveredRamp } from './colour-ramps.ts';
import { loadFonts } from './load-fonts.ts';
import { addMarkerImages } from './marker-images.ts';
import {
  buildRegionStyle,
  buildThemeLayer,
  buildTimeLayers,
  findMaxZoom,
  nameField,
  valueSource,
} from './region-style.ts';

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

/** Room for the tools and the legend that lie over the map. */
const HOME_PADDING = { top: 24, right: 24, bottom: 120, left: 60 };

const FLIGHT_PADDING = { top: 40, right: 40, bottom: 140, left: 70 };

type Data = Parameters<GeoJSONSource['setData']>[0];

const collection = (features: readonly unknown[]) => ({ type: 'FeatureCollection', features }) as Data;
const place = (lon: number, lat: number, properties: object) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties,
});

export interface MapUpdater {
  /** Whether nothing that will change the map is still awaited from the service. */
  readonly isSettled: () => boolean;
  readonly stop: () => void;
}

/**
 * The only writer of the map. Each part of the state that shows on it has one function that brings the map
 * in step;
 * it runs when that part changes and, for all parts, when a region's style was loaded.
 */
export function startMapUpdater(map: MapLibreMap): MapUpdater {
  let styleOf: string | null = null;
  let ready = false;
  // Until the user or a link says where to look, the map fits the zones as soon as it knows them.
  let fitting = false;

  const setData = (source: string, data: Data) => {
    void map.getSource<GeoJSONSource>(source)?.setData(data);
  };

  const updateRegion = async (state: AppState) => {
    const region = getRegionInUse(state);
    const data = region ? `${region.id} ${region.hash}` : '';
    if (!region || styleOf === data) return;
    styleOf = data;
    ready = false;
    await loadFonts(region.nameZh + region.nameEn);
    map.setStyle(buildRegionStyle(region, state.language), { diff: false });
    fitting = state.view === null;
    if (state.view) map.jumpTo({ center: [state.view.lon, state.view.lat], zoom: state.view.zoom });
    else fitHome(store.getState());
    map.once('style.load', () => {
      addMarkerImages(map);
      ready = true;
      for (const part of parts) part(store.getState());
    });
  };

  const fitHome = (state: AppState) => {
    const region = getRegionInUse(state);
    if (!region || !fitting) return;
    const [west, south, east, north] =
      unionBounds(state.zoneMarks.map((mark) => mark.bounds)) ?? region.bounds;
    map.fitBounds([west, south, east, north], { padding: HOME_PADDING, duration: 0 });
  };
  const stopFitting = () => {
    fitting = false;
  };
  for (const gesture of ['mousedown', 'wheel', 'touchstart', 'keydown'] as const) {
    map.getCanvasContainer().addEventListener(gesture, stopFitting, { once: true, passive: true });
  }

  const updateLayers = (state: AppState) => {
    for (const [layer, ids] of Object.entries(STYLE_LAYERS) as [LayerId, readonly string[]][]) {
      for (const id of ids) {
        if (!map.getLayer(id)) continue;
        map.setLayoutProperty(id, 'visibility', state.layers[layer] ? 'visible' : 'none');
      }
    }
  };

  const updateTiers = (state: AppState) => {
    const tiers = getTiersInUse(state);
    for (const id of STYLE_LAYERS.facilities) {
      map.setFilter(id, ['in', ['get', 'tier'], ['literal', tiers]]);
    }
  };

  const updateSurface = (state: AppState) => {
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
      const ramp =
        theme.kind === 'chance' ? chanceRamp(tileScale) : scoreRamp(tileScale, unit, lowerIsBetter);
      map.addLayer(buildThemeLayer(ramp), 'water');
    }
    updateLayers(state);
  };

  const updateCutoff = (state: AppState) => {
    const { cutoffMinutes } = state.settings;
    if (map.getLayer('time')) map.setPaintProperty('time', 'color-relief-color', timeRamp(cutoffMinutes));
    if (map.getLayer('uncovered')) {
      map.setPaintProperty('uncovered', 'color-relief-color', uncoveredRamp(cutoffMinutes));
    }
  };

  const updateLanguage = (state: AppState) => {
    for (const id of ['places', 'facility-names', 'zone-names']) {
      map.setLayoutProperty(id, 'text-field', nameField(state.language));
    }
  };

  const updatePoint = (state: AppState) => {
    const { point, pointAnswer } = state.work;
    setData('point', collection(point ? [place(point[0], point[1], {})] : []));
    const fresh = point && !isStale(pointAnswer, keyOfPoint(state, point)) ? pointAnswer.value : null;
    // Largest first, so that the smaller ones lie on top.
    setData('catchments', collection(fresh?.catchments ? [...fresh.catchments.features].reverse() : []));
    const shown = pickShownPath(fresh?.explain.nearest ?? [], state.selection.pathTier, state.settings.tiers);
    setData(
      'path',
      collection(shown?.geometry ? [{ type: 'Feature', geometry: shown.geometry, properties: {} }] : []),
    );
  };

  const updateUpload = (state: AppState) => {
    setData('upload', (state.work.upload?.geojson ?? collection([])) as Data);
  };

  const updateGaps = (state: AppState) => {
    const gap = state.gaps.value?.gaps.find((entry) => entry.rank === state.selection.gapRank);
    setData('gaps', collection(gap ? [{ type: 'Feature', geometry: gap.geometry, properties: {} }] : []));
  };

  const updateZoneNames = (state: AppState) => {
    const named = state.zoneMarks.filter((mark) => mark.siblings > 1);
    setData(
      'zone-names',
      collection(
        named.map(({ at, nameZh, nameEn, siblings }) => place(at[0], at[1], { nameZh, nameEn, siblings })),
      ),
    );
  };

  const updateZone = (state: AppState) => {
    map.setFilter('zone-selected', ['==', ['get', 'index'], state.selection.zoneIndex ?? -1]);
  };

  const updateCandidates = (state: AppState) =>
    setData('candidates', (state.candidates.value?.sample ?? collection([])) as Data);

  const updateFindings = (state: AppState) => {
    const { quality, finding } = state.intake;
    const features = (quality.value?.places.features ?? []).filter(
      (feature) => feature.properties['index'] === finding,
    );
    setData('findings', collection(state.tab === 'data' ? features : []));
  };

  const updateReferral = (state: AppState) =>
    setData(
      'referral',
      collection(
        listReferralLines(state).map(({ from, to }) => ({
          type: 'Feature',
          geometry: { type: 'LineString', coordinates: [from, to] },
          properties: {},
        })),
      ),
    );

  const updateCalibration = (state: AppState) =>
    setData('calibration', (state.calibration.load.value?.map ?? collection([])) as Data);

  const updateSites = (state: AppState) => {
    const sites = state.work.siting.value?.sites ?? [];
    setData(
      'sites',
      collection(
        sites.map((site) =>
          place(site.lon, site.lat, {
            order: site.order,
            selected: site.order === state.selection.siteOrder,
          }),
        ),
      ),
    );
  };

  const updateFlight = (state: AppState) => {
    const { flight } = state;
    if (!flight) return;
    stopFitting();
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (flight.bounds) {
      map.fitBounds([...flight.bounds], {
        padding: FLIGHT_PADDING,
        maxZoom: flight.zoom ?? 14,
        duration: still ? 0 : 600,
      });
    } else if (flight.center) {
      const camera = { center: [...flight.center] as [number, number], zoom: flight.zoom ?? map.getZoom() };
      if (still) map.jumpTo(camera);
      else map.easeTo({ ...camera, duration: 600 });
    }
  };

  const parts = [
    updateSurface,
    updateLayers,
    updateTiers,
    updateCutoff,
    updateLanguage,
    updatePoint,
    updateUpload,
    updateGaps,
    updateZone,
    updateZoneNames,
    updateReferral,
    updateCandidates,
    updateSites,
    updateFindings,
    updateCalibration,
  ];
  const whenReady = (update: (state: AppState) => void) => () => {
    if (ready) update(store.getState());
  };

  const stops = [
    watch(
      (state) => getRegionInUse(state),
      () => void updateRegion(store.getState()),
    ),
    watch((state) => state.layers, whenReady(updateLayers)),
    watch((state) => state.settings.tiers, whenReady(updateTiers)),
    watch((state) => keyOfTheme(pickMapTheme(state)), whenReady(updateSurface)),
    watch((state) => state.study, whenReady(updateReferral)),
    watch((state) => state.settings, whenReady(updateReferral)),
    watch((state) => state.settings.cutoffMinutes, whenReady(updateCutoff)),
    watch((state) => state.language, whenReady(updateLanguage)),
    watch((state) => state.work.point, whenReady(updatePoint)),
    watch((state) => state.work.pointAnswer, whenReady(updatePoint)),
    watch((state) => state.selection.pathTier, whenReady(updatePoint)),
    watch((state) => state.settings, whenReady(updatePoint)),
    watch((state) => state.work.upload, whenReady(updateUpload)),
    watch((state) => state.selection.gapRank, whenReady(updateGaps)),
    watch((state) => state.gaps.value, whenReady(updateGaps)),
    watch((state) => state.zoneMarks, whenReady(updateZoneNames)),
    watch(
      (state) => state.zoneMarks,
      () => fitHome(store.getState()),
    ),
    watch((state) => state.selection.zoneIndex, whenReady(updateZone)),
    watch((state) => state.candidates.value, whenReady(updateCandidates)),
    watch((state) => state.intake.finding, whenReady(updateFindings)),
    watch((state) => state.intake.quality.value, whenReady(updateFindings)),
    watch((state) => state.tab, whenReady(updateFindings)),
    watch((state) => state.calibration.load.value, whenReady(updateCalibration)),
    watch((state) => state.work.siting.value, whenReady(updateSites)),
    watch((state) => state.selection.siteOrder, whenReady(updateSites)),
    watch(
      (state) => state.flight,
      () => updateFlight(store.getState()),
    ),
  ];
  void updateRegion(store.getState());
  const isSettled = () =>
    !isAwaiting(store.getState()) && (ready || getRegionInUse(store.getState()) === null);
  // The map tells that it is idle only after it has drawn: draw once more when the last answer came.
  stops.push(watch(isAwaiting, () => map.triggerRepaint()));
  return {
    isSettled,
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}

function isAwaiting({ regions, coverage, work }: AppState): boolean {
  return regions.key === null || regions.busy || coverage.busy || work.pointAnswer.busy;
}
