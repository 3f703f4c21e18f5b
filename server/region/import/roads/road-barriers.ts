import { lineMeters } from '../../../geo/geodesic.ts';
import {
  EDGE_FERRY,
  EDGE_NO_BICYCLE,
  EDGE_NO_FOOT,
  EDGE_NO_MOTOR,
} from '../../../kernel/network/road-network.ts';
import type { RoadWays } from './road-ways.ts';
import type { RoadUse } from './road-tags.ts';

/** Half the length of road that a bollard or a locked gate takes up. */
const HALF_METERS = 0.5;
const CLOSES = EDGE_NO_FOOT | EDGE_NO_BICYCLE | EDGE_NO_MOTOR;

interface Closure {
  readonly way: number;
  /** Place of the node in `refs`. */
  readonly at: number;
  /** Bits that the barrier adds to the way's own. */
  readonly bits: number;
}

interface CutRoads {
  readonly ways: RoadWays;
  /** 1 for the pieces that are not the first of their way; null where no way was cut. */
  readonly continues: Uint8Array | null;
}

/**
 * Cuts roads at the nodes that a barrier closes to some: a metre of road around each becomes a piece of its
 * own with the barrier's bits,
 * so that a car ends there, a walker goes through, and no other metre of road is lost. O(refs); the ways
 * themselves where nothing is closed.
 */
export function cutAtBarriers(ways: RoadWays): CutRoads & { readonly closures: number } {
  const closures = findClosures(ways);
  if (closures.length === 0) return { ways, continues: null, closures: 0 };
  const { refs, refStart, uses } = ways;
  const out = new CutWays(ways, closures.length);
  let next = 0;
  for (let way = 0; way < uses.length; way++) {
    const use = uses[way]!;
    let copied = refStart[way]!;
    const end = refStart[way + 1]!;
    for (; closures[next]?.way === way; next++) {
      const { at, bits } = closures[next]!;
      const node = refs[at]!;
      for (; copied < at; copied++) out.push(refs[copied]!);
      const before = at > refStart[way]! ? refs[at - 1]! : -1;
      if (before >= 0 && before !== node) {
        const near = out.addNode(node, before);
        out.push(near);
        out.close(way, use);
        out.push(near);
      }
      out.push(node);
      copied = at + 1;
      const after = copied < end ? refs[copied]! : -1;
      const far = after >= 0 && after !== node ? out.addNode(node, after) : -1;
      if (far >= 0) out.push(far);
      out.close(way, { ...use!, flags: use!.flags | bits });
      if (far >= 0) out.push(far);
    }
    for (; copied < end; copied++) out.push(refs[copied]!);
    out.closeLast(way, use);
  }
  return { ...out.finish(), closures: closures.length };
}

function findClosures({ refs, refStart, uses, nodeMarks }: RoadWays): Closure[] {
  const out: Closure[] = [];
  if (!nodeMarks) return out;
  for (let way = 0; way < uses.length; way++) {
    const use = uses[way];
    if (!use || use.flags & EDGE_FERRY) continue;
    for (let at = refStart[way]!; at < refStart[way + 1]!; at++) {
      const node = refs[at]!;
      const bits = node < 0 ? 0 : nodeMarks[node]! & CLOSES & ~use.flags;
      if (bits !== 0) out.push({ way, at, bits });
    }
  }
  return out;
}

/** Ways that grow by at most two pieces and two nodes a closure. */
class CutWays {
  readonly #ways: RoadWays;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #refs: Int32Array;
  readonly #refStart: Uint32Array;
  readonly #sources: Float64Array;
  readonly #uses: (RoadUse | null)[] = [];
  /** 1 for a piece that is not the first of its way. */
  readonly #continues: Uint8Array;
  #way = -1;
  #nodes: number;
  #length = 0;
  constructor(ways: RoadWays, closures: number) {
    this.#ways = ways;
    this.#x = extend(ways.nodeX, 2 * closures);
    this.#y = extend(ways.nodeY, 2 * closures);
    this.#nodes = ways.nodeX.length;
    this.#refs = new Int32Array(ways.refs.length + 4 * closures);
    this.#refStart = new Uint32Array(ways.uses.length + 2 * closures + 1);
    this.#sources = new Float64Array(ways.uses.length + 2 * closures);
    this.#continues = new Uint8Array(this.#sources.length);
  }

  push(ref: number): void {
    this.#refs[this.#length++] = ref;
  }

  /** Ends the last piece of `way`, where something is left for it or it has no other. */
  closeLast(way: number, use: RoadUse | null): void {
    if (this.#way !== way || this.#length > this.#refStart[this.#uses.length]!) this.close(way, use);
  }

  /** Ends a piece of `way`. */
  close(way: number, use: RoadUse | null): void {
    this.#continues[this.#uses.length] = this.#way === way ? 1 : 0;
    this.#way = way;
    this.#sources[this.#uses.length] = this.#ways.sources[way]!;
    this.#uses.push(use);
    this.#refStart[this.#uses.length] = this.#length;
  }

  /** A node half a metre from one towards another. */
  addNode(from: number, towards: number): number {
    const [x, y] = [this.#x, this.#y];
    const pair = [Float64Array.of(x[from]!, x[towards]!), Float64Array.of(y[from]!, y[towards]!)] as const;
    const meters = lineMeters(pair[0], pair[1], 0, 1, this.#ways.geographic);
    const share = meters > 0 ? Math.min(HALF_METERS / meters, 0.4) : 0;
    x[this.#nodes] = x[from]! + share * (x[towards]! - x[from]!);
    y[this.#nodes] = y[from]! + share * (y[towards]! - y[from]!);
    return this.#nodes++;
  }

  finish(): CutRoads {
    const uses = this.#uses;
    const nodeMarks = new Uint8Array(this.#nodes);
    nodeMarks.set(this.#ways.nodeMarks!);
    const ways: RoadWays = {
      ...this.#ways,
      nodeX: this.#x.subarray(0, this.#nodes),
      nodeY: this.#y.subarray(0, this.#nodes),
      refs: this.#refs.subarray(0, this.#length),
      refStart: this.#refStart.subarray(0, uses.length + 1),
      sources: this.#sources.subarray(0, uses.length),
      nodeMarks,
      uses,
    };
    return { ways, continues: this.#continues };
  }
}

function extend(array: Float64Array, by: number): Float64Array {
  const out = new Float64Array(array.length + by);
  out.set(array);
  return out;
}
