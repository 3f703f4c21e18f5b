import type { Feature, LineString, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { parseCrs, WGS84, type Crs } from '../../server/geo/crs.ts';
import { buildRoadNetwork } from '../../server/region/import/roads/road-build.ts';
import { readLineRoads } from '../../server/region/import/roads/road-lines.ts';

const UTM = parseCrs('EPSG:32649');

type Tags = Readonly<Record<string, string | number>>;
type Road = readonly [Position[], Tags?];

/** Groups of roads that are joined, by the numbers of the roads. */
function listGroups(roads: readonly Road[], crs: Crs = UTM): number[][] {
  const features = roads.map(([coordinates, tags]): Feature<LineString> => ({
    type: 'Feature',
    properties: { highway: 'primary', ...tags },
    geometry: { type: 'LineString', coordinates },
  }));
  const { network } = buildRoadNetwork(readLineRoads(features, { from: crs, to: crs }).ways);
  const groupOf = Array.from(network.nodeX.keys());
  for (let round = 0; round < network.edgeFrom.length; round++)
    for (const [edge, from] of network.edgeFrom.entries()) {
      const to = network.edgeTo[edge]!;
      groupOf[from] = groupOf[to] = Math.min(groupOf[from]!, groupOf[to]!);
    }
  const groups = new Map<number, Set<number>>();
  for (const [edge, from] of network.edgeFrom.entries()) {
    const roadsOfGroup = groups.get(groupOf[from]!) ?? new Set();
    groups.set(groupOf[from]!, roadsOfGroup.add(network.edgeSource[edge]!));
  }
  return [...groups.values()].map((group) => [...group].sort((a, b) => a - b));
}

const EAST: Position[] = [
  [0, 0],
  [50, 0],
  [100, 0],
];
/** From the vertex in the middle of EAST to the north, `short` metres short of it. */
const north = (short: number): Position[] => [
  [50, short],
  [50, 90],
];
const south = (short: number): Position[] => [
  [50, short],
  [30, 80],
];

describe('an end 0.3 m short of another road', () => {
  it('is joined where another road ends at the same place', () => {
    expect(listGroups([[EAST], [north(0.3)], [south(0.3)]])).toEqual([[0, 1, 2]]);
    expect(listGroups([[north(0.3)], [south(0.3)], [EAST]])).toEqual([[0, 1, 2]]);
  });

  it('is joined where two junctions of ends lie side by side', () => {
    const west: Position[] = [
      [50, 0],
      [0, 0],
    ];
    const west2: Position[] = [
      [50, 0],
      [0, -20],
    ];
    expect(listGroups([[west], [west2], [north(0.3)], [south(0.3)]])).toEqual([[0, 1, 2, 3]]);
  });

  it('is joined where it passes a vertex by more than 0.5 m and the road by less', () => {
    const road: Position[] = [
      [50.45, 0.45],
      [50, 90],
    ];
    expect(listGroups([[EAST], [road]])).toEqual([[0, 1]]);
  });

  it('is joined in a row of ends each short of the next', () => {
    const row = [0, 0.4, 0.8].map((x): Road => [
      [
        [x, 0],
        [x, 90],
      ],
    ]);
    expect(listGroups(row)).toEqual([[0, 1, 2]]);
  });

  it('is joined by metres wherever the region lies', () => {
    const degrees = 0.3 / 111_320;
    for (const latitude of [0, 45, 70]) {
      const short = degrees / Math.cos((latitude * Math.PI) / 180);
      const road = (from: number, to: number): Road => [
        [
          [from, latitude],
          [to, latitude],
        ],
      ];
      expect(listGroups([road(10, 10.001), road(10.001 + short, 10.002)], WGS84)).toEqual([[0, 1]]);
      expect(listGroups([road(10, 10.001), road(10.001 + 2 * short, 10.002)], WGS84)).toEqual([[0], [1]]);
    }
  });

  it('is left alone where a road of its own joins it already', () => {
    const link: Position[] = [
      [50, 0],
      [50, 0.4],
    ];
    const roads: Road[] = [[EAST], [link], [north(0.4)]];
    const features = roads.map(([coordinates]): Feature<LineString> => ({
      type: 'Feature',
      properties: { highway: 'primary' },
      geometry: { type: 'LineString', coordinates },
    }));
    const { ways, joinedCrossings } = readLineRoads(features, { from: UTM, to: UTM });
    expect(joinedCrossings).toBe(0);
    expect(buildRoadNetwork(ways).network.edgeLengthMeters.reduce((a, b) => a + b)).toBeCloseTo(190, 6);
  });
});

describe('a road end under a bridge', () => {
  const bridge = { bridge: 'yes', layer: 1 };

  it('is not joined to it, neither between its vertices nor at one', () => {
    const plain: Position[] = [
      [0, 0],
      [100, 0],
    ];
    expect(listGroups([[plain, bridge], [north(0.3)]])).toEqual([[0], [1]]);
    expect(listGroups([[plain, bridge], [north(0)]])).toEqual([[0], [1]]);
    expect(listGroups([[EAST, bridge], [north(0.3)]])).toEqual([[0], [1]]);
    expect(listGroups([[north(0.3)], [EAST, bridge]])).toEqual([[0], [1]]);
    expect(listGroups([[EAST, { tunnel: 'yes' }], [north(0.3)]])).toEqual([[0], [1]]);
  });

  it('nor is one on another layer', () => {
    expect(listGroups([[EAST, { layer: 1 }], [north(0.3)]])).toEqual([[0], [1]]);
    expect(
      listGroups([
        [EAST, { layer: 1 }],
        [north(0.3), { layer: 1 }],
      ]),
    ).toEqual([[0, 1]]);
  });

  it('is joined at the ends of the bridge, as is the end of the bridge to a road', () => {
    const on: Position[] = [
      [100.3, 0],
      [200, 0],
    ];
    expect(listGroups([[EAST, bridge], [on]])).toEqual([[0, 1]]);
    expect(listGroups([[on], [EAST, bridge]])).toEqual([[0, 1]]);
    expect(listGroups([[EAST], [north(0.3), bridge]])).toEqual([[0, 1]]);
  });
});
