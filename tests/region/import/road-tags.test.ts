import { describe, expect, it } from 'vitest';
import { ROAD_CLASSES } from '../../../server/contract/vocabulary.ts';
import { readAccess, readNodeBarrier } from '../../../server/region/import/roads/road-access.ts';
import { findRoadClass, parseRoadTags } from '../../../server/region/import/roads/road-tags.ts';
import {
  findDirection,
  isSaid,
  listWords,
  parseDurationMinutes,
  parseMaxSpeed,
  parseSpeed,
} from '../../../server/region/import/roads/road-words.ts';
import { expectGolden } from '../../support/golden-answers.ts';

type Tags = Record<string, string>;
/** Tags as text: `a=b c=d`. */
const tags = (text: string): Tags =>
  Object.fromEntries(text.split(' ').map((pair) => pair.split('=') as [string, string]));
const each = <T>(texts: readonly string[], read: (text: string) => T): [string, T][] =>
  texts.map((text) => [text, read(text)]);

describe('what tags of roads mean', () => {
  it('classes and their other names', () => {
    const others =
      'road pedestrian bridleway crossing trail ferry primary_link Primary _link constructor toString xroad';
    expectGolden('road-tags', 'classes', [
      ...each([...ROAD_CLASSES, ...others.split(' ')], findRoadClass),
      [' Secondary_LINK ', findRoadClass(' Secondary_LINK ')],
      ['link_primary', findRoadClass('link_primary')],
    ]);
  });
  it('flags, speeds and directions', () => {
    const own = [
      'highway=track',
      'highway=motorway',
      'highway=motorway oneway=no',
      'highway=motorway foot=yes',
      'highway=motorway bicycle=yes',
      'highway=motorway foot=no bicycle=no',
      'highway=motorway access=no motor_vehicle=yes',
      'highway=ferry',
      'route=ferry',
      'route=ferry duration=00:30',
      'highway=track duration=00:30',
      'route=ferry duration=x',
      'man_made=pier',
      'man_made=pier highway=track',
      'man_made=quay',
      'highway=track area=yes',
      'highway=track area=no',
      'highway=construction',
      'name=x',
      'highway=track smoothness=impassable',
      'highway=track smoothness=bad',
    ];
    const more = [
      'junction=roundabout',
      'junction=circular',
      'junction=yes',
      'junction=roundabout oneway=no',
      'oneway=yes',
      'oneway=-1',
      'oneway=no',
      'oneway=reversible',
      'oneway=x',
      'oneway:foot=yes',
      'oneway:foot=-1',
      'oneway:bicycle=no',
      'oneway=yes oneway:bicycle=no',
      'oneway=yes oneway:bicycle=yes',
      'oneway=-1 cycleway=opposite',
      'oneway=yes cycleway:left=opposite_lane',
      'oneway=yes cycleway:right=opposite_track',
      'oneway=yes cycleway:both=opposite',
      'oneway=yes cycleway=lane_opposite',
      'cycleway=opposite',
      'access=no',
      'access=no motor_vehicle=yes',
      'access=no motor_vehicle=yes foot=no',
      'foot=no',
      'foot=no motor_vehicle=no',
      'bridge=yes',
      'bridge=viaduct',
      'bridge=no',
      'tunnel=yes',
      'tunnel=culvert',
      'tunnel=no',
      'ford=yes',
      'ford=no',
      'maxspeed=50',
      'maxspeed=50 maxspeed:forward=40',
      'maxspeed=50 maxspeed:backward=30',
      'maxspeed:forward=40 maxspeed:backward=30',
      'maxspeed:forward=40 maxspeed:backward=40',
      'maxspeed:backward=30',
      'maxspeed:backward=30 oneway=yes',
      'maxspeed:backward=30 maxspeed:forward=40 oneway=-1',
      'maxspeed:backward=30 maxspeed:forward=40 oneway=reversible',
    ].map((text) => `highway=tertiary ${text}`);
    const read = (texts: string[]): unknown => each(texts, (text) => parseRoadTags(tags(text)));
    expectGolden('road-tags', 'tags of kinds', read(own));
    expectGolden('road-tags', 'tags of ways', read(more.slice(0, 26)));
    expectGolden('road-tags', 'tags of speeds', read(more.slice(26)));
  });
  it('access and barriers', () => {
    const values =
      'no private military emergency bus psv taxi hgv tourist_bus minibus share_taxi restricted agricultural forestry yes NO';
    expectGolden('road-tags', 'access', [
      ...values.split(' ').flatMap((value) =>
        each(
          ['access', 'foot', 'bicycle', 'vehicle', 'motor_vehicle', 'motorcar'].map(
            (key) => `${key}=${value}`,
          ),
          (text) => readAccess(tags(text)),
        ),
      ),
      ...each(
        [
          'bus=only',
          'psv=only',
          'psv=yes',
          'access=bus;taxi',
          'access=bus;yes',
          'access=no foot=yes',
          'access=no bicycle=yes',
          'access=no vehicle=yes',
          'vehicle=no bicycle=yes',
          'vehicle=no motor_vehicle=yes',
          'motor_vehicle=no motorcar=yes',
          'access=no motorcar=',
        ],
        (text) => readAccess(tags(text)),
      ),
      ['access=bus; taxi', readAccess({ access: 'bus; taxi' })],
    ]);
    const kinds =
      'bollard block jersey_barrier log debris planter chain cycle_barrier motorcycle_barrier kissing_gate stile turnstile ' +
      'full-height_turnstile bus_trap sump_buster fence wall hedge ditch rope gate lift_gate no entrance Bollard';
    expectGolden('road-tags', 'barriers', [
      ...each(
        kinds.split(' ').map((kind) => `barrier=${kind}`),
        (text) => readNodeBarrier(tags(text)),
      ),
      ...each(
        [
          'access=no',
          'barrier=gate access=no',
          'barrier=gate foot=no',
          'barrier=no access=no',
          'barrier=entrance access=no',
          'barrier=gate locked=yes',
          'barrier=gate locked=no',
          'barrier=bollard bollard=rising',
          'barrier=bollard bollard=fixed',
          ...['yes', 'permissive', 'designated', 'destination', 'no', 'yesx'].flatMap((value) => [
            `barrier=bollard motor_vehicle=${value}`,
            `barrier=fence bicycle=${value}`,
          ]),
          ...['motorcar', 'motor_vehicle', 'vehicle', 'access', 'bicycle', 'foot'].flatMap((key) => [
            `barrier=gate locked=yes ${key}=yes`,
            `barrier=fence ${key}=yes`,
          ]),
        ],
        (text) => readNodeBarrier(tags(text)),
      ),
    ]);
  });
  it('words of directions, speeds and durations', () => {
    const directions =
      'yes true 1 y ft forward along 是 -1 reverse backward tf against no false 0 n b both alternating 否 f t reversible x YES';
    const speeds = (
      '50~50 km/h~50kmh~50 km h~50 km_h~50 km.h~50 kmph~50 kph~50 kp/h~50 k/h~50 km/hr~' +
      '50 km/hrs~50 km/hour~50 km h-1~50公里/小时~50千米~30 mph~30 mi/h~10 knots~10 knot~10 kn~' +
      '10 kts~10 kt.~50 m/s~40,5~40.5~80,60~80,60 km/h~40,0~50;30~30|50~0;50~50, 30~walk~' +
      `DE:walk~walking~DE:zone:20~zone30~zone:30~DE:30~DE:zone~300~301~none~~['20', '30']~` +
      `['60']~[ 40 , "20" ]~-5~0~signals`
    ).split('~');
    const durations = (
      '20~20.5~20 min~20 mn~20m~20 mins~20 minutes.~00:20~1:05:30~1:5~1 h 20 min~1 hr~2 hrs~' +
      '2 hours~1.5 h~1 h. 20 m.~PT1H20M~P1DT1H~PT30S~PT1.5H~PT1.5M~P2D~pt20m~P~~ ~x~20 s'
    ).split('~');
    expectGolden('road-tags', 'words', {
      directions: each([...directions.split(' '), '', ' yes '], findDirection),
      said: each(
        [...' no n f false 0 none null nan na 否 non não nao yes viaduct NO'.split(' '), ' no '],
        isSaid,
      ),
      lists: each(["['20', '30']", '[20]', 'x', ' ["a","b"] ', "['a]"], listWords),
      speed: each(speeds, parseSpeed),
      most: each(speeds, parseMaxSpeed),
      minutes: each(durations, parseDurationMinutes),
    });
    expect(findDirection(undefined)).toBeNull();
    expect(isSaid(undefined)).toBe(false);
  });
});
