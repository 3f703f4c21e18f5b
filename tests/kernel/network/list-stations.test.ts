import { expect, it } from 'vitest';
import { buildGridMetric } from '../../../server/kernel/grid/grid-metric.ts';
import { listStations } from '../../../server/kernel/network/list-stations.ts';
import { buildCityNetwork } from '../../support/grid-city.ts';
import { metricGrid } from '../../support/frames.ts';

const metric = buildGridMetric(metricGrid(10, 10));

function stationsOf(...points: [number, number][]): number[][] {
  const network = buildCityNetwork([{ points, walkKmh: 5, rideKmh: 5 }]);
  const along = [0];
  for (let i = 1; i < points.length; i++)
    along.push(
      along[i - 1]! + Math.hypot(points[i]![0] - points[i - 1]![0], points[i]![1] - points[i - 1]![1]),
    );
  return listStations(network, metric, 0, Float64Array.from(along)).map(({ along, x, y }) => [along, x, y]);
}

it('stands at both ends and wherever the edge passes into another cell', () => {
  expect(stationsOf([50, 50], [350, 50])).toEqual([
    [0, 50, 50],
    [50, 100, 50],
    [150, 200, 50],
    [250, 300, 50],
    [300, 350, 50],
  ]);
  expect(stationsOf([50, 250], [50, 50]).map(([along]) => along)).toEqual([0, 50, 150, 200]);
});

it('leaves out a crossing within a quarter of a cell of an end, not one at a quarter', () => {
  expect(stationsOf([76, 50], [250, 50]).map(([along]) => along)).toEqual([0, 124, 174]);
  expect(stationsOf([75, 50], [250, 50]).map(([along]) => along)).toEqual([0, 25, 125, 175]);
  expect(stationsOf([50, 50], [224, 50]).map(([along]) => along)).toEqual([0, 50, 174]);
  expect(stationsOf([50, 50], [225, 50]).map(([along]) => along)).toEqual([0, 50, 150, 175]);
});

it('stands once where both borders, or two pieces of the edge, meet', () => {
  const corner = stationsOf([50, 50], [150, 150]);
  expect(corner.map(([, x, y]) => [x, y])).toEqual([
    [50, 50],
    [100, 100],
    [150, 150],
  ]);
  expect(stationsOf([50, 50], [100, 50], [150, 50]).map(([along]) => along)).toEqual([0, 50, 100]);
});

it('stands nowhere beyond the grid but at the ends', () => {
  expect(stationsOf([-250, 50], [150, 50]).map(([along]) => along)).toEqual([0, 250, 350, 400]);
  expect(stationsOf([950, 50], [1250, 50]).map(([along]) => along)).toEqual([0, 50, 300]);
});
