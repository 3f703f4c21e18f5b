import type { RoadUse } from './road-tags.ts';

/** Ways over shared nodes, before they are cut at junctions. Node coordinates in the grid's CRS. */
export interface RoadWays {
  readonly nodeX: Float64Array;
  readonly nodeY: Float64Array;
  /**
   * Way w uses nodes `refs[refStart[w]] … refs[refStart[w + 1] - 1]`; -1 is a node that is not there: the
   * way is cut at it.
   */
  readonly refStart: Uint32Array;
  readonly refs: Int32Array;
  readonly uses: readonly (RoadUse | null)[];
  readonly sources: Float64Array;
  /**
   * EDGE_FORD at nodes where the road runs through water, EDGE_NO_* where a barrier on the node closes it
   * to some; absent where none is known.
   */
  readonly nodeMarks?: Uint8Array;
  readonly geographic: boolean;
}
