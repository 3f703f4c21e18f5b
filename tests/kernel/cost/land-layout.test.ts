import { describe, expect, it } from 'vitest';
import { FastLandSearch } from '../../../server/kernel/cost/fast-land-search.ts';
import { buildLand } from '../../../server/kernel/cost/land.ts';
import { startLandSurface, WASM_PAGE_BYTES } from '../../../server/kernel/cost/wasm/land-surface-module.ts';
import { metricGrid } from '../../support/frames.ts';

/** Numbers of road tables in the kernel's address table, and of the table that is always laid out last. */
const ROAD_TABLES = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
const MOVES = 1;
const STAGING = 2;

function layOut(nodes: number): ReturnType<typeof startLandSurface> {
  const never = (): void => undefined;
  const started = startLandSurface({ loadTile: never, refuse: never }, false);
  const bytes = started.kernel.layOut(700, 800, 4, 1, nodes, 10, 10, 10);
  started.memory.grow(Math.ceil(bytes / WASM_PAGE_BYTES) - 2);
  started.kernel.prepare();
  return started;
}

describe('the memory of the land search', () => {
  it('lays out no road tables for a graph without nodes, and all of them for one with', () => {
    const without = layOut(0).kernel;
    for (const table of ROAD_TABLES) expect(without.whereIs(table)).toBe(0);
    const addresses = ROAD_TABLES.map((table) => layOut(64).kernel.whereIs(table));
    expect(new Set(addresses).size).toBe(ROAD_TABLES.length);
    for (const address of addresses) expect(address).toBeGreaterThan(65_536);
  });

  it('notices a write past the end of any table, below the first one, and over the code of impassable ground', () => {
    const { kernel, memory } = layOut(64);
    expect(kernel.findLayoutFault()).toBe(0);
    const bytes = new Uint8Array(memory.buffer);
    const spoilt = (at: number): number => {
      const before = bytes[at]!;
      bytes[at] = before ^ 1;
      const fault = kernel.findLayoutFault();
      bytes[at] = before;
      expect(kernel.findLayoutFault()).toBe(0);
      return fault;
    };
    // The moves take 512 bytes a row of whole tiles, the staging area 8 bytes a cell of a row of tiles.
    expect(spoilt(kernel.whereIs(MOVES) + 11 * 64 * 512)).toBeGreaterThan(0);
    expect(spoilt(kernel.whereIs(STAGING) + 64 * 800 * 8)).toBeGreaterThan(0);
    for (const table of ROAD_TABLES) expect(spoilt(kernel.whereIs(table) - 64)).toBeGreaterThan(0);
    expect(spoilt(65_536 - 8)).toBeGreaterThan(0);
    expect(spoilt(65_536)).toBeGreaterThan(0);
  });

  it('is checked when a search begins', () => {
    const grid = metricGrid(80, 80);
    const land = buildLand({ grid, paceSecondsPerMeter: new Float64Array(6400).fill(1) });
    const search = new FastLandSearch(land, null, false);
    search.begin(600);
    search.meetAll();
    search.seedCell(0, 0, 0);
    search.run();
    const { nearest } = search.settleSurface();
    // The table before the owners' ends where its guard begins: write there through a view of the same
    // memory.
    new Uint8Array(nearest.buffer)[nearest.byteOffset - 64] = 0;
    expect(() => search.begin(600)).toThrow(/memory was written past table \d+/);
  });
});
