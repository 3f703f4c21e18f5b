import type { Land } from '../cost/land.ts';
import { buildHybridEngine } from './hybrid-engine.ts';
import type { TravelEngine } from './travel-engine.ts';

/**
 * Travel on merged land cover, as AccessMod: one speed and one way of moving a cell, roads replacing the
 * land they cross
 * (`burnRoads`), no vehicle to fetch and no one-ways.
 */
export function buildRasterEngine(land: Land, toFacility: boolean, cellState?: Uint8Array): TravelEngine {
  return buildHybridEngine({
    land,
    roads: null,
    boardingSeconds: 0,
    toFacility,
    ...(cellState ? { cellState } : {}),
  });
}
