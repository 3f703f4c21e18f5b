import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/**
 * The chapters on what to build: candidates, recommendation, who gains, frontier, cost, sensitivity,
 * evaluation.
 */
export const REPORT_PLAN_TEXTS = {
  // Candidates
  candidatesIntro: {
    zh: '共考察 {considered} 个位置，其中 {count} 个符合规则，作为候选点。',
    en: '{considered} places were considered; {count} meet the rules and are candidates.',
  },
  candidatesDefault: { zh: '凡有人口的格网均可作为候选点', en: 'every cell with people' },
  candidatesList: { zh: '由用户给定的 {count} 个位置', en: '{count} places given by the user' },
  candidatesSpacing: {
    zh: '每 {meters} 米见方保留人口最多的一格',
    en: 'the most populous cell of every {meters} m square',
  },
  candidatesMinimum: { zh: '格内人口不少于 {people} 人', en: 'at least {people} people in the cell' },
  candidatesRoad: { zh: '距道路不超过 {meters} 米', en: 'at most {meters} m from a road' },
  candidatesFacility: {
    zh: '距现有机构直线距离不少于 {meters} 米',
    en: 'at least {meters} m from existing facilities as the crow flies',
  },
  candidatesSlope: { zh: '坡度不超过 {percent}%', en: 'ground no steeper than {percent}%' },
  candidatesInside: { zh: '仅限本区域各分区以内', en: 'only inside the zones of the region' },
  candidatesZones: { zh: '仅限：{zones}', en: 'only in {zones}' },
  candidatesEngineRule: {
    zh: '计算程序记录的规则：{rule}',
    en: 'The rule as recorded by the program: {rule}',
  },
  'model-mclp': { zh: '最大覆盖模型（MCLP）', en: 'maximal covering (MCLP)' },
  'model-lscp': { zh: '集合覆盖模型（LSCP）', en: 'set covering (LSCP)' },
  'model-backup': { zh: '后备覆盖模型', en: 'backup covering' },
  'model-p-median': { zh: 'p-中位模型', en: 'p-median' },
  'model-p-center': { zh: 'p-中心模型', en: 'p-centre' },
  'model-p-dispersion': { zh: 'p-分散模型', en: 'p-dispersion' },
  'model-hierarchical': { zh: '分级选址模型', en: 'hierarchical' },
  'model-interventions': { zh: '综合干预模型', en: 'mixed interventions' },
  'modelWords-mclp': {
    zh: '在站点数量一定的条件下，使时限内可到达机构的人口最多。',
    en: 'With a given number of sites, bring as many people as possible within the cut-off.',
  },
  'modelWords-lscp': {
    zh: '用尽可能少的站点达到目标覆盖率。',
    en: 'Reach the wanted coverage with as few sites as possible.',
  },
  'modelWords-backup': {
    zh: '在保证覆盖的同时，使尽可能多的人口有第二个可到达的机构。',
    en: 'Cover people, and give as many as possible a second facility in reach.',
  },
  'modelWords-p-median': {
    zh: '使全体居民到达最近机构的总时间最短。',
    en: 'Make the total time of all people to the nearest facility as short as possible.',
  },
  'modelWords-p-center': {
    zh: '使最不便利的居民到达机构的时间最短。',
    en: 'Make the longest time anybody needs as short as possible.',
  },
  'modelWords-p-dispersion': {
    zh: '使站点之间尽可能分散。',
    en: 'Spread the sites as far from each other as possible.',
  },
  'modelWords-hierarchical': {
    zh: '同时安排不同级别的机构，使各级服务相互衔接。',
    en: 'Place facilities of several tiers together so that the tiers serve each other.',
  },
  'modelWords-interventions': {
    zh: '在预算内于新建、扩建、增加人员、巡回医疗和远程医疗之间取舍。',
    en: 'Choose between building, upgrading, more staff, mobile rounds and telemedicine within a budget.',
  },

  // Recommendation
  recommendationIntro: {
    zh: '建议站点按选择次序列于下表，位置见图。“新增覆盖”为在前序站点基础上新增的人口，逐个相加即为总新增人口。',
    en: joined(
      'Sites are listed in order of choice and numbered on the map. The gain is what a site adds to those ',
      'before it, so the gains add up to the total.',
    ),
  },
  captionSites: { zh: '建议站点一览', en: 'Proposed sites' },
  sheetSites: { zh: '建议站点', en: 'Sites' },
  captionSitesMap: { zh: '建议站点位置（{cutoff} 分钟）', en: 'Proposed sites ({cutoff} min)' },
  columnGain: { zh: '新增覆盖（人）', en: 'Gain (people)' },
  columnCumulative: { zh: '累计覆盖率（%）', en: 'Coverage so far (%)' },
  columnWithin: { zh: '时限内人口（人）', en: 'Within cut-off (people)' },
  columnTakesOver: { zh: '其中已覆盖（人）', en: 'Of them covered before' },
  columnShare: { zh: '贡献分摊（人）', en: 'Fair share (people)' },
  near: { zh: '{place}附近', en: 'near {place}' },
  outsideAllZones: { zh: '（分区外）', en: '(in no zone)' },
  beforeAfter: {
    zh: '覆盖人口由 {before} 人（{beforePercent}%）增加到 {after} 人（{afterPercent}%），新增 {gain} 人。',
    en: 'People covered rise from {before} ({beforePercent}%) to {after} ({afterPercent}%), {gain} more.',
  },
  boundWords: {
    zh: '结果的可靠程度：本方案取值 {value}，理论上界（或下界）为 {bound}（单位：{unit}），相对差距 {gap}%。即使存在更好的方案，其改进也不会超过这一差距。状态：{status}。',
    en: joined(
      'How good the plan is: it reaches {value}; no plan can pass the bound of {bound} (unit: {unit}); the ',
      'gap is {gap}%. A better plan, if there is one, gains no more than that. Status: {status}.',
    ),
  },
  boundOptimal: {
    zh: '结果的可靠程度：本方案取值 {value}（单位：{unit}），与理论界限一致，已证明最优；同等条件下不存在更好的方案。',
    en: joined(
      'How good the plan is: it reaches {value} (unit: {unit}), which is the bound that no plan can pass. ',
      'It is proven optimal.',
    ),
  },
  'status-optimal': { zh: '已证明最优', en: 'proven optimal' },
  'status-feasible': { zh: '可行方案（附上界）', en: 'feasible, with a bound' },
  'status-infeasible': { zh: '无可行方案', en: 'infeasible' },
  'status-interrupted': { zh: '提前停止', en: 'interrupted' },
  shareNote: {
    zh: '“贡献分摊”按沙普利值计算：同时位于几个新站点时限内的居民由这些站点平分，各站点之和等于总新增人口。',
    en: joined(
      'The fair share (Shapley value) divides a newly covered person equally among the new sites that ',
      'reach them; shares add up to the whole gain.',
    ),
  },

  captionWhy: { zh: '选点理由', en: 'Why these sites' },
  sheetWhy: { zh: '选点理由', en: 'Why' },
  columnLossAlone: { zh: '单独取消减少（人）', en: 'Lost if dropped (people)' },
  columnMainZones: { zh: '主要受益分区', en: 'Zones that gain most' },
  columnRelieves: { zh: '分流自', en: 'Takes people over from' },
  columnNextBest: { zh: '次优位置（距离，减少人数）', en: 'Next best place (distance, people fewer)' },
  nextBestWords: { zh: '{place}（{meters} 米，{loss} 人）', en: '{place} ({meters} m, {loss})' },
  whyNote: {
    zh: '“次优位置”为 500 米至 5 公里内可替代该站点且损失最小的候选点，用地不落实时可作备选。',
    en: joined(
      'The next best place is the candidate 500 m to 5 km away that could stand in for the site at the ',
      'least loss, should the land not be had.',
    ),
  },

  // Beneficiaries
  beneficiariesZones: {
    zh: '按站点所在分区汇总的新增覆盖人口如下（居民可能来自相邻分区）。',
    en: 'The gain by the zone in which a site lies (people may come from neighbouring zones).',
  },
  beneficiariesHomes: {
    zh: '按居民居住的分区汇总的新增覆盖人口如下；同时位于几个新站点时限内的居民由这些站点平分，不重复计算。',
    en: joined(
      'The gain by the zone in which people live; those whom several new sites reach are divided among ',
      'them and counted once.',
    ),
  },
  otherZones: { zh: '其他分区及分区以外', en: 'Other zones and people in no zone' },
  captionGainZones: { zh: '分区新增覆盖人口', en: 'Gain by zone' },
  sheetGainZones: { zh: '分区新增', en: 'Gain by zone' },
  columnSites: { zh: '站点（个）', en: 'Sites' },
  columnShareOfGain: { zh: '占新增（%）', en: 'Of the gain (%)' },
  captionGainAges: { zh: '新增覆盖人口的年龄构成', en: 'Gain by age group' },
  sheetGainAges: { zh: '年龄新增', en: 'Gain by age' },
  columnShareOfPeople: { zh: '占总人口（%）', en: 'Of all people (%)' },
  gainAgesWords: {
    zh: '新增覆盖人口中，65岁及以上占 {gainShare}%，该年龄组占总人口的 {share}%。',
    en: 'Of the people gained, {gainShare}% are aged 65 and over, who make up {share}% of all people.',
  },
  beneficiariesNone: {
    zh: '没有新增覆盖人口，故无构成可列。',
    en: 'Nobody is newly covered, so there is nothing to break down.',
  },

  // Frontier
  frontierIntro: {
    zh: '随着站点增加，每增设一个站点带来的新增人口逐步减少。下图给出站点数量与覆盖率的关系，虚线为理论上界。',
    en: joined(
      'Each further site adds fewer people. The chart shows coverage against the number of sites; the ',
      'dashed line is the bound that no plan can pass.',
    ),
  },
  frontierKnee: {
    zh: '前 {half} 个站点取得全部新增人口的一半以上；第 {last} 个站点仅新增 {gain} 人。',
    en: 'The first {half} sites bring more than half of the whole gain; site {last} adds only {gain} people.',
  },
  frontierKneeOne: {
    zh: '第 1 个站点即取得全部新增人口的一半以上；第 {last} 个站点仅新增 {gain} 人。',
    en: 'The first site alone brings more than half of the whole gain; site {last} adds only {gain} people.',
  },
  captionFrontier: { zh: '站点数量与覆盖率', en: 'Coverage by number of sites' },
  sheetFrontier: { zh: '站点数与覆盖率', en: 'Frontier' },
  columnSiteCount: { zh: '站点数（个）', en: 'Sites' },
  columnValue: { zh: '取值（{unit}）', en: 'Value ({unit})' },
  columnBound: { zh: '上界（{unit}）', en: 'Bound ({unit})' },
  axisSites: { zh: '新增站点数', en: 'Number of new sites' },
  axisPercent: { zh: '覆盖率（%）', en: 'People covered (%)' },
  axisPeople: { zh: '人口（人）', en: 'People' },
  seriesReached: { zh: '本方案', en: 'This plan' },
  seriesBound: { zh: '理论上界', en: 'Bound' },
  seriesCovered: { zh: '覆盖', en: 'Covered' },
  seriesUncovered: { zh: '未覆盖', en: 'Not covered' },

  // Costs
  costsIntro: {
    zh: '按给定单价测算，共需 {cost} {currency}，平均每新增覆盖一人 {perPerson} {currency}。',
    en: 'At the unit costs given the plan takes {cost} {currency}, {perPerson} {currency} per person newly covered.',
  },
  costsBudget: { zh: '给定预算为 {budget} {currency}。', en: 'The budget given is {budget} {currency}.' },
  costsNote: {
    zh: '单价由用户给定，未经本程序核实。各站点每新增一人的投入按其分摊的新增人口计算。',
    en: joined(
      'Unit costs are as given and were not checked. Per person gained: the cost of a site over its fair ',
      'share of the people newly covered.',
    ),
  },
  currencyUnknown: { zh: '货币单位', en: 'units of money' },
  captionCosts: { zh: '各站点投入与效果', en: 'Cost and gain by site' },
  sheetCosts: { zh: '投入', en: 'Cost' },
  columnCost: { zh: '投入（{currency}）', en: 'Cost ({currency})' },
  columnCostPerPerson: { zh: '每新增一人（{currency}）', en: 'Per person gained ({currency})' },

  // Sensitivity
  sensitivityIntro: {
    zh: '建议站点在 {draws} 次随机重算中接受检验：整体速度（σ={sigma}）与分区人口（变异系数 {people}）按给定误差变动，随机种子 {seed}；每次都重新寻找同等数量的最优站点。',
    en: joined(
      'The plan was judged in {draws} random repetitions in which all speeds together (σ {sigma}) and the ',
      'people of the zones (coefficient of variation {people}) vary, seed {seed}; the best plan of as many ',
      'sites was sought anew in each.',
    ),
  },
  sensitivityRange: {
    zh: joined(
      '建成后的覆盖率在十次中有八次落在 {p10}% 与 {p90}% 之间（中位数 {p50}%）。与每次重新选出的最优方案相比，半数情形下少覆盖不超过 {regret50} 个百分点，九成情形下不超过 ',
      '{regret90} 个百分点。',
    ),
    en: joined(
      'With the sites built, coverage lies between {p10}% and {p90}% in eight of ten repetitions (median ',
      '{p50}%). Against the best plan found for each, it covers at most {regret50} percentage points less ',
      'in half of them and at most {regret90} in nine of ten.',
    ),
  },
  sensitivityCases: {
    zh: '下表逐项改变假设，建议站点保持不变；“最优”为在该假设下重新选址所能达到的覆盖率，两者之差为遗憾值。',
    en: joined(
      'Below, one assumption is changed at a time and the proposed sites are kept. "Best" is what choosing ',
      'anew under that assumption reaches; the difference is the regret.',
    ),
  },
  caseSpeed: { zh: '全部速度 ×{factor}', en: 'All speeds ×{factor}' },
  caseCutoff: { zh: '时限 {cutoff} 分钟', en: 'Cut-off {cutoff} min' },
  captionSensitivity: { zh: '不同假设下的覆盖率', en: 'Coverage under other assumptions' },
  sheetSensitivity: { zh: '敏感性', en: 'Sensitivity' },
  columnAssumption: { zh: '假设', en: 'Assumption' },
  columnBest: { zh: '最优（%）', en: 'Best (%)' },
  columnRegret: { zh: '遗憾值（百分点）', en: 'Regret (points)' },
  captionStability: { zh: '站点排序稳定性', en: 'Stability of the sites' },
  sheetStability: { zh: '稳定性', en: 'Stability' },
  columnStability: { zh: '入选比例（%）', en: 'Chosen again (%)' },
  columnSameRank: { zh: '名次不变（%）', en: 'Same rank (%)' },
  columnShareLow: { zh: '贡献分摊P10（人）', en: 'Share, P10 (people)' },
  columnShareHigh: { zh: '贡献分摊P90（人）', en: 'Share, P90 (people)' },
  columnReading: { zh: '判断', en: 'Reading' },
  stabilityCore: { zh: '核心', en: 'core' },
  stabilityFlexible: { zh: '可调整', en: 'flexible' },
  stabilityDoubtful: { zh: '需复核', en: 'doubtful' },
  stabilityNote: {
    zh: '某次重算的最优站点中有一个距该站点不超过 {meters} 米，即视为再次入选。入选比例不低于80%为“核心”，低于50%为“需复核”，其余为“可调整”。',
    en: joined(
      'Chosen again: one of the best sites of a repetition lies within {meters} m. Core: in at least 80% ',
      'of them; doubtful: in fewer than 50%; flexible: between.',
    ),
  },

  // Evaluation
  evaluationIntro: {
    zh: '对给定的 {count} 个站点进行评估（{cutoff} 分钟）：覆盖率由 {before}% 变为 {after}%。',
    en: '{count} given sites were evaluated ({cutoff} min): coverage goes from {before}% to {after}%.',
  },
  captionEvaluation: { zh: '给定站点的效果', en: 'Effect of the given sites' },
  sheetEvaluation: { zh: '站点评估', en: 'Evaluation' },
  columnFirstIn: { zh: '单独建设新增（人）', en: 'Alone (people)' },
  columnLeaveOut: { zh: '单独取消减少（人）', en: 'If dropped (people)' },
  columnMarginal: { zh: '依次新增（人）', en: 'In order (people)' },
} as const satisfies Record<string, Bilingual>;
