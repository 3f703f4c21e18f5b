import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAND_CLASSES } from '../../../server/contract/vocabulary.ts';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { FindingList } from '../../../server/region/model/findings.ts';
import { moveToLand } from '../../../server/region/quality/people-off-land.ts';
import { metricGrid } from '../../support/frames.ts';

const GRASS = LAND_CLASSES.indexOf('grassland');
const NO_DATA = LAND_CLASSES.indexOf('nodata');

const gridOf = (columns: number, rows: number): Grid =>
  metricGrid(columns, rows, { top: 0, crs: 'EPSG:32649' });
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

describe('people on cells that cannot be walked', () => {
  it('are counted at the nearest land, ages with them; farther than a kilometre they stay', () => {
    // land at the left end only: cells 0 and 1, then water; cell 12 is eleven cells away
    const grid = gridOf(14, 1);
    const barrier = Uint8Array.from({ length: 14 }, (_, cell) => (cell > 1 ? 1 : 0));
    const population = new Float64Array(14);
    population.set([1, 2], 0);
    population[3] = 4;
    population[11] = 8;
    population[12] = 16;
    const old = Float32Array.from(population, (people) => people / 2);
    const findings = new FindingList();
    moveToLand(
      { grid, landClass: new Uint8Array(14).fill(GRASS), barrier },
      { population, populationByAge: { '65+': old } },
      findings,
    );
    expect([...population]).toEqual([1, 14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0]);
    expect([...old]).toEqual([0.5, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0]);
    expect(findings.sorted()).toMatchObject([
      { code: 'people-moved-to-land', count: 2, parameters: { people: 12, meters: 1000 } },
    ]);
  });

  it('totals stay, nobody is left within reach of land, and people on land do not move', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
        (columns, rows, stream) => {
          const next = (): number => stream.next().value as number;
          const cells = columns * rows;
          const landClass = Uint8Array.from({ length: cells }, () => (next() < 2 ? NO_DATA : GRASS));
          const barrier = Uint8Array.from({ length: cells }, () => (next() < 4 ? 1 : 0));
          const population = Float64Array.from({ length: cells }, next);
          const before = population.slice();
          const isLand = (cell: number): boolean => barrier[cell] === 0 && landClass[cell] === GRASS;
          moveToLand(
            { grid: gridOf(columns, rows), landClass, barrier },
            { population, populationByAge: {} },
            new FindingList(),
          );
          expect(sum(population)).toBe(sum(before));
          const land = [...before.keys()].filter(isLand);
          for (const cell of land) expect(population[cell]).toBeGreaterThanOrEqual(before[cell]!);
          for (const cell of before.keys()) {
            if (isLand(cell) || population[cell] === 0) continue;
            const [x, y] = [cell % columns, Math.floor(cell / columns)];
            for (const other of land)
              expect(Math.hypot((other % columns) - x, Math.floor(other / columns) - y)).toBeGreaterThan(10);
          }
        },
      ),
    );
  });
});
