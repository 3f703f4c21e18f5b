import { readFileSync } from 'node:fs';

export interface PmedInstance {
  readonly nodes: number;
  /** Sites to open. */
  readonly open: number;
  /** All shortest distances, row by row. */
  readonly seconds: Float64Array;
}

/**
 * Reads an OR-Library pmed file: a later duplicate edge overwrites an earlier one, then all shortest paths
 * (Floyd).
 */
export function readPmed(path: string): PmedInstance {
  const numbers = readFileSync(path, 'utf8').trim().split(/\s+/).map(Number);
  const [nodes, edges, open] = numbers as [number, number, number];
  const seconds = new Float64Array(nodes * nodes).fill(Infinity);
  for (let node = 0; node < nodes; node++) seconds[node * nodes + node] = 0;
  for (let edge = 0; edge < edges; edge++) {
    const from = numbers[3 + 3 * edge]! - 1;
    const to = numbers[4 + 3 * edge]! - 1;
    seconds[from * nodes + to] = numbers[5 + 3 * edge]!;
    seconds[to * nodes + from] = numbers[5 + 3 * edge]!;
  }
  for (let via = 0; via < nodes; via++)
    for (let from = 0; from < nodes; from++) {
      const first = seconds[from * nodes + via]!;
      if (first === Infinity) continue;
      for (let to = 0; to < nodes; to++) {
        const sum = first + seconds[via * nodes + to]!;
        if (sum < seconds[from * nodes + to]!) seconds[from * nodes + to] = sum;
      }
    }
  return { nodes, open, seconds };
}
