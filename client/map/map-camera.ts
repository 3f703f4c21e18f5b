import type { Map as MapLibreMap } from 'maplibre-gl';
import type { AppState } from '../state/app-state.ts';
import { unionBounds } from '../state/derived.ts';
import { getRegionInUse } from '../state/questions.ts';
import { store, watch } from '../state/store.ts';

/** Room for the tools and the legend that lie over the map. */
const HOME_PADDING = { top: 24, right: 24, bottom: 120, left: 60 };

const FLIGHT_PADDING = { top: 40, right: 40, bottom: 140, left: 70 };

const FLIGHT_MILLISECONDS = 600;

interface MapCamera {
  /** Shows a region that has just been opened: the view of the link, else the whole of it. */
  readonly open: (state: AppState) => void;
  readonly stop: () => void;
}

/** Where the map looks. Until the user or a link chooses a view, the map fits the zones once they are known. */
export function startCamera(map: MapLibreMap): MapCamera {
  let fitting = false;
  const stopFitting = () => {
    fitting = false;
  };
  for (const gesture of ['mousedown', 'wheel', 'touchstart', 'keydown'] as const) {
    map.getCanvasContainer().addEventListener(gesture, stopFitting, { once: true, passive: true });
  }
  const stops = [
    watch(
      (state) => state.zoneMarks,
      () => fitting && fitHome(map, store.getState()),
    ),
    watch(
      (state) => state.flight,
      (flight) => {
        if (!flight) return;
        stopFitting();
        fly(map, flight);
      },
    ),
  ];
  return {
    open: (state) => {
      fitting = state.view === null;
      if (state.view) map.jumpTo({ center: [state.view.lon, state.view.lat], zoom: state.view.zoom });
      else fitHome(map, store.getState());
    },
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}

function fitHome(map: MapLibreMap, state: AppState): void {
  const region = getRegionInUse(state);
  if (!region) return;
  const [west, south, east, north] = unionBounds(state.zoneMarks.map((mark) => mark.bounds)) ?? region.bounds;
  map.fitBounds([west, south, east, north], { padding: HOME_PADDING, duration: 0 });
}

function fly(map: MapLibreMap, flight: NonNullable<AppState['flight']>): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (flight.bounds) {
    map.fitBounds([...flight.bounds], {
      padding: FLIGHT_PADDING,
      maxZoom: flight.zoom ?? 14,
      duration: still ? 0 : FLIGHT_MILLISECONDS,
    });
  } else if (flight.center) {
    const camera = { center: [...flight.center] as [number, number], zoom: flight.zoom ?? map.getZoom() };
    if (still) map.jumpTo(camera);
    else map.easeTo({ ...camera, duration: FLIGHT_MILLISECONDS });
  }
}
