import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildRasterEngine } from '../../../server/kernel/catchment/raster-engine.ts';
import { buildLand } from '../../../server/kernel/cost/land.ts';
import { getSlopeFunction } from '../../../server/kernel/cost/slope.ts';
import { buildGoldenRasters } from '../../support/golden-rasters.ts';

interface Golden {
  readonly tool: 'r.cost' | 'r.walk';
  readonly version: string;
  readonly raster: string;
  readonly neighbours: 8 | 16;
  readonly values: readonly (number | null)[];
}

const folder = resolve(import.meta.dirname, '../../golden/grass');
const goldens = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, golden: JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as Golden }));

/**
 * Made by scripts/goldens/make-grass-goldens.ts. r.walk with friction 0 is Naismith–Langmuir at 0.72 s a
 * metre.
 */
describe('GRASS GIS agrees to 1e-9', () => {
  it('on three rasters, two tools, two neighbourhoods', () => {
    expect(goldens.length).toBe(12);
  });
  it.each(goldens)('$file', ({ golden }) => {
    const raster = buildGoldenRasters().find((r) => r.name === golden.raster)!;
    const walking = golden.tool === 'r.walk';
    const land = buildLand({
      grid: raster.grid,
      paceSecondsPerMeter: walking
        ? raster.friction.map((f) => (f === Infinity ? f : 0.72))
        : raster.friction,
      elevation: walking ? raster.elevation : null,
      slope: walking ? getSlopeFunction('naismith-langmuir') : null,
      neighbours: golden.neighbours,
      corners: 'open',
    });
    const ours = buildRasterEngine(land, false).computeSurface(raster.sources, Infinity).seconds;
    // r.cost counts cells, r.walk metres.
    const unit = walking ? 1 : raster.grid.cellWidth;
    for (let cell = 0; cell < ours.length; cell++) {
      const theirs = golden.values[cell];
      if (theirs === null || theirs === undefined) expect(ours[cell], `cell ${cell}`).toBe(Infinity);
      else
        expect(
          Math.abs(ours[cell]! - theirs * unit),
          `cell ${cell}: ${ours[cell]} and ${theirs * unit}`,
        ).toBeLessThanOrEqual(1e-9 * Math.max(1, ours[cell]!));
    }
  });
});
