import { describe, it } from 'vitest';
import { type Grid } from '../../../server/kernel/grid/grid.ts';
import type { Facility } from '../../../server/region/model/region.ts';
import {
  reportDuplicateFacilities,
  reportFacilitiesOnBarriers,
  reportImplausibleNumbers,
  reportShiftedDatum,
} from '../../../server/region/quality/quality-facilities.ts';
import { emptyRegion } from '../../support/empty-region.ts';
import { degreeGrid } from '../../support/frames.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { buildCityNetwork } from '../../support/grid-city.ts';
import { GRASS, WATER, frame, found, cellsOf, facilityAt } from './on-frame.ts';

describe('facilities', () => {
  it('twice, and numbers that none has', () => {
    const grid = frame(200, 10, 10);
    const list = [
      facilityAt(grid, 10, 5, { nameZh: '甲', nameEn: 'First', row: 2 }),
      facilityAt(grid, 10.4, 5, { nameZh: '乙', nameEn: '', row: 3 }),
      facilityAt(grid, 50, 5, { nameZh: '甲', nameEn: '' }),
      facilityAt(grid, 120, 5, { nameZh: 'Post-1', nameEn: 'Post 1' }),
      facilityAt(grid, 150, 5, { nameZh: 'POST 1', nameEn: 'x' }),
      facilityAt(grid, 190, 5, { nameZh: '', nameEn: '' }),
    ];
    const north = degreeGrid(100, 100, 0.001, 20, 85);
    const polar = [0, 15, 50, 95].map((column) => facilityAt(north, column, 1, { nameZh: 'P', nameEn: 'P' }));
    expectGolden('quality-facilities', 'facilities twice', {
      list: found((findings) => reportDuplicateFacilities(list, findings)),
      one: found((findings) => reportDuplicateFacilities(list.slice(0, 1), findings)),
      two: found((findings) => reportDuplicateFacilities(list.slice(0, 2), findings)),
      polar: found((findings) => reportDuplicateFacilities(polar, findings)),
    });
    expectGolden(
      'quality-facilities',
      'implausible numbers',
      found((findings) =>
        reportImplausibleNumbers(
          (
            [
              { tier: 'village', beds: 61, doctors: 61, nurses: 81, capacity: 0 },
              { tier: 'township', beds: 801, doctors: 0 },
              { tier: 'county', beds: 6001.5, doctors: 8001, nurses: 12_001 },
              { tier: 'other', beds: 0.5, doctors: 0, nurses: null },
              { tier: 'village', beds: null, doctors: null, nurses: null, capacity: null },
            ] as Partial<Facility>[]
          ).map((more, k) => facilityAt(grid, 10 * k, 5, { ...more, nameEn: `f${k}`, row: k })),
          findings,
        ),
      ),
    );
  });
  it('on water: the nearest cell that can be used, at the edges of the frame and where there is none', () => {
    const read = (
      grid: Grid,
      isDry: (column: number, row: number) => boolean,
      places: [number, number][],
    ): unknown => {
      const landClass = Uint8Array.from({ length: cellsOf(grid) }, (_, cell) =>
        isDry(cell % grid.columns, Math.floor(cell / grid.columns)) ? GRASS : WATER,
      );
      const facilities = places.map(([c, r], k) => facilityAt(grid, c, r, { nameEn: `f${k}`, row: k }));
      return found((findings) =>
        reportFacilitiesOnBarriers(emptyRegion(grid, { landClass, facilities }), findings),
      );
    };
    const corners: [number, number][] = [
      [0.5, 0.5],
      [19.5, 0.5],
      [0.5, 9.5],
      [19.5, 9.5],
      [10.5, 5.5],
    ];
    const flat: Grid = { ...frame(20, 10), cellWidth: 50, cellHeight: 170 };
    const wide = frame(150, 3);
    expectGolden('quality-facilities', 'facilities on water', {
      middle: read(frame(20, 10), (c, r) => c === 11 && r === 4, corners),
      'flat cells': read(flat, (c, r) => (c === 14 && r === 5) || (c === 10 && r === 7), corners),
      'flat cells, others': read(flat, (c, r) => (c === 13 && r === 5) || (c === 10 && r === 6), corners),
      'a slanted one is farther': read(
        frame(20, 10),
        (c, r) => (c === 12 && r === 7) || (c === 13 && r === 5),
        [[10.5, 5.5]],
      ),
      'of four': read(frame(20, 10), (c, r) => Math.abs(c - 10) + Math.abs(r - 5) === 1, [[10.5, 5.5]]),
      none: read(frame(20, 10), () => false, corners),
      '59 cells away': read(wide, (c) => c === 64, [
        [5.5, 1.5],
        [4.5, 1.5],
      ]),
      degrees: read(degreeGrid(20, 10, 0.001, 110, 30), (c, r) => c === 13 && r === 8, corners),
    });
  });
  it('in a shifted datum: only in China, off roads and people as written, on them once converted', () => {
    // The whole frame is a cell 20 m wide, so that what is converted is found in it.
    const shifted = (
      left: number,
      top: number,
      road: number,
      lived: boolean,
      cell = 0.0002,
      elsewhere = 100,
    ): unknown => {
      const grid = degreeGrid(120, 100, cell, left, top);
      const place = facilityAt(grid, 60.5, 50.5, { nameEn: 'f', row: 7 });
      const near = (at: number): boolean =>
        Math.abs((at % 120) - 60) <= 8 && Math.abs(Math.floor(at / 120) - 50) <= 8;
      const meters = Float32Array.from({ length: 12_000 }, (_, at) => (near(at) ? road : elsewhere));
      const population = Float64Array.from({ length: 12_000 }, (_, at) => (lived && !near(at) ? 1 : 0));
      const roads = buildCityNetwork([
        {
          points: [
            [left, top],
            [left + cell, top],
          ],
          walkKmh: 0,
          rideKmh: 0,
          flags: 0,
        },
      ]);
      return found((findings) =>
        reportShiftedDatum(emptyRegion(grid, { population, roads, facilities: [place] }), meters, findings),
      );
    };
    const answers: Record<string, unknown> = {
      inside: shifted(110, 30, 400, true),
      'nobody there': shifted(110, 30, 400, false),
      'near a road': shifted(110, 30, 240, true),
      'large cells': shifted(110, 30, 400, true, 0.002),
      'at 250 m': shifted(110, 30, 250, true),
      'at 249.5 m': shifted(110, 30, 249.5, true),
      'converted to 110 m': shifted(110, 30, 400, true, 0.0002, 110),
      'converted to 110.5 m': shifted(110, 30, 400, true, 0.0002, 110.5),
    };
    for (const [west, north] of [
      [72.98, 30],
      [73.02, 30],
      [135.46, 30],
      [135.5, 30],
      [110, 17.99],
      [110, 18.03],
      [110, 53.99],
      [110, 54.03],
    ] as const)
      answers[`${west} ${north}`] = shifted(west, north, 400, true);
    for (const [name, answer] of Object.entries(answers))
      expectGolden('quality-facilities', `datum ${name}`, answer);
  });
});
