import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** How evenly zones share a resource. */
export const EQUITY_TEXTS = {
  equityIntro: { zh: '资源在各分区之间分得匀不匀。', en: 'How evenly zones share a resource.' },
  equityOneZone: {
    zh: '本区域只有一个分区，无从比较。请导入更细的分区。',
    en: 'This region has a single zone: nothing to compare. Import finer zones.',
  },
  equityIndicator: { zh: '指标', en: 'Indicator' },
  indicatorMinutes: { zh: '就医时间', en: 'Travel time' },
  indicatorScore: { zh: '可及性得分', en: 'Access score' },
  equityGini: { zh: '基尼系数', en: 'Gini' },
  giniEqual: { zh: '分配均等', en: 'equal' },
  giniFair: { zh: '比较均等', en: 'fairly even' },
  giniReasonable: { zh: '相对合理', en: 'reasonable' },
  giniLarge: { zh: '差距较大', en: 'large differences' },
  giniAlarming: { zh: '差距悬殊', en: 'alarming differences' },
  giniArea: { zh: '按面积 {value}', en: 'by area {value}' },
  equityReading: {
    zh: '最缺的一半人口拥有 {share} 的{what}。',
    en: 'The half of the people with least has {share} of the {what}.',
  },
  lorenzChart: {
    zh: '洛伦兹曲线：最缺的 50% 人口拥有 {share}；基尼系数 {gini}',
    en: 'Lorenz curve: the 50% with least hold {share}; Gini {gini}',
  },
  lorenzX: { zh: '人口累计', en: 'people' },
  lorenzY: { zh: '资源累计', en: 'resource' },
  lorenzEven: { zh: '绝对平均', en: 'even' },
  theilHead: { zh: '差距来自哪里', en: 'Where the differences lie' },
  theilText: { zh: '泰尔指数 {total}', en: 'Theil index {total}' },
  theilWithin: { zh: '组内（城镇内、乡村内）', en: 'Within town and within country' },
  theilBetween: { zh: '城乡之间', en: 'Between town and country' },
  theilNone: {
    zh: '分区没有城乡属性，无法分解。',
    en: 'The zones do not say town or country, so it cannot be split.',
  },
  theilShares: {
    zh: '{group}：{people} 的人口，{resource} 的资源',
    en: '{group}: {people} of the people, {resource} of the resource',
  },
  groupUrban: { zh: '城镇', en: 'Town' },
  groupRural: { zh: '乡村', en: 'Country' },
  concentrationHead: { zh: '偏向富裕还是贫困', en: 'For the rich or the poor' },
  concentrationRich: {
    zh: '集中指数 {index}：偏向收入高的分区。',
    en: 'Concentration index {index}: leans to zones with higher income.',
  },
  concentrationPoor: {
    zh: '集中指数 {index}：偏向收入低的分区。',
    en: 'Concentration index {index}: leans to zones with lower income.',
  },
  concentrationEven: {
    zh: '集中指数 {index}：与收入几乎无关。',
    en: 'Concentration index {index}: hardly tied to income.',
  },
  concentrationNone: { zh: '分区没有收入属性。', en: 'The zones carry no income.' },
  concentrationLine: { zh: '按收入排序', en: 'by income' },
  lorenzLine: { zh: '按多少排序', en: 'by amount' },
  equityZones: { zh: '各分区', en: 'By zone' },
  equityPer1000: { zh: '每千人', en: 'Per 1,000' },
  equityHradPad: { zh: '集聚比', en: 'HRAD/PAD' },
  equityHradHint: {
    zh: '集聚比 > 1：相对人口有余；< 1：不足。',
    en: 'HRAD/PAD > 1: more than the share of its people; < 1: less.',
  },
  equityLeft: { zh: '{people} 人不在任何分区，未计入。', en: '{people} people in no zone are left out.' },
} as const satisfies Record<string, Bilingual>;
