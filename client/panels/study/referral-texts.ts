import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** Referral up the tiers. */
export const REFERRAL_TEXTS = {
  referralIntro: {
    zh: '每家机构转诊到上级要多久，哪些到不了。',
    en: 'How long each facility takes to the next tier, and which cannot.',
  },
  referralFrom: { zh: '从', en: 'From' },
  referralTo: { zh: '到', en: 'To' },
  referralLimit: { zh: '时限', en: 'Limit' },
  referralReached: {
    zh: '{count} 家能在 {minutes} 分钟内转诊',
    en: '{count} can refer within {minutes} min',
  },
  referralOf: { zh: '共 {count} 家', en: 'of {count}' },
  referralMedian: { zh: '中位', en: 'Median' },
  referralWorst: { zh: '最久', en: 'Longest' },
  referralPairs: { zh: '可达配对', en: 'Pairs in reach' },
  referralDiffer: { zh: '最近≠最快', en: 'Nearest ≠ quickest' },
  referralNone: { zh: '转诊无门', en: 'Cannot refer in time' },
  referralTable: { zh: '最快的上级机构', en: 'Quickest next tier' },
  referralTime: { zh: '时间', en: 'Time' },
  referralWay: { zh: '路程', en: 'Way' },
  referralShort: { zh: '路程最短：{name} {distance}', en: 'shortest way: {name} {distance}' },
  referralChain: { zh: '逐级就医全程', en: 'The whole ladder' },
  referralChainHint: {
    zh: '{people} 人能逐级走完；从家出发的平均累计时间。',
    en: '{people} people can go all the way; mean time from home.',
  },
  referralDirect: { zh: '直接去最上级', en: 'Straight to the top' },
  referralBroken: { zh: '{people} 人到不了这一级', en: '{people} people do not get this far' },
  referralBorder: { zh: '边界影响', en: 'Across the border' },
  referralBorderText: {
    zh: '区内 {inside} 家中，{across} 家最近的上级在界外；若只能在区内转诊，平均多 {extra}，{only} 家无处可转。',
    en:
      'Of {inside} inside, {across} are quickest to one across the line; ' +
      'kept inside they take {extra} more, and {only} have none.',
  },
  referralLines: {
    zh: '地图上的直线连到最快的上级机构；时间和里程按实际路径计算。',
    en: 'Straight lines on the map lead to the quickest; minutes and kilometres are along the way there.',
  },
} as const satisfies Record<string, Bilingual>;
