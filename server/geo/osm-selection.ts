import type { Tags } from './osm-tags.ts';

/**
 * What the caller keeps of a way: `line` and `area` ways come back with their geometry; null drops the way.
 */
export type WayUse = 'road' | 'line' | 'area' | null;

export interface OsmSelection {
  readonly way: (tags: Tags, closed: boolean) => WayUse;
  /** Multipolygon and boundary relations to assemble. */
  readonly relation: (tags: Tags) => boolean;
  /**
   * Tags that a relation gives to the ways it is made of (a ferry route), null where it gives none. A way's
   * own tags go before them.
   */
  readonly relationWayTags?: (tags: Tags) => Tags | null;
  /**
   * Whether a way that has a use of its own takes such tags as well, where it lacks them (a ferry whose
   * route has the timetable).
   */
  readonly sharesTags?: (tags: Tags) => boolean;
  /**
   * Whether an outer way states what its relation states, so that the relation with its holes stands for both.
   */
  readonly isSameArea?: (way: Tags, relation: Tags) => boolean;
  /** Tagged nodes to return as points. */
  readonly point: (tags: Tags) => boolean;
  /** Bits for a node of road ways (fords, barriers), at most 255; 0 where it is like any other. */
  readonly nodeMark?: (tags: Tags) => number;
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal | undefined;
}
