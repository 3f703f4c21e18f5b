import { DEFAULT_ROAD_KMH, VEHICLES } from '../../contract/default-speeds.ts';
import { ROAD_CLASSES, type RiddenMode } from '../../contract/vocabulary.ts';
import {
  EDGE_FERRY,
  EDGE_NO_BICYCLE,
  EDGE_NO_MOTOR,
  EDGE_TWIN,
  type RoadNetwork,
} from '../../kernel/network/road-network.ts';

export interface RoadLengths {
  readonly edges: number;
  /** Different sources (lines, ways) among the edges. */
  readonly lines: number;
  /** Metres of road: each once, whichever ways it may be driven, and no ferry. */
  readonly roadMeters: number;
  readonly ferryMeters: number;
}

/** Lengths of the edges whose source is in [from, to); of all by default. */
export function measureRoads(network: RoadNetwork, from = -Infinity, to = Infinity): RoadLengths {
  const sources = new Set<number>();
  let edges = 0;
  let roadMeters = 0;
  let ferryMeters = 0;
  for (let e = 0; e < network.edgeFrom.length; e++) {
    const source = network.edgeSource[e]!;
    if (!(source >= from && source < to)) continue;
    edges++;
    sources.add(source);
    const flags = network.edgeFlags[e]!;
    if (flags & EDGE_TWIN) continue;
    if (flags & EDGE_FERRY) ferryMeters += network.edgeLengthMeters[e]!;
    else roadMeters += network.edgeLengthMeters[e]!;
  }
  return { edges, lines: sources.size, roadMeters, ferryMeters };
}

/** Metres of road, ferries apart, that a vehicle may use at the speeds it has unless somebody sets others. */
export function measureRidden(network: RoadNetwork, mode: RiddenMode): number {
  const closed = VEHICLES[mode] === 'bicycle' ? EDGE_NO_BICYCLE : EDGE_NO_MOTOR;
  const kmh = ROAD_CLASSES.map((name) => DEFAULT_ROAD_KMH[mode][name]);
  let meters = 0;
  for (let e = 0; e < network.edgeFrom.length; e++)
    if ((network.edgeFlags[e]! & (closed | EDGE_FERRY | EDGE_TWIN)) === 0 && kmh[network.edgeClass[e]!]! > 0)
      meters += network.edgeLengthMeters[e]!;
  return meters;
}
