/**
 * A transportation problem with few sinks: places with people, facilities with room, and "nowhere", where a
 * person costs `penalty`.
 * Row p of `start`/`facilities`/`seconds` lists the facilities place p may use, in ascending order of
 * seconds.
 */
export interface TransportProblem {
  readonly placeCount: number;
  readonly facilityCount: number;
  /** > 0 per place. */
  readonly people: Float64Array;
  /** > 0 and finite per facility that occurs in a row. */
  readonly room: Float64Array;
  readonly start: Uint32Array;
  readonly facilities: Int32Array;
  readonly seconds: Float64Array;
  readonly penalty: number;
}

export interface TransportSolution {
  /**
   * Facility of a place that goes to one facility whole; `facilityCount` is nowhere, -1 a place that is
   * split.
   */
  readonly wholeFacility: Int32Array;
  /** Parts of split places, fewer than two per facility. */
  readonly parts: readonly { readonly place: number; readonly facility: number; readonly people: number }[];
  /** Price of a place at each facility in seconds; 0 where room is left. */
  readonly price: Float64Array;
  readonly pivots: number;
  /**
   * False when the pivot limit ended the search: the answer is feasible, its gap reports how far it may be
   * off.
   */
  readonly optimal: boolean;
}
