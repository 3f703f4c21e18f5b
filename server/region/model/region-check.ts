import { assertGrid, countCells, NONE } from '../../kernel/grid/grid.ts';
import { assertRoadNetwork } from '../../kernel/network/road-network.ts';
import type { Region } from './region.ts';

/** Throws with expected and actual when the parts of a region do not fit each other. */
export function assertRegion(region: Region): void {
  assertGrid(region.grid);
  const cells = countCells(region.grid);
  const arrays: [string, ArrayLike<number> | null][] = [
    ['landClass', region.landClass],
    ['barrier', region.barrier],
    ['elevation', region.elevation],
    ['population', region.population],
    ...Object.entries(region.populationByAge).map(([band, array]): [string, ArrayLike<number>] => [
      `populationByAge ${band}`,
      array,
    ]),
    ...region.zones.map((zone): [string, ArrayLike<number>] => [`zones ${zone.id}`, zone.zoneOfCell]),
  ];
  for (const [name, array] of arrays)
    if (array && array.length !== cells)
      throw new RangeError(`region: ${name} has ${array.length} entries, expected ${cells}`);
  for (let cell = 0; cell < cells; cell++)
    if (!(region.population[cell]! >= 0) || !Number.isFinite(region.population[cell]!))
      throw new RangeError(`region: population of cell ${cell} is ${region.population[cell]}`);
  assertRoadNetwork(region.roads);
  for (const facility of region.facilities)
    if (!(Number.isInteger(facility.cell) && facility.cell >= NONE && facility.cell < cells))
      throw new RangeError(`region: facility ${facility.id} lies on cell ${facility.cell} of ${cells}`);
  for (const zone of region.zones) {
    if (zone.names.length !== zone.features.features.length)
      throw new RangeError(
        `region: zones ${zone.id} have ${zone.names.length} names for ${zone.features.features.length} features`,
      );
    for (const index of zone.zoneOfCell)
      if (index < NONE || index >= zone.names.length)
        throw new RangeError(`region: zones ${zone.id} name feature ${index} of ${zone.names.length}`);
  }
}
