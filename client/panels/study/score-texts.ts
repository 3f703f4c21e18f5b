import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** Access scores. */
export const SCORE_TEXTS = {
  scoreIntro: {
    zh: '每人能分到多少卫生资源：近则多，挤则少。',
    en: 'How much care is there for each person: more when near, less when crowded.',
  },
  scoreMethod: { zh: '方法', en: 'Method' },
  scoreSupply: { zh: '资源', en: 'Supply' },
  methodE2sfca: { zh: '增强两步移动搜索法', en: 'Enhanced two-step (E2SFCA)' },
  method2sfca: { zh: '两步移动搜索法', en: 'Two-step (2SFCA)' },
  methodKd2sfca: { zh: '核密度两步移动搜索法', en: 'Kernel two-step (KD2SFCA)' },
  methodRaam: { zh: '理性选择模型', en: 'Rational agents (RAAM)' },
  methodHansen: { zh: '潜能模型', en: 'Potential (Hansen)' },
  methodCumulative: { zh: '累积机会', en: 'Cumulative count' },
  supplyDoctors: { zh: '医生', en: 'Doctors' },
  supplyNurses: { zh: '护士', en: 'Nurses' },
  supplyBeds: { zh: '床位', en: 'Beds' },
  supplyFacilities: { zh: '机构', en: 'Facilities' },
  scoreMean: {
    zh: '全体居民平均每千人可及的{supply}',
    en: '{supply} in reach per 1,000 people, mean over everybody',
  },
  scoreMeanPlain: { zh: '平均得分', en: 'Mean score' },
  scoreCost: { zh: '分值是代价，越低越好。', en: 'The score is a cost: lower is better.' },
  scoreSpread: { zh: '最差一成 ≤ {low}，最好一成 ≥ {high}', en: 'Worst tenth ≤ {low}, best tenth ≥ {high}' },
  scoreSpreadCost: {
    zh: '最好一成 ≤ {low}，最差一成 ≥ {high}',
    en: 'Best tenth ≤ {low}, worst tenth ≥ {high}',
  },
  scoreWithout: {
    zh: '{people} 人（{percent}）在 {minutes} 分钟内没有任何资源，按 0 计入',
    en: '{people} people ({percent}) have none within {minutes} min and count with 0',
  },
  scoreWithoutCost: {
    zh: '{people} 人（{percent}）在 {minutes} 分钟内没有任何资源，没有分值，未计入',
    en: '{people} people ({percent}) have none within {minutes} min and so no score: left out',
  },
  scoreZones: { zh: '各分区', en: 'By zone' },
  scoreValue: { zh: '得分', en: 'Score' },
  scoreRatio: { zh: '相对平均', en: 'vs mean' },
  scoreZonesHint: {
    zh: '×1 为全区平均；没有资源的人按 0 计入。',
    en: '×1 is the mean of the region; people without any count with 0.',
  },
  scoreZonesHintCost: {
    zh: '×1 为全区平均；没有分值的人未计入。',
    en: '×1 is the mean of the region; people without a score are left out.',
  },
  scoreMissing: {
    zh: '{count} 家机构没有该项数据，按 0 计。',
    en: '{count} facilities have no figure and count as 0.',
  },
} as const satisfies Record<string, Bilingual>;
