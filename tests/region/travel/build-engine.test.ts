import { describe, expect, it } from 'vitest';
import { Travel, type TravelInput } from '../../../server/contract/travel.ts';
import { LAND_CLASSES, ROAD_CLASSES } from '../../../server/contract/vocabulary.ts';
import { TravelError } from '../../../server/kernel/catchment/travel-error.ts';
import { CELL_BARRIER, CELL_NO_DATA, CELL_WALKABLE } from '../../../server/kernel/catchment/travel-engine.ts';
import { UNREACHED } from '../../../server/kernel/grid/grid.ts';
import { getSlopeFunction } from '../../../server/kernel/cost/slope.ts';
import {
  EDGE_FERRY,
  EDGE_FORD,
  EDGE_NO_MOTOR,
  EDGE_OWN_SPEED,
} from '../../../server/kernel/network/road-network.ts';
import { buildTravelEngine } from '../../../server/region/travel/build-engine.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { emptyRegion } from '../../support/empty-region.ts';
import { buildCityNetwork } from '../../support/grid-city.ts';
import { metricGrid } from '../../support/frames.ts';

const columns = 30;
const rows = 10;
const land = (name: (typeof LAND_CLASSES)[number]): number => LAND_CLASSES.indexOf(name);

/** A strip of grassland 3 km by 1 km with a river across and one secondary road, a ford, along y = 550. */
function buildStrip(): Region {
  const landClass = new Uint8Array(columns * rows).fill(land('grassland'));
  const barrier = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) barrier[row * columns + 15] = 1;
  landClass[0] = land('nodata');
  landClass[1] = land('water');
  const roads = buildCityNetwork([
    {
      points: [
        [50, 550],
        [2950, 550],
      ],
      walkKmh: 0,
      rideKmh: 0,
      flags: EDGE_FORD,
    },
  ]);
  roads.edgeClass[0] = ROAD_CLASSES.indexOf('secondary');
  return emptyRegion(metricGrid(columns, rows), {
    id: 'strip',
    landClass,
    barrier,
    roads,
  });
}

const start = 4 * columns + 2;
const end = 4 * columns + 27;
const timeOf = (input: TravelInput): number =>
  buildTravelEngine(buildStrip(), Travel.parse(input)).computeSurface(Int32Array.of(start), Infinity).seconds[
    end
  ]!;
const refusal = (input: TravelInput): TravelError => {
  try {
    buildTravelEngine(buildStrip(), Travel.parse(input));
  } catch (error) {
    if (error instanceof TravelError) return error;
    throw error;
  }
  throw new Error('was not refused');
};

describe('a mode that no road carries', () => {
  const build = (mode: 'walk' | 'bicycle' | 'car', flags: number[], input: object = {}) => {
    const region = buildStrip();
    const roads = buildCityNetwork(
      flags.map((own, i) => ({
        points: [
          [50, 550 + i],
          [2950, 550 + i],
        ] as const,
        walkKmh: 0,
        rideKmh: 0,
        flags: own,
      })),
    );
    roads.edgeClass.fill(ROAD_CLASSES.indexOf('secondary'));
    return () => buildTravelEngine({ ...region, roads }, Travel.parse({ mode, ...input }));
  };
  it('is refused by code, for walking under another name would be the answer', () => {
    for (const flags of [[], [EDGE_NO_MOTOR], [EDGE_FERRY], [EDGE_NO_MOTOR, EDGE_FERRY]])
      for (const model of ['hybrid', 'network', 'raster'])
        expect(build('car', flags, { model })).toThrow(
          expect.objectContaining({
            code: 'travel.nothing-to-ride',
            parameters: { parameter: 'mode', mode: 'car', roads: flags.length },
          }),
        );
    expect(build('bicycle', [])).toThrow(/none of 0 roads carries bicycle/);
  });
  it(
    'is not where a road is, a ford that the season closes, a walk, a straight line, or a vehicle off ' +
      'the road',
    () => {
      for (const ask of [
        build('car', [0]),
        build('car', [EDGE_FORD], { season: 'wet' }),
        build('bicycle', [EDGE_NO_MOTOR]),
        build('car', [EDGE_FERRY | EDGE_OWN_SPEED]),
        build('walk', []),
        build('car', [], { model: 'straight-line' }),
        build('car', [], { speeds: { offRoad: { grassland: 20 } } }),
      ])
        expect(ask).not.toThrow();
    },
  );
});

describe('buildTravelEngine', () => {
  it('uses class speeds, modes and boarding of the contract', () => {
    expect(timeOf({ mode: 'walk' })).toBeCloseTo((2500 / 5) * 3.6, 6);
    expect(timeOf({ mode: 'car' })).toBeCloseTo(120 + (2500 / 45) * 3.6, 6);
    expect(timeOf({ mode: 'motorcycle' })).toBeCloseTo(60 + (2500 / 45) * 3.6, 6);
    expect(timeOf({ mode: 'bicycle' })).toBeCloseTo(30 + (2500 / 15) * 3.6, 6);
    expect(timeOf({ mode: 'car', boardingSeconds: 7 })).toBeCloseTo(7 + (2500 / 45) * 3.6, 6);
    expect(timeOf({ mode: 'car', speeds: { road: { secondary: 90 } } })).toBeCloseTo(
      120 + (2500 / 90) * 3.6,
      6,
    );
    expect(timeOf({ mode: 'walk', speeds: { road: { secondary: 10 } } })).toBeCloseTo((2500 / 10) * 3.6, 6);
    expect(timeOf({ model: 'straight-line' })).toBeCloseTo((2500 / 4) * 3.6, 6);
    expect(timeOf({ model: 'straight-line', speeds: { straightLine: 10 } })).toBeCloseTo(
      (2500 / 10) * 3.6,
      6,
    );
    expect(timeOf({ model: 'raster', mode: 'car' })).toBeCloseTo((2500 / 45) * 3.6, 6);
    expect(timeOf({ model: 'network', mode: 'car' })).toBeCloseTo(120 + (2500 / 45) * 3.6, 6);
    expect(timeOf({ model: 'network', mode: 'walk' })).toBeCloseTo((2500 / 5) * 3.6, 6);
  });

  it('cuts the ford in the wet season in every model that has roads', () => {
    for (const model of ['hybrid', 'raster', 'network'] as const)
      expect(timeOf({ model, mode: 'car', season: 'wet' })).toBe(UNREACHED);
  });

  it('walks the land at the speed that is asked for', () => {
    const walk = buildTravelEngine(buildStrip(), Travel.parse({ speeds: { land: { grassland: 2 } } }));
    const seconds = walk.computeSurface(Int32Array.of(9 * columns + 2), Infinity).seconds;
    expect(seconds[9 * columns + 3]).toBeCloseTo((100 / 2) * 3.6, 6);
  });

  it('walks by the function that is asked for, on land, roads and the way between', () => {
    const climb = (slope: TravelInput['slope'], mode: 'walk' | 'bicycle' = 'walk'): number => {
      const region = buildStrip();
      const elevation = Float32Array.from({ length: columns * rows }, (_, cell) => 10 * (cell % columns));
      const travel = Travel.parse({ direction: 'from-facility', mode, ...(slope ? { slope } : {}) });
      const engine = buildTravelEngine({ ...region, elevation }, travel);
      return engine.computeSurface(Int32Array.of(start), Infinity).seconds[start + 10]!;
    };
    const flat = (1000 / 5) * 3.6;
    expect(climb('none')).toBeCloseTo(flat, 6);
    expect(climb(undefined)).toBe(climb('tobler'));
    for (const name of ['tobler', 'irmischer-clarke', 'naismith-langmuir'] as const)
      expect(climb(name) / flat).toBeCloseTo(getSlopeFunction(name).multiplier(0.1), 6);
    expect(climb('none', 'bicycle')).toBeCloseTo(30 + (1000 / 15) * 3.6, 6);
    expect(climb('tobler', 'bicycle')).toBeGreaterThan(climb('none', 'bicycle'));
  });

  it('slows or quickens walkers by walkFactor, on land and roads, and never a vehicle', () => {
    expect(timeOf({ walkFactor: 0.75 })).toBeCloseTo((2500 / 5 / 0.75) * 3.6, 6);
    expect(timeOf({ walkFactor: 1 })).toBe(timeOf({}));
    expect(timeOf({ mode: 'car', walkFactor: 0.5 })).toBeCloseTo(120 + (2500 / 45) * 3.6, 6);
    const off = (walkFactor: number): number =>
      buildTravelEngine(buildStrip(), Travel.parse({ walkFactor })).computeSurface(
        Int32Array.of(9 * columns + 2),
        Infinity,
      ).seconds[9 * columns + 3]!;
    expect(off(0.75)).toBeCloseTo((100 / 4 / 0.75) * 3.6, 6);
  });

  it('moves to 8 or 16 neighbours', () => {
    const knight = (neighbours: 8 | 16): number =>
      buildTravelEngine(buildStrip(), Travel.parse({ neighbours })).computeSurface(
        Int32Array.of(9 * columns + 2),
        Infinity,
      ).seconds[8 * columns + 4]!;
    expect(knight(16)).toBeCloseTo(Math.sqrt(5) * 90, 6);
    expect(knight(8)).toBeCloseTo((1 + Math.SQRT2) * 90, 6);
  });

  it('takes a vehicle off the road on the classes that have a speed, and there only', () => {
    const region = buildStrip();
    region.landClass.fill(land('cropland'), 0, 3 * columns);
    const at = (input: TravelInput, from: number, to: number): number =>
      buildTravelEngine(region, Travel.parse(input)).computeSurface(Int32Array.of(from), Infinity).seconds[
        to
      ]!;
    const from = 7 * columns + 1;
    const grass: TravelInput = { mode: 'motorcycle', speeds: { offRoad: { grassland: 20 } } };
    // Over grass only, boarded where it stands: 60 s and 500 m at 20 km/h beat walking; the road is too far
    // to help.
    expect(at(grass, from, from + 5)).toBeCloseTo(60 + (500 / 20) * 3.6, 6);
    // Across the river on the road's bridge, and off it again.
    expect(at(grass, from, 7 * columns + 25)).toBeLessThan(60 + (2800 / 20) * 3.6);
    // Cropland has no speed: the last 100 m on foot.
    const last = at(grass, from, 2 * columns + 1) - at(grass, from, 3 * columns + 1);
    expect(last).toBeCloseTo((50 / 4 + 50 / 4) * 3.6, 6);
    const raster = at({ ...grass, model: 'raster' }, from, from + 5);
    expect(raster).toBeCloseTo((500 / 20) * 3.6, 6);
    for (const input of [{ mode: 'motorcycle' }, grass] as TravelInput[]) {
      const engine = buildTravelEngine(region, Travel.parse(input));
      const path = engine.explainPath(Int32Array.of(from), 3 * columns + 20)!;
      const seconds = engine.computeSurface(Int32Array.of(from), Infinity).seconds[3 * columns + 20]!;
      expect(path.seconds).toBeCloseTo(seconds, 6);
      expect(path.legs.filter((leg) => leg.kind === 'ride')).toHaveLength(1);
    }
  });

  it('says why a cell can never be reached', () => {
    const hybrid = buildTravelEngine(buildStrip(), Travel.parse({}));
    expect(Array.from(hybrid.cellState.slice(0, 3))).toEqual([CELL_NO_DATA, CELL_BARRIER, CELL_WALKABLE]);
    expect(hybrid.cellState[15]).toBe(CELL_BARRIER);
    const raster = buildTravelEngine(buildStrip(), Travel.parse({ model: 'raster' }));
    expect(raster.cellState[4 * columns + 15]).toBe(CELL_WALKABLE);
    expect(raster.cellState[15]).toBe(CELL_BARRIER);
  });

  it('refuses what a model has no use for, by name', () => {
    const cases: [TravelInput, string][] = [
      [{ speeds: { straightLine: 5 } }, 'speeds.straightLine'],
      [{ model: 'raster', speeds: { straightLine: 5 } }, 'speeds.straightLine'],
      [{ model: 'straight-line', speeds: { land: { bare: 3 } } }, 'speeds.land'],
      [{ model: 'straight-line', speeds: { road: { track: 3 } } }, 'speeds.road'],
      [{ model: 'straight-line', season: 'wet' }, 'season'],
      [{ mode: 'walk', boardingSeconds: 30 }, 'boardingSeconds'],
      [{ model: 'straight-line', slope: 'none' }, 'slope'],
      [{ model: 'straight-line', walkFactor: 0.75 }, 'walkFactor'],
      [{ model: 'straight-line', neighbours: 8 }, 'neighbours'],
      [{ model: 'straight-line', mode: 'car', speeds: { offRoad: { bare: 3 } } }, 'speeds.offRoad'],
      [{ model: 'network', neighbours: 16 }, 'neighbours'],
      [{ model: 'network', mode: 'car', speeds: { offRoad: { bare: 3 } } }, 'speeds.offRoad'],
      [{ mode: 'walk', speeds: { offRoad: { bare: 3 } } }, 'speeds.offRoad'],
      [{ model: 'raster', mode: 'car', boardingSeconds: 30 }, 'boardingSeconds'],
    ];
    for (const [input, parameter] of cases) {
      const error = refusal(input);
      expect(error.code).toBe('travel.unused-parameter');
      expect(error.parameters['parameter']).toBe(parameter);
    }
  });

  it('refuses a walking function without heights, and vehicles where nobody can get on or off', () => {
    const flat = refusal({ slope: 'irmischer-clarke' });
    expect([flat.code, flat.parameters['parameter']]).toEqual(['travel.no-heights', 'slope']);
    for (const name of ['water', 'nodata'] as const) {
      const closed = refusal({ mode: 'car', speeds: { offRoad: { [name]: 3 } } });
      expect([closed.code, closed.parameters['parameter']]).toEqual([
        'travel.off-road-closed',
        `speeds.offRoad.${name}`,
      ]);
    }
    expect(timeOf({ slope: 'none' })).toBe(timeOf({}));
  });

  it('refuses a land class it has no speed for', () => {
    const region = buildStrip();
    region.landClass[7] = 200;
    expect(() => buildTravelEngine(region, Travel.parse({}))).toThrow(/cell 7 has land class 200/);
  });
});
