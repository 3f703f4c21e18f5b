import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { ReferralInputs } from '../../server/contract/processes.ts';
import { readGeoTiff } from '../../server/geo/geotiff-read.ts';
import { hashRegionPack, writeRegionPack } from '../../server/region/model/region-pack.ts';
import { createTaskContext } from '../../server/workers/local-context.ts';
import { computeReferralBlock } from '../../server/questions/referral/referral-block.ts';
import { runReferral } from '../../server/questions/referral/run-referral.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';
import { buildMergedRegion, MERGED_CLASSES } from './malawi-merged.ts';

const there =
  hasShared('data/malawi-south', 'referral as AccessMod 5') &&
  hasShared('oracles/accessmod/referral_rows.csv', 'AccessMod referral rows');

describe.runIf(there)('referral on the demonstration region of AccessMod', () => {
  it('opens corners as AccessMod does: every row of its table', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'careshed-referral-'));
    try {
      const dem = await readGeoTiff(readFileSync(join(sharedFolder, 'data/malawi-south/dem.tif')));
      const region = { ...(await buildMergedRegion()), elevation: Float32Array.from(dem.bands[0]!) };
      const packPath = join(scratch, 'malawi.region');
      writeRegionPack(region, packPath);
      const reference = { id: 'malawi', packPath, hash: hashRegionPack(packPath) };
      const context = createTaskContext()(
        () => {},
        () => false,
      );
      const land = Object.fromEntries(MERGED_CLASSES.map(([, name, kmh]) => [name, kmh]));
      const offRoad = Object.fromEntries(
        MERGED_CLASSES.flatMap(([value, name, kmh]) => (value === 1 || value > 1000 ? [[name, kmh]] : [])),
      );
      const measure = (compat: object) => {
        const inputs = ReferralInputs.parse({
          region: 'malawi',
          fromTier: 'other',
          toTier: 'other',
          limitMinutes: 1440,
          // Its roads are motorised and it cycles in class 1, where it takes a hundredth of the slope: both
          // feel no slope.
          travel: { model: 'raster', mode: 'motorcycle', neighbours: 8, speeds: { land, offRoad } },
          ...compat,
        });
        const step = {
          region: reference,
          inputs,
          fromTier: 'other',
          toTier: 'other',
          meters: 'all',
        } as const;
        const block = computeReferralBlock({ ...step, part: 0, parts: 1 }, context);
        const { body } = runReferral(
          { region: reference, inputs, upload: null, blocks: [block], chainBlocks: [] },
          context,
        );
        return (from: string, to: string) => {
          const [i, k] = [from, to].map((name) =>
            region.facilities.findIndex((facility) => facility.nameEn === name),
          );
          const at = block.from.findIndex((start, n) => start === i && block.to[n] === k);
          const pair = body.pairs.find(
            (it) => it.from === region.facilities[i!]!.id && it.to === region.facilities[k!]!.id,
          )!;
          return { seconds: block.seconds[at]!, meters: block.meters[at]!, minutes: pair.minutes };
        };
      };
      const rows = parse(readFileSync(join(sharedFolder, 'oracles/accessmod/referral_rows.csv')), {
        columns: true,
      }) as Record<string, string>[];
      expect(rows).toHaveLength(27);
      const compat = measure({ compat: 'accessmod-5' });
      const standard = measure({});
      let moved = 0;
      for (const row of rows) {
        const [from, to] = [row['from__name']!, row['to__name']!];
        const { seconds, meters, minutes } = compat(from, to);
        const where = `${from} to ${to}`;
        expect(minutes, where).toBe(Number(row['time_m']));
        // Its kilometres are whole, and lengths of cells along its own path.
        expect(Math.abs(meters / 1000 - Number(row['distance_km'])), where).toBeLessThan(1.1);
        // What closed corners, those of the standard mode, would make of it.
        if (standard(from, to).seconds > seconds + 13 * 60) moved++;
      }
      expect(moved).toBe(11);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});
