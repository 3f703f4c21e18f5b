import { AGE_BANDS, LAND_CLASSES, ROAD_CLASSES } from '../../server/contract/vocabulary.ts';
import { findCell } from '../../server/kernel/grid/grid.ts';
import { EDGE_BRIDGE, EDGE_FERRY, EDGE_FORD, EDGE_ONEWAY } from '../../server/kernel/network/road-network.ts';
import type { Facility, Region } from '../../server/region/model/region.ts';
import { buildCityNetwork } from './grid-city.ts';
import { at, BOTTOM, buildScenarioCity, COLUMNS, LEFT, ROWS } from './scenario-city.ts';

const land = (name: (typeof LAND_CLASSES)[number]): number => LAND_CLASSES.indexOf(name);

/** Roads with a class, flags and a posted limit, in metres from the south-west corner. */
const ROADS: readonly (readonly [(typeof ROAD_CLASSES)[number], number, number, ...[number, number][]])[] = [
  ['secondary', 0, 0, [50, 1250], [600, 1250]],
  ['secondary', 0, 40, [600, 1250], [1950, 1250]],
  ['secondary', EDGE_BRIDGE, 0, [1950, 1250], [2150, 1250]],
  ['secondary', 0, 0, [2150, 1250], [3950, 1250]],
  ['tertiary', 0, 0, [600, 50], [600, 1250]],
  ['track', 0, 0, [600, 1250], [600, 2350]],
  ['path', EDGE_FORD, 0, [1500, 450], [2600, 450]],
  ['residential', EDGE_ONEWAY, 20, [2600, 450], [2600, 1250]],
  ['ferry', EDGE_FERRY, 0, [1900, 2050], [2200, 2050]],
  ['unclassified', 0, 0, [2200, 2050], [3400, 2050], [3400, 1250]],
];

type Row = readonly [
  id: string,
  x: number,
  y: number,
  tier: Facility['tier'],
  capacity: number | null,
  doctors: number | null,
  more?: Partial<Facility>,
];
const FACILITIES: readonly Row[] = [
  ['v1', 150, 1250, 'village', 400, 1],
  ['v2', 650, 150, 'village', 300, 1, { attributes: { visits_2024: 900, visits_2025: 1200 } }],
  ['v3', 3650, 350, 'village', null, 2, { services: ['a', 'b'] }],
  ['v4', 3350, 2150, 'village', null, null, { attributes: { visits_2025: 600 } }],
  ['t1', 1150, 1250, 'township', 2500, 6, { services: ['a', 'b'], beds: 20 }],
  ['t2', 2950, 1250, 'township', 1500, 4, { services: ['a'], beds: null }],
  ['c1', 2350, 1350, 'county', 9000, 30, { services: ['a', 'b', 'c'], beds: 200, nurses: 50 }],
  ['wet', 2050, 650, 'village', 200, 1],
  ['void', 3950, 2350, 'village', 200, 1],
  ['away', 9000, 9000, 'township', 800, 3],
];

/** People by cell: a few dense places, a thin scatter, empty cells, and some on water and without land data. */
function peopleAt(cell: number): number {
  const [row, column] = [Math.floor(cell / COLUMNS), cell % COLUMNS];
  const dense = Math.hypot(row - 11, column - 8) < 3 || Math.hypot(row - 17, column - 34) < 2.5;
  if (dense) return 40 + ((cell * 37) % 61);
  return (cell * 7919) % 5 === 0 ? 0 : ((cell * 104_729) % 90) / 10;
}

/**
 * The scenario city as a place to plan for: hills in the north, forest, cropland and a town, a river with a
 * bridge, a ford and a ferry, a corner without land data, facilities of all tiers (one on water, one without
 * land data, one beyond the frame), four zones with attributes inside a boundary, and people by age.
 */
export function buildPlanningCity(): Region {
  const base = buildScenarioCity();
  const cells = COLUMNS * ROWS;
  const landClass = new Uint8Array(cells);
  const elevation = new Float32Array(cells);
  const zoneOfCell = new Int32Array(cells).fill(-1);
  const boundary = new Int32Array(cells).fill(-1);
  for (let cell = 0; cell < cells; cell++) {
    const [row, column] = [Math.floor(cell / COLUMNS), cell % COLUMNS];
    landClass[cell] = land(
      row < 4
        ? 'forest'
        : row < 8
          ? 'cropland'
          : column < 4
            ? 'shrubland'
            : column > 36
              ? 'bare'
              : 'grassland',
    );
    if (Math.hypot(row - 11, column - 8) < 3) landClass[cell] = land('built-up');
    if (row < 2 && column > 37) landClass[cell] = land('nodata');
    if (column === 20) landClass[cell] = land('water');
    elevation[cell] = 100 + Math.max(0, 10 - row) * 12 + column * 1.5;
    if (row > 0 && row < 23 && column > 0 && column < 39)
      zoneOfCell[cell] = (row < 12 ? 0 : 2) + (column < 20 ? 0 : 1);
    if (column < 30) boundary[cell] = 0;
  }
  const roads = buildCityNetwork(
    ROADS.map(([, flags, maxSpeedKmh, ...points]) => ({
      points: points.map(([x, y]) => [LEFT + x, BOTTOM + y] as const),
      walkKmh: 0,
      rideKmh: 0,
      flags,
      maxSpeedKmh,
    })),
  );
  ROADS.forEach(([name], edge) => {
    roads.edgeClass[edge] = ROAD_CLASSES.indexOf(name);
    roads.edgeSource[edge] = edge + 1;
  });
  const population = Float64Array.from({ length: cells }, (_, cell) => peopleAt(cell));
  const shares = [0.08, 0.12, 0.55, 0.07, 0.18];
  const box = (x0: number, y0: number, x1: number, y1: number, properties: Record<string, unknown>) => ({
    type: 'Feature' as const,
    properties,
    geometry: {
      type: 'Polygon' as const,
      coordinates: [[at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1), at(x0, y0)]],
    },
  });
  const zones = [
    ['西北', 'North West', 100, 1200, 2000, 2300, 'rural', 800],
    ['东北', 'North East', 2000, 1200, 3900, 2300, 'rural', 1500],
    ['西南', 'South West', 100, 100, 2000, 1200, 'urban', 2500],
    ['东南', 'South East', 2000, 100, 3900, 1200, 'urban', 1200],
  ] as const;
  return {
    ...base,
    landClass,
    elevation,
    population,
    populationByAge: Object.fromEntries(
      AGE_BANDS.map((band, k) => [
        band,
        Float32Array.from(population, (people, cell) => people * shares[(k + (cell % 2) * 2) % 5]!),
      ]),
    ),
    roads,
    facilities: FACILITIES.map(([id, x, y, tier, capacity, doctors, more], row) => {
      const [lonDegrees, latDegrees] = at(x, y);
      return {
        ...base.facilities[0]!,
        id,
        nameZh: `${id}院`,
        nameEn: `Post ${id}`,
        lonDegrees,
        latDegrees,
        x: LEFT + x,
        y: BOTTOM + y,
        cell: findCell(base.grid, LEFT + x, BOTTOM + y),
        row: row + 2,
        tier,
        capacity,
        doctors,
        ...more,
      };
    }),
    zones: [
      {
        id: 'wards',
        title: 'Wards',
        names: zones.map(([zh, en]) => ({ zh, en })),
        zoneOfCell,
        features: {
          type: 'FeatureCollection',
          features: zones.map(([zh, en, x0, y0, x1, y1, kind, income]) =>
            box(x0, y0, x1, y1, { name: en, nameZh: zh, urban_rural: kind, income }),
          ),
        },
      },
      {
        id: 'boundary',
        title: 'Boundary',
        names: [{ zh: '界', en: 'Line' }],
        zoneOfCell: boundary,
        features: { type: 'FeatureCollection', features: [box(0, 0, 3000, 2400, { name: 'Line' })] },
      },
    ],
    places: [
      { nameZh: '甲镇', nameEn: 'Jia', lonDegrees: at(850, 1250)[0], latDegrees: at(850, 1250)[1], rank: 2 },
      { nameZh: '乙村', nameEn: 'Yi', lonDegrees: at(3400, 700)[0], latDegrees: at(3400, 700)[1], rank: 3 },
    ],
  };
}
