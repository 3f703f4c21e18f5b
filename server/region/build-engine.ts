import {
  DEFAULT_BOARDING_SECONDS,
  DEFAULT_ROAD_KMH,
  DEFAULT_STRAIGHT_LINE_KMH,
  DEFAULT_WALK_LAND_KMH,
  DEFAULT_WALK_ROAD_KMH,
  type Travel,
} from '../contract/travel.ts';
import { LAND_CLASSES, ROAD_CLASSES } from '../contract/vocabulary.ts';
import { buildHybridEngine } from '../kernel/catchment/hybrid-engine.ts';
import { buildNetworkEngine } from '../kernel/catchment/network-engine.ts';
import { buildRasterEngine } from '../kernel/catchment/raster-engine.ts';
import { buildStraightLineEngine } from '../kernel/catchment/straight-line-engine.ts';
import {
  CELL_BARRIER,
  CELL_NO_DATA,
  CELL_WALKABLE,
  type TravelEngine,
} from '../kernel/catchment/travel-engine.ts';
import { TravelError } from '../kernel/catchment/travel-error.ts';
import { burnRoads } from '../kernel/cost/burn-roads.ts';
import { buildLand } from '../kernel/cost/land.ts';
import { getSlopeFunction } from '../kernel/cost/slope.ts';
import { countCells } from '../kernel/grid/grid.ts';
import { buildRoadGraph } from '../kernel/network/build-road-graph.ts';
import { computeEdgeSpeeds, type RoadRules, type Vehicle } from '../kernel/network/edge-speeds.ts';
import type { Region } from './region.ts';

/**
 * The engine that answers `travel` on `region`. Class names become tables here and nowhere else.
 * Speeds replace the defaults class by class: `speeds.land` the walk over land, `speeds.road` the mode's own way along roads (walking on
 * foot, riding otherwise; the walk to and from the vehicle keeps its defaults), `speeds.straightLine` the crow's flight. The wet season
 * cuts fords. A parameter the model has no use for is refused (TravelError, code `travel.unused-parameter`), as is a region too large.
 * O(cells + metres of road / cell size).
 */
export function buildTravelEngine(region: Region, travel: Travel): TravelEngine {
  refuseUnused(travel);
  assertFits(region);
  if (travel.model === 'straight-line')
    return buildStraightLineEngine(region.grid, travel.speeds?.straightLine ?? DEFAULT_STRAIGHT_LINE_KMH[travel.mode]);
  const { pace, state } = buildLandPace(region, travel);
  const toFacility = travel.direction === 'to-facility';
  const slope = getSlopeFunction('tobler');
  const ground = { grid: region.grid, elevation: region.elevation, slope };
  const { rules, vehicle } = describeRoadUse(travel);
  const speeds = computeEdgeSpeeds(region.roads, rules);
  if (travel.model === 'raster') {
    const merged = burnRoads(region.grid, pace, region.roads, speeds, vehicle);
    const cellState = Uint8Array.from(state, (s, cell) =>
      merged.paceSecondsPerMeter[cell] === Infinity ? s : CELL_WALKABLE,
    );
    return buildRasterEngine(buildLand({ ...ground, ...merged }), toFacility, cellState);
  }
  const land = buildLand({ ...ground, paceSecondsPerMeter: pace });
  const input = {
    land,
    roads: { network: region.roads, graph: buildRoadGraph(region.roads, speeds, vehicle, land) },
    boardingSeconds: travel.boardingSeconds ?? DEFAULT_BOARDING_SECONDS[travel.mode],
    toFacility,
    cellState: state,
  };
  return travel.model === 'network' ? buildNetworkEngine(input) : buildHybridEngine(input);
} // prettier-ignore

/** How the mode uses roads: speeds by class, its vehicle, whether fords are open. */
export function describeRoadUse(travel: Travel): { rules: RoadRules; vehicle: Vehicle | null } {
  const vehicle = travel.mode === 'walk' ? null : travel.mode === 'bicycle' ? 'bicycle' : 'motor';
  const rules: RoadRules = {
    walkKmhByClass: listRoadSpeeds(DEFAULT_WALK_ROAD_KMH, travel.mode === 'walk' ? travel.speeds?.road : undefined),
    rideKmhByClass: travel.mode === 'walk' ? null : listRoadSpeeds(DEFAULT_ROAD_KMH[travel.mode], travel.speeds?.road),
    vehicle,
    fordsOpen: travel.season === 'dry',
  };
  return { rules, vehicle };
} // prettier-ignore

/** Bytes of search state a cell, by model, and the most a process may be asked for. */
const BYTES_A_CELL = 64;
const MOST_BYTES = 12 * 2 ** 30;

function assertFits(region: Region): void {
  const cells = countCells(region.grid);
  if (cells * BYTES_A_CELL > MOST_BYTES)
    throw new TravelError(
      'travel.grid-too-large',
      `travel: ${cells} cells need about ${Math.round((cells * BYTES_A_CELL) / 2 ** 30)} GiB, at most ${MOST_BYTES / 2 ** 30} GiB`,
      { cells, most: Math.floor(MOST_BYTES / BYTES_A_CELL) },
    );
}

function refuseUnused(travel: Travel): void {
  const refuse = (parameter: string, why: string): never => {
    throw new TravelError(
      'travel.unused-parameter',
      `travel: ${parameter} means nothing with model ${travel.model} and mode ${travel.mode}: ${why}`,
      { parameter, model: travel.model, mode: travel.mode },
    );
  };
  const { model, mode, speeds } = travel;
  if (model === 'straight-line') {
    if (speeds?.land) refuse('speeds.land', 'the crow crosses no land');
    if (speeds?.road) refuse('speeds.road', 'the crow follows no road');
    if (travel.season !== 'dry') refuse('season', 'the crow fords no river');
  } else if (speeds?.straightLine !== undefined)
    refuse('speeds.straightLine', 'only model straight-line has it');
  if (travel.boardingSeconds) {
    if (mode === 'walk') refuse('boardingSeconds', 'a walker boards nothing');
    if (model === 'straight-line' || model === 'raster')
      refuse('boardingSeconds', 'the model has no boarding');
  }
}

function listRoadSpeeds(
  defaults: Record<(typeof ROAD_CLASSES)[number], number>,
  replaced: Partial<Record<(typeof ROAD_CLASSES)[number], number>> | undefined,
): Float64Array {
  return Float64Array.from(ROAD_CLASSES, (name) => replaced?.[name] ?? defaults[name]);
}

/** Flat walking pace by cell and why a cell is closed: barriers and classes of speed 0, or no land cover known. */
export function buildLandPace(region: Region, travel: Travel): { pace: Float64Array; state: Uint8Array } {
  const kmhByClass = LAND_CLASSES.map((name) => travel.speeds?.land?.[name] ?? DEFAULT_WALK_LAND_KMH[name]);
  const cells = countCells(region.grid);
  const pace = new Float64Array(cells);
  const state = new Uint8Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    const landClass = region.landClass[cell]!;
    const kmh = kmhByClass[landClass];
    if (kmh === undefined)
      throw new TravelError(
        'travel.unknown-land-class',
        `travel: cell ${cell} has land class ${landClass}, there are ${LAND_CLASSES.length}`,
        { cell, landClass },
      );
    const noData = Number.isNaN(kmh);
    const closed = noData || kmh === 0 || region.barrier[cell] === 1;
    pace[cell] = closed ? Infinity : 3.6 / kmh;
    state[cell] =
      region.barrier[cell] === 1 || kmh === 0 ? CELL_BARRIER : noData ? CELL_NO_DATA : CELL_WALKABLE;
  }
  return { pace, state };
}
