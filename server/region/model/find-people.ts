import type { FindingExample } from './findings.ts';
import { buildCellPlace } from '../quality/quality-roads.ts';
import type { Region } from './region.ts';

const SHOWN = 10;

/**
 * People in the cells that `isIn` names: how many, in how many cells, and the ten cells with most of them,
 * each with its place.
 */
export function findPeople(
  place: Pick<Region, 'grid'>,
  population: Float64Array,
  isIn: (cell: number) => boolean,
): { people: number; cells: number; examples: FindingExample[] } {
  let people = 0;
  let cells = 0;
  const most: number[] = [];
  for (let cell = 0; cell < population.length; cell++) {
    const here = population[cell]!;
    if (!(here > 0) || !isIn(cell)) continue;
    people += here;
    cells++;
    if (most.length === SHOWN && here <= population[most.at(-1)!]!) continue;
    const before = most.findIndex((other) => population[other]! < here);
    most.splice(before < 0 ? most.length : before, 0, cell);
    if (most.length > SHOWN) most.pop();
  }
  const at = buildCellPlace(place);
  return {
    people: Math.round(people * 1000) / 1000,
    cells,
    examples: most.map((cell) => ({ label: `${Math.round(population[cell]! * 10) / 10}`, ...at(cell) })),
  };
}
