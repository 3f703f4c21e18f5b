import { NONE } from '../../kernel/grid/grid.ts';
import type { Region } from './region.ts';

/**
 * The region with only the people who live in the cells of one of its zone layers: questions about it count
 * them and no one else, while
 * land, roads and facilities beyond serve them as before. Null where the region has no such layer.
 */
export function countWithin(region: Region, zones: string): Region | null {
  const layer = region.zones.find(({ id }) => id === zones);
  if (!layer) return null;
  const keep = <T extends Float32Array | Float64Array>(people: T): T => {
    const kept = people.slice() as T;
    for (let cell = 0; cell < kept.length; cell++) if (layer.zoneOfCell[cell] === NONE) kept[cell] = 0;
    return kept;
  };
  return {
    ...region,
    population: keep(region.population),
    populationByAge: Object.fromEntries(
      Object.entries(region.populationByAge).map(([band, people]) => [band, keep(people)]),
    ),
  };
}
