import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decay } from '../../server/kernel/access/decay.ts';
import { buildDecay, buildE2sfcaSteps, E2SFCA_STEPS } from '../../server/kernel/access/decay.ts';
import type { FloatingCatchmentMethod } from '../../server/kernel/access/floating-catchment.ts';
import {
  computeFloatingCatchment,
  computeOpportunities,
  computeSpatialAvailability,
  computeTimeToOpportunities,
  computeWeights,
  normaliseScores,
} from '../../server/kernel/access/floating-catchment.ts';
import { computeRationalAgents } from '../../server/kernel/access/raam.ts';
import type { ReachLists } from '../../server/kernel/access/reach-lists.ts';
import { transposeReachLists } from '../../server/kernel/access/reach-lists.ts';
import { listsOfMinutes } from '../kernel/access/table-lists.ts';
import { runs } from '../support/depth.ts';

const near = (actual: ArrayLike<number>, expected: readonly number[], digits = 9): void =>
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, digits));

function score(
  lists: ReachLists,
  decay: Decay,
  population: readonly number[],
  supply: readonly number[],
  method: FloatingCatchmentMethod,
): Float64Array {
  return computeFloatingCatchment(lists, computeWeights(lists, buildDecay(decay)), population, supply, method)
    .score;
}

describe('decay functions (R package ipeaGIT/accessibility @dfde37a2, run)', () => {
  const minutes = [0, 0.5, 1, 5, 10, 15, 20, 29.999, 30, 30.001, 40, 45, 60, 90];
  const check = (decay: Decay, expected: readonly number[]): void => {
    const weigh = buildDecay(decay);
    near(
      minutes.map((t) => weigh(t * 60)),
      expected,
      12,
    );
  };
  it('binary and linear', () => {
    check({ kind: 'binary', cutoffMinutes: 30 }, [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
    check(
      { kind: 'linear', cutoffMinutes: 30 },
      [
        1, 0.983333333333333, 0.966666666666667, 0.833333333333333, 0.666666666666667, 0.5, 0.333333333333333,
        3.33333333333297e-5, 0, 0, 0, 0, 0, 0,
      ],
    );
  });
  it('exponential and power', () => {
    check(
      { kind: 'exponential', ratePerMinute: 0.1 },
      [
        1, 0.951229424500714, 0.90483741803596, 0.606530659712633, 0.367879441171442, 0.22313016014843,
        0.135335283236613, 0.0497920473236444, 0.0497870683678639, 0.0497820899099542, 0.0183156388887342,
        0.0111089965382423, 0.00247875217666636, 0.00012340980408668,
      ],
    );
    check(
      { kind: 'power', exponent: 0.5 },
      [
        1, 1, 1, 0.447213595499958, 0.316227766016838, 0.258198889747161, 0.223606797749979,
        0.182577228814227, 0.182574185835055, 0.182571143008029, 0.158113883008419, 0.149071198499986,
        0.129099444873581, 0.105409255338946,
      ],
    );
  });
  it('steps that change at the edge', () => {
    check(
      { kind: 'stepped', edgesMinutes: [10, 20, 30], weights: [0.66, 0.33, 0], edge: 'changes-at-step' },
      [1, 1, 1, 1, 0.66, 0.66, 0.33, 0.33, 0, 0, 0, 0, 0, 0],
    );
  });
  it('logistic', () => {
    check(
      { kind: 'logistic', inflectionMinutes: 30, sdMinutes: 5 },
      [
        1, 0.999996265586122, 0.999991788543926, 0.999903607607107, 0.999312771191954, 0.99570397450831,
        0.974126559387192, 0.5001000809369, 0.500009389266658, 0.499918697596416, 0.0258922191461249,
        0.00431480402500603, 1.87785333163424e-5, 3.52639935325056e-10,
      ],
    );
  });
});

describe('weights (pysal/access @541de01e, run)', () => {
  it('steps with closed edges', () => {
    const steps = buildDecay({
      kind: 'stepped',
      edgesMinutes: [20, 40, 60],
      weights: [1, 0.68, 0.22],
      edge: 'closed',
    });
    near(
      [0, 10, 20, 20.0001, 30, 40, 50, 60, 60.0001, 70].map((t) => steps(t * 60)),
      [1, 1, 1, 0.68, 0.68, 0.68, 0.22, 0.22, 0, 0],
    );
    expect(buildE2sfcaSteps(60)).toMatchObject({ edgesMinutes: [20, 40, 60], weights: [1, 0.68, 0.22] });
    expect(buildE2sfcaSteps(30)).toEqual(E2SFCA_STEPS);
    const defaults = buildDecay(E2SFCA_STEPS);
    near(
      [0, 10, 10.5, 20, 25, 30, 31].map((t) => defaults(t * 60)),
      [1, 1, 0.68, 0.68, 0.22, 0.22, 0],
    );
  });
  it('gaussian and gravity', () => {
    const gaussian = buildDecay({ kind: 'gaussian', sigmaMinutes: 20 });
    near(
      [0, 1, 20, 40, 60].map((t) => gaussian(t * 60)),
      [1, 0.9987507809245809, 0.6065306597126334, 0.1353352832366127, 0.011108996538242306],
      12,
    );
    const gravity = buildDecay({ kind: 'gravity', scaleMinutes: 20, exponent: -2, leastMinutes: 1 });
    near(
      [0, 1, 2, 20, 40, 60].map((t) => gravity(t * 60)),
      [400, 400, 100, 1, 0.25, 0.1111111111111111],
    );
  });
  it('refuses parameters out of range by name', () => {
    expect(() => buildDecay({ kind: 'gaussian', sigmaMinutes: 0 })).toThrow(/sigmaMinutes/);
    expect(() => buildDecay({ kind: 'gravity', scaleMinutes: 1, exponent: -1, leastMinutes: 0 })).toThrow(
      /leastMinutes/,
    );
    expect(() =>
      buildDecay({ kind: 'stepped', edgesMinutes: [20, 10], weights: [1, 1], edge: 'closed' }),
    ).toThrow(/ascending/);
    expect(() => buildDecay({ kind: 'calibrated-gaussian', cutoffMinutes: 30, weightAtCutoff: 1 })).toThrow(
      /< 1/,
    );
  });
  it('the calibrated gaussian has its weight at the cut-off', () => {
    const weigh = buildDecay({ kind: 'calibrated-gaussian', cutoffMinutes: 30, weightAtCutoff: 0.01 });
    expect(weigh(1800)).toBeCloseTo(0.01, 12);
  });
});

describe('three places, two doctors’ offices (uva-bi-sdad/catchment as published; recomputed with numpy)', () => {
  const population = [5, 10, 50];
  const doctors = [50, 100];
  const lists = listsOfMinutes([
    [5, 70],
    [50, 40],
    [25, 30],
  ]);
  const steps: Decay = {
    kind: 'stepped',
    edgesMinutes: [20, 40, 60],
    weights: [1, 0.68, 0.22],
    edge: 'closed',
  };
  it.each([
    [
      '2SFCA, closed',
      { kind: 'binary', cutoffMinutes: 30 },
      '2sfca',
      [0.9090909090909091, 0, 2.909090909090909],
    ],
    ['E2SFCA', steps, '2sfca', [1.2135922330097086, 1.933656957928803, 2.491909385113269]],
    ['M2SFCA', steps, 'm2sfca', [1.2135922330097086, 1.1920711974110034, 1.694498381877023]],
    ['BFCA', steps, 'bfca', [0.8111031002162942, 1.7142788595219876, 2.087386285621483]],
    ['3SFCA', steps, '3sfca', [2.218497337803195, 2.440124969460958, 2.290125272327489]],
    [
      'Gaussian of Dai',
      { kind: 'gaussian-dai', cutoffMinutes: 60 },
      '2sfca',
      [1.0559217211008678, 1.5048777524755006, 2.5934322773948137],
    ],
    [
      'Epanechnikov',
      { kind: 'epanechnikov', cutoffMinutes: 60 },
      '2sfca',
      [1.0063335679099228, 1.599963678463599, 2.5793739075162883],
    ],
  ] satisfies [string, Decay, FloatingCatchmentMethod, number[]][])('%s', (_, decay, method, expected) => {
    near(score(lists, decay, population, doctors, method), expected, 12);
  });
});

describe('four places, six supplies (egrueebler/fca tests)', () => {
  const table = Array.from({ length: 4 }, (_, i) => Array.from({ length: 6 }, (_, j) => 1 + j + 6 * i));
  const lists = listsOfMinutes(table);
  const weights = lists.seconds.map((seconds) => seconds / 60);
  const ask = (method: FloatingCatchmentMethod): Float64Array =>
    computeFloatingCatchment(lists, weights, [1, 2, 3, 4], [1, 2, 3, 4, 5, 6], method).score;
  it('3SFCA', () =>
    near(ask('3sfca'), [0.6686168135707982, 1.3565093063146965, 2.092120813838643, 2.8355005330709697], 12));
  it('MH3SFCA', () =>
    near(ask('mh3sfca'), [9.617633582408176, 21.717420922754588, 34.32579773910625, 47.032856095578325], 10));
});

describe('three towns, three hospitals (pysal/access tests, run)', () => {
  const population = [100, 50, 10];
  const supply = [15, 20, 100];
  // minutes from town to hospital; the fourth scenario has everything within 40
  const scenarios = [
    [
      [1, 80, 40],
      [80, 1, 40],
      [40, 40, 1],
    ],
    [
      [1, 80, 20],
      [80, 1, 20],
      [40, 40, 1],
    ],
    [
      [1, 80, 40],
      [80, 1, 40],
      [20, 20, 1],
    ],
    [
      [1, 40, 20],
      [40, 1, 20],
      [20, 20, 1],
    ],
  ];
  const expected: readonly Record<string, readonly number[]>[] = [
    {
      gravity: [0.3314441169802766, 0.5798281320669381, 7.286418169862544],
      30: [0.15, 0.4, 10],
      60: [0.7613636363636364, 0.9583333333333333, 1.0946969696969697],
      steps: [0.7475922953451044, 0.9592555331991952, 1.2277993805529808],
      gaussian: [0.594825613235192, 0.8362766749853834, 3.3703604927211623],
      hansen: [17.5, 22.5, 100.875],
    },
    {
      gravity: [0.4353402208763805, 0.683724235963042, 5.727976611420986],
      30: [0.775, 1.025, 0.625],
      60: [0.7613636363636364, 0.9583333333333333, 1.0946969696969697],
      steps: [0.7654494382022472, 0.977112676056338, 0.959942237695838],
      gaussian: [0.748715651468736, 0.9901667132189274, 1.062009919218002],
      hansen: [20, 25, 100.875],
    },
    {
      gravity: [0.3310719131614654, 0.5778577857785778, 7.299991939492457],
      30: [0.13636363636363635, 0.3333333333333333, 10.469696969696969],
      60: [0.7613636363636364, 0.9583333333333333, 1.0946969696969697],
      steps: [0.7435064935064936, 0.9404761904761905, 1.3625541125541125],
      gaussian: [0.5882431967069346, 0.8035095904287157, 3.6000200807870755],
      hansen: [17.5, 22.5, 101.75],
    },
    {
      gravity: [0.4425683953985841, 0.6667582799658271, 5.7405246461850234],
      30: [0.7613636363636364, 0.9583333333333333, 1.0946969696969697],
      60: [0.84375, 0.84375, 0.84375],
      steps: [0.8354166666666667, 0.8520833333333333, 0.8854166666666667],
      gaussian: [0.7725680974287755, 0.905992539651927, 1.244356327452608],
      hansen: [20.5, 25.375, 101.75],
    },
  ];
  const gravity: Decay = { kind: 'gravity', scaleMinutes: 1, exponent: -1, leastMinutes: 1e-9 };
  it.each([0, 1, 2, 3])('scenario %i', (at) => {
    const lists = listsOfMinutes(scenarios[at]!, 61);
    const want = expected[at]!;
    const ask = (decay: Decay): Float64Array => score(lists, decay, population, supply, '2sfca');
    near(ask(gravity), want['gravity']!);
    near(ask({ kind: 'binary', cutoffMinutes: 30 }), want['30']!);
    near(ask({ kind: 'binary', cutoffMinutes: 60 }), want['60']!);
    near(
      ask({ kind: 'stepped', edgesMinutes: [20, 40, 60], weights: [1, 0.68, 0.22], edge: 'closed' }),
      want['steps']!,
    );
    near(ask({ kind: 'gaussian', sigmaMinutes: 20 }), want['gaussian']!);
    near(computeOpportunities(lists, computeWeights(lists, buildDecay(gravity)), supply, 3), want['hansen']!);
  });
  it('3SFCA where no pair is cut off', () => {
    const lists = listsOfMinutes(scenarios[3]!, 61);
    near(
      score(lists, gravity, population, supply, '3sfca'),
      [0.17480214807981356, 0.42403550855652616, 9.631800976419232],
    );
  });
  it('RAAM meets the exact equilibrium (scipy, convex programme)', () => {
    const exact = [
      [0, 60, [1.498148, 1.498148, 0.848148]],
      [0, 30, [1.996296, 1.996296, 0.696296]],
      [1, 60, [1.251234, 1.251234, 0.934568]],
      [1, 30, [1.502469, 1.502469, 0.869136]],
      [2, 60, [1.498147, 1.498148, 0.848148]],
      [2, 30, [1.996296, 1.996296, 0.696296]],
      [3, 60, [1.251235, 1.251235, 0.934568]],
      [3, 30, [1.502469, 1.502469, 0.869136]],
    ] as const;
    for (const [at, tau, cost] of exact) {
      const answer = computeRationalAgents(listsOfMinutes(scenarios[at]!), population, supply, tau);
      expect(answer.gap).toBeLessThanOrEqual(1e-9);
      near(answer.cost, cost, 5);
      expect(answer.demand.reduce((a, b) => a + b, 0)).toBeCloseTo(160, 9);
    }
  });
});

describe('three towns, three employers (Soukhov et al. 2023, run through ipeaGIT/accessibility)', () => {
  const lists = listsOfMinutes([
    [15, 30, 100],
    [30, 15, 100],
    [100, 100, 15],
  ]);
  const population = [50_000, 150_000, 10_000];
  const jobs = [100_000, 100_000, 10_000];
  const exponential: Decay = { kind: 'exponential', ratePerMinute: 0.1 };
  const weights = computeWeights(lists, buildDecay(exponential));
  it('spatial availability shares all supply out', () => {
    const available = computeSpatialAvailability(lists, weights, population, jobs);
    near(available, [66833.4657709046, 133203.362863903, 9963.17136519247], 6);
    expect(available.reduce((a, b) => a + b, 0)).toBeCloseTo(210_000, 6);
    const within30 = computeWeights(lists, buildDecay({ kind: 'binary', cutoffMinutes: 30 }));
    near(computeSpatialAvailability(lists, within30, population, jobs), population, 6);
  });
  it('2SFCA, BFCA, gravity, cumulative', () => {
    near(
      score(lists, exponential, population, jobs, '2sfca'),
      [1.33666931541809, 0.888022419092687, 0.996317136519247],
      12,
    );
    near(
      score(lists, exponential, population, jobs, 'bfca'),
      [1.33666256833812, 0.888019371165024, 0.997053235976246],
      12,
    );
    near(
      computeOpportunities(lists, weights, jobs, 3),
      [27292.176850927, 27292.176850927, 2240.3815874368],
      6,
    );
    const within30 = computeWeights(lists, buildDecay({ kind: 'binary', cutoffMinutes: 30 }));
    near(computeOpportunities(lists, within30, jobs, 3), [200_000, 200_000, 10_000]);
  });
  it('time to the n-th opportunity', () => {
    const byCell = transposeReachLists(lists, 3);
    near(computeTimeToOpportunities(byCell, jobs, 1, 3), [900, 900, 900]);
    near(computeTimeToOpportunities(byCell, jobs, 100_001, 3), [1800, 1800, 6000]);
    expect([...computeTimeToOpportunities(byCell, jobs, 1e9, 3)]).toEqual([Infinity, Infinity, Infinity]);
  });
});

describe('laws', () => {
  const table = fc.array(
    fc.array(fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 90 })), { minLength: 3, maxLength: 3 }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  it('Σ P A = supply of the facilities that anybody reaches, for 2SFCA and 3SFCA', () => {
    fc.assert(
      fc.property(
        table,
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 8, maxLength: 8 }),
        (minutes, people) => {
          const lists = listsOfMinutes(minutes);
          const weights = computeWeights(lists, buildDecay(E2SFCA_STEPS));
          const supply = [3, 5, 7];
          const population = people.slice(0, minutes.length);
          const reached = supply.reduce(
            (sum, own, j) => sum + (minutes.some((row) => row[j] !== null && row[j]! <= 30) ? own : 0),
            0,
          );
          for (const method of ['2sfca', '3sfca'] as const) {
            const { score } = computeFloatingCatchment(lists, weights, population, supply, method);
            expect(population.reduce((sum, p, i) => sum + p * score[i]!, 0)).toBeCloseTo(reached, 9);
            const normal = normaliseScores(score, population);
            if (normal === null) expect(reached).toBe(0);
            else {
              const all = population.reduce((a, b) => a + b, 0);
              expect(population.reduce((sum, p, i) => sum + p * normal[i]!, 0) / all).toBeCloseTo(1, 9);
            }
          }
        },
      ),
      { numRuns: runs(1000) },
    );
  });
});
