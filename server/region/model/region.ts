import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { AgeBand, Tier } from '../../contract/vocabulary.ts';
import type { Grid } from '../../kernel/grid/grid.ts';
import type { RoadNetwork } from '../../kernel/network/road-network.ts';

/** One place where care is given. Coordinates in degrees; `cell` is its cell or NONE outside the grid. */
export interface Facility {
  /** Stable within the region: the source's id column, else its 1-based row. */
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly lonDegrees: number;
  readonly latDegrees: number;
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  /**
   * 1-based row of the source table, by which a person's decisions name it; absent in packs of earlier
   * versions.
   */
  readonly row?: number;
  readonly tier: Tier;
  /** The source's own words for type, kept. */
  readonly type: string;
  readonly ownership: string;
  readonly services: readonly string[];
  /** People (visits) a year it can serve; null where the source has no such column. */
  readonly capacity: number | null;
  readonly doctors: number | null;
  readonly generalPractitioners: number | null;
  readonly nurses: number | null;
  readonly beds: number | null;
  /** Every further column, as text or number. */
  readonly attributes: Readonly<Record<string, string | number | null>>;
}

/** Administrative or planning units. Cell membership: a cell belongs to the polygon that holds its centre. */
export interface ZoneLayer {
  readonly id: string;
  readonly title: string;
  readonly features: FeatureCollection<Polygon | MultiPolygon>;
  /** One name per feature. */
  readonly names: readonly { zh: string; en: string }[];
  /** Feature index by cell, NONE outside every zone. */
  readonly zoneOfCell: Int32Array;
}

/**
 * Something an import saw, changed or dropped: nothing is silent. Codes have their sentences in
 * contract/text.
 */
export interface Finding {
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly layer: string;
  readonly count: number;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Up to 10 places or rows; all that carry an offer, up to 1,000. */
  readonly examples: readonly FindingExample[];
  /** The land that the finding is about (degrees), where it is an area. */
  readonly area?: MultiPolygon;
}

/** A place or row that a finding is about. */
export interface FindingExample {
  readonly label: string;
  readonly lonDegrees?: number;
  readonly latDegrees?: number;
  readonly row?: number;
  /**
   * What could be done with the row, and where it would then stand. Nothing is done unless a person states
   * so.
   */
  readonly offer?: {
    readonly correction: 'move' | 'gcj-02' | 'bd-09';
    readonly lonDegrees: number;
    readonly latDegrees: number;
    readonly meters: number;
  };
}

/** What is known of a source file. */
export interface LayerSource {
  readonly layer: string;
  readonly file: string;
  readonly role: 'used' | 'alternative' | 'unused';
  readonly format: string;
  readonly crs: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** A facility file that was not chosen, kept so that a person can choose it instead. */
export interface FacilityAlternative {
  readonly file: string;
  readonly facilities: readonly Facility[];
}

/** A place to lay on the map: settlements and townships with a label. */
export interface PlaceLabel {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly lonDegrees: number;
  readonly latDegrees: number;
  /** 1 county town … 4 hamlet. */
  readonly rank: number;
}

/** Everything an analysis needs of one area, on one grid. Arrays are one entry per cell unless stated. */
export interface Region {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** True for generated demonstration data: map, report and API state it. */
  readonly synthetic: boolean;
  readonly grid: Grid;
  /** Index into LAND_CLASSES. */
  readonly landClass: Uint8Array;
  /** 1 where no one can be or walk (water, barrier polygons, water lines rasterised without gaps), else 0. */
  readonly barrier: Uint8Array;
  /** Metres, NaN where unknown; null when the region has no DEM. */
  readonly elevation: Float32Array | null;
  /** People per cell, ≥ 0; nodata is 0 and counted in the findings. */
  readonly population: Float64Array;
  /** People per cell and band, summing to `population` where present. */
  readonly populationByAge: Readonly<Partial<Record<AgeBand, Float32Array>>>;
  readonly roads: RoadNetwork;
  readonly facilities: readonly Facility[];
  readonly facilityAlternatives?: readonly FacilityAlternative[];
  readonly zones: readonly ZoneLayer[];
  /**
   * Zone layer whose people questions are about, where the region was clipped with a halo of people around
   * it; absent: everybody.
   */
  readonly countWithin?: string;
  /** Outline of the area of interest (degrees) or null. It cuts nothing. */
  readonly boundary: FeatureCollection<Polygon | MultiPolygon> | null;
  /** Water areas and lines for drawing (degrees). */
  readonly water: FeatureCollection;
  readonly places: readonly PlaceLabel[];
  readonly sources: readonly LayerSource[];
  readonly findings: readonly Finding[];
  /** Licence and attribution lines to print. */
  readonly attributions: readonly string[];
}
