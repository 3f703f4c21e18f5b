import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/** Title and one sentence for each process. */
export const PROCESS_TEXTS = {
  'travel-time': {
    title: { zh: '出行时间', en: 'Travel time' },
    description: {
      zh: '每个格网到最近机构（或给定起点）的出行时间面。',
      en: 'Time from every cell to its nearest facility (or given origin), as a surface.',
    },
  },
  catchments: {
    title: { zh: '服务圈', en: 'Catchments' },
    description: {
      zh: '从机构或任意点出发，各时限内的范围、人口和面积。',
      en: 'Area and people within each cut-off of facilities or any points.',
    },
  },
  coverage: {
    title: { zh: '覆盖分析', en: 'Coverage' },
    description: {
      zh: '谁被覆盖、由谁覆盖、谁未被覆盖及原因，按全区、分区和机构统计，并列出服务缺口。',
      en: 'Who is covered, by whom, who is not and why; in total, by zone and by facility, with the gaps.',
    },
  },
  referral: {
    title: { zh: '转诊', en: 'Referral' },
    description: {
      zh: '各级机构之间的转诊时间与里程、最近对象、不可达的机构，以及村—乡—县转诊链。',
      en: joined(
        'Minutes and metres from the facilities of one tier to those of another, the nearest of each, who ',
        'reaches none, and the chain up the tiers.',
      ),
    },
  },
  'access-score': {
    title: { zh: '可及性得分', en: 'Access score' },
    description: {
      zh: '供给、需求与出行时间合成的可及性（两步移动搜寻法及同类方法），按格网与分区。',
      en: 'Supply, demand and travel time in one figure (floating catchments and their kin), by cell and zone.',
    },
  },
  'demand-forecast': {
    title: { zh: '需求预测', en: 'Demand forecast' },
    description: {
      zh: '按年增长率或年龄推移，推算今后各年各分区、各格网的人口，以及就诊人次、医护和床位需要；依据均为假定，可改。',
      en: joined(
        'People, visits, staff and beds in the years to come, by zone and cell, from yearly growth or the ',
        'ageing of those who live there; every figure assumed is named and can be changed.',
      ),
    },
  },
  equity: {
    title: { zh: '公平性', en: 'Equity' },
    description: {
      zh: '资源或可及性在分区之间的分布是否公平：基尼系数、洛伦兹曲线、泰尔指数、集中指数、资源密度与集聚度。',
      en: joined(
        'How evenly care is shared between zones: Gini, Lorenz, Theil, concentration index, density and ',
        'agglomeration.',
      ),
    },
  },
  'mixed-coverage': {
    title: { zh: '混合出行方式覆盖', en: 'Coverage with mixed ways of travel' },
    description: {
      zh: '按全区或各分区的出行方式比例（合计为 1）计算时限内覆盖人口。',
      en: 'People within each cut-off when shares of them, for all or by zone, travel in different ways.',
    },
  },
  calibrate: {
    title: { zh: '出行时间校准', en: 'Calibrate travel times' },
    description: {
      zh: '把实测出行（起点、终点、分钟）与模型对照：误差表、误差图和各类速度的建议系数，不自动采用。',
      en: joined(
        'Timed trips (from, to, minutes) against the model: a table and map of errors and a suggested factor ',
        'by class, never applied.',
      ),
    },
  },
  explain: {
    title: { zh: '地点说明', en: 'Explain a place' },
    description: {
      zh: '某地到各级最近机构的路径与分段时间，或不可达的原因。',
      en: 'The path from a place to the nearest facility of each tier, leg by leg, or why there is none.',
    },
  },
  siting: {
    title: { zh: '选址', en: 'Siting' },
    description: {
      zh: '新机构设在哪里新增覆盖人口最多，并给出与最优方案的差距上限。',
      en: 'Where new sites add most people, with a bound on how far the answer is from the best.',
    },
  },
  'siting-candidates': {
    title: { zh: '候选点', en: 'Candidate sites' },
    description: {
      zh: '按规则哪些地方可以设点、有多少、在哪里，求解之前先看。',
      en: 'Which places the rules let become sites, how many and where, before anything is solved.',
    },
  },
  'siting-evaluate': {
    title: { zh: '方案评价', en: 'Evaluate sites' },
    description: {
      zh: '给定一组新点，合计与各点的新增覆盖人口。',
      en: 'What a given set of sites adds, together and one by one.',
    },
  },
  compare: {
    title: { zh: '比较', en: 'Compare' },
    description: {
      zh: '两个情景(或两次覆盖分析)之差：按分区、机构、年龄和格网，谁受益、谁受损，每项改动的贡献。',
      en: joined(
        'Two scenarios (or coverage runs) side by side: by zone, facility, age and cell, who gains, who ',
        'loses, and what each change contributes.',
      ),
    },
  },
  report: {
    title: { zh: '报告', en: 'Report' },
    description: { zh: '由运行结果生成可打印的文件。', en: 'A document made from runs.' },
  },
} as const satisfies Record<string, { readonly title: Bilingual; readonly description: Bilingual }>;
