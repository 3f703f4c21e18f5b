import { describe, expect, it } from 'vitest';
import { LAND_CLASSES } from '../../../server/contract/vocabulary.ts';
import { parseCrs } from '../../../server/geo/crs.ts';
import { PLAIN_READING, type Raster } from '../../../server/geo/raster.ts';
import { redistributePeople } from '../../../server/geo/resample.ts';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { workOf } from '../../../server/questions/shared/work-of.ts';
import {
  EDGE_BRIDGE,
  EDGE_FORD,
  EDGE_NO_BICYCLE,
  EDGE_NO_FOOT,
  EDGE_NO_MOTOR,
  EDGE_ONEWAY,
  EDGE_ONEWAY_FOOT,
} from '../../../server/kernel/network/road-network.ts';
import { listTierWords, TierWords } from '../../../server/region/import/facilities/tier-words.ts';
import { readLandClasses } from '../../../server/region/import/land/land-cover.ts';
import { chooseGrid } from '../../../server/region/import/people/import-population.ts';
import { readAccess } from '../../../server/region/import/roads/road-access.ts';
import { buildRoadNetwork } from '../../../server/region/import/roads/road-build.ts';
import { parseRoadTags } from '../../../server/region/import/roads/road-tags.ts';
import { prepareUploadedZones } from '../../../server/region/import/zones/uploaded-zones.ts';
import { FindingList } from '../../../server/region/model/findings.ts';
import { applyScenario } from '../../../server/region/scenario/apply-scenario.ts';
import { metricGrid } from '../../support/frames.ts';
import { at, buildScenarioCity } from '../../support/scenario-city.ts';

const frame = (crs: string, left: number, top: number, cell: number, columns = 4, rows = 4): Grid =>
  metricGrid(columns, rows, { cell, left, top, crs });
const rasterOf = (grid: Raster['grid'], values: ArrayLike<number>): Raster => ({
  grid,
  crs: parseCrs(grid.crs),
  bands: [Float64Array.from(values)],
  bandNames: [''],
  bandUnits: [''],
  noData: null,
  description: '',
  reading: PLAIN_READING,
});

describe('roads', () => {
  it('forestry and farm roads are closed to motors, not to walkers and bicycles', () => {
    for (const value of ['forestry', 'agricultural']) {
      expect(readAccess({ access: value })).toBe(EDGE_NO_MOTOR);
      expect(readAccess({ motor_vehicle: value })).toBe(EDGE_NO_MOTOR);
      expect(readAccess({ vehicle: value })).toBe(EDGE_NO_MOTOR);
    }
    expect(readAccess({ access: 'private' })).toBe(EDGE_NO_MOTOR | EDGE_NO_FOOT | EDGE_NO_BICYCLE);
  });
  it('oneway:foot binds walkers only along the way', () => {
    const flagsOf = (tags: Record<string, string>): number =>
      parseRoadTags({ highway: 'steps', ...tags })!.flags;
    expect(flagsOf({ 'oneway:foot': 'yes' })).toBe(EDGE_ONEWAY_FOOT);
    expect(flagsOf({ 'oneway:foot': 'no' })).toBe(0);
    expect(flagsOf({ 'oneway:foot': '-1' })).toBe(0);
    expect(flagsOf({ oneway: 'yes' })).toBe(EDGE_ONEWAY);
  });
  it('a ford on a node is one under a road, none under a bridge', () => {
    const flagsOf = (tags: Record<string, string>): number[] => {
      const { network } = buildRoadNetwork({
        nodeX: Float64Array.of(0, 10, 20, 30, 40),
        nodeY: new Float64Array(5),
        refs: Int32Array.of(0, 1, 2, 3, 4),
        refStart: Uint32Array.of(0, 5),
        uses: [parseRoadTags({ highway: 'track', ...tags })],
        sources: Float64Array.of(1),
        nodeMarks: Uint8Array.of(0, 0, EDGE_FORD, 0, 0),
        geographic: false,
      });
      return [...network.edgeFlags];
    };
    // Only the crossing itself, from the vertex before to the one after, is a ford.
    expect(flagsOf({})).toEqual([0, EDGE_FORD, 0]);
    expect(flagsOf({ bridge: 'yes' })).toEqual([EDGE_BRIDGE]);
    expect(flagsOf({ tunnel: 'yes' }).every((flags) => (flags & EDGE_FORD) === 0)).toBe(true);
  });
});

it('WorldCover: 95, mangroves, are wetland as 90 is', () => {
  const grid = frame('EPSG:32650', 500_000, 4_000_400, 100);
  const values = Array.from({ length: 16 }, (_, k) => [10, 90, 95, 80][k % 4]!);
  const { landClass, legendSource, unknownValues } = readLandClasses(
    rasterOf(grid, values),
    grid,
    'worldcover.tif',
    null,
  );
  expect(legendSource).toBe('ESA WorldCover');
  expect(unknownValues.size).toBe(0);
  expect(Array.from(landClass.subarray(0, 4), (index) => LAND_CLASSES[index])).toEqual([
    'forest',
    'wetland',
    'wetland',
    'water',
  ]);
});

describe('frames of people', () => {
  const choose = (crs: string, left: number, top: number, cell: number): boolean => {
    const raster = rasterOf(frame(crs, left, top, cell), new Float64Array(16).fill(1));
    const findings = new FindingList();
    const isKept = chooseGrid(raster, undefined, findings) === raster.grid;
    expect(findings.sorted().map(({ code }) => code)).toEqual(isKept ? [] : ['population-frame-distorted']);
    return isKept;
  };
  it('are kept while their metres are true to 2 %', () => {
    // Web Mercator stretches by 1 / cos(latitude): with the ellipsoid 1.9 % at 9.2°, 2.1 % at 9.7°.
    const mercator = (latitude: number): number =>
      6_378_137 * Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
    expect(choose('EPSG:3857', 1_000_000, mercator(9.2), 100)).toBe(true);
    expect(choose('EPSG:3857', 1_000_000, mercator(9.7), 100)).toBe(false);
    expect(choose('EPSG:32650', 500_000, 4_000_000, 100)).toBe(true);
  });
});

it('people of a cell are moved as 4 × 4 points, more where a cell spans more than one', () => {
  const moved = (cell: number, shift: number): number[] => {
    const source = frame('EPSG:32650', 500_000, 4_000_000, 100, 1, 1);
    const target = frame(
      'EPSG:32650',
      500_000 - shift,
      4_000_000,
      cell,
      Math.ceil(300 / cell),
      Math.ceil(100 / cell),
    );
    const out = new Float64Array(target.columns * target.rows);
    const band = { grid: source, values: Float64Array.of(64), isValid: () => true };
    const { outside, total } = redistributePeople(band, target, out);
    expect([outside, total]).toEqual([0, 64]);
    return Array.from(out.subarray(0, target.columns));
  };
  // The outermost of four points lies an eighth of the cell from its edge.
  expect(moved(100, 12)).toEqual([64, 0, 0]);
  expect(moved(100, 13)).toEqual([48, 16, 0]);
  // At a third of the cell's size there are twelve points a side.
  expect(
    moved(100 / 3, 0)
      .slice(0, 3)
      .map((people) => Math.round((people * 144) / 64)),
  ).toEqual([16, 16, 16]);
});

describe('uploaded zones', () => {
  const basisOf = (columns: number, rows: number): string => {
    const region = buildScenarioCity();
    const ring = [
      at(100, 100),
      at(100 + columns * 100, 100),
      at(100 + columns * 100, 100 + rows * 100),
      at(100, 100 + rows * 100),
    ];
    const { zones, problems } = prepareUploadedZones(
      region,
      JSON.stringify({
        type: 'Feature',
        properties: { name: 'x' },
        geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
      }),
    );
    expect(problems).toEqual([]);
    return zones[0]!.basis;
  };
  it('of fewer than 20 cells count parts of cells', () => {
    expect(basisOf(5, 4.01)).toBe('cell-centre');
    expect(basisOf(5, 3.99)).toBe('area-share');
    expect(basisOf(6, 4)).toBe('cell-centre');
    expect(basisOf(3, 3)).toBe('area-share');
  });
});

it('people outside every zone grow as everybody does, zones of their own rate as they do', () => {
  const region = buildScenarioCity();
  const zoneOfCell = Int32Array.from(region.population, (_, cell) => (cell % 3) - 1);
  const zones = [{ ...region.zones[0]!, zoneOfCell }];
  const grown = (more: object): number[] => {
    const { region: world } = applyScenario({ ...region, zones }, [
      { type: 'scale-population', yearlyPercent: 10, years: 2, ...more },
    ]);
    return [0, 1, 2].map(
      (cell) => Math.round((world.population[cell]! / region.population[cell]!) * 1e9) / 1e9,
    );
  };
  // Cells 0, 1 and 2 lie outside, in West and in East.
  expect(grown({})).toEqual([1.21, 1.21, 1.21]);
  expect(grown({ byZone: { West: -50 } })).toEqual([1.21, 0.25, 1.21]);
  expect(grown({ zones: ['East'] })).toEqual([1, 1, 1.21]);
});

it('the work of a question: one search, and a quarter for each draw', () => {
  expect([workOf({}), workOf({ uncertainty: {} }), workOf({ uncertainty: { draws: 100 } })]).toEqual([
    1, 1, 26,
  ]);
});

describe('words of tiers', () => {
  const tableOf = (types: string[]) => ({
    file: 'f',
    columns: ['name', 'type'],
    rows: types.map((type, k) => [`f${k}`, type]),
    rowNumbers: types.map((_, k) => k + 2),
    points: null,
  });
  it('stand by how often they occur, whatever their case and accents, at most a hundred', () => {
    expect(listTierWords(tableOf(['clinic', 'Hôpital', 'hopital', 'CLINIC', 'Clinic', 'x', '']))).toEqual([
      { word: 'clinic', count: 3, tier: 'township' },
      { word: 'Hôpital', count: 2, tier: 'county' },
      { word: 'x', count: 1, tier: null },
    ]);
    const many = listTierWords(tableOf(Array.from({ length: 130 }, (_, k) => `word ${k}`)));
    expect(many).toHaveLength(100);
  });
  it('that no row had are listed', () => {
    const words = new TierWords({ 'Health  Post': 'village', CMA: 'township' });
    expect([words.find('health post'), words.find('clinic')]).toEqual(['village', null]);
    expect(words.listUnmet()).toEqual(['CMA']);
  });
});

describe('uploaded boundaries', () => {
  const region = buildScenarioCity();
  const box = (x0: number, y0: number, x1: number, y1: number, name: string) => ({
    type: 'Feature',
    properties: { name, code: 7 },
    geometry: {
      type: 'Polygon',
      coordinates: [[at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1), at(x0, y0)]],
    },
  });
  const prepare = (features: unknown[], options: { nameProperty?: string } = {}) =>
    prepareUploadedZones(region, JSON.stringify({ type: 'FeatureCollection', features }), options);
  it('keep their names, cells and what lies outside', () => {
    const { zones, notes, problems, nameProperty, textProperties } = prepare([
      box(0, 0, 2000, 2400, 'West'),
      box(3500, 0, 4500, 2400, 'Half out'),
      box(9000, 0, 9900, 900, 'Away'),
    ]);
    expect(problems).toEqual([]);
    expect([nameProperty, textProperties]).toEqual(['name', ['name']]);
    expect(zones.map(({ name, cells }) => [name.en, cells.length])).toEqual([
      ['West', 480],
      ['Half out', 120],
      ['Away', 0],
    ]);
    expect(zones[1]!.areaKm2).toBeCloseTo(2.4, 1);
    expect(zones[1]!.outsideKm2).toBeCloseTo(1.2, 1);
    expect(zones[0]!.outsideKm2).toBe(0);
    expect(notes).toContainEqual({
      code: 'features-outside-region',
      pointer: '',
      parameters: { count: 1, names: 'Away' },
    });
  });
  it('are refused where all of it lies outside, or the property is none', () => {
    const away = prepare([box(9000, 0, 9900, 900, 'Away')]);
    expect(away).toMatchObject({ zones: [], problemCount: 1 });
    expect(away.problems.map(({ code }) => code)).toEqual(['boundary-outside-region']);
    expect(away.geojson.features).toEqual([]);
    const unknown = prepare([box(0, 0, 900, 900, 'x')], { nameProperty: 'title' });
    expect(unknown.problems).toEqual([
      { code: 'name-property-unknown', pointer: '', parameters: { name: 'title', known: 'name' } },
    ]);
    expect(unknown.problemCount).toBe(1);
  });
});
