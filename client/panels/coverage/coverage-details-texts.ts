import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** Tiers and services alone, norms, backup coverage, weak spots. */
export const COVERAGE_DETAILS_TEXTS = {
  detailsHead: { zh: '按层级、服务与薄弱处', en: 'Tiers, services, weak spots' },
  detailsHint: { zh: '每个层级、每项服务单独计算。', en: 'Each tier and service counted on its own.' },
  servicesHead: { zh: '按服务项目', en: 'By service' },
  tiersHead: { zh: '按层级（各自单独）', en: 'Each tier alone' },
  normsHead: { zh: '对照标准', en: 'Against the norms' },
  normLine: { zh: '{mode}，分钟', en: '{mode}, minutes' },
  normUnconfirmed: { zh: '待核实', en: 'unconfirmed' },
  normApply: { zh: '在地图上看', en: 'Show on map' },
  backupHead: { zh: '有没有第二选择', en: 'Is there a second choice?' },
  backupHint: { zh: '{minutes} 分钟内能到达几家机构。', en: 'How many facilities are within {minutes} min.' },
  backupAtLeast: { zh: '至少 {count} 家', en: 'At least {count}' },
  backupOverlap: {
    zh: '重叠指数 {index}：服务圈相加是总覆盖人口的 {index} 倍（1 为不重叠）。',
    en: 'Overlap index {index}: catchments added up hold {index} times the people covered (1: no overlap).',
  },
  distanceHead: { zh: '最近不等于最快', en: 'Nearest is not always quickest' },
  distanceText: {
    zh: '{people} 人的最近机构（直线）不是最快到达的机构。到最近机构直线平均 {mean} km，九成不超过 {p90} km。',
    en:
      'For {people} people the nearest facility in a straight line is not the ' +
      'quickest to reach. Mean {mean} km, nine in ten within {p90} km.',
  },
  weakHead: { zh: '薄弱处', en: 'Weak spots' },
  weakHint: {
    zh: '处境最差的一成人：路上超过 {minutes}。',
    en: 'The worst-off tenth: more than {minutes} away.',
  },
  helpMobile: { zh: '宜巡回医疗', en: 'mobile clinic' },
  helpData: { zh: '水面或无地面数据，先核对数据', en: 'on water or without land data: check the data' },
  helpTele: { zh: '宜远程医疗', en: 'telemedicine' },
} as const satisfies Record<string, Bilingual>;
