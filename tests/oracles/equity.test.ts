import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeConcentration } from '../../server/kernel/equity/concentration.ts';
import { computeDensity } from '../../server/kernel/equity/density.ts';
import { computeGini, computeGiniByMeanDifference, computeLorenz } from '../../server/kernel/equity/gini.ts';
import {
  computeAtkinson,
  computeHoover,
  computePalma,
  computePoverty,
  computeSpread,
} from '../../server/kernel/equity/spread.ts';
import { computeTheil } from '../../server/kernel/equity/theil.ts';
import { runs } from '../support/depth.ts';

/**
 * Six zones. Figures: the R package ipeaGIT/accessibility @dfde37a2 (1.4.0.9000) run on them (Gini, Theil T
 * with groups, concentration,
 * Palma, FGT), and an independent numpy computation of the textbook formulae (all others), which agree
 * where they meet.
 */
const zones = { values: [2, 3.5, 5, 8, 13, 21], weights: [100, 250, 400, 300, 150, 50] };
const income = [800, 1000, 1500, 1400, 3000, 6000];
const groups = ['rural', 'rural', 'urban', 'rural', 'urban', 'urban'];

describe('inequality of six zones', () => {
  it('Gini, both ways', () => {
    expect(computeGini(zones)).toBeCloseTo(0.31150442477876095, 12);
    expect(computeGiniByMeanDifference(zones)).toBeCloseTo(0.31150442477876106, 12);
  });

  it('Theil T by group', () => {
    const theil = computeTheil(zones, 'T', groups)!;
    expect(theil.total).toBeCloseTo(0.16776123021345804, 12);
    expect(theil.within).toBeCloseTo(0.14348120779939533, 12);
    expect(theil.between).toBeCloseTo(0.02428002241406263, 12);
    expect(theil.withinShare).toBeCloseTo(0.855270360242537, 12);
    const [rural, urban] = theil.groups;
    expect(rural).toMatchObject({ group: 'rural', populationShare: expect.closeTo(0.52, 12) as number });
    expect(rural!.resourceShare).toBeCloseTo(0.41002949852507375, 12);
    expect(rural!.index).toBeCloseTo(0.11512094548850016, 12);
    expect(rural!.withinPart).toBeCloseTo(0.0472029835483821, 12);
    expect(rural!.betweenPart).toBeCloseTo(-0.0974228886465786, 12);
    expect(urban!.withinPart).toBeCloseTo(0.0962782242510131, 12);
    expect(urban!.betweenPart).toBeCloseTo(0.121702911060641, 12);
  });

  it('Theil L by group, in both bases', () => {
    const theil = computeTheil(zones, 'L', groups)!;
    expect(theil.total).toBeCloseTo(0.16431181142204088, 12);
    expect(theil.within).toBeCloseTo(0.13977745230256944, 12);
    expect(theil.between).toBeCloseTo(0.024534359119471452, 12);
    expect(computeTheil(zones, 'L', groups, '10')!.total).toBeCloseTo(0.16431181142204088 / Math.LN10, 12);
  });

  it('Atkinson, concentration, Hoover', () => {
    expect(computeAtkinson(zones, 0.5)).toBeCloseTo(0.07991343310717891, 12);
    expect(computeAtkinson(zones, 1)).toBeCloseTo(0.15152258432082, 12);
    expect(computeAtkinson(zones, 2)).toBeCloseTo(0.27084338260722685, 12);
    const concentration = computeConcentration(zones, income)!;
    expect(concentration.index).toBeCloseTo(0.24353982300884955, 12);
    // the R package's "corrected" index is Erreygers' with the bounds found
    expect(concentration.erreygers).toBeCloseTo(0.347621052631579, 12);
    expect(computeHoover(zones)).toBeCloseTo(0.23716814159292035, 12);
  });

  it('Palma and poverty of access', () => {
    expect(computePalma(zones, income, 'whole-places')).toBeCloseTo(3.92805755395683, 12);
    // richest 125 people: 50 of f, 75 of e; poorest 500: a, b and 150 of d
    expect(computePalma(zones, income)).toBeCloseTo(
      (50 * 21 + 75 * 13) / 125 / ((200 + 875 + 150 * 8) / 500),
      12,
    );
    for (const [line, expected] of [
      [5, [0.28, 0.108, 0.0468]],
      [10, [0.84, 0.402, 0.2253]],
    ] as const)
      ([0, 1, 2] as const).forEach((alpha) =>
        expect(computePoverty(zones, line, alpha)).toBeCloseTo(expected[alpha], 12),
      );
  });

  it('spread', () => {
    const spread = computeSpread(zones);
    expect(spread.mean).toBeCloseTo(6.78, 12);
    expect(spread.maximumOverMinimum).toBe(10.5);
    expect(spread.p90OverP10).toBe(13 / 3.5);
  });
});

describe('HRDI, HRAD, PAD of three zones (numpy from the formulae)', () => {
  const people = [50_000, 30_000, 20_000];
  const area = [100, 300, 600];
  it('doctors', () => {
    const rows = computeDensity([90, 40, 20], people, area);
    [1.2727922061357855, 0.4216370213557839, 0.18257418583505536].forEach((hrdi, i) =>
      expect(rows[i]!.hrdi).toBeCloseTo(hrdi, 12),
    );
    [6, 0.888888888888889, 0.22222222222222224].forEach((hrad, i) =>
      expect(rows[i]!.hrad).toBeCloseTo(hrad, 12),
    );
    [5, 1, 0.33333333333333337].forEach((pad, i) => expect(rows[i]!.pad).toBeCloseTo(pad, 12));
    [1.2, 0.888888888888889, 0.6666666666666666].forEach((ratio, i) =>
      expect(rows[i]!.hradOverPad).toBeCloseTo(ratio, 12),
    );
    const mean = rows.reduce((sum, row, i) => sum + row.hradOverPad! * people[i]!, 0) / 100_000;
    expect(mean).toBeCloseTo(1, 12);
  });
  it('beds, and nothing where nothing can be divided', () => {
    const rows = computeDensity([150, 60, 40], people, area);
    [2.1213203435596424, 0.6324555320336759, 0.3651483716701107].forEach((hrdi, i) =>
      expect(rows[i]!.hrdi).toBeCloseTo(hrdi, 12),
    );
    expect(computeDensity([1], [0], [0])).toEqual([{ hrdi: null, hrad: null, pad: null, hradOverPad: null }]);
  });
});

describe('laws', () => {
  const sample = fc
    .array(
      fc.tuple(
        fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1e4, noNaN: true })),
        fc.integer({ min: 0, max: 1000 }),
      ),
      {
        minLength: 1,
        maxLength: 20,
      },
    )
    .map((pairs) => ({ values: pairs.map((pair) => pair[0]), weights: pairs.map((pair) => pair[1]) }));

  it('two Ginis agree, lie in [0, 1) and do not change with the unit or when a place is split in two', () => {
    fc.assert(
      fc.property(sample, (input) => {
        const gini = computeGini(input);
        const other = computeGiniByMeanDifference(input);
        if (gini === null || other === null) {
          expect(gini).toBe(other);
          return;
        }
        expect(gini).toBeCloseTo(other, 9);
        expect(gini).toBeLessThan(1);
        expect(computeGini({ ...input, values: input.values.map((x) => x * 7) })).toBeCloseTo(gini, 9);
        const halves = {
          values: [...input.values, ...input.values],
          weights: [...input.weights, ...input.weights],
        };
        expect(computeGini(halves)).toBeCloseTo(gini, 9);
        const { people, resource } = computeLorenz(input);
        resource.forEach((share, k) => expect(share).toBeLessThanOrEqual(people[k]! + 1e-9));
      }),
      { numRuns: runs(1000) },
    );
  });

  it('Theil parts add up to the index of the whole; equality is 0 everywhere', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 4 }), (input, groupCount) => {
        const names = input.values.map((_, i) => `g${i % groupCount}`);
        for (const kind of ['T', 'L'] as const) {
          const whole = computeTheil(input, kind);
          const parts = computeTheil(input, kind, names);
          if (whole === null) expect(parts).toBeNull();
          else expect(parts!.total).toBeCloseTo(whole.total, 9);
        }
      }),
      { numRuns: runs(1000) },
    );
    const equal = { values: [3, 3, 3], weights: [1, 2, 3] };
    expect(computeGini(equal)).toBeCloseTo(0, 12);
    expect(computeTheil(equal, 'L')!.total).toBeCloseTo(0, 12);
    expect(computeHoover(equal)).toBeCloseTo(0, 12);
    expect(computePalma(equal)).toBeCloseTo(1, 12);
    expect(computeConcentration(equal, [1, 2, 3])!.index).toBeCloseTo(0, 12);
  });

  it('leaves out empty zones and zones without a value, and refuses what cannot be', () => {
    const zonesAndMore = { values: [...zones.values, null, 99], weights: [...zones.weights, 50, 0] };
    expect(computeGini(zonesAndMore)).toBeCloseTo(computeGini(zones)!, 15);
    expect(computeGini({ values: [], weights: [] })).toBeNull();
    expect(computeGini({ values: [0], weights: [1] })).toBeNull();
    expect(computeTheil({ values: [0, 1], weights: [1, 1] }, 'L')).toBeNull();
    expect(computeTheil({ values: [0, 1], weights: [1, 1] }, 'T')!.total).toBeCloseTo(Math.LN2, 12);
    expect(computeAtkinson({ values: [0, 1], weights: [1, 1] }, 1)).toBe(1);
    expect(() => computeGini({ values: [-1], weights: [1] })).toThrow(/values/);
    expect(() => computeGini({ values: [1], weights: [NaN] })).toThrow(/weights/);
    expect(() => computePoverty(zones, 0, 1)).toThrow(/line/);
  });
});
