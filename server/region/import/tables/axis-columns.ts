import { parseDegrees } from './coordinates.ts';
import type { ColumnMap } from './facility-columns.ts';
import type { FindingList } from '../../model/findings.ts';

interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One axis of the places of a table. */
interface Axis {
  /** The axis as one text, '' where it is blank. */
  readonly textOf: (row: number) => string;
  /** Columns that it is put together from. */
  readonly columns: readonly number[];
  /** The heading states west or south, and numbers without a sign are read so. */
  readonly isMirrored: boolean;
}

const AXIS_WORD = { lon: /^(lon|lng|x|经|долгота)/i, lat: /^(lat|y|纬|широта)/i } as const;
const MINUTES = /^(m|min|mins|minute|minutes|minuto|minutos|分)$/i;
const SECONDS = /^(s|sec|secs|second|seconds|seconde|secondes|segundo|segundos|seg|秒)$/i;
const DIRECTION_HEADING =
  /^(dir|direction|direccion|hemi|hemisphere|hemisferio|orientation|ref|ns|ew|we|sn|oe|eo|cardinal)$/i;
const DIRECTION_VALUE = {
  lon: /^(e|w|o|east|west|est|ouest|este|oeste|leste|东经?|西经?)\.?$/i,
  lat: /^(n|s|north|south|nord|sud|norte|sur|sul|北纬?|南纬?)\.?$/i,
} as const;
const NEGATIVE_HEADING = {
  lon: /^(west|ouest|oeste)$|西经/i,
  lat: /^(south|sud|sur|sul)$|南纬/i,
} as const;
const POSITIVE_HEADING = {
  lon: /^(e|east|est|este|leste)$|东经/i,
  lat: /^(n|north|nord|norte)$|北纬/i,
} as const;
/** One letter alone is a direction in parentheses only: `lat_s` are seconds. */
const NEGATIVE_LETTER = { lon: /[(（[]\s*°?\s*[WO]\s*[)）\]]/, lat: /[(（[]\s*°?\s*S\s*[)）\]]/ } as const;

const wordsOf = (heading: string): string[] =>
  heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * How each axis is written: in one column, or in columns of degrees, minutes, seconds and direction. Null
 * where no two columns are the axes.
 */
export function readAxes(table: Table, map: ColumnMap): { readonly lon: Axis; readonly lat: Axis } | null {
  if (map.lon === undefined || map.lat === undefined) return null;
  return { lon: readAxis(table, 'lon', map.lon), lat: readAxis(table, 'lat', map.lat) };
}

function readAxis(table: Table, axis: 'lon' | 'lat', degrees: number): Axis {
  const cell = (row: number, column: number): string => (table.rows[row]![column] ?? '').trim();
  const minutes = findPart(table, axis, degrees, MINUTES);
  const seconds = minutes === null ? null : findPart(table, axis, degrees, SECONDS);
  const direction = findDirection(table, axis, [degrees, minutes, seconds]);
  const isMirrored = direction === null && saysNegative(table, axis, degrees);
  const columns = [degrees, minutes, seconds, direction].filter((column) => column !== null);
  const textOf = (row: number): string => {
    let text = cell(row, degrees);
    if (text === '') return '';
    if (minutes !== null) text = `${text.replace(/[°º]$/, '')}° ${numberOf(cell(row, minutes))}'`;
    if (seconds !== null) text = `${text} ${numberOf(cell(row, seconds))}"`;
    if (direction !== null) text = `${text} ${cell(row, direction)}`.trim();
    return isMirrored ? `-${text}` : text;
  };
  return { textOf, columns, isMirrored };
}

const numberOf = (text: string): string => text.replace(/['"′″]+$/, '').trim() || '0';

/** The column of minutes or seconds of an axis, whose values are below 60. */
function findPart(table: Table, axis: 'lon' | 'lat', degrees: number, word: RegExp): number | null {
  const index = table.columns.findIndex((heading, i) => {
    const words = wordsOf(heading);
    return (
      i !== degrees &&
      words.some((one) => AXIS_WORD[axis].test(one)) &&
      words.some((one) => word.test(one)) &&
      table.rows.every((row) => {
        const text = numberOf(row[i] ?? '').replace(',', '.');
        return Number(text) >= 0 && Number(text) < 60;
      })
    );
  });
  return index < 0 ? null : index;
}

/**
 * The column of N and S, or E and W: by its heading, or beside the axis without one. Not by its values
 * alone, as S is yes in Spanish
 * and N no in many languages.
 */
function findDirection(table: Table, axis: 'lon' | 'lat', parts: readonly (number | null)[]): number | null {
  const last = Math.max(...parts.map((column) => column ?? -1));
  const index = table.columns.findIndex((heading, i) => {
    if (parts.includes(i)) return false;
    const isNamed =
      wordsOf(heading).some((word) => DIRECTION_HEADING.test(word)) ||
      /^\W*([NS]\W*[NS]|[EWO]\W*[EWO])\W*$/i.test(heading);
    if (!isNamed && !(i === last + 1 && /^\W*$/.test(heading))) return false;
    const texts = table.rows.map((row) => (row[i] ?? '').trim()).filter(Boolean);
    return texts.length > 0 && texts.every((text) => DIRECTION_VALUE[axis].test(text));
  });
  return index < 0 ? null : index;
}

/**
 * Whether a heading such as `Longitud Oeste` or `Latitude (S)` stands over numbers none of which has a sign
 * or a direction.
 */
function saysNegative(table: Table, axis: 'lon' | 'lat', column: number): boolean {
  const heading = table.columns[column]!;
  const words = wordsOf(heading);
  const says = words.some((word) => NEGATIVE_HEADING[axis].test(word)) || NEGATIVE_LETTER[axis].test(heading);
  if (!says || words.some((word) => POSITIVE_HEADING[axis].test(word))) return false;
  return table.rows.every((row) => {
    const text = (row[column] ?? '').trim();
    return text === '' || (!/[\p{L}-]|−/u.test(text) && !(parseDegrees(text) < 0));
  });
}

/** Reports coordinates that are put together from several columns, and signs that a heading gives. */
export function reportAxes(table: Table, map: ColumnMap, layer: string, findings: FindingList): void {
  const axes = readAxes(table, map);
  if (axes === null) return;
  const [composed, mirrored] = [
    [axes.lon, axes.lat].filter((axis) => axis.columns.length > 1),
    [axes.lon, axes.lat].filter((axis) => axis.isMirrored),
  ];
  const named = (some: readonly Axis[]): string =>
    some.flatMap((axis) => axis.columns.map((column) => table.columns[column]!)).join(', ');
  const count = (some: readonly Axis[]): number => (some.length > 0 ? table.rows.length : 0);
  findings.add('coordinates-composed', 'info', layer, count(composed), {
    file: table.file,
    columns: named(composed),
  });
  findings.add('coordinates-signed-by-heading', 'warning', layer, count(mirrored), {
    file: table.file,
    columns: named(mirrored),
  });
}
