import type { Travel } from '../../contract/travel.ts';
import { DEFAULT_BOARDING_SECONDS } from '../../contract/default-speeds.ts';
import { buildHybridEngine } from '../../kernel/catchment/hybrid-engine.ts';
import { buildNetworkEngine } from '../../kernel/catchment/network-engine.ts';
import { buildRasterEngine } from '../../kernel/catchment/raster-engine.ts';
import { CELL_WALKABLE, type TravelEngine } from '../../kernel/catchment/travel-engine.ts';
import { burnRoads } from '../../kernel/cost/burn-roads.ts';
import { buildLand, type Land } from '../../kernel/cost/land.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import { buildLineTrace, traceLineInto } from '../../kernel/grid/trace-line.ts';
import { buildRoadGraph } from '../../kernel/network/build-road-graph.ts';
import { computeEdgeSpeeds, type EdgeSpeeds } from '../../kernel/network/edge-speeds.ts';
import { buildOffRoad } from '../../kernel/network/off-road-search.ts';
import { AccessLinks } from '../../kernel/network/access-links.ts';
import type { RoadArcs, RoadGraph } from '../../kernel/network/road-graph.ts';
import {
  buildLandPace,
  buildOffRoadPace,
  buildTravelEngine,
  buildVehicleLand,
  describeGround,
  describeRoadUse,
  mergeVehicle,
} from './build-engine.ts';
import { assertFits, refuseUnused } from './check-travel.ts';
import type { Region } from '../model/region.ts';

/** An engine whose speeds are multiplied by one factor per land-cover class and one per road class. */
export type BuildDrawnEngine = (landFactors: Float64Array, roadFactors: Float64Array) => TravelEngine;

/**
 * Engines of the same region and travel with other speeds by class, without finding the ways to the roads
 * again.
 *
 * A factor multiplies the speed as travelled, slope and posted limits included; boarding takes as long as
 * before. Factors of exactly 1
 * give the engine of `buildTravelEngine`; land factors alone give that of `speeds.land` within rounding.
 * The straight-line model has no
 * classes: factors change nothing there. Building costs as much as one engine, each draw O(cells + links +
 * pieces). `onProgress` is reported
 * the share of the building done and may throw to stop.
 */
export function buildDrawnEngines(
  region: Region,
  travel: Travel,
  onProgress?: (share: number) => void,
): BuildDrawnEngine {
  if (travel.model === 'straight-line' || travel.model === 'raster') return drawWithoutGraph(region, travel);
  refuseUnused(region, travel);
  assertFits(region, travel);
  const { pace, state } = buildLandPace(region, travel);
  const { rules, vehicle } = describeRoadUse(travel);
  const speeds = computeEdgeSpeeds(region.roads, rules);
  const toFacility = travel.direction === 'to-facility';
  const ground = describeGround(region, travel);
  const offRoadPace = buildOffRoadPace(region, travel, pace);
  const scalePace = (factors: Float64Array, paces = pace): Float64Array =>
    divideBy(paces, factors, region.landClass);
  const land = buildLand({ ...ground, paceSecondsPerMeter: pace });
  const graph = buildRoadGraph(region.roads, speeds, vehicle, land, onProgress);
  const links = describeLinks(region, land, graph);
  const boardingSeconds = travel.boardingSeconds ?? DEFAULT_BOARDING_SECONDS[travel.mode];
  const assemble = (
    drawnLand: Land,
    drawnGraph: RoadGraph,
    vehiclePace: Float64Array | null,
  ): TravelEngine => {
    const input = {
      land: drawnLand,
      roads: { network: region.roads, graph: drawnGraph },
      ...(vehiclePace
        ? { offRoad: buildOffRoad(buildVehicleLand(ground, vehiclePace, vehicle), drawnGraph) }
        : {}),
      boardingSeconds,
      toFacility,
      cellState: state,
    };
    return travel.model === 'network' ? buildNetworkEngine(input) : buildHybridEngine(input);
  };
  const base = assemble(land, graph, offRoadPace);
  return (landFactors, roadFactors) =>
    isOne(landFactors) && isOne(roadFactors)
      ? base
      : assemble(
          buildLand({ ...ground, paceSecondsPerMeter: scalePace(landFactors) }),
          scaleGraph(graph, region.roads.edgeClass, roadFactors, links, landFactors),
          offRoadPace && scalePace(landFactors, offRoadPace),
        );
}

/**
 * Models that keep no graph: straight lines, which have no classes, and burnt-in roads, which are burnt
 * again.
 */
function drawWithoutGraph(region: Region, travel: Travel): BuildDrawnEngine {
  const base = buildTravelEngine(region, travel);
  if (travel.model === 'straight-line') return () => base;
  const { pace, state } = buildLandPace(region, travel);
  const { rules, vehicle } = describeRoadUse(travel);
  const speeds = computeEdgeSpeeds(region.roads, rules);
  const ground = describeGround(region, travel);
  const offRoadPace = buildOffRoadPace(region, travel, pace);
  return (landFactors, roadFactors) => {
    if (isOne(landFactors) && isOne(roadFactors)) return base;
    const scale = (paces: Float64Array): Float64Array => divideBy(paces, landFactors, region.landClass);
    const merged = burnRoads(
      region.grid,
      mergeVehicle(scale(pace), offRoadPace && scale(offRoadPace), vehicle),
      region.roads,
      scaleSpeeds(speeds, region.roads.edgeClass, roadFactors),
      vehicle,
    );
    const cellState = Uint8Array.from(state, (s, cell) =>
      merged.paceSecondsPerMeter[cell] === Infinity ? s : CELL_WALKABLE,
    );
    return buildRasterEngine(
      buildLand({ ...ground, ...merged }),
      travel.direction === 'to-facility',
      cellState,
    );
  };
}

function isOne(factors: Float64Array): boolean {
  return factors.every((factor) => factor === 1);
}

function scaleSpeeds(speeds: EdgeSpeeds, edgeClass: ArrayLike<number>, factors: Float64Array): EdgeSpeeds {
  const scale = (values: Float64Array): Float64Array =>
    values.map((speed, edge) => speed * factors[edgeClass[edge]!]!);
  return {
    walkForward: scale(speeds.walkForward),
    walkBackward: scale(speeds.walkBackward),
    rideForward: scale(speeds.rideForward),
    rideBackward: scale(speeds.rideBackward),
  };
}

/** The land that each walk to a road crosses: one class, or shares of its time by class. */
interface LinkLand {
  /** By link in order of nodes: its class; the first of them where it is mixed. */
  readonly landClass: Uint8Array;
  /** Links of more than one class; the parts of the k-th are mixedStart[k] … mixedStart[k + 1] - 1. */
  readonly mixedLink: Int32Array;
  readonly mixedStart: Int32Array;
  readonly partClass: Uint8Array;
  readonly partShare: Float64Array;
}

function describeLinks(region: Region, land: Land, graph: RoadGraph): LinkLand {
  const { grid, landClass: classOf } = region;
  const { nodeStart, nodeCell } = graph.links;
  const landClass = new Uint8Array(nodeCell.length);
  const mixedLink: number[] = [];
  const mixedStart = [0];
  const partClass: number[] = [];
  const partShare: number[] = [];
  const trace = buildLineTrace();
  for (let node = 0; node < graph.nodeCount; node++)
    for (let i = nodeStart[node]!; i < nodeStart[node + 1]!; i++) {
      const cell = nodeCell[i]!;
      landClass[i] = classOf[cell]!;
      const row = Math.floor(cell / grid.columns);
      const x = grid.left + (cell - row * grid.columns + 0.5) * grid.cellWidth;
      const y = grid.top - (row + 0.5) * grid.cellHeight;
      const [nodeX, nodeY] = [graph.nodeX[node]!, graph.nodeY[node]!];
      if (Math.abs(nodeX - x) < 0.5 * grid.cellWidth && Math.abs(nodeY - y) < 0.5 * grid.cellHeight) continue;
      const count = traceLineInto(grid, x, y, nodeX, nodeY, trace);
      const shares = new Map<number, number>();
      let total = 0;
      for (let k = 0; k < count; k++) {
        const at = trace.cells[k]!;
        if (at === NONE || !(trace.shares[k]! > 1e-9)) continue;
        const time = trace.shares[k]! * land.paceSecondsPerMeter[at]!;
        total += time;
        shares.set(classOf[at]!, (shares.get(classOf[at]!) ?? 0) + time);
      }
      if (shares.size < 2) continue;
      mixedLink.push(i);
      for (const [name, time] of shares) {
        partClass.push(name);
        partShare.push(time / total);
      }
      mixedStart.push(partClass.length);
    }
  return {
    landClass,
    mixedLink: Int32Array.from(mixedLink),
    mixedStart: Int32Array.from(mixedStart),
    partClass: Uint8Array.from(partClass),
    partShare: Float64Array.from(partShare),
  };
}

function scaleGraph(
  graph: RoadGraph,
  edgeClass: ArrayLike<number>,
  roadFactors: Float64Array,
  land: LinkLand,
  landFactors: Float64Array,
): RoadGraph {
  const pieceFactor = new Float64Array(graph.pieceEdge.length);
  for (let piece = 0; piece < pieceFactor.length; piece++)
    pieceFactor[piece] = roadFactors[edgeClass[graph.pieceEdge[piece]!]!]!;
  const scaleArcs = (arcs: RoadArcs): RoadArcs => {
    const out = divideBy(arcs.out, pieceFactor, arcs.piece);
    return {
      ...arcs,
      out,
      back: arcs.back === arcs.out ? out : divideBy(arcs.back, pieceFactor, arcs.piece),
    };
  };
  const perClass = landFactors.map((factor) => 1 / factor);
  const scale = new Float64Array(land.landClass.length);
  for (let i = 0; i < scale.length; i++) scale[i] = perClass[land.landClass[i]!]!;
  for (let k = 0; k < land.mixedLink.length; k++) {
    let sum = 0;
    for (let part = land.mixedStart[k]!; part < land.mixedStart[k + 1]!; part++)
      sum += land.partShare[part]! / landFactors[land.partClass[part]!]!;
    scale[land.mixedLink[k]!] = sum;
  }
  const { links } = graph;
  const nodeOut = multiplyBy(links.nodeOut, scale);
  return {
    ...graph,
    walk: scaleArcs(graph.walk),
    ride: graph.ride === null ? null : scaleArcs(graph.ride),
    links: new AccessLinks(
      links.cells,
      links.nodeStart,
      links.nodeCell,
      nodeOut,
      links.nodeBack === links.nodeOut ? nodeOut : multiplyBy(links.nodeBack, scale),
    ),
  };
}

// loops, as a million links a draw make callbacks half of its time

function divideBy(values: Float64Array, factors: Float64Array, indexOf: ArrayLike<number>): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = values[i]! / factors[indexOf[i]!]!;
  return out;
}

function multiplyBy(values: Float64Array, factors: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = values[i]! * factors[i]!;
  return out;
}
