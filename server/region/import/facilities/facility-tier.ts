import type { Tier } from '../../../contract/vocabulary.ts';
import { TIERS } from '../../../contract/vocabulary.ts';

/** Words that tell a tier, most telling first: a "post" beside a hospital road is a post, a 卫生院 is no 医院. */
const WORDS: readonly (readonly [RegExp, Tier])[] = [
  [/药店|药房|大药房|pharmac|drug ?store|dentist|牙科|laborator|optic|veterin|blood bank/i, 'other'],
  [/村卫生|卫生室|卫生所|村医|医务室|诊所|卫生服务站/, 'village'],
  [/卫生院|社区卫生|卫生服务中心|门诊部/, 'township'],
  [/医院|妇幼保健院|中医院|医疗中心|疾控/, 'county'],
  [
    /\bposte?s?\b|dispensa|aid post|health post|case de sant|posto de sa|puesto de sa|\bposta\b|\bchw|community health worker|village/i,
    'village',
  ],
  [/hospital|hospitalier|h[oô]pital|chirurg|\bchu\b|\bchr\b|\bcmc\b/i, 'county'],
  [
    /health cent|centre de sant|centro de sa|clinic|cl[ií]nica|clinique|polyclin|m[eé]dico|maternit|doctors|township|centre/i,
    'township',
  ],
];

/** Tier that a text names, null where it names none. */
export function findTierInWords(text: string): Tier | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const exact = TIERS.find((tier) => tier === trimmed.toLowerCase());
  if (exact) return exact;
  if (/^(村级|一级以下)$/.test(trimmed)) return 'village';
  if (/^(乡级|乡镇级|镇级|街道级|一级)$/.test(trimmed)) return 'township';
  if (/^(县级|区级|市级|省级|二级|三级)/.test(trimmed)) return 'county';
  return WORDS.find(([words]) => words.test(trimmed))?.[1] ?? null;
}

/**
 * Tier of a facility: its tier column's own word, then words of tier name, type and name, then the tier's
 * number (1, 2, 3 and more).
 */
export function findTier(fields: {
  tier: string;
  tierName: string;
  type: string;
  name: string;
}): Tier | null {
  const exact = TIERS.find((tier) => tier === fields.tier.trim().toLowerCase());
  if (exact) return exact;
  for (const text of [fields.tier, fields.tierName, fields.type, fields.name]) {
    const tier = /^[\d.\s]*$/.test(text) ? null : findTierInWords(text);
    if (tier) return tier;
  }
  const number = Number.parseFloat(fields.tier);
  if (number === 1) return 'village';
  if (number === 2) return 'township';
  return number >= 3 ? 'county' : null;
}
