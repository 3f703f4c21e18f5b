import type { CoverMatrix } from './cover-matrix.ts';
import { checkCoverMatrix } from './cover-matrix.ts';
import { SitingInputError, checkNumbers } from './siting-input-error.ts';

/** A limited resource: money of a year, number of sites of a tier. */
export interface Resource {
  readonly limit: number;
  /** What each option uses, >= 0. */
  readonly use: Float64Array;
}

/** A part of the items that must be covered at least so far, or whose least-covered part is maximised. */
export interface ItemClass {
  readonly name: string;
  readonly items: Uint32Array;
  /**
   * Weight of each of `items` in this part (people of one age group, say); absent: their weight in the
   * objective.
   */
  readonly weight?: Float64Array;
}

export interface Minimum extends ItemClass {
  /** Weight to cover at least. */
  readonly least: number;
}

export interface Share extends ItemClass {
  /** The part counts as scale * covered weight + offset. */
  readonly scale: number;
  readonly offset: number;
}

/**
 * The common form of covering with choices: sites at levels, tiers, years, travel scenarios, zones.
 *
 * An option is "this site at this level (from this year)"; an item is one demand for one service in one
 * year and scenario.
 * Maximise the weight of items covered once plus `secondWeight` of items covered twice, or the smallest
 * share.
 */
export interface OptionCover {
  /** Rows are options, columns items; `demandWeight` is the weight of the first cover. */
  readonly cover: CoverMatrix;
  /** Weight of a second cover, at most the first weight; absent: none. */
  readonly secondWeight?: Float64Array;
  /** At most one option of a group >= 0 is taken. */
  readonly group: Int32Array;
  /** FREE, FIXED or EXCLUDED. */
  readonly states: Uint8Array;
  readonly resources: readonly Resource[];
  /** An option that may be taken only with one of others. */
  readonly requires?: readonly { readonly option: number; readonly anyOf: readonly number[] }[];
  readonly minima?: readonly Minimum[];
  /** When given, the smallest share is the objective instead of the sum. */
  readonly shares?: readonly Share[];
}

/** Throws unless lengths, indices and limits fit together. */
export function checkOptionCover(problem: OptionCover): void {
  checkCoverMatrix(problem.cover);
  const { sites: options, demands: items } = problem.cover;
  const lengths: [string, number, number][] = [
    ['group', options, problem.group.length],
    ['states', options, problem.states.length],
    ...problem.resources.map((resource): [string, number, number] => ['use', options, resource.use.length]),
  ];
  if (problem.secondWeight) lengths.push(['secondWeight', items, problem.secondWeight.length]);
  for (const [what, expected, actual] of lengths)
    if (expected !== actual)
      throw new SitingInputError('bad-shape', `${what}: expected length ${expected}, got ${actual}`, {
        what,
        expected,
        actual,
      });
  for (const resource of problem.resources) {
    checkNumbers('limit', [resource.limit], 0);
    checkNumbers('use', resource.use, 0);
  }
  const second = problem.secondWeight;
  if (second) {
    checkNumbers('secondWeight', second, 0);
    for (let item = 0; item < items; item++)
      if (second[item]! > problem.cover.demandWeight[item]!)
        throw new SitingInputError(
          'bad-number',
          `item ${item}: a second cover may not count more than the first`,
          { item },
        );
  }
}

/** What a set of taken options is worth. */
export interface OptionWorth {
  /** The objective. */
  readonly value: number;
  /** Missing weight over all minima; 0 when they are met. */
  readonly shortfall: number;
}

/** Objective and shortfall of `taken`, from scratch in item order. O(arcs of the taken options + items). */
export function computeOptionWorth(problem: OptionCover, taken: Uint8Array): OptionWorth {
  const { siteStart, demandIndex, demandWeight, demands } = problem.cover;
  const count = new Uint32Array(demands);
  for (let option = 0; option < taken.length; option++)
    if (taken[option] === 1)
      for (let arc = siteStart[option]!; arc < siteStart[option + 1]!; arc++) count[demandIndex[arc]!]!++;
  let shortfall = 0;
  for (const part of problem.minima ?? []) {
    let sum = 0;
    for (let place = 0; place < part.items.length; place++)
      if (count[part.items[place]!]! > 0) sum += weightIn(problem, part, place);
    if (sum < part.least - 1e-9 * Math.max(1, part.least)) shortfall += part.least - sum;
  }
  if (problem.shares) {
    let least = Infinity;
    for (const part of problem.shares) {
      let sum = 0;
      for (let place = 0; place < part.items.length; place++)
        if (count[part.items[place]!]! > 0) sum += weightIn(problem, part, place);
      least = Math.min(least, part.scale * sum + part.offset);
    }
    return { value: least, shortfall };
  }
  let value = 0;
  for (let item = 0; item < demands; item++) {
    if (count[item]! > 0) value += demandWeight[item]!;
    if (count[item]! > 1 && problem.secondWeight) value += problem.secondWeight[item]!;
  }
  return { value, shortfall };
}

/** Weight of the `place`-th item of a part. */
export function weightIn(problem: OptionCover, part: ItemClass, place: number): number {
  return part.weight ? part.weight[place]! : problem.cover.demandWeight[part.items[place]!]!;
}
