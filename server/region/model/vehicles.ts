import type { RiddenMode } from '../../contract/vocabulary.ts';
import type { Vehicle } from '../../kernel/network/edge-speeds.ts';

/** What each mode rides: decides which roads are closed to it, how one-ways bind it and what it feels of slopes. */
export const VEHICLES: Readonly<Record<RiddenMode, Vehicle>> = {
  bicycle: 'bicycle',
  motorcycle: 'motor',
  car: 'motor',
};
