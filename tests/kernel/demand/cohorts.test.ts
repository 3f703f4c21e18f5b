import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeBirths, computeCohortStep } from '../../../server/kernel/demand/cohorts.ts';
import { projectPeople } from '../../../server/kernel/demand/project-people.ts';
import { computeVisits, scaleVisitRates, splitVisitChange } from '../../../server/kernel/demand/visits.ts';
import { runs } from '../../support/depth.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

describe('computeCohortStep', () => {
  // a toy of 17 groups of five years by sex, projected by another programme (numpy) with the same order of
  // events
  const women = [450, 470, 480, 500, 520, 560, 600, 580, 550, 540, 520, 480, 420, 350, 260, 180, 160];
  const men = [480, 500, 510, 520, 540, 570, 610, 590, 560, 550, 530, 480, 410, 330, 230, 140, 100];
  const survivalOfWomen = [
    0.998, 0.9995, 0.9995, 0.999, 0.999, 0.999, 0.9985, 0.998, 0.997, 0.995, 0.992, 0.988, 0.98, 0.965, 0.935,
    0.87, 0.62,
  ];
  const survivalOfMen = [
    0.997, 0.9993, 0.9993, 0.9985, 0.998, 0.998, 0.9975, 0.996, 0.994, 0.99, 0.984, 0.975, 0.96, 0.93, 0.88,
    0.79, 0.52,
  ];
  const fertility = [0, 0, 0, 0.006, 0.05, 0.08, 0.055, 0.022, 0.004, 0.0005, 0, 0, 0, 0, 0, 0, 0];
  const migrants = [0, 0, 0, -10, -30, -25, -10, -5, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const moving = new Float64Array(17).fill(1);

  it('equals the cohort-component toy of five-year groups, three steps, both sexes, to 1e-9', () => {
    const totals = [15_367.856916719054, 15_301.75309352081, 15_066.04482496066];
    const births = [584.4022375, 533.0349468125, 488.7781046362375];
    const olds = [0.15055775262215101, 0.1880625332543428, 0.22514785509466698];
    let f: Float64Array = Float64Array.from(women);
    let m: Float64Array = Float64Array.from(men);
    totals.forEach((total, step) => {
      const nextF = computeCohortStep(f, { survival: survivalOfWomen, moving, migrants });
      const nextM = computeCohortStep(m, { survival: survivalOfMen, moving, migrants });
      const born = computeBirths(f, nextF, fertility, 5);
      expect(born).toBeCloseTo(births[step]!, 9);
      // 1.06 boys a girl; 0.996 and 0.995 survive to the end of the step
      nextF[0] = nextF[0]! + (born / 2.06) * 0.996;
      nextM[0] = nextM[0]! + ((born * 1.06) / 2.06) * 0.995;
      [f, m] = [nextF, nextM];
      expect(sum(f) + sum(m)).toBeCloseTo(total, 8);
      expect((sum(f.slice(13)) + sum(m.slice(13))) / total).toBeCloseTo(olds[step]!, 12);
    });
    expect(f[16]).toBeCloseTo(504.2003975, 9);
    expect(m[0]).toBeCloseTo(250.249644155262, 9);
  });

  it('loses nobody but the dead: people later = survivors + migrants', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            people: fc.double({ min: 0, max: 1e6, noNaN: true }),
            survival: share,
            moving: share,
            come: fc.double({ min: 0, max: 1e4, noNaN: true }),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        (bands) => {
          const people = bands.map((band) => band.people);
          const later = computeCohortStep(people, {
            survival: bands.map((band) => band.survival),
            moving: bands.map((band) => band.moving),
            migrants: bands.map((band) => band.come),
          });
          const expected = sum(bands.map((band) => band.people * band.survival + band.come));
          expect(Math.abs(sum(later) - expected)).toBeLessThanOrEqual(1e-9 * (1 + expected));
        },
      ),
      { numRuns: runs(10_000) },
    );
  });

  it('refuses shares that are none and bands that differ', () => {
    const good = { survival: [1, 1], moving: [0, 0], migrants: [0, 0] };
    expect(() => computeCohortStep([1, 1], { ...good, survival: [1, 1.1] })).toThrow(/survival/);
    expect(() => computeCohortStep([1, 1], { ...good, moving: [2, 0] })).toThrow(/moving/);
    expect(() => computeCohortStep([1, 1], { ...good, migrants: [0] })).toThrow(/migrants: expected 2 bands/);
  });
});

describe('projectPeople', () => {
  it('grows by compound interest, every band alike', () => {
    const [ten, twenty] = projectPeople([100, 300], { change: 0.02, ageing: null }, [10, 20]);
    expect(ten![0]).toBeCloseTo(100 * 1.02 ** 10, 10);
    expect(twenty![1]).toBeCloseTo(300 * 1.02 ** 20, 10);
    expect(() => projectPeople([1], { change: -1, ageing: null }, [1])).toThrow(/change/);
  });

  it('two years of ageing by hand', () => {
    // bands of 10 years, 40 years and open; 1 % of the adults' number is born, 10 % of the old die
    const ageing = { widthYears: [10, 40, 1], fertility: [0, 0.01, 0], mortality: [0, 0, 0.1] };
    const [one, two] = projectPeople([100, 400, 80], { change: 0, ageing }, [1, 2]);
    // 10 of the children grow up, 10 adults grow old, 8 old people die; births 0.01 · (400 + 400) / 2
    expect([...one!]).toEqual([94, 400, 82]);
    // 9.4 and 10 move on, 8.2 die; births 0.01 · (400 + 399.4) / 2 = 3.997
    [94 - 9.4 + 3.997, 400 + 9.4 - 10, 82 + 10 - 8.2].forEach((people, band) =>
      expect(two![band]).toBeCloseTo(people, 10),
    );
  });

  it('without births, deaths and migration nobody is lost; the last band takes all in the end', () => {
    const still = { widthYears: [7, 8, 45, 5, 1], fertility: [0, 0, 0, 0, 0], mortality: [0, 0, 0, 0, 0] };
    const answers = projectPeople([70, 80, 450, 50, 100], { change: 0, ageing: still }, [1, 10, 600]);
    for (const bands of answers) expect(sum(bands)).toBeCloseTo(750, 8);
    expect(answers[0]![4]).toBeCloseTo(110, 10);
    expect(answers[2]![4]).toBeCloseTo(750, 1);
  });

  it('more births, fewer deaths, more newcomers never give fewer people', () => {
    const rate = fc.double({ min: 0, max: 0.1, noNaN: true });
    const five = fc.array(rate, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { minLength: 5, maxLength: 5 }),
        five,
        five,
        rate,
        fc.nat(2),
        (people, fertility, mortality, more, which) => {
          const rates = { change: 0.01, ageing: { widthYears: [7, 8, 45, 5, 1], fertility, mortality } };
          const better = {
            change: which === 0 ? 0.01 + more : 0.01,
            ageing: {
              ...rates.ageing,
              fertility: which === 1 ? fertility.map((f) => f + more) : fertility,
              mortality: which === 2 ? mortality.map((d) => d * (1 - more)) : mortality,
            },
          };
          const [a] = projectPeople(people, rates, [15]);
          const [b] = projectPeople(people, better, [15]);
          expect(sum(b!)).toBeGreaterThanOrEqual(sum(a!) * (1 - 1e-12));
        },
      ),
      { numRuns: runs(10_000) },
    );
  });
});

describe('visits', () => {
  it('are scaled to the mean asked for, and shared by age', () => {
    const rates = scaleVisitRates([100, 300], [2, 1], 5);
    // 5 · 400 / (100 · 2 + 300 · 1) = 4
    expect([...rates]).toEqual([8, 4]);
    expect(computeVisits([100, 300], rates)).toBe(2000);
    expect([...scaleVisitRates([0, 0], [2, 1], 5)]).toEqual([10, 5]);
  });

  it('their change splits exactly into more people and other ages', () => {
    // 400 people become 500, the old from a quarter to half; 4 and 8 visits
    expect(splitVisitChange([300, 100], [250, 250], [4, 8])).toEqual({ bySize: 550, byAgeing: 450 });
    const bands = fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(bands, bands, bands, (before, after, rates) => {
        const { bySize, byAgeing } = splitVisitChange(before, after, rates);
        const change = computeVisits(after, rates) - computeVisits(before, rates);
        // both parts may be far larger than their sum: rounding goes with them
        const size = Math.abs(bySize) + Math.abs(byAgeing) + computeVisits(after, rates);
        expect(Math.abs(bySize + byAgeing - change)).toBeLessThanOrEqual(1e-9 * (1 + size));
      }),
      { numRuns: runs(10_000) },
    );
  });
});
