import type { Tier } from '../../../contract/vocabulary.ts';
import type { PlaceTable } from '../tables/place-table.ts';
import { guessColumns, type ColumnMap } from '../tables/facility-columns.ts';
import { findTier } from './facility-tier.ts';

/**
 * A word by which a file of facilities names tier or type, the rows that have it, and the tier it is taken
 * for.
 */
export interface TierWord {
  readonly word: string;
  readonly count: number;
  /**
   * Null: the word names no tier; then the name of the facility or of the file reports it, else it is
   * `other`.
   */
  readonly tier: Tier | null;
}

/** Words that are listed of a file, the most frequent first. */
export const MOST_TIER_WORDS = 100;
const MOST_LETTERS = 120;

/** Words are the same whatever their case, accents, width and spaces. */
export function foldTierWord(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/**
 * The text of a row that reports its tier: the tier column unless it holds a mere number beside words, then
 * the tier's name, then the type.
 */
export function tierWordOf(tier: string, tierName: string, type: string): string {
  const words = [tier, tierName, type].map((text) => text.trim());
  return words.find((text) => text !== '' && !/^[\d.\s]+$/.test(text)) ?? words[0] ?? '';
}

/** Tier and type words of a table, the most frequent first. */
export function listTierWords(
  table: PlaceTable,
  map: ColumnMap = guessColumns(table.columns, table.rows),
): TierWord[] {
  const counts = new Map<string, { word: string; count: number }>();
  for (const row of table.rows) {
    const cell = (column: number | undefined): string => (column === undefined ? '' : (row[column] ?? ''));
    const word = tierWordOf(cell(map.tier), cell(map.tierName), cell(map.type)).slice(0, MOST_LETTERS);
    const folded = foldTierWord(word);
    if (folded === '') continue;
    const known = counts.get(folded);
    if (known) known.count++;
    else counts.set(folded, { word, count: 1 });
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_TIER_WORDS)
    .map(({ word, count }) => ({
      word,
      count,
      tier: findTier({ tier: word, tierName: '', type: '', name: '' }),
    }));
}

/** Tiers that a person gave to words, and which of the words a row had. */
export class TierWords {
  readonly #tiers: ReadonlyMap<string, Tier>;
  readonly #words: readonly string[];
  readonly #met = new Set<string>();

  constructor(tiers: Readonly<Record<string, Tier>>) {
    this.#words = Object.keys(tiers);
    this.#tiers = new Map(Object.entries(tiers).map(([word, tier]) => [foldTierWord(word), tier]));
  }

  /** Tier given to the word, null where none was. */
  find(word: string): Tier | null {
    const folded = foldTierWord(word.slice(0, MOST_LETTERS));
    const tier = this.#tiers.get(folded) ?? null;
    if (tier !== null) this.#met.add(folded);
    return tier;
  }

  /** Words that no row had. */
  listUnmet(): string[] {
    return this.#words.filter((word) => !this.#met.has(foldTierWord(word)));
  }
}
