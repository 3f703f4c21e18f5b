import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Feature, MultiPolygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { CoverageInputs } from '../../server/contract/processes.ts';
import { LAND_CLASSES, type LandClass } from '../../server/contract/vocabulary.ts';
import { parseCrs } from '../../server/geo/crs.ts';
import { readGeoTiff } from '../../server/geo/geotiff-read.ts';
import { assignCellsToPolygons } from '../../server/geo/polygon-cells.ts';
import { TIE_SECONDS } from '../../server/kernel/grid/cut-off.ts';
import { findCell } from '../../server/kernel/grid/grid.ts';
import { hashRegionPack, writeRegionPack } from '../../server/region/region-pack.ts';
import type { Facility, Region } from '../../server/region/region.ts';
import { createTaskContext } from '../../server/workers/local-context.ts';
import { runCoverage } from '../../server/workers/tasks/run-coverage.ts';
import { readGeoPackageTable } from '../support/geopackage-table.ts';
import { buildCityNetwork } from '../support/grid-city.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

const folder = join(sharedFolder, 'data/malawi-south');
const there =
  hasShared('data/malawi-south', 'coverage as AccessMod 5 through the task') &&
  hasShared('oracles/accessmod/zonal_coverage_isotropic.csv', 'AccessMod zonal coverage');

/** AccessMod's merged classes as land-cover classes of ours, with the speeds of its run. */
const CLASSES: readonly [number, LandClass, number][] = [
  [1, 'built-up', 6], [2, 'cropland', 4], [3, 'forest', 2], [1001, 'bare', 100], [1002, 'moss', 80], [1003, 'shrubland', 50],
]; // prettier-ignore
const THRESHOLDS = [60, 90, 120, 180];

async function buildRegion(): Promise<Region> {
  const crs = parseCrs('EPSG:32636');
  const merged = await readGeoTiff(readFileSync(join(folder, 'landcover_merged.tif')), {}, crs);
  const people = await readGeoTiff(readFileSync(join(folder, 'population.tif')), {}, crs);
  const byValue = new Map(CLASSES.map(([value, name]) => [value, LAND_CLASSES.indexOf(name)]));
  const landClass = Uint8Array.from(
    merged.bands[0]!,
    (value) => byValue.get(value) ?? LAND_CLASSES.indexOf('water'),
  );
  const zones = readGeoPackageTable(join(folder, 'zones.gpkg'), 'zones_').toSorted(
    (a, b) => Number(a.row['admin_code']) - Number(b.row['admin_code']),
  );
  const features = zones.map((zone): Feature<MultiPolygon> => ({
    type: 'Feature',
    properties: { name: zone.row['admin_name'] },
    geometry: { type: 'MultiPolygon', coordinates: zone.polygons },
  }));
  const { featureOfCell } = assignCellsToPolygons(people.grid, features, crs);
  const points = readGeoPackageTable(join(folder, 'facilities.gpkg'), 'hf_');
  const facilities = points.map(({ row, polygons }, i): Facility => {
    const [x, y] = polygons[0]![0]![0] as [number, number];
    return {
      id: String(i + 1), nameZh: '', nameEn: String(row['name'] ?? ''), lonDegrees: 0, latDegrees: 0, x, y,
      cell: findCell(merged.grid, x, y), row: i + 1, tier: 'other', type: '', ownership: '', services: [],
      capacity: Number(row['capacity'] ?? 0), doctors: null, generalPractitioners: null, nurses: null, beds: null,
      attributes: { process_or: Number(row['process_or'] ?? 0) },
    }; // prettier-ignore
  });
  // the merged raster has the roads; the model wants a network, so one of no length in a corner
  const { grid } = merged;
  const roads = buildCityNetwork([
    { points: [[grid.left - 5e6, grid.top], [grid.left - 5e6 + 1, grid.top]], walkKmh: 0, rideKmh: 0 },
  ]); // prettier-ignore
  return {
    id: 'malawi', nameZh: '', nameEn: 'Malawi South', synthetic: false, grid, landClass,
    barrier: new Uint8Array(landClass.length), elevation: null,
    population: Float64Array.from(people.bands[0]!, (here) => (here > 0 ? here : 0)), populationByAge: {}, roads, facilities,
    zones: [{
      id: 'zones', title: 'zones', features: { type: 'FeatureCollection', features },
      names: zones.map((zone) => ({ zh: '', en: String(zone.row['admin_name']) })), zoneOfCell: featureOfCell,
    }],
    boundary: null, water: { type: 'FeatureCollection', features: [] }, places: [], sources: [], findings: [], attributions: [],
  }; // prettier-ignore
}

describe.runIf(there)('coverage on the demonstration region of AccessMod, through the task', () => {
  it('equals its table in every zone but for the last minute, which 5.6 kept and later ones lose', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'careshed-malawi-'));
    try {
      const region = await buildRegion();
      const packPath = join(scratch, 'malawi.region');
      writeRegionPack(region, packPath);
      const reference = { id: 'malawi', packPath, hash: hashRegionPack(packPath) };
      const context = createTaskContext()(
        () => {},
        () => false,
      );
      const land = Object.fromEntries(CLASSES.map(([, name, kmh]) => [name, kmh]));
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
          // their run is of 5.6, which rounded down: all below the threshold; later ones, and ours, lose the last minute
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
