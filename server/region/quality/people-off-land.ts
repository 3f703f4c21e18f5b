import { DEFAULT_WALK_LAND_KMH } from '../../contract/default-speeds.ts';
import { type AgeBand, LAND_CLASSES } from '../../contract/vocabulary.ts';
import type { Grid } from '../../kernel/grid/grid.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import { cellMetersOf } from '../model/distance-field.ts';
import { findPeople } from '../model/find-people.ts';
import type { FindingList } from '../model/findings.ts';
import type { Region } from '../model/region.ts';

/** People farther than this from any land stay where the raster has them. */
const FARTHEST_METERS = 1000;

interface Ground {
  readonly grid: Grid;
  readonly landClass: Uint8Array;
  readonly barrier: Uint8Array;
}
interface People {
  readonly population: Float64Array;
  readonly populationByAge: Readonly<Partial<Record<AgeBand, Float32Array>>>;
}

/**
 * Counts people of cells that cannot be walked (water, no land data) at the nearest cell of land within a
 * kilometre: rasters of people
 * and of land seldom agree on a coast. Changes the arrays of `people`; totals stay, also by age. Ties go to
 * the lowest cell.
 */
export function moveToLand(ground: Ground, people: People, findings: FindingList): void {
  const { population, populationByAge } = people;
  const { width, height } = cellMetersOf(ground.grid);
  let cells = 0;
  let moved = 0;
  let farthest = 0;
  for (let cell = 0; cell < population.length; cell++) {
    const here = population[cell]!;
    if (!(here > 0) || isLand(ground, cell)) continue;
    const land = findLand(ground, cell, width, height);
    if (land.cell === NONE) continue;
    cells++;
    moved += here;
    farthest = Math.max(farthest, land.meters);
    population[land.cell] = Math.max(0, population[land.cell]!) + here;
    population[cell] = 0;
    for (const band of Object.values(populationByAge)) {
      band[land.cell] = Math.max(0, band[land.cell]!) + Math.max(0, band[cell]!);
      band[cell] = 0;
    }
  }
  findings.add('people-moved-to-land', 'info', 'population', cells, {
    people: Math.round(moved * 1000) / 1000,
    meters: Math.round(farthest),
  });
}

/** States how many people cannot travel because of where the raster has them. */
export function reportPeopleOffLand(region: Region, findings: FindingList): void {
  const { population, barrier } = region;
  const stopped = findPeople(region, population, (cell) => barrier[cell] === 1);
  findings.add(
    'people-on-barriers',
    'warning',
    'population',
    stopped.cells,
    { people: stopped.people },
    stopped.examples,
  );
  const unknown = findPeople(region, population, (cell) => barrier[cell] !== 1 && !isLand(region, cell));
  findings.add(
    'people-without-land',
    'warning',
    'population',
    unknown.cells,
    { people: unknown.people },
    unknown.examples,
  );
}

function isLand({ landClass, barrier }: Ground, cell: number): boolean {
  return barrier[cell] !== 1 && DEFAULT_WALK_LAND_KMH[LAND_CLASSES[landClass[cell]!]!] > 0;
}

function findLand(
  ground: Ground,
  cell: number,
  width: number,
  height: number,
): { cell: number; meters: number } {
  const { columns, rows } = ground.grid;
  const row = Math.floor(cell / columns);
  const column = cell - row * columns;
  const high = Math.floor(FARTHEST_METERS / height);
  const wide = Math.floor(FARTHEST_METERS / width);
  let best = NONE;
  let bestMeters = FARTHEST_METERS;
  for (let r = Math.max(0, row - high); r <= Math.min(rows - 1, row + high); r++) {
    if (Math.abs(r - row) * height > bestMeters) continue;
    for (let c = Math.max(0, column - wide); c <= Math.min(columns - 1, column + wide); c++) {
      const meters = Math.hypot((r - row) * height, (c - column) * width);
      if (meters > bestMeters || (meters === bestMeters && best !== NONE)) continue;
      if (!isLand(ground, r * columns + c)) continue;
      best = r * columns + c;
      bestMeters = meters;
    }
  }
  return { cell: best, meters: bestMeters };
}
