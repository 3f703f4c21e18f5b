import { nameOf } from '../../server/contract/languages.ts';
import { AttributionControl, Map as MapLibreMap, Popup, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { TIER_NAMES } from '../../server/contract/text/words.ts';
import type { Tier } from '../../server/contract/vocabulary.ts';
import { translate } from '../i18n/translate.ts';
import type { MapView } from '../state/app-state.ts';
import type { LonLat } from '../state/lon-lat.ts';
import { store, watch } from '../state/store.ts';
import { LAND_COLOUR } from '../../server/contract/colours.ts';
import { startMapUpdater } from './map-updater.ts';

/** What the map reports to the rest of the page; commands handle it. */
export interface MapEvents {
  readonly onPick: (point: LonLat) => void;
  readonly onPickSite: (order: number) => void;
  readonly onRest: (view: MapView) => void;
}

/**
 * Builds the map in `container` and keeps it in step with the store. `data-idle` on the container is true
 * while nothing moves, loads, is awaited or waits to be drawn. Throws where the browser has no WebGL2.
 */
export function createMap(container: HTMLElement, events: MapEvents): { destroy: () => void } {
  setWorkerUrl(workerUrl);
  const inTest = new URLSearchParams(location.search).get('test') === '1';
  const map = buildEmptyMap(container, inTest);
  container.dataset['idle'] = 'false';
  const setBusy = () => (container.dataset['idle'] = 'false');
  map.on('dataloading', setBusy);
  map.on('movestart', setBusy);
  map.on('render', setBusy);
  reportView(map, events.onRest);
  reportPicks(map, events);
  const stopLabel = watchLabel(map.getCanvas());
  showNamesUnderPointer(map);
  const updater = startMapUpdater(map);
  map.on('idle', () => {
    container.dataset['idle'] = String(updater.isSettled());
  });
  if (inTest) Object.assign(window, { __careshed: { map } });
  return {
    destroy: () => {
      stopLabel();
      updater.stop();
      map.remove();
    },
  };
}

function buildEmptyMap(container: HTMLElement, inTest: boolean): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style: {
      version: 8,
      sources: {},
      layers: [{ id: 'ground', type: 'background', paint: { 'background-color': LAND_COLOUR } }],
    },
    center: [105, 35],
    zoom: 3,
    maxZoom: 17,
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    attributionControl: false,
    fadeDuration: inTest ? 0 : 150,
    renderWorldCopies: false,
    canvasContextAttributes: { preserveDrawingBuffer: inTest },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: 110 }), 'bottom-right');
  map.addControl(new AttributionControl({ compact: true }), 'bottom-right');
  return map;
}

/** Reports where the map rests. Before the style of a region is loaded the position has no meaning. */
function reportView(map: MapLibreMap, onRest: MapEvents['onRest']): void {
  const report = () => {
    if (!map.getSource('relief')) return;
    const { lng, lat } = map.getCenter();
    onRest({ lon: lng, lat, zoom: map.getZoom() });
  };
  map.on('moveend', report);
  map.on('style.load', report);
}

/** Reports a click on a site, else the place clicked; Enter and space pick the centre of the map. */
function reportPicks(map: MapLibreMap, events: MapEvents): void {
  const pick = ({ lng, lat }: { readonly lng: number; readonly lat: number }) =>
    events.onPick([Number(lng.toFixed(6)), Number(lat.toFixed(6))]);
  map.on('click', (event) => {
    const hit = map.getLayer('sites')
      ? map.queryRenderedFeatures(event.point, { layers: ['sites'] })[0]
      : undefined;
    if (hit) events.onPickSite(Number(hit.properties['order']));
    else pick(event.lngLat);
  });
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    pick(map.getCenter());
  });
}

function watchLabel(canvas: HTMLCanvasElement): () => void {
  const label = () => canvas.setAttribute('aria-label', translate('mapLabel', store.getState().language));
  label();
  return watch((state) => state.language, label);
}

/** A small tag with name and tier beside the facility under the pointer. */
function showNamesUnderPointer(map: MapLibreMap): void {
  const tag = new Popup({ closeButton: false, closeOnClick: false, offset: 12, className: 'map-tag' });
  map.on('mousemove', 'facilities', (event) => {
    const feature = event.features?.[0];
    if (feature?.geometry.type !== 'Point') return;
    const { language } = store.getState();
    const { nameZh, nameEn, tier } = feature.properties as { nameZh: string; nameEn: string; tier: Tier };
    const [lon = 0, lat = 0] = feature.geometry.coordinates;
    tag
      .setLngLat([lon, lat])
      .setText(`${nameOf({ nameZh, nameEn }, language)} · ${TIER_NAMES[tier][language]}`)
      .addTo(map);
    map.getCanvas().classList.add('over-mark');
  });
  map.on('click', () => tag.remove());
  map.on('mouseleave', 'facilities', () => {
    tag.remove();
    map.getCanvas().classList.remove('over-mark');
  });
}
