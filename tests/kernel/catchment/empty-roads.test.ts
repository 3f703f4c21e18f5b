import { describe, expect, it } from 'vitest';
import { buildHybridEngine } from '../../../server/kernel/catchment/hybrid-engine.ts';
import { buildNetworkEngine } from '../../../server/kernel/catchment/network-engine.ts';
import { buildLand } from '../../../server/kernel/cost/land.ts';
import { UNREACHED } from '../../../server/kernel/grid/grid.ts';
import { buildRoadGraph } from '../../../server/kernel/network/build-road-graph.ts';
import { computeEdgeSpeeds } from '../../../server/kernel/network/edge-speeds.ts';
import { buildOffRoad } from '../../../server/kernel/network/off-road-search.ts';
import { EDGE_NO_FOOT, EDGE_NO_MOTOR } from '../../../server/kernel/network/road-network.ts';
import { buildCityNetwork, type CityRoad } from '../../support/grid-city.ts';
import { metricGrid } from '../../support/frames.ts';

/** 800 × 750 cells: more than 128 tiles, widths that are no multiple of 64. */
const grid = metricGrid(800, 750, { left: 500_000, top: 4_000_000 });
const cells = grid.columns * grid.rows;
const land = buildLand({ grid, paceSecondsPerMeter: new Float64Array(cells).fill(0.72) });
const source = 400 * grid.columns + 777;

/** No road at all, one that is closed to the mode, one far away from the source. */
const ROADS: Readonly<Record<string, readonly CityRoad[]>> = {
  'no edges': [],
  'closed to the mode': [
    {
      points: [
        [500_000, 3_960_000],
        [579_000, 3_960_000],
      ] as const,
      walkKmh: 0,
      rideKmh: 0,
      flags: EDGE_NO_FOOT | EDGE_NO_MOTOR,
    },
  ],
  'far away': [
    {
      points: [
        [500_100, 3_999_900],
        [501_000, 3_999_900],
      ] as const,
      walkKmh: 5,
      rideKmh: 40,
    },
  ],
};

function buildGraph(roads: readonly CityRoad[], vehicle: 'motor' | null) {
  const network = buildCityNetwork(roads);
  const rules = {
    walkKmhByClass: Float64Array.from(roads, (road) => road.walkKmh),
    rideKmhByClass: vehicle === null ? null : Float64Array.from(roads, (road) => road.rideKmh),
    vehicle,
    fordsOpen: true,
  };
  return { network, graph: buildRoadGraph(network, computeEdgeSpeeds(network, rules), vehicle, land) };
}

describe.each(Object.entries(ROADS))('roads: %s', (_kind, plan) => {
  it.each(['motor', null] as const)('by %s the hybrid trip is the walk over land', (vehicle) => {
    const roads = buildGraph(plan, vehicle);
    const options = { land, boardingSeconds: 120, toFacility: true };
    const [bare, with_] = [
      buildHybridEngine({ ...options, roads: null }),
      buildHybridEngine({ ...options, roads }),
    ];
    for (const limit of [50, 3600]) {
      const [a, b] = [bare.computeReach(source, limit), with_.computeReach(source, limit)];
      expect(b.count).toBe(a.count);
      expect(b.cells.slice(0, b.count)).toEqual(a.cells.slice(0, a.count));
      expect(b.seconds.slice(0, b.count)).toEqual(a.seconds.slice(0, a.count));
    }
  });

  it('the network model reaches its own cell alone', () => {
    const engine = buildNetworkEngine({
      land,
      roads: buildGraph(plan, 'motor'),
      boardingSeconds: 0,
      toFacility: true,
    });
    const reach = engine.computeReach(source, 3600);
    expect([...reach.cells.subarray(0, reach.count)]).toEqual([source]);
    const surface = engine.computeSurface(Int32Array.of(source), 3600);
    expect(surface.seconds[source]).toBe(0);
    expect(surface.seconds.filter((seconds) => seconds < UNREACHED).length).toBe(1);
  });

  it('a vehicle that leaves the road drives over land from where it is boarded', () => {
    const roads = buildGraph(plan, 'motor');
    const driven = buildLand({ grid, paceSecondsPerMeter: new Float64Array(cells).fill(0.12) });
    const engine = buildHybridEngine({
      land,
      roads,
      offRoad: buildOffRoad(driven, roads.graph),
      boardingSeconds: 60,
      toFacility: true,
    });
    const { seconds } = engine.computeSurface(Int32Array.of(source), 3600);
    for (const steps of [1, 2, 20, 200]) {
      const meters = steps * 100;
      expect(seconds[source - steps]).toBeCloseTo(Math.min(0.72 * meters, 60 + 0.12 * meters), 6);
    }
  });
});
