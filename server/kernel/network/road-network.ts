/**
 * A directed road network on typed arrays, in the CRS of the grid it is used with.
 * Edge e runs along vertices `edgeVertexStart[e] … edgeVertexStart[e + 1] - 1`, the first lying on node
 * `edgeFrom[e]`,
 * the last on node `edgeTo[e]`. Both directions of a street are one edge; `EDGE_ONEWAY` forbids vehicles to
 * -> from.
 */
export interface RoadNetwork {
  readonly nodeX: Float64Array;
  readonly nodeY: Float64Array;
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  /** Index into the caller's list of road classes (`contract/vocabulary` ROAD_CLASSES in regions). */
  readonly edgeClass: Uint8Array;
  /** Bit set of EDGE_* flags. */
  readonly edgeFlags: Uint16Array;
  /** Posted limit in km/h; 0 where none is known. */
  readonly edgeMaxSpeedKmh: Float32Array;
  /** Metres along the geometry (projected or geodesic, never degrees). */
  readonly edgeLengthMeters: Float64Array;
  readonly edgeVertexStart: Uint32Array;
  readonly vertexX: Float64Array;
  readonly vertexY: Float64Array;
  /** OSM way id or feature index the edge came from. */
  readonly edgeSource: Float64Array;
}

/** Vehicles (bicycle, motorcycle, car) may only go from `edgeFrom` to `edgeTo`. Walkers may go both ways. */
export const EDGE_ONEWAY = 1;
export const EDGE_NO_FOOT = 2;
export const EDGE_NO_BICYCLE = 4;
export const EDGE_NO_MOTOR = 8;
export const EDGE_BRIDGE = 16;
export const EDGE_TUNNEL = 32;
/** Passable in the dry season only: cut when the profile closes fords. */
export const EDGE_FORD = 64;
export const EDGE_FERRY = 128;
/** Bicycles may go against `EDGE_ONEWAY`. */
export const EDGE_BICYCLE_BOTH_WAYS = 256;
/** A walker too may only go from -> to (rare: oneway:foot). */
export const EDGE_ONEWAY_FOOT = 512;
/**
 * `edgeMaxSpeedKmh` is how fast motor vehicles go here, whatever the class, and no mere limit; on a ferry
 * (its timetable) everybody.
 */
export const EDGE_OWN_SPEED = 1024;
/** The other direction, for motors, of a road that is an edge already: no length of its own. */
export const EDGE_TWIN = 2048;
/** A road of two directions whose other one is an edge with EDGE_TWIN. */
export const EDGE_HAS_TWIN = 8192;
/**
 * Vehicles are got on and off here although no one may walk along: closed by a general rule that lets
 * vehicles through.
 */
export const EDGE_BOARDS = 4096;

/** Throws with expected and actual when the arrays do not describe one network. */
export function assertRoadNetwork(network: RoadNetwork): void {
  const edges = network.edgeFrom.length;
  const nodes = network.nodeX.length;
  const lengths: [string, number, number][] = [
    ['nodeY', network.nodeY.length, nodes],
    ['edgeTo', network.edgeTo.length, edges],
    ['edgeClass', network.edgeClass.length, edges],
    ['edgeFlags', network.edgeFlags.length, edges],
    ['edgeMaxSpeedKmh', network.edgeMaxSpeedKmh.length, edges],
    ['edgeLengthMeters', network.edgeLengthMeters.length, edges],
    ['edgeSource', network.edgeSource.length, edges],
    ['edgeVertexStart', network.edgeVertexStart.length, edges + 1],
    ['vertexY', network.vertexY.length, network.vertexX.length],
  ];
  for (const [name, actual, expected] of lengths)
    if (actual !== expected)
      throw new RangeError(`road network: ${name} has ${actual} entries, expected ${expected}`);
  for (let e = 0; e < edges; e++) {
    if (network.edgeFrom[e]! >= nodes || network.edgeTo[e]! >= nodes)
      throw new RangeError(
        `road network: edge ${e} names node ${Math.max(network.edgeFrom[e]!, network.edgeTo[e]!)} of ${nodes}`,
      );
    if (network.edgeVertexStart[e + 1]! - network.edgeVertexStart[e]! < 2)
      throw new RangeError(`road network: edge ${e} has fewer than two vertices`);
    if (!(network.edgeLengthMeters[e]! >= 0) || !Number.isFinite(network.edgeLengthMeters[e]!))
      throw new RangeError(`road network: edge ${e} has length ${network.edgeLengthMeters[e]}`);
  }
}
