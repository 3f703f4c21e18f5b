import type { Feature, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { LAND_CLASSES } from '../../../server/contract/vocabulary.ts';
import { NONE } from '../../../server/kernel/grid/grid.ts';
import { FindingList } from '../../../server/region/model/findings.ts';
import type { Facility, Finding, Region } from '../../../server/region/model/region.ts';
import {
  reportDuplicateFacilities,
  reportFacilitiesOnBarriers,
  reportImplausibleNumbers,
  reportShiftedDatum,
} from '../../../server/region/quality/quality-facilities.ts';
import { reportQuality } from '../../../server/region/quality/quality.ts';
import { reportDistanceToRoad } from '../../../server/region/quality/quality-roads.ts';
import { reportZoneTotals } from '../../../server/region/quality/quality-zones.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { buildPlanningCity } from '../../support/planning-city.ts';
import { at, BOTTOM, buildScenarioCity, COLUMNS, LEFT, ROWS } from '../../support/scenario-city.ts';

const city = buildScenarioCity();
const cellAt = (column: number, row: number): number => row * COLUMNS + column;
const facility = (x: number, y: number, more: Partial<Facility> = {}): Facility => {
  const [lonDegrees, latDegrees] = at(x, y);
  const cell = cellAt(Math.floor(x / 100), ROWS - 1 - Math.floor(y / 100));
  return { ...city.facilities[0]!, lonDegrees, latDegrees, x: LEFT + x, y: BOTTOM + y, cell, ...more };
};
const found = (report: (findings: FindingList) => void): Map<string, Finding> => {
  const findings = new FindingList();
  report(findings);
  return new Map(findings.sorted().map((finding) => [finding.code, finding]));
};

describe('facilities twice', () => {
  const twice = (meters: number, names = ['甲', '甲']): string[] => [
    ...found((findings) =>
      reportDuplicateFacilities(
        names.map((nameZh, k) => facility(100 + k * meters, 100, { nameZh, nameEn: '' })),
        findings,
      ),
    ).keys(),
  ];
  it('at one place within 5 m, of one name within 500 m', () => {
    expect(twice(4.9)).toEqual(['facilities-same-place']);
    expect(twice(5.1)).toEqual(['facilities-same-name']);
    expect(twice(499)).toEqual(['facilities-same-name']);
    expect(twice(501)).toEqual([]);
  });
  it('of other names only at one place; case and signs make no other name', () => {
    expect(twice(4.9, ['甲', '乙'])).toEqual(['facilities-same-place']);
    expect(twice(100, ['甲', '乙'])).toEqual([]);
    expect(twice(100, ['Alpha-Post', 'alpha post'])).toEqual(['facilities-same-name']);
  });
});

it('numbers that no place of care has, by tier', () => {
  const isReported = (more: Partial<Facility>): boolean =>
    found((findings) =>
      reportImplausibleNumbers(
        [facility(100, 100, { tier: 'village', beds: 1, doctors: 1, nurses: 1, ...more })],
        findings,
      ),
    ).has('facility-number-implausible');
  const limits: [Facility['tier'], 'beds' | 'doctors' | 'nurses', number][] = [
    ['village', 'beds', 60],
    ['township', 'beds', 800],
    ['county', 'beds', 6000],
    ['village', 'doctors', 60],
    ['township', 'doctors', 8000],
    ['village', 'nurses', 80],
    ['county', 'nurses', 12_000],
  ];
  for (const [tier, what, most] of limits) {
    expect(isReported({ tier, [what]: most }), `${tier} ${what} ${most}`).toBe(false);
    expect(isReported({ tier, [what]: most + 1 }), `${tier} ${what} ${most + 1}`).toBe(true);
  }
  expect(
    ['village', 'township', 'county', 'other'].map((tier) =>
      isReported({ tier: tier as 'county', doctors: 0 }),
    ),
  ).toEqual([false, true, true, false]);
  expect([
    isReported({ beds: 2.5 }),
    isReported({ capacity: 0 }),
    isReported({ beds: null, doctors: null, nurses: null }),
  ]).toEqual([true, true, false]);
});

describe('facilities where nobody can be', () => {
  const region = (marks: Partial<Record<number, string>>, facilities: Facility[]): Region => {
    const landClass = city.landClass.slice();
    const barrier = new Uint8Array(landClass.length);
    for (const [cell, what] of Object.entries(marks))
      if (what === 'barrier') barrier[Number(cell)] = 1;
      else landClass[Number(cell)] = LAND_CLASSES.indexOf(what as 'water');
    return { ...city, landClass, barrier, facilities };
  };
  const around = (column: number, row: number, what: string, more: Record<number, string> = {}) => ({
    ...Object.fromEntries(
      [-1, 0, 1].flatMap((dr) => [-1, 0, 1].map((dc) => [cellAt(column + dc, row + dr), what])),
    ),
    ...more,
  });
  it.each(['barrier', 'water', 'nodata'])('on %s: the nearest cell that can be used is offered', (what) => {
    const own = facility(550, 1850);
    const code = what === 'nodata' ? 'facility-no-land-data' : 'facility-on-barrier';
    const reports = found((findings) =>
      reportFacilitiesOnBarriers(region(around(5, 5, what), [own]), findings),
    );
    expect([...reports.keys()]).toEqual([code]);
    const { offer } = reports.get(code)!.examples[0]!;
    expect(offer).toMatchObject({ correction: 'move' });
    // Two cells away in a straight line, the first of four that are as near: to the north.
    expect(offer!.meters).toBe(200);
    const [lon, lat] = at(550, 2050);
    expect(offer!.lonDegrees).toBeCloseTo(lon, 5);
    expect(offer!.latDegrees).toBeCloseTo(lat, 5);
  });
  it('on dry land, or beyond the frame, nothing is reported', () => {
    const reports = found((findings) =>
      reportFacilitiesOnBarriers(
        region(around(5, 5, 'water'), [facility(850, 1850), facility(550, 1850, { cell: NONE })]),
        findings,
      ),
    );
    expect(reports.size).toBe(0);
  });
});

it('settlements of more than 50 people farther than a kilometre from a road, at 300 a km² or more', () => {
  const count = (people: number, meters: number, cells = [cellAt(30, 5)]): number => {
    const population = new Float64Array(COLUMNS * ROWS);
    for (const cell of cells) population[cell] = people;
    const distance = new Float32Array(population.length).fill(meters);
    return (
      found((findings) => reportDistanceToRoad({ ...city, population }, distance, findings)).get(
        'settlement-without-road',
      )?.count ?? 0
    );
  };
  expect([count(51, 1001), count(50, 1001), count(51, 1000)]).toEqual([1, 0, 0]);
  // A hectare at 3 people is 300 a km²: a group of 17 such cells has 51 people, thinner ones are none.
  const group = Array.from({ length: 17 }, (_, k) => cellAt(10 + k, 10));
  expect([count(3, 2000, group), count(2.99, 2000, group)]).toEqual([1, 0]);
  expect(count(40, 2000, [cellAt(10, 10), cellAt(11, 11)])).toBe(1);
  expect(count(40, 2000, [cellAt(10, 10), cellAt(12, 10)])).toBe(0);
});

it('zones whose own figure differs by more than a twentieth', () => {
  const off = (figure: number | string): number => {
    const population = new Float64Array(COLUMNS * ROWS);
    population[5] = 100;
    const [layer] = city.zones;
    const features: Feature<Polygon>[] = layer!.features.features.map((feature, k) => ({
      ...(feature as Feature<Polygon>),
      properties: k === 0 ? { 人口: figure } : {},
    }));
    const region = {
      ...city,
      population,
      zones: [{ ...layer!, features: { type: 'FeatureCollection' as const, features } }],
    };
    return found((findings) => reportZoneTotals(region, findings)).get('zone-population-differs')?.count ?? 0;
  };
  expect([off(100), off(95.3), off(105.2), off(95.2), off(105.3), off('95'), off('n/a')]).toEqual([
    0, 0, 0, 1, 1, 1, 0,
  ]);
});

it('rows in a shifted datum, on a grid in metres', () => {
  const region: Region = {
    ...city,
    facilities: [facility(3050, 2050, { id: 'far' })],
    population: new Float64Array(COLUMNS * ROWS),
  };
  // Converted from GCJ-02 the place lies some 300 m to the west: there people live beside a road.
  const codes = (roadMeters: number, lived: boolean): string[] => {
    const meters = new Float32Array(COLUMNS * ROWS).fill(100);
    meters[region.facilities[0]!.cell] = roadMeters;
    const population = new Float64Array(COLUMNS * ROWS);
    if (lived)
      for (let cell = 0; cell < population.length; cell++) population[cell] = cell % COLUMNS < 29 ? 1 : 0;
    return [
      ...found((findings) => reportShiftedDatum({ ...region, population }, meters, findings)).values(),
    ].map((finding) => String(finding.parameters['datum']));
  };
  expect([codes(251, true), codes(249, true), codes(251, false)]).toEqual([['GCJ-02'], [], []]);
});

it('all of it on the planning city', () => {
  const findings = new FindingList();
  reportQuality(buildPlanningCity(), findings);
  expectGolden('quality', 'planning city', findings.sorted());
  const lonely = new FindingList();
  const bare = buildPlanningCity();
  reportQuality(
    { ...bare, zones: [bare.zones[1]!], facilities: bare.facilities.slice(0, 2), elevation: null },
    lonely,
  );
  expectGolden('quality', 'inside a boundary', lonely.sorted());
});
