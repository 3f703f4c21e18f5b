import type { Map as MapLibreMap } from 'maplibre-gl';
import type { AppState } from '../state/app-state.ts';
import { getRegionInUse } from '../state/questions.ts';
import { store, watch } from '../state/store.ts';
import { loadFonts } from './load-fonts.ts';
import { startCamera } from './map-camera.ts';
import { MAP_PARTS, type MapPart } from './map-parts.ts';
import { addMarkerImages } from './marker-images.ts';
import { buildRegionStyle } from './region-style.ts';

export interface MapUpdater {
  /** Whether no answer that will change the map is awaited from the service. */
  readonly isSettled: () => boolean;
  readonly stop: () => void;
}

/**
 * The only writer of the map. A part of `MAP_PARTS` is updated when what it selects changes; all parts are
 * updated when the style of a region was loaded.
 */
export function startMapUpdater(map: MapLibreMap): MapUpdater {
  let styleOf: string | null = null;
  let ready = false;
  const camera = startCamera(map);

  const updateRegion = async () => {
    const state = store.getState();
    const region = getRegionInUse(state);
    const data = region ? `${region.id} ${region.hash}` : '';
    if (!region || styleOf === data) return;
    styleOf = data;
    ready = false;
    await loadFonts(region.nameZh + region.nameEn);
    map.setStyle(buildRegionStyle(region, state.language), { diff: false });
    camera.open(state);
    map.once('style.load', () => {
      addMarkerImages(map);
      ready = true;
      for (const { update } of MAP_PARTS) update(map, store.getState());
    });
  };

  const stops = [
    camera.stop,
    watch(getRegionInUse, () => void updateRegion()),
    ...MAP_PARTS.map(({ select, update }) =>
      watchAll(select, () => {
        if (ready) update(map, store.getState());
      }),
    ),
    // The map reports that it is idle only after it has drawn: draw once more when the last answer arrived.
    watch(isAwaiting, () => map.triggerRepaint()),
  ];
  void updateRegion();
  return {
    isSettled: () => !isAwaiting(store.getState()) && (ready || getRegionInUse(store.getState()) === null),
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}

/** Calls `listener` when one of the selected items changes. */
function watchAll(select: MapPart['select'], listener: () => void): () => void {
  let before = select(store.getState());
  return store.subscribe((state) => {
    const now = select(state);
    if (now.every((item, index) => Object.is(item, before[index]))) return;
    before = now;
    listener();
  });
}

function isAwaiting({ regions, coverage, work }: AppState): boolean {
  return regions.key === null || regions.busy || coverage.busy || work.pointAnswer.busy;
}
