import { NumberList } from './number-list.ts';
import { AccessLinks } from './access-links.ts';

/** Most links that meet at one node and are sorted in place; more are sorted by the platform. */
const SHORT_LIST = 64;

/** Entries of one part of the links, in the order in which they were added. */
interface Part {
  readonly cell: NumberList<'int32'>;
  readonly toRoad: NumberList<'float64'>;
  /** The same list as `toRoad` where both ways take the same time. */
  readonly fromRoad: NumberList<'float64'>;
}

function startPart(symmetric: boolean): Part {
  const toRoad = new NumberList('float64');
  return {
    cell: new NumberList('int32'),
    toRoad,
    fromRoad: symmetric ? toRoad : new NumberList('float64'),
  };
}

/**
 * Walks between cells and road nodes as they are found. Those of a split point come one after another and
 * in order of the points; those of a junction come with each edge that ends there. Edges that meet at a
 * node offer the same walk to it up to rounding: the quickest each way is kept.
 */
export class LinkList {
  readonly #junctions: number;
  readonly #symmetric: boolean;
  readonly #junctionNode = new NumberList('int32');
  readonly #atJunctions: Part;
  readonly #atSplits: Part;
  /** Links by split point. */
  readonly #splitCount = new NumberList('int32');
  #scratch: Scratch = makeScratch(SHORT_LIST);
  #scratchCount = 0;
  #scratchNode = -1;

  /** `symmetric`: every walk takes the same time both ways. Junctions are nodes 0 … `junctions` - 1. */
  constructor(junctions: number, symmetric: boolean) {
    this.#junctions = junctions;
    this.#symmetric = symmetric;
    this.#atJunctions = startPart(symmetric);
    this.#atSplits = startPart(symmetric);
  }

  add(node: number, cell: number, toRoad: number, fromRoad: number): void {
    if (node < this.#junctions) {
      this.#junctionNode.push(node);
      this.#push(this.#atJunctions, cell, toRoad, fromRoad);
      return;
    }
    if (node !== this.#scratchNode) {
      this.#flush();
      this.#scratchNode = node;
    }
    if (this.#scratchCount === this.#scratch.cell.length) this.#scratch = growScratch(this.#scratch);
    this.#scratch.cell[this.#scratchCount] = cell;
    this.#scratch.toRoad[this.#scratchCount] = toRoad;
    this.#scratch.fromRoad[this.#scratchCount++] = fromRoad;
  }

  #push(part: Part, cell: number, toRoad: number, fromRoad: number): void {
    part.cell.push(cell);
    part.toRoad.push(toRoad);
    if (!this.#symmetric) part.fromRoad.push(fromRoad);
  }

  /** Ends the split point at hand: its links are sorted by cell and each is kept once. */
  #flush(): void {
    if (this.#scratchNode < 0) return;
    const count = keepQuickest(this.#scratch, this.#scratchCount);
    const { cell, toRoad, fromRoad } = this.#scratch;
    for (let i = 0; i < count; i++) this.#push(this.#atSplits, cell[i]!, toRoad[i]!, fromRoad[i]!);
    this.#splitCount.push(count);
    this.#scratchCount = 0;
    this.#scratchNode = -1;
  }

  /** All links by node; the list is empty afterwards. O(links + nodes). */
  finish(cells: number, nodes: number): AccessLinks {
    this.#flush();
    const junctions = this.#groupJunctions();
    const nodeStart = new Int32Array(nodes + 1);
    nodeStart.set(junctions.start);
    for (let n = this.#junctions; n < nodes; n++)
      nodeStart[n + 1] = nodeStart[n]! + this.#splitCount.at(n - this.#junctions);
    const first = junctions.start[this.#junctions]!;
    const join = <T extends Int32Array | Float64Array>(all: T, atJunctions: T): T => {
      all.set(atJunctions.subarray(0, first));
      return all;
    };
    const count = nodeStart[nodes]!;
    const nodeCell = join(new Int32Array(count), junctions.cell);
    this.#atSplits.cell.moveInto(nodeCell, first);
    const nodeBack = join(new Float64Array(count), junctions.toRoad);
    this.#atSplits.toRoad.moveInto(nodeBack, first);
    let nodeOut = nodeBack;
    if (!this.#symmetric) {
      nodeOut = join(new Float64Array(count), junctions.fromRoad);
      this.#atSplits.fromRoad.moveInto(nodeOut, first);
    }
    return new AccessLinks(cells, nodeStart, nodeCell, nodeOut, nodeBack);
  }

  /** Links of junctions by node, each once. `start` has one entry more than there are junctions. */
  #groupJunctions(): Scratch & { start: Int32Array } {
    const node = this.#junctionNode.take();
    const cell = this.#atJunctions.cell.take();
    const toRoad = this.#atJunctions.toRoad.take();
    const fromRoad = this.#symmetric ? toRoad : this.#atJunctions.fromRoad.take();
    const bounds = new Int32Array(this.#junctions + 1);
    for (const n of node) bounds[n + 1]!++;
    for (let n = 0; n < this.#junctions; n++) bounds[n + 1]! += bounds[n]!;
    const order = new Int32Array(node.length);
    const fill = bounds.slice(0, this.#junctions);
    for (let i = 0; i < node.length; i++) order[fill[node[i]!]!++] = i;
    const grouped = makeScratch(node.length);
    const start = new Int32Array(this.#junctions + 1);
    let kept = 0;
    let scratch = makeScratch(SHORT_LIST);
    for (let n = 0; n < this.#junctions; n++) {
      const found = bounds[n + 1]! - bounds[n]!;
      while (scratch.cell.length < found) scratch = growScratch(scratch);
      for (let i = 0; i < found; i++) {
        const from = order[bounds[n]! + i]!;
        scratch.cell[i] = cell[from]!;
        scratch.toRoad[i] = toRoad[from]!;
        scratch.fromRoad[i] = fromRoad[from]!;
      }
      const count = keepQuickest(scratch, found);
      for (let i = 0; i < count; i++) {
        grouped.cell[kept] = scratch.cell[i]!;
        grouped.toRoad[kept] = scratch.toRoad[i]!;
        grouped.fromRoad[kept++] = scratch.fromRoad[i]!;
      }
      start[n + 1] = kept;
    }
    return { ...grouped, start };
  }
}

interface Scratch {
  readonly cell: Int32Array;
  readonly toRoad: Float64Array;
  readonly fromRoad: Float64Array;
}

function makeScratch(room: number): Scratch {
  return { cell: new Int32Array(room), toRoad: new Float64Array(room), fromRoad: new Float64Array(room) };
}

function growScratch(scratch: Scratch): Scratch {
  const larger = makeScratch(scratch.cell.length * 2);
  larger.cell.set(scratch.cell);
  larger.toRoad.set(scratch.toRoad);
  larger.fromRoad.set(scratch.fromRoad);
  return larger;
}

/** Sorts the first `count` entries by cell and keeps the quickest way there and back of each; returns how many. */
function keepQuickest({ cell, toRoad, fromRoad }: Scratch, count: number): number {
  sortByCell({ cell, toRoad, fromRoad }, count);
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (kept > 0 && cell[kept - 1] === cell[i]) {
      toRoad[kept - 1] = Math.min(toRoad[kept - 1]!, toRoad[i]!);
      fromRoad[kept - 1] = Math.min(fromRoad[kept - 1]!, fromRoad[i]!);
      continue;
    }
    cell[kept] = cell[i]!;
    toRoad[kept] = toRoad[i]!;
    fromRoad[kept++] = fromRoad[i]!;
  }
  return kept;
}

function sortByCell({ cell, toRoad, fromRoad }: Scratch, count: number): void {
  if (count > SHORT_LIST) {
    const order = Int32Array.from({ length: count }, (_, i) => i).sort((a, b) => cell[a]! - cell[b]!);
    const copy = {
      cell: cell.slice(0, count),
      toRoad: toRoad.slice(0, count),
      fromRoad: fromRoad.slice(0, count),
    };
    for (let i = 0; i < count; i++) {
      cell[i] = copy.cell[order[i]!]!;
      toRoad[i] = copy.toRoad[order[i]!]!;
      fromRoad[i] = copy.fromRoad[order[i]!]!;
    }
    return;
  }
  for (let i = 1; i < count; i++) {
    const c = cell[i]!;
    const out = toRoad[i]!;
    const back = fromRoad[i]!;
    let at = i;
    for (; at > 0 && cell[at - 1]! > c; at--) {
      cell[at] = cell[at - 1]!;
      toRoad[at] = toRoad[at - 1]!;
      fromRoad[at] = fromRoad[at - 1]!;
    }
    cell[at] = c;
    toRoad[at] = out;
    fromRoad[at] = back;
  }
}
