import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDetails, writeDetails } from '../../client/state/details-codec.ts';
import { readTrips } from '../../client/state/read-trips.ts';
import {
  DEFAULT_DETAILS,
  applyFactors,
  askDetails,
  findSpeed,
  type SpeedFactor,
  type TravelDetails,
} from '../../client/state/travel-details.ts';
import { PROCESSES } from '../../server/contract/processes.ts';
import { Travel } from '../../server/contract/travel.ts';
import {
  LAND_CLASSES,
  ROAD_CLASSES,
  SLOPE_FUNCTIONS,
  TRAVEL_MODES,
} from '../../server/contract/vocabulary.ts';

const kmh = fc.integer({ min: 1, max: 20_000 }).map((n) => n / 100);
const details: fc.Arbitrary<TravelDetails> = fc.record({
  slope: fc.option(fc.constantFrom(...SLOPE_FUNCTIONS), { nil: null }),
  neighbours: fc.constantFrom(8 as const, null),
  walkFactor: fc.option(
    fc.integer({ min: 10, max: 200 }).map((n) => n / 100),
    { nil: null },
  ),
  boardingSeconds: fc.option(fc.integer({ min: 0, max: 7200 }), { nil: null }),
  speeds: fc.option(
    fc.record({
      mode: fc.constantFrom(...TRAVEL_MODES),
      land: fc.dictionary(fc.constantFrom(...LAND_CLASSES), kmh),
      road: fc.dictionary(fc.constantFrom(...ROAD_CLASSES), kmh),
    }),
    { nil: null },
  ),
});
const way = fc.record({
  mode: fc.constantFrom(...TRAVEL_MODES),
  model: fc.constantFrom('hybrid' as const, 'straight-line' as const),
});

describe('details of travel', () => {
  it('are carried by a link there and back', () => {
    fc.assert(
      fc.property(details, (all) => {
        const query = new URLSearchParams();
        writeDetails(all, query);
        expect(readDetails(new URLSearchParams(query.toString()))).toEqual(all);
      }),
    );
    expect(readDetails(new URLSearchParams('slope=hill&near=4&pace=9&board=-1&kmh=boat,land.sea:3'))).toEqual(
      DEFAULT_DETAILS,
    );
  });

  it('send what the contract takes, and nothing the model or mode has no use for', () => {
    fc.assert(
      fc.property(details, way, fc.boolean(), (all, { mode, model }, heights) => {
        const sent = askDetails(all, { mode, model }, heights);
        expect(Travel.safeParse({ mode, model, ...sent }).success).toBe(true);
        if (model === 'straight-line') expect(sent).toEqual({});
        if (mode === 'walk') expect(sent).not.toHaveProperty('boardingSeconds');
        if (!heights && sent.slope !== undefined) expect(sent.slope).toBe('none');
        if (all.speeds?.mode !== mode) expect(sent).not.toHaveProperty('speeds');
      }),
    );
    expect(askDetails(DEFAULT_DETAILS, { mode: 'car', model: 'hybrid' }, true)).toEqual({});
  });

  const factor = (part: Partial<SpeedFactor>): SpeedFactor => ({
    way: 'walk',
    landClass: null,
    roadClass: null,
    trips: 3,
    modelMinutes: 10,
    timeFactor: 1,
    speedFactor: 1,
    ...part,
  });

  it('takes suggested speeds over class by class, on top of those in use', () => {
    const factors = [
      factor({ landClass: 'forest', speedFactor: 0.5 }),
      factor({ way: 'walk-road', roadClass: 'track', speedFactor: 0.8 }),
    ];
    const once = applyFactors(DEFAULT_DETAILS, 'walk', factors);
    expect(once.speeds).toEqual({ mode: 'walk', land: { forest: 1 }, road: { track: 4 } });
    expect(applyFactors(once, 'walk', factors).speeds?.land.forest).toBe(0.5);
    // A driver's walk along a road has no speed of its own; the ride has.
    expect(findSpeed(factors[1]!, DEFAULT_DETAILS, 'car')).toBeNull();
    const ride = factor({ way: 'ride', roadClass: 'track', speedFactor: 2 });
    expect(applyFactors(once, 'car', [ride, factors[1]!]).speeds).toEqual({
      mode: 'car',
      land: {},
      road: { track: 30 },
    });
    // A class that is closed stays closed.
    expect(
      applyFactors(DEFAULT_DETAILS, 'walk', [factor({ landClass: 'water', speedFactor: 2 })]).speeds,
    ).toEqual({ mode: 'walk', land: {}, road: {} });
  });
});

describe('a file of timed trips', () => {
  const trip = [[112.1, 30.5], [112.2, 30.6], 25];
  it.each([
    ['commas', 'from_lon,from_lat,to_lon,to_lat,minutes\n112.1,30.5,112.2,30.6,25\n'],
    [
      'semicolons, quotes, another order, a byte order mark',
      '\uFEFF"minutes";"to_lat";"to_lon";"from_lat";"from_lon";who\r\n25;30.6;112.2;30.5;112.1;"A"\r\n\r\n',
    ],
    ['Chinese names and tabs', '起点经度\t起点纬度\t终点经度\t终点纬度\t分钟\n112.1\t30.5\t112.2\t30.6\t25'],
    [
      'GeoJSON',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            geometry: {
              type: 'LineString',
              coordinates: [
                [112.1, 30.5],
                [112.15, 30.5],
                [112.2, 30.6],
              ],
            },
            properties: { minutes: '25' },
          },
        ],
      }),
    ],
  ])('is read: %s', (_, text) => {
    const { trips, faults } = readTrips(text);
    expect(faults).toEqual([]);
    expect(trips).toEqual([trip]);
    expect(PROCESSES.calibrate.inputs.safeParse({ region: 'r', trips }).success).toBe(true);
  });

  it('names what it leaves out, row by row', () => {
    const { trips, faults } = readTrips(
      [
        'from_lon,from_lat,to_lon,to_lat,minutes',
        '112.1,30.5,112.2,30.6,25',
        '112.1,,112.2,30.6,25',
        '512.1,30,112.2,30.6,25',
        '112.1,30.5,112.2,30.6,0',
        '112.1,30.5,112.2,30.6,a day',
      ].join('\n'),
    );
    expect(trips).toHaveLength(1);
    expect(faults).toEqual([
      { kind: 'lon-lat', place: 3 },
      { kind: 'lon-lat', place: 4 },
      { kind: 'minutes', place: 5 },
      { kind: 'minutes', place: 6 },
    ]);
  });

  it.each([
    ['', 'columns'],
    ['lon,lat\n1,2', 'columns'],
    ['from_lon,from_lat,to_lon,to_lat,minutes\n', 'empty'],
    ['{ no json', 'json'],
    ['{"type":"Feature"}', 'json'],
  ])('says why nothing can be read of %j', (text, kind) => {
    expect(readTrips(text)).toEqual({ trips: [], faults: [{ kind, place: null }] });
  });

  it('takes 5,000 trips and not one more, and never throws', () => {
    const row = '112.1,30.5,112.2,30.6,25\n';
    const head = 'from_lon,from_lat,to_lon,to_lat,minutes\n';
    expect(readTrips(head + row.repeat(5000)).trips).toHaveLength(5000);
    expect(readTrips(head + row.repeat(5001)).faults).toEqual([{ kind: 'too-many', place: null }]);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((text) => `{"features":[${text}]}`),
        ),
        (text) => {
          const { trips, faults } = readTrips(text);
          expect(trips.length + faults.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
