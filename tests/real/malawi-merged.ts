import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature, MultiPolygon } from 'geojson';
import { LAND_CLASSES, type LandClass } from '../../server/contract/vocabulary.ts';
import { parseCrs } from '../../server/geo/crs.ts';
import { readGeoTiff } from '../../server/geo/geotiff-read.ts';
import { assignCellsToPolygons } from '../../server/geo/polygon-cells.ts';
import { findCell } from '../../server/kernel/grid/grid.ts';
import type { Facility, Region } from '../../server/region/model/region.ts';
import { emptyRegion } from '../support/empty-region.ts';
import { readGeoPackageTable } from '../support/geopackage-table.ts';
import { buildCityNetwork } from '../support/grid-city.ts';
import { sharedFolder } from '../support/real-data.ts';

const folder = join(sharedFolder, 'data/malawi-south');

/** AccessMod's merged classes as land-cover classes of ours, with the speeds of its run. */
export const MERGED_CLASSES: readonly [number, LandClass, number][] = [
  [1, 'built-up', 6],
  [2, 'cropland', 4],
  [3, 'forest', 2],
  [1001, 'bare', 100],
  [1002, 'moss', 80],
  [1003, 'shrubland', 50],
];

/** AccessMod's demonstration region on its own merged land cover, its ten facilities and four zones. */
export async function buildMergedRegion(): Promise<Region> {
  const crs = parseCrs('EPSG:32636');
  const merged = await readGeoTiff(readFileSync(join(folder, 'landcover_merged.tif')), {}, { assumed: crs });
  const people = await readGeoTiff(readFileSync(join(folder, 'population.tif')), {}, { assumed: crs });
  const byValue = new Map(MERGED_CLASSES.map(([value, name]) => [value, LAND_CLASSES.indexOf(name)]));
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
      id: String(i + 1),
      nameZh: '',
      nameEn: String(row['name'] ?? ''),
      lonDegrees: 0,
      latDegrees: 0,
      x,
      y,
      cell: findCell(merged.grid, x, y),
      row: i + 1,
      tier: 'other',
      type: '',
      ownership: '',
      services: [],
      capacity: Number(row['capacity'] ?? 0),
      doctors: null,
      generalPractitioners: null,
      nurses: null,
      beds: null,
      attributes: { process_or: Number(row['process_or'] ?? 0) },
    };
  });
  // the merged raster has the roads; the model wants a network, so one of no length in a corner
  const { grid } = merged;
  const roads = buildCityNetwork([
    {
      points: [
        [grid.left - 5e6, grid.top],
        [grid.left - 5e6 + 1, grid.top],
      ],
      walkKmh: 0,
      rideKmh: 0,
    },
  ]);
  return emptyRegion(grid, {
    id: 'malawi',
    nameEn: 'Malawi South',
    synthetic: false,
    landClass,
    population: Float64Array.from(people.bands[0]!, (here) => (here > 0 ? here : 0)),
    roads,
    facilities,
    zones: [
      {
        id: 'zones',
        title: 'zones',
        features: { type: 'FeatureCollection', features },
        names: zones.map((zone) => ({ zh: '', en: String(zone.row['admin_name']) })),
        zoneOfCell: featureOfCell,
      },
    ],
  });
}
