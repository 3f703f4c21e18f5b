import type { Tier } from '../../server/contract/vocabulary.ts';
import type { LayerId, Selection, Settings, TabId } from '../state/app-state.ts';
import { snapToStop } from '../state/time-stops.ts';
import { patch } from '../state/store.ts';

/** Changes the settings of analyses. Results stay on the screen and are marked stale where they differ. */
export function changeSettings(part: Partial<Settings>): void {
  patch((state) => ({ settings: { ...state.settings, ...part } }));
}

/** Moves the time slider: recolours the map and selects the figures without a request. */
export function changeCutoff(minutes: number): void {
  changeSettings({ cutoffMinutes: snapToStop(minutes) });
}

/** The tiers that count; all of them is remembered as no filter. */
export function changeTiers(tiers: readonly Tier[], present: readonly Tier[]): void {
  if (tiers.length === 0) return;
  changeSettings({ tiers: tiers.length === present.length ? null : tiers });
}

export function toggleLayer(layer: LayerId, shown: boolean): void {
  patch((state) => ({ layers: { ...state.layers, [layer]: shown } }));
}

export function openTab(tab: TabId): void {
  patch({ tab });
}

export function select(part: Partial<Selection>): void {
  patch((state) => ({ selection: { ...state.selection, ...part } }));
}
