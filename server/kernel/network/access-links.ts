import { countArrayBytes } from '../stats/array-bytes.ts';

/** The same links by cell, then node. */
export interface CellLinks {
  readonly start: Int32Array;
  readonly node: Int32Array;
  /** Seconds from cell to node and from node to cell; one array where they are equal. */
  readonly out: Float64Array;
  readonly back: Float64Array;
}

/**
 * Walks between cell centres and road nodes, by node, then cell (CSR): the links of node n are
 * `nodeStart[n] … nodeStart[n + 1] - 1`. Where every walk takes the same time both ways, `nodeBack` is
 * `nodeOut`. Listed by cell when first asked for: a province has some fifty million, and most searches never
 * need that.
 */
export class AccessLinks {
  readonly nodeStart: Int32Array;
  readonly nodeCell: Int32Array;
  /** Seconds from node to cell and from cell to node. */
  readonly nodeOut: Float64Array;
  readonly nodeBack: Float64Array;
  /** Cells of the grid. */
  readonly cells: number;
  #byCell: CellLinks | null = null;

  constructor(
    cells: number,
    nodeStart: Int32Array,
    nodeCell: Int32Array,
    nodeOut: Float64Array,
    nodeBack: Float64Array,
  ) {
    this.cells = cells;
    this.nodeStart = nodeStart;
    this.nodeCell = nodeCell;
    this.nodeOut = nodeOut;
    this.nodeBack = nodeBack;
  }

  get count(): number {
    return this.nodeCell.length;
  }

  /** O(links + cells) the first time. */
  get byCell(): CellLinks {
    return (this.#byCell ??= this.#turn());
  }

  /** Bytes of the list by cell; 0 while no search has asked for it. */
  get byCellBytes(): number {
    return this.#byCell === null ? 0 : countArrayBytes(this.#byCell);
  }

  #turn(): CellLinks {
    const { cells, nodeStart, nodeCell, nodeOut, nodeBack } = this;
    const start = new Int32Array(cells + 1);
    for (const cell of nodeCell) start[cell + 1]!++;
    for (let cell = 0; cell < cells; cell++) start[cell + 1]! += start[cell]!;
    const fill = start.slice(0, cells);
    const node = new Int32Array(nodeCell.length);
    const out = new Float64Array(nodeCell.length);
    const back = nodeOut === nodeBack ? out : new Float64Array(nodeCell.length);
    for (let n = 0; n + 1 < nodeStart.length; n++)
      for (let i = nodeStart[n]!; i < nodeStart[n + 1]!; i++) {
        const at = fill[nodeCell[i]!]!++;
        node[at] = n;
        out[at] = nodeBack[i]!;
        back[at] = nodeOut[i]!;
      }
    return { start, node, out, back };
  }
}
