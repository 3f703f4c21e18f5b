import { join } from 'node:path';
import { buildHybridEngine } from '../../server/kernel/catchment/hybrid-engine.ts';
import { computeReachOutlines } from '../../server/kernel/catchment/outline.ts';
import type { TravelEngine } from '../../server/kernel/catchment/travel-engine.ts';
import { FastLandSearch } from '../../server/kernel/cost/fast-land-search.ts';
import { buildLand } from '../../server/kernel/cost/land.ts';
import { getSlopeFunction } from '../../server/kernel/cost/slope.ts';
import { Travel } from '../../server/contract/travel.ts';
import { buildTravelEngine } from '../../server/region/travel/build-engine.ts';
import { importRegion } from '../../server/region/import/import-region.ts';
import { buildRandom } from '../../tests/support/random-land.ts';
import { home } from '../build/build-parts.ts';
import { quantile, type BenchRow } from './bench-row.ts';
import { buildBenchCounty } from './travel-county.ts';
import { buildBenchRaster } from './travel-raster.ts';
import { limitRow } from './travel-rows.ts';

const CLICKS = 200;
const HOUR = 3600;

interface Clicks {
  readonly p95: number;
  readonly note: string;
}

/** Milliseconds of reach, people and polygon from random walkable cells. */
function measureClicks(engine: TravelEngine, population: ArrayLike<number>): Clicks {
  const random = buildRandom(77);
  const cells = engine.cellState.length;
  const times: number[] = [];
  let reached = 0;
  let people = 0;
  let corners = 0;
  while (times.length < CLICKS + 10) {
    const cell = Math.floor(random() * cells);
    if (engine.cellState[cell] !== 0) continue;
    const began = performance.now();
    const reach = engine.computeReach(cell, HOUR);
    for (let i = 0; i < reach.count; i++) people += population[reach.cells[i]!]!;
    const [outline] = computeReachOutlines(engine.grid, reach, [HOUR]);
    times.push(performance.now() - began);
    reached += reach.count;
    for (const { rings } of outline!.polygons) for (const ring of rings) corners += ring.length / 2;
  }
  const timed = times.slice(10);
  return {
    p95: quantile(timed, 0.95),
    note:
      `median ${quantile(timed, 0.5).toFixed(1)} ms, most ${Math.max(...timed).toFixed(1)} ms, ` +
      `${Math.round(reached / times.length)} cells and ${Math.round(corners / times.length)} corners a ` +
      `click, checksum ${people}`,
  };
}

/** On foot over 100 m cells with slope, 16 neighbours. */
export function measureWalkClicks(size: number): BenchRow {
  const raster = buildBenchRaster(size, { cell: 100, roads: false });
  const land = buildLand({
    grid: raster.grid,
    paceSecondsPerMeter: raster.pace,
    elevation: raster.elevation,
    slope: getSlopeFunction('tobler'),
  });
  const before = process.memoryUsage.rss();
  const engine = buildHybridEngine({ land, roads: null, boardingSeconds: 0, toFacility: true });
  const { p95, note } = measureClicks(engine, raster.population);
  const grown = (process.memoryUsage.rss() - before) / 2 ** 20;
  const search = new FastLandSearch(land, null, true);
  search.begin(HOUR);
  search.seedCell(raster.sources[0]!, 0, 0);
  search.run();
  const count = search.collectCells({ cells: new Int32Array(0), seconds: new Float64Array(0) });
  const touched = search.expanded / count;
  return limitRow(
    'click-walk',
    p95,
    'ms',
    100,
    40,
    `${note}; ${touched.toFixed(3)} expansions a cell reached; labels are given to reached cells only ` +
      `(1.0 ×), in ${search.visits} visits to tiles wiped when first met; ` +
      `the process grew by ${grown.toFixed(0)} MiB over all clicks`,
  );
}

/** Car and foot: the sample region, and a county of about a million populated cells. */
export async function measureHybridClicks(size: number): Promise<BenchRow[]> {
  const region = await importRegion({ files: [join(home, 'data/geo')], id: 'qinghe', nameEn: 'Qinghe' });
  const sample = measureClicks(buildTravelEngine(region, Travel.parse({ mode: 'car' })), region.population);
  const { engine, raster } = buildBenchCounty(Math.round(size * 0.405), true, 1);
  const populated = raster.population.reduce((n, p) => n + (p > 0 ? 1 : 0), 0);
  const county = measureClicks(engine, raster.population);
  return [
    limitRow('click-hybrid', sample.p95, 'ms', 250, 120, `sample region, ${sample.note}`),
    limitRow(
      'click-hybrid-county',
      county.p95,
      'ms',
      250,
      120,
      `${populated} populated cells, ${county.note}`,
    ),
  ];
}
