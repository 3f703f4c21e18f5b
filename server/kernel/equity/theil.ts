import type { WeightedValues } from './weighted-values.ts';
import { computeShares } from './weighted-values.ts';

/** One group's part of a Theil index. */
interface TheilGroup {
  readonly group: string;
  readonly populationShare: number;
  readonly resourceShare: number;
  /** The index inside the group; null when it does not exist there (see `computeTheil`). */
  readonly index: number | null;
  readonly withinPart: number;
  readonly betweenPart: number;
}

/** total = within + between. */
export interface TheilDecomposition {
  readonly total: number;
  readonly within: number;
  readonly between: number;
  /** within / total, null when total is 0. */
  readonly withinShare: number | null;
  readonly groups: readonly TheilGroup[];
}

/**
 * Theil T, Σ w (x/μ) ln(x/μ), or Theil L (mean log deviation), Σ w ln(μ/x), with their exact decomposition
 * by group.
 *
 * T: a zero contributes 0. L: with any zero it is infinite and the answer is null, as it is when no one has
 * anything. Logarithms are
 * natural; `base` 10 divides by ln 10, as many Chinese health papers do. `groups` names the group of each
 * entry (default: one group).
 * Source: Theil 1967; T = Σ s_g T_g + Σ s_g ln(s_g/f_g), L = Σ f_g L_g + Σ f_g ln(f_g/s_g), s resource and
 * f population shares.
 */
export function computeTheil(
  input: WeightedValues,
  kind: 'T' | 'L',
  groups?: readonly string[],
  base: 'e' | '10' = 'e',
): TheilDecomposition | null {
  const { x, w, mean, index } = computeShares(input);
  if (!(mean > 0)) return null;
  if (groups !== undefined && groups.length !== input.values.length)
    throw new RangeError(`groups: expected ${input.values.length} entries, got ${groups.length}`);
  if (kind === 'L' && x.includes(0)) return null;
  const scale = base === '10' ? Math.LN10 : 1;
  const members = new Map<string, number[]>();
  index.forEach((position, k) => {
    const name = groups?.[position] ?? '';
    const list = members.get(name);
    if (list === undefined) members.set(name, [k]);
    else list.push(k);
  });
  const rows = [...members].map(([group, list]): TheilGroup => {
    let populationShare = 0;
    let resourceShare = 0;
    for (const k of list) {
      populationShare += w[k]!;
      resourceShare += (w[k]! * x[k]!) / mean;
    }
    const groupMean = (resourceShare * mean) / populationShare;
    let inside = 0;
    for (const k of list) {
      const ratio = x[k]! / groupMean;
      if (kind === 'T') inside += x[k]! > 0 ? (w[k]! / populationShare) * ratio * Math.log(ratio) : 0;
      else inside -= (w[k]! / populationShare) * Math.log(ratio);
    }
    const share = kind === 'T' ? resourceShare : populationShare;
    const other = kind === 'T' ? populationShare : resourceShare;
    return {
      group,
      populationShare,
      resourceShare,
      index: resourceShare > 0 ? inside / scale : null,
      withinPart: share > 0 ? (share * inside) / scale : 0,
      betweenPart: share > 0 ? (share * Math.log(share / other)) / scale : 0,
    };
  });
  const within = rows.reduce((sum, row) => sum + row.withinPart, 0);
  const between = rows.reduce((sum, row) => sum + row.betweenPart, 0);
  const total = within + between;
  return { total, within, between, withinShare: total > 0 ? within / total : null, groups: rows };
}
