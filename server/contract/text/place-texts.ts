import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/** Faults in one place of what was sent; the pointer beside the sentence states where. */
export const PLACE_TEXTS = {
  'invalid-value': { zh: '{zh}', en: '{en}' },
  'unknown-parameter': {
    zh: '没有名为“{name}”的参数。可用：{known}。',
    en: 'There is no parameter “{name}”. There are: {known}.',
  },
  'unused-parameter': {
    zh: '参数“{name}”在此不起作用：{why}。',
    en: 'Parameter “{name}” has no effect here: {why}.',
  },
  'column-unknown': {
    zh: '机构数据中没有数值列“{column}”。可用：{known}。',
    en: 'Facilities have no numbers in a column “{column}”. There are: {known}.',
  },
  'demand-no-ages': {
    zh: '该区域没有分年龄的人口图层，demand 不能为“{band}”；请用 demand: people，或导入分年龄人口。',
    en: 'The region has no people by age, so demand cannot be “{band}”: use demand people, or import layers by age.',
  },
  'demand-no-band': {
    zh: '该区域没有“{band}”年龄组的人口。demand 可为：{known}。',
    en: 'The region has no people of the age band “{band}”. demand can be: {known}.',
  },
  'calibrate-direction': {
    zh: '每次出行自带起讫点；direction 在校准中不起作用，请去掉。',
    en: 'A trip says itself where it begins; direction has no effect on calibration, leave it out.',
  },
  'trip-outside': {
    zh: '第 {index} 次出行的端点在区域之外。',
    en: 'Trip {index} begins or ends outside the region.',
  },
  'trip-on-barrier': {
    zh: '第 {index} 次出行的端点在水面等障碍区。',
    en: 'Trip {index} begins or ends on water or another barrier.',
  },
  'trip-no-data': {
    zh: '第 {index} 次出行的端点缺少地面数据。',
    en: 'Trip {index} begins or ends where there is no land data.',
  },
  'trip-same-cell': {
    zh: '第 {index} 次出行在同一格网内，模型无法区分。',
    en: 'Trip {index} stays within one cell, which the model cannot tell apart.',
  },
  'shares-count': {
    zh: '给出 {count} 个比例，应为 {modes} 个，与出行方式一一对应。',
    en: '{count} shares are given, expected {modes}: one for each way of travel.',
  },
  'shares-sum': { zh: '比例合计为 {sum}，应为 1。', en: 'The shares sum to {sum}, expected 1.' },
  'zone-shares-zones': {
    zh: '分区比例需要区域自带的分区图层（zones）。',
    en: 'Shares by zone need a zone layer of the region in zones.',
  },
  'zone-index-unknown': {
    zh: '没有序号为 {zone} 的分区，最大序号为 {last}。',
    en: 'There is no zone {zone}; the last is {last}.',
  },
  'zone-index-twice': { zh: '分区 {zone} 的比例给出了两次。', en: 'Shares of zone {zone} are given twice.' },
  'property-unknown': {
    zh: '分区没有属性“{property}”。可用：{known}。',
    en: 'Zones have no property “{property}”. There are: {known}.',
  },
  'zones-too-few': {
    zh: '公平性比较至少需要两个有人口且有数值的分区，此图层只有 {zones} 个；请选择更细的分区图层。',
    en: joined(
      'Equity compares at least two zones with people and a value, this layer has {zones}; choose a finer ',
      'zone layer.',
    ),
  },
  'zones-needed': { zh: '此分析需要分区图层。', en: 'This analysis needs a zone layer.' },
  'tier-absent': {
    zh: '所选机构中没有“{tier}”这一级。',
    en: 'None of the chosen facilities is of tier “{tier}”.',
  },
  'run-not-capacity': {
    zh: '运行 {run} 不是同一区域的、计算机构能力的覆盖分析。',
    en: 'Run {run} is not a coverage with capacity of the same region.',
  },
  'run-travels-otherwise': {
    zh: '运行 {run} 的出行方式与此处所问不同；请使用该运行的 travel，或另算一次机构能力。',
    en: 'Run {run} travels in another way than is asked here; ask with the travel of that run, or run capacity again.',
  },
  'forecast-needs-ages': {
    zh: '该区域没有分年龄的人口图层，请用 method: growth，或导入分年龄人口。',
    en: 'The region has no people by age: use method growth, or import layers by age.',
  },
  'forecast-own-zones': {
    zh: '需求预测只用区域自带的分区：上传的边界可能重叠或只占格网一部分。',
    en: 'A forecast takes zone layers of the region only: uploaded ones may overlap or cut cells.',
  },
  'forecast-no-visits': {
    zh: '各年龄组相对就诊率不能全为 0。',
    en: 'The relative use of some age band must be above 0.',
  },
  'tiers-ascending': {
    zh: '各级须按此顺序自下而上，每级至多一次：village、township、county、other。',
    en: 'Tiers go upwards in this order, each at most once: village, township, county, other.',
  },
  'decay-edges-ascending': {
    zh: '各级的时间须依次增大：{minutes} 分钟不大于前一级的 {before} 分钟。',
    en: 'Steps must lead outwards: {minutes} minutes is not above the {before} before it.',
  },
  'decay-weights-count': {
    zh: '给出 {weights} 个权重，应为 {edges} 个，每级一个。',
    en: '{weights} weights are given, expected {edges}: one for each step.',
  },
  'facility-unknown': {
    zh: '区域内没有编号为“{id}”的机构；全部编号见 {list}。',
    en: 'The region has no facility “{id}”; all ids are at {list}.',
  },
  'service-unknown': {
    zh: '没有机构提供“{service}”服务。可用：{known}。',
    en: 'No facility has the service “{service}”. There are: {known}.',
  },
  'zone-unknown': { zh: '没有名为“{name}”的分区。', en: 'There is no zone “{name}”.' },
  'origins-or-facilities': { zh: '起点与机构只能选其一。', en: 'Give origins or facilities, not both.' },
  'origin-outside': { zh: '第 {index} 个点在区域之外。', en: 'Point {index} lies outside the region.' },
  'origin-on-barrier': {
    zh: '第 {index} 个点在水面等障碍区。',
    en: 'Point {index} lies on water or another barrier.',
  },
  'no-zones': {
    zh: '该区域没有分区图层，无法使用此参数。',
    en: 'The region has no zone layer, so this cannot be used.',
  },
  'no-elevation-layer': {
    zh: '该区域没有高程数据，无法按坡度筛选。',
    en: 'The region has no DEM, so slope cannot be used.',
  },
  'target-above-most': {
    zh: '目标 {target}% 无法达到：所有候选点都建成也只能覆盖 {most}%。',
    en: 'The target of {target} % cannot be met: with every candidate built, {most} % are covered.',
  },
  'too-many-pairs': {
    zh: '{candidates} 个候选点共需 {pairs} 个时间对，上限为 {limit}；请增大候选点间距或限定范围。',
    en: joined(
      '{candidates} candidates need {pairs} pairs of times, the limit is {limit}: widen the spacing or ',
      'narrow the area.',
    ),
  },
  'fair-too-many-pairs': {
    zh: '“公平分配”需要求解 {pairs} 对机构与格网，上限为 {limit}；请缩短时限、减少参与的机构，或改用“就近优先”。',
    en: joined(
      'Sharing for most people would weigh {pairs} pairs of facility and cell, the limit is {limit}: ',
      'shorten the time, count fewer facilities, or share nearest first.',
    ),
  },
  'missing-parameter': { zh: '缺少参数“{name}”：{why}。', en: 'Parameter “{name}” is missing: {why}.' },
  'fixed-not-usable': {
    zh: '指定必选点 {index} 在区域外或障碍区内。',
    en: 'Fixed site {index} lies outside the region or on a barrier.',
  },
  'ages-unknown': {
    zh: '本区域没有年龄组 {ages} 的人口；请去掉该年龄组，或导入分年龄人口。',
    en: 'The region has no people by age for {ages}: leave the group out, or import population by age.',
  },
  'allocation-limits': {
    zh: '在每处的上下限内可分配 {least}–{most}，不能正好分配 {total}；请调整总数或上下限。',
    en: joined(
      'Within the limits of each site {least} to {most} can be handed out, not {total}: change the total ',
      'or the limits.',
    ),
  },
  'too-many-options': {
    zh: '共有 {options} 个选项，上限为 {limit}；请增大候选点间距或限定范围。',
    en: 'There are {options} options, the limit is {limit}: widen the spacing of candidates or narrow the area.',
  },
  'zone-target-above-most': {
    zh: '“{zone}”达不到 {target}%：在所给站点数或预算内最高约 {most}%。请降低目标、增加站点或候选点。',
    en: joined(
      '“{zone}” cannot reach {target} %: with these sites or this budget the most found is {most} %. Lower ',
      'the target, or allow more sites or candidates.',
    ),
  },
  'zones-target-together': {
    zh: '各分区单独都能达到 {target}%，但在所给站点数或预算内无法同时达到。请降低目标或增加站点。',
    en: joined(
      'Each zone could reach {target} % on its own, but not all of them together within these sites or ',
      'this budget. Lower the target or allow more sites.',
    ),
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
