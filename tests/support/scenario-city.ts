import { LAND_CLASSES, ROAD_CLASSES } from '../../server/contract/vocabulary.ts';
import { buildTransform, parseCrs, WGS84 } from '../../server/geo/crs.ts';
import { findCell } from '../../server/kernel/grid/grid.ts';
import { EDGE_BRIDGE } from '../../server/kernel/network/road-network.ts';
import type { Region } from '../../server/region/model/region.ts';
import { emptyRegion } from './empty-region.ts';
import { buildCityNetwork } from './grid-city.ts';
import { metricGrid } from './frames.ts';

export const COLUMNS = 40;
export const ROWS = 24;
const CRS = 'EPSG:32650';
export const LEFT = 500_000;
export const BOTTOM = 4_000_000;
const toDegrees = buildTransform(parseCrs(CRS), WGS84);

/** Degrees of a place in metres from the south-west corner. */
export function at(x: number, y: number): [number, number] {
  const point: [number, number] = [LEFT + x, BOTTOM + y];
  toDegrees(point);
  return point;
}

/**
 * 4 km by 2.4 km of grassland. A river along x = 2000…2100 with one bridge on the road along y = 1200; a
 * second road along x = 600.
 * Facilities in the west; people a power of two on the first 30 cells of a diagonal band, one person
 * elsewhere.
 */
export function buildScenarioCity(): Region {
  const cells = COLUMNS * ROWS;
  const grid = metricGrid(COLUMNS, ROWS, { left: LEFT, top: BOTTOM + ROWS * 100, crs: CRS });
  const barrier = new Uint8Array(cells);
  for (let row = 0; row < ROWS; row++) barrier[row * COLUMNS + 20] = 1;
  const road = (points: [number, number][], flags = 0) => ({
    points: points.map(([x, y]) => [LEFT + x, BOTTOM + y] as [number, number]),
    walkKmh: 0,
    rideKmh: 0,
    flags,
  });
  const roads = buildCityNetwork([
    road([
      [50, 1250],
      [600, 1250],
    ]),
    road([
      [600, 1250],
      [1950, 1250],
    ]),
    road(
      [
        [1950, 1250],
        [2150, 1250],
      ],
      EDGE_BRIDGE,
    ),
    road([
      [2150, 1250],
      [3950, 1250],
    ]),
    road([
      [600, 50],
      [600, 1250],
    ]),
    road([
      [600, 1250],
      [600, 2350],
    ]),
  ]);
  roads.edgeClass.fill(ROAD_CLASSES.indexOf('secondary'));
  roads.edgeSource.set([1, 1, 2, 3, 4, 4]);
  const facility = (id: string, x: number, y: number): Region['facilities'][number] => {
    const [lonDegrees, latDegrees] = at(x, y);
    return {
      id,
      nameZh: id,
      nameEn: id,
      lonDegrees,
      latDegrees,
      x: LEFT + x,
      y: BOTTOM + y,
      cell: findCell(grid, LEFT + x, BOTTOM + y),
      tier: 'township',
      type: '',
      ownership: '',
      services: ['a'],
      capacity: 100,
      doctors: 1,
      generalPractitioners: 0,
      nurses: 2,
      beds: 3,
      attributes: {},
    };
  };
  const population = Float64Array.from({ length: cells }, (_, cell) =>
    cell % 41 === 0 ? 2 ** Math.min(30, cell / 41) : 1,
  );
  const zoneOfCell = Int32Array.from({ length: cells }, (_, cell) => (cell % COLUMNS < 20 ? 0 : 1));
  const area = (x0: number, x1: number) => ({
    type: 'Feature' as const,
    properties: {},
    geometry: {
      type: 'Polygon' as const,
      coordinates: [[at(x0, 0), at(x1, 0), at(x1, 2400), at(x0, 2400), at(x0, 0)]],
    },
  });
  return emptyRegion(grid, {
    id: 'city',
    landClass: new Uint8Array(cells).fill(LAND_CLASSES.indexOf('grassland')),
    barrier,
    population,
    populationByAge: { '65+': Float32Array.from(population, (p) => p / 4) },
    roads,
    facilities: [facility('west', 150, 1250), facility('south', 650, 150)],
    zones: [
      {
        id: 'z',
        title: 'z',
        names: [
          { zh: '西', en: 'West' },
          { zh: '东', en: 'East' },
        ],
        zoneOfCell,
        features: { type: 'FeatureCollection', features: [area(0, 2000), area(2000, 4000)] },
      },
    ],
  });
}
