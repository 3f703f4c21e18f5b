import { DEFAULT_ROAD_KMH } from '../../contract/default-speeds.ts';
import { ROAD_CLASSES, type LandClass, type RoadClass } from '../../contract/vocabulary.ts';
import { parseNumber } from '../../geo/number-text.ts';
import type { PlaceTable } from './tables/place-table.ts';
import { findLandClass } from './land/land-cover.ts';
import { bareRoadWord, matchWord, readRoadWord } from './roads/road-class-words.ts';
import { findRoadClass } from './roads/road-tags.ts';
import { readScenarioLegend } from './scenario-legend.ts';

/** One class of a travel scenario of AccessMod. */
export interface ScenarioRow {
  readonly value: number;
  readonly label: string;
  readonly kmh: number;
  /** WALKING, BICYCLING or MOTORIZED. */
  readonly mode: string;
  readonly isRoad: boolean;
  /** How files name the class: by label and by number, with and without the thousand that a merge adds. */
  readonly words: readonly string[];
}

/**
 * What a travel scenario table of AccessMod states (`class, label, speed, mode`): meanings of land-cover
 * values and speeds of roads.
 */
export interface AccessModScenario {
  readonly legend: ReadonlyMap<number, LandClass>;
  /**
   * Land rows whose class was chosen by their speed, because their label names none or one that another
   * speed has.
   */
  readonly bySpeed: readonly ScenarioRow[];
  /** Speeds in km/h of rows that are driven, by each of their words. */
  readonly roadSpeeds: Readonly<Record<string, number>>;
  /** Road class of rows that are roads, by each of their words. */
  readonly roadClasses: Readonly<Record<string, RoadClass>>;
  readonly rows: readonly ScenarioRow[];
}

/** Values of this size and more are roads in a merged land cover: the merge adds 1,000 to a road's class. */
export const FIRST_MERGED_ROAD = 1000;

const WANTED = ['class', 'label', 'speed', 'mode'] as const;

/** Whether headings are those of a travel scenario. */
export function isScenarioTable(columns: readonly string[]): boolean {
  const plain = new Set(columns.map((column) => column.trim().toLowerCase()));
  return WANTED.every((name) => plain.has(name));
}

/**
 * Reads the table; of rows with one class the first counts, as in AccessMod. Rows without a class or with a
 * speed that is none are left out of it.
 */
export function readScenarioTable(table: PlaceTable): AccessModScenario {
  const rows = readRows(table);
  const { legend, bySpeed } = readScenarioLegend(rows.filter((row) => !row.isRoad));
  const roadSpeeds: Record<string, number> = {};
  const roadClasses: Record<string, RoadClass> = {};
  for (const row of rows)
    for (const word of row.words) {
      if (isDriven(row)) roadSpeeds[word] = row.kmh;
      if (row.isRoad) roadClasses[word] ??= classOfRoad(row);
    }
  return { legend, bySpeed, roadSpeeds, roadClasses, rows };
}

/** A row as text, for the data check. */
export function describeRow({ value, label, kmh, mode }: ScenarioRow): string {
  return `${value} ${label}: ${kmh} km/h ${mode}`;
}

/** Whether one of a file's words for its roads means the row. */
export function isRowNamed(row: ScenarioRow, words: readonly string[]): boolean {
  const table = Object.fromEntries(row.words.map((word) => [word, true]));
  return words.some((word) => matchWord(table, word) !== null);
}

function readRows(table: PlaceTable): ScenarioRow[] {
  const at = (name: string): number =>
    table.columns.findIndex((column) => column.trim().toLowerCase() === name);
  const [classAt, labelAt, speedAt, modeAt] = WANTED.map(at) as [number, number, number, number];
  const rows: ScenarioRow[] = [];
  const seen = new Set<number>();
  for (const row of table.rows) {
    const value = parseNumber(row[classAt] ?? '');
    const kmh = parseNumber(row[speedAt] ?? '');
    if (!Number.isInteger(value) || !(kmh >= 0 && kmh <= 300) || seen.has(value)) continue;
    seen.add(value);
    const label = (row[labelAt] ?? '').trim();
    const plain = value >= FIRST_MERGED_ROAD ? value - FIRST_MERGED_ROAD : value;
    rows.push({
      value,
      label,
      kmh,
      mode: (row[modeAt] ?? '').trim().toUpperCase(),
      isRoad:
        value >= FIRST_MERGED_ROAD || (findLandClass(label) === null && roadClassOfLabel(label) !== null),
      words: [...new Set([label.toLowerCase(), bareRoadWord(label), String(value), String(plain)])].filter(
        Boolean,
      ),
    });
  }
  return rows;
}

function isDriven(row: ScenarioRow): boolean {
  return row.mode.startsWith('MOTOR') && row.kmh > 0;
}

function roadClassOfLabel(label: string): RoadClass | null {
  const index = findRoadClass(readRoadWord(label, undefined));
  return index < 0 ? null : ROAD_CLASSES[index]!;
}

/** Class that the label names, else the one that cars drive at a speed nearest to the row's. */
function classOfRoad(row: ScenarioRow): RoadClass {
  const named = roadClassOfLabel(row.label);
  if (named) return named;
  if (!isDriven(row)) return 'unclassified';
  const open = ROAD_CLASSES.filter(
    (name) => DEFAULT_ROAD_KMH.car[name] > 0 && name !== 'ferry' && name !== 'motorway',
  );
  const away = (name: RoadClass): number => Math.abs(DEFAULT_ROAD_KMH.car[name] - row.kmh);
  return open.reduce((best, name) => (away(name) < away(best) ? name : best));
}
