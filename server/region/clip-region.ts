import { countCells, findCell, NONE } from '../kernel/grid/grid.ts';
import type { Grid } from '../kernel/grid/grid.ts';
import { assignCellsToPolygons } from '../geo/polygon-cells.ts';
import { computeDistanceMeters } from './distance-field.ts';
import type { FindingList } from './findings.ts';
import type { Facility, Region } from './region.ts';

/** The region cut to its boundary and a halo around it: people and facilities outside are taken out and counted, the frame shrinks to what is left. Roads stay. */
export function clipRegion(region: Region, findings: FindingList, haloMeters = 0): Region {
  const { grid, boundary } = region;
  if (!boundary) return region;
  const inside = assignCellsToPolygons(grid, boundary.features).featureOfCell;
  if (haloMeters > 0) {
    const meters = computeDistanceMeters(
      grid,
      Uint8Array.from(inside, (feature) => (feature === NONE ? 0 : 1)),
    );
    for (let cell = 0; cell < inside.length; cell++) if (meters[cell]! <= haloMeters) inside[cell] = 0;
  }
  let [c0, r0, c1, r1] = [grid.columns, grid.rows, -1, -1];
  let people = 0;
  for (let cell = 0; cell < inside.length; cell++)
    if (inside[cell] === NONE) people += region.population[cell]!;
    else {
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
  findings.add('clipped-people', 'info', 'population', 1, { people: Math.round(people * 1000) / 1000 });
  return {
    ...region,
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

function withCell(facility: Facility, cell: number): Facility {
  return { ...facility, cell };
}
