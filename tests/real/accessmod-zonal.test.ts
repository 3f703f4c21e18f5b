import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature, MultiPolygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import { parseCrs } from '../../server/geo/crs.ts';
import { readGeoTiff } from '../../server/geo/geotiff-read.ts';
import { assignCellsToPolygons } from '../../server/geo/polygon-cells.ts';
import {
  computeAccessModCapacityCoverage,
  computeAccessModZonal,
  toAccessModMinutes,
} from '../../server/kernel/access/accessmod-compat.ts';
import { computeSequentialCapacity } from '../../server/kernel/access/capacity-sequential.ts';
import { computeFairCapacity } from '../../server/kernel/access/capacity-fair.ts';
import { computeCoverage } from '../../server/kernel/access/coverage.ts';
import { computeFacilityOrder } from '../../server/kernel/access/facility-order.ts';
import { computeReachLists } from '../../server/kernel/access/reach-lists.ts';
import { buildRasterEngine } from '../../server/kernel/catchment/raster-engine.ts';
import { buildLand } from '../../server/kernel/cost/land.ts';
import { TIE_SECONDS, toCutoffSeconds, toWholeMinutes } from '../../server/kernel/grid/cut-off.ts';
import { findCell } from '../../server/kernel/grid/grid.ts';
import { readGeoPackageTable } from '../support/geopackage-table.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

const folder = join(sharedFolder, 'data/malawi-south');
const there =
  hasShared('data/malawi-south', 'AccessMod 5.6 on its demonstration region') &&
  hasShared('oracles/accessmod/zonal_coverage_isotropic.csv', 'AccessMod zonal coverage');

async function readRegion() {
  const merged = await readGeoTiff(
    readFileSync(join(folder, 'landcover_merged.tif')),
    {},
    { assumed: parseCrs('EPSG:32636') },
  );
  const people = await readGeoTiff(
    readFileSync(join(folder, 'population.tif')),
    {},
    { assumed: parseCrs('EPSG:32636') },
  );
  const speeds = new Map([
    [1, 6],
    [2, 4],
    [3, 2],
    [1001, 100],
    [1002, 80],
    [1003, 50],
  ]);
  const pace = Float64Array.from(merged.bands[0]!, (value) => 3.6 / (speeds.get(value) ?? 0));
  const engine = buildRasterEngine(
    buildLand({ grid: merged.grid, paceSecondsPerMeter: pace, neighbours: 8, corners: 'open' }),
    true,
  );
  const zones = readGeoPackageTable(join(folder, 'zones.gpkg'), 'zones_').toSorted(
    (a, b) => Number(a.row['admin_code']) - Number(b.row['admin_code']),
  );
  const features = zones.map((zone): Feature<MultiPolygon> => ({
    type: 'Feature',
    properties: zone.row,
    geometry: { type: 'MultiPolygon', coordinates: zone.polygons },
  }));
  const { featureOfCell } = assignCellsToPolygons(people.grid, features, people.crs);
  const facilities = readGeoPackageTable(join(folder, 'facilities.gpkg'), 'hf_');
  const sources = Int32Array.from(facilities, ({ polygons }) => {
    const [x, y] = polygons[0]![0]![0]!;
    return findCell(merged.grid, x!, y!);
  });
  const population = Float64Array.from(people.bands[0]!, (here) => (here > 0 ? here : 0));
  return {
    engine,
    population,
    zoneOfCell: featureOfCell,
    sources,
    facilities,
    names: zones.map((zone) => String(zone.row['admin_name'])),
  };
}

describe.runIf(there)('AccessMod 5.6 on its demonstration region', () => {
  const thresholds = [60, 90, 120, 180];

  it('zonal coverage: its table to the cent, in every zone and within every time', async () => {
    const { engine, population, zoneOfCell, sources, names } = await readRegion();
    const { seconds } = engine.computeSurface(sources, Infinity);
    // 5.6 is older than the change to rounding up
    const minutes = toAccessModMinutes(seconds, 360, 'down');
    const zonal = computeAccessModZonal(minutes, population, zoneOfCell, names.length, thresholds);
    expect(zonal.dropped).toEqual([]);
    const rows = parse(readFileSync(join(sharedFolder, 'oracles/accessmod/zonal_coverage_isotropic.csv')), {
      columns: true,
    }) as Record<string, string>[];
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      const ours = zonal.zones[names.indexOf(row['admin_name']!)]!;
      expect(ours.total).toBeCloseTo(Number(row['popTotal']), 2);
      thresholds.forEach((threshold, k) => {
        const theirs = Number(row[`PopTravelTime_${threshold}`]);
        expect(ours.covered[k]!).toBeCloseTo(theirs, 2);
        expect(ours.percent[k]!).toBeCloseTo(Number(row[`PopCoveredPercent_${threshold}`]), 2);
      });
    }
  });

  it(
    'the standard mode counts the closed interval, 5.8 and later lose the last minute: differences in ' +
      'people',
    async () => {
      const { engine, population, zoneOfCell, sources, names } = await readRegion();
      const { seconds } = engine.computeSurface(sources, Infinity);
      const standard = computeCoverage({
        seconds,
        cellState: engine.cellState,
        population,
        cutoffsSeconds: thresholds.map(toCutoffSeconds),
        zoneOfCell,
        zoneCount: names.length,
      });
      const compat = computeAccessModZonal(
        toAccessModMinutes(seconds, 360),
        population,
        zoneOfCell,
        names.length,
        thresholds,
      );
      const down = computeAccessModZonal(
        toAccessModMinutes(seconds, 360, 'down'),
        population,
        zoneOfCell,
        names.length,
        thresholds,
      );
      const peopleOf = (cells: readonly number[]): number =>
        cells.reduce((total, cell) => total + population[cell]!, 0);
      const sum = (zones: typeof compat.zones, k: number): number =>
        zones.reduce((total, zone) => total + zone.covered[k]!, 0);
      thresholds.forEach((_, k) => {
        const people = standard.zones.reduce((total, zone) => total + zone.cutoffs[k]!.covered, 0);
        expect(people).toBeGreaterThan(sum(compat.zones, k));
        // 12, 11, 7 and 6 cells lie in straight lines of 2 km at 2 km/h and the like: reached at the
        // threshold itself
        const onEdge = [...seconds.keys()].filter(
          (cell) => Math.abs(seconds[cell]! - thresholds[k]! * 60) < TIE_SECONDS,
        );
        expect(onEdge).toHaveLength([12, 11, 7, 6][k]!);
        expect(peopleOf(onEdge)).toBeCloseTo([981.23, 742.08, 474.33, 409.71][k]!, 2);
        expect(people - sum(down.zones, k)).toBeCloseTo(peopleOf(onEdge), 2);
        const bands = [...seconds.keys()].filter(
          (cell) => toWholeMinutes(seconds[cell]!, 'up') === thresholds[k] && zoneOfCell[cell] !== -1,
        );
        expect(people - sum(compat.zones, k)).toBeCloseTo(peopleOf(bands), 2);
      });
    },
  );

  it('capacity: sequential by its own order column, conserved, and never more people than the fair answer', async () => {
    const { engine, population, zoneOfCell, sources, facilities, names } = await readRegion();
    const lists = computeReachLists(engine, sources, population, 120 * 60);
    const room = Float64Array.from(facilities, ({ row }) => Number(row['capacity']));
    const order = computeFacilityOrder(
      facilities.map(({ row }) => Number(row['process_or'])),
      'ascending',
    );
    expect(facilities[order[0]!]!.row['name']).toBe('Queen Elizabeth Centre Hospital');
    const sequential = computeSequentialCapacity(lists, population, room, order);
    const fair = computeFairCapacity(lists, population, room);
    expect(fair.certificate.gap).toBeLessThan(1e-6);
    expect(sequential.servedPeople).toBeLessThanOrEqual(fair.servedPeople * (1 + 1e-9));
    const shown = computeAccessModCapacityCoverage(
      population,
      sequential.residualPopulation,
      engine.cellState,
      zoneOfCell,
      names.length,
    );
    expect(shown.zones.reduce((total, zone) => total + zone.covered, 0)).toBeCloseTo(
      sequential.servedPeople,
      2,
    );
    expect(shown.percentOffBarriers!).toBeLessThan(shown.percentOfScalingUp! + 1e-9);
    sequential.turns.forEach((turn) => {
      expect(turn.served).toBeLessThanOrEqual(turn.capacity);
      if (turn.rule === 'C') expect(turn.residualCapacity).toBeGreaterThan(0);
    });
  });
});
