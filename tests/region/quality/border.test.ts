import * as fc from 'fast-check';
import type { Feature, LineString, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { LAND_CLASSES } from '../../../server/contract/vocabulary.ts';
import { buildTransform, parseCrs, WGS84 } from '../../../server/geo/crs.ts';
import { clipRegion } from '../../../server/region/import/clip-region.ts';
import { FindingList } from '../../../server/region/model/findings.ts';
import { reportDataStoppingAtBorder } from '../../../server/region/quality/quality-border.ts';
import { buildZoneLayer } from '../../../server/region/import/zones/import-zones.ts';
import type { Finding, Region } from '../../../server/region/model/region.ts';
import { buildRoadNetwork } from '../../../server/region/import/roads/road-build.ts';
import { readLineRoads } from '../../../server/region/import/roads/road-lines.ts';
import { runs } from '../../support/depth.ts';
import { emptyRegion } from '../../support/empty-region.ts';
import { metricGrid } from '../../support/frames.ts';

/** 60 × 20 cells of a kilometre; an area asked for in its middle third. */
const grid = metricGrid(60, 20, { cell: 1000, left: 500_000, top: 3_300_000, crs: 'EPSG:32649' });
const CELLS = grid.columns * grid.rows;
const WATER = LAND_CLASSES.indexOf('water');
const GRASS = LAND_CLASSES.indexOf('grassland');
const toDegrees = buildTransform(parseCrs(grid.crs), WGS84);
const at = (east: number, south: number): [number, number] => {
  const point: [number, number] = [grid.left + east * 1000, grid.top - south * 1000];
  toDegrees(point);
  return point;
};
const box = (x0: number, y0: number, x1: number, y1: number): Feature<Polygon> => ({
  type: 'Feature',
  properties: { name: 'Area' },
  geometry: { type: 'Polygon', coordinates: [[at(x0, y1), at(x1, y1), at(x1, y0), at(x0, y0), at(x0, y1)]] },
});

function regionOf(area: Feature<Polygon> | null, parts: Partial<Region> = {}): Region {
  const population = parts.population ?? new Float64Array(CELLS).fill(1);
  const collection = { type: 'FeatureCollection' as const, features: area ? [area] : [] };
  return emptyRegion(grid, {
    id: 'b',
    landClass: new Uint8Array(CELLS).fill(GRASS),
    population,
    zones: area ? [buildZoneLayer('boundary', 'Area', collection, grid, population, null)] : [],
    boundary: area ? collection : null,
    ...parts,
  });
}
const borderOf = (region: Region): Finding | undefined => {
  const findings = new FindingList();
  reportDataStoppingAtBorder(region, findings);
  return findings.sorted().find((f) => f.code === 'data-stops-at-border');
};
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

describe('where data stop', () => {
  it('counts the people within 10 km of land without data, as a search over all cells does', () => {
    const wet = fc.uniqueArray(fc.nat(CELLS - 1), { maxLength: 400 });
    fc.assert(
      fc.property(
        wet,
        fc.integer({ min: 12, max: 30 }),
        fc.integer({ min: 34, max: 48 }),
        (lakes, x0, x1) => {
          const landClass = new Uint8Array(CELLS).fill(GRASS);
          for (const cell of lakes) landClass[cell] = WATER;
          const asked = (cell: number): boolean => cell % 60 >= x0 && cell % 60 < x1;
          const population = Float64Array.from({ length: CELLS }, (_, cell) =>
            asked(cell) ? 1 + (cell % 7) : 0,
          );
          const found = borderOf(regionOf(box(x0, -1, x1, 21), { landClass, population }));
          // Nobody lives beyond: population stops there. Land cells beyond, and those on the frame, are where
          // it does.
          const ends = [...Array(CELLS).keys()].filter((cell) => {
            const [row, column] = [Math.floor(cell / 60), cell % 60];
            const atFrame = row === 0 || row === 19 || column === 0 || column === 59;
            return landClass[cell] === GRASS && (!asked(cell) || atFrame);
          });
          let people = 0;
          for (let cell = 0; cell < CELLS; cell++)
            if (
              asked(cell) &&
              ends.some(
                (end) =>
                  Math.hypot((end % 60) - (cell % 60), Math.floor(end / 60) - Math.floor(cell / 60)) <= 10,
              )
            )
              people += population[cell]!;
          expect(found?.parameters['people'] ?? 0).toBe(people);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('says nothing of an island: there is only sea beyond', () => {
    const landClass = new Uint8Array(CELLS).fill(LAND_CLASSES.indexOf('nodata'));
    const population = new Float64Array(CELLS);
    for (let cell = 0; cell < CELLS; cell++)
      if (cell % 60 >= 20 && cell % 60 < 40 && cell >= 300 && cell < 900) {
        landClass[cell] = GRASS;
        population[cell] = 2;
      }
    expect(borderOf(regionOf(box(18, 4, 42, 16), { landClass, population }))).toBeUndefined();
  });

  it('draws the band: every cell in it is asked for and near the end of the data', () => {
    const population = Float64Array.from({ length: CELLS }, (_, cell) => (cell % 60 < 30 ? 1 : 0));
    const found = borderOf(regionOf(box(-1, -1, 30, 21), { population }))!;
    expect(found.parameters).toMatchObject({ layers: 'population', kilometres: 10 });
    const rings = found.area!.coordinates.flat(2);
    const [west, east] = [Math.min(...rings.map((p) => p[0]!)), Math.max(...rings.map((p) => p[0]!))];
    expect(west).toBeCloseTo(at(0, 10)[0], 2);
    expect(east).toBeCloseTo(at(30, 10)[0], 2);
  });

  it('treats the frame as the end of all data where no area was asked for', () => {
    const found = borderOf(regionOf(null))!;
    expect(found.parameters['layers']).toBe('population, roads, facilities');
    // Rows of 20 km are all within 10 km of an edge.
    expect(found.parameters['people']).toBe(CELLS);
  });
});

describe('the halo of a clip', () => {
  const line: Feature<LineString> = {
    type: 'Feature',
    properties: { highway: 'primary' },
    geometry: { type: 'LineString', coordinates: [at(0.5, 10.5), at(59.5, 10.5)] },
  };
  const lines = readLineRoads([line], { from: WGS84, to: parseCrs(grid.crs) });
  const roads = buildRoadNetwork(lines.ways).network;
  const clip = (haloMeters?: number, parts: Partial<Region> = { roads }): [Region, FindingList] => {
    const findings = new FindingList();
    return [clipRegion(regionOf(box(0, -1, 10, 21), parts), findings, haloMeters), findings];
  };

  it('is as wide as asked', () => {
    expect([0, 3000].map((meters) => clip(meters)[0].grid.columns)).toEqual([10, 13]);
    expect(sum(clip(3000)[0].population)).toBe(13 * 20);
  });

  it('without a width is what an hour by car reaches from the area, and 10 km where there is no road', () => {
    const [withRoad, findings] = clip();
    // A straight main road carries a car through all of the frame within the hour; away from it people
    // walk, 10 km are kept.
    expect(withRoad.grid.columns).toBe(60);
    const kept = (row: number): number => sum(withRoad.population.subarray(row * 60, row * 60 + 60));
    expect([kept(10), kept(0)]).toEqual([60, 20]);
    expect(clip(undefined, {})[0].grid.columns).toBe(20);
    const people = findings.sorted().find((f) => f.code === 'halo-kept')!.parameters['people'] as number;
    const gone = findings.sorted().find((f) => f.code === 'clipped-people')!.parameters['people'] as number;
    expect(people + gone + 10 * 20).toBe(CELLS);
  });

  it('is 10 km with a finding only where no car can be asked about: a fault of the program is thrown', () => {
    const codes = (parts: Partial<Region>): string[] =>
      clip(undefined, parts)[1]
        .sorted()
        .map((finding) => finding.code);
    expect(codes({})).toContain('halo-not-by-reach');
    expect(codes({ roads })).not.toContain('halo-not-by-reach');
    const broken = { ...roads, edgeLengthMeters: roads.edgeLengthMeters.map(() => Number.NaN) };
    expect(() => clip(undefined, { roads: broken })).toThrow(RangeError);
    const landClass = new Uint8Array(CELLS).fill(250);
    expect(() => clip(undefined, { roads, landClass })).toThrow('land class 250');
  });

  it('is not the coast of an island whose heights, but no land cover, are known', () => {
    const asked = (cell: number): boolean => cell % 60 >= 20 && cell % 60 < 40;
    const population = Float64Array.from({ length: CELLS }, (_, cell) => (asked(cell) ? 5 : 0));
    const heights = (beyond: number) =>
      Float32Array.from({ length: CELLS }, (_, cell) => (asked(cell) ? 40 : beyond));
    const island = (elevation: Float32Array | null, landClass: number) =>
      borderOf(
        regionOf(box(20, -1, 40, 21), {
          population,
          elevation,
          landClass: new Uint8Array(CELLS).fill(landClass),
        }),
      );
    const UNKNOWN = LAND_CLASSES.indexOf('unknown');
    expect(island(null, UNKNOWN)).toBeDefined();
    expect(island(heights(3), UNKNOWN)).toBeDefined();
    // The frame ends on the island in the north and south; no sea beyond is a border.
    const [atSea, inland] = [island(heights(0), UNKNOWN), island(heights(3), UNKNOWN)];
    expect(Number(atSea?.parameters['people'] ?? 0)).toBeLessThanOrEqual(
      Number(inland!.parameters['people']),
    );
    expect(atSea?.parameters['layers'] ?? 'population, roads, facilities').toBe(
      'population, roads, facilities',
    );
    expect(island(heights(Number.NaN), UNKNOWN)?.parameters['layers']).toBe('population, roads, facilities');
    // Land cover that is known decides; polders lie below the sea.
    expect(island(heights(-2), GRASS)!.parameters['layers']).toContain('population');
    expect(island(heights(-2), GRASS)!.parameters['people']).toBe(inland!.parameters['people']);
  });

  it('is no shore: slivers of land along an outline that is coarser than the coast', () => {
    const population = new Float64Array(CELLS).fill(1);
    const beyond = (cells: number) => {
      // The area is columns 20 to 39; land goes on beyond it for so many cells of a kilometre, then comes
      // the sea.
      const landClass = Uint8Array.from({ length: CELLS }, (_, cell) =>
        cell % 60 >= 20 - cells && cell % 60 < 40 + cells && cell >= 60 && cell < CELLS - 60 ? GRASS : WATER,
      );
      const people = population.map((own, cell) =>
        cell % 60 >= 20 && cell % 60 < 40 && cell >= 60 && cell < CELLS - 60 ? own : 0,
      );
      return borderOf(regionOf(box(20, 1, 40, 19), { landClass, population: people }));
    };
    expect(beyond(0)).toBeUndefined();
    expect(beyond(1)).toBeUndefined();
    expect(beyond(2)).toBeUndefined();
    expect(beyond(4)?.parameters['layers']).toBe('population');
  });
});
