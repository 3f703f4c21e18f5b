import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** Coverage in total, by zone and by facility, and gaps. */
export const COVERAGE_TEXTS = {
  aspects: { zh: '现状分析', en: 'Current state' },
  aspectCovered: { zh: '覆盖', en: 'Covered' },
  aspectReferral: { zh: '转诊', en: 'Referral' },
  aspectScore: { zh: '可及性', en: 'Access' },
  aspectEquity: { zh: '公平性', en: 'Equity' },

  emptyCoverage: {
    zh: '还没有结果。点击“计算覆盖”，查看哪些人够得着医疗服务。',
    en: 'No result yet. Compute coverage to see who reaches care.',
  },
  noRegions: {
    zh: '还没有任何区域。点击上方“导入”，或把数据文件夹拖到本页。',
    en: 'There is no region yet. Press Import above, or drop a folder of data on this page.',
  },
  coveredHead: { zh: '{minutes} 分钟内可到达', en: 'Can reach care within {minutes} min' },
  coveredPeople: { zh: '{people} 人', en: '{people} people' },
  ofTotal: { zh: '占全区域 {total} 人', en: 'of all {total} people in the region' },
  ofTotalInside: { zh: '占边界内 {total} 人', en: 'of the {total} people inside the boundary' },
  insideZones: { zh: '分区内', en: 'In a zone' },
  beyondZones: { zh: '分区外', en: 'In no zone' },
  shareOf: { zh: '{part} / {whole} 人', en: '{part} of {whole}' },
  uncoveredHead: { zh: '未覆盖 {people} 人的原因', en: 'Why {people} people are not covered' },
  nobodyCounted: {
    zh: '这里没有计入任何人口：地图显示到达时间，下表列出服务面积。为区域加入人口数据后，可看到多少人被覆盖。',
    en:
      'Nobody is counted here: the map shows times, the table below areas. ' +
      'With population data in the region it shows who is covered.',
  },
  nobodyUncovered: { zh: '此时限内全部覆盖。', en: 'Everybody is covered within this time.' },
  curveSummary: { zh: '覆盖率随时限变化：{points}', en: 'Coverage by cut-off: {points}' },
  burden: { zh: '出行负担', en: 'Travel burden' },
  median: { zh: '中位时间', en: 'Median' },
  mean: { zh: '平均时间', en: 'Mean' },
  p90: { zh: '90% 的人不超过', en: '90% within' },
  unreachable: { zh: '完全无法到达', en: 'No way at all' },
  burdenHint: {
    zh: '时间按可到达机构的人口加权；最后一项占全体人口。',
    en: 'Times weigh those who can reach a facility; the last is of all people.',
  },
  byAge: { zh: '按年龄', en: 'By age' },
  byTier: { zh: '按机构层级', en: 'By tier' },
  byTierHint: {
    zh: '以该层级机构为最近机构、且在 {minutes} 分钟内的人口。',
    en: 'People within {minutes} min whose nearest facility is of this tier.',
  },
  compatNote: {
    zh: '按 AccessMod 5 计数：分钟进位取整，且须严格小于时限。{minutes} 分钟内比标准方式少 {people} 人。',
    en:
      'Counted as AccessMod 5: minutes rounded up, strictly under the limit. Within ' +
      '{minutes} min that is {people} people fewer than the standard count.',
  },

  gaps: { zh: '服务缺口', en: 'Gaps' },
  gapsHint: {
    zh: '未在 {minutes} 分钟内覆盖的连片人口，人多的在前。',
    en: 'Connected settlement not reached within {minutes} min, most people first.',
  },
  gapsNone: { zh: '没有连片的服务缺口。', en: 'There is no gap.' },
  gapsStale: {
    zh: '缺口按 {old} 分钟划定，当前时限为 {now} 分钟。',
    en: 'Gaps were drawn for {old} min; the time is now {now} min.',
  },
  gapsRecompute: { zh: '按 {minutes} 分钟划定', en: 'Redraw for {minutes} min' },
  gapMean: { zh: '平均 {minutes}', en: 'mean {minutes}' },
  gapBlocked: { zh: '{people} 人无路可达', en: '{people} with no path' },
  gapNear: { zh: '{place}附近', en: 'Near {place}' },
  gapRoad: { zh: '可能缺道路数据', en: 'road probably unmapped' },

  zones: { zh: '分区覆盖', en: 'By zone' },
  zoneCovered: { zh: '覆盖率', en: 'Covered' },
  zoneUncovered: { zh: '未覆盖', en: 'Uncovered' },
  zoneFilter: { zh: '查找分区', en: 'Find a zone' },
  zoneNoMatch: { zh: '没有匹配的分区。', en: 'No zone matches.' },
  outsideZones: { zh: '不在任何分区内', en: 'In no zone' },

  facilitiesHead: { zh: '各机构', en: 'By facility' },
  facilityOld: { zh: '65岁+', en: '65+' },
  facilityArea: { zh: 'km²', en: 'km²' },
  facilityCapacity: { zh: '容量', en: 'Room' },
  facilityServed: { zh: '服务', en: 'Served' },
  facilityLeft: { zh: '余量', en: 'Left' },
  facilityHint: {
    zh: '以其为最近机构、{minutes} 分钟内的人口。',
    en: 'People within {minutes} min who have it nearest.',
  },
  facilityHintMode: { zh: '“{mode}”下 {minutes} 分钟内的人数。', en: 'People within {minutes} min: {mode}.' },
  facilityOff: { zh: '不在可通行处', en: 'not on land that can be reached' },
} as const satisfies Record<string, Bilingual>;
