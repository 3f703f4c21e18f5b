/** A linear or mixed-integer problem in rows; columns of `integer` 1 are whole. */
export interface MilpModel {
  readonly sense: 'max' | 'min';
  readonly columns: number;
  readonly rows: number;
  readonly columnCost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  readonly integer: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** `rows + 1` offsets into `columnIndex` and `coefficient`. */
  readonly rowStart: Int32Array;
  readonly columnIndex: Int32Array;
  readonly coefficient: Float64Array;
  /** Adds x'Qx / 2: lower triangle by columns. */
  readonly quadratic?: {
    readonly start: Int32Array;
    readonly index: Int32Array;
    readonly value: Float64Array;
  };
}

export interface MilpOptions {
  /** Wall-clock limit of the solver (default none): answers may then differ between runs. */
  readonly timeLimitSeconds?: number;
  /**
   * Nodes of the solver's tree at most; absent: the solver's own default. A limit without a clock: equal
   * input gives equal bits.
   */
  readonly maxNodes?: number;
  /** Stop at this relative gap (default 0: prove it). */
  readonly relativeGap?: number;
  /** A feasible answer to begin with; NaN entries are left to the solver. */
  readonly start?: Float64Array;
  readonly onProgress?: (value: number, bound: number) => void;
  readonly shouldStop?: () => boolean;
}

export interface MilpAnswer {
  /** `limit`: stopped before proof; `columns` then holds the best answer found or null. */
  readonly status: 'optimal' | 'infeasible' | 'unbounded' | 'limit' | 'failed';
  readonly columns: Float64Array | null;
  readonly value: number;
  /** No answer is better than this; infinite when the solver has none. */
  readonly bound: number;
}

/** The door behind which an exact solver stands; calls block their thread, so they belong in a worker. */
export interface MilpSolver {
  readonly name: string;
  solve(model: MilpModel, options?: MilpOptions): MilpAnswer;
}

/** Collects columns and rows one at a time. */
export class MilpBuilder {
  private readonly cost: number[] = [];
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly whole: number[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly rowStart: number[] = [0];
  private readonly index: number[] = [];
  private readonly value: number[] = [];

  /** Adds a column and returns its index. */
  addColumn(cost: number, lower: number, upper: number, integer = false): number {
    this.cost.push(cost);
    this.lower.push(lower);
    this.upper.push(upper);
    this.whole.push(integer ? 1 : 0);
    return this.cost.length - 1;
  }

  /** Adds `lower <= sum of value * column <= upper`; columns may come in any order, each once. */
  addRow(lower: number, upper: number, terms: Iterable<readonly [column: number, value: number]>): number {
    for (const [column, value] of terms) {
      this.index.push(column);
      this.value.push(value);
    }
    this.rowStart.push(this.index.length);
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
    return this.rowLower.length - 1;
  }

  build(sense: 'max' | 'min'): MilpModel {
    return {
      sense,
      columns: this.cost.length,
      rows: this.rowLower.length,
      columnCost: Float64Array.from(this.cost),
      columnLower: Float64Array.from(this.lower),
      columnUpper: Float64Array.from(this.upper),
      integer: Uint8Array.from(this.whole),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      rowStart: Int32Array.from(this.rowStart),
      columnIndex: Int32Array.from(this.index),
      coefficient: Float64Array.from(this.value),
    };
  }
}
