import { describe, expect, it } from 'vitest';
import {
  DEFAULT_ROAD_KMH,
  DEFAULT_WALK_LAND_KMH,
  DEFAULT_WALK_ROAD_KMH,
} from '../../../server/contract/default-speeds.ts';
import { Travel, type TravelInput } from '../../../server/contract/travel.ts';
import { LAND_CLASSES, ROAD_CLASSES } from '../../../server/contract/vocabulary.ts';
import { buildTravelEngine } from '../../../server/region/travel/build-engine.ts';
import { buildDrawnEngines } from '../../../server/region/travel/drawn-engine.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { emptyRegion } from '../../support/empty-region.ts';
import { buildCityNetwork } from '../../support/grid-city.ts';
import { metricGrid } from '../../support/frames.ts';

const columns = 30;
const rows = 12;
const ones = { land: LAND_CLASSES.map(() => 1), road: ROAD_CLASSES.map(() => 1) };

/**
 * Stripes of land cover, heights, and two roads off the cell centres, so that ways to the road cross
 * classes.
 */
function buildStripes(): Region {
  const names = ['grassland', 'forest', 'cropland', 'bare'] as const;
  const roads = buildCityNetwork([
    {
      points: [
        [50, 515],
        [2930, 585],
      ],
      walkKmh: 0,
      rideKmh: 0,
    },
    {
      points: [
        [1490, 30],
        [1510, 1180],
      ],
      walkKmh: 0,
      rideKmh: 0,
    },
  ]);
  roads.edgeClass[0] = ROAD_CLASSES.indexOf('secondary');
  for (let edge = 1; edge < roads.edgeClass.length; edge++)
    roads.edgeClass[edge] = ROAD_CLASSES.indexOf('track');
  const cells = columns * rows;
  return emptyRegion(metricGrid(columns, rows), {
    id: 'stripes',
    landClass: Uint8Array.from({ length: cells }, (_, cell) =>
      LAND_CLASSES.indexOf(names[(Math.floor(cell / columns) + (cell % 7)) % 4]!),
    ),
    elevation: Float32Array.from({ length: cells }, (_, cell) => 20 * Math.sin(cell / 5)),
    roads,
  });
}

const region = buildStripes();
const sources = Int32Array.of(3 * columns + 4, 9 * columns + 25);
const landFactors = Float64Array.from(LAND_CLASSES, (_, i) => 1 + 0.3 * Math.sin(i * 3 + 1));
const roadFactors = Float64Array.from(ROAD_CLASSES, (_, i) => 1 + 0.3 * Math.cos(i * 2 + 1));

const surfaceOf = (input: TravelInput, land: ArrayLike<number>, road: ArrayLike<number>): Float64Array =>
  buildDrawnEngines(region, Travel.parse(input))(
    Float64Array.from(land),
    Float64Array.from(road),
  ).computeSurface(sources, Infinity).seconds;
const rebuilt = (input: TravelInput): Float64Array =>
  buildTravelEngine(region, Travel.parse(input)).computeSurface(sources, Infinity).seconds;
const expectClose = (a: Float64Array, b: Float64Array): void =>
  a.forEach((time, cell) => {
    if (b[cell] === Infinity) expect(time).toBe(Infinity);
    else expect(Math.abs(time - b[cell]!)).toBeLessThanOrEqual(1e-9 * (1 + b[cell]!));
  });
const scaled = <K extends string>(
  kmh: Readonly<Record<K, number>>,
  names: readonly K[],
  factors: Float64Array,
) => Object.fromEntries(names.flatMap((name, i) => (kmh[name] > 0 ? [[name, kmh[name] * factors[i]!]] : [])));

describe('engines drawn by class', () => {
  it.each([
    { model: 'hybrid', mode: 'walk' },
    { model: 'hybrid', mode: 'car' },
    { model: 'network', mode: 'walk' },
    { model: 'raster', mode: 'walk' },
    { model: 'straight-line' },
  ] as TravelInput[])('factors of 1 give the bits of the engine: %j', (input) => {
    expect(surfaceOf(input, ones.land, ones.road)).toEqual(rebuilt(input));
  });

  it.each(['hybrid', 'network', 'raster'] as const)('%s: land factors are speeds of the land', (model) => {
    const land = scaled(DEFAULT_WALK_LAND_KMH, LAND_CLASSES, landFactors);
    expectClose(
      surfaceOf({ model, mode: 'walk' }, landFactors, ones.road),
      rebuilt({ model, mode: 'walk', speeds: { land } }),
    );
  });

  it.each(['hybrid', 'network', 'raster'] as const)('%s: road factors are speeds of the roads', (model) => {
    const road = scaled(DEFAULT_WALK_ROAD_KMH, ROAD_CLASSES, roadFactors);
    expectClose(
      surfaceOf({ model, mode: 'walk' }, ones.land, roadFactors),
      rebuilt({ model, mode: 'walk', speeds: { road } }),
    );
  });

  it('by car both the ride and the walk to it are drawn', () => {
    const factor = 1.25;
    const all = LAND_CLASSES.map(() => factor);
    const roads = ROAD_CLASSES.map(() => factor);
    const without = { model: 'hybrid', mode: 'car', boardingSeconds: 0 } as const;
    const drawn = surfaceOf(without, all, roads);
    // one factor on everything divides every time: the common factor may move the cut-off instead
    expectClose(
      drawn,
      rebuilt(without).map((time) => time / factor),
    );
    expect(DEFAULT_ROAD_KMH.car.secondary).toBeGreaterThan(DEFAULT_WALK_ROAD_KMH.secondary);
  });
});
