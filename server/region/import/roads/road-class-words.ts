import { ROAD_CLASSES } from '../../../contract/vocabulary.ts';
import { findRoadClass } from './road-tags.ts';

/** Words of road registers that are not OSM's. */
const CLASS_WORDS: Readonly<Record<string, string>> = {
  main: 'primary',
  'main road': 'primary',
  highway: 'trunk',
  national: 'trunk',
  provincial: 'primary',
  county: 'secondary',
  district: 'secondary',
  township: 'tertiary',
  local: 'unclassified',
  village: 'unclassified',
  feeder: 'tertiary',
  street: 'residential',
  trail: 'path',
  // French, Spanish and Portuguese registers; accents as written and without.
  autoroute: 'motorway',
  nationale: 'trunk',
  'route nationale': 'trunk',
  provinciale: 'primary',
  'route provinciale': 'primary',
  régionale: 'secondary',
  regionale: 'secondary',
  'route régionale': 'secondary',
  'route regionale': 'secondary',
  départementale: 'secondary',
  departementale: 'secondary',
  'route départementale': 'secondary',
  'route departementale': 'secondary',
  communale: 'tertiary',
  'route communale': 'tertiary',
  'piste rurale': 'track',
  piste: 'track',
  sentier: 'path',
  rue: 'residential',
  autopista: 'motorway',
  nacional: 'trunk',
  'carretera nacional': 'trunk',
  'estrada nacional': 'trunk',
  departamental: 'secondary',
  vecinal: 'tertiary',
  trocha: 'track',
  sendero: 'path',
  calle: 'residential',
  federal: 'trunk',
  'rodovia federal': 'trunk',
  estadual: 'primary',
  'rodovia estadual': 'primary',
  municipal: 'tertiary',
  'estrada municipal': 'tertiary',
  rua: 'residential',
  高速: 'motorway',
  高速公路: 'motorway',
  // As the names of the classes say in Chinese (contract/text/words).
  国道: 'primary',
  省道: 'secondary',
  县道: 'tertiary',
  乡道: 'unclassified',
  村道: 'unclassified',
  专用公路: 'service',
  机耕道: 'track',
  小路: 'path',
  步道: 'footway',
  轮渡: 'ferry',
};

/** A word without what only states that it is a road (`Main road`, `primary routes`). */
export function bareRoadWord(word: string): string {
  const lower = word.trim().toLowerCase();
  return lower.replace(/[\s_]*(roads?|routes?)$/, '') || lower;
}

/**
 * The entry of a table that a file's word means: the word itself, without its case or its "road", or the
 * only entry that differs in a
 * single letter (registers are typed by hand). Null where none does.
 */
export function matchWord(table: Readonly<Record<string, unknown>>, word: string): string | null {
  const lower = word.trim().toLowerCase();
  const bare = bareRoadWord(word);
  const exact = [word, lower, bare].find((name) => name !== '' && Object.hasOwn(table, name));
  if (exact !== undefined) return exact;
  if (bare.length < SHORTEST_MENDED || /\d/.test(bare)) return null;
  const near = Object.keys(table).filter(
    (name) => name.length >= SHORTEST_MENDED && isOneEditApart(bare, bareRoadWord(name)),
  );
  return new Set(near.map(bareRoadWord)).size === 1 ? near[0]! : null;
}

const SHORTEST_MENDED = 6;

const OWN_CLASSES: Readonly<Record<string, string>> = Object.fromEntries(
  ROAD_CLASSES.filter((name) => name.length >= SHORTEST_MENDED).map((name) => [name, name]),
);

/** The word of a road class that a file's word stands for; itself where it is none that is known. */
export function readRoadWord(word: string, given: Readonly<Record<string, string>> | undefined): string {
  if (given && Object.hasOwn(given, word)) return given[word]!;
  const bare = word.replace(/[\s_]+(road|route)$/i, '');
  if (findRoadClass(bare) >= 0) return bare;
  const own = Object.hasOwn(CLASS_WORDS, word.toLowerCase()) ? word.toLowerCase() : bareRoadWord(word);
  if (Object.hasOwn(CLASS_WORDS, own)) return CLASS_WORDS[own]!;
  const matched = given ? matchWord(given, word) : null;
  if (matched !== null) return given![matched]!;
  return OWN_CLASSES[matchWord(OWN_CLASSES, word) ?? ''] ?? bare;
}

/** Whether a word was taken for a class by its spelling alone. */
export function isMisspelt(word: string, roadClass: string): boolean {
  const bare = bareRoadWord(word);
  return bare !== roadClass && isOneEditApart(bare, roadClass);
}

function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  return Math.max(a.length, b.length) - start - end === 1;
}

/** Numbers of road classes in the columns of data sets of the world (GRIP4). */
const CODED_COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  gp_rtp: { 1: 'trunk', 2: 'primary', 3: 'secondary', 4: 'tertiary', 5: 'unclassified', 0: 'unclassified' },
};

/** The class word of a number in a column that is known to hold such; the text itself elsewhere. */
export function decodeRoadClass(column: string, text: string): string {
  return CODED_COLUMNS[column]?.[text] ?? text;
}
