import { describe, expect, it } from 'vitest';
import { buildHybridEngine } from '../../../server/kernel/catchment/hybrid-engine.ts';
import { buildNetworkEngine } from '../../../server/kernel/catchment/network-engine.ts';
import { buildStraightLineEngine } from '../../../server/kernel/catchment/straight-line-engine.ts';
import { buildLand } from '../../../server/kernel/cost/land.ts';
import { getSlopeFunction } from '../../../server/kernel/cost/slope.ts';
import { computeAnyAngleTimes } from '../../../server/kernel/cost/wide-search.ts';
import { assertGrid } from '../../../server/kernel/grid/grid.ts';
import { buildRoadGraph } from '../../../server/kernel/network/build-road-graph.ts';
import { computeEdgeSpeeds } from '../../../server/kernel/network/edge-speeds.ts';
import { buildOffRoad } from '../../../server/kernel/network/off-road-search.ts';
import { buildCityNetwork, buildGridCity } from '../../support/grid-city.ts';

const road = {
  points: [
    [50, 50],
    [350, 50],
  ],
  walkKmh: 5,
  rideKmh: 30,
} as const;
const city = buildGridCity({ columns: 4, rows: 3, roads: [road], facilities: [[50, 50]] });
const network = buildCityNetwork([road]);
const speedsOf = (walk: number, ride: number | null) =>
  computeEdgeSpeeds(network, {
    walkKmhByClass: Float64Array.of(walk),
    rideKmhByClass: ride === null ? null : Float64Array.of(ride),
    vehicle: ride === null ? null : 'motor',
    fordsOpen: true,
  });
const pace = city.land.paceSecondsPerMeter;

describe('kernels refuse at entry, with expected and actual', () => {
  it('speeds and paces', () => {
    expect(() => speedsOf(-1, null)).toThrow(/walk speed of class 0 must be >= 0 km\/h, got -1/);
    expect(() => speedsOf(5, Number.NaN)).toThrow(/ride speed of class 0 must be >= 0 km\/h, got NaN/);
    expect(() => speedsOf(Infinity, null)).toThrow(/got Infinity/);
    for (const bad of [0, -1, Number.NaN])
      expect(() =>
        buildLand({ grid: city.grid, paceSecondsPerMeter: pace.map((p, i) => (i === 7 ? bad : p)) }),
      ).toThrow(`pace of cell 7 must be > 0 seconds per metre, got ${bad}`);
    for (const bad of [0, -4, Number.NaN, Infinity])
      expect(() => buildStraightLineEngine(city.grid, bad)).toThrow(`speed must be > 0 km/h, got ${bad}`);
  });

  it('classes without a speed, layers of another grid, settings that do not exist', () => {
    network.edgeClass[0] = 3;
    expect(() => speedsOf(5, null)).toThrow(/edge 0 has class 3, the table 1 classes/);
    network.edgeClass[0] = 0;
    expect(() =>
      buildLand({ grid: city.grid, paceSecondsPerMeter: pace, elevation: new Float32Array(5) }),
    ).toThrow(/elevation has 5 entries, the grid 4 × 3 = 12 cells/);
    expect(() => buildLand({ grid: city.grid, paceSecondsPerMeter: pace, neighbours: 12 as 8 })).toThrow(
      /8 or 16, got 12/,
    );
    expect(() => getSlopeFunction('linear' as 'tobler')).toThrow(/expected one of tobler.*got linear/);
    expect(() => computeAnyAngleTimes(city.land, Int32Array.of(0), 60, 9)).toThrow(
      /reach must be 1 … 8 cells, got 9/,
    );
  });

  it('boarding, and a vehicle off the road without roads to ride or on another grid', () => {
    const graph = buildRoadGraph(network, speedsOf(5, 30), 'motor', city.land);
    const input = { land: city.land, roads: { network, graph }, toFacility: true };
    for (const bad of [-1, Number.NaN, Infinity]) {
      expect(() => buildHybridEngine({ ...input, boardingSeconds: bad })).toThrow(
        `boarding must be >= 0 seconds, got ${bad}`,
      );
      expect(() => buildNetworkEngine({ ...input, boardingSeconds: bad })).toThrow(
        `boarding must be >= 0 seconds, got ${bad}`,
      );
    }
    expect(() => buildHybridEngine({ ...input, boardingSeconds: 0, cellState: new Uint8Array(3) })).toThrow(
      /cellState has 3 entries, expected 12/,
    );
    const other = buildGridCity({ columns: 5, rows: 3 });
    expect(() => buildOffRoad(other.land, graph)).toThrow(/the land has 15 cells, the graph 12/);
    const offRoad = buildOffRoad(city.land, graph);
    expect(() =>
      buildHybridEngine({ land: city.land, roads: null, boardingSeconds: 0, toFacility: true, offRoad }),
    ).toThrow(/no roads that carry the vehicle/);
  });

  it('frames that are no grid', () => {
    const grid = city.grid;
    expect(() => assertGrid({ ...grid, columns: 0 })).toThrow(/positive integers, got 0 × 3/);
    expect(() => assertGrid({ ...grid, rows: 2.5 })).toThrow(/got 4 × 2.5/);
    expect(() => assertGrid({ ...grid, cellWidth: Number.NaN })).toThrow(/cell sizes.*got NaN × 100/);
    expect(() => assertGrid({ ...grid, left: Infinity })).toThrow(/corner must be finite, got Infinity/);
    expect(() => assertGrid({ ...grid, geographic: true, top: 91, cellHeight: 0.1, cellWidth: 0.1 })).toThrow(
      /-90…90, got .*91/,
    );
  });

  it('a facility outside (NONE) or on a barrier reaches nobody and takes nobody from the others', () => {
    const split = buildGridCity({ columns: 4, rows: 3, barriers: [[1, 1]], facilities: [[50, 50]] });
    const alone = split.engine.computeSurface(split.sources, Infinity);
    const joined = split.engine.computeSurface(Int32Array.of(-1, 5, split.sources[0]!), Infinity);
    expect(joined.seconds).toEqual(alone.seconds);
    expect([...new Set(joined.nearest)].sort()).toEqual([-1, 2]);
  });
});
