import type { PopulationUnit } from '../../../contract/import-choices.ts';
import type { Raster, RasterHead } from '../../../geo/raster.ts';
import { buildTransform, WGS84 } from '../../../geo/crs.ts';
import { ringSquareMeters } from '../../../geo/geodesic.ts';

export interface UnitGuess {
  readonly unit: PopulationUnit;
  /**
   * What reported: the file's own unit or description, its name, or nothing, and then it is people per cell as
   * products mostly are.
   */
  readonly reported: 'file' | 'name' | 'nothing';
}

const PER_KM2 =
  /(per|\/)\s*(sq(uare)?\.?\s*)?(km|kilomet)|km(\^|\*\*)?-?2|km²|(\/|每)平方(公里|千米)|population density/i;
const PER_HECTARE = /(per|\/)\s*(ha\b|hectare)|ha-1|(\/|每)公顷/i;
const NAME_PER_KM2 = /(^|[_\-. ])pd([_\-. ]|$)|dens|人口密度|_per_?km/i;
const NAME_PER_HECTARE = /(^|[_\-. ])pph([_\-. ]|$)|_per_?ha([_\-. ]|$)/i;

/** Whether a population raster counts people in each cell or states how densely they live. */
export function guessPopulationUnit(name: string, head: RasterHead): UnitGuess {
  const own = [head.description, ...head.bandUnits, ...head.bandNames].join(' ');
  if (PER_HECTARE.test(own)) return { unit: 'per-hectare', reported: 'file' };
  if (PER_KM2.test(own)) return { unit: 'per-km2', reported: 'file' };
  if (NAME_PER_HECTARE.test(name)) return { unit: 'per-hectare', reported: 'name' };
  if (NAME_PER_KM2.test(name)) return { unit: 'per-km2', reported: 'name' };
  return { unit: 'people', reported: 'nothing' };
}

/**
 * The raster with people per cell in place of a density: density times the area of the cell on the
 * ellipsoid. Allocates a band of doubles each.
 */
export function countPeople(raster: Raster, unit: PopulationUnit): Raster {
  if (unit === 'people') return raster;
  const areas = cellAreas(raster);
  const perUnit = unit === 'per-km2' ? 1e6 : 1e4;
  const { columns } = raster.grid;
  const bands = raster.bands.map((values) => {
    const people = new Float64Array(values.length);
    for (let cell = 0; cell < values.length; cell++) {
      const value = values[cell]!;
      people[cell] =
        value === raster.noData
          ? Number.NaN
          : (value * areas(cell % columns, Math.floor(cell / columns))) / perUnit;
    }
    return people;
  });
  return { ...raster, bands, noData: Number.NaN };
}

const KNOTS = 64;

/**
 * Square metres of each cell. Exact by row where rows are parallels; elsewhere measured at 65 × 65 cells
 * and interpolated, which is
 * good to 1e-6 for the smooth projections in use.
 */
function cellAreas({ grid, crs }: Raster): (column: number, row: number) => number {
  const transform = buildTransform(crs, WGS84);
  const areaAt = (column: number, row: number): number => {
    const corner = (c: number, r: number): [number, number] => {
      const point: [number, number] = [grid.left + c * grid.cellWidth, grid.top - r * grid.cellHeight];
      transform(point);
      return point;
    };
    const ring = [
      corner(column, row),
      corner(column + 1, row),
      corner(column + 1, row + 1),
      corner(column, row + 1),
      corner(column, row),
    ];
    return Math.abs(ringSquareMeters(ring));
  };
  if (grid.geographic) {
    const rows = Float64Array.from({ length: grid.rows }, (_, row) => areaAt(0, row));
    return (_column, row) => rows[row]!;
  }
  const wide = Math.min(KNOTS, grid.columns - 1) || 1;
  const high = Math.min(KNOTS, grid.rows - 1) || 1;
  const knots = Float64Array.from({ length: (wide + 1) * (high + 1) }, (_, k) =>
    areaAt(
      ((k % (wide + 1)) * (grid.columns - 1)) / wide,
      (Math.floor(k / (wide + 1)) * (grid.rows - 1)) / high,
    ),
  );
  return (column, row) => {
    const x = grid.columns > 1 ? (column * wide) / (grid.columns - 1) : 0;
    const y = grid.rows > 1 ? (row * high) / (grid.rows - 1) : 0;
    const [i, j] = [Math.min(wide - 1, Math.floor(x)), Math.min(high - 1, Math.floor(y))];
    const at = (a: number, b: number): number => knots[b * (wide + 1) + a]!;
    const top = at(i, j) + (at(i + 1, j) - at(i, j)) * (x - i);
    const bottom = at(i, j + 1) + (at(i + 1, j + 1) - at(i, j + 1)) * (x - i);
    return top + (bottom - top) * (y - j);
  };
}
