import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** The suggested sites, their bound, and the reasons for each. */
export const SITING_RESULT_TEXTS = {
  sitingWithin: {
    zh: '圈内 {people} 人，其中 {over} 人原已覆盖',
    en: '{people} within reach, {over} of them covered before',
  },
  sitingFrom: { zh: '现在', en: 'Now' },
  sitingAfter: { zh: '建成后', en: 'After' },
  sitingAdds: { zh: '新增覆盖 {value} 人', en: '{value} people newly covered' },
  sitingGap: {
    zh: '与最优方案的差距不超过 {gap}：本方案共覆盖 {value} 人，任何 {sites} 个站点至多覆盖 {bound} 人（最多再多 {more} 人）。',
    en:
      'At most {gap} short of the best possible plan: it covers {value} people in ' +
      'all; no {sites} sites can cover more than {bound} (at most {more} more).',
  },
  sitingOptimal: {
    zh: '已证明为最优方案（差距 0）：任何 {sites} 个站点都不能覆盖超过 {bound} 人。',
    en: 'Proven best (gap 0): no {sites} sites can cover more than {bound} people.',
  },
  sitingCandidates: { zh: '考察了 {count} 个候选点。', en: '{count} candidate sites considered.' },
  sitingShares: { zh: '各站点新增覆盖人口', en: 'People added by each site' },

  phaseGap: { zh: '手上的方案与最优相差不超过 {gap}', en: 'the plan in hand is at most {gap} from the best' },
  sitingStopKeep: { zh: '够了，用现在的方案', en: 'Good enough: stop and keep it' },
  sitingStopped: {
    zh: '已按要求停止，这是停止时最好的方案。',
    en: 'Stopped as asked: this is the best plan found by then.',
  },
  sitingOptimalOther: {
    zh: '已证明为最优方案：{value}，没有更好的选法。',
    en: 'Proven best: {value}; no choice does better.',
  },
  sitingGapOther: {
    zh: '与最优方案的差距不超过 {gap}：本方案{value}，最好不过{bound}。',
    en: 'At most {gap} from the best possible plan: {value} here, at best {bound}.',
  },
  valueSites: { zh: '需要 {value} 个站点', en: '{value} sites' },
  valueMean: { zh: '平均 {value}', en: 'mean {value}' },
  valueWorst: { zh: '最远 {value}', en: 'worst {value}' },
  valueApart: { zh: '相距至少 {value}', en: 'at least {value} apart' },
  valueBackup: { zh: '覆盖与备份合计 {value} 人', en: '{value} people, second places counted half' },

  frontier: { zh: '多建或少建几个', en: 'More or fewer sites' },
  frontierHint: {
    zh: '每一点都是该数量下的方案；浅色带是理论上限。点击或用方向键查看。',
    en: 'Each point is a plan of so many sites; the pale band is what no choice can pass. Click or use the arrow keys.',
  },
  frontierPoint: {
    zh: '{sites} 个站点：覆盖 {percent}（{people} 人），与最优相差不超过 {gap}；比少建一个多 {more} 人。',
    en:
      '{sites} sites: {percent} covered ({people} people), at most ' +
      '{gap} from the best; {more} more than with one fewer.',
  },
  frontierPointBest: {
    zh: '{sites} 个站点：覆盖 {percent}（{people} 人），已是该数量下的最优；比少建一个多 {more} 人。',
    en: '{sites} sites: {percent} covered ({people} people), proven best for so many; {more} more than with one fewer.',
  },
  frontierUnit: { zh: '个', en: 'sites' },
  frontierTake: { zh: '改为 {sites} 个站点', en: 'Take {sites} sites' },

  whyShare: { zh: '贡献', en: 'Adds' },
  whyShareText: {
    zh: '公平分摊 {share} 人；去掉它少 {loss} 人；若只建它可覆盖 {alone} 人',
    en: 'its fair share is {share} people; without it {loss} fewer; alone it would add {alone}',
  },
  whyAges: { zh: '新覆盖的人', en: 'Newly covered' },
  whyAge: { zh: '{name} {people} 人（{percent}）', en: '{name}: {people} ({percent})' },
  whyZones: { zh: '受益分区', en: 'Zones' },
  whyEntry: { zh: '{name} {people} 人', en: '{name} {people}' },
  whyTakesOver: { zh: '就近改到这里', en: 'Nearer than' },
  whyTakesOverNone: { zh: '没有人原来更远', en: 'nobody covered before gets a shorter way' },
  whyCost: { zh: '每新增覆盖一人', en: 'Cost a person' },
  whyCostText: { zh: '{cost}（与造价同单位）', en: '{cost} (in the unit of the cost)' },
  whyNext: { zh: '附近的替代', en: 'Instead' },
  whyNextText: {
    zh: '{place}，相距 {distance}，少覆盖 {loss} 人',
    en: '{place}, {distance} away: {loss} people fewer',
  },
  whyNextSame: {
    zh: '{place}，相距 {distance}，覆盖的人不少于此',
    en: '{place}, {distance} away, covers no fewer',
  },
  whyNextNone: { zh: '0.5–5 千米内没有其他候选点', en: 'no other candidate within 0.5 to 5 km' },
  whyFrequency: { zh: '试算中再选', en: 'Chosen again' },
} as const satisfies Record<string, Bilingual>;
