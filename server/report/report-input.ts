import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type {
  ProcessAnswer,
  ProcessId,
  ProcessInputs,
  REPORT_FORMATS,
  REPORT_TEMPLATES,
} from '../contract/processes.ts';
import type { RegionDetail } from '../contract/resources.ts';
import type { Language, RoadClass, Tier } from '../contract/vocabulary.ts';

export type ReportFormat = (typeof REPORT_FORMATS)[number];
export type ReportTemplate = (typeof REPORT_TEMPLATES)[number];

/** One run as it was executed: what was asked and what was answered, untouched. */
export interface RunOf<P extends ProcessId> {
  readonly process: P;
  readonly run: string;
  readonly inputs: ProcessInputs<P>;
  readonly answer: ProcessAnswer<P>;
  /** ISO date the run finished; null when it is not known. */
  readonly finishedAt: string | null;
  readonly inputsHash: string | null;
  readonly resultHash: string | null;
}
export type ReportRun = { [P in Exclude<ProcessId, 'report'>]: RunOf<P> }[Exclude<ProcessId, 'report'>];

/**
 * A raster for a map, rows from north to south and evenly spaced in degrees.
 * NaN: outside the region; for times Infinity: reached by no path.
 */
export interface ReportRaster {
  readonly columns: number;
  readonly rows: number;
  /** [west, south, east, north] in degrees, outer edges of the outer cells. */
  readonly bounds: readonly [number, number, number, number];
  readonly values: Float32Array | Float64Array;
}

export interface ReportFacility {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly tier: Tier;
  readonly lonDegrees: number;
  readonly latDegrees: number;
  readonly doctors: number | null;
  readonly generalPractitioners: number | null;
  readonly nurses: number | null;
  readonly beds: number | null;
  readonly capacity: number | null;
}

export interface ReportPlace {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly lonDegrees: number;
  readonly latDegrees: number;
  /** 1 county town … 4 hamlet. */
  readonly rank: number;
}

export interface ReportRoad {
  readonly roadClass: RoadClass;
  /** [lon, lat] in degrees. */
  readonly coordinates: readonly (readonly number[])[];
}

export interface ReportZones {
  readonly id: string;
  readonly title: string;
  /** One per feature, in the order of `features` and of the coverage answer's zone `index`. */
  readonly names: readonly { readonly zh: string; readonly en: string }[];
  readonly features: FeatureCollection<Polygon | MultiPolygon>;
}

/** What the maps draw. Every part may be empty; coordinates in degrees, WGS 84. */
export interface ReportLayers {
  readonly boundary: FeatureCollection<Polygon | MultiPolygon> | null;
  readonly zones: ReportZones | null;
  readonly water: FeatureCollection | null;
  readonly roads: readonly ReportRoad[];
  readonly places: readonly ReportPlace[];
  readonly facilities: readonly ReportFacility[];
  /** People per raster cell. */
  readonly population?: ReportRaster;
  /** Seconds to the nearest facility of the baseline coverage run. */
  readonly travelTime?: ReportRaster;
}

/** Everything a report is made of; `analysis` fills it, no writer asks for more. */
export interface ReportInput {
  readonly language: Language;
  /** Replaces the template's own title. */
  readonly title: string | null;
  /** Null: by the runs given. */
  readonly template: ReportTemplate | null;
  /** ISO date and time. */
  readonly generatedAt: string;
  readonly engineVersion: string;
  readonly region: RegionDetail;
  readonly runs: readonly ReportRun[];
  readonly layers: ReportLayers;
  /** Names of the scenarios in the runs by their ids. */
  readonly scenarioNames?: Readonly<Record<string, string>>;
}

/** One layer of a GeoPackage. Every feature has the properties named in `columns`, no more. */
export interface GeoPackageLayer {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly geometryType: 'POINT' | 'MULTIPOLYGON';
  readonly columns: readonly {
    readonly name: string;
    readonly type: 'TEXT' | 'INTEGER' | 'REAL';
    readonly title: string;
  }[];
  readonly features: readonly Feature[];
  /** QGIS style (QML) for the `layer_styles` table. */
  readonly styleQml: string;
}
export interface GeoPackageContent {
  readonly layers: readonly GeoPackageLayer[];
  /** ISO 19139 XML for `gpkg_metadata`. */
  readonly metadataXml: string;
  readonly lastChange: string;
}

/** What a report needs from other rooms; without `writeGeoPackage` the format gpkg is refused. */
export interface ReportPorts {
  readonly writeGeoPackage?: (content: GeoPackageContent) => Promise<Uint8Array>;
  /** Called with 0–100 and the name of the step. */
  readonly onProgress?: (percent: number, step: string) => void;
}
