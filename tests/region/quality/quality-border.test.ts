import { describe, expect, it } from 'vitest';
import { type Grid, NONE } from '../../../server/kernel/grid/grid.ts';
import type { Region, ZoneLayer } from '../../../server/region/model/region.ts';
import { moveToLand, reportPeopleOffLand } from '../../../server/region/quality/people-off-land.ts';
import { reportDataStoppingAtBorder } from '../../../server/region/quality/quality-border.ts';
import { emptyRegion } from '../../support/empty-region.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { GRASS, WATER, NO_DATA, UNKNOWN, frame, found, cellsOf, facilityAt, roadsOf } from './on-frame.ts';

describe('people off land and the end of data', () => {
  it('people on barriers and without land data', () => {
    const grid = frame(12, 8);
    const population = Float64Array.from({ length: 96 }, (_, cell) => (cell % 3 === 0 ? 0 : cell / 4));
    const landClass = Uint8Array.from(
      { length: 96 },
      (_, cell) => [GRASS, WATER, NO_DATA, UNKNOWN, GRASS][cell % 5]!,
    );
    const barrier = Uint8Array.from({ length: 96 }, (_, cell) => (cell % 7 === 0 ? 1 : 0));
    const ground = { grid, landClass, barrier };
    expectGolden(
      'quality-border',
      'people off land',
      found((findings) => reportPeopleOffLand(emptyRegion(grid, { ...ground, population }), findings)),
    );
    const move = (
      on: Grid,
      land: number[],
      people: [number, number][],
      age: [number, number][] = people,
    ): unknown => {
      const cells = cellsOf(on);
      const sea = new Uint8Array(cells).fill(WATER);
      for (const cell of land) sea[cell] = GRASS;
      const own = new Float64Array(cells);
      const old = new Float32Array(cells);
      for (const [cell, here] of people) own[cell] = here;
      for (const [cell, here] of age) old[cell] = here / 2;
      const reported = found((findings) =>
        moveToLand(
          { grid: on, landClass: sea, barrier: new Uint8Array(cells) },
          { population: own, populationByAge: { '65+': old } },
          findings,
        ),
      );
      const held = (values: ArrayLike<number>): [number, number][] =>
        Array.from(values, (value, cell): [number, number] => [cell, value]).filter(
          ([, value]) => value !== 0,
        );
      return { reported, own: held(own), old: held(old) };
    };
    const wide: Grid = { ...frame(25, 25), cellWidth: 90, cellHeight: 140 };
    expectGolden('quality-border', 'people moved to land', {
      near: move(
        frame(25, 25),
        [0, 24, 600, 624],
        [
          [312, 5],
          [100, 2],
          [30, 3],
          [622, 7],
        ],
      ),
      'a kilometre': move(
        frame(25, 25),
        [0],
        [
          [10, 5],
          [11, 5],
          [250, 3],
          [275, 3],
          [256, 1],
        ],
      ),
      'ties go to the lowest': move(frame(25, 25), [287, 311, 313, 337], [[312, 5]]),
      'onto less than nobody': move(
        frame(25, 25),
        [0],
        [
          [0, -9],
          [1, 5],
        ],
        [
          [0, -9],
          [1, -5],
        ],
      ),
      'other cells': move(
        wide,
        [0, 300, 312],
        [
          [7 * 25, 2],
          [8 * 25, 2],
          [11, 3],
          [12, 3],
          [306, 4],
        ],
      ),
      'on the last row': move(
        frame(25, 25),
        [624],
        [
          [620, 4],
          [599, 1],
          [0, 2],
        ],
      ),
    });
  });
  it('at borders of areas with layers that stop there, and at the frame', () => {
    const grid = frame(40, 30, 1000);
    const asked = (c: number, r: number): boolean => c >= 12 && c < 26 && r >= 9 && r < 20;
    const zoneOfCell = Int32Array.from({ length: 1200 }, (_, cell) =>
      asked(cell % 40, Math.floor(cell / 40)) ? 0 : NONE,
    );
    const layer = (id: string): ZoneLayer => ({
      id,
      title: id,
      names: [{ zh: '', en: '' }],
      zoneOfCell:
        id === 'boundary' ? zoneOfCell : zoneOfCell.map((zone, cell) => (cell % 40 < 20 ? 0 : zone)),
      features: { type: 'FeatureCollection', features: [] },
    });
    const population = Float64Array.from({ length: 1200 }, (_, cell) => 1 + (cell % 3));
    const within = population.map((people, cell) => (zoneOfCell[cell] === NONE ? 0 : people));
    // A thousand junctions in the area, and so many beyond.
    const roadsWith = (beyond: number): Region['roads'] => {
      const inner = Array.from({ length: 550 }, (_, k) => ({
        at: [
          [12.5 + (k % 13) + k / 5000, 9.5 + Math.floor(k / 55)],
          [12.6 + (k % 13) + k / 5000, 9.6 + Math.floor(k / 55)],
        ] as [number, number][],
      }));
      const outer = Array.from({ length: beyond }, (_, k) => ({
        at: [
          [13.05 + k / 3, 12.07],
          [-3 - k, 1.5],
        ] as [number, number][],
      }));
      return roadsOf(grid, [...inner, ...outer]);
    };
    const dry = new Uint8Array(1200).fill(GRASS);
    const sea = (isLand: (c: number, r: number) => boolean): Uint8Array =>
      Uint8Array.from({ length: 1200 }, (_, cell) =>
        isLand(cell % 40, Math.floor(cell / 40)) ? GRASS : WATER,
      );
    const border = (parts: Partial<Region>): unknown =>
      found((findings) =>
        reportDataStoppingAtBorder(
          emptyRegion(grid, { landClass: dry, population, zones: [layer('boundary')], ...parts }),
          findings,
        ),
      );
    const inside = facilityAt(grid, 20.5, 12.5);
    const beyond = facilityAt(grid, 2.5, 2.5);
    const away = facilityAt(grid, 99, 99);
    const near = (c: number, r: number, by: number): boolean =>
      c >= 12 - by && c < 26 + by && r >= 9 - by && r < 20 + by;
    const cases: Record<string, Partial<Region>> = {
      'people everywhere': {},
      'people within': { population: within },
      'facilities within': { facilities: [inside] },
      'facilities on both sides': { facilities: [inside, beyond] },
      'facilities within and nowhere': { facilities: [inside, away] },
      'roads within': { roads: roadsWith(0) },
      'one road out': { roads: roadsWith(1) },
      'two roads out': { roads: roadsWith(2) },
      'all of it': { population: within, facilities: [inside], roads: roadsWith(0) },
      'no zones': { zones: [] },
      'first zones': { zones: [layer('z'), layer('y')], population: within },
      'the boundary before other zones': { zones: [layer('z'), layer('boundary')], population: within },
      'barriers beyond': {
        population: within,
        barrier: Uint8Array.from(zoneOfCell, (zone) => (zone === NONE ? 1 : 0)),
      },
      'heights of the sea': {
        population: within,
        landClass: new Uint8Array(1200).fill(UNKNOWN),
        elevation: Float32Array.from(zoneOfCell, (zone) => (zone === NONE ? 0 : 5)),
      },
      'land at one side of the frame': {
        population: within,
        landClass: sea((c, r) => near(c, r, 0) || c === 39),
      },
      'land at the north of the frame': {
        population: within,
        landClass: sea((c, r) => near(c, r, 0) || r === 0),
      },
      'land in the last corner': {
        population: within,
        landClass: sea((c, r) => near(c, r, 0) || (c === 39 && r === 29)),
      },
      'an area that holds nothing': {
        population: within,
        zones: [{ ...layer('boundary'), zoneOfCell: new Int32Array(1200).fill(NONE) }],
      },
      'people everywhere on an island': { landClass: sea((c, r) => near(c, r, 5)), facilities: [inside] },
      nobody: { population: new Float64Array(1200), facilities: [inside] },
      'heights of half a metre beyond': {
        population: within,
        landClass: new Uint8Array(1200).fill(UNKNOWN),
        elevation: Float32Array.from(zoneOfCell, (zone) => (zone === NONE ? 0.5 : 5)),
      },
      // Land that begins beyond the shore and comes back to the area, from each side.
      'a spit to the south': {
        population: within,
        landClass: sea((c, r) => near(c, r, 0) || (c === 15 && r >= 20 && r < 25)),
      },
      'a spit to the north': {
        population: within,
        landClass: sea((c, r) => near(c, r, 0) || (c === 15 && r > 3 && r < 9)),
      },
      'a spit to the east': {
        population: within,
        landClass: sea((c, r) => near(c, r, 0) || (r === 15 && c >= 26 && c < 31)),
      },
      'a spit to the west': {
        population: within,
        landClass: sea((c, r) => near(c, r, 0) || (r === 15 && c > 6 && c < 12)),
      },
      'people in one cell': {
        population: population.map((_, cell) => (cell === 10 * 40 + 12 ? 7 : 0)),
        facilities: [inside],
      },
    };
    for (const by of [0, 1, 2, 3, 4])
      cases[`land for ${by} km`] = { population: within, landClass: sea((c, r) => near(c, r, by)) };
    for (const [name, parts] of Object.entries(cases))
      expectGolden('quality-border', `border ${name}`, border(parts));
    expect(Object.keys(cases)).toHaveLength(31);
  });
});
