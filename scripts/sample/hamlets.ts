import { WORLD_CELLS, columnOf, metersBetween, rowOf } from './frame.ts';
import type { Administration } from './county.ts';
import { fractalNoise, hashUnit } from './random.ts';
import { scatter, type Land } from './settlements.ts';
import type { Waters } from './water.ts';

/** A hamlet and the zone seat it belongs to. */
export interface Hamlet {
  readonly cell: number;
  readonly seat: number;
}

/** Whether a world cell lies in the published rectangle. */
export function isPublished(administration: Administration, cell: number): boolean {
  const { firstColumn, firstRow, endColumn, endRow } = administration.extent;
  const column = columnOf(cell);
  const row = rowOf(cell);
  return column >= firstColumn && column < endColumn && row >= firstRow && row < endRow;
}

/** Several hamlets for every village (three to eight in the county, fewer beyond), on farmable ground. */
export function placeHamlets(waters: Waters, land: Land, administration: Administration): Hamlet[] {
  const { seats, zoneOfCell, inCounty } = administration;
  const candidates: number[] = [];
  for (let cell = 0; cell < WORLD_CELLS; cell++)
    if (
      !waters.wet[cell] &&
      !waters.bank[cell] &&
      land.slope[cell]! < 0.42 &&
      land.toWater[cell]! >= 1 &&
      seats[zoneOfCell[cell]!]!.kind === 'village' &&
      isPublished(administration, cell)
    )
      candidates.push(cell);
  const cells = scatter(
    candidates,
    (cell) =>
      -land.slope[cell]! * 2.2 -
      waters.height[cell]! / 2200 -
      land.toWater[cell]! * 0.012 +
      0.6 * fractalNoise(columnOf(cell) / 5, rowOf(cell) / 5, 173, 2) +
      0.35 * hashUnit(columnOf(cell), rowOf(cell), 179),
    (cell) => 520 + 160 * land.mountain[cell]! + 200 * hashUnit(columnOf(cell), rowOf(cell), 181),
    seats.map((seat) => seat.cell),
  );
  const counts = new Int32Array(seats.length);
  const hamlets: Hamlet[] = [];
  for (const cell of cells) {
    const seat = zoneOfCell[cell]!;
    const draw = hashUnit(seat, 7, 191);
    const most = inCounty[cell]
      ? 3 + Math.floor(draw * 5 + 5 * land.mountain[cell]!)
      : 1 + Math.floor(draw * 4);
    if (counts[seat]! >= most || metersBetween(cell, seats[seat]!.cell) > 3600) continue;
    counts[seat]!++;
    hamlets.push({ cell, seat });
  }
  return hamlets;
}
