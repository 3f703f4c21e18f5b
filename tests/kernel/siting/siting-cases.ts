import type { CoverMatrix } from '../../../server/kernel/siting/cover-matrix.ts';
import { buildCoverMatrix } from '../../../server/kernel/siting/cover-matrix.ts';
import { SitingInputError } from '../../../server/kernel/siting/siting-input-error.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** A random sparse matrix of up to `most` sites and demands with whole weights and whole seconds. */
export function randomCover(seed: number, most = 12): CoverMatrix {
  const random = seededRandom(seed);
  const sites = 1 + Math.floor(random() * most);
  const demands = 1 + Math.floor(random() * most);
  const density = 0.1 + 0.6 * random();
  const weight = Float64Array.from({ length: demands }, () => Math.floor(random() * 20));
  weight[0] = 1 + weight[0]!;
  const reaches = Array.from({ length: sites }, () => {
    const covered: number[] = [];
    const seconds: number[] = [];
    for (let demand = 0; demand < demands; demand++) {
      if (random() >= density) continue;
      covered.push(demand);
      seconds.push(1 + Math.floor(random() * 50));
    }
    return { demands: covered, seconds };
  });
  return buildCoverMatrix(weight, reaches);
}

/** Weight of the demands covered by any of `open`, the obvious way. */
export function coveredWeight(matrix: CoverMatrix, open: Iterable<number>): number {
  const covered = new Set<number>();
  for (const site of open)
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      covered.add(matrix.demandIndex[arc]!);
  let sum = 0;
  for (const demand of covered) sum += matrix.demandWeight[demand]!;
  return sum;
}

/** Every subset of `items` with exactly `size` members. */
export function* subsetsOf(items: readonly number[], size: number, from = 0): Generator<number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let place = from; place <= items.length - size; place++)
    for (const rest of subsetsOf(items, size - 1, place + 1)) yield [items[place]!, ...rest];
}

/** Every subset of `items`. */
export function* allSubsets(items: readonly number[]): Generator<number[]> {
  for (let mask = 0; mask < 2 ** items.length; mask++) yield items.filter((_, place) => (mask >> place) & 1);
}

/** Code of the refusal, 'none' when there was none. */
export function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof SitingInputError) return error.code;
    throw error;
  }
  return 'none';
}
