import type { Bilingual } from '../../server/contract/text/sentence.ts';

/** Words of several screens: requests, waiting, tables. */
export const COMMON_TEXTS = {
  compute: { zh: '计算覆盖', en: 'Compute coverage' },
  recompute: { zh: '重新计算', en: 'Recompute' },
  computing: { zh: '正在计算…', en: 'Computing…' },
  loading: { zh: '正在载入…', en: 'Loading…' },
  retry: { zh: '重试', en: 'Try again' },
  dismiss: { zh: '关闭', en: 'Dismiss' },
  stale: { zh: '结果早于当前设置', en: 'Older than the settings' },
  studyRun: { zh: '计算', en: 'Compute' },
  studyCancel: { zh: '取消', en: 'Cancel' },

  showAll: { zh: '显示全部 {count} 项', en: 'Show all {count}' },
  showLess: { zh: '收起', en: 'Show fewer' },
  rowFilter: { zh: '查找', en: 'Find' },
  rowNone: { zh: '没有匹配项。', en: 'Nothing matches.' },
  zoneSortHint: { zh: '按{column}排序', en: 'Sort by {column}' },
  zone: { zh: '分区', en: 'Zone' },
  zonePeople: { zh: '人口', en: 'People' },
  facility: { zh: '机构', en: 'Facility' },
  facilityCount: { zh: '{count} 个', en: '{count}' },
  service: { zh: '服务', en: 'Service' },
  normYours: { zh: '自定', en: 'yours' },

  hourUnit: { zh: '小时', en: 'h' },
  minuteUnit: { zh: '分钟', en: 'min' },
  minutesValue: { zh: '{minutes} 分钟', en: '{minutes} min' },
  listComma: { zh: '，', en: ', ' },
  notes: { zh: '说明与假设', en: 'Notes and assumptions' },
} as const satisfies Record<string, Bilingual>;
