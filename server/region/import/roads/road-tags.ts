import type { RoadClass } from '../../../contract/vocabulary.ts';
import { ROAD_CLASSES } from '../../../contract/vocabulary.ts';
import {
  EDGE_BICYCLE_BOTH_WAYS,
  EDGE_BOARDS,
  EDGE_BRIDGE,
  EDGE_FERRY,
  EDGE_FORD,
  EDGE_NO_BICYCLE,
  EDGE_NO_FOOT,
  EDGE_NO_MOTOR,
  EDGE_ONEWAY,
  EDGE_ONEWAY_FOOT,
  EDGE_OWN_SPEED,
  EDGE_TUNNEL,
} from '../../../kernel/network/road-network.ts';
import { readAccess } from './road-access.ts';
import { findDirection, isSaid, parseDurationMinutes, parseMaxSpeed } from './road-words.ts';

type Tags = Readonly<Record<string, string | undefined>>;

/** What the tags of one way mean for travel. */
export interface RoadUse {
  /** Index into ROAD_CLASSES. */
  readonly roadClass: number;
  /** EDGE_* bits. */
  readonly flags: number;
  /** Posted limit, 0 where none is known. */
  readonly maxSpeedKmh: number;
  /**
   * Posted limit against the drawn direction where it differs from the one along it; 0 where none is known.
   */
  readonly backwardMaxSpeedKmh?: number;
  /** The way is drawn against its one direction (`oneway=-1`). */
  readonly reversed: boolean;
  /** Minutes the whole ferry crossing takes, 0 where not stated. */
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
/** Class index of a word (`primary_link` counts as `primary`), -1 where it names no road. */
export function findRoadClass(word: string): number {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/_link$/, '');
  return CLASS_INDEX.get(Object.hasOwn(SYNONYMS, plain) ? SYNONYMS[plain]! : plain) ?? -1;
}

/**
 * Reads OSM tags (or GeoJSON properties of the same names) the way they are documented; null where the way
 * is no road:
 * no known class, an area, or under construction. `motorway` and roundabouts imply one direction unless
 * `oneway=no`.
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
  const implied = name === 'motorway' || tags['junction'] === 'roundabout' || tags['junction'] === 'circular';
  const direction = findDirection(tags['oneway']) ?? (implied ? 'along' : 'both');
  const reversed = direction === 'against';
  if (direction === 'along' || reversed) flags |= EDGE_ONEWAY;
  if (direction === 'none') flags |= EDGE_NO_MOTOR | EDGE_NO_BICYCLE;
  if (findDirection(tags['oneway:foot']) === 'along') flags |= EDGE_ONEWAY_FOOT;
  if (
    flags & EDGE_ONEWAY &&
    (tags['oneway:bicycle'] === 'no' ||
      [tags['cycleway'], tags['cycleway:left'], tags['cycleway:right'], tags['cycleway:both']].some((v) =>
        v?.startsWith('opposite'),
      ))
  )
    flags |= EDGE_BICYCLE_BOTH_WAYS;

  flags |= readAccess(tags);
  // `access=no` with `motor_vehicle=yes` shuts walkers out of the traffic, not those who live there out of
  // their cars.
  if (flags & EDGE_NO_FOOT && !(flags & EDGE_NO_MOTOR) && !tags['foot'] && name !== 'motorway')
    flags |= EDGE_BOARDS;
  if (name === 'motorway' && tags['foot'] === undefined) flags |= EDGE_NO_FOOT;
  if (name === 'motorway' && tags['bicycle'] === undefined) flags |= EDGE_NO_BICYCLE;
  if (tags['smoothness'] === 'impassable') flags |= EDGE_NO_MOTOR | EDGE_NO_BICYCLE;

  if (isSaid(tags['bridge'])) flags |= EDGE_BRIDGE;
  if (isSaid(tags['tunnel']) && tags['tunnel'] !== 'culvert') flags |= EDGE_TUNNEL;
  if (isSaid(tags['ford'])) flags |= EDGE_FORD;
  const durationMinutes = ferry ? parseDurationMinutes(tags['duration'] ?? '') : 0;
  // The timetable is the truth for everybody on board: the class's speed is a guess where none is known.
  if (durationMinutes > 0) flags |= EDGE_OWN_SPEED;
  const general = parseMaxSpeed(tags['maxspeed'] ?? '');
  const forward = parseMaxSpeed(tags['maxspeed:forward'] ?? '') || general;
  const backward = parseMaxSpeed(tags['maxspeed:backward'] ?? '') || general;
  return {
    roadClass,
    flags,
    maxSpeedKmh: reversed ? backward : forward,
    ...(direction === 'both' && backward !== forward ? { backwardMaxSpeedKmh: backward } : {}),
    reversed,
    durationMinutes,
  };
}
