import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseCrs } from '../../../server/geo/crs.ts';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { importRegion } from '../../../server/region/import/import-region.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { writeFolder } from '../../support/tiny-folder.ts';
import { metricGrid } from '../../support/frames.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-tiles-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const SIZE = 60;
const NO_DATA = -9999;
let folders = 0;

/** People of the cell at a column and row of the whole: 1 … 97, skewed as people are. */
const peopleAt = (column: number, row: number): number => 1 + ((column * 31 + row * 17) % 97) ** 2 / 100;
type Window = readonly [column: number, row: number, columns: number, rows: number];

function tile([column, row, columns, rows]: Window, value = peopleAt, shift = 0): Uint8Array {
  const grid: Grid = metricGrid(columns, rows, {
    left: 250_000 + (column + shift) * 100,
    top: 9_860_000 - row * 100,
    crs: parseCrs('EPSG:32737').id,
  });
  const values = new Float32Array(columns * rows);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) values[r * columns + c] = value(column + c, row + r);
  return writeGeoTiff({ grid, data: values, noData: NO_DATA });
}

async function read(files: Readonly<Record<string, Uint8Array>>): Promise<Region> {
  return importRegion({ files: [writeFolder(join(scratch, String(folders++)), files)], id: 'x' });
}
const sum = (region: Region): number => region.population.reduce((a, b) => a + b, 0);
const codes = (region: Region): string[] => region.findings.map(({ code }) => code);
const all: Window = [0, 0, SIZE, SIZE];
const total = ((): number => {
  let people = 0;
  for (let row = 0; row < SIZE; row++)
    for (let column = 0; column < SIZE; column++) people += peopleAt(column, row);
  return people;
})();

describe('rasters in tiles', () => {
  it.each([
    [
      'two',
      [
        [0, 0, 25, SIZE],
        [25, 0, 35, SIZE],
      ],
    ],
    [
      'four, out of order',
      [
        [25, 40, 35, 20],
        [0, 0, 25, 40],
        [25, 0, 35, 40],
        [0, 40, 25, 20],
      ],
    ],
    [
      'overlapping by five cells with the same values',
      [
        [0, 0, 30, SIZE],
        [25, 0, 35, SIZE],
      ],
    ],
  ] as const)('%s are one', async (_title, windows) => {
    const region = await read(
      Object.fromEntries(windows.map((window, i) => [`population_${i}.tif`, tile(window as Window)])),
    );
    expect(sum(region)).toBeCloseTo(total, 0);
    expect([region.grid.columns, region.grid.rows]).toEqual([SIZE, SIZE]);
    expect(region.findings.find(({ code }) => code === 'raster-tiles-joined')?.count).toBe(windows.length);
    expect(codes(region)).not.toContain('population-file-chosen');
  });

  it('of two countries are one where each has no data for the other', async () => {
    const west = (column: number, row: number): number =>
      column + (row % 3) < 30 ? peopleAt(column, row) : NO_DATA;
    const east = (column: number, row: number): number =>
      column + (row % 3) < 30 ? NO_DATA : peopleAt(column, row);
    const region = await read({
      'population_a.tif': tile([0, 0, 35, SIZE], west),
      'population_b.tif': tile([25, 0, 35, SIZE], east),
    });
    expect(sum(region)).toBeCloseTo(total, 0);
  });

  it.each([
    ['that differ where both have people', tile([25, 0, 35, SIZE], (c, r) => peopleAt(c, r) + 5)],
    ['of the same frame', tile(all)],
    ['off the lines of cells', tile([30, 0, 30, SIZE], peopleAt, 0.5)],
    ['apart', tile([40, 0, 20, SIZE])],
  ] as const)('others %s stay alternatives', async (_title, other) => {
    const region = await read({ 'population_a.tif': tile([0, 0, 30, SIZE]), 'population_b.tif': other });
    expect(codes(region)).toContain('population-file-chosen');
    expect(codes(region)).not.toContain('raster-tiles-joined');
  });

  it('of two years the later counts', async () => {
    const region = await read({
      'pop_2015.tif': tile(all),
      'pop_2020.tif': tile(all, (c, r) => 2 * peopleAt(c, r)),
    });
    expect(sum(region)).toBeCloseTo(2 * total, 0);
    expect(region.findings.find(({ code }) => code === 'population-file-chosen')?.parameters['chosen']).toBe(
      'pop_2020.tif',
    );
  });

  it('land cover is joined too, and several that are not are reported', async () => {
    const forest = (): number => 10;
    const files = {
      'population.tif': tile(all),
      'landcover_1.tif': tile([0, 0, 25, SIZE], forest),
      'landcover_2.tif': tile([25, 0, 35, SIZE], forest),
    };
    const region = await read(files);
    expect(region.findings.find(({ code }) => code === 'raster-tiles-joined')?.layer).toBe('land-cover');
    expect(new Set(region.landClass).size).toBe(1);
    const twice = await read({
      'population.tif': tile(all),
      'landcover_1.tif': tile(all, forest),
      'landcover_2.tif': tile(all, forest),
    });
    expect(codes(twice)).toContain('land-cover-file-chosen');
  });
});
