import type {
  ImportAnswer,
  ImportFile,
  QualityAnswer,
  RegionVersion,
} from '../../server/contract/imports.ts';
import { EMPTY_LOAD, type Load } from './load.ts';

/** Decision about one row of the facility file. */
export type Correction = 'drop' | 'swap' | 'gcj-02' | 'bd-09' | readonly [number, number];

/** What the planner chose in the import dialog. */
export interface ImportChoices {
  readonly name: string;
  readonly excluded: readonly string[];
  /** Layer of a file, by path, where the user chose it. */
  readonly layers: Readonly<Record<string, string>>;
  /**
   * CRS by path, tiers by the words of the facility files, and the property that names the zones by path,
   * where the user chose them.
   */
  readonly crsByFile: Readonly<Record<string, string>>;
  readonly tierWords: Readonly<Record<string, string>>;
  readonly zoneNames: Readonly<Record<string, string>>;
  /** Heading by field of facilities, where it differs from the guess. */
  readonly columns: Readonly<Record<string, string>>;
  /** Class and speed in km/h by the words of a road file, where the user chose them. */
  readonly roadClasses: Readonly<Record<string, string>>;
  readonly roadSpeeds: Readonly<Record<string, number>>;
  /** Unit of a population raster by path, and the column of people of areas, where the user chose them. */
  readonly populationUnits: Readonly<Record<string, string>>;
  readonly populationColumn: string | null;
  readonly boundary: string | null;
  readonly clip: boolean;
  /** Distance kept outside the boundary when clipping; null: as far as one hour by car reaches. */
  readonly haloKm: number | null;
}

/** The region that an import replaces. */
export interface Replaced {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** Files of an import, and the data check of the region in use. */
export interface Intake {
  readonly open: boolean;
  /** Share of the bytes that were sent, null when nothing is being sent. */
  readonly sent: number | null;
  readonly files: Load<ImportAnswer>;
  readonly choices: ImportChoices;
  readonly replaces: Replaced | null;
  readonly start: Load<string>;
  readonly quality: Load<QualityAnswer>;
  readonly versions: readonly RegionVersion[];
  /** Decisions not yet applied, by row. */
  readonly corrections: Readonly<Record<string, Correction>>;
  /** Finding shown on the map. */
  readonly finding: number | null;
  readonly manage: Load<string>;
}

export const EMPTY_CHOICES: ImportChoices = {
  name: '',
  excluded: [],
  layers: {},
  crsByFile: {},
  tierWords: {},
  zoneNames: {},
  columns: {},
  roadClasses: {},
  roadSpeeds: {},
  populationUnits: {},
  populationColumn: null,
  boundary: null,
  clip: false,
  haloKm: null,
};

export const EMPTY_INTAKE: Intake = {
  open: false,
  sent: null,
  files: EMPTY_LOAD,
  choices: EMPTY_CHOICES,
  replaces: null,
  start: EMPTY_LOAD,
  quality: EMPTY_LOAD,
  versions: [],
  corrections: {},
  finding: null,
  manage: EMPTY_LOAD,
};

/** Files in use, one entry per layer of each. */
export function listUsedFiles(intake: Intake): readonly ImportFile[] {
  const { excluded } = intake.choices;
  return (intake.files.value?.files ?? []).filter((file) => !excluded.includes(file.path));
}

/** Layers of which one is required: people, or ground to travel on. */
const MAKES_REGION: ReadonlySet<string> = new Set(['population', 'roads', 'osm', 'land-cover', 'elevation']);

/** Whether a region can be made of the current choices. */
export function canStart(intake: Intake): boolean {
  const used = listUsedFiles(intake);
  const isPack = used.length === 1 && used[0]?.layer === 'pack';
  return (
    !intake.files.busy &&
    !intake.start.busy &&
    (isPack ||
      (used.some((file) => MAKES_REGION.has(file.layer ?? '')) &&
        !used.some((file) => file.layer === 'pack'))) &&
    (intake.choices.name.trim() !== '' || isPack || intake.replaces !== null)
  );
}

/** What is sent to make the region: only what differs from the defaults. */
export function askImport(intake: Intake): Record<string, unknown> {
  const { choices, replaces } = intake;
  const used = listUsedFiles(intake);
  const isPack = used.some((file) => file.layer === 'pack');
  const name = choices.name.trim();
  const inUse = new Set(used.map((file) => file.path));
  const layers = Object.entries(choices.layers).filter(([path]) => inUse.has(path));
  const headings = new Set(used.flatMap((file) => file.columns));
  const columns = Object.entries(choices.columns).filter(([, heading]) => headings.has(heading));
  const clip = choices.clip && used.some(isOutline) && !isPack;
  return {
    ...(replaces === null
      ? name === ''
        ? {}
        : { name }
      : { id: replaces.id, replace: true, nameZh: replaces.nameZh, nameEn: replaces.nameEn }),
    ...(choices.excluded.length > 0 ? { exclude: choices.excluded } : {}),
    ...(layers.length > 0 ? { layers: Object.fromEntries(layers) } : {}),
    ...(columns.length > 0 ? { facilityColumns: Object.fromEntries(columns) } : {}),
    ...askMeanings(intake),
    ...(choices.boundary !== null && inUse.has(choices.boundary) && !isPack
      ? { boundary: choices.boundary }
      : {}),
    ...(clip
      ? { clip: true, ...(choices.haloKm === null ? {} : { haloMeters: choices.haloKm * 1000 }) }
      : {}),
  };
}

/** Choices about people and roads that apply to the files in use. */
function askMeanings(intake: Intake): Record<string, unknown> {
  const { choices } = intake;
  const used = listUsedFiles(intake);
  const words = new Set(listRoadWords(intake).map(({ word }) => word));
  const rasters = new Set(used.filter((file) => file.unit !== null).map((file) => file.path));
  const some = (name: string, record: Readonly<Record<string, unknown>>, known: ReadonlySet<string>) => {
    const entries = Object.entries(record).filter(([key]) => known.has(key));
    return entries.length > 0 ? { [name]: Object.fromEntries(entries) } : {};
  };
  const column = choices.populationColumn;
  return {
    ...some('roadClasses', choices.roadClasses, words),
    ...some('roadSpeeds', choices.roadSpeeds, words),
    ...some('populationUnits', choices.populationUnits, rasters),
    ...(column !== null && used.some((file) => file.layer === 'population' && file.columns.includes(column))
      ? { populationColumn: column }
      : {}),
  };
}

/** Words by which the road files name their classes, most frequent first. */
export function listRoadWords(intake: Intake): ImportFile['roadWords'] {
  const byWord = new Map<string, ImportFile['roadWords'][number]>();
  for (const { roadWords } of listUsedFiles(intake))
    for (const entry of roadWords) {
      if (entry.word === '') continue;
      const known = byWord.get(entry.word);
      byWord.set(entry.word, known ? { ...known, count: known.count + entry.count } : entry);
    }
  return [...byWord.values()].sort((a, b) => b.count - a.count);
}

/** Whether a file could be the boundary. */
export function isOutline(file: ImportFile): boolean {
  return file.layer === 'boundary' || file.layer === 'zones';
}

/** Proposed name of a region: that of its folder, else empty. */
export function suggestName(paths: readonly string[]): string {
  const [first = ''] = paths;
  const folder = first.includes('/') ? first.split('/')[0]! : '';
  return folder !== '' && paths.every((path) => path.startsWith(`${folder}/`)) ? folder : '';
}
