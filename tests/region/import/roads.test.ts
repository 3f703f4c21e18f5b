import type { Feature, LineString, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { ROAD_CLASSES, type RoadClass } from '../../../server/contract/vocabulary.ts';
import { parseCrs, WGS84 } from '../../../server/geo/crs.ts';
import {
  EDGE_BICYCLE_BOTH_WAYS,
  EDGE_BOARDS,
  EDGE_BRIDGE,
  EDGE_FERRY,
  EDGE_FORD,
  EDGE_HAS_TWIN,
  EDGE_NO_BICYCLE,
  EDGE_NO_FOOT,
  EDGE_NO_MOTOR,
  EDGE_ONEWAY,
  EDGE_OWN_SPEED,
  EDGE_TUNNEL,
  EDGE_TWIN,
} from '../../../server/kernel/network/road-network.ts';
import { readNodeBarrier } from '../../../server/region/import/roads/road-access.ts';
import { buildRoadNetwork } from '../../../server/region/import/roads/road-build.ts';
import { measureRidden, measureRoads } from '../../../server/region/model/road-lengths.ts';
import { listRoadWords, readLineRoads } from '../../../server/region/import/roads/road-lines.ts';
import { parseRoadTags } from '../../../server/region/import/roads/road-tags.ts';
import { parseDurationMinutes, parseMaxSpeed } from '../../../server/region/import/roads/road-words.ts';

const classOf = (highway: string): string | null => {
  const use = parseRoadTags({ highway });
  return use ? ROAD_CLASSES[use.roadClass]! : null;
};
const flagsOf = (tags: Record<string, string>): number =>
  parseRoadTags({ highway: 'tertiary', ...tags })!.flags;

describe('parseRoadTags', () => {
  it('maps classes, links with their parents, and refuses what is no road', () => {
    expect(
      ['primary', 'primary_link', 'motorway_link', 'road', 'pedestrian', 'bridleway', 'steps'].map(classOf),
    ).toEqual(['primary', 'primary', 'motorway', 'unclassified', 'footway', 'path', 'steps']);
    expect(['construction', 'proposed', 'platform', 'rest_area', ''].map(classOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(parseRoadTags({ highway: 'pedestrian', area: 'yes' })).toBeNull();
    expect(ROAD_CLASSES[parseRoadTags({ route: 'ferry' })!.roadClass]).toBe('ferry');
  });

  it.each<[Record<string, string>, number]>([
    [{ oneway: 'yes' }, EDGE_ONEWAY],
    [{ oneway: '-1' }, EDGE_ONEWAY],
    [{ oneway: 'no' }, 0],
    [{ junction: 'roundabout' }, EDGE_ONEWAY],
    [{ junction: 'roundabout', oneway: 'no' }, 0],
    [{ highway: 'motorway' }, EDGE_ONEWAY | EDGE_NO_FOOT | EDGE_NO_BICYCLE],
    [{ highway: 'motorway', oneway: 'no', foot: 'yes', bicycle: 'yes' }, 0],
    [{ oneway: 'yes', 'oneway:bicycle': 'no' }, EDGE_ONEWAY | EDGE_BICYCLE_BOTH_WAYS],
    [{ oneway: 'yes', cycleway: 'opposite_lane' }, EDGE_ONEWAY | EDGE_BICYCLE_BOTH_WAYS],
    [{ access: 'no' }, EDGE_NO_FOOT | EDGE_NO_BICYCLE | EDGE_NO_MOTOR],
    [{ access: 'private', foot: 'yes' }, EDGE_NO_BICYCLE | EDGE_NO_MOTOR],
    [{ access: 'no', motor_vehicle: 'destination' }, EDGE_NO_FOOT | EDGE_NO_BICYCLE | EDGE_BOARDS],
    [{ access: 'no', foot: 'no', motor_vehicle: 'yes' }, EDGE_NO_FOOT | EDGE_NO_BICYCLE],
    [{ access: 'emergency' }, EDGE_NO_FOOT | EDGE_NO_BICYCLE | EDGE_NO_MOTOR],
    [{ access: 'bus' }, EDGE_NO_FOOT | EDGE_NO_BICYCLE | EDGE_NO_MOTOR],
    [{ access: 'psv', foot: 'yes', bicycle: 'yes' }, EDGE_NO_MOTOR],
    [{ access: 'no', bus: 'yes', psv: 'yes' }, EDGE_NO_FOOT | EDGE_NO_BICYCLE | EDGE_NO_MOTOR],
    [{ motor_vehicle: 'psv' }, EDGE_NO_MOTOR],
    [{ motor_vehicle: 'bus;destination' }, 0],
    [{ psv: 'only' }, EDGE_NO_MOTOR],
    [{ access: 'delivery' }, 0],
    [{ smoothness: 'impassable' }, EDGE_NO_MOTOR | EDGE_NO_BICYCLE],
    [{ smoothness: 'very_bad' }, 0],
    [{ oneway: 'reversible' }, EDGE_NO_MOTOR | EDGE_NO_BICYCLE],
    [{ oneway: 'alternating' }, 0],
    [{ oneway: 'B', bridge: 'F', tunnel: 'F' }, 0],
    [{ oneway: 'F' }, EDGE_ONEWAY],
    [{ oneway: 'T' }, EDGE_ONEWAY],
    [{ oneway: 'FT' }, EDGE_ONEWAY],
    [{ oneway: 'True' }, EDGE_ONEWAY],
    [{ oneway: 'False', bridge: 'No', tunnel: 'N', ford: 'None' }, 0],
    [{ bridge: 'T' }, EDGE_BRIDGE],
    [{ bridge: 'viaduct' }, EDGE_BRIDGE],
    [{ route: 'ferry', duration: '00:30' }, EDGE_FERRY | EDGE_OWN_SPEED],
    [{ motor_vehicle: 'no' }, EDGE_NO_MOTOR],
    [{ motor_vehicle: 'agricultural' }, EDGE_NO_MOTOR],
    [{ vehicle: 'no' }, EDGE_NO_BICYCLE | EDGE_NO_MOTOR],
    [{ vehicle: 'no', bicycle: 'yes' }, EDGE_NO_MOTOR],
    [{ bridge: 'yes' }, EDGE_BRIDGE],
    [{ bridge: 'no' }, 0],
    [{ tunnel: 'yes' }, EDGE_TUNNEL],
    [{ tunnel: 'culvert' }, 0],
    [{ ford: 'yes' }, EDGE_FORD],
    [{ route: 'ferry' }, EDGE_FERRY],
  ])('%j', (tags, flags) => {
    expect(flagsOf(tags)).toBe(flags);
  });

  it.each<[Record<string, string>, number]>([
    [{ barrier: 'bollard' }, EDGE_NO_MOTOR],
    [{ barrier: 'bollard', motor_vehicle: 'yes' }, 0],
    [{ barrier: 'bollard', bollard: 'rising' }, 0],
    [{ barrier: 'gate' }, 0],
    [{ barrier: 'gate', locked: 'yes' }, EDGE_NO_MOTOR],
    [{ barrier: 'gate', access: 'private' }, EDGE_NO_FOOT | EDGE_NO_BICYCLE | EDGE_NO_MOTOR],
    [{ barrier: 'gate', access: 'private', foot: 'yes' }, EDGE_NO_BICYCLE | EDGE_NO_MOTOR],
    [{ barrier: 'lift_gate', motor_vehicle: 'no' }, EDGE_NO_MOTOR],
    [{ barrier: 'cattle_grid' }, 0],
    [{ barrier: 'toll_booth' }, 0],
    [{ barrier: 'stile' }, EDGE_NO_MOTOR],
    [{ barrier: 'fence' }, EDGE_NO_MOTOR | EDGE_NO_BICYCLE],
    [{ access: 'no' }, 0],
  ])('a node %j', (tags, flags) => {
    expect(readNodeBarrier(tags)).toBe(flags);
  });

  it('reads speeds and durations', () => {
    expect(
      ['50', '50 km/h', '30 mph', '10 knots', 'walk', 'none', 'BR:urban', '60;40', '900'].map(parseMaxSpeed),
    ).toEqual([50, 50, 48.28032, 18.52, 6, 0, 0, 40, 0]);
    expect(
      ['DE:zone:20', 'DE:zone30', 'AT:walk', '20kmh', "['20', '30']", '12.5 mph', 'zone:30', 'FR:rural'].map(
        parseMaxSpeed,
      ),
    ).toEqual([20, 30, 6, 20, 20, 20.1168, 30, 0]);
    expect(
      ['30 min', '1 h', '1 h 20 min', '1h20', 'P0DT1H', 'PT1.5H', '90 mins', ''].map(parseDurationMinutes),
    ).toEqual([30, 60, 80, 80, 60, 90, 90, 0]);
    expect(['20', '00:20', '1:05', '01:00:30', 'PT1H20M', 'PT45S', 'soon'].map(parseDurationMinutes)).toEqual(
      [20, 20, 65, 60.5, 80, 0.75, 0],
    );
  });
});

function line(coordinates: number[][], properties: Record<string, unknown>): Feature<LineString> {
  return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates } };
}
const utm = parseCrs('EPSG:32650');
const build = (features: Feature<LineString>[]) => {
  const lines = readLineRoads(features, { from: utm, to: utm });
  return { lines, ...buildRoadNetwork(lines.ways) };
};

describe('buildRoadNetwork', () => {
  it('cuts at shared nodes only, keeps geometry, measures in metres', () => {
    const { network, waysUsed } = build([
      line(
        [
          [0, 0],
          [100, 0],
          [100, 100],
          [200, 100],
        ],
        { highway: 'primary', maxspeed: '60' },
      ),
      line(
        [
          [100, 0],
          [100, -50],
        ],
        { highway: 'track' },
      ),
    ]);
    expect(waysUsed).toBe(2);
    expect(network.edgeFrom).toHaveLength(3);
    expect([...network.edgeLengthMeters]).toEqual([100, 200, 50]);
    expect([...network.edgeVertexStart]).toEqual([0, 2, 5, 7]);
    expect([...network.edgeSource]).toEqual([0, 0, 1]);
    expect([...network.edgeMaxSpeedKmh]).toEqual([60, 60, 0]);
    expect(network.nodeX).toHaveLength(4);
  });

  it('turns a way drawn against its direction round', () => {
    const { network } = build([
      line(
        [
          [0, 0],
          [50, 0],
          [100, 10],
        ],
        { highway: 'residential', oneway: '-1' },
      ),
    ]);
    expect([network.vertexX[0], network.vertexX[2]]).toEqual([100, 0]);
    expect([network.nodeX[network.edgeFrom[0]!], network.nodeX[network.edgeTo[0]!]]).toEqual([100, 0]);
    expect(network.edgeFlags[0]! & EDGE_ONEWAY).toBe(EDGE_ONEWAY);
  });

  it('keeps a closed ring as one loop and cuts it where others join', () => {
    const ring = [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
      [0, 0],
    ];
    expect(build([line(ring, { highway: 'residential' })]).network.edgeFrom).toHaveLength(1);
    const joined = build([
      line(ring, { highway: 'residential' }),
      line(
        [
          [100, 100],
          [200, 200],
        ],
        { highway: 'path' },
      ),
    ]);
    expect(joined.network.edgeFrom).toHaveLength(3);
  });

  it('joins ends that stop within half a metre of an end, of a junction or of an inner vertex, and no others', () => {
    const tags = { highway: 'primary' };
    const count = (...lines: Position[][]): number => {
      const { network } = build(lines.map((points) => line(points, tags)));
      return new Set([...network.edgeFrom, ...network.edgeTo]).size;
    };
    expect(
      count(
        [
          [0, 0],
          [50, 0],
        ],
        [
          [50.3, 0],
          [100, 0],
        ],
      ),
    ).toBe(3);
    expect(
      count(
        [
          [50.3, 0],
          [100, 0],
        ],
        [
          [0, 0],
          [50, 0],
        ],
      ),
    ).toBe(3);
    // Two that meet, and a third that stops short of them.
    expect(
      count(
        [
          [0, 0],
          [50, 0],
        ],
        [
          [50.3, 0.1],
          [100, 0],
        ],
        [
          [50.3, 0.1],
          [50, 90],
        ],
      ),
    ).toBe(4);
    expect(
      count(
        [
          [0, 0],
          [50, 0],
          [100, 5],
        ],
        [
          [50.1, 0.3],
          [50, 90],
        ],
      ),
    ).toBe(4);
    expect(
      count(
        [
          [0, 0],
          [50, 0],
        ],
        [
          [50.6, 0],
          [100, 0],
        ],
      ),
    ).toBe(4);
  });

  it('reads speeds in miles an hour', () => {
    const speedOf = (tags: Record<string, unknown>): number =>
      build([
        line(
          [
            [0, 0],
            [50, 0],
          ],
          { highway: 'primary', ...tags },
        ),
      ]).network.edgeMaxSpeedKmh[0]!;
    expect(speedOf({ speed_mph: 40 })).toBeCloseTo(64.4, 0);
    expect(speedOf({ speed: '40 mph' })).toBeCloseTo(64.4, 0);
    expect(speedOf({ speed: '60 km/h' })).toBe(60);
  });

  it('reads classes of DIVA-GIS, GRIP4 and registers in French, Spanish and Portuguese', () => {
    const classOf = (tags: Record<string, unknown>): RoadClass | undefined =>
      listRoadWords([
        line(
          [
            [0, 0],
            [50, 0],
          ],
          tags,
        ),
      ])[0]?.roadClass ?? undefined;
    expect(classOf({ RTT_DESCRI: 'Secondary Route', F_CODE_DES: 'Road' })).toBe('secondary');
    expect(classOf({ RTT_DESCRI: 'Unknown', F_CODE_DES: 'Trail' })).toBe('path');
    expect(classOf({ GP_RTP: 3 })).toBe('secondary');
    expect(classOf({ type: 'Route nationale' })).toBe('trunk');
    expect(classOf({ TIPO: 'x', type: 'Carretera nacional' })).toBe('trunk');
    expect(classOf({ type: 'Rodovia estadual' })).toBe('primary');
  });

  it('joins crossings on one layer, not bridges', () => {
    const cross = build([
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { highway: 'primary' },
      ),
      line(
        [
          [50, -50],
          [50, 50],
        ],
        { highway: 'track' },
      ),
    ]);
    expect(cross.lines.joinedCrossings).toBe(1);
    expect(cross.network.edgeFrom).toHaveLength(4);
    const over = build([
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { highway: 'primary', bridge: 'yes' },
      ),
      line(
        [
          [50, -50],
          [50, 50],
        ],
        { highway: 'track' },
      ),
    ]);
    expect(over.lines.joinedCrossings).toBe(0);
    expect(over.network.edgeFrom).toHaveLength(2);
    const tee = build([
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { highway: 'primary' },
      ),
      line(
        [
          [50, 0],
          [50, 50],
        ],
        { highway: 'track' },
      ),
    ]);
    expect(tee.network.edgeFrom).toHaveLength(3);
    expect(new Set([...tee.network.edgeFrom, ...tee.network.edgeTo]).size).toBe(4);
  });

  it('spreads the duration of a ferry over its edges as a speed', () => {
    const { network } = build([
      line(
        [
          [0, 0],
          [1000, 0],
          [3000, 0],
        ],
        { route: 'ferry', duration: '00:30' },
      ),
    ]);
    expect(network.edgeMaxSpeedKmh[0]).toBeCloseTo(6, 5);
  });

  it('has one edge a direction where the limits differ: motors by their own, walkers and bicycles on the first', () => {
    const { network } = build([
      line(
        [
          [0, 0],
          [100, 0],
        ],
        { highway: 'primary', 'maxspeed:forward': '50', 'maxspeed:backward': '30' },
      ),
    ]);
    expect([...network.edgeMaxSpeedKmh]).toEqual([50, 30]);
    expect([...network.edgeFlags]).toEqual([
      EDGE_ONEWAY | EDGE_BICYCLE_BOTH_WAYS | EDGE_HAS_TWIN,
      EDGE_ONEWAY | EDGE_NO_FOOT | EDGE_NO_BICYCLE | EDGE_TWIN,
    ]);
    expect([network.edgeFrom[0], network.edgeTo[0]]).toEqual([network.edgeTo[1], network.edgeFrom[1]]);
    expect(measureRoads(network).roadMeters).toBe(100);
  });

  it('closes a metre at a barrier on a node, on every road that meets there, and counts no ferry as road', () => {
    const ways = {
      nodeX: Float64Array.of(0, 100, 200, 100),
      nodeY: Float64Array.of(0, 0, 0, 80),
      refStart: Uint32Array.of(0, 3, 5),
      refs: Int32Array.of(0, 1, 2, 1, 3),
      uses: [parseRoadTags({ highway: 'track' }), parseRoadTags({ highway: 'path' })],
      sources: Float64Array.of(7, 8),
      nodeMarks: Uint8Array.of(0, EDGE_NO_MOTOR, 0, 0),
      geographic: false,
    };
    const { network, closures } = buildRoadNetwork(ways);
    expect(closures).toBe(2);
    const edges = [...network.edgeSource.keys()].map((e) => [
      network.edgeSource[e],
      network.edgeLengthMeters[e],
      network.edgeFlags[e],
    ]);
    expect(edges).toEqual([
      [7, 99.5, 0],
      [7, 0.5, EDGE_NO_MOTOR],
      [7, 0.5, EDGE_NO_MOTOR],
      [7, 99.5, 0],
      [8, 0.5, EDGE_NO_MOTOR],
      [8, 79.5, 0],
    ]);
    const ferry = build([
      line(
        [
          [0, 0],
          [3000, 0],
        ],
        { route: 'ferry' },
      ),
      line(
        [
          [0, 0],
          [0, 500],
        ],
        { highway: 'track' },
      ),
    ]);
    expect(measureRoads(ferry.network)).toMatchObject({ roadMeters: 500, ferryMeters: 3000 });
    expect(
      (['bicycle', 'motorcycle', 'car'] as const).map((mode) =>
        measureRidden(
          build([
            line(
              [
                [0, 0],
                [0, 500],
              ],
              { highway: 'track', motor_vehicle: 'no' },
            ),
            line(
              [
                [0, 0],
                [70, 0],
              ],
              { highway: 'path' },
            ),
          ]).network,
          mode,
        ),
      ),
    ).toEqual([570, 70, 0]);
  });

  it('does not believe a timetable that no ferry keeps', () => {
    const built = build([
      line(
        [
          [0, 0],
          [50_000, 0],
        ],
        { route: 'ferry', duration: '00:01' },
      ),
    ]);
    expect([built.implausibleDurations, built.network.edgeFlags[0]! & EDGE_OWN_SPEED]).toEqual([1, 0]);
  });

  it('measures geodesically in a geographic frame and reprojects into a projected one', () => {
    const street = [
      line(
        [
          [117, 40],
          [117.01, 40],
        ],
        { highway: 'primary' },
      ),
    ];
    const degrees = readLineRoads(street, { from: WGS84, to: WGS84 });
    expect(buildRoadNetwork(degrees.ways).network.edgeLengthMeters[0]).toBeCloseTo(853.937, 2);
    const metres = readLineRoads(street, { from: WGS84, to: utm });
    expect(buildRoadNetwork(metres.ways).network.edgeLengthMeters[0]).toBeCloseTo(853.937 * 0.9996, 1);
  });
});

describe('readLineRoads', () => {
  it('understands registers’ own words, Chinese ones too, and names those it does not', () => {
    const { lines, network } = build([
      line(
        [
          [0, 0],
          [1, 0],
        ],
        { 道路等级: '国道' },
      ),
      line(
        [
          [0, 1],
          [1, 1],
        ],
        { 类型: '县道' },
      ),
      line(
        [
          [0, 2],
          [1, 2],
        ],
        { label: 'Main road' },
      ),
      line(
        [
          [0, 3],
          [1, 3],
        ],
        { fclass: 'secondary_link' },
      ),
      line(
        [
          [0, 4],
          [1, 4],
        ],
        { label: 'Teriary' },
      ),
      line(
        [
          [0, 5],
          [1, 5],
        ],
        { class: 'railway' },
      ),
    ]);
    expect([...network.edgeClass].map((c) => ROAD_CLASSES[c])).toEqual([
      'primary',
      'tertiary',
      'primary',
      'secondary',
      'tertiary',
    ]);
    expect(lines.unknownClass).toEqual({ count: 1, words: ['railway'] });
  });
});

describe('the state of roads in files of lines', () => {
  const road = (properties: Record<string, string>): Feature<LineString> => ({
    type: 'Feature',
    properties: { highway: 'tertiary', ...properties },
    geometry: {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [100, 0],
      ],
    },
  });
  const utm = parseCrs('EPSG:32737');
  const read = (properties: Record<string, string>): ReturnType<typeof readLineRoads> =>
    readLineRoads([road(properties)], { from: utm, to: utm });

  it.each([
    [{ status: 'planned' }, 'status=planned'],
    [{ STATUS: 'Under Construction' }, 'status=Under Construction'],
    [{ road_status: 'Closed' }, 'road_status=Closed'],
    [{ état: 'Abandonnée' }, 'état=Abandonnée'],
    [{ estado: 'En construcción' }, 'estado=En construcción'],
    [{ 状态: '在建' }, '状态=在建'],
    [{ proposed: 'yes' }, 'proposed=yes'],
  ])('%o is left out and reported', (properties: Record<string, string>, word) => {
    const { ways, absent } = read(properties);
    expect(ways.uses).toHaveLength(0);
    expect([...absent]).toEqual([[word, 1]]);
  });

  it.each([
    [{ passable: 'no' }],
    [{ condition: 'Impassable' }],
    [{ motorable: 'False' }],
    [{ praticable: 'non' }],
    [{ 是否通行: '否' }],
  ])('%o stops vehicles', (properties: Record<string, string>) => {
    const { ways, impassable } = read(properties);
    expect(ways.uses[0]!.flags).toBe(EDGE_NO_MOTOR | EDGE_NO_BICYCLE);
    expect([...impassable.values()]).toEqual([1]);
  });

  it.each([
    [{ status: 'open' }],
    [{ condition: 'poor' }],
    [{ status: 'Constructed' }],
    [{ passable: 'yes' }],
    [{ state: 'New York' }],
    [{ closed: 'no' }],
  ])('%o is open', (properties: Record<string, string>) => {
    const { ways, absent, impassable } = read(properties);
    expect(ways.uses[0]!.flags).toBe(0);
    expect(absent.size + impassable.size).toBe(0);
  });
});

describe('speeds as they are written', () => {
  it.each([
    ['40,0', 40],
    ['40.0 km/h', 40],
    ['60 kph', 60],
    ['62,5', 62.5],
    ['40,00', 40],
    ['48,28 km/h', 48.28],
    ['80,60', 60],
    ['80, 60', 60],
    ['50 KM/H', 50],
    ['50 km/hr', 50],
    ['50kmph', 50],
    ['30 mph', 48.28032],
    ['50 公里/小时', 50],
    ['x', 0],
  ] as const)('%s', (text, kmh) => {
    expect(parseMaxSpeed(text)).toBeCloseTo(kmh, 6);
  });

  it('in a column of speeds too', () => {
    const feature: Feature<LineString> = {
      type: 'Feature',
      properties: { highway: 'tertiary', speed: '60 kph' },
      geometry: {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [100, 0],
        ],
      },
    };
    const utm = parseCrs('EPSG:32737');
    expect(readLineRoads([feature], { from: utm, to: utm }).ways.uses[0]).toMatchObject({
      maxSpeedKmh: 60,
      flags: EDGE_OWN_SPEED,
    });
  });
});
