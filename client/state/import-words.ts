import type { ImportFile } from '../../server/contract/imports.ts';
import { listUsedFiles, type Intake } from './intake-state.ts';

/** Reasons that a CRS given by the user removes. */
const CRS_REASONS: ReadonlySet<string> = new Set([
  'crs-unknown',
  'crs-unreadable',
  'crs-unsupported',
  'crs-datum-unknown',
  'vector-crs-missing',
  'raster-without-crs',
  'coordinates-not-degrees',
]);

/** Whether the user can give the CRS of a file: it has none that can be read, or one was given. */
export function asksCrs(file: ImportFile, given: Readonly<Record<string, string>>): boolean {
  return given[file.path] !== undefined || (file.reason !== null && CRS_REASONS.has(file.reason));
}

/** Words for tiers and types of all facility files in use, most frequent first. */
export function listTierWords(intake: Intake): ImportFile['tierWords'] {
  const byWord = new Map<string, ImportFile['tierWords'][number]>();
  for (const { tierWords } of listUsedFiles(intake))
    for (const entry of tierWords) {
      const known = byWord.get(entry.word);
      byWord.set(entry.word, known ? { ...known, count: known.count + entry.count } : entry);
    }
  return [...byWord.values()].sort((a, b) => b.count - a.count);
}

/** Files of zones in use whose names can be of more than one property, one entry a file. */
export function listZoneFiles(intake: Intake): readonly ImportFile[] {
  const zones = listUsedFiles(intake).filter(
    ({ layer, nameColumns }) => (layer === 'zones' || layer === 'boundary') && nameColumns.length > 1,
  );
  return zones.filter(({ path }, i) => zones.findIndex((other) => other.path === path) === i);
}

/** Tiers, names of zones and CRSs that apply to the files in use, as they are sent. */
export function askWords(intake: Intake): Record<string, unknown> {
  const { tierWords, zoneNames, crsByFile } = intake.choices;
  const used = listUsedFiles(intake);
  const words = new Set(listTierWords(intake).map(({ word }) => word));
  const kept = <T>(record: Readonly<Record<string, T>>, isKnown: (key: string, value: T) => boolean) =>
    Object.entries(record).filter(([key, value]) => isKnown(key, value));
  const chosen = {
    tierWords: kept(tierWords, (word) => words.has(word)),
    zoneNames: kept(zoneNames, (path, column) =>
      used.some((file) => file.path === path && file.nameColumns.includes(column)),
    ),
    crsByFile: kept(crsByFile, (path) => used.some((file) => file.path === path)),
  };
  return Object.fromEntries(
    Object.entries(chosen).flatMap(([name, entries]) =>
      entries.length > 0 ? [[name, Object.fromEntries<unknown>(entries)]] : [],
    ),
  );
}
