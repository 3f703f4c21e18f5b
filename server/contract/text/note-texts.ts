import type { Bilingual } from './sentence.ts';

/** Remarks that travel with answers: assumptions, and whatever was moved, dropped or cut. */
export const NOTE_TEXTS: Readonly<Record<string, Bilingual>> = {
  'assume-hybrid-walk': {
    zh: '步行按地表类型速度行进，遇路可随时上下道路；坡度按 Tobler 函数折算。',
    en: 'Walkers cross land at the speed of its cover and use roads where they help; slope is charged by Tobler’s function.',
  },
  'assume-hybrid-ride': {
    zh: '一次出行为“步行—乘车—步行”，最多乘车一次，在遇到道路处上车，上车耗时 {boardingSeconds} 秒。',
    en: 'A trip is walk, ride, walk: one ride at most, boarded where the road is met, boarding takes {boardingSeconds} seconds.',
  },
  'assume-straight-line': {
    zh: '按直线距离和 {speedKmh} 千米/小时估算，不考虑道路、河流与坡度。',
    en: 'Straight lines at {speedKmh} km/h: roads, rivers and slopes are ignored.',
  },
  'assume-raster': {
    zh: '道路并入栅格后取代其下地表，慢速道路可能使个别地点变慢。',
    en: 'Roads are burnt into the grid and replace the land under them, so a slow road can make a place slower.',
  },
  'assume-network': {
    zh: '只沿道路出行，各格网从最近的道路接入。',
    en: 'Travel follows roads only; each cell joins at its nearest road.',
  },
  'assume-direction-to': { zh: '按从住处前往机构的方向计算。', en: 'Times are from home to the facility.' },
  'assume-direction-from': {
    zh: '按从机构前往住处的方向计算。',
    en: 'Times are from the facility to the home.',
  },
  'assume-season-wet': { zh: '雨季：漫水路段视为中断。', en: 'Wet season: fords are closed.' },
  'assume-closed-cutoff': {
    zh: '时限为闭区间：出行时间不超过时限即为覆盖，按秒比较。',
    en: 'Cut-offs are closed: covered means time at most the cut-off, compared in seconds.',
  },
  'synthetic-data': { zh: '示范数据，非真实地区。', en: 'Synthetic demonstration data: no real place.' },
  'facilities-outside': {
    zh: '{count} 个机构位于区域范围之外，未参与计算：{names}。',
    en: '{count} facilities lie outside the region and were not used: {names}.',
  },
  'facilities-on-barrier': {
    zh: '{count} 个机构落在水面等障碍格网内，无法到达：{names}。请核对坐标。',
    en: '{count} facilities stand on water or another barrier and cannot be reached: {names}. Check their coordinates.',
  },
  'facilities-no-data': {
    zh: '{count} 个机构所在格网缺少地面数据：{names}。',
    en: '{count} facilities stand where there is no land data: {names}.',
  },
  'no-existing-facilities': {
    zh: '区域内没有现有机构，从零开始选址。',
    en: 'The region has no facilities: siting starts from nobody covered.',
  },
  'gaps-cut': {
    zh: '共有 {count} 处服务缺口，列出最大的 {shown} 处；其余合计 {people} 人。',
    en: 'There are {count} gaps; the {shown} largest are listed, the others hold {people} people.',
  },
  'uploaded-zones-overlap': {
    zh: '上传的分区之间有重叠，涉及 {cells} 个格网、{people} 人；重叠处的人口在每个分区中各计一次。',
    en: 'Uploaded zones overlap on {cells} cells with {people} people, who are counted in each zone they are in.',
  },
  'zones-basis': {
    zh: '格网归属其中心所在的分区；不足 20 个格网的小分区按面积比例折算（{shares} 个）。',
    en: 'A cell belongs to the zone that holds its centre; {shares} zones smaller than 20 cells count by area share.',
  },
  'zones-outside': {
    zh: '上传的分区有 {areaKm2} 平方千米在区域之外，其中人口未知。',
    en: '{areaKm2} km² of the uploaded zones lie outside the region; people there are unknown.',
  },
  'candidates-dropped': {
    zh: '候选点中 {outside} 个在区域外、{barrier} 个在障碍区、{duplicate} 个与其他点同格网，已排除。',
    en: 'Of the candidates {outside} lie outside the region, {barrier} on a barrier, {duplicate} share a cell with another; they were left out.',
  },
  'siting-fewer-sites': {
    zh: '要求 {wanted} 个新点，只有 {found} 个能增加覆盖。',
    en: '{wanted} sites were asked for; only {found} add anybody.',
  },
  'siting-method': {
    zh: '共 {candidates} 个候选点，其中 {useful} 个能覆盖新增人口；为此进行了 {searches} 次出行时间搜索。',
    en: '{candidates} candidates, of which {useful} reach somebody uncovered; {searches} travel-time searches were made.',
  },
  'from-store': {
    zh: '同一问题此前已计算，直接取用。',
    en: 'The same question was answered before; this is that answer.',
  },
};
