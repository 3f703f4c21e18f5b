import {
  DEFAULT_BOARDING_SECONDS,
  DEFAULT_ROAD_KMH,
  DEFAULT_STRAIGHT_LINE_KMH,
  DEFAULT_WALK_LAND_KMH,
  DEFAULT_WALK_ROAD_KMH,
  VEHICLES,
} from '../../contract/default-speeds.ts';
import type { Travel } from '../../contract/travel.ts';
import { LAND_CLASSES, ROAD_CLASSES } from '../../contract/vocabulary.ts';
import { buildHybridEngine } from '../../kernel/catchment/hybrid-engine.ts';
import { buildNetworkEngine } from '../../kernel/catchment/network-engine.ts';
import { buildRasterEngine } from '../../kernel/catchment/raster-engine.ts';
import { buildStraightLineEngine } from '../../kernel/catchment/straight-line-engine.ts';
import {
  CELL_BARRIER,
  CELL_NO_DATA,
  CELL_WALKABLE,
  type TravelEngine,
} from '../../kernel/catchment/travel-engine.ts';
import { TravelError } from '../../kernel/catchment/travel-error.ts';
import { burnRoads, type MergedLand } from '../../kernel/cost/burn-roads.ts';
import {
  buildLand,
  CELL_BY_BICYCLE,
  CELL_BY_MOTOR,
  CELL_ON_FOOT,
  type Land,
  type LandInput,
} from '../../kernel/cost/land.ts';
import { getSlopeFunction } from '../../kernel/cost/slope.ts';
import { countCells } from '../../kernel/grid/grid.ts';
import { buildRoadGraph } from '../../kernel/network/build-road-graph.ts';
import { computeEdgeSpeeds, type RoadRules, type Vehicle } from '../../kernel/network/edge-speeds.ts';
import { buildOffRoad } from '../../kernel/network/off-road-search.ts';
import { assertFits, assertRidden, refuseUnused } from './check-travel.ts';
import type { Region } from '../model/region.ts';

/**
 * The engine that answers `travel` on `region`. Class names become tables here and nowhere else.
 * Speeds replace the defaults class by class: `speeds.land` the walk over land, `speeds.road` the mode's
 * own way along roads (walking on
 * foot, riding otherwise; the walk to and from the vehicle keeps its defaults), `speeds.offRoad` the
 * classes on which the vehicle leaves
 * the road, `speeds.straightLine` the straight line's flight. `walkFactor` multiplies every walking speed but a
 * ferry's. The wet season cuts fords. A parameter the model has no use for is refused (TravelError, code
 * `travel.unused-parameter`), as are a region too large and a mode that no road carries.
 * `corners: 'open'` lets diagonal steps pass between two barriers, as AccessMod does. `onProgress` is reported
 * the share done and may throw to
 * stop. O(cells + metres of road / cell size).
 */
export function buildTravelEngine(
  region: Region,
  travel: Travel,
  options: Pick<LandInput, 'corners'> = {},
  onProgress?: (share: number) => void,
): TravelEngine {
  refuseUnused(region, travel);
  assertFits(region, travel);
  if (travel.model === 'straight-line')
    return buildStraightLineEngine(
      region.grid,
      travel.speeds?.straightLine ?? DEFAULT_STRAIGHT_LINE_KMH[travel.mode],
    );
  const { pace, state } = buildLandPace(region, travel);
  const toFacility = travel.direction === 'to-facility';
  const ground = { ...describeGround(region, travel), ...options };
  const { rules, vehicle } = describeRoadUse(travel);
  const speeds = computeEdgeSpeeds(region.roads, rules);
  assertRidden(region, travel, speeds);
  const offRoadPace = buildOffRoadPace(region, travel, pace);
  if (travel.model === 'raster') {
    const merged = burnRoads(
      region.grid,
      mergeVehicle(pace, offRoadPace, vehicle),
      region.roads,
      speeds,
      vehicle,
    );
    const cellState = Uint8Array.from(state, (s, cell) =>
      merged.paceSecondsPerMeter[cell] === Infinity ? s : CELL_WALKABLE,
    );
    return buildRasterEngine(buildLand({ ...ground, ...merged }), toFacility, cellState);
  }
  const land = buildLand({ ...ground, paceSecondsPerMeter: pace });
  const graph = buildRoadGraph(region.roads, speeds, vehicle, land, onProgress);
  const input = {
    land,
    roads: { network: region.roads, graph },
    boardingSeconds: travel.boardingSeconds ?? DEFAULT_BOARDING_SECONDS[travel.mode],
    toFacility,
    cellState: state,
    ...(offRoadPace ? { offRoad: buildOffRoad(buildVehicleLand(ground, offRoadPace, vehicle), graph) } : {}),
  };
  return travel.model === 'network' ? buildNetworkEngine(input) : buildHybridEngine(input);
}

/**
 * What every land of an answer shares: the frame, heights (null where slope is to change nothing), walking
 * function, moves.
 */
export function describeGround(region: Region, travel: Travel): Omit<LandInput, 'paceSecondsPerMeter'> {
  const name = travel.slope ?? 'tobler';
  return {
    grid: region.grid,
    elevation: name === 'none' ? null : region.elevation,
    slope: name === 'none' ? null : getSlopeFunction(name),
    neighbours: travel.neighbours ?? 16,
  };
}

/** The vehicle's flat pace by cell where it may leave the road, else Infinity; null where it never does. */
export function buildOffRoadPace(
  region: Region,
  travel: Travel,
  walkPace: Float64Array,
): Float64Array | null {
  const offRoad = travel.speeds?.offRoad;
  if (!offRoad) return null;
  const paceByClass = LAND_CLASSES.map((name) => 3.6 / (offRoad[name] ?? 0));
  return walkPace.map((pace, cell) => (pace === Infinity ? Infinity : paceByClass[region.landClass[cell]!]!));
}

/** Land as the vehicle meets it: motors feel no slope, bicycles by their power. */
export function buildVehicleLand(
  ground: Omit<LandInput, 'paceSecondsPerMeter'>,
  paceSecondsPerMeter: Float64Array,
  vehicle: Vehicle | null,
): Land {
  if (vehicle !== 'bicycle')
    return buildLand({ ...ground, elevation: null, slope: null, paceSecondsPerMeter });
  const means = new Uint8Array(paceSecondsPerMeter.length).fill(CELL_BY_BICYCLE);
  return buildLand({ ...ground, slope: null, means, paceSecondsPerMeter });
}

/** The raster model has one way of moving a cell: the vehicle's where it may leave the road, else walking. */
export function mergeVehicle(
  walkPace: Float64Array,
  offRoadPace: Float64Array | null,
  vehicle: Vehicle | null,
): MergedLand {
  if (offRoadPace === null) return { paceSecondsPerMeter: walkPace, means: null };
  const riding = vehicle === 'bicycle' ? CELL_BY_BICYCLE : CELL_BY_MOTOR;
  return {
    paceSecondsPerMeter: walkPace.map((pace, cell) =>
      offRoadPace[cell] === Infinity ? pace : offRoadPace[cell]!,
    ),
    means: Uint8Array.from(offRoadPace, (pace) => (pace === Infinity ? CELL_ON_FOOT : riding)),
  };
}

/** How the mode uses roads: speeds by class, its vehicle, whether fords are open. */
export function describeRoadUse(travel: Travel): { rules: RoadRules; vehicle: Vehicle | null } {
  const vehicle = travel.mode === 'walk' ? null : VEHICLES[travel.mode];
  const rules: RoadRules = {
    walkKmhByClass: listWalkSpeeds(travel),
    rideKmhByClass:
      travel.mode === 'walk' ? null : listRoadSpeeds(DEFAULT_ROAD_KMH[travel.mode], travel.speeds?.road),
    vehicle,
    fordsOpen: travel.season === 'dry',
  };
  return { rules, vehicle };
}

function listRoadSpeeds(
  defaults: Record<(typeof ROAD_CLASSES)[number], number>,
  replaced: Partial<Record<(typeof ROAD_CLASSES)[number], number>> | undefined,
): Float64Array {
  return Float64Array.from(ROAD_CLASSES, (name) => replaced?.[name] ?? defaults[name]);
}

/**
 * Walking speed by road class: the mode's own speeds on foot, changed by `walkFactor` except on a ferry,
 * which carries everybody alike.
 */
function listWalkSpeeds(travel: Travel): Float64Array {
  const kmh = listRoadSpeeds(DEFAULT_WALK_ROAD_KMH, travel.mode === 'walk' ? travel.speeds?.road : undefined);
  return kmh.map((speed, i) => (ROAD_CLASSES[i] === 'ferry' ? speed : speed * (travel.walkFactor ?? 1)));
}

/**
 * Flat walking pace by cell and why a cell is closed: barriers and classes of speed 0, or no land cover
 * known.
 */
export function buildLandPace(region: Region, travel: Travel): { pace: Float64Array; state: Uint8Array } {
  const kmhByClass = LAND_CLASSES.map(
    (name) => (travel.speeds?.land?.[name] ?? DEFAULT_WALK_LAND_KMH[name]) * (travel.walkFactor ?? 1),
  );
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
