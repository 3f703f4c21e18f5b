import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { buildStale } from '../build/build-parts.ts';
import { ensureChromium } from '../test/ensure-chromium.ts';
import { startServer, type RunningServer } from '../test/start-server.ts';
import { BROWSER_ARGUMENTS } from '../test/browser-arguments.ts';
import { figureRow, quantile, type Bench, type BenchRow } from './bench-row.ts';

const CLICKS = 200;
const WARM_UP = 10;
const CLICK_FLOOR_MILLISECONDS = 500;
const SEED = 20_261_122;

/** The first map on the sample region: start, click, county coverage, first frame, bytes before it. */
export const bench: Bench = async ({ only }) => {
  await buildStale();
  const folder = mkdtempSync(join(tmpdir(), 'careshed-bench-'));
  const rows: BenchRow[] = [];
  const wants = (id: string): boolean => only === undefined || only === id;
  const add = (
    id: string,
    ours: number,
    unit: string,
    floor?: { text: string; met: boolean },
    note?: string,
  ): void => {
    const bounds = floor ? { floor: floor.text, floorMet: floor.met } : {};
    rows.push(figureRow({ id, ours, unit, ...bounds, ...(note === undefined ? {} : { note }) }));
  };
  try {
    let began = performance.now();
    let server = await startServer({ dataFolder: folder });
    if (wants('ready-cold'))
      add('ready-cold', performance.now() - began, 'ms', undefined, 'first start, the sample imported');
    await server.stop();
    began = performance.now();
    server = await startServer({ dataFolder: folder });
    if (wants('ready')) add('ready', performance.now() - began, 'ms', undefined, 'later starts');
    try {
      if (wants('click')) {
        for (const mode of ['walk', 'car'] as const) {
          const times = await clickTimes(server, mode);
          add(`click-${mode}-p50`, quantile(times, 0.5), 'ms');
          const p95 = quantile(times, 0.95);
          add(`click-${mode}-p95`, p95, 'ms', {
            text: `${CLICK_FLOOR_MILLISECONDS} ms`,
            met: p95 <= CLICK_FLOOR_MILLISECONDS,
          });
        }
      }
      if (wants('coverage')) {
        began = performance.now();
        await server.execute('coverage', {
          region: 'qinghe',
          cutoffMinutes: [15, 30, 60],
          travel: { mode: 'car', boardingSeconds: 121 },
        });
        add(
          'coverage',
          performance.now() - began,
          'ms',
          undefined,
          'whole region by car, 3 cut-offs, zones and gaps',
        );
      }
      if (wants('page')) {
        const { firstMap, bytes } = await measurePage(server);
        add('first-map', firstMap, 'ms', undefined, 'from navigation to the first drawn map, software GL');
        add('bytes-first-map', bytes / 1024, 'KiB', undefined, 'over the wire before the first drawn map');
      }
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
};

/**
 * Milliseconds of catchment requests (15, 30, 60 min with polygons and people) at seeded random points on
 * land.
 */
async function clickTimes(server: RunningServer, mode: 'walk' | 'car'): Promise<number[]> {
  const { bounds } = (await server.get('/api/regions/qinghe')) as {
    bounds: [number, number, number, number];
  };
  const random = createRandom(SEED);
  const times: number[] = [];
  for (let tries = 0; times.length < CLICKS + WARM_UP && tries < CLICKS * 4; tries++) {
    const lon = bounds[0] + (0.15 + 0.7 * random()) * (bounds[2] - bounds[0]);
    const lat = bounds[1] + (0.15 + 0.7 * random()) * (bounds[3] - bounds[1]);
    const began = performance.now();
    const answered = await server.tryExecute('catchments', {
      region: 'qinghe',
      origins: [[lon, lat]],
      cutoffMinutes: [15, 30, 60],
      travel: { mode },
    });
    if (answered) times.push(performance.now() - began);
  }
  if (times.length < CLICKS) throw new Error(`only ${times.length} of ${CLICKS} clicks met land`);
  return times.slice(WARM_UP, WARM_UP + CLICKS);
}

async function measurePage(server: RunningServer): Promise<{ firstMap: number; bytes: number }> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...BROWSER_ARGUMENTS] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const session = await page.context().newCDPSession(page);
    let bytes = 0;
    await session.send('Network.enable');
    session.on('Network.loadingFinished', (event) => {
      bytes += event.encodedDataLength;
    });
    const began = performance.now();
    await page.goto(`${server.url}/?test=1`);
    await page.waitForSelector('[data-testid="map"][data-idle="true"]', { timeout: 120_000 });
    return { firstMap: performance.now() - began, bytes };
  } finally {
    await browser.close();
  }
}

/** mulberry32 */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
