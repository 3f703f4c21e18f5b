import { describe, expect, it } from 'vitest';
import { LAND_CLASSES } from '../../../server/contract/vocabulary.ts';
import { NONE } from '../../../server/kernel/grid/grid.ts';
import { measureLand } from '../../../server/region/model/land-area.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { emptyRegion } from '../../support/empty-region.ts';
import { metricGrid } from '../../support/frames.ts';

const [grassland, water, nodata] = (['grassland', 'water', 'nodata'] as const).map((name) =>
  LAND_CLASSES.indexOf(name),
);
const SIDE = 10;

/** 10 × 10 cells of a hectare with one person each: left half sea, the last row without land data. */
function buildIsland(
  landClass: (row: number, column: number) => number,
  inZone?: (row: number, column: number) => boolean,
): Region {
  const each = <T>(of: (row: number, column: number) => T): T[] =>
    Array.from({ length: SIDE * SIDE }, (_, cell) => of(Math.floor(cell / SIDE), cell % SIDE));
  return emptyRegion(metricGrid(SIDE, SIDE, { left: 500_000, top: 4_000_000 }), {
    landClass: Uint8Array.from(each(landClass)),
    population: new Float64Array(SIDE * SIDE).fill(1),
    zones: inZone
      ? [
          {
            id: 'z',
            title: 'z',
            features: { type: 'FeatureCollection', features: [] },
            names: [{ zh: '', en: '' }],
            zoneOfCell: Int32Array.from(each((row, column) => (inZone(row, column) ? 0 : NONE))),
          },
        ]
      : [],
  });
}

describe('the area of a region', () => {
  const coast = (row: number, column: number): number =>
    row === SIDE - 1 ? nodata! : column < SIDE / 2 ? water! : grassland!;
  it('is the land inside the zones, without sea and without land data, with the people on it', () => {
    const land = measureLand(buildIsland(coast, (row) => row < 4));
    expect(land).toEqual({ areaKm2: expect.closeTo(0.2, 9) as number, areaOf: 'zones', peopleOnArea: 20 });
  });
  it('is the land of the frame without zones', () => {
    expect(measureLand(buildIsland(coast))).toEqual({
      areaKm2: expect.closeTo(0.45, 9) as number,
      areaOf: 'land',
      peopleOnArea: 45,
    });
  });
  it('is that of the zones, else of the frame, where no land cover is known', () => {
    for (const name of ['nodata', 'unknown'] as const) {
      const unknown = (): number => LAND_CLASSES.indexOf(name);
      expect(measureLand(buildIsland(unknown, (row) => row < 4))).toMatchObject({
        areaOf: 'zones',
        peopleOnArea: 40,
      });
      expect(measureLand(buildIsland(unknown))).toMatchObject({ areaOf: 'frame', peopleOnArea: 100 });
    }
    // Water that some file draws is no land cover.
    const lake = (row: number): number => (row < 2 ? water! : nodata!);
    expect(measureLand(buildIsland(lake))).toMatchObject({ areaOf: 'frame', peopleOnArea: 100 });
  });
});
