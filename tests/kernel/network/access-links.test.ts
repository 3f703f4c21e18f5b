import { expect, it } from 'vitest';
import { buildRoadGraph } from '../../../server/kernel/network/build-road-graph.ts';
import { computeEdgeSpeeds } from '../../../server/kernel/network/edge-speeds.ts';
import { buildCityNetwork, buildGridCity } from '../../support/grid-city.ts';

type Point = readonly [number, number];
const city = buildGridCity({ columns: 5, rows: 5 });

/** Cells and whole millimetres (1 m is 1 s) of all ways in to a road of these points. */
function waysInto(points: readonly Point[]): string[] {
  const network = buildCityNetwork([{ points, walkKmh: 3.6, rideKmh: 0 }]);
  const speeds = computeEdgeSpeeds(network, {
    walkKmhByClass: Float64Array.of(3.6),
    rideKmhByClass: null,
    vehicle: null,
    fordsOpen: true,
  });
  const { links } = buildRoadGraph(network, speeds, null, city.land);
  const { start, node, out, back } = links.byCell;
  expect(start).toHaveLength(26);
  expect(start[25]).toBe(node.length);
  const ways: string[] = [];
  for (let cell = 0; cell < 25; cell++)
    for (let i = start[cell]!; i < start[cell + 1]!; i++) {
      expect(out[i]).toBeCloseTo(back[i]!, 9);
      ways.push(`${cell}: ${out[i]!.toFixed(3)}`);
    }
  return ways.sort();
}

it.each<[string, Point, Point]>([
  ['just a cell to the east', [80, 95], [180, 115]],
  ['just a cell to the north', [95, 80], [115, 180]],
  ['just a cell to the west and one to the south', [380, 315], [280, 215]],
  ['level', [120, 250], [420, 250]],
  ['upright', [250, 120], [250, 420]],
  ['slanting', [30, 70], [430, 310]],
])('a point more on a straight road changes no way in: %s', (_, from, to) => {
  const between = (share: number): Point => [
    from[0] + share * (to[0] - from[0]),
    from[1] + share * (to[1] - from[1]),
  ];
  const whole = waysInto([from, to]);
  expect(whole.length).toBeGreaterThan(8);
  for (const shares of [[0.5], [0.25], [0.3, 0.6, 0.9]])
    expect(waysInto([from, ...shares.map(between), to]), `at ${shares.join(', ')}`).toEqual(whole);
});
