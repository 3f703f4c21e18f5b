import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildHybridEngine } from '../../../server/kernel/catchment/hybrid-engine.ts';
import { buildLand } from '../../../server/kernel/cost/land.ts';
import { getSlopeFunction } from '../../../server/kernel/cost/slope.ts';
import { UNREACHED } from '../../../server/kernel/grid/grid.ts';
import { buildGoldenRasters } from '../../support/golden-rasters.ts';

interface Golden {
  readonly version: string;
  readonly values: readonly (number | null)[];
}
const cases = buildGoldenRasters().flatMap((raster) =>
  (['MCP_Geometric-both', 'dijkstra-from', 'dijkstra-to'] as const).map((tool) => ({
    name: `${raster.name}, ${tool}`,
    raster,
    tool,
  })),
);

describe('scikit-image and scipy agree to 1e-9 on generated rasters with barriers and heights', () => {
  it.each(cases)('$name', ({ raster, tool }) => {
    const file = resolve(import.meta.dirname, `../../golden/scipy/${raster.name}-${tool}.json`);
    const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
    const sloped = tool !== 'MCP_Geometric-both';
    const land = buildLand({
      grid: raster.grid,
      paceSecondsPerMeter: raster.friction,
      elevation: sloped ? raster.elevation : null,
      slope: sloped ? getSlopeFunction('tobler') : null,
      neighbours: sloped ? 16 : 8,
      corners: sloped ? 'closed' : 'open',
    });
    const engine = buildHybridEngine({
      land,
      roads: null,
      boardingSeconds: 0,
      toFacility: tool === 'dijkstra-to',
    });
    const { seconds } = engine.computeSurface(raster.sources, Infinity);
    expect(golden.values).toHaveLength(seconds.length);
    let reached = 0;
    golden.values.forEach((value, cell) => {
      if (value === null) expect(seconds[cell], `cell ${cell}`).toBe(UNREACHED);
      else {
        expect(Math.abs(seconds[cell]! - value), `cell ${cell}`).toBeLessThanOrEqual(1e-9 * value);
        reached++;
      }
    });
    expect(reached).toBeGreaterThan(seconds.length / 3);
  });
});
