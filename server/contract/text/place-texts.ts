import type { Bilingual } from './sentence.ts';

/** Faults in one place of what was sent; the pointer beside the sentence says where. */
export const PLACE_TEXTS: Readonly<Record<string, Bilingual>> = {
  'invalid-value': { zh: '{zh}', en: '{en}' },
  'unknown-parameter': { zh: '没有名为“{name}”的参数。', en: 'There is no parameter “{name}”.' },
  'unused-parameter': {
    zh: '参数“{name}”在此设置下不起作用：{why}',
    en: 'Parameter “{name}” has no effect here: {why}',
  },
  'column-unknown': {
    zh: '机构数据中没有数值列“{column}”。可用：{known}。',
    en: 'Facilities have no numbers in a column “{column}”. There are: {known}.',
  },
  'property-unknown': {
    zh: '分区没有属性“{property}”。可用：{known}。',
    en: 'Zones have no property “{property}”. There are: {known}.',
  },
  'zones-needed': { zh: '此分析需要分区图层。', en: 'This analysis needs a zone layer.' },
  'tier-absent': {
    zh: '所选机构中没有“{tier}”这一级。',
    en: 'None of the chosen facilities is of tier “{tier}”.',
  },
  'run-not-capacity': {
    zh: '运行 {run} 不是同一区域的、计算机构能力的覆盖分析。',
    en: 'Run {run} is not a coverage with capacity of the same region.',
  },
  'tiers-ascending': {
    zh: '转诊链的各级须自下而上、互不相同。',
    en: 'Tiers of a chain must differ and lead upwards.',
  },
  'facility-unknown': { zh: '区域内没有编号为“{id}”的机构。', en: 'The region has no facility “{id}”.' },
  'zone-unknown': { zh: '没有名为“{name}”的分区。', en: 'There is no zone “{name}”.' },
  'origins-or-facilities': { zh: '起点与机构只能选其一。', en: 'Give origins or facilities, not both.' },
  'not-available-here': { zh: '此版本尚不支持“{what}”。', en: 'This version does not support “{what}” yet.' },
  'origin-outside': { zh: '第 {index} 个点在区域之外。', en: 'Point {index} lies outside the region.' },
  'origin-on-barrier': {
    zh: '第 {index} 个点在水面等障碍区。',
    en: 'Point {index} lies on water or another barrier.',
  },
  'no-zones': {
    zh: '该区域没有分区图层，无法使用此参数。',
    en: 'The region has no zone layer, so this cannot be used.',
  },
  'no-elevation-layer': {
    zh: '该区域没有高程数据，无法按坡度筛选。',
    en: 'The region has no DEM, so slope cannot be used.',
  },
  'target-above-most': {
    zh: '目标 {target}% 无法达到：所有候选点都建成也只能覆盖 {most}%。',
    en: 'The target of {target} % cannot be met: with every candidate built, {most} % are covered.',
  },
  'too-many-pairs': {
    zh: '{candidates} 个候选点共需 {pairs} 个时间对，上限为 {limit}；请增大候选点间距或限定范围。',
    en: '{candidates} candidates need {pairs} pairs of times, the limit is {limit}: widen the spacing or narrow the area.',
  },
  'missing-parameter': { zh: '缺少参数“{name}”：{why}', en: 'Parameter “{name}” is missing: {why}' },
  'fixed-not-usable': {
    zh: '指定必选点 {index} 在区域外或障碍区内。',
    en: 'Fixed site {index} lies outside the region or on a barrier.',
  },
};
