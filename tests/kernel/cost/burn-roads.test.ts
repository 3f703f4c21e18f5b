import { describe, expect, it } from 'vitest';
import { burnRoads } from '../../../server/kernel/cost/burn-roads.ts';
import { CELL_BY_BICYCLE, CELL_BY_MOTOR, CELL_ON_FOOT } from '../../../server/kernel/cost/land.ts';
import { computeEdgeSpeeds, type Vehicle } from '../../../server/kernel/network/edge-speeds.ts';
import { EDGE_FORD, EDGE_NO_MOTOR, EDGE_ONEWAY } from '../../../server/kernel/network/road-network.ts';
import { buildCityNetwork, type CityRoad } from '../../support/grid-city.ts';
import { metricGrid } from '../../support/frames.ts';

const grid = metricGrid(4, 3);

/** km/h by cell, row by row, and how each cell is moved in. 1 km/h on land; the middle of the first row is a barrier. */
function burn(roads: CityRoad[], vehicle: Vehicle | null = 'motor', fordsOpen = true) {
  const pace = new Float64Array(12).fill(3.6);
  pace[1] = Infinity;
  const network = buildCityNetwork(roads);
  const speeds = computeEdgeSpeeds(network, {
    walkKmhByClass: Float64Array.from(roads, (road) => road.walkKmh),
    rideKmhByClass: vehicle === null ? null : Float64Array.from(roads, (road) => road.rideKmh),
    vehicle,
    fordsOpen,
  });
  const { paceSecondsPerMeter, means } = burnRoads(
    grid,
    { paceSecondsPerMeter: pace, means: null },
    network,
    speeds,
    vehicle,
  );
  expect(pace[0]).toBe(3.6);
  return { kmh: Array.from(paceSecondsPerMeter, (p) => Math.round((3.6 / p) * 1e6) / 1e6), means };
}
const row = (y: number, more: Partial<CityRoad> = {}): CityRoad => ({
  points: [
    [50, y],
    [350, y],
  ],
  walkKmh: 4,
  rideKmh: 40,
  ...more,
});
const column = (x: number, more: Partial<CityRoad> = {}): CityRoad => ({
  ...row(0, more),
  points: [
    [x, 50],
    [x, 250],
  ],
});

describe('burnRoads', () => {
  it('puts the road over land and barrier, and the lower class on top', () => {
    const { kmh, means } = burn([row(250, { rideKmh: 40 }), column(150, { rideKmh: 80 })]);
    expect(kmh).toEqual([40, 40, 40, 40, 1, 80, 1, 1, 1, 80, 1, 1]);
    expect([...means!]).toEqual(
      [40, 40, 40, 40, 1, 80, 1, 1, 1, 80, 1, 1].map((v) => (v === 1 ? CELL_ON_FOOT : CELL_BY_MOTOR)),
    );
    // The same roads with their classes the other way round: the fast one is on top.
    expect(burn([column(150, { rideKmh: 80 }), row(250)]).kmh[1]).toBe(80);
  });

  it('of one class the later road is on top', () => {
    const roads = [row(250, { rideKmh: 40 }), column(150, { rideKmh: 80 })];
    const network = { ...buildCityNetwork(roads), edgeClass: Uint8Array.of(0, 0) };
    const speeds = {
      walkForward: Float64Array.of(1, 1),
      walkBackward: Float64Array.of(1, 1),
      rideForward: Float64Array.of(10, 20),
      rideBackward: Float64Array.of(10, 20),
    };
    const land = { paceSecondsPerMeter: new Float64Array(12).fill(3.6), means: null };
    expect(burnRoads(grid, land, network, speeds, 'motor').paceSecondsPerMeter[1]).toBe(1 / 20);
  });

  it('walks where nobody may drive, and leaves out what nobody may use', () => {
    const closed = burn([row(150, { flags: EDGE_NO_MOTOR })]);
    expect(closed.kmh.slice(4, 8)).toEqual([4, 4, 4, 4]);
    expect(closed.means![5]).toBe(CELL_ON_FOOT);
    const ford = burn([row(150, { flags: EDGE_FORD })], 'motor', false);
    expect(ford.kmh.slice(4, 8)).toEqual([1, 1, 1, 1]);
  });

  it('takes the faster direction of a one-way, and the means of the mode', () => {
    const back: CityRoad = {
      ...row(150, { flags: EDGE_ONEWAY }),
      points: [
        [350, 150],
        [50, 150],
      ],
    };
    expect(burn([back], 'bicycle').kmh[5]).toBe(40);
    expect(burn([row(150)], 'bicycle').means![5]).toBe(CELL_BY_BICYCLE);
    expect(burn([row(150)], null)).toMatchObject({ means: null, kmh: [1, 0, 1, 1, 4, 4, 4, 4, 1, 1, 1, 1] });
  });

  it('takes one side cell where the road passes through a corner', () => {
    const diagonal: CityRoad = {
      ...row(0),
      points: [
        [50, 50],
        [250, 250],
      ],
    };
    const { kmh } = burn([diagonal]);
    const burnt = [...kmh.keys()].filter((cell) => kmh[cell] === 40);
    expect(burnt).toEqual([2, 5, 6, 8, 9]);
  });

  it('leaves out the part of a road beyond the grid', () => {
    const beyond: CityRoad = {
      ...row(0),
      points: [
        [-250, 150],
        [150, 150],
      ],
    };
    expect(burn([beyond]).kmh).toEqual([1, 0, 1, 1, 40, 40, 1, 1, 1, 1, 1, 1]);
  });
});
