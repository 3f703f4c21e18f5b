import type { Bilingual } from './sentence.ts';

/** Findings on which file became which layer, on roads and on AccessMod's scenario. As in `FINDING_TEXTS`. */
export const LAYER_FINDING_TEXTS: Readonly<Record<string, Bilingual>> = {
  'road-file-covered': {
    zh: '道路文件 {file} 有 {percent}% 与 {by} 的道路重合，视为同一路网，未采用，以免重复计算；如需采用，请排除另一文件。',
    en: '{percent} % of the roads of {file} run where those of {by} run: it counts as the same network again and was not used. Exclude the other file to use this one.',
  },
  'road-files-joined': {
    zh: '{count} 个道路文件（{files}）合为一个路网。',
    en: '{count} files of roads ({files}) were joined to one network.',
  },
  'road-word-mended': {
    zh: '道路文件 {file} 有 {count} 条道路的类别拼写有误，已按相近的词理解：{words}；如不正确，请在导入时选择其等级。',
    en: 'The class of {count} roads of {file} is misspelt and was read as the word next to it: {words}. If that is wrong, choose the class when importing.',
  },
  'road-oneway-logical': {
    zh: '道路文件 {file} 有 {count} 条道路的 oneway 列为 T 或 F，按“是/否”理解（Geofabrik 文件中 T 表示反向、F 表示正向，但该文件没有 fclass 列或取值 B）。',
    en: 'The oneway column of {count} roads of {file} holds T or F and was read as yes or no (in Geofabrik’s files T is against and F along the drawing, but this file has no column fclass and no value B).',
  },
  'road-closed-at-barrier': {
    zh: '{file} 中有 {count} 处道路节点上的障碍物（如隔离桩、禁行大门）对部分出行方式封闭：车辆到此为止，行人按标签通行。',
    en: 'Barriers on {count} nodes of roads in {file} (bollards, gates closed to the public) stop some ways of travelling: vehicles end there, walkers pass where the tags let them.',
  },
  'ferry-duration-implausible': {
    zh: '{file} 有 {count} 条渡轮的航行时间与距离不符（航速低于 0.5 或高于 120 公里/小时），改用渡轮的默认速度；请核对 duration。',
    en: 'The duration of {count} ferries in {file} does not fit their length (below 0.5 or above 120 km/h); they go at the speed of their class. Check duration.',
  },
  'accessmod-scenario-unused': {
    zh: 'AccessMod 出行情景表 {file} 有 {count} 行没有对应的道路或地类，未起作用：{rows}；请核对类别的名称和编号。',
    en: '{count} rows of the AccessMod travel scenario {file} match no road and no land of the region and had no effect: {rows}. Check the names and numbers of the classes.',
  },
  'accessmod-class-by-speed': {
    zh: '情景表 {file} 有 {count} 个地类的名称无法对应，或与速度不同的另一行同类，已按步行速度最接近的地类区分：{rows}。',
    en: 'The labels of {count} land classes of {file} name no land cover, or one that a row of another speed has; each became the class that is walked at the nearest speed: {rows}.',
  },
  'accessmod-land-speeds': {
    zh: '情景表 {file} 有 {count} 个地类的速度与默认步行速度不同：{rows}；如需采用，请在出行设置中填写（speeds.land）。',
    en: '{count} land classes of {file} have another speed than the default of walking: {rows}. To use it, set it in the travel settings (speeds.land).',
  },
  'osm-extract-older': {
    zh: '有多份同一地区的 OSM 数据：采用 {chosen}（{chosenDate}），未采用较早的 {file}（{date}）。',
    en: 'There are several OSM extracts of one place: {chosen} of {chosenDate} is used, the older {file} of {date} is not.',
  },
  'osm-extract-undated': {
    zh: '有多份同一地区的 OSM 数据，但并非都注明日期，无法判断新旧：采用 {chosen}，未采用 {file}；如不正确，请排除其中一份。',
    en: 'There are several OSM extracts of one place and not all name their date, so which is newer cannot be told: {chosen} is used, {file} is not. Exclude one if that is wrong.',
  },
  'osm-extract-elsewhere': {
    zh: 'OSM 数据 {file} 只覆盖区域的 {percent}%，采用覆盖 {chosenPercent}% 的 {chosen}；如两份都需要，请先用 osmium merge 合并。',
    en: 'The OSM extract {file} covers {percent} % of the region; {chosen} with {chosenPercent} % is used alone. If both are needed, merge them first (osmium merge).',
  },
};
