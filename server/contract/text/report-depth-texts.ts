import type { Bilingual } from './sentence.ts';

/** The chapters that are there when their answers are: uncertainty, capacity, tiers and services, equity, referral. */
export const REPORT_DEPTH_TEXTS = {
  // Uncertainty
  sectionUncertainty: { zh: '结果的不确定性', en: 'How sure the figures are' },
  uncertaintyIntro: {
    zh: '在 {draws} 次随机重算中，道路与步行速度、分区人口和机构开放情况按给定的误差范围变化。下表给出覆盖率的第10、50、90百分位：十次中有八次落在P10与P90之间。',
    en: 'In {draws} random repetitions speeds, the people of the zones and the opening of facilities vary within the errors given. The table shows the 10th, 50th and 90th percentile: eight in ten repetitions lie between P10 and P90.',
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
    en: 'Assumed: σ {common} on all speeds together, σ {class} on each class of land and road, coefficient of variation {people} of the people of a zone; seed {seed}.',
  },

  // Capacity
  sectionCapacity: { zh: '机构能力与服务人口', en: 'Capacity and people served' },
  capacityWords: {
    zh: '按“{mode}”分配机构能力（合计每年可服务 {room} 人），{cutoff} 分钟内实际可承担 {served} 人；可到达而得不到服务的 {lost} 人，改往其他机构的 {elsewhere} 人。',
    en: 'With capacity {mode} (room for {room} people a year in all), {served} people are served within {cutoff} minutes; {lost} reach a facility that has no room for them, {elsewhere} are served at another than their nearest.',
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
    en: 'As the crow flies people live {mean} km from care on average, {median} km in the median and at most {p90} km for nine in ten; for {different} people the nearest by distance is not the nearest by time.',
  },
  sectionWeakSpots: { zh: '最不便利的居民', en: 'Those who are worst off' },
  weakSpotsWords: {
    zh: '最不便利的一成居民（{people} 人）单程需 {minutes} 分钟以上或无路可达，主要集中在下列地点，可考虑巡回医疗或远程医疗。',
    en: 'The tenth of the people who are worst off ({people}) need more than {minutes} minutes or have no path. They live mainly at the places below, where a mobile clinic or telemedicine can help.',
  },
  captionWeakSpots: { zh: '最不便利居民的集中地点', en: 'Where the worst off live' },
  sheetWeakSpots: { zh: '薄弱点', en: 'Weak spots' },
  columnHelp: { zh: '可考虑的措施', en: 'What can help' },
  'help-mobile-clinic': { zh: '巡回医疗', en: 'mobile clinic' },
  'help-telemedicine': { zh: '远程医疗', en: 'telemedicine' },

  // Equity
  chapterEquity: { zh: '公平性', en: 'Equity' },
  equityIntro: {
    zh: '以{zones}个分区、{people} 人比较“{indicator}”的分布；不属于任何分区的 {outside} 人不参与比较。',
    en: 'Compared is {indicator} over {zones} zones with {people} people; the {outside} people in no zone take no part.',
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
    en: 'Of {count} facilities of the tier "{from}", {reached} reach at least one of the tier "{to}" within {limit} minutes and {unreachable} do not; the nearest is {mean} minutes away on average, {longest} at most.',
  },
  referralChain: {
    zh: '沿“{tiers}”逐级转诊，{reached} 人可走完全程，占总人口的 {percent}%；这部分居民从住处逐级到达的时间平均 {mean} 分钟，直接前往最高一级平均 {direct} 分钟。',
    en: 'Going up the ladder {tiers}, {reached} people ({percent}% of all) can make the whole way; from home it takes them {mean} minutes on average, {direct} straight to the top.',
  },
  captionReferral: { zh: '转诊时间最长的机构', en: 'Facilities farthest from the next tier' },
  sheetReferral: { zh: '转诊', en: 'Referral' },
  columnReferredTo: { zh: '最近的上级机构', en: 'Nearest of the next tier' },
  columnReferralMinutes: { zh: '时间（分钟）', en: 'Time (min)' },
  columnReferralKm: { zh: '路程（公里）', en: 'Way (km)' },
  columnReached: { zh: '时限内机构（个）', en: 'Within the limit' },
  referralNone: { zh: '时限内无', en: 'none within the limit' },

  // Zones of an uploaded boundary
  sectionFurtherZones: { zh: '上传边界内的覆盖情况', en: 'Inside the uploaded boundary' },
  captionFurtherZones: { zh: '上传边界内的覆盖情况', en: 'Coverage inside the uploaded boundary' },
  sheetFurtherZones: { zh: '上传边界', en: 'Uploaded boundary' },
} as const satisfies Record<string, Bilingual>;
