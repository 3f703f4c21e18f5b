import { buildHybridEngine } from '../../server/kernel/catchment/hybrid-engine.ts';
import type { TravelEngine } from '../../server/kernel/catchment/travel-engine.ts';
import { buildLand, type Land } from '../../server/kernel/cost/land.ts';
import { getSlopeFunction } from '../../server/kernel/cost/slope.ts';
import { buildRoadGraph } from '../../server/kernel/network/build-road-graph.ts';
import { computeEdgeSpeeds } from '../../server/kernel/network/edge-speeds.ts';
import type { RoadGraph } from '../../server/kernel/network/road-graph.ts';
import { buildCityNetwork, type CityRoad } from '../../tests/support/grid-city.ts';
import { buildRandom } from '../../tests/support/random-land.ts';
import { buildBenchRaster, type BenchRaster } from './travel-raster.ts';

/** Ground, roads and people of reach lists, from the facility, and the engine over them. */
export interface ReachCase {
  readonly land: Land;
  readonly graph: RoadGraph;
  readonly engine: TravelEngine;
  readonly boardingSeconds: number;
  readonly population: Float64Array | Float32Array;
}

/** A generated county: hills, water with bridges, a bent lattice of roads, facilities. */
export interface BenchCounty extends ReachCase {
  readonly raster: BenchRaster;
}

/** Cells between roads of a kind, and its speeds. */
const KINDS = [
  { every: 24, walkKmh: 4.5, rideKmh: 30 },
  { every: 96, walkKmh: 4.5, rideKmh: 60 },
];

/**
 * Cells of 100 m, 16 neighbours, Tobler; a car of 120 s boarding when `driving`. The trip is from the
 * facility.
 */
export function buildBenchCounty(side: number, driving: boolean, facilities: number): BenchCounty {
  const raster = buildBenchRaster(side, { cell: 100, roads: false, sources: facilities });
  const land = buildLand({
    grid: raster.grid,
    paceSecondsPerMeter: raster.pace,
    elevation: raster.elevation,
    slope: getSlopeFunction('tobler'),
  });
  const random = buildRandom(side);
  const roads: CityRoad[] = [];
  const classes: number[] = [];
  const step = KINDS[0]!.every;
  const junctions = Math.floor(side / step);
  const place = new Map<number, readonly [number, number]>();
  const at = (i: number, j: number): readonly [number, number] => {
    const key = i * 4096 + j;
    const bend = (): number => (random() - 0.5) * step * 40;
    const known = place.get(key) ?? [
      raster.grid.left + (i + 0.5) * step * 100 + bend(),
      raster.grid.top - (j + 0.5) * step * 100 + bend(),
    ];
    place.set(key, known);
    return known;
  };
  for (let i = 0; i < junctions; i++)
    for (let j = 0; j < junctions; j++)
      for (const [di, dj] of [
        [1, 0],
        [0, 1],
      ] as const) {
        if (i + di >= junctions || j + dj >= junctions) continue;
        const kind = (di === 1 ? j : i) % (KINDS[1]!.every / step) === 0 ? 1 : 0;
        roads.push({ points: [at(i, j), at(i + di, j + dj)], ...KINDS[kind]! });
        classes.push(kind);
      }
  const network = { ...buildCityNetwork(roads), edgeClass: Uint8Array.from(classes) };
  const vehicle = driving ? 'motor' : null;
  const speeds = computeEdgeSpeeds(network, {
    walkKmhByClass: Float64Array.from(KINDS, (kind) => kind.walkKmh),
    rideKmhByClass: driving ? Float64Array.from(KINDS, (kind) => kind.rideKmh) : null,
    vehicle,
    fordsOpen: true,
  });
  const graph = buildRoadGraph(network, speeds, vehicle, land);
  const boardingSeconds = driving ? 120 : 0;
  const engine = buildHybridEngine({ land, roads: { network, graph }, boardingSeconds, toFacility: false });
  return { raster, land, graph, engine, boardingSeconds, population: raster.population };
}
