import type { ProcessId } from '../processes.ts';
import type { Bilingual } from './sentence.ts';

/** Title and one sentence for each process. */
export const PROCESS_TEXTS: Record<
  ProcessId,
  { readonly title: Bilingual; readonly description: Bilingual }
> = {
  'travel-time': {
    title: { zh: '出行时间', en: 'Travel time' },
    description: {
      zh: '每个格网到最近机构(或给定起点)的出行时间面。',
      en: 'Time from every cell to its nearest facility (or given origin), as a surface.',
    },
  },
  catchments: {
    title: { zh: '服务圈', en: 'Catchments' },
    description: {
      zh: '从机构或任意点出发,各时限内的范围、人口和面积。',
      en: 'Area and people within each cut-off of facilities or any points.',
    },
  },
  coverage: {
    title: { zh: '覆盖分析', en: 'Coverage' },
    description: {
      zh: '谁被覆盖、由谁覆盖、谁未被覆盖及原因,按全区、分区和机构统计,并列出服务缺口。',
      en: 'Who is covered, by whom, who is not and why; in total, by zone and by facility, with the gaps.',
    },
  },
  explain: {
    title: { zh: '地点说明', en: 'Explain a place' },
    description: {
      zh: '某地到各级最近机构的路径与分段时间,或不可达的原因。',
      en: 'The path from a place to the nearest facility of each tier, leg by leg, or why there is none.',
    },
  },
  siting: {
    title: { zh: '选址', en: 'Siting' },
    description: {
      zh: '新机构设在哪里新增覆盖人口最多,并给出与最优方案的差距上限。',
      en: 'Where new sites add most people, with a bound on how far the answer is from the best.',
    },
  },
  'siting-evaluate': {
    title: { zh: '方案评价', en: 'Evaluate sites' },
    description: {
      zh: '给定一组新点,合计与各点的新增覆盖人口。',
      en: 'What a given set of sites adds, together and one by one.',
    },
  },
  report: {
    title: { zh: '报告', en: 'Report' },
    description: { zh: '由运行结果生成可打印的文件。', en: 'A document made from runs.' },
  },
};
