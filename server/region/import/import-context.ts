import type { PopulationUnit } from '../../contract/import-choices.ts';
import type { LandClass, Tier } from '../../contract/vocabulary.ts';
import { type CrsChoice, parseCrs } from '../../geo/crs.ts';
import type { AccessModScenario } from './accessmod-scenario.ts';
import type { ScenarioUse } from './scenario-use.ts';
import type { ReadLimits } from '../../geo/read-limits.ts';
import type { FacilityCorrection } from './facilities/facility-correction.ts';
import type { FindingList } from '../model/findings.ts';
import type { InputFile, LayerHint } from './recognise/recognised.ts';
import type { SourceList } from '../model/source-list.ts';

export interface ImportOptions {
  /** Files and folders (searched to the bottom). */
  readonly files: readonly string[];
  readonly id: string;
  readonly nameZh?: string;
  readonly nameEn?: string;
  /**
   * Cut people, facilities and frame to the boundary. Without it a boundary is a zone layer and cuts
   * nothing.
   */
  readonly clip?: boolean;
  /**
   * With `clip`: metres beyond the boundary that are kept, with their people, roads and facilities, so that
   * the border is no cliff. Default: what an hour by car reaches, at least 10 km, as far as the data go; 0
   * cuts at the line.
   */
  readonly haloMeters?: number;
  /**
   * Side of the cells; without it the population raster's own frame, or 100 m where people come as points.
   */
  readonly cellMeters?: number;
  readonly boundaryFile?: string;
  /** Meaning of land-cover values where the file does not say. */
  readonly landLegend?: Readonly<Record<number, LandClass>>;
  /** Meaning of facility columns by field where the guess is wrong. */
  readonly facilityColumns?: Readonly<Record<string, string>>;
  /**
   * What a person decided about rows of the facility file, by row number (1-based, as the findings name
   * them).
   */
  readonly facilityCorrections?: Readonly<Record<number, FacilityCorrection>>;
  /**
   * Tiers by the facility files' own words of tier or type, whatever their case and accents; they go before
   * every guess.
   */
  readonly tierWords?: Readonly<Record<string, Tier>>;
  /** Which property names the zones of a file, by its path as given in `files`. */
  readonly zoneNames?: Readonly<Record<string, string>>;
  /** Road class words by the file's own words. */
  readonly roadClasses?: Readonly<Record<string, string>>;
  /** Speed of vehicles in km/h by the file's own words of road classes. */
  readonly roadSpeeds?: Readonly<Record<string, number>>;
  /** What population rasters count, by path as given in `files`, where the guess is wrong. */
  readonly populationUnits?: Readonly<Record<string, PopulationUnit>>;
  /** Heading of the people where they come as areas and the guess is wrong. */
  readonly populationColumn?: string;
  /** What a person stated a file is, by its path as given in `files`, where name and content do not tell. */
  readonly layers?: Readonly<Record<string, LayerHint>>;
  /**
   * People in cells that cannot be walked: left there (default), or counted at the nearest land within a
   * kilometre.
   */
  readonly peopleOffLand?: 'keep' | 'nearest-land';
  /**
   * CRS of rasters that name none or one that cannot be read, and of features whose coordinates cannot be
   * degrees.
   */
  readonly assumeCrs?: string;
  /** CRS of single files by path as given in `files`, in place of what they say: a code, WKT or proj text. */
  readonly crsByFile?: Readonly<Record<string, string>>;
  /** What a file may hold. */
  readonly limits?: ReadLimits;
  readonly onProgress?: (share: number, phase: string) => void;
  readonly signal?: AbortSignal;
}

/** Fails where files cannot become a region at all; `code` states what is missing. */
export class ImportError extends Error {
  readonly code:
    | 'import-no-files'
    | 'import-no-population'
    | 'import-no-people'
    | 'import-clip-without-boundary'
    | 'import-file-missing'
    | 'import-too-large';
  constructor(code: ImportError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** What the parts of an import share. */
export interface ImportContext {
  readonly options: ImportOptions;
  readonly files: readonly InputFile[];
  readonly findings: FindingList;
  readonly sources: SourceList;
  /** The travel scenario of an AccessMod project, null where there is none. */
  readonly scenario: AccessModScenario | null;
  readonly scenarioUse: ScenarioUse;
}

/** What a person stated about the CRS of a file. */
export function crsChoiceOf(
  { assumeCrs, crsByFile }: Pick<ImportOptions, 'assumeCrs' | 'crsByFile'>,
  path: string,
): CrsChoice {
  const asked = crsByFile?.[path];
  return {
    ...(assumeCrs === undefined ? {} : { assumed: parseCrs(assumeCrs) }),
    ...(asked === undefined ? {} : { asked: parseCrs(asked) }),
  };
}
