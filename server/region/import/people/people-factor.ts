import type { FindingList } from '../../model/findings.ts';

/** Words of headings by which numbers are multiples of people; what is stated per thousand is a rate. */
const FACTORS: readonly (readonly [RegExp, number])[] = [
  [/\b(per|pour|por|je|from|of|par)\s+(a\s+)?(1[ ,.]?000|thousand|mille?|mil|million)\b|‰|每[千万]/iu, 1],
  [/亿/u, 1e8],
  [/百万/u, 1e6],
  [/万/u, 1e4],
  [/千/u, 1e3],
  [/\b(millions?|millones|milhoes|millionen)\b|млн/iu, 1e6],
  [/\b(thousands?|milliers|milhares|tausend|tsd)\b|тыс/iu, 1e3],
  [/[(（[]\s*(en |em |in )?(miles|mil)\s*[)）\]]|\b(en miles|em mil)\b/iu, 1e3],
  [/(^|[\s(（['’x×_])(000s?|1[ ,.]?000s)\s*['’)）\]]?$/iu, 1e3],
];

/**
 * How many people one of the numbers under a heading stands for: 1,000 under `Population (thousands)`,
 * 10,000 under 人口（万人）.
 */
export function peopleFactor(heading: string): number {
  const plain = heading.normalize('NFKD').replace(/\p{M}/gu, '').replace(/_/g, ' ').normalize('NFC');
  return FACTORS.find(([words]) => words.test(plain))?.[1] ?? 1;
}

export function reportPeopleFactor(
  file: string,
  column: string,
  factor: number,
  findings: FindingList,
): void {
  findings.add('population-in-multiples', 'warning', 'population', factor === 1 ? 0 : 1, {
    file,
    column,
    factor,
  });
}
