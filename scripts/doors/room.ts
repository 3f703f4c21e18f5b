/** What may come into a room. A name of a room stands for the rooms inside of it too. */
export interface Doors {
  /** Rooms of which anything may be imported. */
  readonly values?: readonly string[];
  /** Rooms of which only types may be imported. */
  readonly types?: readonly string[];
  /** Packages of which anything may be imported. */
  readonly packages?: readonly string[];
  /** Packages of which only types may be imported. */
  readonly packageTypes?: readonly string[];
  /** Modules of Node, without `node:`. */
  readonly node?: readonly string[];
  /** Names that a file may use without declaring them, beside those of the language (`LANGUAGE`). */
  readonly globals?: readonly string[];
}

export interface Room extends Doors {
  /** Its folder; a room of a longer path inside of it is a room of its own. */
  readonly room: string;
  /** The files it is of, where it is not of all in the folder, and what it is called then. */
  readonly files?: RegExp;
  readonly name?: string;
  /** Doors that it has in common with others. */
  readonly shared?: Doors;
}

/** Files that stand in a folder itself, not in one inside of it. */
export const OWN_FILES = /^[^/]+$/;

export const KINDS = ['values', 'types', 'packages', 'packageTypes', 'node', 'globals'] as const;
export type Kind = (typeof KINDS)[number];

/** All that a room may use in one way, its own doors and the shared ones. */
export function listDoors(room: Room, kind: Kind): readonly string[] {
  return [...(room[kind] ?? []), ...(room.shared?.[kind] ?? [])];
}

/** The room of a file, null for none: that of the first row with a pattern, else of the longest folder. */
export function findRoom(rooms: readonly Room[], file: string): Room | null {
  let found: Room | null = null;
  for (const room of rooms) {
    if (!file.startsWith(`${room.room}/`)) continue;
    if (room.files) {
      if (room.files.test(file.slice(room.room.length + 1))) return room;
    } else if (!found || room.room.length > found.room.length) found = room;
  }
  return found;
}

/** The name of a room in messages and in other rooms' doors. */
export function nameOf({ room, name }: Room): string {
  return name ?? room;
}

export function isInside(room: string, outer: string): boolean {
  return room === outer || room.startsWith(`${outer}/`);
}

/** Names of the language itself: no state, no clock, no chance, nothing of the machine. */
export const LANGUAGE: ReadonlySet<string> = new Set(
  [
    'undefined NaN Infinity Math JSON Object Array String Number Boolean BigInt Symbol Map Set WeakMap WeakSet',
    'Promise RegExp Proxy Reflect Error TypeError RangeError SyntaxError URIError AggregateError',
    'ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array',
    'Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array parseInt parseFloat isNaN isFinite',
    'encodeURIComponent decodeURIComponent encodeURI decodeURI',
  ].flatMap((line) => line.split(' ')),
);
