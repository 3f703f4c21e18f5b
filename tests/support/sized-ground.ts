import { buildLand, type Land } from '../../server/kernel/cost/land.ts';
import { getSlopeFunction, SLOPE_NAMES } from '../../server/kernel/cost/slope.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import { buildRoadGraph } from '../../server/kernel/network/build-road-graph.ts';
import { computeEdgeSpeeds, type Vehicle } from '../../server/kernel/network/edge-speeds.ts';
import { EDGE_NO_FOOT, EDGE_NO_MOTOR, type RoadNetwork } from '../../server/kernel/network/road-network.ts';
import type { RoadGraph } from '../../server/kernel/network/road-graph.ts';
import { buildCityNetwork, type CityRoad } from './grid-city.ts';
import { buildRandomRoad } from './random-city.ts';
import { buildRandom } from './random-land.ts';

/** What roads a ground has: each optional part of an engine absent, empty and present. */
const ROAD_KINDS = ['absent', 'no edges', 'closed to the mode', 'in one corner', 'everywhere'] as const;
const HEIGHT_KINDS = ['absent', 'all unknown', 'some unknown', 'known'] as const;

export interface SizedGround {
  readonly land: Land;
  readonly network: RoadNetwork;
  readonly graph: RoadGraph | null;
  readonly roadKind: (typeof ROAD_KINDS)[number];
  readonly heightKind: (typeof HEIGHT_KINDS)[number];
  readonly boardingSeconds: number;
}

/** Sides around the tile of 64 cells, where layouts of memory change. */
const EDGES = [1, 2, 3, 62, 63, 64, 65, 66, 127, 128, 129, 191, 192, 193, 255, 256, 257];

/**
 * Columns and rows: a fifth long and narrow or at the edges of tiles, two fifths small, a fifth middling, a
 * fifth as large as real regions
 * on both sides, up to 1,500.
 */
function drawSides(random: () => number): [number, number] {
  const between = (from: number, to: number): number => Math.round(from * (to / from) ** random());
  const edge = (): number => EDGES[Math.floor(random() * EDGES.length)]!;
  const kind = random();
  if (kind < 0.1) return [edge(), edge()];
  if (kind < 0.2) return random() < 0.5 ? [edge(), between(1, 1500)] : [between(1, 1500), edge()];
  const [from, to] = kind < 0.6 ? [1, 90] : kind < 0.8 ? [60, 400] : [500, 1500];
  return [between(from, to), between(from, to)];
}

/**
 * Ground of a random size up to 1,500 × 1,500 with every optional part absent, empty or present. `roads:
 * false` leaves roads out.
 */
export function buildSizedGround(seed: number, options: { roads?: boolean } = {}): SizedGround {
  const random = buildRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const geographic = random() < 0.15;
  const size = geographic ? 0.0008333 : pick([30, 100, 1000]);
  const [columns, rows] = drawSides(random);
  const grid: Grid = {
    columns,
    rows,
    left: geographic ? 43 : 500_000,
    top: geographic ? 12 : 4_000_000,
    cellWidth: size,
    cellHeight: size,
    crs: geographic ? 'EPSG:4326' : 'EPSG:32650',
    geographic,
  };
  const cells = grid.columns * grid.rows;
  const blocked = pick([0, 0.02, 0.3]);
  const even = random() < 0.3;
  const pattern = Float64Array.from({ length: 4099 }, () =>
    random() < blocked ? Infinity : even ? 0.9 : 3.6 / (0.5 + Math.floor(random() * 40) / 4),
  );
  const pace = new Float64Array(cells);
  for (let cell = 0; cell < cells; cell++) pace[cell] = pattern[cell % 4099]!;
  const heightKind = pick(HEIGHT_KINDS);
  const elevation = heightKind === 'absent' ? null : new Float32Array(cells).fill(NaN);
  if (elevation !== null && heightKind !== 'all unknown')
    for (let cell = 0; cell < cells; cell++)
      elevation[cell] =
        heightKind === 'some unknown' && cell % 31 < 3 ? NaN : 40 * Math.sin(cell / 37) + (cell % 13);
  const land = buildLand({
    grid,
    paceSecondsPerMeter: pace,
    elevation,
    slope: elevation === null && random() < 0.5 ? null : getSlopeFunction(pick(SLOPE_NAMES)),
    neighbours: pick([8, 16]),
    corners: pick(['closed', 'open']),
  });
  const roadKind = options.roads === false || geographic ? 'absent' : pick(ROAD_KINDS);
  const vehicle = pick<Vehicle | null>([null, 'motor', 'bicycle']);
  const roads = drawRoads(random, roadKind, grid);
  const network = buildCityNetwork(roads);
  const rules = {
    walkKmhByClass: Float64Array.from(roads, (r) => r.walkKmh),
    rideKmhByClass: vehicle === null ? null : Float64Array.from(roads, (r) => r.rideKmh),
    vehicle,
    fordsOpen: random() < 0.5,
  };
  return {
    land,
    network,
    graph:
      roadKind === 'absent'
        ? null
        : buildRoadGraph(network, computeEdgeSpeeds(network, rules), vehicle, land),
    roadKind,
    heightKind,
    boardingSeconds: pick([0, 120]),
  };
}

function drawRoads(random: () => number, kind: (typeof ROAD_KINDS)[number], grid: Grid): CityRoad[] {
  if (kind === 'absent' || kind === 'no edges') return [];
  const share = kind === 'in one corner' ? 0.1 : 1;
  const [width, height] = [share * grid.columns * grid.cellWidth, share * grid.rows * grid.cellHeight];
  const roads: CityRoad[] = [];
  const count = 1 + Math.floor(random() * 8);
  for (let i = 0; i < count; i++) roads.push(buildRandomRoad(random, width, height, roads));
  const [left, bottom] = [grid.left, grid.top - grid.rows * grid.cellHeight];
  return roads.map((road) => ({
    ...road,
    ...(kind === 'closed to the mode' ? { flags: EDGE_NO_FOOT | EDGE_NO_MOTOR, walkKmh: 0, rideKmh: 0 } : {}),
    points: road.points.map(([x, y]) => [x + left, y + bottom] as const),
  }));
}

/**
 * A limit: less than a step, one step, some steps, or none where the ground is small enough for the
 * reference.
 */
export function drawLimit(random: () => number, land: Land): number {
  const cells = land.paceSecondsPerMeter.length;
  const step = land.metric.cellSizeMeters * 0.9;
  const kind = random();
  if (kind < 0.05) return 1e-9;
  if (kind < 0.15) return step;
  if (cells <= 1500 && kind < 0.45) return Infinity;
  return step * (1 + random() * (kind > 0.97 ? 60 : 14));
}
