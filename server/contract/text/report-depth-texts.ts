import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/**
 * The chapters that are there when their answers are: uncertainty, capacity, tiers and services, equity,
 * referral.
 */
export const REPORT_DEPTH_TEXTS = {
  // Uncertainty
  sectionUncertainty: { zh: '结果的不确定性', en: 'How sure the figures are' },
  uncertaintyIntro: {
    zh: '在 {draws} 次随机重算中，道路与步行速度、分区人口和机构开放情况按给定的误差范围变化。下表给出覆盖率的第10、50、90百分位：十次中有八次落在P10与P90之间。',
    en: joined(
      'In {draws} random repetitions speeds, the people of the zones and the opening of facilities vary ',
      'within the errors given. The table shows the 10th, 50th and 90th percentile: eight in ten ',
      'repetitions lie between P10 and P90.',
    ),
  },
  captionUncertainty: { zh: '覆盖率的不确定性', en: 'Range of the people covered' },
  sheetUncertainty: { zh: '不确定性', en: 'Uncertainty' },
  columnAsComputed: { zh: '计算值（%）', en: 'As computed (%)' },
  columnP10: { zh: 'P10（%）', en: 'P10 (%)' },
  columnP50: { zh: 'P50（%）', en: 'P50 (%)' },
  columnP90: { zh: 'P90（%）', en: 'P90 (%)' },
  columnP10People: { zh: 'P10（人）', en: 'P10 (people)' },
  columnP90People: { zh: 'P90（人）', en: 'P90 (people)' },
  uncertaintyNote: {
    zh: '假定：速度总体误差 σ={common}，各类地面与道路误差 σ={class}，分区人口变异系数 {people}；随机种子 {seed}。',
    en: joined(
      'Assumed: σ {common} on all speeds together, σ {class} on each class of land and road, coefficient ',
      'of variation {people} of the people of a zone; seed {seed}.',
    ),
  },

  // Capacity
  sectionCapacity: { zh: '机构能力与服务人口', en: 'Capacity and people served' },
  capacityWords: {
    zh: '按“{mode}”分配机构能力（合计每年可服务 {room} 人），{cutoff} 分钟内实际可承担 {served} 人；可到达而得不到服务的 {lost} 人，改往其他机构的 {elsewhere} 人。',
    en: joined(
      'With capacity {mode} (room for {room} people a year in all), {served} people are served within ',
      '{cutoff} minutes; {lost} reach a facility that has no room for them, {elsewhere} are served at ',
      'another than their nearest.',
    ),
  },
  captionCapacity: { zh: '能力紧张的机构', en: 'Facilities with the least room left' },
  sheetCapacity: { zh: '机构能力', en: 'Capacity' },
  columnUse: { zh: '利用率（%）', en: 'In use (%)' },

  // Tiers, services, norms, weak spots, straight lines
  sectionTiers: { zh: '各级机构与各项服务', en: 'By tier and by service' },
  captionTiers: { zh: '到达各级机构的人口', en: 'People who reach each tier' },
  sheetTiers: { zh: '分级覆盖', en: 'By tier' },
  captionServices: { zh: '到达各项服务的人口', en: 'People who reach each service' },
  sheetServices: { zh: '分服务覆盖', en: 'By service' },
  columnService: { zh: '服务项目', en: 'Service' },
  captionTierNorms: { zh: '按各级时限与出行方式的覆盖', en: 'Coverage at the cut-off and mode of each tier' },
  sheetTierNorms: { zh: '分级标准', en: 'Tier norms' },
  columnMode: { zh: '出行方式', en: 'Mode' },
  columnStatus: { zh: '依据状态', en: 'Standing' },
  'norm-confirmed': { zh: '已核实', en: 'confirmed' },
  'norm-unconfirmed': { zh: '待核实', en: 'not confirmed' },
  'norm-yours': { zh: '用户给定', en: 'given by the user' },
  distanceWords: {
    zh: '按直线距离，人均 {mean} 公里，中位数 {median} 公里，90% 的人不超过 {p90} 公里；{different} 人距离最近的机构并不是用时最短的机构。',
    en: joined(
      'As the crow flies people live {mean} km from care on average, {median} km in the median and at most ',
      '{p90} km for nine in ten; for {different} people the nearest by distance is not the nearest by time.',
    ),
  },
  sectionWeakSpots: { zh: '最不便利的居民', en: 'Those who are worst off' },
  weakSpotsWords: {
    zh: '最不便利的一成居民（{people} 人）单程需 {minutes} 分钟以上或无路可达，主要集中在下列地点，可考虑巡回医疗或远程医疗。',
    en: joined(
      'The tenth of the people who are worst off ({people}) need more than {minutes} minutes or have no ',
      'path. They live mainly at the places below, where a mobile clinic or telemedicine can help.',
    ),
  },
  captionWeakSpots: { zh: '最不便利居民的集中地点', en: 'Where the worst off live' },
  sheetWeakSpots: { zh: '薄弱点', en: 'Weak spots' },
  columnHelp: { zh: '可考虑的措施', en: 'What can help' },
  'help-mobile-clinic': { zh: '巡回医疗', en: 'mobile clinic' },
  'help-check-data': { zh: '先核对数据', en: 'check the data first' },
  'help-telemedicine': { zh: '远程医疗', en: 'telemedicine' },

  // Equity
  chapterEquity: { zh: '公平性', en: 'Equity' },
  equityIntro: {
    zh: '以{zones}个分区、{people} 人比较“{indicator}”的分布；不属于任何分区的 {outside} 人不参与比较。',
    en: joined(
      'Compared is {indicator} over {zones} zones with {people} people; the {outside} people in no zone ',
      'take no part.',
    ),
  },
  equityReading: {
    zh: '基尼系数为 {gini}，按国内卫生研究惯用分级属“{reading}”。',
    en: 'The Gini index is {gini}, which the usual reading of Chinese health studies calls {reading}.',
  },
  'reading-equal': { zh: '高度平均', en: 'equal' },
  'reading-fair': { zh: '比较平均', en: 'fair' },
  'reading-reasonable': { zh: '相对合理', en: 'reasonable' },
  'reading-large': { zh: '差距较大', en: 'a large gap' },
  'reading-alarming': { zh: '差距悬殊', en: 'an alarming gap' },
  captionEquity: { zh: '公平性指标', en: 'Measures of equity' },
  sheetEquity: { zh: '公平性', en: 'Equity' },
  columnValuePlain: { zh: '数值', en: 'Value' },
  measureGini: { zh: '基尼系数（按人口）', en: 'Gini index (by people)' },
  measureGiniArea: { zh: '基尼系数（按面积）', en: 'Gini index (by area)' },
  measureTheilT: { zh: '泰尔指数 T', en: 'Theil T' },
  measureTheilL: { zh: '泰尔指数 L', en: 'Theil L' },
  measureConcentration: { zh: '集中指数（{status}）', en: 'Concentration index ({status})' },
  measureHoover: { zh: '胡佛指数', en: 'Hoover index' },
  measureAtkinson: { zh: '阿特金森指数（ε=1）', en: 'Atkinson index (ε = 1)' },
  captionEquityZones: { zh: '{indicator}最不利的分区', en: 'Zones worst off: {indicator}' },
  sheetEquityZones: { zh: '公平性分区', en: 'Equity by zone' },
  columnEquityValue: { zh: '{indicator}（{unit}）', en: '{indicator} ({unit})' },
  'indicator-minutes': { zh: '平均单程时间', en: 'mean one-way time' },
  'indicator-access-score': { zh: '可及性得分', en: 'access score' },
  'indicator-facilities': { zh: '机构数', en: 'facilities' },
  'indicator-doctors': { zh: '执业（助理）医师', en: 'physicians' },
  'indicator-gps': { zh: '全科医生', en: 'general practitioners' },
  'indicator-nurses': { zh: '注册护士', en: 'nurses' },
  'indicator-beds': { zh: '床位', en: 'beds' },
  'unit-minutes': { zh: '分钟', en: 'min' },
  'unit-score': { zh: '得分', en: 'score' },
  'unit-per-1000-people': { zh: '每千人', en: 'per 1,000 people' },

  // Referral
  chapterReferral: { zh: '转诊', en: 'Referral' },
  referralIntro: {
    zh: '{count} 个{from}中，{reached} 个可在 {limit} 分钟内到达至少一个{to}，{unreachable} 个不能；到最近一处的时间平均 {mean} 分钟，最长 {longest} 分钟。',
    en: joined(
      'Of {count} facilities of the tier "{from}", {reached} reach at least one of the tier "{to}" within ',
      '{limit} minutes and {unreachable} do not; the nearest is {mean} minutes away on average, {longest} ',
      'at most.',
    ),
  },
  referralChain: {
    zh: '沿“{tiers}”逐级转诊，{reached} 人可走完全程，占总人口的 {percent}%；这部分居民从住处逐级到达的时间平均 {mean} 分钟，直接前往最高一级平均 {direct} 分钟。',
    en: joined(
      'Going up the ladder {tiers}, {reached} people ({percent}% of all) can make the whole way; from home ',
      'it takes them {mean} minutes on average, {direct} straight to the top.',
    ),
  },
  captionReferral: { zh: '转诊时间最长的机构', en: 'Facilities farthest from the next tier' },
  sheetReferral: { zh: '转诊', en: 'Referral' },
  columnReferredTo: { zh: '最近的上级机构', en: 'Nearest of the next tier' },
  columnReferralMinutes: { zh: '时间（分钟）', en: 'Time (min)' },
  columnReferralKm: { zh: '路程（公里）', en: 'Way (km)' },
  columnReached: { zh: '时限内机构（个）', en: 'Within the limit' },
  referralNone: { zh: '时限内无', en: 'none within the limit' },

  // Several facilities in reach
  captionChoice: { zh: '可到达机构的数量', en: 'How many facilities people reach' },
  sheetChoice: { zh: '可选机构', en: 'Choice' },
  columnAtLeast: { zh: '至少 {count} 个（人）', en: 'At least {count} (people)' },
  columnOverlap: { zh: '服务圈重叠指数', en: 'Overlap of catchments' },
  choiceNote: {
    zh: '重叠指数＝各服务圈人口之和÷服务圈合并后的人口，1为互不重叠。',
    en: 'Overlap: people of the catchments added up ÷ people of their union; 1 is none.',
  },

  // Access scores
  chapterScore: { zh: '可及性得分', en: 'Access scores' },
  scoreIntro: {
    zh: joined(
      '按 {method} 方法，以{supply}为供给、{cutoff} 分钟为服务圈计算每个居民点的得分（{unit}）。全体居民的人均得分为 {mean}，中位数 {median}，',
      '十分之一居民不高于 {p10}，十分之一不低于 {p90}；{people} 人（{percent}%）服务圈内没有供给，按 0 计入。',
    ),
    en: joined(
      'By the method {method}, with {supply} as supply and a catchment of {cutoff} minutes, each place has ',
      'a score ({unit}). Over everybody the mean is {mean} and the median {median}; a tenth of the people ',
      'have at most {p10}, a tenth at least {p90}. {people} people ({percent}%) have no supply in reach ',
      'and count with 0.',
    ),
  },
  scoreIntroCost: {
    zh: joined(
      '按 {method} 方法，以{supply}为供给、{cutoff} 分钟为服务圈计算每个居民点的得分（{unit}）。在服务圈内有供给的居民中，人均得分为 {mean}，中位数 {median}，',
      '十分之一居民不高于 {p10}，十分之一不低于 {p90}；另有 {people} 人（{percent}%）服务圈内没有供给，没有得分，未计入。',
    ),
    en: joined(
      'By the method {method}, with {supply} as supply and a catchment of {cutoff} minutes, each place has ',
      'a score ({unit}). Over the people with supply in reach the mean is {mean} and the median {median}; ',
      'a tenth of them have at most {p10}, a tenth at least {p90}. {people} people ({percent}%) have no ',
      'supply in reach and so no score: they are not counted.',
    ),
  },
  scoreMissing: {
    zh: '{count} 个机构没有供给数据，按0计。',
    en: '{count} facilities have no figure of supply and count as 0.',
  },
  'scoreUnit-supply-per-person': { zh: '每千人', en: 'per 1,000 people' },
  'scoreUnit-supply': { zh: '可及供给量', en: 'supply in reach' },
  'scoreUnit-cost': { zh: '代价，越低越好', en: 'cost, lower is better' },
  captionScore: { zh: '得分最不利的分区（{method}）', en: 'Zones worst off ({method})' },
  sheetScore: { zh: '可及性得分', en: 'Access score' },
  columnScore: { zh: '得分（{unit}）', en: 'Score ({unit})' },
  columnScoreRatio: { zh: '与全区平均之比', en: 'Of the mean of the region' },
  columnWithout: { zh: '无供给可及（人）', en: 'No supply in reach (people)' },
  scoreNote: {
    zh: '与全区平均之比为1表示处于平均水平；分区与全区的平均均含没有供给可及的居民，按0计。',
    en: joined(
      'Of the mean: 1 is as good as the region on average. Both means are over everybody, people without ',
      'supply in reach with 0.',
    ),
  },
  scoreNoteCost: {
    zh: '与全区平均之比为1表示处于平均水平；分区与全区的平均均不含没有供给可及的居民，“—”表示分区内无人有得分。',
    en: joined(
      'Of the mean: 1 is as good as the region on average. Both means leave out people without supply in ',
      'reach; "—" where nobody of a zone has a score.',
    ),
  },

  // Comparison of two worlds
  chapterCompare: { zh: '情景比较', en: 'Comparison' },
  compareIntro: {
    zh: '下面比较“{a}”与“{b}”两种情形。',
    en: 'The two worlds compared are "{a}" and "{b}".',
  },
  compareFaster: {
    zh: '{people} 人单程时间缩短，两种情形均可到达者平均缩短 {minutes} 分钟。',
    en: '{people} people need less time, {minutes} minutes on average where care is reached either way.',
  },
  compareFasterPlain: { zh: '{people} 人单程时间缩短。', en: '{people} people need less time.' },
  compareSlower: {
    zh: '{people} 人单程时间延长，平均延长 {minutes} 分钟。',
    en: '{people} people need more, {minutes} minutes on average.',
  },
  compareSlowerPlain: { zh: '{people} 人单程时间延长。', en: '{people} people need more.' },
  captionCompare: { zh: '两种情形的覆盖人口', en: 'People covered before and after' },
  sheetCompare: { zh: '情景比较', en: 'Comparison' },
  columnBefore: { zh: '之前（人）', en: 'Before (people)' },
  columnAfter: { zh: '之后（人）', en: 'After (people)' },
  columnDifference: { zh: '变化（人）', en: 'Change (people)' },
  columnPoints: { zh: '变化（百分点）', en: 'Change (points)' },
  columnGainsCover: { zh: '新进入时限（人）', en: 'Come within (people)' },
  columnLosesCover: { zh: '移出时限（人）', en: 'Fall out (people)' },
  captionCompareZones: { zh: '变化最大的分区（{cutoff} 分钟）', en: 'Zones that change most ({cutoff} min)' },
  sheetCompareZones: { zh: '分区变化', en: 'Change by zone' },

  // Parts of richer plans
  captionPlanTiers: { zh: '分级方案的效果', en: 'The plan by tier' },
  sheetPlanTiers: { zh: '分级方案', en: 'Plan by tier' },
  captionPlanYears: { zh: '分年度实施', en: 'The plan by year' },
  sheetPlanYears: { zh: '分年度', en: 'Plan by year' },
  columnYear: { zh: '年度', en: 'Year' },
  columnYearGap: { zh: '与当年上界的差距（%）', en: 'Below the bound of the year (%)' },
  planYearsNote: {
    zh: '当年上界指把截至当年的全部投入只用于当年所能达到的最好结果。',
    en: 'The bound of a year is the most it could have with all means so far spent on it alone.',
  },
  captionPlanProfiles: { zh: '各出行情形下的覆盖', en: 'The plan under each way of travelling' },
  sheetPlanProfiles: { zh: '出行情形', en: 'Profiles' },
  columnProfile: { zh: '出行情形', en: 'Profile' },
  interventionsWords: {
    zh: '预算 {budget} {currency}，使用 {cost} {currency}。每月需求 {demand} 人次，其中面对面服务 {inPerson} 人次，远程服务 {remotely} 人次。',
    en: joined(
      'Of a budget of {budget} {currency}, {cost} {currency} is spent. Of {demand} visits a month that ',
      'people would make, {inPerson} are served face to face and {remotely} remotely.',
    ),
  },
  captionInterventions: { zh: '建议采取的措施', en: 'What is bought' },
  sheetInterventions: { zh: '措施', en: 'Measures' },
  columnMeasure: { zh: '措施', en: 'Measure' },
  columnVisits: { zh: '服务量（人次/月）', en: 'Served (visits a month)' },
  'measure-build': { zh: '新建', en: 'build' },
  'measure-upgrade': { zh: '扩建', en: 'upgrade' },
  'measure-staff': { zh: '增加人员', en: 'more staff' },
  'measure-round': { zh: '巡回医疗', en: 'mobile round' },
  'measure-telemedicine': { zh: '远程医疗', en: 'telemedicine' },
  referralBorder: {
    zh: '区域线以内的 {count} 个机构中，{nearest} 个最近的上级机构在线外，{only} 个只能到达线外的上级机构；若不能跨线，这些机构平均多用 {extra} 分钟。',
    en: joined(
      'Of {count} facilities inside the line, {nearest} have their nearest of the next tier across it and ',
      '{only} reach one across it only; with the line closed those across need {extra} minutes more on ',
      'average.',
    ),
  },

  // Zones of an uploaded boundary
  sectionFurtherZones: { zh: '上传边界内的覆盖情况', en: 'Inside the uploaded boundary' },
  captionFurtherZones: { zh: '上传边界内的覆盖情况', en: 'Coverage inside the uploaded boundary' },
  sheetFurtherZones: { zh: '上传边界', en: 'Uploaded boundary' },
} as const satisfies Record<string, Bilingual>;
