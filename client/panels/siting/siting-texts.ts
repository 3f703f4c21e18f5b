import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** Further conditions for new sites, and what the answers report about them. */
export const SITING_TEXTS = {
  modelTiers: { zh: '几级机构一起设', en: 'Several tiers at once' },
  modelTiersHint: {
    zh: '村、乡、县级站点一起选，高一级的也提供下级服务；目标是各级覆盖人口之和最大。',
    en:
      'Posts, centres and hospitals together; a higher one also serves as ' +
      'the lower ones. Most people covered, added up over tiers.',
  },
  modelMeasures: { zh: '一笔钱，多种办法', en: 'One budget, several measures' },
  modelMeasuresHint: {
    zh: '新建、升级、加人、巡回、远程放在一起比，使每月得到服务的就诊最多。',
    en: 'Building, upgrading, staff, rounds and telemedicine compared together: most visits a month served.',
  },
  tierSites: { zh: '新增', en: 'New sites' },
  tierMinutes: { zh: '分钟以内', en: 'Within (min)' },

  moneyTitle: { zh: '造价与预算', en: 'Cost and budget' },
  moneyCost: { zh: '每个站点造价', en: 'Cost of one site' },
  moneyUnit: { zh: '单位（如 万元）', en: 'Unit (such as k€)' },
  moneyBudget: { zh: '总预算（0 为不限）', en: 'Budget (0: none)' },
  moneyAll: { zh: '总预算', en: 'Budget' },
  moneyHint: { zh: '造价为 0 时不计费用。', en: 'A cost of 0 means costs are not counted.' },
  moneyHintBudget: {
    zh: '造价为 0 时不计费用；填了总预算，就按预算而不按数量选。',
    en: 'A cost of 0 means costs are not counted; with a budget, money and not the number of sites sets the limit.',
  },
  moneySummary: { zh: '每个 {cost}', en: '{cost} each' },
  moneySummaryBudget: { zh: '预算 {budget}', en: 'budget {budget}' },

  presentTitle: { zh: '现有机构与能力', en: 'What exists, and room' },
  existingLabel: { zh: '现有机构', en: 'Existing facilities' },
  existingFixed: { zh: '保持不变', en: 'Stay as they are' },
  existingExcluded: { zh: '不计入，从零规划', en: 'Do not count: start from nothing' },
  existingMayClose: { zh: '可以搬迁', en: 'May move' },
  existingClosures: { zh: '至多搬迁几个', en: 'Move at most' },
  existingMovesHint: {
    zh: '每关闭一个现有机构，可多设一个新站点；不能多覆盖的不会搬，县级医院不动。',
    en: 'Each facility that closes gives one new site more; none moves that gains nobody by it, and hospitals stay.',
  },
  presentHint: {
    zh: '0 为不限制、不分配。医生按“服务人口与医生之比尽量均匀”分给新站点。',
    en: '0: no limit, none handed out. Doctors go to the new sites so that people per doctor are as even as can be.',
  },
  roomLabel: { zh: '每个新站点至多服务（人）', en: 'People a new site can serve' },
  roomSummary: { zh: '每个至多 {people} 人', en: 'at most {people} people each' },
  doctorsLabel: { zh: '新增医生（名）', en: 'Doctors to hand out' },
  doctorsSummary: { zh: '分配 {count} 名医生', en: '{count} doctors' },

  stagesTitle: { zh: '分期与不同条件', en: 'Stages and conditions' },
  yearsLabel: { zh: '分几年建', en: 'Built over' },
  yearsOnce: { zh: '一次建成', en: 'All at once' },
  yearsCount: { zh: '分 {years} 年', en: '{years} years' },
  yearsYear: { zh: '第 {year} 年', en: 'Year {year}' },
  yearsSummary: { zh: '分 {years} 年', en: 'over {years} years' },
  yearsHint: {
    zh: '各年新增数量，没用完的结转下年；资金中断时，已建成的部分仍是好方案。',
    en: 'New sites of each year; what is left carries over. If funds stop, what stands is still a good plan.',
  },
  conditionsLabel: { zh: '在这些条件下也要好', en: 'Good under these conditions too' },
  conditionWet: { zh: '雨季', en: 'Wet season' },
  conditionDry: { zh: '旱季', en: 'Dry season' },
  conditionWalk: { zh: '只能步行', en: 'On foot only' },
  conditionOld: { zh: '65 岁及以上的人', en: 'People of 65 and over' },
  conditionChildren: { zh: '0–14 岁的孩子', en: 'Children up to 14' },
  conditionsHint: {
    zh: '选中后，求各种条件中最差的覆盖率尽量高。',
    en: 'Then the lowest covered share over all conditions is made as high as can be.',
  },
  sitingHowSure: { zh: '试算把握：车速、人口有出入还选这里吗', en: 'How sure? Try other speeds and people' },

  measureBuild: { zh: '新建', en: 'Build' },
  measureUpgrade: { zh: '升级', en: 'Upgrade' },
  measureStaff: { zh: '加人', en: 'Add staff' },
  measureRound: { zh: '巡回', en: 'Mobile round' },
  measureTele: { zh: '远程', en: 'Telemedicine' },
  measureCost: { zh: '每项费用', en: 'Cost' },
  measureVisits: { zh: '每月就诊', en: 'Visits/month' },
  measureVisitsDay: { zh: '每天就诊', en: 'Visits a day' },
  measuresHint: {
    zh: '费用与能力是示例，请改成本地的数。巡回填每个停靠点每天的就诊数，每月去 2 天；远程至多承担其片区三成就诊。',
    en:
      'Costs and visits are examples: put in your own. For a round, visits a day at each ' +
      'stop, 2 days a month; telemedicine takes at most 30 % of the visits of its zone.',
  },

  costsTotal: { zh: '共需 {total}。', en: '{total} in all.' },
  costsTotalOf: { zh: '共需 {total}（预算 {budget}）。', en: '{total} of a budget of {budget}.' },
  costsPerson: { zh: '每新增覆盖一人 {cost}。', en: '{cost} for each person newly covered.' },
  movesTitle: { zh: '搬迁（关闭）的机构', en: 'Facilities that move (close)' },
  movesNone: { zh: '没有机构值得搬迁。', en: 'No facility is worth moving.' },
  movesLoss: { zh: '现有 {people} 人只靠它', en: '{people} people depend on it alone today' },
  movesNoLoss: { zh: '它覆盖的人都另有去处', en: 'everybody it covers has another' },
  tiersTitle: { zh: '各级覆盖', en: 'Coverage by tier' },
  tiersRow: {
    zh: '{tier}（{minutes} 分钟内）：新增 {sites} 个，覆盖 {percent}，多 {more} 人',
    en: '{tier} (within {minutes} min): {sites} new, {percent} covered, {more} more people',
  },
  byYearTitle: { zh: '逐年', en: 'Year by year' },
  byYearRow: {
    zh: '第 {year} 年：建 {sites} 个，覆盖 {percent}，与只顾当年的最优相差不超过 {gap}',
    en: 'Year {year}: {sites} built, {percent} covered, at most {gap} from the best for that year alone',
  },
  byYearRowBest: {
    zh: '第 {year} 年：建 {sites} 个，覆盖 {percent}，也是当年的最优',
    en: 'Year {year}: {sites} built, {percent} covered, the best for that year too',
  },
  byYearHint: { zh: '每一年停下来都是好方案。', en: 'Stopping after any year leaves a good plan.' },
  profilesTitle: { zh: '各种条件下', en: 'Under each condition' },
  profilesRow: {
    zh: '{name}：{before} → {percent}（多 {more} 人）',
    en: '{name}: {before} → {percent} ({more} more people)',
  },
  profileChosen: { zh: '当前设置，全体人口', en: 'As set, everybody' },
  profileSeason: { zh: '另一季节', en: 'The other season' },
  measuresNow: { zh: '每月服务的就诊', en: 'Visits served a month' },
  measuresOf: { zh: '需求 {demand} 次', en: 'of {demand} wanted' },
  measuresTitle: { zh: '买什么', en: 'What to buy' },
  measuresSum: {
    zh: '用去 {cost}（预算 {budget}）。到诊服务 {person} 次，远程 {remote} 次。',
    en: '{cost} of {budget} spent. {person} visits are served face to face and {remote} remotely.',
  },
  measureStops: { zh: '等 {stops} 个停靠点', en: 'and on, {stops} stops' },
  measureServed: { zh: '每月 {visits} 次，费用 {cost}', en: '{visits} visits a month, cost {cost}' },
  servedSum: {
    zh: '新站点共服务 {people} 人；{sites} 个中 {full} 个满员。',
    en: 'The new sites serve {people} people; {full} of {sites} are full.',
  },
  allocationTitle: { zh: '新增医生怎么分', en: 'Where the doctors go' },
  allocationSite: { zh: '{order} 号 {count} 名', en: 'site {order}: {count}' },
  allocationHint: {
    zh: '现有机构的医生不动；分法使各地每名医生服务的人数尽量接近。',
    en: 'Doctors of existing facilities stay; so divided, people per doctor differ least from place to place.',
  },
  drawsTitle: { zh: '有多大把握', en: 'How sure' },
  drawsRange: {
    zh: '{draws} 次试算，八成情况下覆盖 {low}–{high}；与当次最好的方案相比，九成情况下少不过 {regret} 个百分点。',
    en:
      'In {draws} draws, four of five times {low} to {high} are covered; nine times of ' +
      'ten no more than {regret} points below the best plan found for the draw.',
  },
  drawsSite: {
    zh: '{order} 号：{percent} 的试算仍选这里，{word}',
    en: 'Site {order}: chosen again in {percent} of draws, {word}',
  },
  drawsCore: { zh: '稳', en: 'firm' },
  drawsFlexible: { zh: '可以商量', en: 'open to discussion' },
  drawsDoubtful: { zh: '附近或别处可能更好', en: 'another place may do better' },
  drawsHint: {
    zh: '“选这里”指该次最好的方案在 {meters} 米内有站点。',
    en: 'Chosen again: the best plan of the draw has a site within {meters} m.',
  },

  phaseDraws: { zh: '正在试算把握', en: 'trying other speeds and people' },
  valueTiers: { zh: '各级合计覆盖 {value} 人次', en: '{value} people covered, added up over tiers' },
  valueYears: { zh: '各年合计覆盖 {value} 人年', en: '{value} person-years covered' },
  valueWorstShare: { zh: '最差条件下覆盖 {value}', en: '{value} covered under the worst condition' },
  valueServed: { zh: '合计服务 {value} 人', en: '{value} people served' },
  valueVisits: { zh: '每月服务 {value} 次就诊', en: '{value} visits a month served' },
} as const satisfies Record<string, Bilingual>;
