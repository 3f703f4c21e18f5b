import type { PopulationUnit } from '../../contract/import-choices.ts';
import { WGS84 } from '../../geo/crs.ts';
import { causeText } from '../../geo/cause-text.ts';
import { scanOsm } from '../../geo/osm-scan.ts';
import type { ReadLimits } from '../../geo/read-limits.ts';
import { READ_LIMITS } from '../../geo/read-limits.ts';
import { tableOfFeatures } from './facilities/facilities.ts';
import type { PlaceTable } from './tables/place-table.ts';
import { guessColumns } from './tables/facility-columns.ts';
import type { RoleGuess } from './guess/role-guess.ts';
import { boundsOfGeometries, emptyBox, widenBox, type Box } from '../../geo/geometry-box.ts';
import { boundsInDegrees } from './people/import-population.ts';
import { placeReader } from './tables/table-places.ts';
import { listRoadWords, type RoadWord } from './roads/road-lines.ts';
import { crsChoiceOf, type ImportOptions } from './import-context.ts';
import { listNamedFiles } from './input-files.ts';
import { listTierWords, type TierWord } from './facilities/tier-words.ts';
import { guessNameColumn, listNameColumns } from '../model/zone-names.ts';
import { recogniseFile } from './recognise/recognise.ts';
import type { InputFile, LayerHint } from './recognise/recognised.ts';

type Bounds = [number, number, number, number];

/** What one file (or layer of a file) is, before anything is made of it. */
export interface InspectedFile {
  /** Path below the folder, with `/`. */
  readonly path: string;
  /** Name with the layer after `#` where the file holds several. */
  readonly name: string;
  readonly format: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Layer it would be used for; null where it would not be used, with `reason`. */
  readonly layer: string | null;
  readonly reason: string | null;
  readonly detail: string;
  readonly crs: string | null;
  /** West, south, east, north in degrees. */
  readonly bounds: Bounds | null;
  readonly facts: Readonly<Record<string, number>>;
  /** Headings of a table or properties of features that could be facilities. */
  readonly columns: readonly string[];
  /** Heading by field, as guessed. */
  readonly suggested: Readonly<Record<string, string>>;
  /** The first rows of a table, as text. */
  readonly sample: readonly (readonly string[])[];
  /** What a population raster counts, as guessed; null for everything else. */
  readonly unit: PopulationUnit | null;
  /** Layers that were weighed, likeliest first, and what reported. */
  readonly guesses: readonly RoleGuess[];
  /** Words for the classes of roads, and what each is taken for. */
  readonly roadWords: readonly RoadWord[];
  /** Words for the tiers or types of facilities, and what each is taken for. */
  readonly tierWords: readonly TierWord[];
  /** Properties that can name the areas of a layer of zones; the one that does is `suggested.name`. */
  readonly nameColumns: readonly string[];
}

const SAMPLE_ROWS = 3;
const MOST_COLUMNS = 60;
/** Files that go with others and need no decision. */
const LAYER_OF_KIND: Readonly<Record<string, string>> = {
  osm: 'osm',
  population: 'population',
  dem: 'elevation',
  'land-cover': 'land-cover',
  'land-fraction': 'land-cover',
  'population-table': 'population',
  'facility-table': 'facilities',
  legend: 'legend',
  'scenario-table': 'travel-scenario',
  metadata: 'metadata',
  pack: 'pack',
};

/**
 * States of every file under the folders and of the files named what it is; choices name files by their
 * listed paths. Reads heads and tables, makes nothing; what cannot be read is reported with its reason.
 */
export async function inspectFiles(
  inputs: string | readonly string[],
  hints: Readonly<Record<string, LayerHint>> = {},
  onProgress: (share: number) => void = () => undefined,
  limits: ReadLimits = READ_LIMITS,
  crs: Pick<ImportOptions, 'assumeCrs' | 'crsByFile'> = {},
): Promise<InspectedFile[]> {
  const files = listNamedFiles(typeof inputs === 'string' ? [inputs] : inputs);
  const out: InspectedFile[] = [];
  for (const [i, { path, listed }] of files.entries()) {
    onProgress(i / files.length);
    for (const file of await recogniseFile(path, crsChoiceOf(crs, listed), hints[listed], limits))
      out.push(inspect(file, listed));
  }
  return out;
}

function inspect(file: InputFile, path: string): InspectedFile {
  const { is } = file;
  const common = {
    path,
    name: file.name,
    format: file.format,
    bytes: file.bytes,
    sha256: file.sha256,
    layer: is.kind === 'features' ? is.layer : (LAYER_OF_KIND[is.kind] ?? null),
    reason: null,
    detail: '',
    crs: null,
    bounds: null,
    facts: {},
    columns: [],
    suggested: {},
    sample: [],
    unit: is.kind === 'population' ? is.unit.unit : null,
    guesses: file.guesses,
    roadWords: [],
    tierWords: [],
    nameColumns: [],
  };
  switch (is.kind) {
    case 'unused':
      return { ...common, reason: is.reason, detail: is.detail.slice(0, 300) };
    case 'osm':
      return { ...common, ...inspectOsm(file) };
    case 'population':
    case 'land-cover':
    case 'land-fraction':
    case 'dem': {
      const { grid, crs, bandCount } = is.head;
      return {
        ...common,
        crs: crs.id,
        bounds: roundBounds(boundsInDegrees(grid, crs)),
        facts: { columns: grid.columns, rows: grid.rows, bands: bandCount },
      };
    }
    case 'population-table':
    case 'facility-table':
    case 'legend':
    case 'scenario-table':
      return {
        ...common,
        ...inspectTable(is.table),
        tierWords: is.kind === 'facility-table' ? listTierWords(is.table) : [],
      };
    case 'features': {
      const columns = [
        ...new Set(is.features.slice(0, 1000).flatMap((feature) => Object.keys(feature.properties ?? {}))),
      ].slice(0, MOST_COLUMNS);
      return {
        ...common,
        crs: is.crs.id,
        bounds: roundOrNull(
          boundsOfGeometries(
            is.features.map((feature) => feature.geometry),
            is.crs,
          ),
        ),
        facts: { features: is.features.length, ...(is.broken > 0 ? { broken: is.broken } : {}) },
        columns,
        suggested: suggestOf(is.layer, columns, is.features),
        roadWords: is.layer === 'roads' ? listRoadWords(is.features) : [],
        tierWords:
          is.layer === 'facilities' && !is.mapped
            ? listTierWords(tableOfFeatures(file.name, is.features, is.crs))
            : [],
        nameColumns: NAMED_LAYERS.has(is.layer) ? listNameColumns(is.features) : [],
      };
    }
    default:
      return common;
  }
}

function inspectOsm(file: InputFile): Partial<InspectedFile> {
  try {
    const { bounds } = scanOsm(file.path, {});
    return { crs: WGS84.id, bounds: bounds ? roundBounds([...bounds]) : null };
  } catch (problem) {
    const code = (problem as { code?: unknown }).code;
    return {
      layer: null,
      reason: typeof code === 'string' && /^(pbf|osm-xml)-/.test(code) ? code : 'file-unreadable',
      detail: causeText(problem),
    };
  }
}

function inspectTable(table: PlaceTable): Partial<InspectedFile> {
  const placeOf = placeReader(table, guessColumns(table.columns, table.rows));
  const boxed = emptyBox();
  let placed = 0;
  for (let row = 0; row < table.rows.length; row++) {
    const point = placeOf(row);
    if (!point || 'unreadable' in point) continue;
    placed++;
    widenBox(boxed, point[0], point[1]);
  }
  return {
    crs: WGS84.id,
    bounds: placed > 0 ? roundBounds(boxed) : null,
    facts: { rows: table.rows.length, rowsWithCoordinates: placed },
    columns: table.columns.slice(0, MOST_COLUMNS),
    suggested: suggest(table.columns, table.rows),
    sample: table.rows
      .slice(0, SAMPLE_ROWS)
      .map((row) => row.slice(0, MOST_COLUMNS).map((text) => text.slice(0, 80))),
  };
}

/** Layers whose areas become zones. */
const NAMED_LAYERS: ReadonlySet<string> = new Set(['zones', 'boundary', 'population']);

function suggestOf(
  layer: string,
  columns: readonly string[],
  features: Parameters<typeof guessNameColumn>[0],
): Record<string, string> {
  if (layer === 'facilities') return suggest(columns);
  const fields = layer === 'population' ? suggest(columns) : {};
  const name = NAMED_LAYERS.has(layer) ? guessNameColumn(features) : null;
  return name === null ? fields : { ...fields, name };
}

function suggest(
  columns: readonly string[],
  rows: readonly (readonly string[])[] = [],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(guessColumns(columns, rows)).map(([field, index]) => [field, columns[index]!]),
  );
}

const roundOrNull = (box: Box | null): Bounds | null => (box === null ? null : roundBounds(box));

function roundBounds([w, s, e, n]: readonly number[]): Bounds {
  const round = (value: number | undefined): number => Math.round((value ?? 0) * 1e6) / 1e6;
  return [round(w), round(s), round(e), round(n)];
}
