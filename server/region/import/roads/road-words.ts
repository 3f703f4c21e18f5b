/**
 * Words by which files say no: OSM's, those of extracts as shapefiles (F), of data frames (False, None) and
 * of registers (N).
 */
const NO_WORDS = new Set([
  '',
  'no',
  'n',
  'f',
  'false',
  '0',
  'none',
  'null',
  'nan',
  'na',
  '否',
  'non',
  'não',
  'nao',
]);

/** Whether a word states that something is there; every kind of it (`viaduct`, `stepping_stones`) does. */
export function isSaid(word: string | undefined): boolean {
  return word !== undefined && !NO_WORDS.has(word.trim().toLowerCase());
}

/**
 * The direction that a road may be driven in, seen from how it is drawn; `none`: it changes with the hour,
 * so no timeless answer rides it.
 */
export type Direction = 'both' | 'along' | 'against' | 'none';

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ...['yes', 'true', '1', 'y', 'ft', 'forward', 'along', '是'].map((word) => [word, 'along'] as const),
  ...['-1', 'reverse', 'backward', 'tf', 'against'].map((word) => [word, 'against'] as const),
  ...['no', 'false', '0', 'n', 'b', 'both', 'alternating', '否'].map((word) => [word, 'both'] as const),
  // Geofabrik's letters: in the direction of drawing, or against it (a file's logical T and F are turned
  // into yes and no before).
  ['f', 'along'],
  ['t', 'against'],
  ['reversible', 'none'],
]);

/** Direction that a `oneway` word states, null where it states nothing. */
export function findDirection(word: string | undefined): Direction | null {
  return DIRECTIONS.get(word?.trim().toLowerCase() ?? '') ?? null;
}

/** Texts of a list that a data frame wrote into one field (`['20', '30']`), else the text alone. */
export function listWords(text: string): string[] {
  const inner = /^\s*\[(.*)\]\s*$/.exec(text)?.[1];
  if (inner === undefined) return [text];
  return inner.split(',').map((part) => part.trim().replace(/^(['"])(.*)\1$/, '$2'));
}

const PACE_OF_WALKERS = 6;

/**
 * km/h of `50`, `50 km/h`, `30 mph`, `10 knots`, `walk`, `DE:zone:20`; the lowest of several; 0 where
 * unlimited, by country rule or
 * unreadable.
 */
export function parseMaxSpeed(text: string): number {
  let lowest = 0;
  for (const part of listWords(text).flatMap((word) => word.split(SPEEDS_APART))) {
    const speed = parseSpeed(part);
    if (speed > 0 && (lowest === 0 || speed < lowest)) lowest = speed;
  }
  return lowest > 300 ? 0 : lowest;
}

/**
 * Between several speeds; a comma between two round ones (`80,60`) is between them, else it is a decimal
 * sign (`40,0`).
 */
const SPEEDS_APART = /[;|]|(?<=\d[05]),(?=[1-9]\d?0(?:\D|$))|,\s+/;
const UNIT = /^(km?\s*[/_.]?\s*h(\.|r|rs|our|-1)?|kmph|kp\/?h|k\/h|公里.*|千米.*)$/i;

/** km/h of one speed with or without its unit; 0 where it is none. */
export function parseSpeed(text: string): number {
  const word = text.trim();
  const found = /^(\d+)(?:[.,](\d+))?\s*(\D.*)?$/.exec(word);
  const unit = found?.[3]?.toLowerCase() ?? '';
  if (found && (unit === '' || UNIT.test(unit) || /^(mph|mi\/h|knots?|kn|kts?)\.?$/.test(unit))) {
    const perHour = unit.startsWith('m') ? 1.609344 : /^kno|^kn|^kt/.test(unit) ? 1.852 : 1;
    return Number(`${found[1]}.${found[2] ?? 0}`) * perHour;
  }
  const zone = /^(?:[a-z]{2}:)?(?:zone:?)?(\d{1,3})$/i.exec(word);
  if (zone) return Number(zone[1]);
  return /^(?:[a-z]{2}:)?walk$/i.test(word) ? PACE_OF_WALKERS : 0;
}

/** Minutes of `20`, `20 min`, `00:20`, `1:05:00`, `1 h 20 min`, `PT1H20M`, `P0DT1H`; 0 where unreadable. */
export function parseDurationMinutes(text: string): number {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed);
  const clock = /^(\d+):(\d{2})(?::(\d{2}))?$/.exec(trimmed);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3] ?? 0) / 60;
  const iso = /^P(?:(\d+)D)?T?(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?$/i.exec(
    trimmed,
  );
  if (iso) return addUp(iso[1], iso[2], iso[3], iso[4]);
  const words =
    /^(?:(\d+(?:\.\d+)?)\s*(?:h|hr|hrs|hours?)\.?)?\s*(?:(\d+(?:\.\d+)?)\s*(?:m|mn|min|mins|minutes?)?\.?)?$/i.exec(
      trimmed,
    );
  return words && trimmed !== '' ? addUp('0', words[1], words[2], '0') : 0;
}

function addUp(...[days, hours, minutes, seconds]: readonly (string | undefined)[]): number {
  return (
    Number(days ?? 0) * 1440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0) + Number(seconds ?? 0) / 60
  );
}
