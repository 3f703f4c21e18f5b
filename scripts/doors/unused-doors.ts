import { listUses, opens, type Use } from './check-doors.ts';
import type { SourceUses } from './read-source.ts';
import { findRoom, KINDS, nameOf, type Doors, type Room } from './room.ts';

/** Entries of the table that no file of their rooms uses: such a door is to be shut. */
export function listUnusedDoors(sources: readonly SourceUses[], rooms: readonly Room[]): string[] {
  const uses = new Map<Room, Use[]>();
  for (const source of sources) {
    const room = findRoom(rooms, source.file);
    if (room) uses.set(room, [...(uses.get(room) ?? []), ...listUses(source, rooms)]);
  }
  const groups = new Map<Doors, Room[]>();
  for (const room of rooms)
    if (room.shared) groups.set(room.shared, [...(groups.get(room.shared) ?? []), room]);
  const unusedOf = (doors: Doors, users: readonly Room[]): string[] => {
    const used = users.flatMap((room) => uses.get(room) ?? []);
    return KINDS.flatMap((kind) =>
      (doors[kind] ?? [])
        .filter((door) => !used.some((use) => use.kind === kind && opens(door, use)))
        .map((door) => `${users.map(nameOf).join(', ')}: nothing uses the entry ${door} of ${kind}`),
    );
  };
  return [
    ...rooms.flatMap((room) => unusedOf(room, [room])),
    ...[...groups].flatMap(([doors, users]) => unusedOf(doors, users)),
  ];
}
