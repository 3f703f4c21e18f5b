import { geometryBounds } from '../state/geometry-bounds.ts';
import type { MapView } from '../state/app-state.ts';
import type { LonLat } from '../state/lon-lat.ts';
import { getRegionInUse } from '../state/questions.ts';
import { patch, store } from '../state/store.ts';

/** Moves the map to a place. */
export function flyTo(center: LonLat, zoom = 13): void {
  patch((state) => ({ flight: { serial: (state.flight?.serial ?? 0) + 1, center, zoom } }));
}

/** Moves the map to an outline; a geometry without extent changes nothing. */
export function flyToGeometry(geometry: unknown): void {
  const bounds = geometryBounds(geometry);
  if (bounds) patch((state) => ({ flight: { serial: (state.flight?.serial ?? 0) + 1, bounds, zoom: 12.5 } }));
}

/** Moves the map to a zone of the region's first layer, by which coverage is reported. */
export function flyToZone(index: number): void {
  const state = store.getState();
  const layer = getRegionInUse(state)?.zoneLayers[0]?.id;
  const mark = state.zoneMarks.find((zone) => zone.layer === layer && zone.index === index);
  if (mark) {
    patch({ flight: { serial: (state.flight?.serial ?? 0) + 1, bounds: mark.bounds, zoom: 13 } });
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

/** Keeps the view in which the map came to rest. */
export function rememberView(view: MapView): void {
  patch({ view });
}
