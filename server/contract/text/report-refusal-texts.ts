import type { Bilingual } from './sentence.ts';

/** Why a report cannot be made of the runs given. */
export const REPORT_REFUSALS = {
  noRun: {
    zh: '至少需要一个覆盖分析或选址分析的结果',
    en: 'at least one coverage or siting run is needed',
  },
  otherRegion: { zh: '结果 {run} 属于另一个区域', en: 'run {run} belongs to another region' },
} as const satisfies Record<string, Bilingual>;
