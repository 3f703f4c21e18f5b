import { beforeAll, describe, expect, it } from 'vitest';
import { allocateCapacity } from '../../../server/kernel/siting/capacity-allocation.ts';
import { solveCapacitatedCover } from '../../../server/kernel/siting/capacitated-cover.ts';
import { solveCapacitatedLscp } from '../../../server/kernel/siting/capacitated-lscp.ts';
import { solveCapacitatedPMedian } from '../../../server/kernel/siting/capacitated-p-median.ts';
import type { CoverMatrix } from '../../../server/kernel/siting/cover-matrix.ts';
import { solveInterventions, type Intervention } from '../../../server/kernel/siting/interventions.ts';
import type { MilpSolver } from '../../../server/kernel/siting/milp-port.ts';
import { computeServedFlow } from '../../../server/kernel/siting/served-flow.ts';
import { runs } from '../../support/depth.ts';
import { loadSolver } from './highs.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { allSubsets, codeOf, randomCover, subsetsOf } from './siting-cases.ts';

let solver: MilpSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/**
 * Most served by max-flow min-cut: the least over all sets of demands of "people outside plus what the open
 * can give inside".
 */
function servedByCut(
  matrix: CoverMatrix,
  capacity: Float64Array,
  eligible: Float64Array,
  open: readonly number[],
): number {
  let least = Infinity;
  for (const inside of allSubsets(range(matrix.demands))) {
    const set = new Set(inside);
    let cut = 0;
    for (let demand = 0; demand < matrix.demands; demand++)
      if (!set.has(demand)) cut += matrix.demandWeight[demand]!;
    for (const site of open) {
      let reach = 0;
      for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
        if (set.has(matrix.demandIndex[arc]!))
          reach += eligible[site]! * matrix.demandWeight[matrix.demandIndex[arc]!]!;
      cut += Math.min(capacity[site]!, reach);
    }
    least = Math.min(least, cut);
  }
  return least;
}

/**
 * Most served by the sites of `open`: the flow that "equals the smallest cut" below holds against every
 * cut.
 */
function servedByFlow(
  matrix: CoverMatrix,
  capacity: Float64Array,
  eligible: Float64Array,
  open: readonly number[],
): number {
  const flags = new Uint8Array(matrix.sites);
  for (const site of open) flags[site] = 1;
  return computeServedFlow(matrix, capacity, eligible, flags).served;
}

describe('served flow', () => {
  it('equals the smallest cut', () => {
    for (let seed = 1; seed <= runs(500); seed++) {
      const matrix = randomCover(seed, seed % 10 === 0 ? 12 : 8);
      const random = seededRandom(seed);
      const capacity = Float64Array.from({ length: matrix.sites }, () => Math.floor(30 * random()));
      const eligible = Float64Array.from({ length: matrix.sites }, () => (random() < 0.3 ? 0.3 : 1));
      const open = range(matrix.sites).filter(() => random() < 0.7);
      const flags = Uint8Array.from({ length: matrix.sites }, (_, site) => (open.includes(site) ? 1 : 0));
      const { served, flow } = computeServedFlow(matrix, capacity, eligible, flags);
      expect(served, `seed ${seed}`).toBeCloseTo(servedByCut(matrix, capacity, eligible, open), 6);
      expect(flow.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(served, 6);
    }
  });
});

describe('capacitated covering', () => {
  it('equals brute force', () => {
    for (let seed = 1; seed <= runs(150); seed++) {
      const matrix = randomCover(seed, seed % 5 === 0 ? 12 : 7);
      const random = seededRandom(seed + 3);
      const capacity = Float64Array.from({ length: matrix.sites }, () => 5 + Math.floor(25 * random()));
      const eligible = new Float64Array(matrix.sites).fill(1);
      const newSites = 1 + (seed % Math.min(4, matrix.sites));
      const best = Math.max(
        ...[...subsetsOf(range(matrix.sites), newSites)].map((open) =>
          servedByFlow(matrix, capacity, eligible, open),
        ),
      );
      const answer = solveCapacitatedCover(
        {
          cover: matrix,
          owner: Uint32Array.from(range(matrix.sites)),
          capacity,
          eligible,
          group: new Int32Array(matrix.sites).fill(-1),
          states: new Uint8Array(matrix.sites),
          resources: [{ limit: newSites, use: new Float64Array(matrix.sites).fill(1) }],
        },
        { solver },
      );
      expect(answer.value, `seed ${seed}`).toBeCloseTo(best, 5);
      expect(answer.stop).toBe('optimal');
      expect(answer.bound).toBeGreaterThanOrEqual(best - 1e-5);
      for (const site of range(matrix.sites))
        expect(answer.servedBy[site]!).toBeLessThanOrEqual(capacity[site]! + 1e-6);
    }
  });
});

describe('capacitated set covering', () => {
  it('equals brute force', () => {
    let asked = 0;
    for (let seed = 1; seed <= runs(300); seed++) {
      const matrix = randomCover(seed, seed % 5 === 0 ? 12 : 7);
      const capacity = Float64Array.from(
        { length: matrix.sites },
        (_, site) => 15 + ((site * 7 + seed) % 40),
      );
      const eligible = new Float64Array(matrix.sites).fill(1);
      const total = matrix.demandWeight.reduce((sum, weight) => sum + weight, 0);
      let fewest = Infinity;
      for (const open of allSubsets(range(matrix.sites)))
        if (open.length < fewest && servedByFlow(matrix, capacity, eligible, open) >= total - 1e-6)
          fewest = open.length;
      if (fewest === Infinity) {
        expect(codeOf(() => solveCapacitatedLscp(matrix, capacity))).toBe('target-infeasible');
        continue;
      }
      asked++;
      const answer = solveCapacitatedLscp(matrix, capacity);
      expect(answer.value, `seed ${seed}`).toBe(fewest);
      expect(answer.stop).toBe('optimal');
    }
    expect(asked).toBeGreaterThan(5);
  });
});

describe('capacitated p-median', () => {
  it('equals brute force', () => {
    for (let seed = 1; seed <= runs(60); seed++) {
      const random = seededRandom(seed);
      const demands = 3 + Math.floor(random() * 10);
      const sites = 3 + Math.floor(random() * 10);
      const cost = Float64Array.from({ length: demands * sites }, () => Math.floor(random() * 50));
      const size = Float64Array.from({ length: demands }, () => 1 + Math.floor(random() * 9));
      const total = size.reduce((sum, own) => sum + own, 0);
      const capacity = Float64Array.from({ length: sites }, () => Math.floor(total * (0.3 + 0.5 * random())));
      // Two sites open: every way to deal the demands out between every pair.
      let best = Infinity;
      for (const [a, b] of subsetsOf(range(sites), 2) as Iterable<[number, number]>)
        for (let code = 0; code < 2 ** demands; code++) {
          let [atA, atB, sum] = [0, 0, 0];
          for (let demand = 0; demand < demands; demand++)
            if ((code >> demand) & 1) {
              atB += size[demand]!;
              sum += cost[demand * sites + b]!;
            } else {
              atA += size[demand]!;
              sum += cost[demand * sites + a]!;
            }
          if (atA <= capacity[a]! && atB <= capacity[b]!) best = Math.min(best, sum);
        }
      if (best === Infinity) {
        expect(
          codeOf(() => solveCapacitatedPMedian(cost, size, capacity, { newSites: 2, solver })),
          `seed ${seed}`,
        ).toBe('target-infeasible');
        continue;
      }
      const answer = solveCapacitatedPMedian(cost, size, capacity, { newSites: 2, solver });
      expect(answer.value, `seed ${seed}`).toBeCloseTo(best, 6);
      expect(answer.stop).toBe('optimal');
      const load = new Array<number>(sites).fill(0);
      answer.assignment.forEach((site, demand) => (load[site]! += size[demand]!));
      expect(load.every((own, site) => own <= capacity[site]! + 1e-9)).toBe(true);
    }
  });
});

describe('interventions', () => {
  it('mix under one budget as brute force would, reporting telemedicine apart', () => {
    for (let seed = 1; seed <= runs(100); seed++) {
      const random = seededRandom(seed);
      const demands = seed % 20 === 0 ? 12 : 6;
      const visits = Float64Array.from({ length: demands }, () => 10 + Math.floor(50 * random()));
      const some = (): number[] => range(demands).filter(() => random() < 0.5);
      const kinds = ['existing', 'build', 'upgrade', 'staff', 'round', 'telemedicine'] as const;
      const list = kinds.map((kind, index): Intervention => ({
        kind,
        name: kind,
        cost: kind === 'existing' ? 0 : 1 + Math.floor(6 * random()),
        places: range(kind === 'round' ? 3 : 1).map(() => ({
          capacity: 10 + Math.floor(60 * random()),
          demands: some(),
        })),
        exclusiveGroup: index === 1 || index === 2 ? 4 : -1,
      }));
      const budget = 7;
      let best = 0;
      for (const chosen of allSubsets([1, 2, 3, 4, 5])) {
        if (chosen.includes(1) && chosen.includes(2)) continue;
        if (chosen.reduce((sum, index) => sum + list[index]!.cost, 0) > budget) continue;
        const rows = [0, ...chosen].flatMap((index) =>
          list[index]!.places.map(({ capacity, demands }) => ({
            capacity,
            demands,
            share: index === 5 ? 0.3 : 1,
          })),
        );
        let least = Infinity;
        for (const inside of allSubsets(range(demands))) {
          let cut = 0;
          for (let demand = 0; demand < demands; demand++)
            if (!inside.includes(demand)) cut += visits[demand]!;
          for (const row of rows)
            cut += Math.min(
              row.capacity,
              Array.from(row.demands).reduce(
                (sum, demand) => sum + (inside.includes(demand) ? row.share * visits[demand]! : 0),
                0,
              ),
            );
          least = Math.min(least, cut);
        }
        best = Math.max(best, least);
      }
      const answer = solveInterventions(visits, list, budget, { solver });
      expect(answer.value, `seed ${seed}`).toBeCloseTo(best, 5);
      expect(answer.cost).toBeLessThanOrEqual(budget);
      expect(answer.servedInPerson + answer.servedRemotely).toBeCloseTo(answer.value, 6);
      expect(answer.stop).toBe('optimal');
    }
  });

  it('refuses a budget that buys nothing', () => {
    const build: Intervention = {
      kind: 'build',
      name: 'clinic',
      cost: 5,
      places: [{ capacity: 10, demands: [0] }],
    };
    expect(codeOf(() => solveInterventions(Float64Array.of(3), [build], 4))).toBe('budget-too-small');
    expect(codeOf(() => solveInterventions(Float64Array.of(3), [{ ...build, kind: 'existing' }], 4))).toBe(
      'no-candidates',
    );
  });
});

describe('capacity allocation', () => {
  it('reaches the optimum of the same quadratic program in HiGHS', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = seededRandom(seed);
      const demands = 12;
      const sites = 5;
      const people = Float64Array.from({ length: demands }, () => 1 + Math.floor(90 * random()));
      const reach = range(demands).map(() =>
        range(sites).map(() => (random() < 0.6 ? Math.exp(-2 * random()) : 0)),
      );
      const pull = range(sites).map((site) =>
        range(demands).reduce((sum, demand) => sum + people[demand]! * reach[demand]![site]!, 0),
      );
      const demandStart = new Uint32Array(demands + 1);
      const siteIndex: number[] = [];
      const access: number[] = [];
      range(demands).forEach((demand) => {
        for (const site of range(sites))
          if (reach[demand]![site]! > 0) {
            siteIndex.push(site);
            access.push(reach[demand]![site]! / pull[site]!);
          }
        demandStart[demand + 1] = siteIndex.length;
      });
      const problem = {
        people,
        demandStart,
        siteIndex: Uint32Array.from(siteIndex),
        access: Float64Array.from(access),
        sites,
        total: 40,
        lower: new Float64Array(sites).fill(2),
        upper: new Float64Array(sites).fill(20),
      };
      const answer = allocateCapacity(problem);
      expect(answer.capacity.reduce((sum, own) => sum + own, 0)).toBeCloseTo(40, 6);
      expect(answer.whole.reduce((sum, own) => sum + own, 0)).toBe(40);
      // x'Qx/2 + c'x + constant with Q = 2 F'PF, c = -2 mean F'P.
      const full = range(demands).map(() => new Array<number>(sites).fill(0));
      range(demands).forEach((demand) => {
        for (let place = demandStart[demand]!; place < demandStart[demand + 1]!; place++)
          full[demand]![siteIndex[place]!] = access[place]!;
      });
      const scale = 1e4;
      const start = [0];
      const index: number[] = [];
      const value: number[] = [];
      for (const column of range(sites)) {
        for (let row = column; row < sites; row++) {
          index.push(row);
          value.push(
            scale *
              range(demands).reduce(
                (sum, demand) => sum + 2 * people[demand]! * full[demand]![row]! * full[demand]![column]!,
                0,
              ),
          );
        }
        start.push(index.length);
      }
      const mean = answer.meanAccess;
      const exact = solver.solve({
        sense: 'min',
        columns: sites,
        rows: 1,
        columnCost: Float64Array.from(
          range(sites),
          (site) =>
            -2 *
            mean *
            scale *
            range(demands).reduce((sum, demand) => sum + people[demand]! * full[demand]![site]!, 0),
        ),
        columnLower: problem.lower,
        columnUpper: problem.upper,
        integer: new Uint8Array(sites),
        rowLower: Float64Array.of(40),
        rowUpper: Float64Array.of(40),
        rowStart: Int32Array.of(0, sites),
        columnIndex: Int32Array.from(range(sites)),
        coefficient: new Float64Array(sites).fill(1),
        quadratic: {
          start: Int32Array.from(start),
          index: Int32Array.from(index),
          value: Float64Array.from(value),
        },
      });
      const best = exact.value / scale + people.reduce((sum, own) => sum + own * mean * mean, 0);
      expect(answer.value, `seed ${seed}`).toBeLessThanOrEqual(best * (1 + 1e-5) + 1e-9);
      expect(answer.bound).toBeLessThanOrEqual(best * (1 + 1e-5) + 1e-9);
      expect(answer.gapPercent).toBeLessThan(0.1);
    }
  });
});
