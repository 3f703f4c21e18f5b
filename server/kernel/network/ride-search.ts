import { BucketQueue } from '../cost/bucket-queue.ts';
import { UNREACHED } from '../grid/grid.ts';
import type { RoadArcs } from './road-graph.ts';

/** What the hybrid trip asks of the search by vehicle. */
export interface VehicleSearch {
  /** The walker's node (cells, then road nodes) at which this search's node 0 stands. */
  readonly first: number;
  readonly seconds: Float64Array;
  readonly owner: Int32Array;
  /** Node before, or a negative mark of the caller's. */
  readonly previous: Int32Array;
  /** Nodes with a label, in the order in which they were first reached. */
  readonly touched: Int32Array;
  readonly touchedCount: number;
  /** Whether the vehicle can be boarded at `node`. */
  carries(node: number): boolean;
  reset(): void;
  seed(node: number, seconds: number, owner: number, previous: number): void;
  run(limitSeconds: number, backward: boolean): void;
}

/**
 * Least seconds over one set of road arcs; the same labels, fixpoint and reset rule as `WalkSearch`. 36
 * bytes a node.
 */
export class RideSearch implements VehicleSearch {
  readonly first: number;
  readonly arcs: RoadArcs;
  readonly seconds: Float64Array;
  readonly owner: Int32Array;
  readonly previous: Int32Array;
  readonly touched: Int32Array;
  touchedCount = 0;
  readonly #queue: BucketQueue;

  constructor(nodeCount: number, arcs: RoadArcs, first = 0, bucketSeconds = 4) {
    this.first = first;
    this.arcs = arcs;
    this.seconds = new Float64Array(nodeCount).fill(UNREACHED);
    this.owner = new Int32Array(nodeCount);
    this.previous = new Int32Array(nodeCount);
    this.touched = new Int32Array(nodeCount);
    this.#queue = new BucketQueue(nodeCount, bucketSeconds);
  }

  /** Forgets the last search. */
  reset(): void {
    for (let i = 0; i < this.touchedCount; i++) this.seconds[this.touched[i]!] = UNREACHED;
    this.touchedCount = 0;
  }

  /** Whether any arc begins at `node`: a node that only walkers use cannot be boarded. */
  carries(node: number): boolean {
    return this.arcs.start[node + 1]! > this.arcs.start[node]!;
  }

  /** Offers `node` a label; it is taken when it is better than the one it has. */
  seed(node: number, seconds: number, owner: number, previous: number): void {
    const old = this.seconds[node]!;
    if (seconds > old || (seconds === old && owner >= this.owner[node]!) || seconds === UNREACHED) return;
    if (old === UNREACHED) this.touched[this.touchedCount++] = node;
    this.seconds[node] = seconds;
    this.owner[node] = owner;
    this.previous[node] = previous;
    this.#queue.put(node, seconds);
  }

  /** Runs to the fixpoint within the closed limit. */
  run(limitSeconds: number, backward: boolean): void {
    const { start, target } = this.arcs;
    const costs = backward ? this.arcs.back : this.arcs.out;
    const queue = this.#queue;
    for (let node = queue.take(this.seconds); node >= 0; node = queue.take(this.seconds)) {
      const time = this.seconds[node]!;
      const owner = this.owner[node]!;
      for (let i = start[node]!; i < start[node + 1]!; i++) {
        const arrival = time + costs[i]!;
        if (arrival <= limitSeconds) this.seed(target[i]!, arrival, owner, node);
      }
    }
    queue.restart();
  }
}
