import { FIELD_NAMES, FIELD_WORDS, type FieldName, FILLER } from './column-words.ts';
import { parseNumber } from '../../../geo/number-text.ts';
import { parseDegrees, parsePlace } from './coordinates.ts';

/** Column index by field; a column has one meaning, the surest column that fits has the field. */
export type ColumnMap = Readonly<Partial<Record<FieldName, number>>>;

type Rows = readonly (readonly string[])[];

const AMOUNTS: ReadonlySet<FieldName> = new Set([
  'capacity',
  'doctors',
  'generalPractitioners',
  'nurses',
  'beds',
  'population',
]);
/** Values of a column that are looked at. */
const SAMPLE = 200;
/** Columns by which a heading is reported. */
const MOST_HEADINGS = 200;

/** Lower case without accents. */
function foldAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

interface Heading {
  /** Letters and digits alone. */
  readonly plain: string;
  /** The words that mean something, joined. */
  readonly core: string;
  readonly year: number;
}

function readHeading(heading: string): Heading {
  const words = foldAccents(heading.normalize('NFC').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .replace(/([a-z])(\d)/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const year = Number(words.find((word) => /^(19|20)\d\d$/.test(word)) ?? 0);
  const telling = words.filter((word) => !FILLER.has(word) && !/^(19|20)\d\d$/.test(word));
  return { plain: foldAccents(heading).replace(/[^\p{L}\p{N}]/gu, ''), core: telling.join(''), year };
}

/** Values of a column, the blank ones left out. */
function sampleOf(rows: Rows, column: number): string[] {
  const out: string[] = [];
  const step = Math.max(1, Math.floor(rows.length / (4 * SAMPLE)));
  for (let row = 0; row < rows.length && out.length < SAMPLE; row += step) {
    const text = (rows[row]![column] ?? '').trim();
    if (text !== '') out.push(text);
  }
  return out;
}

/**
 * Whether most values fit the field, so far as values tell: coordinates and amounts are numbers. A column
 * without values fits.
 */
function fits(field: FieldName, texts: readonly string[], isSure: boolean): boolean {
  if (texts.length === 0) return true;
  const most = (test: (text: string) => boolean): boolean => texts.filter(test).length * 2 >= texts.length;
  if (field === 'lon' || field === 'lat') {
    const limit = isSure ? Infinity : 180;
    return (
      most((text) => Math.abs(parseDegrees(text)) <= limit) ||
      (isSure && !most((text) => /^\p{L}/u.test(text)))
    );
  }
  if (field === 'place') return most((text) => parsePlace(text, false) !== null);
  // A heading `gps` may mean practitioners or places.
  if (AMOUNTS.has(field))
    return isSure ? !most(isPlaceText) : most((text) => Number.isFinite(parseNumber(text)));
  return true;
}

/**
 * Guesses the meaning of each column. Whole headings go before their telling words, and those before parts
 * of words; what the values
 * cannot be (a name as a longitude, yes and no as beds) is not taken, whatever the heading states. Without
 * rows the headings decide.
 */
export function guessColumns(columns: readonly string[], rows: Rows = []): ColumnMap {
  const headings = columns.map(readHeading);
  const samples = new Map<number, string[]>();
  const sample = (column: number): string[] => {
    const before = samples.get(column) ?? sampleOf(rows, column);
    samples.set(column, before);
    return before;
  };
  const map: Partial<Record<FieldName, number>> = {};
  const taken = new Set<number>();
  const take = (field: FieldName, index: number): void => {
    map[field] = index;
    taken.add(index);
  };
  const levels: readonly ((heading: Heading, word: string) => boolean)[] = [
    // x and y alone come last: beside `GPS longitude` they are of another system.
    (heading, word) => word.length > 1 && heading.plain === word,
    (heading, word) => word.length > 1 && heading.core === word,
    // Headings with a unit or remark: 经度(°), “Longitude in the field”, 床位数（张）.
    (heading, word) =>
      // GCJ02经度: what stands before the axis is its datum.
      (word.length === 1 && (heading.plain === word || heading.core === word)) ||
      (/^(经度|纬度)$/.test(word) && heading.plain.endsWith(word)) ||
      (word.length >= (/[\u4e00-\u9fff]/.test(word) ? 2 : 4) && heading.plain.startsWith(word)),
  ];
  for (const [level, matches] of levels.entries())
    for (const field of FIELD_NAMES) {
      if (map[field] !== undefined || (level > 0 && field === 'id') || (level > 1 && field === 'place'))
        continue;
      if (field === 'place' && map.lon !== undefined && map.lat !== undefined) continue;
      // One column for both axes waits until neither axis has one.
      for (const word of FIELD_WORDS[field]) {
        const found = headings.flatMap((heading, i) =>
          !taken.has(i) && matches(heading, word) && fits(field, sample(i), level < 2 && word.length > 1)
            ? [i]
            : [],
        );
        if (found.length === 0) continue;
        // Of counts of several years the latest.
        take(
          field,
          field === 'population'
            ? found.reduce((a, b) => (headings[b]!.year > headings[a]!.year ? b : a))
            : found[0]!,
        );
        break;
      }
    }
  if (map.lon === undefined || map.lat === undefined) takePlace(map, columns, taken, sample, rows.length > 0);
  return settle(map, headings);
}

/** A column that no one named, whose values are places all the same. */
function takePlace(
  map: Partial<Record<FieldName, number>>,
  columns: readonly string[],
  taken: ReadonlySet<number>,
  sample: (column: number) => string[],
  hasRows: boolean,
): void {
  if (map.place !== undefined || !hasRows) return;
  const index = columns.findIndex((_, i) => {
    const texts = sample(i);
    return (
      !taken.has(i) &&
      texts.length > 0 &&
      texts.filter((text) => isPlaceText(text)).length >= 0.8 * texts.length
    );
  });
  if (index >= 0) map.place = index;
}

/** Two numbers of degrees with digits behind the sign, so that no list of amounts is taken for a place. */
function isPlaceText(text: string): boolean {
  const place = /\d[.,]\d{2}|°/.test(text) ? parsePlace(text, false) : null;
  return place !== null && Math.abs(place[0]) <= 180 && Math.abs(place[1]) <= 180;
}

function settle(map: Partial<Record<FieldName, number>>, headings: readonly Heading[]): ColumnMap {
  // One axis without the other is no place.
  if (map.lon !== undefined && map.lat !== undefined) delete map.place;
  const plain = headings.map((heading) => heading.plain);
  // Beside a population column, `healthcare` counts places of care and is no type.
  if (map.population !== undefined && map.type !== undefined && FIELD_WORDS.care.includes(plain[map.type]!)) {
    map.care ??= map.type;
    delete map.type;
  }
  // The level of a DHIS2 unit is its depth in the tree of units, no tier.
  if (plain.includes('parentgraph') || (plain.includes('parent') && plain.includes('groups')))
    delete map.tier;
  return map;
}

/** Whether the columns tell where a row is. */
export function isPlaced(map: ColumnMap): boolean {
  return (map.lon !== undefined && map.lat !== undefined) || map.place !== undefined;
}

/** How well cells read as a heading: meanings that they name, coordinates twice. */
export function scoreHeading(cells: readonly string[]): number {
  const short = cells.slice(0, MOST_HEADINGS).map((cell) => (cell.length > 60 ? '' : cell));
  const map = guessColumns(short);
  let points = 0;
  for (const field of Object.keys(map) as FieldName[]) points += field === 'lon' || field === 'lat' ? 2 : 1;
  return points;
}
