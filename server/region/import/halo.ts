import { Travel } from '../../contract/travel.ts';
import { TravelError } from '../../kernel/catchment/travel-error.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import { buildTravelEngine } from '../travel/build-engine.ts';
import { computeDistanceMeters } from '../model/distance-field.ts';
import type { FindingList } from '../model/findings.ts';
import type { Region } from '../model/region.ts';

const REACH_SECONDS = 3600;
const LEAST_METERS = 10_000;

/**
 * Marks (`inside[cell]` 0 where it was NONE) the cells of a halo around the marked ones: those within
 * `haloMeters`, or without it those
 * that an hour by car reaches from the border of the area and all within 10 km. Both only as far as the
 * data go. Where no car can be asked about (no road carries one, or the region is too large) the halo is
 * the 10 km, with a finding; every other fault is thrown.
 */
export function addHalo(
  region: Region,
  inside: Int32Array,
  haloMeters: number | undefined,
  findings: FindingList,
): void {
  const marks = new Uint8Array(inside.length);
  for (let cell = 0; cell < marks.length; cell++) marks[cell] = inside[cell] === NONE ? 0 : 1;
  const least = haloMeters ?? LEAST_METERS;
  if (least > 0) {
    const meters = computeDistanceMeters(region.grid, marks);
    for (let cell = 0; cell < inside.length; cell++)
      if (inside[cell] === NONE && meters[cell]! <= least) inside[cell] = 0;
  }
  if (haloMeters === undefined) addReach(region, marks, inside, findings);
}

/**
 * Cells that an hour by car reaches from the area; its border cells are enough as starts, since every way
 * out leads over one.
 */
function addReach(region: Region, marks: Uint8Array, inside: Int32Array, findings: FindingList): void {
  const starts = listBorderCells(region, marks);
  if (starts.length === 0) return;
  let seconds: Float64Array;
  try {
    const travel = Travel.parse({ model: 'hybrid', mode: 'car', direction: 'from-facility' });
    ({ seconds } = buildTravelEngine(region, travel).computeSurface(starts, REACH_SECONDS));
  } catch (error) {
    if (!isUnanswerable(error)) throw error;
    findings.add('halo-not-by-reach', 'info', 'boundary', 1, { kilometres: LEAST_METERS / 1000 });
    return;
  }
  for (let cell = 0; cell < inside.length; cell++)
    if (inside[cell] === NONE && seconds[cell]! <= REACH_SECONDS) inside[cell] = 0;
}

/** Whether the region has no answer by car: no road carries one, or it is too large to search. */
function isUnanswerable(error: unknown): boolean {
  return (
    error instanceof TravelError &&
    (error.code === 'travel.nothing-to-ride' || error.code === 'travel.grid-too-large')
  );
}

/** Marked cells beside an unmarked one. */
function listBorderCells({ grid }: Region, marks: Uint8Array): Int32Array {
  const out: number[] = [];
  const { columns, rows } = grid;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      if (marks[cell] === 0) continue;
      const open =
        (column > 0 && marks[cell - 1] === 0) ||
        (column + 1 < columns && marks[cell + 1] === 0) ||
        (row > 0 && marks[cell - columns] === 0) ||
        (row + 1 < rows && marks[cell + columns] === 0);
      if (open) out.push(cell);
    }
  return Int32Array.from(out);
}
