import { describe, it } from 'vitest';
import { computeGreedyMclp } from '../../../server/kernel/siting/greedy-mclp.ts';
import { allocateCapacity } from '../../../server/kernel/siting/capacity-allocation.ts';
import { solveBackupCover, solveLscpBackup } from '../../../server/kernel/siting/backup-cover.ts';
import { solveCapacitatedLscp } from '../../../server/kernel/siting/capacitated-lscp.ts';
import { solveCapacitatedPMedian } from '../../../server/kernel/siting/capacitated-p-median.ts';
import { solveEquityCover } from '../../../server/kernel/siting/equity-cover.ts';
import { explainSiting } from '../../../server/kernel/siting/explain-siting.ts';
import { solveHierarchical } from '../../../server/kernel/siting/hierarchical.ts';
import { solveInterventions } from '../../../server/kernel/siting/interventions.ts';
import { solveLscp } from '../../../server/kernel/siting/lscp.ts';
import { solveMclpFrontier } from '../../../server/kernel/siting/mclp-frontier.ts';
import { solveMclp } from '../../../server/kernel/siting/mclp.ts';
import { solvePCenter } from '../../../server/kernel/siting/p-center.ts';
import { solvePDispersion } from '../../../server/kernel/siting/p-dispersion.ts';
import { buildDensePMedian, buildSparsePMedian } from '../../../server/kernel/siting/p-median-instance.ts';
import { solvePMedian } from '../../../server/kernel/siting/p-median.ts';
import { solvePartialCover } from '../../../server/kernel/siting/partial-cover.ts';
import { solvePhasing } from '../../../server/kernel/siting/phasing.ts';
import { reduceCover } from '../../../server/kernel/siting/reductions.ts';
import { solveRelocation } from '../../../server/kernel/siting/relocation.ts';
import { solveRobustCover } from '../../../server/kernel/siting/robust-cover.ts';
import { computeSelectionFrequency } from '../../../server/kernel/siting/selection-frequency.ts';
import { evaluateSiting } from '../../../server/kernel/siting/siting-evaluate.ts';
import { SitingInputError } from '../../../server/kernel/siting/siting-input-error.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { randomCover } from './siting-cases.ts';

const SEEDS = [1, 2, 3, 5, 8, 13, 21, 34];

/** The answer with what was reported on the way, or the refusal. */
function told(solve: (control: { onProgress: (...news: unknown[]) => void }) => unknown): unknown {
  const news: unknown[] = [];
  try {
    const answer = solve({ onProgress: (...one) => news.push(structuredClone(one)) });
    return { answer, news: news.slice(0, 3), told: news.length };
  } catch (error) {
    if (error instanceof SitingInputError) return { refused: error.code, parameters: error.parameters };
    throw error;
  }
}
/** Answers of one model for each seed. */
const bySeed = (solve: (seed: number) => unknown): Record<string, unknown> =>
  Object.fromEntries(SEEDS.map((seed) => [seed, solve(seed)]));

function tableOf(seed: number, rows: number, columns: number, most = 100): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: rows * columns }, () => 1 + Math.floor(random() * most));
}
const costsOf = (seed: number, sites: number): Float64Array => tableOf(seed + 100, sites, 1, 9);
const big = (seed: number) => randomCover(seed * 31, 40);

describe('answers of the siting models on seeded instances', () => {
  it('cover', () => {
    expectGolden(
      'siting-models',
      'mclp',
      bySeed((seed) => [
        told((control) => solveMclp(randomCover(seed, 20), { newSites: 2, control })),
        told((control) =>
          solveMclp(big(seed), {
            newSites: 3,
            fixed: [0],
            excluded: [1],
            iterations: 50,
            seed,
            control,
          }),
        ),
        told(() => solveMclp(big(seed), { budget: 11, costs: costsOf(seed, big(seed).sites) })),
      ]),
    );
    expectGolden(
      'siting-models',
      'greedy, frontier, evaluation',
      bySeed((seed) => [
        told(() => computeGreedyMclp(big(seed), { newSites: 3 })),
        told(() => solveMclpFrontier(big(seed), { mostSites: 5 })),
        told(() => evaluateSiting(big(seed), [0, 1], [2])),
        told(() => explainSiting(big(seed), [0, 1])),
        told(() => reduceCover(big(seed), new Uint8Array(big(seed).sites))),
      ]),
    );
    expectGolden(
      'siting-models',
      'lscp',
      bySeed((seed) => [
        told(() => solveLscp(randomCover(seed, 20))),
        told((control) => solveLscp(big(seed), { fixed: [0], control })),
        told(() => solveLscp(big(seed), { costs: costsOf(seed, big(seed).sites) })),
        told(() => solvePartialCover(big(seed), { targetPercent: 70 })),
        told(() => solveLscpBackup(randomCover(seed, 12))),
        told(() =>
          solveCapacitatedLscp(randomCover(seed, 10), new Float64Array(randomCover(seed, 10).sites).fill(40)),
        ),
      ]),
    );
    expectGolden(
      'siting-models',
      'backup, equity, robust',
      bySeed((seed) => {
        const cover = randomCover(seed, 16);
        const parts = [0, 1].map((part) => ({
          name: `part ${part}`,
          demands: Uint32Array.from({ length: cover.demands }, (_, k) => k).filter((k) => k % 2 === part),
        }));
        return [
          told(() => solveBackupCover(cover, { newSites: 2, secondShare: 0.4 })),
          told(() => solveEquityCover(cover, { newSites: 2, parts, maximin: true })),
          told(() =>
            solveRobustCover(
              [
                { name: 'a', matrix: cover },
                { name: 'b', matrix: { ...cover, demandWeight: cover.demandWeight.map((w) => w / 2) } },
              ],
              { newSites: 2, goal: 'maximin' },
            ),
          ),
          told(() =>
            solvePhasing([
              { matrix: cover, discount: 1, newSites: 1 },
              { matrix: cover, discount: 0.8, newSites: 2 },
            ]),
          ),
          told(() => solveRelocation(cover, { newSites: 1, closures: 1, closable: [0] })),
          told(() =>
            solveHierarchical(
              [
                { name: 'a', matrix: cover, weight: 1 },
                { name: 'b', matrix: cover, weight: 2 },
              ],
              { newByTier: [2, 1] },
            ),
          ),
          told(() =>
            computeSelectionFrequency(
              cover,
              [0],
              [
                { limitSeconds: 30, openWeight: cover.demandWeight },
                { limitSeconds: 50, openWeight: cover.demandWeight.map((w) => w + 1) },
              ],
              (_, site) => site === 0,
            ),
          ),
        ];
      }),
    );
  });

  it('least shares by zone without an exact solver', () => {
    expectGolden(
      'siting-models',
      'equity, least shares',
      bySeed((seed) => {
        const cover = big(seed);
        const parts = [0, 1, 2].map((part) => ({
          name: `part ${part}`,
          demands: Uint32Array.from({ length: cover.demands }, (_, k) => k).filter((k) => k % 3 === part),
        }));
        const groups = parts.map((part) => ({
          ...part,
          weight: Float64Array.from(part.demands, (k) => k % 4),
        }));
        return [
          told(() =>
            solveEquityCover(cover, { newSites: 3, parts, leastPercent: [30, 60, 20], iterations: 600 }),
          ),
          told(() =>
            solveEquityCover(cover, {
              newSites: 2,
              parts: groups,
              leastPercent: [0, 50, 50],
              iterations: 600,
            }),
          ),
          told(() =>
            solveEquityCover(cover, {
              budget: 9,
              costs: costsOf(seed, cover.sites),
              parts: groups,
              leastPercent: [40, 40, 40],
              maximin: true,
              iterations: 600,
            }),
          ),
        ];
      }),
    );
  });

  it('stopped at the first and at the third look', () => {
    expectGolden(
      'siting-models',
      'stopped',
      bySeed((seed) => {
        const cover = randomCover(seed * 57, 70);
        const after = (looks: number) => {
          let left = looks;
          return { shouldStop: () => left-- <= 0 };
        };
        return [0, 2].flatMap((looks) => [
          told(() => solveMclp(cover, { newSites: 4, seed, control: after(looks) })),
          told(() =>
            solveMclp(cover, { budget: 14, costs: costsOf(seed, cover.sites), control: after(looks) }),
          ),
          told(() => solveLscp(cover, { control: after(looks) })),
          told(() => solveBackupCover(cover, { newSites: 3, secondShare: 0.4, control: after(looks) })),
          told(() => solvePMedian(buildSparsePMedian(cover, 500), { newSites: 3, control: after(looks) })),
        ]);
      }),
    );
  });

  it('places of unequal room', () => {
    expectGolden(
      'siting-models',
      'capacitated p-median',
      bySeed((seed) => {
        const [demands, sites] = [24, 16];
        const weight = tableOf(seed + 11, demands, 1, 20);
        const cost = tableOf(seed + 17, demands, sites, 60);
        const room = tableOf(seed + 23, sites, 1, 40).map((own) => own + 60);
        return [
          told(() => solveCapacitatedPMedian(cost, weight, room, { newSites: 5, iterations: 40 })),
          told(() =>
            solveCapacitatedPMedian(cost, weight, room, {
              newSites: 4,
              fixed: [2],
              excluded: [5],
              iterations: 40,
            }),
          ),
        ];
      }),
    );
  });

  it('distance', () => {
    expectGolden(
      'siting-models',
      'p-median',
      bySeed((seed) => {
        const [demands, sites] = [9 + (seed % 5), 8];
        const weight = tableOf(seed + 7, demands, 1, 20);
        const seconds = tableOf(seed, demands, sites);
        const far = randomCover(seed, 16);
        return [
          told((control) =>
            solvePMedian(buildDensePMedian(weight, seconds, sites), { newSites: 3, control }),
          ),
          told(() =>
            solvePMedian(buildDensePMedian(weight, seconds, sites, 3), {
              newSites: 2,
              fixed: [1],
              excluded: [2],
            }),
          ),
          told(() => solvePMedian(buildSparsePMedian(far, 500), { newSites: 2 })),
          told(() =>
            solveCapacitatedPMedian(seconds, weight, new Float64Array(sites).fill(60), {
              newSites: 4,
            }),
          ),
        ];
      }),
    );
    expectGolden(
      'siting-models',
      'p-center and p-dispersion',
      bySeed((seed) => {
        const [demands, sites] = [10, 9];
        const distances = tableOf(seed + 3, sites, sites);
        for (let a = 0; a < sites; a++)
          for (let b = 0; b <= a; b++) distances[a * sites + b] = a === b ? 0 : distances[b * sites + a]!;
        return [
          told(() => solvePCenter(tableOf(seed, demands, sites), demands, sites, { newSites: 3 })),
          told(() =>
            solvePCenter(tableOf(seed, demands, sites), demands, sites, { newSites: 2, fixed: [0] }),
          ),
          told(() => solvePDispersion(distances, sites, { newSites: 4 })),
          told(() => solvePDispersion(distances, sites, { newSites: 2, fixed: [3], excluded: [4] })),
        ];
      }),
    );
  });

  it('money and staff', () => {
    expectGolden(
      'siting-models',
      'interventions and staff',
      bySeed((seed) => {
        const visits = tableOf(seed, 8, 1, 30);
        const random = seededRandom(seed + 50);
        const some = (): number[] => Array.from({ length: 8 }, (_, k) => k).filter(() => random() < 0.5);
        const kinds = ['build', 'staff', 'upgrade', 'telemedicine', 'build'] as const;
        const interventions = kinds.map((kind, k) => ({
          kind,
          name: `${kind} ${k}`,
          cost: 1 + ((seed + k) % 5),
          places: [{ capacity: 15 + k * 5, demands: some() }],
          eligibleShare: k === 3 ? 0.3 : 1,
        }));
        const people = tableOf(seed, 6, 1, 50);
        return [
          told(() => solveInterventions(visits, interventions, 6)),
          told(() =>
            allocateCapacity({
              people,
              demandStart: Uint32Array.from({ length: 7 }, (_, k) => k * 2),
              siteIndex: Uint32Array.from({ length: 12 }, (_, k) => (k * 5 + seed) % 4),
              access: tableOf(seed + 9, 12, 1, 10),
              sites: 4,
              total: 20,
              lower: new Float64Array(4).fill(1),
              upper: new Float64Array(4).fill(9),
            }),
          ),
        ];
      }),
    );
  });
});
