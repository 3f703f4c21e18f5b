import { LAND_CLASSES } from '../../contract/vocabulary.ts';
import { buildGridMetric } from '../../kernel/grid/grid-metric.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import type { Region } from './region.ts';

/**
 * What an area is of: land inside the zones, land of the whole frame, or the frame where nothing reports land
 * from sea.
 */
export type AreaOf = 'zones' | 'land' | 'frame';

export interface LandArea {
  readonly areaKm2: number;
  readonly areaOf: AreaOf;
  /** People on that area, so that a density has one denominator. */
  readonly peopleOnArea: number;
}

const SAYS_NOTHING: ReadonlySet<number> = new Set(
  (['unknown', 'water', 'nodata'] as const).map((name) => LAND_CLASSES.indexOf(name)),
);

/** Whether some cell has a land cover of its own, beside water that other files draw. */
export function knowsLandCover(landClass: Uint8Array): boolean {
  return landClass.some((own) => !SAYS_NOTHING.has(own));
}

/**
 * Square kilometres of land that a region is of, with its people: cells inside the first zone layer, else
 * of the frame, without water and
 * without land data. Where no land cover is known, all cells inside the zones, or the frame. O(cells).
 */
export function measureLand(region: Region): LandArea {
  const { grid, landClass, population } = region;
  const [water, missing] = [LAND_CLASSES.indexOf('water'), LAND_CLASSES.indexOf('nodata')];
  const isKnown = knowsLandCover(landClass);
  const zoneOfCell = region.zones[0]?.zoneOfCell ?? null;
  const areaOfRow = buildGridMetric(grid).cellAreaM2;
  let squareMeters = 0;
  let people = 0;
  for (let row = 0, cell = 0; row < grid.rows; row++) {
    let cells = 0;
    for (let column = 0; column < grid.columns; column++, cell++) {
      if (zoneOfCell !== null && zoneOfCell[cell] === NONE) continue;
      if (isKnown && (landClass[cell] === water || landClass[cell] === missing)) continue;
      cells++;
      people += population[cell]!;
    }
    squareMeters += cells * areaOfRow[row]!;
  }
  return {
    areaKm2: squareMeters / 1e6,
    areaOf: zoneOfCell !== null ? 'zones' : isKnown ? 'land' : 'frame',
    peopleOnArea: people,
  };
}
