import type { RoadClass } from '../contract/vocabulary.ts';
import { ROAD_CLASSES } from '../contract/vocabulary.ts';
import {
  EDGE_BICYCLE_BOTH_WAYS,
  EDGE_BRIDGE,
  EDGE_FERRY,
  EDGE_FORD,
  EDGE_NO_BICYCLE,
  EDGE_NO_FOOT,
  EDGE_NO_MOTOR,
  EDGE_ONEWAY,
  EDGE_ONEWAY_FOOT,
  EDGE_TUNNEL,
} from '../kernel/network/road-network.ts';

type Tags = Readonly<Record<string, string | undefined>>;

/** What the tags of one way mean for travel. */
export interface RoadUse {
  /** Index into ROAD_CLASSES. */
  readonly roadClass: number;
  /** EDGE_* bits. */
  readonly flags: number;
  /** Posted limit, 0 where none is known. */
  readonly maxSpeedKmh: number;
  /** The way is drawn against its one direction (`oneway=-1`). */
  readonly reversed: boolean;
  /** Minutes the whole ferry crossing takes, 0 where not said. */
  readonly durationMinutes: number;
}

const CLASS_INDEX = new Map<string, number>(ROAD_CLASSES.map((name, index) => [name, index]));
const SYNONYMS: Readonly<Record<string, RoadClass>> = {
  road: 'unclassified',
  pedestrian: 'footway',
  bridleway: 'path',
  crossing: 'footway',
  trail: 'path',
};
const CLOSED = new Set(['no', 'private', 'military']);
const MOTOR_CLOSED = new Set([...CLOSED, 'agricultural', 'forestry']);
const YES = new Set(['yes', 'true', '1']);

/** Class index of a word (`primary_link` counts as `primary`), -1 where it names no road. */
export function findRoadClass(word: string): number {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/_link$/, '');
  return CLASS_INDEX.get(Object.hasOwn(SYNONYMS, plain) ? SYNONYMS[plain]! : plain) ?? -1;
}

/**
 * Reads OSM tags (or GeoJSON properties of the same names) the way they are documented; null where the way is no road:
 * no known class, an area, or under construction. `motorway` and roundabouts imply one direction unless `oneway=no`.
 */
export function parseRoadTags(tags: Tags): RoadUse | null {
  const ferry = tags['route'] === 'ferry' || tags['highway'] === 'ferry';
  // A pier is walked on, and joins a ferry to the land.
  const pier = tags['man_made'] === 'pier' && tags['highway'] === undefined;
  const roadClass = ferry
    ? CLASS_INDEX.get('ferry')!
    : findRoadClass(pier ? 'footway' : (tags['highway'] ?? ''));
  if (roadClass < 0 || tags['area'] === 'yes') return null;
  const name = ROAD_CLASSES[roadClass]!;
  let flags = ferry ? EDGE_FERRY : 0;
  const oneway = tags['oneway']?.toLowerCase() ?? '';
  const implied = name === 'motorway' || tags['junction'] === 'roundabout' || tags['junction'] === 'circular';
  const reversed = oneway === '-1' || oneway === 'reverse';
  if (YES.has(oneway) || reversed || (implied && oneway !== 'no' && oneway !== 'false' && oneway !== '0'))
    flags |= EDGE_ONEWAY;
  if (YES.has(tags['oneway:foot'] ?? '')) flags |= EDGE_ONEWAY_FOOT;
  if (
    flags & EDGE_ONEWAY &&
    (tags['oneway:bicycle'] === 'no' ||
      [tags['cycleway'], tags['cycleway:left'], tags['cycleway:right'], tags['cycleway:both']].some((v) =>
        v?.startsWith('opposite'),
      ))
  )
    flags |= EDGE_BICYCLE_BOTH_WAYS;

  const closed = (
    mostSpecificFirst: readonly (string | undefined)[],
    values: ReadonlySet<string>,
  ): boolean => {
    const said = mostSpecificFirst.find((value) => value !== undefined && value !== '');
    return said !== undefined && values.has(said);
  };
  const { access, foot, bicycle, vehicle } = tags;
  if (closed([foot, access], CLOSED) || (name === 'motorway' && foot === undefined)) flags |= EDGE_NO_FOOT;
  if (closed([bicycle, vehicle, access], CLOSED) || (name === 'motorway' && bicycle === undefined))
    flags |= EDGE_NO_BICYCLE;
  if (closed([tags['motorcar'], tags['motor_vehicle'], vehicle, access], MOTOR_CLOSED))
    flags |= EDGE_NO_MOTOR;

  const said = (key: string): boolean =>
    tags[key] !== undefined && tags[key] !== '' && !['no', 'false', '0'].includes(tags[key]);
  if (said('bridge')) flags |= EDGE_BRIDGE;
  if (said('tunnel') && tags['tunnel'] !== 'culvert') flags |= EDGE_TUNNEL;
  if (said('ford')) flags |= EDGE_FORD;
  return {
    roadClass,
    flags,
    maxSpeedKmh: parseMaxSpeed(tags['maxspeed'] ?? tags['maxspeed:forward'] ?? ''),
    reversed,
    durationMinutes: ferry ? parseDurationMinutes(tags['duration'] ?? '') : 0,
  };
}

/** km/h of `50`, `50 km/h`, `30 mph`, `10 knots`, `walk`; the lowest of several; 0 where unlimited, by country rule or unreadable. */
export function parseMaxSpeed(text: string): number {
  let lowest = 0;
  for (const part of text.split(/[;|]/)) {
    const found = /^\s*(\d+(?:\.\d+)?)\s*(km\/h|kmh|kph|mph|knots)?\s*$/i.exec(part);
    let speed = 0;
    if (found) {
      const unit = found[2]?.toLowerCase();
      speed = Number(found[1]) * (unit === 'mph' ? 1.609344 : unit === 'knots' ? 1.852 : 1);
    } else if (/^\s*walk\s*$/i.test(part)) speed = 6;
    if (speed > 0 && (lowest === 0 || speed < lowest)) lowest = speed;
  }
  return lowest > 300 ? 0 : lowest;
}

/** Minutes of `20`, `00:20`, `1:05:00`, `PT1H20M`; 0 where unreadable. */
export function parseDurationMinutes(text: string): number {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed);
  const clock = /^(\d+):(\d{2})(?::(\d{2}))?$/.exec(trimmed);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3] ?? 0) / 60;
  const iso = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/i.exec(trimmed);
  return iso ? Number(iso[1] ?? 0) * 60 + Number(iso[2] ?? 0) + Number(iso[3] ?? 0) / 60 : 0;
}
