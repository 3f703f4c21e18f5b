import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { parseCrs } from '../../server/geo/crs.ts';
import { readGeoTiff } from '../../server/geo/geotiff-read.ts';
import { buildRasterEngine } from '../../server/kernel/catchment/raster-engine.ts';
import { buildLand } from '../../server/kernel/cost/land.ts';
import { findCell } from '../../server/kernel/grid/grid.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

const there = hasShared('oracles/accessmod/motorised_50kmh.json', 'AccessMod, motorised 50 km/h');

interface Answer {
  readonly mean_minutes: number;
  readonly null_cells: number;
}

describe.runIf(there)(
  'AccessMod 5.6 on its demonstration region, every class 50 km/h motorised, 60 minutes',
  () => {
    const oracle = there
      ? (JSON.parse(
          readFileSync(resolve(sharedFolder, 'oracles/accessmod/motorised_50kmh.json'), 'utf8'),
        ) as {
          expected: { '8_neighbours': Answer; '16_neighbours_knight': Answer };
        })
      : null;

    it.each([8, 16] as const)('agrees exactly with %i neighbours', async (neighbours) => {
      const folder = resolve(sharedFolder, 'data/malawi-south');
      const raster = await readGeoTiff(
        resolve(folder, 'landcover_merged.tif'),
        {},
        { assumed: parseCrs('EPSG:32636') },
      );
      const paceSecondsPerMeter = Float64Array.from(raster.bands[0]!, (v) =>
        v === 65535 ? Infinity : 3.6 / 50,
      );
      const database = new Database(resolve(folder, 'facilities.gpkg'), { readonly: true });
      // A GeoPackage point: 8 bytes of header, 5 of WKB, then x and y.
      const rows = database.prepare('SELECT geom FROM hf_').all() as { geom: Uint8Array }[];
      database.close();
      const sources = Int32Array.from(rows, ({ geom }) => {
        const bytes = Buffer.from(geom);
        return findCell(raster.grid, bytes.readDoubleLE(13), bytes.readDoubleLE(21));
      });
      expect(sources.length).toBe(10);
      const land = buildLand({ grid: raster.grid, paceSecondsPerMeter, neighbours, corners: 'open' });
      const { seconds } = buildRasterEngine(land, true).computeSurface(sources, 3600);
      const minutes = seconds.filter((s) => s < Infinity).map((s) => Math.ceil(s / 60));
      const expected = oracle!.expected[neighbours === 8 ? '8_neighbours' : '16_neighbours_knight'];
      expect(seconds.length - minutes.length).toBe(expected.null_cells);
      expect((minutes.reduce((a, b) => a + b, 0) / minutes.length).toFixed(3)).toBe(
        expected.mean_minutes.toFixed(3),
      );
    });
  },
);
