import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/** Findings on which file became which layer, on roads and on AccessMod's scenario. As in `FINDING_TEXTS`. */
export const LAYER_FINDING_TEXTS = {
  'road-file-covered': {
    zh: '道路文件 {file} 有 {percent}% 与 {by} 的道路重合，视为同一路网，未采用，以免重复计算；如需采用，请排除另一文件。',
    en: joined(
      '{percent} % of the roads of {file} run where those of {by} run: it counts as the same network again ',
      'and was not used. Exclude the other file to use this one.',
    ),
  },
  'road-files-joined': {
    zh: '{count} 个道路文件（{files}）合为一个路网。',
    en: '{count} files of roads ({files}) were joined to one network.',
  },
  'road-word-mended': {
    zh: '道路文件 {file} 有 {count} 条道路的类别拼写有误，已按相近的词理解：{words}；如不正确，请在导入时选择其等级。',
    en: joined(
      'The class of {count} roads of {file} is misspelt and was read as the word next to it: {words}. If ',
      'that is wrong, choose the class when importing.',
    ),
  },
  'road-oneway-logical': {
    zh: '道路文件 {file} 有 {count} 条道路的 oneway 列为 T 或 F，按“是/否”理解（Geofabrik 文件中 T 表示反向、F 表示正向，但该文件没有 fclass 列或取值 B）。',
    en: joined(
      'The oneway column of {count} roads of {file} holds T or F and was read as yes or no (in Geofabrik’s ',
      'files T is against and F along the drawing, but this file has no column fclass and no value B).',
    ),
  },
  'road-not-open': {
    zh: '道路文件 {file} 有 {count} 条道路按其列值为规划、在建、关闭或废弃（{words}），未采用；如已通车，请更正该列后重新导入。',
    en: joined(
      '{count} roads of {file} are planned, under construction, closed or abandoned by a column ({words}) ',
      'and were left out. If they are open, correct the column and import again.',
    ),
  },
  'road-impassable': {
    zh: '道路文件 {file} 有 {count} 条道路按其列值不可通行（{words}）：对车辆和自行车封闭，行人仍可通过。',
    en: joined(
      '{count} roads of {file} are impassable by a column ({words}): closed to vehicles and bicycles, ',
      'walkers still pass.',
    ),
  },
  'water-falls-dry': {
    zh: '{layer}图层有 {count} 个间歇性或季节性水面（intermittent、seasonal 等），不作为障碍。',
    en: joined(
      '{count} areas of the layer {layer} are intermittent or seasonal water (intermittent, seasonal …) ',
      'and block nobody.',
    ),
  },
  'islands-in-water': {
    zh: '水面文件 {file} 中有 {count} 个岛屿面位于水面内，按陆地处理。',
    en: '{count} areas of the water file {file} are islands in its lakes and stay land.',
  },
  'small-rivers-passable': {
    zh: '{layer}图层有 {count} 段河流的流量小于 1 立方米/秒（或河流级别为最小的两级），与溪流一样可以通过。',
    en: joined(
      '{count} reaches of the layer {layer} carry less than 1 m³/s (or are of the two smallest orders) and ',
      'can be crossed like streams.',
    ),
  },
  'coordinates-by-heading': {
    zh: '{file} 的列名（{columns}）注明了坐标系 {crs}：{count} 行坐标已按其换算到 WGS 84，误差可达约 {meters} 米。',
    en: joined(
      'The headings of {file} ({columns}) name the coordinate reference system {crs}: the places of ',
      '{count} rows were converted from it to WGS 84, good to about {meters} m.',
    ),
  },
  'heading-datum-unknown': {
    zh: '{file} 的列名（{columns}）注明了 {datum}，无法自动换算：{count} 行坐标按 WGS 84 读取，位置可能偏离数百米；请先换算为 WGS 84。',
    en: joined(
      'The headings of {file} ({columns}) name {datum}, which is not converted: the places of {count} rows ',
      'were read as WGS 84 and may be hundreds of metres off. Convert them to WGS 84 first.',
    ),
  },
  'road-closed-at-barrier': {
    zh: '{file} 中有 {count} 处道路节点上的障碍物（如隔离桩、禁行大门）对部分出行方式封闭：车辆到此为止，行人按标签通行。',
    en: joined(
      'Barriers on {count} nodes of roads in {file} (bollards, gates closed to the public) stop some ways ',
      'of travelling: vehicles end there, walkers pass where the tags let them.',
    ),
  },
  'ferry-duration-implausible': {
    zh: '{file} 有 {count} 条渡轮的航行时间与距离不符（航速低于 0.5 或高于 120 公里/小时），改用渡轮的默认速度；请核对 duration。',
    en: joined(
      'The duration of {count} ferries in {file} does not fit their length (below 0.5 or above 120 km/h); ',
      'they go at the speed of their class. Check duration.',
    ),
  },
  'accessmod-scenario-unused': {
    zh: 'AccessMod 出行情景表 {file} 有 {count} 行没有对应的道路或地类，未起作用：{rows}；请核对类别的名称和编号。',
    en: joined(
      '{count} rows of the AccessMod travel scenario {file} match no road and no land of the region and ',
      'had no effect: {rows}. Check the names and numbers of the classes.',
    ),
  },
  'accessmod-class-by-speed': {
    zh: '情景表 {file} 有 {count} 个地类的名称无法对应，或与速度不同的另一行同类，已按步行速度最接近的地类区分：{rows}。',
    en: joined(
      'The labels of {count} land classes of {file} name no land cover, or one that a row of another speed ',
      'has; each became the class that is walked at the nearest speed: {rows}.',
    ),
  },
  'accessmod-land-speeds': {
    zh: '情景表 {file} 有 {count} 个地类的速度与默认步行速度不同：{rows}；如需采用，请在出行设置中填写（speeds.land）。',
    en: joined(
      '{count} land classes of {file} have another speed than the default of walking: {rows}. To use it, ',
      'set it in the travel settings (speeds.land).',
    ),
  },
  'layers-guessed': {
    zh: '有 {count} 个文件的用途是按文件内容和名称判断的，示例列出图层、可能性和依据；如不正确，请在导入时指定图层。',
    en: joined(
      'What {count} files are was told by their content and names; the examples give layer, likelihood and ',
      'what told. If one is wrong, say its layer when importing.',
    ),
  },
  'layer-asked': {
    zh: '无法确定 {file} 是哪个图层（可能为 {candidates}），未使用；请在导入时指定其图层后重新导入。',
    en: joined(
      'Which layer {file} is cannot be told with enough certainty (it may be {candidates}); it was not ',
      'used. Say its layer when importing.',
    ),
  },
  'map-places-of-care': {
    zh: '从兴趣点文件 {file} 中取出 {count} 个医疗卫生机构，其余 {others} 个兴趣点未采用；有机构名录时以名录为准。',
    en: joined(
      '{count} places of care were taken from the points of interest {file}, the other {others} points ',
      'were left out; a list of facilities goes before them.',
    ),
  },
  'population-file-chosen': {
    zh: '有多个人口栅格：采用 {chosen}，未采用 {alternatives}；如不正确，请排除其他文件。',
    en: joined(
      'There are several population rasters: {chosen} is used, {alternatives} not. Exclude the others if ',
      'that is wrong.',
    ),
  },
  'raster-tiles-joined': {
    zh: '{files} 彼此相邻且格网一致，已拼接为一个栅格。',
    en: '{files} lie side by side on the same cells and were joined into one raster.',
  },
  'land-cover-file-chosen': {
    zh: '有多个地表覆盖栅格：采用 {chosen}，未采用 {alternatives}；如不正确，请排除其他文件。',
    en: joined(
      'There are several land cover rasters: {chosen} is used, {alternatives} not. Exclude the others if ',
      'that is wrong.',
    ),
  },
  'population-is-part': {
    zh: '人口栅格 {file} 的名称含“{word}”，可能只统计部分人群；结果只涉及这部分人。',
    en: 'The name of the population raster {file} holds “{word}”: it may count a group only, and so do all results.',
  },
  'sea-from-coastline': {
    zh: '没有地表覆盖数据的 {count} 个格网按海岸线位于海上，不能步行通过；海岸线经过的格网仍算陆地。',
    en: joined(
      '{count} cells without land cover lie in the sea by the coastline and cannot be walked; those that ',
      'the coast runs through are land.',
    ),
  },
  'coastline-broken': {
    zh: '海岸线有缺口，无法判断 {count} 个格网是陆地还是海，按陆地处理；请使用完整的提取范围，或加入水面图层。',
    en: joined(
      'The coastline is broken: whether {count} cells are land or sea cannot be told, and they count as ',
      'land. Use a complete extract, or add a layer of water.',
    ),
  },
  'merged-roads-without-lines': {
    zh: '{file} 中有 {count} 个道路格网，但没有道路线图层：这些道路未采用，只能步行；请加入道路线文件后重新导入。',
    en: joined(
      '{file} has {count} cells of road, but there is no file of road lines: those roads are not used and ',
      'all is walked. Add the road lines and import again.',
    ),
  },
  'ice-on-land-cover': {
    zh: '{features} 个冰川面（{count} 个格网）作为冰雪地类，可缓慢通行，不作为水面障碍。',
    en: '{features} glaciers ({count} cells) are laid over the land cover as snow and ice: slow to cross, no water.',
  },
  'osm-extract-older': {
    zh: '有多份同一地区的 OSM 数据：采用 {chosen}（{chosenDate}），未采用较早的 {file}（{date}）。',
    en: joined(
      'There are several OSM extracts of one place: {chosen} of {chosenDate} is used, the older {file} of ',
      '{date} is not.',
    ),
  },
  'osm-extract-undated': {
    zh: '有多份同一地区的 OSM 数据，但并非都注明日期，无法判断新旧：采用 {chosen}，未采用 {file}；如不正确，请排除其中一份。',
    en: joined(
      'There are several OSM extracts of one place and not all name their date, so which is newer cannot ',
      'be told: {chosen} is used, {file} is not. Exclude one if that is wrong.',
    ),
  },
  'osm-extract-elsewhere': {
    zh: 'OSM 数据 {file} 只覆盖区域的 {percent}%，采用覆盖 {chosenPercent}% 的 {chosen}；如两份都需要，请先用 osmium merge 合并。',
    en: joined(
      'The OSM extract {file} covers {percent} % of the region; {chosen} with {chosenPercent} % is used ',
      'alone. If both are needed, merge them first (osmium merge).',
    ),
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
