import { getItem } from '../api/collections.ts';
import { geometryBounds } from '../state/derived.ts';
import type { LonLat, MapView } from '../state/app-state.ts';
import { getRegionInUse } from '../state/questions.ts';
import { patch, store } from '../state/store.ts';
import { toProblem } from './to-problem.ts';

/** Sends the map to a place. */
export function flyTo(center: LonLat, zoom = 13): void {
  patch((state) => ({ flight: { serial: (state.flight?.serial ?? 0) + 1, center, zoom } }));
}

/** Sends the map to an outline; a geometry without extent changes nothing. */
export function flyToGeometry(geometry: unknown): void {
  const bounds = geometryBounds(geometry);
  if (bounds) patch((state) => ({ flight: { serial: (state.flight?.serial ?? 0) + 1, bounds } }));
}

/** Sends the map to a zone of the region; its outline is asked of the service. */
export async function flyToZone(index: number): Promise<void> {
  const { language } = store.getState();
  const region = getRegionInUse(store.getState());
  const layer = region?.zoneLayers[0];
  if (!region || !layer) return;
  try {
    const feature = await getItem(region.id, 'zones', `${layer.id}.${index}`, language);
    if (store.getState().selection.zoneIndex === index) flyToGeometry(feature.geometry);
  } catch (thrown) {
    // The zone stays marked where it is in sight; the map just does not move.
    toProblem(thrown);
  }
}

export function flyToRegion(): void {
  const region = getRegionInUse(store.getState());
  if (region)
    patch((state) => ({ flight: { serial: (state.flight?.serial ?? 0) + 1, bounds: region.bounds } }));
}

/** Zooms by whole steps about the centre. */
export function zoomBy(steps: number): void {
  const { view } = store.getState();
  if (view) flyTo([view.lon, view.lat], Math.round((view.zoom + steps) * 2) / 2);
}

/** The map came to rest here. */
export function rememberView(view: MapView): void {
  patch({ view });
}
