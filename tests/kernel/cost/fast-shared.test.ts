import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBundledWorker } from '../../../scripts/bench/bundle-worker.ts';
import { FastLandSearch } from '../../../server/kernel/cost/fast-land-search.ts';
import { computeLandTimesReference } from '../../../server/kernel/cost/land-search-reference.ts';
import { recordCases } from '../../support/case-counts.ts';
import { runs } from '../../support/depth.ts';
import { buildRandom, buildRandomLand } from '../../support/random-land.ts';
import { buildSizedGround, drawLimit } from '../../support/sized-ground.ts';

const folder = mkdtempSync(join(tmpdir(), 'careshed-shared-'));
let worker: Worker;
beforeAll(() => {
  worker = startBundledWorker('travel-helper', folder);
});
afterAll(async () => {
  await worker.terminate();
  rmSync(folder, { recursive: true, force: true });
});

describe('two threads on one surface', () => {
  it('give the same bits as the reference', () => {
    for (let seed = 0; seed < Math.ceil(runs(1000) / 10); seed++) {
      const land = { ...buildRandomLand(seed, 700), means: null };
      const cells = land.paceSecondsPerMeter.length;
      const random = buildRandom(seed);
      const sources = Int32Array.from({ length: 5 }, () => Math.floor(random() * cells));
      const limit = random() < 0.5 ? Infinity : 20_000;
      if (cells > 120_000) continue;
      const backward = random() < 0.5;
      const search = new FastLandSearch(land, null, backward, { shared: true });
      for (let round = 0; round < 2; round++) {
        search.begin(limit);
        search.meetAll();
        sources.forEach((cell, i) => search.seedCell(cell, 0, i));
        search.runTogether((job) => worker.postMessage(job, []));
        const expected = computeLandTimesReference(land, sources, limit, backward);
        const actual = search.readSurface();
        expect(Buffer.compare(Buffer.from(actual.seconds.buffer), Buffer.from(expected.seconds.buffer))).toBe(
          0,
        );
        expect(actual.nearest).toEqual(expected.nearest);
      }
    }
  }, 600_000);

  it('give the same bits as the reference at sizes of real regions, in first and later searches', () => {
    let large = 0;
    for (let seed = 0; seed < runs(1000) / 2; seed++) {
      const { land } = buildSizedGround(seed + 5_000, { roads: false });
      const cells = land.paceSecondsPerMeter.length;
      if (cells > 524_288) large++;
      const random = buildRandom(seed);
      const backward = random() < 0.5;
      const search = new FastLandSearch(land, null, backward, { shared: true });
      for (let round = 0; round < 2; round++) {
        const sources = Int32Array.from({ length: 4 }, () => Math.floor(random() * cells));
        const limit = drawLimit(random, land);
        search.begin(limit);
        search.meetAll();
        sources.forEach((cell, i) => search.seedCell(cell, 0, i));
        search.runTogether((job) => worker.postMessage(job, []));
        const expected = computeLandTimesReference(land, sources, limit, backward);
        const actual = search.readSurface();
        const where = `seed ${seed}, round ${round}`;
        expect(
          Buffer.compare(Buffer.from(actual.seconds.buffer), Buffer.from(expected.seconds.buffer)),
          where,
        ).toBe(0);
        expect(
          Buffer.compare(Buffer.from(actual.nearest.buffer), Buffer.from(expected.nearest.buffer)),
          where,
        ).toBe(0);
      }
    }
    recordCases('searches by two threads', runs(1000));
    expect(large).toBeGreaterThan(10);
  }, 600_000);
});
