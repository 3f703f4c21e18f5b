import type { AgeBand } from '../../../contract/vocabulary.ts';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { centreX, centreY, countCells, findCell } from '../../../kernel/grid/grid.ts';
import type { Crs } from '../../../geo/crs.ts';
import { buildTransform, parseCrs, WGS84 } from '../../../geo/crs.ts';
import { geodesicMeters } from '../../../geo/geodesic.ts';
import type { Raster } from '../../../geo/raster.ts';
import { redistributePeople } from '../../../geo/resample.ts';
import type { FindingList } from '../../model/findings.ts';
import type { PeoplePoints } from './people-points.ts';
import { pointFrame } from './point-frame.ts';

/**
 * Farther from the true length of a cell's side than this, a projected frame is not measured in but left
 * for UTM.
 */
const MOST_DISTORTION = 0.02;

/**
 * More people than live in any cell of any raster: a number that stands for no data and is not declared so.
 */
export const MOST_PEOPLE_IN_CELL = 1e9;

/**
 * Whether a raster's people count at `value`. Negative numbers are nodata in every population product,
 * tagged or not.
 */
function isPeople(raster: Raster): (value: number) => boolean {
  return (value) => value >= 0 && value < MOST_PEOPLE_IN_CELL && value !== raster.noData;
}

/**
 * Relative error of a cell side taken as metres, the largest of five places of the frame; 0 for geographic
 * frames.
 */
function frameDistortion(grid: Grid, crs: Crs): number {
  if (grid.geographic) return 0;
  const transform = buildTransform(crs, WGS84);
  const at = (column: number, row: number): [number, number] => {
    const point: [number, number] = [centreX(grid, column), centreY(grid, row)];
    transform(point);
    return point;
  };
  let most = 0;
  for (const [x, y] of [
    [0.5, 0.5],
    [0.1, 0.1],
    [0.9, 0.1],
    [0.1, 0.9],
    [0.9, 0.9],
  ] as const) {
    const [column, row] = [Math.floor(grid.columns * x), Math.floor(grid.rows * y)];
    const [a, b, c] = [at(column, row), at(column + 1, row), at(column, row + 1)];
    const east = geodesicMeters(a[0], a[1], b[0], b[1]) / grid.cellWidth;
    const south = geodesicMeters(a[0], a[1], c[0], c[1]) / grid.cellHeight;
    const error = Math.max(Math.abs(east - 1), Math.abs(south - 1));
    if (Number.isFinite(error)) most = Math.max(most, error);
  }
  return most;
}

/**
 * The frame an analysis of this raster runs on: its own, unless another cell size is asked for or its
 * metres are not metres.
 */
export function chooseGrid(raster: Raster, cellMeters: number | undefined, findings: FindingList): Grid {
  const distortion = frameDistortion(raster.grid, raster.crs);
  if (cellMeters === undefined && distortion <= MOST_DISTORTION) return raster.grid;
  const bounds = boundsInDegrees(raster.grid, raster.crs);
  const size = cellMeters ?? Math.max(10, Math.round(sideMeters(raster.grid, raster.crs)));
  if (cellMeters === undefined)
    findings.add('population-frame-distorted', 'warning', 'population', 1, {
      crs: raster.crs.id.slice(0, 60),
      percent: Math.round(distortion * 100),
    });
  return pointFrame(bounds, size, 0);
}

/** Metres of a cell's side in the middle of a frame: that of a square of its true area. */
function sideMeters(grid: Grid, crs: Crs): number {
  const transform = buildTransform(crs, WGS84);
  const [column, row] = [grid.columns >> 1, grid.rows >> 1];
  const [a, b, c] = (
    [
      [column, row],
      [column + 1, row],
      [column, row + 1],
    ] as const
  ).map(([i, j]): [number, number] => {
    const point: [number, number] = [centreX(grid, i), centreY(grid, j)];
    transform(point);
    return point;
  }) as [[number, number], [number, number], [number, number]];
  return Math.sqrt(geodesicMeters(a[0], a[1], b[0], b[1]) * geodesicMeters(a[0], a[1], c[0], c[1]));
}

/**
 * West, south, east, north of a frame in degrees, by its border. East lies beyond 180 where the frame runs
 * over the 180th meridian.
 */
export function boundsInDegrees(grid: Grid, crs: Crs): [number, number, number, number] {
  const transform = buildTransform(crs, WGS84);
  const out: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const at = (x: number, y: number): [number, number] => {
    const point: [number, number] = [
      grid.left + x * grid.columns * grid.cellWidth,
      grid.top - y * grid.rows * grid.cellHeight,
    ];
    transform(point);
    return point;
  };
  // Longitudes are counted from the middle of the frame, so that none jumps by a turn.
  let [middle] = at(0.5, 0.5);
  if (grid.geographic)
    middle += 360 * Math.round((grid.left + (grid.columns * grid.cellWidth) / 2 - middle) / 360);
  const steps = 32;
  for (let i = 0; i <= steps; i++)
    for (const [x, y] of [
      [i / steps, 0],
      [i / steps, 1],
      [0, i / steps],
      [1, i / steps],
    ] as const) {
      const point = at(x, y);
      if (!Number.isFinite(point[0] + point[1])) continue;
      while (point[0] < middle - 180 - ROUNDING_DEGREES) point[0] += 360;
      while (point[0] > middle + 180 + ROUNDING_DEGREES) point[0] -= 360;
      out[0] = Math.min(out[0], point[0]);
      out[1] = Math.min(out[1], point[1]);
      out[2] = Math.max(out[2], point[0]);
      out[3] = Math.max(out[3], point[1]);
    }
  // Over the 180th meridian the east lies beyond it, not the west before it.
  if (out[0] < -180 - ROUNDING_DEGREES && out[2] - out[0] < 180) {
    out[0] += 360;
    out[2] += 360;
  }
  return out;
}

const ROUNDING_DEGREES = 1e-3;

/**
 * People of one band on the grid. On the raster's own frame every value is kept as it is; else the sum is.
 */
export function peopleOnGrid(
  raster: Raster,
  band: number,
  grid: Grid,
): { people: Float64Array; noDataCells: number; outside: number; total: number } {
  const values = raster.bands[band]!;
  const valid = isPeople(raster);
  const people = new Float64Array(countCells(grid));
  let noDataCells = 0;
  for (const value of values) if (!valid(value)) noDataCells++;
  if (grid === raster.grid || sameFrame(grid, raster.grid)) {
    let total = 0;
    for (let cell = 0; cell < values.length; cell++)
      if (valid(values[cell]!)) {
        people[cell] = values[cell]!;
        total += values[cell]!;
      }
    return { people, noDataCells, outside: 0, total };
  }
  return {
    people,
    noDataCells,
    ...redistributePeople({ grid: raster.grid, values, isValid: valid }, grid, people),
  };
}

/** Whether two frames are the same to a thousandth of a cell. */
function sameFrame(a: Grid, b: Grid): boolean {
  return (
    a.columns === b.columns &&
    a.rows === b.rows &&
    a.crs === b.crs &&
    Math.abs(a.left - b.left) < a.cellWidth / 1000 &&
    Math.abs(a.top - b.top) < a.cellHeight / 1000 &&
    Math.abs(a.cellWidth / b.cellWidth - 1) * a.columns < 1e-3 &&
    Math.abs(a.cellHeight / b.cellHeight - 1) * a.rows < 1e-3
  );
}

/** Adds the people of each point to the cell that holds it; returns those outside. */
export function pointsOnGrid(
  points: PeoplePoints,
  grid: Grid,
  out: Float64Array,
): { outside: number; total: number } {
  const transform = buildTransform(WGS84, parseCrs(grid.crs));
  const place: [number, number] = [0, 0];
  let outside = 0;
  let total = 0;
  for (let i = 0; i < points.people.length; i++) {
    place[0] = points.lon[i]!;
    place[1] = points.lat[i]!;
    transform(place);
    const cell = findCell(grid, place[0], place[1]);
    total += points.people[i]!;
    if (cell < 0) outside += points.people[i]!;
    else out[cell] = out[cell]! + points.people[i]!;
  }
  return { outside, total };
}

/** Sum in order of the array. */
export function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

export type AgeArrays = Partial<Record<AgeBand, Float32Array>>;
