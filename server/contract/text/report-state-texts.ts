import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/** The chapters on today: region, resources, coverage, gaps, zones, facilities. */
export const REPORT_STATE_TEXTS = {
  // Coverage
  coverageIntro: {
    zh: '区域总人口 {total} 人。表中“覆盖”指居民到达最近一个纳入统计的机构所需单程时间不超过时限（含端点），百分比以区域总人口为分母。',
    en: joined(
      'The region has {total} people. Covered means that the one-way time to the nearest facility counted ',
      'is at most the cut-off. Percentages are of all people of the region.',
    ),
  },
  captionCoverage: { zh: '不同时限的覆盖人口', en: 'People covered, by cut-off' },
  sheetCoverage: { zh: '覆盖情况', en: 'Coverage' },
  columnConditions: { zh: '条件', en: 'Conditions' },
  columnCutoff: { zh: '时限（分钟）', en: 'Cut-off (min)' },
  columnCovered: { zh: '覆盖人口（人）', en: 'Covered (people)' },
  columnPercent: { zh: '覆盖率（%）', en: 'Covered (%)' },
  columnUncovered: { zh: '未覆盖人口（人）', en: 'Not covered (people)' },
  burden: {
    zh: '能够到达机构的居民，按人口加权的单程时间平均为 {mean} 分钟，中位数 {median} 分钟，90% 的人不超过 {p90} 分钟。',
    en: joined(
      'Weighted by people, the one-way time of those who reach care is {mean} minutes on average, {median} ',
      'in the median, and at most {p90} for nine in ten.',
    ),
  },
  burdenUnreachable: {
    zh: '另有 {unreachable}% 的人口无法到达任何机构。',
    en: '{unreachable}% of the people reach no facility at all.',
  },
  captionAccessMap: {
    zh: '到达最近机构的单程时间（{facilities}）',
    en: 'One-way time to the nearest facility ({facilities})',
  },
  captionCoverageMap: {
    zh: '{cutoff} 分钟内覆盖与未覆盖人口的分布',
    en: 'People within and beyond {cutoff} minutes of care',
  },
  captionCutoffChart: { zh: '各时限的覆盖率', en: 'Coverage by cut-off' },
  captionReasons: { zh: '未覆盖人口的成因', en: 'Why people are not covered' },
  sheetReasons: { zh: '未覆盖成因', en: 'Reasons' },
  columnReasonPeople: { zh: '{reason}（人）', en: '{reason} (people)' },
  columnPeople: { zh: '人口（人）', en: 'People' },
  reasonsNote: {
    zh: '每行各成因之和等于该时限的未覆盖人口。{rounding}',
    en: 'The reasons of a row add up to the people not covered at that cut-off. {rounding}',
  },
  captionAges: { zh: '各年龄组的覆盖情况（{cutoff} 分钟）', en: 'Coverage by age ({cutoff} min)' },
  sheetAges: { zh: '年龄组', en: 'Ages' },
  columnAge: { zh: '年龄组', en: 'Age group' },
  columnTotal: { zh: '总人口（人）', en: 'All (people)' },
  agesIntro: {
    zh: '重点人群的覆盖情况见下表。65岁及以上人口的覆盖率为 {percent}%。',
    en: 'Coverage of the age groups follows; among those aged 65 and over it is {percent}%.',
  },

  // Region overview
  overviewIntro: {
    zh: '{region}人口 {people} 人；{areaOf} {area} 平方公里，人口密度每平方公里 {density} 人；道路总长 {road} 公里；纳入分析的医疗卫生机构 {facilities} 个。',
    en: joined(
      '{region} has {people} people, {road} km of roads and {facilities} health facilities in the data. ',
      '{areaOf} is {area} km², with {density} people per km² on it.',
    ),
  },
  areaOfZones: { zh: '各分区内陆域面积', en: 'The land of the zones' },
  areaOfLand: { zh: '数据范围内陆域面积', en: 'The land in the data' },
  areaOfFrame: { zh: '数据范围面积（无法区分水陆）', en: 'The whole frame (nothing tells land from water)' },
  overviewZones: {
    zh: '分区图层“{title}”含 {count} 个分区。{outside} 人不在任何分区内，单独列示。',
    en: 'The zone layer "{title}" has {count} zones. {outside} people live in none of them and are listed apart.',
  },
  overviewOneZone: {
    zh: '分区图层“{title}”含 {count} 个分区。{outside} 人不在该分区内，单独列示。',
    en: 'The zone layer "{title}" has {count} zone. {outside} people live outside it and are listed apart.',
  },
  overviewNoZones: {
    zh: '该区域未提供分区图层，本报告不作分区统计。',
    en: 'The region has no zone layer, so nothing is reported by zone.',
  },
  overviewBarrier: {
    zh: '另有 {people} 人的位置落在水面等障碍区内，计入总人口，按“位于障碍区”列为未覆盖。',
    en: joined(
      '{people} people are placed on water or another barrier by the population data; they count in the ',
      'total and are listed as not covered.',
    ),
  },
  captionOverviewMap: { zh: '人口与医疗卫生机构分布', en: 'People and facilities' },

  // Resources
  captionFacilityTiers: { zh: '各级医疗卫生机构数量', en: 'Facilities by tier' },
  sheetResources: { zh: '卫生资源', en: 'Resources' },
  columnTier: { zh: '机构级别', en: 'Tier' },
  columnCount: { zh: '数量（个）', en: 'Facilities' },
  columnPer10k: { zh: '每万人口（个）', en: 'Per 10,000 people' },
  columnDoctors: { zh: '执业（助理）医师（人）', en: 'Physicians' },
  columnGps: { zh: '全科医生（人）', en: 'GPs' },
  columnNurses: { zh: '注册护士（人）', en: 'Nurses' },
  columnBeds: { zh: '床位（张）', en: 'Beds' },
  resourcesNote: {
    zh: '“—”表示数据中没有该项。人口与机构均按所提供的数据统计，机构可能位于行政边界以外。',
    en: joined(
      '"—" where the data have no such column. People and facilities are those of the data; some ',
      'facilities may lie beyond the boundary.',
    ),
  },
  captionNorms: { zh: '人均资源与参照标准', en: 'Resources per head beside reference values' },
  sheetNorms: { zh: '参照标准', en: 'Norms' },
  columnIndicator: { zh: '指标', en: 'Indicator' },
  columnActual: { zh: '本区域', en: 'This region' },
  columnReference: { zh: '参照值', en: 'Reference' },
  columnAttainment: { zh: '达标程度（%）', en: 'Attained (%)' },
  columnBasis: { zh: '依据', en: 'Source' },
  indicatorBeds: { zh: '每千人口床位（张）', en: 'Beds per 1,000 people' },
  indicatorDoctors: { zh: '每千人口执业（助理）医师（人）', en: 'Physicians per 1,000 people' },
  indicatorNurses: { zh: '每千人口注册护士（人）', en: 'Nurses per 1,000 people' },
  indicatorGps: { zh: '每万人口全科医生（人）', en: 'GPs per 10,000 people' },
  normPlan2020: {
    zh: '《全国医疗卫生服务体系规划纲要（2015—2020年）》2020年目标',
    en: 'National health service system plan 2015–2020, target for 2020',
  },
  normActual2023: {
    zh: '《2023年我国卫生健康事业发展统计公报》全国实际水平',
    en: 'National level in 2023, statistical communiqué of health development',
  },
  normsNote: {
    zh: '参照值为全国口径，仅供对照；地方规划另有规定的，以地方规定为准。达标程度=本区域÷参照值，超过100%按100%计。',
    en: joined(
      'Reference values are national and for orientation only; local plans take precedence. Attained = ',
      'region ÷ reference, at most 100%.',
    ),
  },

  // Gaps
  gapsIntro: {
    zh: '将 {cutoff} 分钟内未覆盖的居民点按相邻关系归并为片区，按人口由多到少排列，共列出 {count} 个片区。',
    en: joined(
      'Neighbouring places beyond {cutoff} minutes are joined into areas and ranked by people. {count} ',
      'areas are listed.',
    ),
  },
  gapsNone: {
    zh: '在 {cutoff} 分钟时限下没有形成未覆盖片区。',
    en: 'At {cutoff} minutes there is no uncovered area.',
  },
  captionGaps: { zh: '主要服务缺口（{cutoff} 分钟）', en: 'Largest service gaps ({cutoff} min)' },
  sheetGaps: { zh: '服务缺口', en: 'Gaps' },
  captionGapsMap: { zh: '服务缺口分布（{cutoff} 分钟）', en: 'Service gaps ({cutoff} min)' },
  columnRank: { zh: '序号', en: 'No.' },
  columnPlace: { zh: '位置', en: 'Place' },
  columnZonesOf: { zh: '所在分区', en: 'Zones' },
  columnArea: { zh: '面积（平方公里）', en: 'Area (km²)' },
  columnMeanMinutes: { zh: '平均时间（分钟）', en: 'Mean time (min)' },
  columnBlocked: { zh: '无路可达（人）', en: 'No path (people)' },
  columnLon: { zh: '经度（°）', en: 'Longitude (°)' },
  columnLat: { zh: '纬度（°）', en: 'Latitude (°)' },
  gapsAbsentNote: {
    zh: '“—”表示片区居民无法到达任何机构，没有平均时间可计。',
    en: '"—" where the people of an area reach no facility at all, so there is no mean time.',
  },
  moreRows: {
    zh: '表中列出前 {shown} 项，共 {count} 项；全部内容见电子表格（XLSX）。',
    en: 'The first {shown} of {count} are shown; the spreadsheet (XLSX) has them all.',
  },

  andMore: { zh: '{names}等 {count} 个', en: '{names} and others ({count} in all)' },

  // Zones
  zonesIntro: {
    zh: '表中按 {cutoff} 分钟覆盖率由低到高排列。',
    en: 'Zones are ordered by coverage at {cutoff} minutes, lowest first.',
  },
  captionZones: { zh: '各分区覆盖情况', en: 'Coverage by zone' },
  captionZonesChart: {
    zh: '各分区 {cutoff} 分钟覆盖与未覆盖人口',
    en: 'People covered and not covered at {cutoff} min, by zone',
  },
  sheetZones: { zh: '分区', en: 'Zones' },
  columnZone: { zh: '分区', en: 'Zone' },
  columnZonePeople: { zh: '人口（人）', en: 'People' },
  columnPercentAt: { zh: '{cutoff} 分钟覆盖率（%）', en: 'Within {cutoff} min (%)' },
  outsideZones: { zh: '不属于任何分区', en: 'In no zone' },
  zonesAreaShare: {
    zh: '{count} 个面积较小的分区按面积比例分摊格网人口，其余按格网中心归属。',
    en: '{count} small zones count cells by share of area, the others by cell centre.',
  },
  zonesOutside: {
    zh: '{count} 个分区有部分位于数据范围之外，合计 {area} 平方公里，该部分人口未计入。',
    en: 'Parts of {count} zones, {area} km² in all, lie outside the data; their people are not counted.',
  },

  // Facilities
  facilitiesIntro: {
    zh: '表中人口为以该机构为最近机构、且单程时间不超过时限的居民数，各机构之间不重复计算。',
    en: 'People are those for whom the facility is the nearest and within the cut-off; nobody is counted twice.',
  },
  captionFacilities: { zh: '各机构服务人口', en: 'People by nearest facility' },
  sheetFacilities: { zh: '机构', en: 'Facilities' },
  columnFacility: { zh: '机构名称', en: 'Facility' },
  columnPeopleAt: { zh: '{cutoff} 分钟（人）', en: '{cutoff} min (people)' },
  columnCapacity: { zh: '能力（人/年）', en: 'Capacity (people a year)' },
  columnServed: { zh: '实际承担（人）', en: 'Served (people)' },
  columnResidual: { zh: '剩余能力（人）', en: 'Left over (people)' },
  columnState: { zh: '位置核查', en: 'Position' },
  stateOk: { zh: '正常', en: 'ok' },
  stateOutside: { zh: '区域外', en: 'outside' },
  'stateOn-barrier': { zh: '在障碍区', en: 'on a barrier' },
  'stateNo-data': { zh: '无地面数据', en: 'no land data' },
} as const satisfies Record<string, Bilingual>;
