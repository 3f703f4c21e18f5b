import { expect, it } from 'vitest';
import { Travel, type TravelInput } from '../../../server/contract/travel.ts';
import { LAND_CLASSES, ROAD_CLASSES } from '../../../server/contract/vocabulary.ts';
import { buildTravelEngine } from '../../../server/region/travel/build-engine.ts';
import { buildDrawnEngines } from '../../../server/region/travel/drawn-engine.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { emptyRegion } from '../../support/empty-region.ts';
import { buildCityNetwork } from '../../support/grid-city.ts';
import { metricGrid } from '../../support/frames.ts';

/** Grassland with a strip of cropland, hills and one road. */
function buildHills(): Region {
  const [columns, rows] = [24, 12];
  const landClass = new Uint8Array(columns * rows).fill(LAND_CLASSES.indexOf('grassland'));
  landClass.fill(LAND_CLASSES.indexOf('cropland'), 4 * columns, 6 * columns);
  const roads = buildCityNetwork([
    {
      points: [
        [80, 330],
        [1100, 420],
        [2300, 1000],
      ],
      walkKmh: 0,
      rideKmh: 0,
    },
  ]);
  roads.edgeClass[0] = ROAD_CLASSES.indexOf('tertiary');
  return emptyRegion(metricGrid(columns, rows), {
    id: 'hills',
    landClass,
    elevation: Float32Array.from(
      { length: columns * rows },
      (_, cell) => 20 * Math.sin((cell % columns) / 3),
    ),
    roads,
  });
}

it.each(['hybrid', 'raster'] as const)(
  '%s: engines of drawn speeds keep walking function, moves and vehicles off the road',
  (model) => {
    const region = buildHills();
    const speeds = (factor: number): TravelInput => ({
      model,
      mode: 'motorcycle',
      slope: 'irmischer-clarke',
      neighbours: 8,
      walkFactor: 0.75,
      speeds: { land: { grassland: 4 * factor }, offRoad: { grassland: 10 * factor } },
    });
    const factors = new Float64Array(LAND_CLASSES.length).fill(1);
    factors[LAND_CLASSES.indexOf('grassland')] = 0.5;
    const drawn = buildDrawnEngines(region, Travel.parse(speeds(1)))(
      factors,
      new Float64Array(ROAD_CLASSES.length).fill(1),
    );
    const asked = buildTravelEngine(region, Travel.parse(speeds(0.5)));
    const source = Int32Array.of(3);
    const a = drawn.computeSurface(source, Infinity).seconds;
    const b = asked.computeSurface(source, Infinity).seconds;
    for (let cell = 0; cell < a.length; cell++)
      expect(Math.abs(a[cell]! - b[cell]!)).toBeLessThanOrEqual(1e-9 * b[cell]!);
    const whole = buildTravelEngine(region, Travel.parse(speeds(1))).computeSurface(source, Infinity).seconds;
    expect(a.some((seconds, cell) => seconds > whole[cell]! * 1.2)).toBe(true);
  },
);
