import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** The goal of new sites, and the rules for candidates. */
export const SITING_GOAL_TEXTS = {
  sitingIntro: {
    zh: '在有人居住的格网中选址，并说明离最优还差多少。',
    en: 'Choose sites among inhabited cells, and see how far from the best they can be.',
  },
  sitingCount: { zh: '新增站点数', en: 'New sites' },
  sitingCutoff: {
    zh: '时限 {minutes} 分钟（用时间滑块调整）',
    en: 'Within {minutes} min (set by the time slider)',
  },
  sitingRun: { zh: '推荐选址', en: 'Suggest sites' },
  sitingRunning: { zh: '正在选址…', en: 'Choosing sites…' },
  sitingEmpty: { zh: '还没有选址结果。', en: 'No sites yet.' },
  sitingClear: { zh: '清除选址', en: 'Clear sites' },

  sitingGoal: { zh: '目标', en: 'Goal' },
  modelMclp: { zh: '覆盖的人最多', en: 'Cover most people' },
  modelMclpHint: {
    zh: '用给定数量的站点，使时限内新增覆盖的人最多。',
    en: 'With so many sites, most people newly covered in time.',
  },
  modelLscp: { zh: '用最少站点达到目标', en: 'Fewest sites for a target' },
  modelLscpHint: {
    zh: '至少要建几个点，才能让目标比例的人在时限内到达。',
    en: 'How few sites bring the target share of all people within the time.',
  },
  modelBackup: { zh: '有两处可去', en: 'Two places in reach' },
  modelBackupHint: {
    zh: '既要覆盖人多，也看重有第二处可去（计一半）。',
    en: 'Most people covered, and half as much again where a second place is in reach.',
  },
  modelPMedian: { zh: '平均路程最短', en: 'Shortest mean trip' },
  modelPMedianHint: {
    zh: '使所有人到最近机构的平均时间最短，不看时限。',
    en: 'Least mean time of everybody to the nearest place, whatever the time limit.',
  },
  modelPCenter: { zh: '最远的人最近', en: 'Shortest worst trip' },
  modelPCenterHint: {
    zh: '使最不方便的地方到最近机构的时间最短，不看时限。',
    en: 'Least time of the worst-off place, whatever the time limit.',
  },
  modelPDispersion: { zh: '彼此分散', en: 'Spread apart' },
  modelPDispersionHint: {
    zh: '使新站点之间相距最远，不看人口。',
    en: 'New sites as far from each other as can be, whatever the people.',
  },
  sitingTarget: { zh: '目标覆盖率（%）', en: 'Target (%)' },

  candidatesTitle: { zh: '哪里可以设点', en: 'Where sites may stand' },
  candidatesZones: { zh: '只在分区内', en: 'Only inside the zones' },
  candidatesSpacing: { zh: '候选点间距', en: 'Spacing of candidates' },
  candidatesAnyCell: { zh: '每个有人的格网', en: 'Every inhabited cell' },
  candidatesRoad: { zh: '离道路不超过', en: 'At most from a road' },
  candidatesNoRule: { zh: '不限', en: 'Any distance' },
  candidatesPeople: { zh: '格网内至少多少人', en: 'Least people in the cell' },
  candidatesWide: {
    zh: '这样问要逐个比较候选点，间距不小于 {spacing}。',
    en: 'So asked, every candidate is compared with every other: spacing is at least {spacing}.',
  },
  candidatesShow: { zh: '先看候选点', en: 'Show candidates first' },
  candidatesHide: { zh: '隐藏候选点', en: 'Hide candidates' },
  candidatesCount: {
    zh: '{considered} 个有人的格网中，{count} 个可以设点，其中住着 {people} 人。',
    en: '{count} of {considered} inhabited cells may have a site; {people} people live in them.',
  },
  candidatesShown: {
    zh: '地图上均匀显示 {shown} 个。',
    en: '{shown} of them, evenly spread, are on the map.',
  },
  candidatesDropped: { zh: '{rule} {count} 个', en: '{rule}: {count}' },
  ruleBarrier: { zh: '排除障碍区', en: 'left out on a barrier' },
  rulePeople: { zh: '排除人少', en: 'too few people' },
  ruleZones: { zh: '排除分区外', en: 'outside the zones' },
  ruleRoad: { zh: '排除离路远', en: 'too far from a road' },
  ruleSpacing: { zh: '因间距合并', en: 'merged by spacing' },
} as const satisfies Record<string, Bilingual>;
