import { EDGE_NO_BICYCLE, EDGE_NO_FOOT, EDGE_NO_MOTOR } from '../../../kernel/network/road-network.ts';

type Tags = Readonly<Record<string, string | undefined>>;

/**
 * Closed to everybody whom the value does not name: no planner's patient drives a bus, an ambulance or a
 * tank.
 */
const CLOSED = new Set([
  'no',
  'private',
  'military',
  'emergency',
  'bus',
  'psv',
  'taxi',
  'hgv',
  'tourist_bus',
  'minibus',
  'share_taxi',
  'restricted',
]);
const MOTOR_CLOSED = new Set([...CLOSED, 'agricultural', 'forestry']);

/** EDGE_NO_* bits of access tags: of each way of moving the most specific tag decides. */
export function readAccess(tags: Tags): number {
  const { access, foot, bicycle, vehicle } = tags;
  let flags = 0;
  if (isClosed([foot, access], CLOSED)) flags |= EDGE_NO_FOOT;
  if (isClosed([bicycle, vehicle, access], CLOSED)) flags |= EDGE_NO_BICYCLE;
  if (isClosed([tags['motorcar'], tags['motor_vehicle'], vehicle, access], MOTOR_CLOSED))
    flags |= EDGE_NO_MOTOR;
  if (tags['bus'] === 'only' || tags['psv'] === 'only') flags |= EDGE_NO_MOTOR;
  return flags;
}

function isClosed(mostSpecificFirst: readonly (string | undefined)[], values: ReadonlySet<string>): boolean {
  const said = mostSpecificFirst.find((value) => value !== undefined && value !== '');
  if (said === undefined) return false;
  // Of several values (`bus;taxi`) one that is open is enough.
  return said.split(';').every((value) => values.has(value.trim().toLowerCase()));
}

/**
 * Barriers that stop cars by what they are, whatever else is stated. Gates and lift gates open unless a tag
 * closes them.
 */
const STOPS_MOTOR = new Set([
  'bollard',
  'block',
  'jersey_barrier',
  'log',
  'debris',
  'planter',
  'chain',
  'cycle_barrier',
  'motorcycle_barrier',
  'kissing_gate',
  'stile',
  'turnstile',
  'full-height_turnstile',
  'bus_trap',
  'sump_buster',
  'fence',
  'wall',
  'hedge',
  'ditch',
  'rope',
]);
const STOPS_BICYCLE = new Set(['fence', 'wall', 'hedge', 'turnstile', 'full-height_turnstile']);

/** EDGE_NO_* bits of a barrier on a node of a road; 0 where it stops no one. */
export function readNodeBarrier(tags: Tags): number {
  const barrier = tags['barrier']?.toLowerCase() ?? '';
  if (barrier === '' || barrier === 'no' || barrier === 'entrance') return 0;
  const said = readAccess(tags);
  const opened = (keys: readonly string[]): boolean =>
    keys.some((key) => /^(yes|permissive|designated|destination)$/.test(tags[key] ?? ''));
  let flags = said;
  if (tags['locked'] === 'yes' && !opened(['motorcar', 'motor_vehicle', 'vehicle', 'access']))
    flags |= EDGE_NO_MOTOR;
  if (
    STOPS_MOTOR.has(barrier) &&
    tags['bollard'] !== 'rising' &&
    !opened(['motorcar', 'motor_vehicle', 'vehicle', 'access'])
  )
    flags |= EDGE_NO_MOTOR;
  if (STOPS_BICYCLE.has(barrier) && !opened(['bicycle', 'vehicle', 'access'])) flags |= EDGE_NO_BICYCLE;
  return flags;
}
