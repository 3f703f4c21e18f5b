import {
  STEP_COLUMN,
  STEP_ROW,
  WORLD,
  WORLD_CELLS,
  cellAt,
  columnOf,
  metersBetween,
  rowOf,
} from './frame.ts';
import { apportion, joinFragments, placeSeats, type Land } from './settlements.ts';
import type { Waters } from './water.ts';

/** A seat of a zone, by kind. */
interface Seat {
  readonly cell: number;
  readonly kind: 'community' | 'town' | 'village';
}

/** Rectangle of world cells that is published, last column and row excluded. */
interface Extent {
  readonly firstColumn: number;
  readonly firstRow: number;
  readonly endColumn: number;
  readonly endRow: number;
}

/** Who belongs where: zones everywhere, townships made of zones, the county made of fifteen townships. */
export interface Administration {
  readonly seats: readonly Seat[];
  /** Index into `seats` of each cell. */
  readonly zoneOfCell: Int32Array;
  /** Index into `towns` of each seat. */
  readonly townOfSeat: Int32Array;
  /** Seat cells of townships, the county town first. */
  readonly towns: readonly number[];
  /** Township indices of the county, the county town's first. */
  readonly countyTowns: readonly number[];
  /** 1 where a cell is in the county. */
  readonly inCounty: Uint8Array;
  readonly extent: Extent;
}

const TOWNSHIPS = 15;
/** Metres by which a cell further to the north-west counts as nearer. */
const LEAN = 32;

/** Draws zones, townships and the county over the land. */
export function buildAdministration(waters: Waters, land: Land): Administration {
  const { towns, communities, villages } = placeSeats(waters, land);
  const seats: Seat[] = [
    ...communities.map((cell) => ({ cell, kind: 'community' as const })),
    ...towns.slice(1).map((cell) => ({ cell, kind: 'town' as const })),
    ...villages.map((cell) => ({ cell, kind: 'village' as const })),
  ];
  const zoneOfCell = apportion(
    seats.map((seat) => seat.cell),
    waters,
    land,
  );
  joinFragments(zoneOfCell);
  const townOfCell = apportion(towns, waters, land);
  const townOfSeat = Int32Array.from(seats, (seat) =>
    seat.kind === 'community' ? 0 : townOfCell[seat.cell]!,
  );
  keepTownshipsWhole(zoneOfCell, townOfSeat, seats, towns);

  // The published ring must fit the world: zones too near its edge belong to the neighbours.
  const nearEdge = new Set<number>();
  for (let cell = 0; cell < WORLD_CELLS; cell++) {
    const [column, row] = [columnOf(cell), rowOf(cell)];
    if (Math.min(column, row, WORLD.columns - 1 - column, WORLD.rows - 1 - row) < 102)
      nearEdge.add(zoneOfCell[cell]!);
  }
  const zoneOfTown = towns.map((cell) => zoneOfCell[cell]!);
  // The county leans to the north-west: distance counts less that way.
  const home = towns[0]!;
  const pull = towns.map((cell) => {
    const east = columnOf(cell) - columnOf(home);
    const south = rowOf(cell) - rowOf(home);
    return Math.round(metersBetween(cell, home) + LEAN * (east * 0.55 + south * 0.83));
  });
  const ranked = towns
    .map((_, i) => i)
    .filter((i) => !nearEdge.has(zoneOfTown[i]!))
    .sort((a, b) => pull[a]! - pull[b]! || a - b);
  const countyTowns = ranked.slice(0, TOWNSHIPS).sort((a, b) => a - b);
  const isCounty = new Set(countyTowns);
  for (const zone of nearEdge) {
    if (!isCounty.has(townOfSeat[zone]!)) continue;
    const others = towns.map((_, i) => i).filter((i) => !isCounty.has(i));
    const far = (i: number): number => metersBetween(towns[i]!, seats[zone]!.cell);
    townOfSeat[zone] = others.sort((a, b) => far(a) - far(b) || a - b)[0]!;
  }
  keepTownshipsWhole(zoneOfCell, townOfSeat, seats, towns);
  const inCounty = new Uint8Array(WORLD_CELLS);
  let [west, north, east, south] = [WORLD.columns, WORLD.rows, 0, 0];
  for (let cell = 0; cell < WORLD_CELLS; cell++) {
    if (!isCounty.has(townOfSeat[zoneOfCell[cell]!]!)) continue;
    inCounty[cell] = 1;
    west = Math.min(west, columnOf(cell));
    east = Math.max(east, columnOf(cell));
    north = Math.min(north, rowOf(cell));
    south = Math.max(south, rowOf(cell));
  }
  const extent = {
    firstColumn: west - 100,
    firstRow: north - 100,
    endColumn: east + 101,
    endRow: south + 101,
  };
  if (
    extent.firstColumn < 0 ||
    extent.firstRow < 0 ||
    extent.endColumn > WORLD.columns ||
    extent.endRow > WORLD.rows
  )
    throw new Error(`sample: the ring of 10 km leaves the world: ${JSON.stringify(extent)}`);
  return { seats, zoneOfCell, townOfSeat, towns, countyTowns, inCounty, extent };
}

/**
 * Moves seats whose zones are cut off from their township's seat to a township they touch. Mutates
 * `townOfSeat`.
 */
function keepTownshipsWhole(
  zoneOfCell: Int32Array,
  townOfSeat: Int32Array,
  seats: readonly Seat[],
  towns: readonly number[],
): void {
  const touching: Set<number>[] = seats.map(() => new Set());
  for (let cell = 0; cell < WORLD_CELLS; cell++)
    for (const step of [4, 6]) {
      const next = cellAt(columnOf(cell) + STEP_COLUMN[step]!, rowOf(cell) + STEP_ROW[step]!);
      if (next < 0 || zoneOfCell[next] === zoneOfCell[cell]) continue;
      touching[zoneOfCell[cell]!]!.add(zoneOfCell[next]!);
      touching[zoneOfCell[next]!]!.add(zoneOfCell[cell]!);
    }
  for (let pass = 0; pass < 8; pass++) {
    const reached = new Set<number>();
    const queue: number[] = [];
    seats.forEach((seat, s) => {
      if (seat.kind === 'village' || (seat.kind === 'town' && towns[townOfSeat[s]!] !== seat.cell)) return;
      reached.add(s);
      queue.push(s);
    });
    for (const s of queue)
      for (const other of touching[s]!)
        if (!reached.has(other) && townOfSeat[other] === townOfSeat[s]) {
          reached.add(other);
          queue.push(other);
        }
    let moved = false;
    seats.forEach((_, s) => {
      if (reached.has(s)) return;
      const host = [...touching[s]!].filter((other) => reached.has(other)).sort((a, b) => a - b)[0];
      if (host === undefined) return;
      townOfSeat[s] = townOfSeat[host]!;
      moved = true;
    });
    if (!moved) return;
  }
}
