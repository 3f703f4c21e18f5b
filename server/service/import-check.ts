import type { ImportExecution } from '../contract/imports.ts';
import { ProblemException, type ProblemPlace } from '../contract/problems.ts';
import { parseCrs } from '../geo/crs.ts';
import type { InspectedFile } from '../region/import/inspect-files.ts';
import { foldTierWord, MOST_TIER_WORDS } from '../region/import/facilities/tier-words.ts';

const MANY = 30;
/** What a region pack can be given. */
const OF_PACK: ReadonlySet<string> = new Set([
  'id',
  'name',
  'nameZh',
  'nameEn',
  'replace',
  'exclude',
  'clip',
]);
/** Choices by the path of a file. */
const BY_PATH = ['layers', 'populationUnits', 'crsByFile', 'zoneNames'] as const;

type Files = readonly InspectedFile[];

/** Files that take part. */
export function listUsed(files: Files, execution: ImportExecution): InspectedFile[] {
  const excluded = new Set(execution.exclude ?? []);
  return files.filter((file) => !excluded.has(file.path));
}

/**
 * Every choice must mean something with these files; those that do not are refused together, each with its
 * place.
 */
export function checkExecution(files: Files, execution: ImportExecution): void {
  const used = listUsed(files, execution);
  const places = [
    ...listUnknownFiles(files, execution),
    ...listPlainFaults(execution),
    ...listUnknownColumns(used, execution),
    ...listUnknownWords(used, execution),
    ...listZoneFaults(used, execution),
    ...listPackFaults(used, execution),
  ];
  if (used.length === 0) places.push({ pointer: '/exclude', code: 'import-no-files', parameters: {} });
  if (places.length > 0) throw new ProblemException('import-refused', {}, places.slice(0, 50));
}

/** Faults that show without a look at the files. */
export function listPlainFaults(execution: ImportExecution): ProblemPlace[] {
  const places = listCrsFaults(execution);
  if (execution.haloMeters !== undefined && !execution.clip)
    places.push({ pointer: '/haloMeters', code: 'import-halo-without-clip', parameters: {} });
  return places;
}

/** CRSs that cannot be read, with the reader's reason. */
export function listCrsFaults({
  assumeCrs,
  crsByFile = {},
}: Pick<ImportExecution, 'assumeCrs' | 'crsByFile'>): ProblemPlace[] {
  const asked = Object.entries(crsByFile).map(([path, crs]): [pointer: string, crs: string] => [
    `/crsByFile/${pointerOf(path)}`,
    crs,
  ]);
  if (assumeCrs !== undefined) asked.push(['/assumeCrs', assumeCrs]);
  return asked.flatMap(([pointer, crs]): ProblemPlace[] => {
    try {
      parseCrs(crs);
      return [];
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (typeof code !== 'string') throw error;
      return [{ pointer, code, parameters: { detail: (error as Error).message.slice(0, 300) } }];
    }
  });
}

function listUnknownFiles(files: Files, execution: ImportExecution): ProblemPlace[] {
  const known = new Set(files.map((file) => file.path));
  const named: (readonly [pointer: string, file: string])[] = [
    ...(execution.exclude ?? []).map((file, i) => [`/exclude/${i}`, file] as const),
    ...BY_PATH.flatMap((choice) =>
      Object.keys(execution[choice] ?? {}).map((file) => [`/${choice}/${pointerOf(file)}`, file] as const),
    ),
  ];
  if (execution.boundary !== undefined) named.push(['/boundary', execution.boundary]);
  return named
    .filter(([, file]) => !known.has(file))
    .map(([pointer, file]) => ({
      pointer,
      code: 'import-file-unknown',
      parameters: { file, known: listed(known) },
    }));
}

function listUnknownColumns(used: Files, execution: ImportExecution): ProblemPlace[] {
  const headings = new Set(used.flatMap((file) => file.columns));
  const named = Object.entries(execution.facilityColumns ?? {}).map(
    ([field, column]): [pointer: string, column: string] => [`/facilityColumns/${field}`, column],
  );
  const { populationColumn } = execution;
  if (populationColumn !== undefined) named.push(['/populationColumn', populationColumn]);
  return named
    .filter(([, column]) => !headings.has(column))
    .map(([pointer, column]) => ({
      pointer,
      code: 'import-column-unknown',
      parameters: { column, known: listed(headings) },
    }));
}

function listUnknownWords(used: Files, execution: ImportExecution): ProblemPlace[] {
  const words = new Set(used.flatMap((file) => file.roadWords.map(({ word }) => word)));
  const roads = (['roadClasses', 'roadSpeeds'] as const).flatMap((choice) =>
    Object.keys(execution[choice] ?? {})
      .filter((word) => !words.has(word))
      .map((word) => ({
        pointer: `/${choice}/${pointerOf(word)}`,
        code: 'import-word-unknown',
        parameters: { word, known: listed(words) },
      })),
  );
  const tiers = listTiers(used, execution);
  if (tiers === null) return roads;
  const folded = new Set(tiers.map(foldTierWord));
  return [
    ...roads,
    ...Object.keys(execution.tierWords ?? {})
      .filter((word) => !folded.has(foldTierWord(word)))
      .map((word) => ({
        pointer: `/tierWords/${pointerOf(word)}`,
        code: 'import-tier-word-unknown',
        parameters: { word, known: listed(tiers) },
      })),
  ];
}

/**
 * Every tier word of the files; null where not all are known yet: other columns were asked for, a map is
 * read, or a list was cut.
 */
function listTiers(used: Files, { facilityColumns }: ImportExecution): string[] | null {
  const isOpen =
    (['tier', 'type'] as const).some((field) => facilityColumns?.[field] !== undefined) ||
    used.some((file) => file.layer === 'osm' || file.tierWords.length >= MOST_TIER_WORDS);
  return isOpen ? null : [...new Set(used.flatMap((file) => file.tierWords.map(({ word }) => word)))];
}

/** Names of zones are asked of files that hold zones, of properties that these have. */
function listZoneFaults(used: Files, { zoneNames = {} }: ImportExecution): ProblemPlace[] {
  const holders = used.filter(({ nameColumns }) => nameColumns.length > 0);
  return Object.entries(zoneNames).flatMap(([path, column]): ProblemPlace[] => {
    if (!used.some((file) => file.path === path)) return [];
    const pointer = `/zoneNames/${pointerOf(path)}`;
    const known = new Set(
      holders.filter((file) => file.path === path).flatMap(({ nameColumns }) => nameColumns),
    );
    if (known.has(column)) return [];
    if (known.size > 0)
      return [
        {
          pointer,
          code: 'import-zone-column-unknown',
          parameters: { file: path, column, known: listed(known) },
        },
      ];
    const files = listed(new Set(holders.map((file) => file.path)));
    return [{ pointer, code: 'import-zone-file-unknown', parameters: { file: path, known: files } }];
  });
}

/** A region pack is taken as it is, and alone. */
function listPackFaults(used: Files, execution: ImportExecution): ProblemPlace[] {
  if (!used.some((file) => file.layer === 'pack')) return [];
  const places: ProblemPlace[] = [];
  if (used.length > 1) places.push({ pointer: '/files', code: 'import-pack-alone', parameters: {} });
  for (const [name, value] of Object.entries(execution))
    if (value !== undefined && (!OF_PACK.has(name) || (name === 'clip' && value === true)))
      places.push({ pointer: `/${name}`, code: 'import-pack-options', parameters: { name } });
  return places;
}

const listed = (words: Iterable<string>): string => [...words].slice(0, MANY).join(', ') || '—';

const pointerOf = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
