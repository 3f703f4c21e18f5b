import { listUses } from '../../scripts/doors/check-doors.ts';
import { readSource, type SourceUses } from '../../scripts/doors/read-source.ts';
import { isInside, KINDS, listDoors, nameOf, type Kind, type Room } from '../../scripts/doors/room.ts';
import { ROOMS } from '../../scripts/doors/table.ts';

/** Things that a room has no door for in one way: a cell of the table. */
export interface Cell {
  readonly room: string;
  readonly kind: Kind;
  readonly used: readonly string[];
}

/** Globals that are looked for in every room, whether a room uses them or not. */
const WATCHED = [
  'fetch XMLHttpRequest EventSource WebSocket document window navigator location localStorage Worker',
  'process process.env Buffer console performance Date Math.random setTimeout setInterval setImmediate',
  'Intl globalThis Atomics SharedArrayBuffer eval',
].flatMap((line) => line.split(' '));

/** A file of the room that uses one of the things in each of its lines. */
export function plant({ room, kind, used }: Cell): SourceUses {
  const lines = used.map((one, line) => write(room, kind, one, `x${line}`));
  return readSource(fileIn(room), lines.join('\n'));
}

/** A file of a room, as its row in the table has it. */
function fileIn(name: string): string {
  return name.includes('*')
    ? name.replace(/\*(-texts\.ts|\.ts)?$/, (_, end?: string) => `x${end ?? '.ts'}`)
    : `${name}/x.ts`;
}

function write(room: string, kind: Kind, used: string, name: string): string {
  switch (kind) {
    case 'globals':
      return `export const ${name} = ${used};`;
    case 'node':
      return `import ${name} from 'node:${used}';`;
    case 'packages':
      return `import ${name} from '${used}';`;
    case 'packageTypes':
      return `import type ${name} from '${used}';`;
    default: {
      const up = '../'.repeat(fileIn(room).split('/').length - 1);
      return `import ${kind === 'types' ? 'type ' : ''}{ ${name} } from '${up}${fileIn(used)}';`;
    }
  }
}

/** The cells of the table, each with all other rooms, packages, modules of Node or globals that it does not open. */
export function listCells(rooms: readonly Room[], sources: readonly SourceUses[]): Cell[] {
  const uses = sources.flatMap((source) => listUses(source, ROOMS));
  const named = (...kinds: readonly Kind[]): string[] =>
    [...new Set(uses.filter(({ kind }) => kinds.includes(kind)).map(({ used }) => used))].filter(
      (name) => !name.startsWith('('),
    );
  const packages = named('packages', 'packageTypes');
  const columns: Readonly<Record<Kind, readonly string[]>> = {
    values: rooms.map(nameOf),
    types: rooms.map(nameOf),
    packages,
    packageTypes: packages,
    node: [...named('node'), 'worker_threads', 'http'],
    globals: [...named('globals'), ...WATCHED],
  };
  return rooms.flatMap((room) =>
    KINDS.map((kind): Cell => {
      const shut = [...new Set(columns[kind])].filter(
        (used) => used !== nameOf(room) && !isOpen(room, kind, used),
      );
      return { room: nameOf(room), kind, used: shut };
    }),
  );
}

function isOpen(room: Room, kind: Kind, used: string): boolean {
  const more: Readonly<Partial<Record<Kind, Kind>>> = { types: 'values', packageTypes: 'packages' };
  const doors = [...listDoors(room, kind), ...(more[kind] ? listDoors(room, more[kind]) : [])];
  return doors.some((door) => (kind === 'values' || kind === 'types' ? isInside(used, door) : used === door));
}
