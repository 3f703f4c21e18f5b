import type { AccessLinks } from './access-links.ts';

/**
 * Directed arcs by node (CSR). Each piece of road gives an arc at both its ends; a cost of Infinity forbids
 * that way. Where every piece takes the same time both ways, `back` is `out`.
 */
export interface RoadArcs {
  readonly start: Int32Array;
  readonly target: Int32Array;
  /** Seconds to travel from the owner to the target. */
  readonly out: Float64Array;
  /** Seconds to travel from the target to the owner. */
  readonly back: Float64Array;
  readonly piece: Int32Array;
}

/** Roads split where they are entered, ready to be searched together with the land. */
export interface RoadGraph {
  /** The network's nodes first, then the split points. */
  readonly nodeCount: number;
  readonly nodeX: Float64Array;
  readonly nodeY: Float64Array;
  /**
   * Edge each piece is part of and the metres along that edge where it begins (at `pieceFrom`) and ends (at
   * `pieceTo`).
   */
  readonly pieceEdge: Int32Array;
  readonly pieceFrom: Int32Array;
  readonly pieceTo: Int32Array;
  readonly pieceStartMeters: Float64Array;
  readonly pieceEndMeters: Float64Array;
  readonly walk: RoadArcs;
  /** Null when no one rides. */
  readonly ride: RoadArcs | null;
  readonly links: AccessLinks;
}
