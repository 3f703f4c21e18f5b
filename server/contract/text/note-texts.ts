import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/** Remarks that travel with answers: assumptions, and whatever was moved, dropped or cut. */
export const NOTE_TEXTS = {
  'assume-hybrid-walk': {
    zh: '步行按地表类型速度行进，遇路可随时上下道路。',
    en: 'Walkers cross land at the speed of its cover and use roads where they help.',
  },
  'assume-hybrid-ride': {
    zh: '一次出行为“步行—乘车—步行”，最多乘车一次，在遇到道路处上车，上车耗时 {boardingSeconds} 秒。',
    en: joined(
      'A trip is walk, ride, walk: one ride at most, boarded where the road is met, boarding takes ',
      '{boardingSeconds} seconds.',
    ),
  },
  'calibrate-not-applied': {
    zh: '建议系数仅供参考，未用于任何计算；如认可，请在速度设置中修改。',
    en: 'The factors are suggestions and were not applied; where you agree, change the speeds yourself.',
  },
  'calibrate-left-out': {
    zh: '{sent} 次出行中有 {count} 次模型无法对照，原因见表。',
    en: '{count} of {sent} trips could not be compared; the table says why.',
  },
  'calibrate-few': {
    zh: '仅有 {used} 次出行可用，少于 {few} 次，建议系数不稳定。',
    en: 'Only {used} trips could be used, fewer than {few}: the suggestions are unsteady.',
  },
  'assume-off-road': {
    zh: '车辆可在给出速度的地表类型（{classes}）上离开道路行驶，上下车地点不限于道路。',
    en: 'The vehicle leaves the road on the land cover that has a speed ({classes}) and is boarded and left there too.',
  },
  'assume-slope-tobler': {
    zh: '坡度按 Tobler 徒步函数折算步行时间。',
    en: 'Slope slows walkers by Tobler’s hiking function.',
  },
  'assume-slope-irmischer-clarke': {
    zh: '坡度按 Irmischer–Clarke 函数折算步行时间。',
    en: 'Slope slows walkers by Irmischer and Clarke’s function.',
  },
  'assume-slope-naismith-langmuir': {
    zh: '坡度按 Naismith–Langmuir 法则折算步行时间。',
    en: 'Slope slows walkers by Naismith’s rule with Langmuir’s corrections.',
  },
  'vehicle-without-road': {
    zh: '区域内没有可供“{mode}”通行的道路：以下时间全部是步行时间。如需计算乘车时间，请加入道路图层。',
    en: joined(
      'No road of the region is open to this way of travel ({mode}): all times below are walking times. ',
      'Add roads to compute riding.',
    ),
  },
  'assume-slope-none': { zh: '不计坡度。', en: 'Slope is left out.' },
  'assume-no-heights': {
    zh: '区域没有高程数据，按平地计算。',
    en: 'The region has no heights: all ground counts as flat.',
  },
  'heights-unknown': {
    zh: '高程数据在 {people} 人居住的格网有空缺，这些格网的出入步行按平地计算。',
    en: 'Heights are missing where {people} people live; steps to and from there count as flat.',
  },
  'assume-walk-factor': {
    zh: '步行速度乘以 {factor}。65 岁及以上建议取 {older}（Knoblauch 等 1996：慢速步行者之比 0.78；Fitzpatrick 等 2006：0.80；再取低一些，是约定值）。',
    en: joined(
      'Walking speeds are multiplied by {factor}. For people of 65 and over {older} is suggested (slow ',
      'walkers of both ages compare as 0.78 in Knoblauch et al. 1996 and 0.80 in Fitzpatrick et al. 2006; ',
      'rounded down, a convention).',
    ),
  },
  'assume-neighbours-8': {
    zh: '格网移动取 8 个方向，平地上最多比直线长 8.24%。',
    en: 'Eight moves from a cell: on even ground up to 8.24 % longer than a straight line.',
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
  'neighbours-do-not-share': {
    zh: '机构的容量和供给只在所统计的人口之间分配；周边居民也来就诊时，实际会比这里紧张。要一并计入，请按全部人口统计（within: all）。',
    en: joined(
      'Room and supply are shared by the people counted alone; where neighbours come too, there is less ',
      'than shown. Count everybody (within: all) to let them share.',
    ),
  },
  'people-within': {
    zh: '只计入“{zones}”范围内的人口；范围外的人口不计，其道路和机构照常可用。',
    en: 'Only people inside {zones} are counted; people beyond are not, its roads and facilities serve as usual.',
  },
  'near-data-border': {
    zh: '数据止于边界：有 {people} 人住在距边界 {kilometres} 千米以内，跨界就医情况未知，其可及性可能被低估。',
    en: joined(
      'Data stop at the border: {people} people live within {kilometres} km of it, how they reach care ',
      'across it is unknown, and their access may look worse than it is.',
    ),
  },
  'facilities-beyond-left-out': {
    zh: '按要求未使用“{zones}”范围外的 {count} 个机构。',
    en: '{count} facilities outside {zones} were left out, as asked.',
  },
  'facilities-outside': {
    zh: '{count} 个机构位于区域范围之外，未参与计算：{names}。',
    en: '{count} facilities lie outside the region and were not used: {names}.',
  },
  'facilities-outside-unlisted': {
    zh: '其中 {count} 个未在本结果的机构清单中逐一列出，仍保留在区域数据里。',
    en: '{count} of them are not in the list of facilities of this answer; they stay in the data of the region.',
  },
  'facilities-on-barrier': {
    zh: '{count} 个机构落在水面等障碍格网内，无法到达：{names}。请核对坐标。',
    en: '{count} facilities stand on water or another barrier and cannot be reached: {names}. Check their coordinates.',
  },
  'facilities-no-data': {
    zh: '{count} 个机构所在格网缺少地面数据，未参与计算：{names}。请核对坐标。',
    en: '{count} facilities stand where there is no land data and were not used: {names}. Check their coordinates.',
  },
  'no-existing-facilities': {
    zh: '区域内没有现有机构，从零开始选址。',
    en: 'The region has no facilities: siting starts from nobody covered.',
  },
  'region-counts-nobody': {
    zh: '该区域没有人口数据：结果只按时间和面积，人数均为零。加入人口数据后可得到覆盖人口。',
    en: joined(
      'The region has no population layer: the answer is of times and areas, and every number of people is ',
      'zero. Add people to have them counted.',
    ),
  },
  'people-in-no-zone': {
    zh: '有 {people} 人居住在各分区之外，已计入总数。',
    en: '{people} people live outside every zone; they are part of the total.',
  },
  'compare-other-travel': {
    zh: '两侧的出行设置不同（a：{a}；b：{b}）。差异包含出行设置的影响，不能都算作情景的效果。',
    en: joined(
      'The two sides travel differently (a: {a}; b: {b}). The differences include that and are not the ',
      'effect of a scenario alone.',
    ),
  },
  'compare-other-facilities': {
    zh: '两侧计入的机构不同（a：{a}；b：{b}）。差异包含机构范围的影响，不能都算作情景的效果。',
    en: joined(
      'The two sides count different facilities (a: {a}; b: {b}). The differences include that and are not ',
      'the effect of a scenario alone.',
    ),
  },
  'compare-other-totals': {
    zh: '两侧计入的人口不同（a：{a} 人；b：{b} 人）。人数之差包含人口本身的变化；按格网的数字都以 b 的人口计。',
    en: joined(
      'The two sides count different people (a: {a}; b: {b}). Differences in people include that; figures ',
      'by cell all count the people of b.',
    ),
  },
  'compare-other-counting': {
    zh: '两侧的覆盖口径不同（a：{a}；b：{b}）。覆盖人口之差包含口径的影响，不能都算作情景的效果。',
    en: joined(
      'The two sides count who is covered in different ways (a: {a}; b: {b}). Differences in people ',
      'covered include that and are not the effect of a scenario alone.',
    ),
  },
  'compare-cells-by-time': {
    zh: '按格网的数字（更快、更慢、进入和移出时限）只看出行时间，各机构的人数是就近人口，均不计机构能力；按格网的数字也不按 AccessMod 取整。因此它们合起来不等于覆盖人口之差。',
    en: joined(
      'Figures by cell (faster, slower, gains and loses cover) go by travel time alone, and people of a ',
      'facility are those nearest to it: neither counts room, and cells are not rounded as in AccessMod. ',
      'They need not add up to the difference in people covered.',
    ),
  },
  'shortages-cut': {
    zh: '时限内能力不足的人口聚成 {count} 处，列出最大的 {shown} 处；其余合计 {people} 人。',
    en: joined(
      'People within reach without room live in {count} places; the {shown} largest are listed, the others ',
      'hold {people} people.',
    ),
  },
  'gaps-cut': {
    zh: '共有 {count} 处服务缺口，列出最大的 {shown} 处；其余合计 {people} 人。',
    en: 'There are {count} gaps; the {shown} largest are listed, the others hold {people} people.',
  },
  'gap-outlines-coarse': {
    zh: '有 {count} 处的轮廓角点过多，按若干格网合成的方块绘制；人口与面积仍按格网精确计算，逐格网的结果见时间栅格下载。',
    en: joined(
      'Outlines with too many corners ({count}) are drawn from blocks of cells; people and areas are those of ',
      'the cells, which the travel time raster for download shows one by one.',
    ),
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
    en: joined(
      'Of the candidates {outside} lie outside the region, {barrier} on a barrier, {duplicate} share a ',
      'cell with another; they were left out.',
    ),
  },
  'site-beside-unused-facility': {
    zh: '有 {count} 个新点紧邻（{cells} 个格网以内）不参与计算的机构：{names}。先核对这些机构的坐标，再考虑在那里新建。',
    en: joined(
      '{count} new sites lie within {cells} cells of a facility that takes no part: {names}. Check the ',
      'coordinates of these facilities before building beside them.',
    ),
  },
  'siting-fewer-sites': {
    zh: '要求 {wanted} 个新点，只有 {found} 个能增加覆盖。',
    en: '{wanted} sites were asked for; only {found} add anybody.',
  },
  'siting-method': {
    zh: '共 {candidates} 个候选点，其中 {useful} 个能覆盖新增人口；为此进行了 {searches} 次出行时间搜索。',
    en: joined(
      '{candidates} candidates, of which {useful} reach somebody uncovered; {searches} travel-time ',
      'searches were made.',
    ),
  },
  'capacity-sources': {
    zh: joined(
      '机构能力（人/年）取自：能力列 {column} 个，就诊人次÷每人每年 {visitsPerPerson} 次 {visits} 个，医师数×每人 {peoplePerStaff} 人 ',
      '{staff} 个；不按床位推算。',
    ),
    en: joined(
      'Capacity in people a year comes from the column capacity for {column} facilities, from visits ÷ ',
      '{visitsPerPerson} a person for {visits}, from staff × {peoplePerStaff} people for {staff}; never ',
      'from beds.',
    ),
  },
  'capacity-sources-visits': {
    zh: joined(
      '机构能力（人/年）取自：能力列（人次）÷每人每年 {visitsPerPerson} 次 {column} 个，就诊人次÷同一标准 {visits} 个，医师数×每人 ',
      '{peoplePerStaff} 人 {staff} 个；不按床位推算。',
    ),
    en: joined(
      'Capacity in people a year comes from the column capacity, read as visits, ÷ {visitsPerPerson} a ',
      'person for {column} facilities, from visits ÷ the same for {visits}, from staff × {peoplePerStaff} ',
      'people for {staff}; never from beds.',
    ),
  },
  'capacity-unknown': {
    zh: '{count} 个机构没有能力数据，按 0 计（不服务任何人）。',
    en: '{count} facilities have no figure for capacity and serve nobody here.',
  },
  'capacity-follows': {
    zh: '承接运行 {run}：此前已服务 {served} 人，本步只分配其余 {people} 人；{count} 个机构沿用其剩余能力。百分比的分母为这 {people} 人。',
    en: joined(
      'Carries on from run {run}: {served} people were served before, this step is about the other ',
      '{people}; {count} facilities start from the room they had left. Percentages are of these {people}.',
    ),
  },
  'forecast-growth': {
    zh: '推算方法：各分区、各年龄同一年增长率，按复利计；年龄构成不变。',
    en: 'Method: everybody of a zone grows by one yearly rate, compounded; ages keep their shares.',
  },
  'forecast-ageing': {
    zh: '推算方法：逐年推移年龄组（先存活，再长大，后迁移，再出生）；假定组内年龄均匀、不分性别、各区死亡率与生育率相同。',
    en: joined(
      'Method: age bands move year by year (survive, grow older, migrate, then births); ages are taken as ',
      'spread evenly within a band, sexes together, death and birth rates alike in all zones.',
    ),
  },
  'forecast-assumption': {
    zh: '这是按所列假定推算的结果，不是观测；假定见“norms”，标“unconfirmed”的请换成本地数据。',
    en: joined(
      'This follows from the assumptions listed and is no observation; those marked unconfirmed in norms ',
      'are to be replaced by local figures.',
    ),
  },
  'forecast-no-ages': {
    zh: '区域没有分年龄人口：就诊人次按人均推算，未计老龄化。',
    en: 'No people by age here: visits follow the number of people, ageing is not counted.',
  },
  'gaps-ignore-capacity': {
    zh: '服务缺口按出行时间划定，未计机构能力；时限内因能力不足未获服务的人口计入“机构能力已满”，其位置另列（shortages）。',
    en: joined(
      'Gaps are drawn by travel time alone; people within reach who find no room are counted under ',
      'capacity exhausted, and their places are listed apart (shortages).',
    ),
  },
  'compat-coverage': {
    zh: joined(
      'AccessMod 5 兼容：时间向上取整到分钟，且须严格小于时限；{cutoffMinutes} 分钟内比标准口径少 {people} 人。AccessMod 的另一分母（不含障碍格网）为 ',
      '{peopleOffBarriers} 人。',
    ),
    en: joined(
      'As AccessMod 5: minutes rounded up and strictly below the cut-off; within {cutoffMinutes} minutes ',
      'that is {people} people fewer than the standard count. Its other denominator, people off barriers, ',
      'is {peopleOffBarriers}.',
    ),
  },
  'compat-coverage-more': {
    zh: joined(
      'AccessMod 5 兼容：时间向上取整到分钟，且须严格小于时限，但可斜穿障碍格网之间；{cutoffMinutes} 分钟内合计比标准口径多 {people} 人。AccessMod ',
      '的另一分母（不含障碍格网）为 {peopleOffBarriers} 人。',
    ),
    en: joined(
      'As AccessMod 5: minutes rounded up and strictly below the cut-off, but passing diagonally between ',
      'barrier cells; within {cutoffMinutes} minutes that is {people} people more in all than the standard ',
      'count. Its other denominator, people off barriers, is {peopleOffBarriers}.',
    ),
  },
  'capacity-of-other-cutoff': {
    zh: '机构能力来自 {run} 分钟时限的运行，此处按 {asked} 分钟说明。',
    en: 'Room is from a run within {run} minutes; this place is explained for {asked} minutes.',
  },
  'weak-spots-cut': {
    zh: '最薄弱的一成人口分布在 {count} 处，列出最大的 {shown} 处；其余合计 {people} 人。',
    en: joined(
      'The tenth of the people worst off live in {count} places; the {shown} largest are listed, the ',
      'others hold {people} people.',
    ),
  },
  'compat-capacity': {
    zh: 'AccessMod 5 兼容：逐个机构按整分钟带服务，含时限本身，与标准口径相差 {people} 人（{cutoffMinutes} 分钟）；其百分比的分母为障碍区外的 {peopleOffBarriers} 人。',
    en: joined(
      'As AccessMod 5: facility by facility in whole-minute bands up to and with the cut-off, {people} ',
      'people from the standard count at {cutoffMinutes} minutes; its percentages are of the ',
      '{peopleOffBarriers} people off barriers.',
    ),
  },
  'compat-travel': {
    zh: joined(
      '兼容口径涉及取整、边界与分母；出行时间按所选出行模型计算，raster 模型中对角步可从两个障碍格网之间通过（与 AccessMod 一致）。要与其各向同性模式一致，请用 model raster、',
      'neighbours 8、slope none。',
    ),
    en: joined(
      'Compatibility covers rounding, edges and denominators; times are those of the travel model chosen, ',
      'and in the raster model diagonal steps pass between two barriers as in AccessMod. For its isotropic ',
      'mode use model raster, neighbours 8, slope none.',
    ),
  },
  'compat-dropped': {
    zh: 'AccessMod 会略去超出时间范围（最大 {most} 分钟）的时限：{cutoffs}；此处照常给出。',
    en: 'AccessMod leaves out cut-offs beyond its times (at most {most} minutes): {cutoffs}; they are answered here.',
  },
  'uncertainty-assumptions': {
    zh: '不确定性：{draws} 次抽样，种子 {seed}；全部速度的对数标准差 {common}，各类道路与地表 {class}，分区人口变异系数 {population}（{kept}），机构关闭概率见结果。',
    en: joined(
      'Uncertainty: {draws} draws, seed {seed}; σ of ln speed {common} for all together and {class} by ',
      'road and land class, population CV {population} by zone (total kept: {kept}); chances of closure ',
      'stand in the answer.',
    ),
  },
  'uncertainty-no-zones': {
    zh: '上传的分区可能重叠，人口抽样按全区一个系数，且不分区给出区间。',
    en: 'Uploaded zones may overlap: people are drawn with one factor for the region and there are no ranges by zone.',
  },
  'referral-size': {
    zh: '{from} × {to} 个机构，{searches} 次搜索，预计内存约 {megabytes} MB。',
    en: '{from} × {to} facilities, {searches} searches, about {megabytes} MB of memory.',
  },
  'referral-along-path': {
    zh: '里程沿最短时间路径量算，而非最短距离。',
    en: 'Metres are measured along the least-time path, which need not be the shortest.',
  },
  'referral-cut': {
    zh: '共 {count} 对，列出前 {shown} 对；各机构的最近对象完整。',
    en: 'There are {count} pairs, {shown} are listed; the nearest of each facility are complete.',
  },
  'referral-compat': {
    zh: 'AccessMod 5 兼容：分钟与米数均向上取整。',
    en: 'As AccessMod 5: minutes and metres are rounded up.',
  },
  'score-missing-supply': {
    zh: '{count} 个机构没有“{column}”数据，按 0 计。',
    en: '{count} facilities have no figure for {column} and count as 0.',
  },
  'score-counts-everybody': {
    zh: '平均值、中位数、分位数与相对平均之比均按全部人口计算，服务圈内没有供给的人计 0；无人居住的格网没有得分。',
    en: joined(
      'Mean, median, quantiles and ratios are over everybody: people without supply in reach count with 0. ',
      'Cells where nobody lives have no score.',
    ),
  },
  'score-counts-valued': {
    zh: '服务圈内没有供给的人没有得分，平均值、中位数、分位数与相对平均之比均不含他们；无人居住的格网没有得分。',
    en: joined(
      'People without supply in reach have no score: mean, median, quantiles and ratios leave them out. ',
      'Cells where nobody lives have no score.',
    ),
  },
  'score-steps-scaled': {
    zh: '增强两步移动搜索法的三个分区按服务圈 {cutoff} 分钟等分为 {edges} 分钟（Luo 与 Qi 2009：30 分钟服务圈，10 / 20 / 30 分钟）；如需其他分段，请给出 decay。',
    en: joined(
      'The three subzones of E2SFCA are thirds of the {cutoff}-minute catchment: {edges} minutes (Luo and ',
      'Qi 2009: 10 / 20 / 30 of 30 minutes). Give decay for other steps.',
    ),
  },
  'services-unknown': {
    zh: '所选机构都没有服务项目数据，无法按服务统计覆盖。',
    en: 'None of the chosen facilities has its services in the data, so coverage by service is empty.',
  },
  'equity-zones': {
    zh: '以 {zones} 个分区为单位比较，权重为人口；分区内部的差异不计。',
    en: '{zones} zones are compared, weighted by people; differences inside a zone do not count.',
  },
  'equity-reading': {
    zh: '基尼系数的分级（<0.2、0.3、0.4、0.5）沿用国内卫生资源研究的惯例，并非标准。',
    en: 'The reading of the Gini index (0.2, 0.3, 0.4, 0.5) is a convention of Chinese health studies, no standard.',
  },
  'equity-theil-zero': {
    zh: '有分区数值为 0,Theil L 无意义（无穷大），未给出。',
    en: 'Some zones have none, which makes Theil L infinite; it is not given.',
  },
  'siting-equity': {
    zh: '兼顾公平：按 {zones} 个仍有未覆盖人口的分区计算。',
    en: 'Equity counts the {zones} zones that still have uncovered people.',
  },
  'siting-unreachable': {
    zh: '有 {people} 人不在任何候选点的时限内，未列入要求。',
    en: '{people} people are within reach of no candidate and were left out of the requirement.',
  },
  'siting-no-path-day': {
    zh: '无路可达按 24 小时计入平均时间。',
    en: 'A place without a path counts as 24 hours in the mean.',
  },
  'siting-center-left-out': {
    zh: '有 {cells} 个有人格网从任何地点都不可达，未参与计算。',
    en: '{cells} inhabited cells are reached from nowhere and were left out.',
  },
  'siting-dispersion-new-only': {
    zh: '仅使新点彼此远离，不考虑与现有机构的距离。',
    en: 'Only the new sites are kept apart from each other; distances to existing facilities do not count.',
  },
  'siting-backup': {
    zh: '目标值为覆盖人口加上有第二个机构可达者的 {share} 倍。',
    en: 'The value is people covered plus {share} of those whom a second facility reaches as well.',
  },
  'siting-tiers': {
    zh: '目标值把 {tiers} 级服务的覆盖人口相加；高一级的站点也提供其下各级服务。各站点的说明按最低一级服务计算。',
    en: joined(
      'The value adds up the people covered by each of {tiers} tiers of service; a site also gives the ',
      'services of the tiers below. Sites are described for the lowest tier.',
    ),
  },
  'siting-years': {
    zh: '目标值为 {years} 年逐年覆盖人口之和，不折现；建成后不关闭。',
    en: 'The value adds up the people covered in each of {years} years, undiscounted; nothing closes.',
  },
  'siting-profiles': {
    zh: '同时考虑 {profiles} 种出行条件；第一种是所选出行方式，各站点的说明按它计算。',
    en: '{profiles} travel profiles count; the first is the one chosen, for which sites are described.',
  },
  'siting-existing-excluded': {
    zh: '现有机构不计入：方案从零开始。',
    en: 'Existing facilities do not count: the plan starts from nothing.',
  },
  'siting-moves': {
    zh: '{movable} 个现有机构中至多 {closures} 个可以关闭，每关闭一个可多建一个新点；关闭而不能多覆盖的，仍然保留。',
    en: joined(
      'Of {movable} existing facilities at most {closures} may close, each for one new site more; what ',
      'gains nobody by closing stays.',
    ),
  },
  'siting-capacity': {
    zh: '每个新点至多服务 {room} 人；现有机构按不限能力计算。',
    en: 'A new site serves at most {room} people; existing facilities are taken to serve everybody they reach.',
  },
  'siting-gathered': {
    zh: '{cells} 个有人格网归并到 {points} 个点，每个点的人整体去同一处。',
    en: '{cells} inhabited cells were gathered at {points} places; the people of a place all go to one site.',
  },
  'siting-interventions': {
    zh: '需求按每人每年 {visitsPerPerson} 次、均摊到月；先用现有机构的能力。远程医疗至多承担其片区就诊的 {share}（假设），与到诊分开列出。巡回路线由程序拟定，最优性只就所列选项而言。',
    en: joined(
      'Demand is {visitsPerPerson} visits a person and year, spread over months; existing room is used ',
      'first. Telemedicine takes at most {share} of the visits of its zone (an assumption) and is told ',
      'apart. Rounds are drawn up beforehand: best means best among the options offered.',
    ),
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
