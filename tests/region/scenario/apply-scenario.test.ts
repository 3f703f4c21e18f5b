import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemException } from '../../../server/contract/problems.ts';
import { ChangeList, type ChangeInput } from '../../../server/contract/scenario.ts';
import { Travel, type TravelInput } from '../../../server/contract/travel.ts';
import { findCell } from '../../../server/kernel/grid/grid.ts';
import { applyScenario } from '../../../server/region/scenario/apply-scenario.ts';
import { applySpeedChanges } from '../../../server/region/scenario/apply-scenario-speeds.ts';
import { buildTravelEngine } from '../../../server/region/travel/build-engine.ts';
import { assertRegion } from '../../../server/region/model/region-check.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { runs } from '../../support/depth.ts';
import { at, BOTTOM, buildScenarioCity, COLUMNS, LEFT, ROWS } from '../../support/scenario-city.ts';

const city = buildScenarioCity();

function apply(changes: ChangeInput[], region = city) {
  const parsed = ChangeList.parse(changes);
  const applied = applyScenario(region, parsed);
  assertRegion(applied.region);
  return { ...applied, changes: parsed };
}

function times(changes: ChangeInput[], travel: TravelInput = { mode: 'car' }): Float64Array {
  const { region, changes: parsed } = apply(changes);
  const engine = buildTravelEngine(region, applySpeedChanges(Travel.parse(travel), parsed));
  return engine.computeSurface(
    Int32Array.from(region.facilities, (facility) => facility.cell),
    Infinity,
  ).seconds;
}

function faultsOf(changes: ChangeInput[]): { pointer: string; code: string }[] {
  try {
    apply(changes);
  } catch (error) {
    if (error instanceof ProblemException)
      return error.places.map(({ pointer, code }) => ({ pointer, code }));
    throw error;
  }
  return [];
}

const cellOf = (x: number, y: number): number => findCell(city.grid, LEFT + x, BOTTOM + y);
const frozen = JSON.stringify({ ...city, roads: undefined });

describe('applyScenario', () => {
  it('without changes is the region itself', () => {
    expect(applyScenario(city, []).region).toBe(city);
    const travel = Travel.parse({});
    expect(applySpeedChanges(travel, [])).toBe(travel);
  });

  it('changes facilities in order and leaves the baseline alone', () => {
    const { region } = apply([
      { type: 'add-facility', point: at(3050, 1250), tier: 'village', nameEn: 'East post', nurses: 1 },
      { type: 'upgrade-facility', facility: 'new-1', tier: 'township', beds: 10 },
      { type: 'move-facility', facility: 'south', point: at(950, 950) },
      { type: 'change-facility', facility: 'west', services: ['a', 'b'], capacity: null, doctors: 5 },
      { type: 'close-facility', facility: 'south' },
    ]);
    expect(region.facilities.map((f) => f.id)).toEqual(['west', 'new-1']);
    expect(region.facilities[0]).toMatchObject({
      services: ['a', 'b'],
      capacity: null,
      doctors: 5,
      nurses: 2,
    });
    expect(region.facilities[1]).toMatchObject({
      tier: 'township',
      beds: 10,
      nurses: 1,
      nameZh: 'East post',
    });
    expect(region.facilities[1]!.cell).toBe(cellOf(3050, 1250));
    expect(JSON.stringify({ ...city, roads: undefined })).toBe(frozen);
    expect(region.roads).toBe(city.roads);
    expect(region.population).toBe(city.population);
  });

  it('names every fault of a list and makes nothing of it', () => {
    expect(
      faultsOf([
        { type: 'close-facility', facility: 'nobody' },
        { type: 'add-facility', point: [0, 0], tier: 'village' },
        { type: 'add-facility', point: at(2050, 850), tier: 'village' },
        { type: 'add-facility', id: 'west', point: at(50, 50), tier: 'village' },
        { type: 'close-facility', facility: 'west' },
        { type: 'move-facility', facility: 'west', point: at(50, 50) },
        { type: 'cut-road' },
        { type: 'cut-road', source: 99 },
        { type: 'cut-road', across: [at(3000, 50), at(3000, 100)] },
        {
          type: 'add-barrier',
          polygon: [
            [0, 0],
            [0, 1],
            [1, 1],
          ],
        },
        { type: 'set-speeds' },
        { type: 'scale-population', yearlyPercent: 1, years: 5, zones: ['West', 'Nowhere'] },
        { type: 'change-facility', facility: 'south' },
        { type: 'add-road', line: [at(100, 100), [0, 0]], class: 'track' },
      ]),
    ).toEqual([
      { pointer: '/changes/0/facility', code: 'scenario-facility-unknown' },
      { pointer: '/changes/1/point', code: 'scenario-point-outside' },
      { pointer: '/changes/2/point', code: 'scenario-point-on-barrier' },
      { pointer: '/changes/3/id', code: 'scenario-facility-exists' },
      { pointer: '/changes/5/facility', code: 'scenario-facility-unknown' },
      { pointer: '/changes/6', code: 'scenario-source-or-across' },
      { pointer: '/changes/7', code: 'scenario-road-unknown' },
      { pointer: '/changes/8', code: 'scenario-nothing-to-cut' },
      { pointer: '/changes/9/polygon', code: 'scenario-barrier-empty' },
      { pointer: '/changes/10', code: 'scenario-no-speeds' },
      { pointer: '/changes/11/zones/1', code: 'scenario-zone-unknown' },
      { pointer: '/changes/12', code: 'scenario-nothing-changed' },
      { pointer: '/changes/13/line/1', code: 'scenario-point-outside' },
    ]);
  });

  it('cuts the bridge: nobody crosses the river any more', () => {
    const east = cellOf(3050, 1250);
    expect(times([])[east]).toBeLessThan(Infinity);
    expect(times([{ type: 'cut-road', source: 2 }])[east]).toBe(Infinity);
    expect(times([{ type: 'cut-road', across: [at(2050, 1100), at(2050, 1400)] }])[east]).toBe(Infinity);
    // West of the river nothing changed, to the last bit.
    const before = times([]);
    const after = times([{ type: 'cut-road', across: [at(2050, 1100), at(2050, 1400)] }]);
    for (let cell = 0; cell < before.length; cell++)
      if (cell % COLUMNS < 20) expect(after[cell]).toBe(before[cell]);
  });

  it('a new bridge or ferry opens a way; its ends join the road beside them', () => {
    const cut: ChangeInput = { type: 'cut-road', source: 2 };
    const east = cellOf(3050, 1250);
    const line = [at(1900, 1262), at(2200, 1240)];
    const bridge: ChangeInput = { type: 'add-road', line, class: 'secondary', structure: 'bridge' };
    const { notes } = apply([cut, bridge]);
    expect(notes.at(-1)).toMatchObject({ code: 'scenario-road-joined', parameters: { joins: 2 } });
    const withBridge = times([cut, bridge])[east]!;
    expect(withBridge).toBeCloseTo(times([])[east]!, -1);
    const ferry = times([cut, { type: 'add-road', line, class: 'ferry' }])[east]!;
    expect(ferry).toBeGreaterThan(withBridge + 60);
    expect(ferry).toBeLessThan(Infinity);
  });

  it('a road on the ground meets what it crosses; a bridge does not', () => {
    const crossing = [at(350, 650), at(1150, 650)];
    const ground = apply([{ type: 'add-road', line: crossing, class: 'secondary' }]);
    expect(ground.notes[0]).toMatchObject({ code: 'scenario-road-joined', parameters: { joins: 1 } });
    const over = apply([{ type: 'add-road', line: crossing, class: 'secondary', structure: 'bridge' }]);
    expect(over.notes[0]).toMatchObject({ code: 'scenario-road-alone' });
    const before = times([]);
    const after = times([{ type: 'add-road', line: crossing, class: 'secondary' }]);
    expect(after[cellOf(1150, 650)]!).toBeLessThan(before[cellOf(1150, 650)]! - 60);
  });

  it('a flood closes land and the roads in it, or leaves them as causeways', () => {
    const polygon = [at(1000, 0), at(1400, 0), at(1400, 2400), at(1000, 2400)];
    const east = cellOf(1750, 1250);
    expect(times([{ type: 'add-barrier', polygon }])[east]).toBe(Infinity);
    const kept = times([{ type: 'add-barrier', polygon, roads: 'keep' }]);
    expect(kept[east]).toBe(times([])[east]);
    expect(kept[cellOf(1250, 350)]).toBe(Infinity);
    const { region, notes } = apply([{ type: 'add-barrier', polygon }]);
    let people = 0;
    let cells = 0;
    for (let cell = 0; cell < city.population.length; cell++)
      if (region.barrier[cell] === 1 && city.barrier[cell] === 0) {
        cells++;
        people += city.population[cell]!;
      }
    expect(notes[0]!.parameters['cells']).toBe(cells);
    expect(Math.abs(cells - 4 * ROWS)).toBeLessThanOrEqual(4);
    expect(notes[0]!.parameters['people']).toBe(people);
    expect(city.barrier[cellOf(1250, 350)]).toBe(0);
  });

  it('speeds change by class, season and mode, over what the question asks for', () => {
    const faster: ChangeInput = { type: 'set-speeds', road: { secondary: { percent: 200 } }, season: 'wet' };
    const engine = (changes: ChangeInput[], travel: TravelInput) =>
      applySpeedChanges(Travel.parse(travel), ChangeList.parse(changes)).speeds;
    expect(engine([faster], { mode: 'car', season: 'wet' })).toEqual({ road: { secondary: 90 } });
    expect(engine([faster], { mode: 'car' })).toBeUndefined();
    expect(engine([faster], { mode: 'walk', season: 'wet' })).toEqual({});
    expect(
      engine([faster, faster], { mode: 'car', season: 'wet', speeds: { road: { secondary: 10 } } }),
    ).toEqual({ road: { secondary: 40 } });
    expect(engine([{ type: 'set-speeds', land: { grassland: { kmh: 0 } } }], {})).toEqual({
      land: { grassland: 0 },
    });
    const slow = times([{ type: 'set-speeds', road: { secondary: { kmh: 9 } } }]);
    const before = times([]);
    expect(slow[cellOf(1550, 1250)]! - 120).toBeCloseTo(5 * (before[cellOf(1550, 1250)]! - 120), 3);
  });

  it('people grow where and as much as the assumption says, ages alike', () => {
    const { region, notes } = apply([
      { type: 'scale-population', yearlyPercent: 2, years: 10, zones: ['东'] },
    ]);
    const factor = 1.02 ** 10;
    expect(notes[0]).toMatchObject({
      code: 'scenario-population',
      parameters: { yearlyPercent: 2, years: 10 },
    });
    region.population.forEach((people, cell) => {
      const expected = city.population[cell]! * (cell % COLUMNS < 20 ? 1 : factor);
      expect(people).toBe(expected);
      expect(region.populationByAge['65+']![cell]).toBeCloseTo(expected / 4, -3);
    });
  });
});

const place = fc
  .tuple(fc.integer({ min: 20, max: COLUMNS * 100 - 20 }), fc.integer({ min: 20, max: ROWS * 100 - 20 }))
  .filter(([x]) => x < 1990 || x > 2110);
const TRAVELS: TravelInput[] = [{ mode: 'walk' }, { mode: 'car' }, { mode: 'bicycle' }];

describe('properties', () => {
  it('zones grow at rates of their own; a census by zone replaces the layer, conserved and ages alike', () => {
    const region = buildScenarioCity();
    const layer = region.zones[0]!;
    const sumOf = (people: ArrayLike<number>, zone: number): number =>
      Array.from(people).reduce(
        (sum, value, cell) => (layer.zoneOfCell[cell] === zone ? sum + value : sum),
        0,
      );
    const [west, east] = layer.names.map((pair) => pair.en) as [string, string];
    const grown = applyScenario(
      region,
      ChangeList.parse([{ type: 'scale-population', yearlyPercent: 2, years: 3, byZone: { [east]: -10 } }]),
    );
    expect(sumOf(grown.region.population, 0)).toBeCloseTo(sumOf(region.population, 0) * 1.02 ** 3, 3);
    expect(sumOf(grown.region.population, 1)).toBeCloseTo(sumOf(region.population, 1) * 0.9 ** 3, 3);
    expect(grown.notes.map(({ code }) => code)).toEqual([
      'scenario-population',
      'scenario-population-by-zone',
    ]);

    const set = applyScenario(
      region,
      ChangeList.parse([
        { type: 'set-population', people: { [west]: 1234.5, [east]: 0 }, source: 'census 2030' },
      ]),
    );
    expect(sumOf(set.region.population, 0)).toBeCloseTo(1234.5, 6);
    expect(sumOf(set.region.population, 1)).toBe(0);
    const [band, ages] = Object.entries(region.populationByAge)[0] ?? [];
    if (band && ages) {
      const share = sumOf(ages, 0) / sumOf(region.population, 0);
      const now = set.region.populationByAge[band as keyof Region['populationByAge']]!;
      expect(sumOf(now, 0) / 1234.5).toBeCloseTo(share, 4);
    }
    expect(set.notes[0]).toMatchObject({
      code: 'scenario-population-set',
      parameters: { zones: 2, to: 1234.5, source: 'census 2030' },
    });
    expect(region.population[0]).toBe(buildScenarioCity().population[0]);

    const refused = (changes: ChangeInput[]): [string, string][] => {
      try {
        applyScenario(region, ChangeList.parse(changes));
      } catch (error) {
        return (error as ProblemException).places.map(({ pointer, code }) => [pointer, code]);
      }
      return [];
    };
    expect(
      refused([
        { type: 'set-population', people: { 'no/where': 5, [west]: 3 }, source: 'x' },
        { type: 'scale-population', yearlyPercent: 1, years: 1, zones: ['nobody'], byZone: { none: 1 } },
      ]),
    ).toEqual([
      ['/changes/0/people/no~1where', 'scenario-zone-unknown'],
      ['/changes/1/zones/0', 'scenario-zone-unknown'],
      ['/changes/1/byZone/none', 'scenario-zone-unknown'],
    ]);
    expect(
      refused([
        { type: 'set-population', people: { [east]: 0 }, source: 'x' },
        { type: 'set-population', people: { [east]: 7 }, source: 'x' },
      ]),
    ).toEqual([[`/changes/1/people/${east}`, 'scenario-zone-empty']]);
  });

  it('more service never worse: facilities, roads, bridges and ferries make nobody slower', () => {
    const baselines = TRAVELS.map((travel) => times([], travel));
    const service = fc.oneof(
      place.map(([x, y]): ChangeInput => ({ type: 'add-facility', point: at(x, y), tier: 'village' })),
      fc
        .tuple(
          fc.array(place, { minLength: 2, maxLength: 4 }),
          fc.constantFrom('secondary', 'track', 'ferry'),
          fc.boolean(),
        )
        .filter(([points]) => new Set(points.map(String)).size === points.length)
        .map(([points, roadClass, bridge]): ChangeInput => ({
          type: 'add-road',
          line: points.map(([x, y]) => at(x, y)),
          class: roadClass as 'track',
          structure: bridge && roadClass !== 'ferry' ? 'bridge' : 'road',
        })),
    );
    fc.assert(
      fc.property(fc.array(service, { minLength: 1, maxLength: 4 }), fc.nat(2), (given, mode) => {
        const changes = given.map((c, i) => (c.type === 'add-facility' ? { ...c, id: `f${i}` } : c));
        const after = times(changes, TRAVELS[mode]);
        const before = baselines[mode]!;
        for (let cell = 0; cell < after.length; cell++)
          expect(after[cell]!).toBeLessThanOrEqual(before[cell]! * (1 + 1e-12));
      }),
      { numRuns: runs(2000) },
    );
  });

  /**
   * A cut leaves two ends where the road can be entered, and a cell enters each piece at its nearest place:
   * whoever lives beside the cut
   * may save metres inside one cell, never more.
   */
  const INSIDE_ONE_CELL_SECONDS = 90;

  it('less service never better: closing, cutting and flooding make nobody faster beyond one cell', () => {
    const baselines = TRAVELS.map((travel) => times([], travel));
    const loss = fc.oneof(
      fc.constant<ChangeInput>({ type: 'close-facility', facility: 'south' }),
      fc.constantFrom(1, 2, 3, 4).map((source): ChangeInput => ({ type: 'cut-road', source })),
      fc.tuple(place, place).map(([[x0, y0], [x1, y1]]): ChangeInput => ({
        type: 'cut-road',
        across: [at(x0, y0), at(x1, y1)],
      })),
      fc.tuple(place, fc.integer({ min: 100, max: 600 })).map(([[x, y], r]): ChangeInput => ({
        type: 'add-barrier',
        polygon: [at(x - r, y - r), at(x + r, y - r), at(x + r, y + r), at(x - r, y + r)],
      })),
    );
    fc.assert(
      fc.property(loss, fc.nat(2), (change, mode) => {
        if (faultsOf([change]).length > 0) return; // a line that crosses no road is refused
        const after = times([change], TRAVELS[mode]);
        const before = baselines[mode]!;
        for (let cell = 0; cell < after.length; cell++)
          expect(after[cell]!).toBeGreaterThanOrEqual(
            before[cell]! - (change.type === 'close-facility' ? 0 : INSIDE_ONE_CELL_SECONDS),
          );
      }),
      { numRuns: runs(1000) },
    );
  });

  it('an unrelated change changes no time by a bit', () => {
    const before = TRAVELS.map((travel) => times([], travel));
    const unrelated = fc.oneof(
      fc
        .record({ beds: fc.nat(100), nurses: fc.nat(20) })
        .map((part): ChangeInput => ({ type: 'change-facility', facility: 'west', ...part })),
      fc
        .integer({ min: -5, max: 5 })
        .map((yearlyPercent): ChangeInput => ({ type: 'scale-population', yearlyPercent, years: 3 })),
      fc.constant<ChangeInput>({ type: 'set-speeds', season: 'wet', road: { secondary: { kmh: 5 } } }),
      fc.constant<ChangeInput>({
        type: 'set-speeds',
        road: { motorway: { kmh: 5 } },
        land: { moss: { percent: 10 } },
      }),
      fc.constant<ChangeInput>({ type: 'move-facility', facility: 'west', point: at(150, 1250) }),
    );
    fc.assert(
      fc.property(fc.array(unrelated, { minLength: 1, maxLength: 3 }), fc.nat(2), (changes, mode) => {
        expect(
          Buffer.from(times(changes, TRAVELS[mode]).buffer).equals(Buffer.from(before[mode]!.buffer)),
        ).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });

  it('a road that is added and removed again leaves every time as it was', () => {
    const before = times([]);
    fc.assert(
      fc.property(place, place, ([x0, y0], [x1, y1]) => {
        fc.pre(x0 !== x1 || y0 !== y1);
        const changes: ChangeInput[] = [
          { type: 'add-road', line: [at(x0, y0), at(x1, y1)], class: 'primary' },
          { type: 'cut-road', source: -1 },
        ];
        const after = times(changes);
        expect(Buffer.from(after.buffer).equals(Buffer.from(before.buffer))).toBe(true);
      }),
      { numRuns: runs(200) },
    );
  });
});
