import type { LandClass } from '../contract/vocabulary.ts';
import type { PlaceTable } from './facilities.ts';
import { findLandClass } from './land-cover.ts';

/** What a travel scenario table of AccessMod says (`class, label, speed, mode`): meanings of land-cover values and speeds of roads. */
export interface AccessModScenario {
  readonly legend: ReadonlyMap<number, LandClass>;
  /** Speeds in km/h of rows that are driven, by label and by class number, with and without the thousand that a merge adds. */
  readonly roadSpeeds: Readonly<Record<string, number>>;
  /** Every row as text, for the data check. */
  readonly rows: readonly string[];
}

/** Values of this size and more are roads in a merged land cover: the merge adds 1,000 to a road's class. */
export const FIRST_MERGED_ROAD = 1000;

const WANTED = ['class', 'label', 'speed', 'mode'] as const;

/** Whether headings are those of a travel scenario. */
export function isScenarioTable(columns: readonly string[]): boolean {
  const plain = new Set(columns.map((column) => column.trim().toLowerCase()));
  return WANTED.every((name) => plain.has(name));
}

/** Reads the table; of rows with one class the first counts, as in AccessMod. Rows without a class or with a speed that is none are left out of it. */
export function readScenarioTable(table: PlaceTable): AccessModScenario {
  const at = (name: string): number =>
    table.columns.findIndex((column) => column.trim().toLowerCase() === name);
  const [classAt, labelAt, speedAt, modeAt] = WANTED.map(at) as [number, number, number, number];
  const legend = new Map<number, LandClass>();
  const roadSpeeds: Record<string, number> = {};
  const rows: string[] = [];
  const seen = new Set<number>();
  for (const row of table.rows) {
    const value = row[classAt]?.trim() ? Number(row[classAt]) : Number.NaN;
    const kmh = row[speedAt]?.trim() ? Number(row[speedAt]) : Number.NaN;
    if (!Number.isInteger(value) || !(kmh >= 0 && kmh <= 300) || seen.has(value)) continue;
    seen.add(value);
    const label = (row[labelAt] ?? '').trim();
    const mode = (row[modeAt] ?? '').trim().toUpperCase();
    rows.push(`${value} ${label}: ${kmh} km/h ${mode}`);
    const land = value < FIRST_MERGED_ROAD ? findLandClass(label) : null;
    if (land) legend.set(value, land);
    if (!mode.startsWith('MOTOR') || kmh === 0) continue;
    const plain = value >= FIRST_MERGED_ROAD ? value - FIRST_MERGED_ROAD : value;
    const bare = label.toLowerCase().replace(/\s*(roads?|routes?)$/, '');
    for (const word of [label.toLowerCase(), bare, String(value), String(plain)])
      if (word) roadSpeeds[word] = kmh;
  }
  return { legend, roadSpeeds, rows };
}
