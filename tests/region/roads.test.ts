import type { Feature, LineString } from 'geojson';
import { describe, expect, it } from 'vitest';
import { ROAD_CLASSES } from '../../server/contract/vocabulary.ts';
import { parseCrs, WGS84 } from '../../server/geo/crs.ts';
import {
  EDGE_BICYCLE_BOTH_WAYS,
  EDGE_BRIDGE,
  EDGE_FERRY,
  EDGE_FORD,
  EDGE_NO_BICYCLE,
  EDGE_NO_FOOT,
  EDGE_NO_MOTOR,
  EDGE_ONEWAY,
  EDGE_TUNNEL,
} from '../../server/kernel/network/road-network.ts';
import { buildRoadNetwork } from '../../server/region/road-build.ts';
import { readLineRoads } from '../../server/region/road-lines.ts';
import { parseRoadTags } from '../../server/region/road-tags.ts';
import { parseDurationMinutes, parseMaxSpeed } from '../../server/region/road-words.ts';

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
    [{ access: 'no', motor_vehicle: 'destination' }, EDGE_NO_FOOT | EDGE_NO_BICYCLE],
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

  it('reads speeds and durations', () => {
    expect(
      ['50', '50 km/h', '30 mph', '10 knots', 'walk', 'none', 'BR:urban', '60;40', '900'].map(parseMaxSpeed),
    ).toEqual([50, 50, 48.28032, 18.52, 6, 0, 0, 40, 0]);
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
      line([[0, 0], [100, 0], [100, 100], [200, 100]], { highway: 'primary', maxspeed: '60' }), // prettier-ignore
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
    const { network } = build([line([[0, 0], [50, 0], [100, 10]], { highway: 'residential', oneway: '-1' })]); // prettier-ignore
    expect([network.vertexX[0], network.vertexX[2]]).toEqual([100, 0]);
    expect([network.nodeX[network.edgeFrom[0]!], network.nodeX[network.edgeTo[0]!]]).toEqual([100, 0]);
    expect(network.edgeFlags[0]! & EDGE_ONEWAY).toBe(EDGE_ONEWAY);
  });

  it('keeps a closed ring as one loop and cuts it where others join', () => {
    const ring = [[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]]; // prettier-ignore
    expect(build([line(ring, { highway: 'residential' })]).network.edgeFrom).toHaveLength(1);
    const joined = build([line(ring, { highway: 'residential' }), line([[100, 100], [200, 200]], { highway: 'path' })]); // prettier-ignore
    expect(joined.network.edgeFrom).toHaveLength(3);
  });

  it('joins crossings on one layer, not bridges', () => {
    const cross = build([line([[0, 0], [100, 0]], { highway: 'primary' }), line([[50, -50], [50, 50]], { highway: 'track' })]); // prettier-ignore
    expect(cross.lines.joinedCrossings).toBe(1);
    expect(cross.network.edgeFrom).toHaveLength(4);
    const over = build([line([[0, 0], [100, 0]], { highway: 'primary', bridge: 'yes' }), line([[50, -50], [50, 50]], { highway: 'track' })]); // prettier-ignore
    expect(over.lines.joinedCrossings).toBe(0);
    expect(over.network.edgeFrom).toHaveLength(2);
    const tee = build([line([[0, 0], [100, 0]], { highway: 'primary' }), line([[50, 0], [50, 50]], { highway: 'track' })]); // prettier-ignore
    expect(tee.network.edgeFrom).toHaveLength(3);
    expect(new Set([...tee.network.edgeFrom, ...tee.network.edgeTo]).size).toBe(4);
  });

  it('spreads the duration of a ferry over its edges as a speed', () => {
    const { network } = build([line([[0, 0], [1000, 0], [3000, 0]], { route: 'ferry', duration: '00:30' })]); // prettier-ignore
    expect(network.edgeMaxSpeedKmh[0]).toBeCloseTo(6, 5);
  });

  it('measures geodesically in a geographic frame and reprojects into a projected one', () => {
    const street = [line([[117, 40], [117.01, 40]], { highway: 'primary' })]; // prettier-ignore
    const degrees = readLineRoads(street, { from: WGS84, to: WGS84 });
    expect(buildRoadNetwork(degrees.ways).network.edgeLengthMeters[0]).toBeCloseTo(853.937, 2);
    const metres = readLineRoads(street, { from: WGS84, to: utm });
    expect(buildRoadNetwork(metres.ways).network.edgeLengthMeters[0]).toBeCloseTo(853.937 * 0.9996, 1);
  });
});

describe('readLineRoads', () => {
  it('understands registers’ own words, Chinese ones too, and names those it does not', () => {
    const { lines, network } = build([
      line([[0, 0], [1, 0]], { 道路等级: '国道' }), // prettier-ignore
      line([[0, 1], [1, 1]], { 类型: '县道' }), // prettier-ignore
      line([[0, 2], [1, 2]], { label: 'Main road' }), // prettier-ignore
      line([[0, 3], [1, 3]], { fclass: 'secondary_link' }), // prettier-ignore
      line([[0, 4], [1, 4]], { label: 'Teriary' }), // prettier-ignore
      line([[0, 5], [1, 5]], { class: 'railway' }), // prettier-ignore
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
