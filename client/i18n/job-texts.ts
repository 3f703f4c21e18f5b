import type { Bilingual } from '../../server/contract/text/sentence.ts';

/** Long work: its state, its phases, what it is. */
export const JOB_TEXTS = {
  jobs: { zh: '任务', en: 'Jobs' },
  jobsNone: { zh: '没有任务', en: 'No jobs' },
  jobAccepted: { zh: '排队中', en: 'Waiting' },
  jobRunning: { zh: '进行中', en: 'Running' },
  jobSuccessful: { zh: '完成', en: 'Done' },
  jobFailed: { zh: '失败', en: 'Failed' },
  jobDismissed: { zh: '已取消', en: 'Cancelled' },
  jobCancel: { zh: '取消任务', en: 'Cancel job' },
  jobShow: { zh: '查看结果', en: 'Show result' },
  jobOpen: { zh: '打开', en: 'Open' },
  jobRemaining: { zh: '约剩 {time}', en: 'about {time} left' },

  phasePrepare: { zh: '准备数据', en: 'preparing' },
  phaseSearch: { zh: '搜索路径', en: 'searching' },
  phaseReach: { zh: '计算各候选点的服务圈', en: 'reach of the candidates' },
  phaseSolve: { zh: '选择站点', en: 'choosing' },
  phaseSum: { zh: '汇总', en: 'summing up' },
  phaseLayers: { zh: '准备图层', en: 'preparing layers' },
  phaseDocument: { zh: '排版', en: 'setting the pages' },

  processSiting: { zh: '选址', en: 'Siting' },
  processReport: { zh: '报告', en: 'Report' },
  processCoverage: { zh: '覆盖分析', en: 'Coverage' },
  processReferral: { zh: '转诊', en: 'Referral' },
  processScore: { zh: '可及性得分', en: 'Access score' },
  processEquity: { zh: '公平性', en: 'Equity' },
  processOther: { zh: '分析', en: 'Analysis' },
} as const satisfies Record<string, Bilingual>;
