import type { Feature, LineString } from 'geojson';
import { toMeters } from './sample-files.ts';

type Road = Feature<LineString, Record<string, string | number | boolean>>;

/** Roads as a graph: a node for every distinct coordinate, a link for every segment, oneway respected. */
export interface RoadGraph {
  readonly nodeOf: ReadonlyMap<string, number>;
  readonly places: readonly (readonly [number, number])[];
  /** Links leaving each node: node, metres, road index. */
  readonly leaving: readonly (readonly [to: number, meters: number, road: number])[][];
}

export function buildRoadGraph(roads: readonly Road[]): RoadGraph {
  const nodeOf = new Map<string, number>();
  const places: [number, number][] = [];
  const leaving: [number, number, number][][] = [];
  roads.forEach((road, r) => {
    let previous = -1;
    for (const position of road.geometry.coordinates) {
      const key = position.join(',');
      let node = nodeOf.get(key);
      if (node === undefined) {
        node = places.length;
        nodeOf.set(key, node);
        places.push(toMeters(position));
        leaving.push([]);
      }
      if (previous >= 0) {
        const [ax, ay] = places[previous]!;
        const [bx, by] = places[node]!;
        const meters = Math.hypot(bx - ax, by - ay);
        leaving[previous]!.push([node, meters, r]);
        if (road.properties['oneway'] !== 'yes') leaving[node]!.push([previous, meters, r]);
      }
      previous = node;
    }
  });
  return { nodeOf, places, leaving };
}

/** Nodes by component, links taken both ways, largest first. */
export function findComponents(graph: RoadGraph): number[][] {
  const both: number[][] = graph.places.map(() => []);
  graph.leaving.forEach((links, from) => {
    for (const [to] of links) {
      both[from]!.push(to);
      both[to]!.push(from);
    }
  });
  const seen = new Uint8Array(both.length);
  const components: number[][] = [];
  for (let start = 0; start < both.length; start++) {
    if (seen[start]) continue;
    seen[start] = 1;
    const nodes = [start];
    for (const node of nodes)
      for (const next of both[node]!)
        if (!seen[next]) {
          seen[next] = 1;
          nodes.push(next);
        }
    components.push(nodes);
  }
  return components.sort((a, b) => b.length - a.length);
}

/**
 * Shortest metres from a node to every node, without the roads that `skip` names. Plain Bellman–Ford with a
 * queue.
 */
export function metersFrom(
  graph: RoadGraph,
  start: number,
  skip: (road: number) => boolean = () => false,
): Float64Array {
  const best = new Float64Array(graph.places.length).fill(Infinity);
  best[start] = 0;
  let wave = new Set([start]);
  while (wave.size > 0) {
    const next = new Set<number>();
    for (const node of wave)
      for (const [to, meters, road] of graph.leaving[node]!)
        if (!skip(road) && best[node]! + meters < best[to]! - 1e-9) {
          best[to] = best[node]! + meters;
          next.add(to);
        }
    wave = next;
  }
  return best;
}
