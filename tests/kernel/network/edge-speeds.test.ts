import { describe, expect, it } from 'vitest';
import { computeEdgeSpeeds, type RoadRules } from '../../../server/kernel/network/edge-speeds.ts';
import {
  EDGE_BICYCLE_BOTH_WAYS,
  EDGE_FERRY,
  EDGE_FORD,
  EDGE_NO_BICYCLE,
  EDGE_NO_FOOT,
  EDGE_NO_MOTOR,
  EDGE_ONEWAY,
  EDGE_ONEWAY_FOOT,
  EDGE_OWN_SPEED,
} from '../../../server/kernel/network/road-network.ts';
import { buildCityNetwork } from '../../support/grid-city.ts';

interface Case {
  readonly flags?: number;
  readonly posted?: number;
  readonly walkKmh?: number;
  readonly rideKmh?: number | null;
  readonly vehicle?: 'bicycle' | 'motor' | null;
  readonly fordsOpen?: boolean;
}

/** km/h of one edge: walking along and against how it is drawn, then riding. */
function speedsOf({
  flags = 0,
  posted = 0,
  walkKmh = 5,
  rideKmh = 30,
  vehicle = 'motor',
  fordsOpen = true,
}: Case) {
  const network = buildCityNetwork([
    {
      points: [
        [0, 0],
        [100, 0],
      ],
      walkKmh,
      rideKmh: rideKmh ?? 0,
      flags,
      maxSpeedKmh: posted,
    },
  ]);
  const rules: RoadRules = {
    walkKmhByClass: Float64Array.of(walkKmh),
    rideKmhByClass: rideKmh === null ? null : Float64Array.of(rideKmh),
    vehicle,
    fordsOpen,
  };
  const { walkForward, walkBackward, rideForward, rideBackward } = computeEdgeSpeeds(network, rules);
  return [walkForward, walkBackward, rideForward, rideBackward].map(
    (speed) => Math.round(speed[0]! * 3.6 * 1e9) / 1e9,
  );
}

describe('speeds of an edge: walk along, walk against, ride along, ride against', () => {
  it.each<[string, Case, number[]]>([
    ['a plain road', {}, [5, 5, 30, 30]],
    ['nobody rides', { rideKmh: null, vehicle: null }, [5, 5, 0, 0]],
    ['cars keep to a one-way, walkers do not', { flags: EDGE_ONEWAY }, [5, 5, 30, 0]],
    ['bicycles keep to a one-way', { flags: EDGE_ONEWAY, vehicle: 'bicycle' }, [5, 5, 30, 0]],
    [
      'bicycles go against a one-way that is open to them',
      { flags: EDGE_ONEWAY | EDGE_BICYCLE_BOTH_WAYS, vehicle: 'bicycle' },
      [5, 5, 30, 30],
    ],
    [
      'cars do not go against a one-way that is open to bicycles',
      { flags: EDGE_ONEWAY | EDGE_BICYCLE_BOTH_WAYS },
      [5, 5, 30, 0],
    ],
    ['walkers keep to their own one-way', { flags: EDGE_ONEWAY_FOOT }, [5, 0, 30, 30]],
    ['closed on foot', { flags: EDGE_NO_FOOT }, [0, 0, 30, 30]],
    ['closed to motors', { flags: EDGE_NO_MOTOR }, [5, 5, 0, 0]],
    ['closed to motors, by bicycle', { flags: EDGE_NO_MOTOR, vehicle: 'bicycle' }, [5, 5, 30, 30]],
    ['closed to bicycles', { flags: EDGE_NO_BICYCLE, vehicle: 'bicycle' }, [5, 5, 0, 0]],
    ['closed to bicycles, by car', { flags: EDGE_NO_BICYCLE }, [5, 5, 30, 30]],
    ['a limit below the speed of the class slows', { posted: 20 }, [5, 5, 20, 20]],
    ['a limit above the speed of the class does not raise it', { posted: 80 }, [5, 5, 30, 30]],
    ['a speed of its own raises a motor’s', { posted: 80, flags: EDGE_OWN_SPEED }, [5, 5, 80, 80]],
    [
      'a speed of its own raises the slowest class',
      { posted: 80, flags: EDGE_OWN_SPEED, rideKmh: 1 },
      [5, 5, 80, 80],
    ],
    [
      'a speed of its own raises no bicycle’s',
      { posted: 80, flags: EDGE_OWN_SPEED, vehicle: 'bicycle' },
      [5, 5, 30, 30],
    ],
    [
      'a speed of its own opens no closed class',
      { posted: 80, flags: EDGE_OWN_SPEED, rideKmh: 0 },
      [5, 5, 0, 0],
    ],
    ['a ford in the dry season', { flags: EDGE_FORD }, [5, 5, 30, 30]],
    ['a ford that is closed', { flags: EDGE_FORD, fordsOpen: false }, [0, 0, 0, 0]],
    ['no ford where fords are closed', { fordsOpen: false }, [5, 5, 30, 30]],
    [
      'a ferry without a timetable goes at its class’s speed',
      { flags: EDGE_FERRY, posted: 12 },
      [5, 5, 12, 12],
    ],
    [
      'a ferry’s timetable carries everybody',
      { flags: EDGE_FERRY | EDGE_OWN_SPEED, posted: 12 },
      [12, 12, 12, 12],
    ],
    [
      'a ferry’s timetable carries bicycles',
      { flags: EDGE_FERRY | EDGE_OWN_SPEED, posted: 42, vehicle: 'bicycle' },
      [42, 42, 42, 42],
    ],
    ['a ferry’s timetable without a speed', { flags: EDGE_FERRY | EDGE_OWN_SPEED }, [5, 5, 30, 30]],
    [
      'a ferry nobody may walk onto',
      { flags: EDGE_FERRY | EDGE_OWN_SPEED, posted: 12, walkKmh: 0 },
      [0, 0, 12, 12],
    ],
  ])('%s', (_, one, expected) => {
    expect(speedsOf(one)).toEqual(expected);
  });

  it('refuses speeds that are none and classes without a speed, by name', () => {
    expect(() => speedsOf({ walkKmh: -1 })).toThrow('walk speed of class 0 must be >= 0 km/h, got -1');
    expect(() => speedsOf({ rideKmh: Number.NaN })).toThrow(
      'ride speed of class 0 must be >= 0 km/h, got NaN',
    );
    expect(() => speedsOf({ rideKmh: Infinity })).toThrow('got Infinity');
    const network = buildCityNetwork([
      {
        points: [
          [0, 0],
          [9, 0],
        ],
        walkKmh: 1,
        rideKmh: 1,
      },
    ]);
    const rules = {
      walkKmhByClass: Float64Array.of(5),
      rideKmhByClass: null,
      vehicle: null,
      fordsOpen: true,
    };
    expect(() => computeEdgeSpeeds({ ...network, edgeClass: Uint8Array.of(1) }, rules)).toThrow(
      'edge 0 has class 1, the table 1 classes',
    );
  });
});
