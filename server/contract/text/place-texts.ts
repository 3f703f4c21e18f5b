import type { Bilingual } from './sentence.ts';

/** Faults in one place of what was sent; the pointer beside the sentence says where. */
export const PLACE_TEXTS: Readonly<Record<string, Bilingual>> = {
  'invalid-value': { zh: '{zh}', en: '{en}' },
  'unknown-parameter': { zh: '没有名为“{name}”的参数。', en: 'There is no parameter “{name}”.' },
  'unused-parameter': {
    zh: '参数“{name}”在此设置下不起作用：{why}',
    en: 'Parameter “{name}” has no effect here: {why}',
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
};
