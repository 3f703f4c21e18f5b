import { SitingInputError, checkNumbers } from './siting-input-error.ts';

/** Which demands each site covers, row by site, columns ascending; no travel here, only its result. */
export interface CoverMatrix {
  readonly sites: number;
  readonly demands: number;
  /** `sites + 1` offsets into `demandIndex`. */
  readonly siteStart: Uint32Array;
  /** Demands covered by each site, strictly ascending within a site. */
  readonly demandIndex: Uint32Array;
  /** Travel seconds of each arc, beside `demandIndex`. */
  readonly seconds?: Float64Array | Float32Array;
  /** People (or need) at each demand, >= 0. */
  readonly demandWeight: Float64Array;
}

/** The same arcs, row by demand; sites ascending within a demand. */
export interface DemandRows {
  readonly demandStart: Uint32Array;
  readonly siteIndex: Uint32Array;
  /** Position of each arc in the site-ordered matrix. */
  readonly arc: Uint32Array;
}

/**
 * Throws unless the matrix is well formed.
 *
 * - checks: lengths, offsets ascending, columns strictly ascending and in range, weights finite and >= 0,
 * seconds finite and >= 0
 * - errors: SitingInputError `bad-shape`, `bad-number`, `index-out-of-range`; O(arcs)
 */
export function checkCoverMatrix(matrix: CoverMatrix): void {
  const { sites, demands, siteStart, demandIndex, seconds, demandWeight } = matrix;
  const shape = (what: string, expected: number, actual: number): void => {
    if (expected !== actual)
      throw new SitingInputError('bad-shape', `${what}: expected length ${expected}, got ${actual}`, {
        what,
        expected,
        actual,
      });
  };
  shape('siteStart', sites + 1, siteStart.length);
  shape('demandIndex', siteStart[sites] ?? 0, demandIndex.length);
  shape('demandWeight', demands, demandWeight.length);
  if (seconds) shape('seconds', demandIndex.length, seconds.length);
  for (let site = 0; site < sites; site++) {
    if (siteStart[site + 1]! < siteStart[site]!)
      throw new SitingInputError('bad-shape', `siteStart falls after site ${site}`, {
        what: 'siteStart',
        site,
      });
    let last = -1;
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      const demand = demandIndex[arc]!;
      if (demand >= demands)
        throw new SitingInputError(
          'index-out-of-range',
          `site ${site} covers demand ${demand} of ${demands}`,
          { site, demand, demands },
        );
      if (demand <= last)
        throw new SitingInputError('bad-shape', `demands of site ${site} are not strictly ascending`, {
          what: 'demandIndex',
          site,
        });
      last = demand;
    }
  }
  checkNumbers('demandWeight', demandWeight, 0);
  if (seconds) checkNumbers('seconds', seconds, 0);
}

/** Weight that `sites` cover together, summed by ascending demand; O(arcs of those sites + demands). */
export function computeCoveredWeight(matrix: CoverMatrix, sites: Iterable<number>): number {
  const seen = new Uint8Array(matrix.demands);
  for (const site of sites)
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      seen[matrix.demandIndex[arc]!] = 1;
  let sum = 0;
  for (let demand = 0; demand < matrix.demands; demand++)
    if (seen[demand] === 1) sum += matrix.demandWeight[demand]!;
  return sum;
}

/**
 * The matrix row by demand.
 *
 * - allocates 4 (demands + 1) + 8 arcs bytes; O(arcs); mutates nothing
 */
export function buildDemandRows(matrix: CoverMatrix): DemandRows {
  const { sites, demands, siteStart, demandIndex } = matrix;
  const demandStart = new Uint32Array(demands + 1);
  for (const demand of demandIndex) demandStart[demand + 1]!++;
  for (let demand = 0; demand < demands; demand++) demandStart[demand + 1]! += demandStart[demand]!;
  const next = demandStart.slice(0, demands);
  const siteIndex = new Uint32Array(demandIndex.length);
  const arcOf = new Uint32Array(demandIndex.length);
  for (let site = 0; site < sites; site++) {
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      const place = next[demandIndex[arc]!]!++;
      siteIndex[place] = site;
      arcOf[place] = arc;
    }
  }
  return { demandStart, siteIndex, arc: arcOf };
}

/**
 * Builds a matrix from one list of demands (and seconds) per site, in any order.
 *
 * - `reaches[site]`: demand indices, each once, and their seconds beside them when all have them
 * - errors: as checkCoverMatrix
 */
export function buildCoverMatrix(
  demandWeight: Float64Array,
  reaches: readonly { readonly demands: ArrayLike<number>; readonly seconds?: ArrayLike<number> }[],
): CoverMatrix {
  const sites = reaches.length;
  const siteStart = new Uint32Array(sites + 1);
  for (let site = 0; site < sites; site++)
    siteStart[site + 1] = siteStart[site]! + reaches[site]!.demands.length;
  const demandIndex = new Uint32Array(siteStart[sites]!);
  const timed = sites > 0 && reaches.every((reach) => reach.seconds !== undefined);
  const seconds = timed ? new Float64Array(siteStart[sites]!) : undefined;
  for (let site = 0; site < sites; site++) {
    const reach = reaches[site]!;
    const order = Uint32Array.from({ length: reach.demands.length }, (_, place) => place).sort(
      (a, b) => reach.demands[a]! - reach.demands[b]!,
    );
    let arc = siteStart[site]!;
    for (const place of order) {
      demandIndex[arc] = reach.demands[place]!;
      if (seconds) seconds[arc] = reach.seconds![place]!;
      arc++;
    }
  }
  const base = { sites, demands: demandWeight.length, siteStart, demandIndex, demandWeight };
  const matrix: CoverMatrix = seconds ? { ...base, seconds } : base;
  checkCoverMatrix(matrix);
  return matrix;
}

/**
 * Keeps the arcs of at most `cutOffSeconds`, closed; the same sites and demands remain.
 *
 * - needs `seconds`; O(arcs)
 */
export function cutCoverMatrix(matrix: CoverMatrix, cutOffSeconds: number): CoverMatrix {
  const { sites, siteStart, demandIndex, seconds } = matrix;
  if (!seconds)
    throw new SitingInputError('bad-shape', 'a cut-off needs the seconds of each arc', { what: 'seconds' });
  const start = new Uint32Array(sites + 1);
  let kept = 0;
  for (let site = 0; site < sites; site++) {
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++)
      if (seconds[arc]! <= cutOffSeconds) kept++;
    start[site + 1] = kept;
  }
  const index = new Uint32Array(kept);
  const times = new Float64Array(kept);
  let place = 0;
  for (let arc = 0; arc < demandIndex.length; arc++) {
    if (seconds[arc]! > cutOffSeconds) continue;
    index[place] = demandIndex[arc]!;
    times[place++] = seconds[arc]!;
  }
  return { ...matrix, siteStart: start, demandIndex: index, seconds: times };
}
