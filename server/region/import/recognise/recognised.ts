import type { Feature, Geometry } from 'geojson';
import { LAYER_CHOICES, type LayerChoice } from '../../../contract/import-choices.ts';
import type { AgeBand, LandClass } from '../../../contract/vocabulary.ts';
import type { Crs } from '../../../geo/crs.ts';
import type { RasterHead } from '../../../geo/raster.ts';
import type { ReadingRemark } from '../../../geo/vector-layer.ts';
import type { RoleGuess } from '../guess/role-guess.ts';
import type { PlaceTable } from '../tables/place-table.ts';
import type { UnitGuess } from '../people/population-unit.ts';

export type { ReadingRemark };

/** Layers that lines, points and polygons can be: all but those of rasters alone. */
export type FeatureLayer = Exclude<LayerChoice, 'elevation' | 'land-cover'>;
export const FEATURE_LAYERS: readonly FeatureLayer[] = LAYER_CHOICES.filter(
  (layer) => layer !== 'elevation' && layer !== 'land-cover',
);

/** What a file turned out to be. */
export type Recognised =
  | { readonly kind: 'osm' }
  | {
      readonly kind: 'population';
      readonly head: RasterHead;
      readonly ageBand: AgeBand | null;
      readonly bandAges: readonly (AgeBand | null)[];
      readonly unit: UnitGuess;
    }
  | { readonly kind: 'dem'; readonly head: RasterHead }
  | { readonly kind: 'land-cover'; readonly head: RasterHead }
  | { readonly kind: 'land-fraction'; readonly head: RasterHead; readonly landClass: LandClass }
  | {
      readonly kind: 'population-table';
      readonly table: PlaceTable;
      readonly remarks?: readonly ReadingRemark[];
    }
  | {
      readonly kind: 'facility-table';
      readonly table: PlaceTable;
      readonly remarks?: readonly ReadingRemark[];
    }
  | { readonly kind: 'legend'; readonly table: PlaceTable; readonly remarks?: readonly ReadingRemark[] }
  /** Classes, labels, speeds and modes of an AccessMod project. */
  | {
      readonly kind: 'scenario-table';
      readonly table: PlaceTable;
      readonly remarks?: readonly ReadingRemark[];
    }
  | {
      readonly kind: 'features';
      readonly layer: FeatureLayer;
      readonly features: readonly Feature<Geometry | null>[];
      readonly crs: Crs;
      /** Features whose geometry could not be read; they are among `features` without one. */
      readonly broken: number;
      /** What was seen or guessed while it was read. */
      readonly remarks?: readonly ReadingRemark[];
      /**
       * Points of interest of a map: only the places of care among them count, and a list of facilities
       * goes before them.
       */
      readonly mapped?: boolean;
    }
  | { readonly kind: 'metadata'; readonly value: unknown }
  /** A whole region: read by itself, never with other files. */
  | { readonly kind: 'pack' }
  /** Not used; `reason` is a code for the report. */
  | { readonly kind: 'unused'; readonly reason: string; readonly detail: string };

/** What a person can say a file is where name and content do not tell. */
export type LayerHint = LayerChoice;

export interface InputFile {
  readonly path: string;
  /** Name shown in reports: the file's own, with a layer after `#` where a file holds several. */
  readonly name: string;
  readonly format: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly is: Recognised;
  /** Roles that were weighed, likeliest first; empty where the format alone states what the file is. */
  readonly guesses: readonly RoleGuess[];
}
