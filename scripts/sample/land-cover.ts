import { LAND_CLASSES, type LandClass } from '../../server/contract/vocabulary.ts';
import { STEP_COLUMN, STEP_ROW, WORLD_CELLS, cellAt, columnOf, rowOf } from './frame.ts';
import { fractalNoise } from './random.ts';
import type { Land } from './settlements.ts';
import type { Waters } from './water.ts';

/**
 * Index into LAND_CLASSES of every cell: built-up where people crowd, fields on gentle land, woods on the
 * slopes, marsh by the river.
 */
export function coverLand(waters: Waters, land: Land, total: Uint16Array): Uint8Array {
  const cover = new Uint8Array(WORLD_CELLS);
  const code = (name: LandClass): number => LAND_CLASSES.indexOf(name);
  const classify = (cell: number): LandClass => {
    if (waters.wet[cell]) return 'water';
    const column = columnOf(cell);
    const row = rowOf(cell);
    if (total[cell]! >= 14) return 'built-up';
    let crowd = 0;
    let wetSides = 0;
    for (let step = 0; step < 8; step++) {
      const next = cellAt(column + STEP_COLUMN[step]!, row + STEP_ROW[step]!);
      if (next < 0) continue;
      crowd += total[next]!;
      if (waters.wet[next]) wetSides++;
    }
    if (crowd > 260 && land.slope[cell]! < 0.15) return 'built-up';
    const patch = fractalNoise(column / 8, row / 8, 271, 3);
    const fine = fractalNoise(column / 3, row / 3, 277, 2);
    const height = waters.height[cell]!;
    const slope = land.rough[cell]!;
    if (wetSides > 0 && slope < 0.03 && fine > 0.12) return 'wetland';
    const farmable =
      0.115 - slope - height / 9000 + 0.045 * patch + Math.min(0.06, crowd / 900) - 0.02 * fine;
    if (farmable > 0) return 'cropland';
    if (height > 1250 && patch > 0.05) return 'grassland';
    if (land.slope[cell]! > 0.85 && fine > 0.2) return 'bare';
    if (patch + 0.5 * fine > 0.42) return 'shrubland';
    if (patch < -0.34 && slope < 0.3) return 'grassland';
    return 'forest';
  };
  for (let cell = 0; cell < WORLD_CELLS; cell++) cover[cell] = code(classify(cell));
  return cover;
}
