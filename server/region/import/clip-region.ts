import { countCells, findCell, NONE } from '../../kernel/grid/grid.ts';
import type { Grid } from '../../kernel/grid/grid.ts';
import { assignCellsToPolygons } from '../../geo/polygon-cells.ts';
import type { FindingList } from '../model/findings.ts';
import { addHalo } from './halo.ts';
import type { Facility, Region } from '../model/region.ts';

/**
 * The region cut to its boundary and a halo around it (addHalo; `haloMeters` 0 for none): people and
 * facilities farther out are taken out
 * and counted, the frame shrinks to what is left. Roads stay. Where a halo holds people the region states
 * that its questions are about the
 * boundary (`countWithin`): facilities and roads of the halo serve, its people are not counted unless asked
 * for.
 */
export function clipRegion(region: Region, findings: FindingList, haloMeters?: number): Region {
  const { grid, boundary } = region;
  if (!boundary) return region;
  const inside = assignCellsToPolygons(grid, boundary.features).featureOfCell;
  const within = new Uint8Array(inside.length);
  for (let cell = 0; cell < inside.length; cell++) within[cell] = inside[cell] === NONE ? 0 : 1;
  if (haloMeters !== 0) addHalo(region, inside, haloMeters, findings);
  let [c0, r0, c1, r1] = [grid.columns, grid.rows, -1, -1];
  let people = 0;
  let peopleOfHalo = 0;
  for (let cell = 0; cell < inside.length; cell++)
    if (inside[cell] === NONE) people += region.population[cell]!;
    else {
      if (within[cell] === 0) peopleOfHalo += region.population[cell]!;
      const row = Math.floor(cell / grid.columns);
      const column = cell % grid.columns;
      c0 = Math.min(c0, column);
      c1 = Math.max(c1, column);
      r0 = Math.min(r0, row);
      r1 = Math.max(r1, row);
    }
  if (c1 < 0) {
    findings.add('clip-outside', 'error', 'boundary', 1);
    return region;
  }
  const frame: Grid = {
    ...grid,
    columns: c1 - c0 + 1,
    rows: r1 - r0 + 1,
    left: grid.left + c0 * grid.cellWidth,
    top: grid.top - r0 * grid.cellHeight,
  };
  const cells = countCells(frame);
  const crop = <T extends Uint8Array | Int32Array | Float32Array | Float64Array>(
    array: T,
    keep: boolean,
  ): T => {
    const out = new (array.constructor as new (n: number) => T)(cells);
    for (let row = 0; row < frame.rows; row++)
      for (let column = 0; column < frame.columns; column++) {
        const from = (row + r0) * grid.columns + column + c0;
        if (keep || inside[from] !== NONE) out[row * frame.columns + column] = array[from]!;
      }
    return out;
  };
  const kept = region.facilities.filter(
    (facility) => facility.cell !== NONE && inside[facility.cell] !== NONE,
  );
  const gone = region.facilities.filter((facility) => !kept.includes(facility));
  findings.add(
    'clipped-facilities',
    'info',
    'facilities',
    gone.length,
    {},
    gone.map((f) => ({ label: f.nameEn, lonDegrees: f.lonDegrees, latDegrees: f.latDegrees })),
  );
  findings.add('clipped-people', 'info', 'population', 1, { people: round(people) });
  findings.add('halo-kept', 'info', 'boundary', peopleOfHalo > 0 ? 1 : 0, {
    people: round(peopleOfHalo),
    facilities: kept.filter((facility) => within[facility.cell] === 0).length,
  });
  return {
    ...region,
    ...(peopleOfHalo > 0 ? { countWithin: 'boundary' } : {}),
    grid: frame,
    landClass: crop(region.landClass, true),
    barrier: crop(region.barrier, true),
    elevation: region.elevation && crop(region.elevation, true),
    population: crop(region.population, false),
    populationByAge: Object.fromEntries(
      Object.entries(region.populationByAge).map(([band, array]) => [band, crop(array, false)]),
    ),
    zones: region.zones.map((zone) => ({ ...zone, zoneOfCell: crop(zone.zoneOfCell, true) })),
    facilities: kept.map((facility) => withCell(facility, findCell(frame, facility.x, facility.y))),
  };
}

function round(people: number): number {
  return Math.round(people * 1000) / 1000;
}

function withCell(facility: Facility, cell: number): Facility {
  return { ...facility, cell };
}
