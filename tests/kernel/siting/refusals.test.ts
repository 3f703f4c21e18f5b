import { expect, it } from 'vitest';
import { solveBackupCover } from '../../../server/kernel/siting/backup-cover.ts';
import { allocateCapacity } from '../../../server/kernel/siting/capacity-allocation.ts';
import { solveCapacitatedLscp } from '../../../server/kernel/siting/capacitated-lscp.ts';
import { solveCapacitatedPMedian } from '../../../server/kernel/siting/capacitated-p-median.ts';
import { buildCoverMatrix } from '../../../server/kernel/siting/cover-matrix.ts';
import { solveEquityCover } from '../../../server/kernel/siting/equity-cover.ts';
import { computeGreedyMclp } from '../../../server/kernel/siting/greedy-mclp.ts';
import { solveInterventions } from '../../../server/kernel/siting/interventions.ts';
import { solveLscp } from '../../../server/kernel/siting/lscp.ts';
import { solveMclpFrontier } from '../../../server/kernel/siting/mclp-frontier.ts';
import { solveMclp } from '../../../server/kernel/siting/mclp.ts';
import { solvePCenter } from '../../../server/kernel/siting/p-center.ts';
import { solvePDispersion } from '../../../server/kernel/siting/p-dispersion.ts';
import { buildDensePMedian } from '../../../server/kernel/siting/p-median-instance.ts';
import { solvePMedian } from '../../../server/kernel/siting/p-median.ts';
import { solvePartialCover } from '../../../server/kernel/siting/partial-cover.ts';
import { solvePhasing } from '../../../server/kernel/siting/phasing.ts';
import { solveRelocation } from '../../../server/kernel/siting/relocation.ts';
import { solveRobustCover } from '../../../server/kernel/siting/robust-cover.ts';
import { evaluateSiting } from '../../../server/kernel/siting/siting-evaluate.ts';
import { SitingInputError } from '../../../server/kernel/siting/siting-input-error.ts';
import { randomCover } from './siting-cases.ts';
import { expectGolden } from '../../support/golden-answers.ts';

/** Three sites on four demands, one of them without people. */
const cover = buildCoverMatrix(Float64Array.of(4, 3, 2, 0), [
  { demands: [0, 1], seconds: [10, 20] },
  { demands: [1, 2], seconds: [30, 10] },
  { demands: [2, 3], seconds: [20, 10] },
]);
const empty = buildCoverMatrix(new Float64Array(4), [{ demands: [0, 1] }, { demands: [] }, { demands: [] }]);
const costs = Float64Array.of(3, 2, 4);
const table = Float64Array.of(1, 5, 9, 5, 1, 5, 9, 5, 1);
const people = Float64Array.of(4, 3, 2);
const median = () => buildDensePMedian(people, table, 3);
const room = (size: number): Float64Array => new Float64Array(3).fill(size);

/** The refusal with its text, or the sites and the value of the answer. */
function outcomeOf(solve: () => unknown): unknown {
  try {
    const answer = solve() as Record<string, unknown>;
    const { sites, options, value, bound, stop, gapPercent } = answer;
    return { sites: sites ?? options, value, bound, stop, gapPercent };
  } catch (error) {
    if (error instanceof SitingInputError)
      return { code: error.code, message: error.message, parameters: error.parameters };
    if (error instanceof RangeError) return { message: error.message };
    throw error;
  }
}

const staff = {
  people,
  demandStart: Uint32Array.of(0, 1, 2, 3),
  siteIndex: Uint32Array.of(0, 1, 2),
  access: Float64Array.of(1, 1, 1),
  sites: 3,
  total: 6,
  lower: new Float64Array(3),
  upper: new Float64Array(3).fill(4),
};
const offers = (...prices: number[]) =>
  prices.map((cost, k) => ({
    kind: 'build' as const,
    name: `build ${k}`,
    cost,
    places: [{ capacity: 5, demands: [k] }],
  }));

/** Each model with the inputs of its own that are changed below. */
const MODELS: readonly (readonly [string, (inputs: Record<string, unknown>) => unknown])[] = [
  ['mclp', (inputs) => solveMclp(cover, { newSites: 1, ...inputs })],
  ['greedy', (inputs) => computeGreedyMclp(cover, { newSites: 1, ...inputs })],
  ['frontier', (inputs) => solveMclpFrontier(cover, { mostSites: 2, ...inputs })],
  ['lscp', (inputs) => solveLscp(cover, inputs)],
  ['partial', (inputs) => solvePartialCover(cover, { targetPercent: 70, ...inputs })],
  ['backup', (inputs) => solveBackupCover(cover, { newSites: 1, secondShare: 0.5, ...inputs })],
  ['equity', (inputs) => solveEquityCover(cover, { newSites: 1, parts: [], ...inputs })],
  ['capacitated lscp', (inputs) => solveCapacitatedLscp(cover, room(9), inputs)],
  ['p-median', (inputs) => solvePMedian(median(), { newSites: 1, ...inputs })],
  [
    'capacitated p-median',
    (inputs) => solveCapacitatedPMedian(table, people, room(9), { newSites: 1, ...inputs }),
  ],
  ['p-center', (inputs) => solvePCenter(table, 3, 3, { newSites: 1, ...inputs })],
  ['p-dispersion', (inputs) => solvePDispersion(table, 3, { newSites: 2, ...inputs })],
  ['relocation', (inputs) => solveRelocation(cover, { newSites: 1, closures: 1, closable: [0], ...inputs })],
];

it.each(MODELS)('%s: sites that do not exist, contradict or are too many', (model, solve) => {
  const asked = {
    'as it is': {},
    'the last site fixed': { fixed: [2] },
    'a site beyond the last': { fixed: [3] },
    'a site below the first': { fixed: [-1] },
    'half a site': { excluded: [0.5] },
    'the last site left out': { excluded: [2] },
    'beyond the last left out': { excluded: [3] },
    'fixed and left out': { fixed: [1], excluded: [1] },
    'fixed twice': { fixed: [1, 1] },
    'all left out': { excluded: [0, 1, 2] },
    'all fixed': { fixed: [0, 1, 2] },
    'no new site': { newSites: 0, mostSites: 0 },
    'as many as there are': { newSites: 3, mostSites: 3 },
    'one more than there are': { newSites: 4, mostSites: 4 },
    'less than none': { newSites: -1, mostSites: -1 },
    'a part of a site': { newSites: 0.5, mostSites: 0.5 },
  };
  expectGolden(
    'siting-kernel-refusals',
    model,
    Object.fromEntries(Object.entries(asked).map(([name, inputs]) => [name, outcomeOf(() => solve(inputs))])),
  );
});

it.each<[string, () => unknown]>([
  ['mclp: the budget is the cheapest price', () => solveMclp(cover, { budget: 2, costs })],
  ['mclp: the budget is below it', () => solveMclp(cover, { budget: 1.999, costs })],
  ['mclp: the budget buys all', () => solveMclp(cover, { budget: 9, costs })],
  ['mclp: no costs', () => solveMclp(cover, { budget: 9 })],
  ['mclp: too few costs', () => solveMclp(cover, { budget: 9, costs: costs.subarray(1) })],
  ['mclp: a cost below 0', () => solveMclp(cover, { budget: 9, costs: Float64Array.of(1, 0, -1) })],
  ['mclp: a budget below 0', () => solveMclp(cover, { budget: -1, costs })],
  ['mclp: a budget without an end', () => solveMclp(cover, { budget: Infinity, costs })],
  ['mclp: nobody', () => solveMclp(empty, { newSites: 1 })],
  ['equity: no costs', () => solveEquityCover(cover, { budget: 3, parts: [] })],
  [
    'equity: too few costs',
    () => solveEquityCover(cover, { budget: 3, costs: room(1).subarray(1), parts: [] }),
  ],
  ['equity: money', () => solveEquityCover(cover, { budget: 3, costs, parts: [] })],
  ['equity: nobody', () => solveEquityCover(empty, { newSites: 1, parts: [] })],
  ['lscp: too few costs', () => solveLscp(cover, { costs: costs.subarray(1) })],
  ['lscp: a cost below 0', () => solveLscp(cover, { costs: Float64Array.of(1, 0, -1) })],
  ['capacitated lscp: just enough room', () => solveCapacitatedLscp(cover, room(3))],
  ['capacitated lscp: too little', () => solveCapacitatedLscp(cover, room(2.9))],
  ['capacitated lscp: of two sites', () => solveCapacitatedLscp(cover, new Float64Array(2))],
  ['capacitated lscp: below 0', () => solveCapacitatedLscp(cover, Float64Array.of(9, 9, -1))],
  ['capacitated lscp: nobody', () => solveCapacitatedLscp(empty, room(9))],
  ['partial: nobody', () => solvePartialCover(empty, { targetPercent: 50 })],
  ['partial: all', () => solvePartialCover(cover, { targetPercent: 100 })],
  ['partial: more than all', () => solvePartialCover(cover, { targetPercent: 101 })],
  ['partial: below 0', () => solvePartialCover(cover, { targetPercent: -1 })],
  ['backup: a share above 1', () => solveBackupCover(cover, { newSites: 1, secondShare: 1.01 })],
  ['backup: a share of 1', () => solveBackupCover(cover, { newSites: 1, secondShare: 1 })],
  ['backup: a share below 0', () => solveBackupCover(cover, { newSites: 1, secondShare: -0.01 })],
  [
    'capacitated p-median: a short table',
    () => solveCapacitatedPMedian(table.subarray(1), people, room(9), { newSites: 1 }),
  ],
  [
    'capacitated p-median: too little room',
    () => solveCapacitatedPMedian(table, people, room(2), { newSites: 3 }),
  ],
  [
    'capacitated p-median: just enough',
    () => solveCapacitatedPMedian(table, people, room(5), { newSites: 2 }),
  ],
  ['p-center: nobody', () => solvePCenter(new Float64Array(0), 0, 3, { newSites: 1 })],
  ['p-center: a short table', () => solvePCenter(table.subarray(1), 3, 3, { newSites: 1 })],
  ['p-dispersion: one site', () => solvePDispersion(table, 3, { newSites: 1 })],
  ['p-dispersion: one beside a fixed one', () => solvePDispersion(table, 3, { newSites: 1, fixed: [0] })],
  [
    'relocation: a closable site that is fixed',
    () => solveRelocation(cover, { newSites: 1, closures: 1, closable: [0], fixed: [0] }),
  ],
  [
    'relocation: more closures than sites',
    () => solveRelocation(cover, { newSites: 1, closures: 2, closable: [0] }),
  ],
  [
    'relocation: a closable site beyond the last',
    () => solveRelocation(cover, { newSites: 1, closures: 1, closable: [99] }),
  ],
  ['phasing: no years', () => solvePhasing([])],
  ['phasing: money without costs', () => solvePhasing([{ matrix: cover, discount: 1, budget: 5 }])],
  ['robust: no scenarios', () => solveRobustCover([], { newSites: 1, goal: 'maximin' })],
  [
    'robust: nobody',
    () => solveRobustCover([{ name: 'a', matrix: empty }], { newSites: 1, goal: 'maximin' }),
  ],
  ['interventions: the budget is the cheapest price', () => solveInterventions(people, offers(4, 3, 5), 3)],
  ['interventions: the budget is below it', () => solveInterventions(people, offers(4, 3, 5), 2.999)],
  ['interventions: none', () => solveInterventions(people, [], 9)],
  ['interventions: a budget below 0', () => solveInterventions(people, offers(1), -1)],
  ['interventions: a cost below 0', () => solveInterventions(people, offers(1, -1), 9)],
  ['interventions: nobody', () => solveInterventions(new Float64Array(3), offers(1), 9)],
  ['staff: just as many as the limits hold', () => allocateCapacity({ ...staff, total: 12 })],
  ['staff: one more', () => allocateCapacity({ ...staff, total: 13 })],
  ['staff: fewer than the least', () => allocateCapacity({ ...staff, lower: room(2), total: 5 })],
  ['staff: just the least', () => allocateCapacity({ ...staff, lower: room(2), total: 6 })],
  ['staff: limits that cross', () => allocateCapacity({ ...staff, lower: room(5) })],
  ['staff: limits of two sites', () => allocateCapacity({ ...staff, lower: new Float64Array(2) })],
  ['staff: nobody', () => allocateCapacity({ ...staff, people: new Float64Array(3) })],
])('%s', (name, solve) => {
  expectGolden('siting-kernel-refusals', name, outcomeOf(solve));
});

it('evaluates the last site and refuses the one after it', () => {
  expect(evaluateSiting(cover, [2]).value).toBe(2);
  for (const site of [3, -1, 0.5, Number.NaN])
    expect(() => evaluateSiting(cover, [site])).toThrow(`site ${site} of 3`);
  expect(() => evaluateSiting(cover, [0], [3])).toThrow('site 3 of 3');
  expect(() => evaluateSiting(cover, [1, 1])).toThrow('site 1 is given twice');
  expect(() => evaluateSiting(cover, [1], [1])).toThrow('site 1 is given twice');
});

it('capacitated covering gives up after 8,000 steps unless another number is given', () => {
  const large = randomCover(23 * 13, 60);
  const capacity = Float64Array.from({ length: large.sites }, (_, site) => 20 + ((site * 7) % 23));
  const stepsOf = (options: { iterations?: number }): number => {
    let steps = 0;
    const onProgress = ({ iterations }: { iterations: number }): void => {
      steps = Math.max(steps, iterations);
    };
    const { stop } = solveCapacitatedLscp(large, capacity, { ...options, control: { onProgress } });
    expect(stop).toBe('iterations');
    return steps;
  };
  expect(stepsOf({})).toBeGreaterThan(7000);
  expect(stepsOf({})).toBeLessThanOrEqual(8000);
  expect(stepsOf({ iterations: 900 })).toBeLessThanOrEqual(900);
});
