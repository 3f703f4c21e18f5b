import type { CoverMatrix } from './cover-matrix.ts';
import { GainHeap } from './gain-heap.ts';

/**
 * What each site would add to what is covered, measured again only when the site comes to the top.
 *
 * - gains only fall while sites are covered, so an old gain is an upper bound and the top, measured again,
 * is exact
 * - measured in ascending demand order: the answer does not depend on history
 * - mutates `left`
 * - source: Minoux 1978
 */
export class LazyGains {
  readonly gains: Float64Array;
  private readonly matrix: CoverMatrix;
  private readonly left: Float64Array;
  private readonly heap: GainHeap;
  private readonly measuredAt: Uint32Array;
  private round = 0;

  /** `left` is the weight of each demand that is not covered yet, `sites` those to choose from. */
  constructor(matrix: CoverMatrix, left: Float64Array, sites: ArrayLike<number>) {
    this.matrix = matrix;
    this.left = left;
    this.gains = new Float64Array(matrix.sites);
    for (let place = 0; place < sites.length; place++)
      this.gains[sites[place]!] = this.measure(sites[place]!);
    this.measuredAt = new Uint32Array(matrix.sites);
    this.heap = new GainHeap(this.gains, sites);
  }

  /**
   * Takes out the `count` sites that add most, best first; fewer when none is left or, on wish, none adds
   * anything.
   */
  takeTop(count: number, stopAtZero = false): number[] {
    const { gains, heap, measuredAt, round } = this;
    const top: number[] = [];
    while (top.length < count && heap.length > 0) {
      const site = heap.peek();
      if (stopAtZero && gains[site] === 0) break;
      if (measuredAt[site] !== round) {
        gains[site] = this.measure(site);
        measuredAt[site] = round;
        heap.lowerTop();
        continue;
      }
      heap.pop();
      top.push(site);
    }
    return top;
  }

  putBack(sites: readonly number[]): void {
    for (const site of sites) this.heap.push(site);
  }

  /** Covers what `site` covers; returns the weight newly covered. */
  cover(site: number): number {
    this.round++;
    return coverSite(this.matrix, this.left, site);
  }

  private measure(site: number): number {
    const { siteStart, demandIndex } = this.matrix;
    const end = siteStart[site + 1]!;
    let gain = 0;
    for (let arc = siteStart[site]!; arc < end; arc++) gain += this.left[demandIndex[arc]!]!;
    return gain;
  }
}

/** Takes the demands of `site` out of `left`; returns their weight. */
export function coverSite(matrix: CoverMatrix, left: Float64Array, site: number): number {
  const { siteStart, demandIndex } = matrix;
  let gain = 0;
  for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
    gain += left[demandIndex[arc]!]!;
    left[demandIndex[arc]!] = 0;
  }
  return gain;
}
