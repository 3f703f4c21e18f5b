import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, BenchRow } from './bench-row.ts';
import { measureHybridClicks, measureWalkClicks } from './travel-clicks.ts';
import { buildBenchRaster, type BenchRaster } from './travel-raster.ts';
import { measureReach } from './travel-reach.ts';
import { measureGrowth, measureMemory, measureSurface, measureTwin } from './travel-surfaces.ts';

/**
 * Rows and columns of the large rasters: 4,000 is what the floors are set for; a smaller one is for
 * development.
 */
const SIZE = Number(process.env['CARESHED_BENCH_SIZE'] ?? 4000);

const SURFACES = [
  { id: 'surface-iso', sloped: false, neighbours: 8, floor: 7, goal: 12 },
  { id: 'surface-aniso', sloped: true, neighbours: 8, floor: 5, goal: 10 },
  { id: 'surface-aniso-16', sloped: true, neighbours: 16, floor: 5, goal: 10 },
] as const;

/** Travel time: whole surfaces, clicks, reach lists, memory and growth. */
export const bench: Bench = async ({ only }) => {
  const wants = (id: string): boolean => only === undefined || only === id;
  const folder = mkdtempSync(join(tmpdir(), 'careshed-travel-'));
  const rows: BenchRow[] = [];
  try {
    let raster: BenchRaster | null = null;
    const shared = (): BenchRaster => (raster ??= buildBenchRaster(SIZE));
    if (wants('memory')) rows.push(measureMemory(shared()));
    for (const row of SURFACES)
      if (wants(row.id) || only?.startsWith(`${row.id}-2t`) || only === `${row.id}-skimage`)
        rows.push(...(await measureSurface(row, shared(), folder)));
    raster = null;
    if (wants('surface-twin')) rows.push(measureTwin(buildBenchRaster(SIZE / 2)));
    if (wants('click-walk')) rows.push(measureWalkClicks(SIZE));
    if (wants('click-hybrid')) rows.push(...(await measureHybridClicks(SIZE)));
    if (wants('reach-walk')) rows.push(...(await measureReach('walk', SIZE, folder)));
    if (wants('reach-car')) rows.push(...(await measureReach('car', SIZE, folder)));
    if (wants('growth'))
      rows.push(measureGrowth(buildBenchRaster(SIZE * 2.5, { people: false }), buildBenchRaster(SIZE / 4)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
};
