import { describe, it } from 'vitest';
import { type Grid } from '../../../server/kernel/grid/grid.ts';
import { EDGE_FERRY, EDGE_TWIN } from '../../../server/kernel/network/road-network.ts';
import { computeDistanceMeters } from '../../../server/region/model/distance-field.ts';
import { reportDistanceToRoad, reportRoadIslands } from '../../../server/region/quality/quality-roads.ts';
import { emptyRegion } from '../../support/empty-region.ts';
import { degreeGrid } from '../../support/frames.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { frame, found, facilityAt, roadsOf } from './on-frame.ts';

describe('roads', () => {
  const grid = frame(30, 20);
  const population = Float64Array.from({ length: 600 }, (_, cell) => (cell * 37) % 11);
  it('in parts: lengths without ferries and second directions, people and facilities of each cell once', () => {
    const part = (row: number, from: number, to: number, flags = 0) => ({
      at: [
        [from, row],
        [to, row],
      ] as [number, number][],
      flags,
    });
    const cases = {
      parts: [
        part(1.5, 0.5, 20.5),
        part(5.5, 2.5, 9.5),
        part(9.5, 2.5, 12.5),
        part(9.5, 12.5, 15.5),
        part(13.5, 1.5, 3.5),
      ],
      'a ferry and a twin': [
        part(1.5, 0.5, 10.5),
        part(5.5, 0.5, 25.5, EDGE_FERRY),
        part(7.5, 0.5, 25.5, EDGE_TWIN),
        part(9.5, 0.5, 5.5),
      ],
      'of the same people': [
        part(1.5, 0.5, 20.5),
        part(0.5, 22.5, 23.5),
        part(0.5, 22.5, 25.5),
        part(0.2, 22.4, 26.5),
      ],
      'beyond the frame': [part(1.5, 0.5, 20.5), part(-9.5, 0.5, 9.5)],
      joined: [part(1.5, 0.5, 5.5), part(1.5, 9.5, 5.5), part(1.5, 9.5, 14.5)],
      'twelve of them': Array.from({ length: 12 }, (_, k) => part(k + 1.5, 1.5, 2.5 + k)),
      none: [],
    };
    const facilities = [
      facilityAt(grid, 3.5, 5.5),
      facilityAt(grid, 3.5, 5.5),
      facilityAt(grid, 13.5, 9.5),
      facilityAt(grid, 29.5, 19.5),
      facilityAt(grid, 99, 99),
    ];
    for (const [name, roads] of Object.entries(cases))
      expectGolden(
        'quality-roads',
        `road parts ${name}`,
        found((list) =>
          reportRoadIslands(emptyRegion(grid, { population, facilities, roads: roadsOf(grid, roads) }), list),
        ),
      );
  });
  it('far away: people, the ten farthest cells, and settlements at the edges of the frame', () => {
    const roads = roadsOf(grid, [
      {
        at: [
          [0.5, 0.5],
          [1.5, 0.5],
        ],
      },
    ]);
    const read = (people: Float64Array, meters: Float32Array, on: Grid = grid, network = roads): unknown =>
      found((list) =>
        reportDistanceToRoad(emptyRegion(on, { population: people, roads: network }), meters, list),
      );
    const marks = new Uint8Array(600);
    marks[31] = 1;
    const lived = Float64Array.from({ length: 600 }, (_, cell) => (cell % 7 === 0 ? 1 + (cell % 5) : 0));
    const group = (...cells: number[]): Float64Array => {
      const out = new Float64Array(600);
      for (const cell of cells) out[cell] = 30;
      return out;
    };
    const far = new Float32Array(600).fill(1500);
    expectGolden('quality-roads', 'far from roads', {
      scattered: read(lived, computeDistanceMeters(grid, marks)),
      equal: read(lived, new Float32Array(600).fill(7)),
      few: read(group(3), computeDistanceMeters(grid, marks)),
      half: read(
        Float64Array.from({ length: 600 }, (_, cell) => (cell < 3 ? 0.4 : 0)),
        computeDistanceMeters(grid, marks),
      ),
      nobody: read(new Float64Array(600), far),
      'no roads': read(lived, far, grid, roadsOf(grid, [])),
      corners: read(group(0, 1, 29, 59, 570, 540, 599, 598), far),
      // The last cell of a row and the first of the next are no neighbours.
      'around the edge': read(group(29, 30, 59, 60), far),
      slanted: read(group(100, 131, 162), far),
      below: read(group(100, 130, 160), far),
      // Thirty people each: only cells that touch make a settlement of more than fifty.
      'below to the left': read(group(100, 129), far),
      'two rows apart': read(group(100, 160), far),
      'two columns apart': read(group(100, 102), far),
      'two groups of equal people': read(group(300, 301, 100, 101), far),
      'the fullest of a group': read(
        Float64Array.from(group(100, 101, 102), (people, cell) => (cell === 101 ? 44.6 : people)),
        Float32Array.from(far, (_, cell) => 1000 + cell),
      ),
      'large cells': read(
        group(100, 101).map((v) => v * 100),
        far,
        { ...grid, cellWidth: 1000, cellHeight: 900 },
      ),
      degrees: read(group(100, 101), far, degreeGrid(30, 20, 0.001, 110, 30)),
    });
  });
});
