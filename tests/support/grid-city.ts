import { buildHybridEngine } from '../../server/kernel/catchment/hybrid-engine.ts';
import type { TravelEngine } from '../../server/kernel/catchment/travel-engine.ts';
import { buildLand, CELL_BY_BICYCLE, type Land } from '../../server/kernel/cost/land.ts';
import { getSlopeFunction, type SlopeName } from '../../server/kernel/cost/slope.ts';
import { findCell, type Grid } from '../../server/kernel/grid/grid.ts';
import { buildRoadGraph } from '../../server/kernel/network/build-road-graph.ts';
import { buildOffRoad } from '../../server/kernel/network/off-road-search.ts';
import { computeEdgeSpeeds, type RoadRules, type Vehicle } from '../../server/kernel/network/edge-speeds.ts';
import type { RoadNetwork } from '../../server/kernel/network/road-network.ts';
import { metricGrid } from './frames.ts';

/** A road laid out in metres, y up, (0, 0) at the south-west corner. */
export interface CityRoad {
  readonly points: readonly (readonly [number, number])[];
  readonly walkKmh: number;
  readonly rideKmh: number;
  readonly flags?: number;
  readonly maxSpeedKmh?: number;
}

/** A desert city: flat or hilly ground of one speed, roads, barriers and facilities, all in metres. */
export interface CityPlan {
  readonly columns: number;
  readonly rows: number;
  /** Metres; 100 by default. */
  readonly cell?: number;
  /**
   * Where the south-west corner lies in the CRS; (0, 0) by default. Everything else in the plan is counted
   * from it.
   */
  readonly origin?: readonly [x: number, y: number];
  /** Flat walking speed off road; 3.6 by default, so that 1 m takes 1 s. */
  readonly walkKmh?: number;
  readonly roads?: readonly CityRoad[];
  /** Barrier cells. */
  readonly barriers?: readonly (readonly [column: number, row: number])[];
  /** Metres above sea at a place. */
  readonly height?: (x: number, y: number) => number;
  readonly slope?: SlopeName;
  readonly vehicle?: Vehicle | null;
  readonly boardingSeconds?: number;
  readonly toFacility?: boolean;
  /** The vehicle may leave the road at this speed, except in `noDriving` cells. */
  readonly offRoadKmh?: number;
  readonly noDriving?: readonly (readonly [column: number, row: number])[];
  readonly fordsOpen?: boolean;
  readonly neighbours?: 8 | 16;
  readonly corners?: 'closed' | 'open';
  /** Places in metres. */
  readonly facilities?: readonly (readonly [number, number])[];
}

/** The city as kernel arrays with its engine. */
export interface GridCity {
  readonly plan: CityPlan;
  readonly grid: Grid;
  readonly land: Land;
  readonly network: RoadNetwork;
  readonly engine: TravelEngine;
  /** Cell of each facility. */
  readonly sources: Int32Array;
  /** Cell holding a place in metres. */
  cellAt(x: number, y: number): number;
}

/** Builds the city. Each road has its own class; roads that share an end point (within 1 µm) meet there. */
export function buildGridCity(plan: CityPlan): GridCity {
  const size = plan.cell ?? 100;
  const [left, bottom] = plan.origin ?? [0, 0];
  const grid: Grid = metricGrid(plan.columns, plan.rows, {
    cell: size,
    left,
    top: bottom + plan.rows * size,
  });
  const cells = grid.columns * grid.rows;
  const pace = new Float64Array(cells).fill(3.6 / (plan.walkKmh ?? 3.6));
  for (const [column, row] of plan.barriers ?? []) pace[row * grid.columns + column] = Infinity;
  const height = plan.height;
  const elevation = height
    ? Float64Array.from({ length: cells }, (_, cell) =>
        height(
          ((cell % grid.columns) + 0.5) * size,
          plan.rows * size - (Math.floor(cell / grid.columns) + 0.5) * size,
        ),
      )
    : null;
  const land = buildLand({
    grid,
    paceSecondsPerMeter: pace,
    elevation,
    slope: getSlopeFunction(plan.slope ?? 'tobler'),
    neighbours: plan.neighbours ?? 16,
    corners: plan.corners ?? 'closed',
  });
  const roads = (plan.roads ?? []).map((road) => ({
    ...road,
    points: road.points.map(([x, y]) => [x + left, y + bottom] as const),
  }));
  const network = buildCityNetwork(roads);
  const vehicle = plan.vehicle ?? null;
  const rules: RoadRules = {
    walkKmhByClass: Float64Array.from(roads, (r) => r.walkKmh),
    rideKmhByClass: vehicle === null ? null : Float64Array.from(roads, (r) => r.rideKmh),
    vehicle,
    fordsOpen: plan.fordsOpen ?? true,
  };
  const graph = buildRoadGraph(network, computeEdgeSpeeds(network, rules), vehicle, land);
  const engine = buildHybridEngine({
    land,
    ...(vehicle && plan.offRoadKmh ? { offRoad: buildOffRoad(buildCityVehicleLand(plan, land), graph) } : {}),
    roads: { network, graph },
    boardingSeconds: plan.boardingSeconds ?? 0,
    toFacility: plan.toFacility ?? false,
  });
  const cellAt = (x: number, y: number): number => findCell(grid, x + left, y + bottom);
  return {
    plan,
    grid,
    land,
    network,
    engine,
    sources: Int32Array.from(plan.facilities ?? [], ([x, y]) => cellAt(x, y)),
    cellAt,
  };
}

/** Where the vehicle drives off the road, and how slope slows it. */
export function buildCityVehicleLand(plan: CityPlan, land: Land): Land {
  const { grid } = land.metric;
  const pace = land.paceSecondsPerMeter.map((p) => (p === Infinity ? p : 3.6 / plan.offRoadKmh!));
  for (const [column, row] of plan.noDriving ?? []) pace[row * grid.columns + column] = Infinity;
  const bicycle = plan.vehicle === 'bicycle';
  return buildLand({
    grid,
    paceSecondsPerMeter: pace,
    elevation: bicycle ? land.elevation : null,
    means: bicycle ? new Uint8Array(pace.length).fill(CELL_BY_BICYCLE) : null,
    neighbours: land.neighbours,
    corners: land.corners,
  });
}

/** Roads as a network: one edge and one class a road, nodes where ends coincide. */
export function buildCityNetwork(roads: readonly CityRoad[]): RoadNetwork {
  const nodes = new Map<string, number>();
  const nodeX: number[] = [];
  const nodeY: number[] = [];
  const node = ([x, y]: readonly [number, number]): number => {
    const key = `${Math.round(x * 1e6)},${Math.round(y * 1e6)}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    nodes.set(key, nodeX.length);
    nodeX.push(x);
    nodeY.push(y);
    return nodeX.length - 1;
  };
  const vertexStart = [0];
  const vertexX: number[] = [];
  const vertexY: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const lengths: number[] = [];
  for (const { points } of roads) {
    from.push(node(points[0]!));
    to.push(node(points[points.length - 1]!));
    let length = 0;
    points.forEach(([x, y], i) => {
      vertexX.push(x);
      vertexY.push(y);
      if (i > 0) length += Math.hypot(x - points[i - 1]![0], y - points[i - 1]![1]);
    });
    lengths.push(length);
    vertexStart.push(vertexX.length);
  }
  return {
    nodeX: Float64Array.from(nodeX),
    nodeY: Float64Array.from(nodeY),
    edgeFrom: Uint32Array.from(from),
    edgeTo: Uint32Array.from(to),
    edgeClass: Uint8Array.from(roads, (_, i) => i),
    edgeFlags: Uint16Array.from(roads, (r) => r.flags ?? 0),
    edgeMaxSpeedKmh: Float32Array.from(roads, (r) => r.maxSpeedKmh ?? 0),
    edgeLengthMeters: Float64Array.from(lengths),
    edgeVertexStart: Uint32Array.from(vertexStart),
    vertexX: Float64Array.from(vertexX),
    vertexY: Float64Array.from(vertexY),
    edgeSource: Float64Array.from(roads, (_, i) => i),
  };
}
