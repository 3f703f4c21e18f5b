import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { CoverageInputs } from '../../server/contract/processes.ts';
import { TIE_SECONDS } from '../../server/kernel/grid/cut-off.ts';
import { hashRegionPack, writeRegionPack } from '../../server/region/model/region-pack.ts';
import { createTaskContext } from '../../server/workers/local-context.ts';
import { runCoverage } from '../../server/questions/coverage/run-coverage.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';
import { buildMergedRegion, MERGED_CLASSES } from './malawi-merged.ts';

const there =
  hasShared('data/malawi-south', 'coverage as AccessMod 5 through the task') &&
  hasShared('oracles/accessmod/zonal_coverage_isotropic.csv', 'AccessMod zonal coverage');

const THRESHOLDS = [60, 90, 120, 180];

describe.runIf(there)('coverage on the demonstration region of AccessMod, through the task', () => {
  it('equals its table in every zone but for the last minute, which 5.6 kept and later ones lose', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'careshed-malawi-'));
    try {
      const region = await buildMergedRegion();
      const packPath = join(scratch, 'malawi.region');
      writeRegionPack(region, packPath);
      const reference = { id: 'malawi', packPath, hash: hashRegionPack(packPath) };
      const context = createTaskContext()(
        () => {},
        () => false,
      );
      const land = Object.fromEntries(MERGED_CLASSES.map(([, name, kmh]) => [name, kmh]));
      const ask = (compat: object) =>
        runCoverage(
          {
            region: reference,
            inputs: CoverageInputs.parse({
              region: 'malawi',
              cutoffMinutes: THRESHOLDS,
              travel: { model: 'raster', neighbours: 8, speeds: { land } },
              ...compat,
            }),
            upload: null,
          },
          context,
        );
      const standard = ask({}).body;
      const { body: compat, seconds } = ask({ compat: 'accessmod-5' });
      const people = (zone: number, from: number, to: number): number =>
        region.population.reduce(
          (sum, here, cell) =>
            region.zones[0]!.zoneOfCell[cell] === zone && seconds[cell]! >= from && seconds[cell]! < to
              ? sum + here
              : sum,
          0,
        );
      const rows = parse(readFileSync(join(sharedFolder, 'oracles/accessmod/zonal_coverage_isotropic.csv')), {
        columns: true,
      }) as Record<string, string>[];
      expect(rows).toHaveLength(4);
      for (const row of rows) {
        const zone = compat.zones.findIndex((entry) => entry.nameEn === row['admin_name']);
        expect(compat.zones[zone]!.total).toBeCloseTo(Number(row['popTotal']), 2);
        THRESHOLDS.forEach((threshold, k) => {
          const theirs = Number(row[`PopTravelTime_${threshold}`]);
          // their run is of 5.6, which rounded down: all below the threshold; later ones, and ours, lose
          // the last minute
          const below = people(zone, 0, threshold * 60 - TIE_SECONDS);
          expect(below).toBeCloseTo(theirs, 2);
          const lastMinute = people(zone, (threshold - 1) * 60 + TIE_SECONDS, threshold * 60 - TIE_SECONDS);
          expect(compat.zones[zone]!.cutoffs[k]!.covered).toBeCloseTo(below - lastMinute, 2);
        });
      }
      // the difference to the standard mode, which closes corners too, is said in people
      compat.compatDetail!.cutoffs.forEach((cutoff, k) => {
        expect(cutoff.coveredStandard).toBeCloseTo(standard.cutoffs[k]!.covered, 6);
        expect(cutoff.fewer).toBeCloseTo(standard.cutoffs[k]!.covered - compat.cutoffs[k]!.covered, 6);
        expect(cutoff.percentOffBarriers!).toBeGreaterThan(cutoff.percentOfAll);
      });
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});
