import { expect, it } from 'vitest';
import { buildNetworkEngine } from '../../../server/kernel/catchment/network-engine.ts';
import {
  CELL_BARRIER,
  CELL_WALKABLE,
  type TravelEngine,
} from '../../../server/kernel/catchment/travel-engine.ts';
import { UNREACHED } from '../../../server/kernel/grid/grid.ts';
import { buildRoadGraph } from '../../../server/kernel/network/build-road-graph.ts';
import { computeEdgeSpeeds } from '../../../server/kernel/network/edge-speeds.ts';
import { buildCityNetwork, buildGridCity } from '../../support/grid-city.ts';

/** Six by four cells of 100 m, a road along the top row and down the last column, walked at 1 m/s. */
const road = {
  points: [
    [50, 350],
    [550, 350],
    [550, 50],
  ],
  walkKmh: 3.6,
  rideKmh: 36,
} as const;
const city = buildGridCity({ columns: 6, rows: 4, roads: [road] });

function engineOf(vehicle: 'motor' | null, boardingSeconds: number, toFacility: boolean): TravelEngine {
  const network = buildCityNetwork([road]);
  const speeds = computeEdgeSpeeds(network, {
    walkKmhByClass: Float64Array.of(3.6),
    rideKmhByClass: vehicle === null ? null : Float64Array.of(36),
    vehicle,
    fordsOpen: true,
  });
  const graph = buildRoadGraph(network, speeds, vehicle, city.land);
  return buildNetworkEngine({
    land: city.land,
    roads: { network, graph },
    boardingSeconds,
    toFacility,
  });
}

it.each([true, false])('walks along the road from the first cell to the last (to the facility: %s)', (to) => {
  const engine = engineOf(null, 0, to);
  const { seconds, nearest } = engine.computeSurface(Int32Array.of(23), Infinity);
  // Cells of the road by their metres along it, from its end in the last cell.
  const along = [800, 700, 600, 500, 400, 300];
  along.forEach((meters, cell) => expect(seconds[cell], `cell ${cell}`).toBeCloseTo(meters, 9));
  expect(seconds[23]).toBe(0);
  expect(seconds[11]).toBeCloseTo(200, 9);
  expect(nearest[0]).toBe(0);
  // The second row stands a cell from the road and walks there; the third is too far.
  expect(seconds[6]).toBeCloseTo(900, 9);
  expect(seconds[12]).toBe(UNREACHED);
  expect(nearest[12]).toBe(-1);
});

it('from the first cell reaches the last, boarding once', () => {
  const ride = engineOf('motor', 60, false);
  const { seconds } = ride.computeSurface(Int32Array.of(0), Infinity);
  expect(seconds[0]).toBe(0);
  expect(seconds[23]).toBeCloseTo(60 + 80, 9);
  const reach = ride.computeReach(0, 100);
  const cells = [...reach.cells.subarray(0, reach.count)];
  expect(cells).toEqual([0, 1, 2, 3, 4]);
  expect([...reach.seconds.subarray(0, reach.count)].map((one) => Math.round(one))).toEqual([
    0, 70, 80, 90, 100,
  ]);
});

it.each([true, false])(
  'gives each cell to the nearest of two, in order of time (to the facility: %s)',
  (to) => {
    const engine = engineOf(null, 0, to);
    const { seconds, nearest } = engine.computeSurface(Int32Array.of(23, -1, 1), 450);
    expect([...nearest.subarray(0, 6)]).toEqual([2, 2, 2, 2, 2, 0]);
    expect([...seconds.subarray(0, 6)].map((one) => Math.round(one))).toEqual([100, 0, 100, 200, 300, 300]);
    const reach = engine.computeReach(2, 200);
    const listed = Array.from({ length: reach.count }, (_, i) => [
      Math.round(reach.seconds[i]!),
      reach.cells[i]!,
    ]);
    expect(listed).toEqual([
      [0, 2],
      [100, 1],
      [100, 3],
      [100, 8],
      [200, 0],
      [200, 4],
      [200, 7],
      [200, 9],
    ]);
  },
);

it('tells the way by leg, the seconds of the surface in all', () => {
  for (const to of [true, false])
    for (const vehicle of ['motor', null] as const) {
      const engine = engineOf(vehicle, 60, to);
      const { seconds } = engine.computeSurface(Int32Array.of(23), Infinity);
      for (const cell of [0, 6, 3, 10]) {
        const path = engine.explainPath(Int32Array.of(23), cell)!;
        expect(path.source).toBe(0);
        expect(path.seconds, `cell ${cell}`).toBeCloseTo(seconds[cell]!, 9);
        expect(path.legs.reduce((sum, leg) => sum + leg.seconds, 0)).toBeCloseTo(seconds[cell]!, 6);
        expect(path.legs.reduce((sum, leg) => sum + leg.meters, 0)).toBeCloseTo(path.meters, 6);
      }
      const far = engine.explainPath(Int32Array.of(23), 6)!;
      expect(far.meters).toBeCloseTo(900, 6);
      expect(far.legs.map((leg) => leg.kind)).toEqual(
        vehicle === null ? ['walk', 'walk-road', 'walk'] : ['walk', 'board', 'ride', 'walk'],
      );
      expect(engine.explainPath(Int32Array.of(23), 12)).toBeNull();
    }
});

it('knows barriers by the pace of the land', () => {
  const walled = buildGridCity({ columns: 6, rows: 4, roads: [road], barriers: [[2, 2]] });
  const network = buildCityNetwork([road]);
  const speeds = computeEdgeSpeeds(network, {
    walkKmhByClass: Float64Array.of(3.6),
    rideKmhByClass: null,
    vehicle: null,
    fordsOpen: true,
  });
  const graph = buildRoadGraph(network, speeds, null, walled.land);
  const engine = buildNetworkEngine({
    land: walled.land,
    roads: { network, graph },
    boardingSeconds: 0,
    toFacility: true,
  });
  expect([...engine.cellState].flatMap((state, cell) => (state === CELL_WALKABLE ? [] : [cell]))).toEqual([
    14,
  ]);
  expect(engine.cellState[14]).toBe(CELL_BARRIER);
});
