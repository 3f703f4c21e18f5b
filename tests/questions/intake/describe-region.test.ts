import { expect, it } from 'vitest';
import { describeRegion } from '../../../server/questions/intake/describe-region.ts';
import { emptyRegion } from '../../support/empty-region.ts';
import { metricGrid } from '../../support/frames.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { buildPlanningCity } from '../../support/planning-city.ts';

it('states the facts of a region for its page', () => {
  const city = buildPlanningCity();
  const facts = describeRegion(city, 'abc');
  expect(facts.facilities.filter(({ count }) => count > 0)).toEqual([
    { tier: 'village', count: 6 },
    { tier: 'township', count: 3 },
    { tier: 'county', count: 1 },
  ]);
  expect(facts.facilities.reduce((sum, { count }) => sum + count, 0)).toBe(city.facilities.length);
  expectGolden('described-regions', 'planning city', facts);
});

it('counts the people on water, without height and outside the first zones', () => {
  const people = Float64Array.of(1, 2, 4, 8, 16, 32);
  const barrier = Uint8Array.of(0, 1, 0, 0, 0, 0);
  const elevation = Float32Array.of(5, 5, Number.NaN, 5, 5, Number.NaN);
  const facts = describeRegion(
    emptyRegion(metricGrid(3, 2), { population: people, barrier, elevation }),
    'x',
  );
  expect(facts).toMatchObject({
    people: 63,
    cells: 6,
    cellMeters: 100,
    hasElevation: true,
    peopleOnBarrier: 2,
    peopleWithoutHeight: 36,
    peopleOutsideZones: 0,
    roadKm: 0,
    ageBands: [],
    zoneLayers: [],
  });
  expectGolden('described-regions', 'empty', describeRegion(emptyRegion(metricGrid(2, 2), {}), 'y'));
});
