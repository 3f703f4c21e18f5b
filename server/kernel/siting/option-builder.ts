import type { CoverMatrix } from './cover-matrix.ts';
import type { Minimum, OptionCover, Share } from './option-cover.ts';

export interface OptionParts {
  /** Rows of matrices whose demands are the items from `offset` on; parts of one option must not overlap. */
  readonly parts: readonly { readonly matrix: CoverMatrix; readonly site: number; readonly offset: number }[];
  readonly group?: number;
  readonly state: number;
  /** Use of each resource. */
  readonly use: readonly number[];
}

export interface OptionExtras {
  readonly requires?: NonNullable<OptionCover['requires']>;
  readonly minima?: readonly Minimum[];
  readonly shares?: readonly Share[];
}

/**
 * Stacks demands (of services, years, scenarios) into items and sites (at levels, from years) into options.
 */
export class OptionBuilder {
  private readonly first: number[] = [];
  private readonly second: number[] = [];
  private readonly options: OptionParts[] = [];
  private readonly limits: readonly number[];

  /** `limits`: one for each resource. */
  constructor(limits: readonly number[]) {
    this.limits = limits;
  }

  /**
   * Adds items of the given weights times `factor`, a second cover counting `secondFactor` as much; returns
   * the first index.
   */
  addItems(weight: Float64Array, factor = 1, secondFactor = 0): number {
    const offset = this.first.length;
    for (const own of weight) {
      this.first.push(own * factor);
      this.second.push(own * factor * secondFactor);
    }
    return offset;
  }

  /** Adds an option and returns its index. */
  addOption(option: OptionParts): number {
    this.options.push(option);
    return this.options.length - 1;
  }

  build(extras: OptionExtras = {}): OptionCover {
    const { options } = this;
    const siteStart = new Uint32Array(options.length + 1);
    options.forEach((option, index) => {
      let size = 0;
      for (const { matrix, site } of option.parts)
        size += matrix.siteStart[site + 1]! - matrix.siteStart[site]!;
      siteStart[index + 1] = siteStart[index]! + size;
    });
    const demandIndex = new Uint32Array(siteStart[options.length]!);
    options.forEach((option, index) => {
      let at = siteStart[index]!;
      for (const { matrix, site, offset } of option.parts)
        for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
          demandIndex[at++] = matrix.demandIndex[arc]! + offset;
      demandIndex.subarray(siteStart[index], at).sort();
    });
    const secondWeight = Float64Array.from(this.second);
    return {
      cover: {
        sites: options.length,
        demands: this.first.length,
        siteStart,
        demandIndex,
        demandWeight: Float64Array.from(this.first),
      },
      ...(secondWeight.some((weight) => weight > 0) && { secondWeight }),
      group: Int32Array.from(options, (option) => option.group ?? -1),
      states: Uint8Array.from(options, (option) => option.state),
      resources: this.limits.map((limit, resource) => ({
        limit,
        use: Float64Array.from(options, (option) => option.use[resource]!),
      })),
      ...extras,
    };
  }
}
