import { posix } from 'node:path';
import { COMPUTED, type ImportUse, type SourceUses } from './read-source.ts';
import { findRoom, isInside, LANGUAGE, listDoors, nameOf, type Kind, type Room } from './room.ts';

/** Something that a file uses and its room has no door for. */
export interface Breach {
  readonly file: string;
  readonly line: number;
  /** What was used: a room, a package, a module of Node or a global. */
  readonly used: string;
  /** How it was used. */
  readonly kind: Kind;
  /** What the room may use in that way. */
  readonly allowed: readonly string[];
  readonly room: string;
}

/** What one file uses, as its room's doors name it. */
export interface Use {
  readonly line: number;
  readonly used: string;
  readonly kind: Kind;
}

/** All breaches, in order of files and lines. */
export function checkDoors(sources: readonly SourceUses[], rooms: readonly Room[]): Breach[] {
  return sources.flatMap((source): Breach[] => {
    const { file } = source;
    const room = findRoom(rooms, file);
    if (!room) return [{ file, line: 1, used: posix.dirname(file), kind: 'values', allowed: [], room: '' }];
    return listUses(source, rooms)
      .filter((use) => !isAllowed(room, use))
      .map((use) => ({ ...use, file, room: nameOf(room), allowed: listDoors(room, use.kind) }));
  });
}

/** One line: where, what, and what is allowed there. */
export function describeBreach({ file, line, used, kind, allowed, room }: Breach): string {
  if (room === '') return `${file}:${line} the folder ${used} has no row in the table of doors`;
  const words: Readonly<Record<Kind, string>> = {
    values: 'imports values of',
    types: 'imports types of',
    packages: 'imports the package',
    packageTypes: 'imports types of the package',
    node: 'imports node:',
    globals: 'uses the global',
  };
  const list = allowed.length === 0 ? 'nothing' : allowed.join(', ');
  const gap = kind === 'node' ? '' : ' ';
  return `${file}:${line} ${words[kind]}${gap}${used}; ${room} may use in this way: ${list}`;
}

/** What a file uses from outside of its room. */
export function listUses(source: SourceUses, rooms: readonly Room[]): Use[] {
  const room = findRoom(rooms, source.file);
  const imports = source.imports.flatMap((one): Use[] => {
    const use = describeImport(source.file, one, rooms);
    return room && use.used === nameOf(room) ? [] : [use];
  });
  const globals = source.globals
    .filter(({ name }) => !LANGUAGE.has(name))
    .map(({ line, name }): Use => ({ line, used: name, kind: 'globals' }));
  return [...imports, ...globals].sort((a, b) => a.line - b.line);
}

function describeImport(file: string, { line, from, typesOnly }: ImportUse, rooms: readonly Room[]): Use {
  if (from === COMPUTED) return { line, used: from, kind: 'packages' };
  if (from.startsWith('node:')) return { line, used: from.slice('node:'.length), kind: 'node' };
  if (!from.startsWith('.')) {
    const parts = from.split('/');
    const name = parts.slice(0, from.startsWith('@') ? 2 : 1).join('/');
    return { line, used: name, kind: typesOnly ? 'packageTypes' : 'packages' };
  }
  const target = resolveImport(file, from);
  const room = findRoom(rooms, target);
  return { line, used: room ? nameOf(room) : target, kind: typesOnly ? 'types' : 'values' };
}

/** The file that a relative import names. */
export function resolveImport(file: string, from: string): string {
  return posix.join(posix.dirname(file), from.replace(/\?.*$/, ''));
}

function isAllowed(room: Room, use: Use): boolean {
  const isOpen = (kind: Kind): boolean => listDoors(room, kind).some((door) => opens(door, use));
  if (isOpen(use.kind)) return true;
  if (use.kind === 'types') return isOpen('values');
  return use.kind === 'packageTypes' && isOpen('packages');
}

/** Whether an entry of the table lets a use through: a room opens those inside of it too. */
export function opens(door: string, { used, kind }: Use): boolean {
  return kind === 'values' || kind === 'types' ? isInside(used, door) : used === door;
}
