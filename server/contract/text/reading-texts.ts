import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/**
 * What was seen, guessed or left out while files were read: findings of an import, beside those of
 * `finding-texts`.
 */
export const READING_TEXTS = {
  'numbers-ambiguous': {
    zh: '{file} 的“{column}”列有 {count} 个数值（如 {example}）无法判断其中的点或逗号是小数点还是千位分隔符；{example} 按 {value} 读取。如不对，请统一数值写法后重新导入。',
    en: joined(
      '{count} numbers in the column “{column}” of {file} (such as {example}) do not tell whether their ',
      'point or comma is a decimal sign or separates thousands; {example} is read as {value}. If that is ',
      'wrong, write the numbers in one way and import again.',
    ),
  },
  'facility-not-working': {
    zh: '按列“{column}”（{words}），{file} 有 {count} 个机构未运营；目前仍计为可用机构。如不应计入，请在导入时剔除或从文件中删除。',
    en: joined(
      'By its column “{column}” ({words}) {count} facilities of {file} do not work; they count all the ',
      'same. Drop them when importing, or delete their rows, if they should not.',
    ),
  },
  'coordinates-composed': {
    zh: '{file} 的坐标由以下各列合成：{columns}。',
    en: 'The coordinates of {file} are put together from the columns {columns}.',
  },
  'coordinates-signed-by-heading': {
    zh: '{file} 的列“{columns}”标题写明西经或南纬，而数值没有负号：已按负值读取。如不对，请改正列名后重新导入。',
    en: joined(
      'Headings of {file} ({columns}) say west or south over numbers without a sign: they are read as ',
      'negative. If that is wrong, change the heading and import again.',
    ),
  },
  'population-in-multiples': {
    zh: '{file} 的人口列“{column}”以 {factor} 人为单位，数值已乘以 {factor}。如不对，请改正列名后重新导入。',
    en: joined(
      'The heading “{column}” of {file} counts people by {factor}: its numbers are multiplied by {factor}. ',
      'If that is wrong, change the heading and import again.',
    ),
  },
  'population-rows-repeated': {
    zh: '人口表 {file} 有 {count} 行与前面的行完全相同，其 {people} 人被重复计入；如为重复记录，请删除后重新导入。',
    en: joined(
      '{count} rows of the population table {file} are the same as an earlier one in every cell, and their ',
      '{people} people are counted again; delete them and import again if they are copies.',
    ),
  },
  'facility-sign-lost': {
    zh: '机构表 {file} 有 {count} 个机构位于区域范围之外，但坐标改变正负号后落在区域内，可能缺少负号或方向字母有误；请核对是否采用所列位置。未采用前不参与计算。',
    en: joined(
      '{count} facilities of {file} lie outside the region, but inside it once the sign of a coordinate ',
      'changes: a minus or a letter of direction may be lost. The place inside is offered; until it is ',
      'taken they take no part in analyses.',
    ),
  },
  'facilities-joined': {
    zh: '机构文件 {file} 的 {count} 个机构已并入机构图层；其行号从 {rowsFrom} 起编（{rowsFrom} 加文件中的行号）。',
    en: joined(
      '{count} facilities of {file} are joined to the facility layer; their rows are numbered from ',
      '{rowsFrom} (that number plus the row of the file).',
    ),
  },
  'facilities-in-both': {
    zh: '机构文件 {file} 有 {count} 个机构在其他文件中已有（位置和名称相同），只计一次。',
    en: joined(
      '{count} facilities of {file} stand in another file too, at the same place under the same name, and ',
      'count once.',
    ),
  },
  'population-null-island': {
    zh: '人口表 {file} 有 {count} 行的坐标为 (0, 0)，远离其他各点，视为缺少坐标，其 {people} 人未计入；请补充坐标后重新导入。',
    en: joined(
      '{count} rows of the population table {file} stand at (0, 0), far from all others, which means ',
      'missing coordinates; their {people} people are not counted. Give their coordinates and import again.',
    ),
  },
  'population-outlier': {
    zh: '人口表 {file} 有 {count} 个点（{people} 人）与其他各点相距超过 {kilometres} 千米，使分析范围扩大到大片空地；已计入，请核对其坐标。',
    en: joined(
      '{count} points of the population table {file} ({people} people) lie more than {kilometres} km from ',
      'the others and stretch the frame over empty land; they are counted. Check their coordinates.',
    ),
  },
  'population-outlier-left-out': {
    zh: joined(
      '人口表 {file} 有 {count} 个点（{people} 人）与其他各点相距超过 {kilometres} 千米，会使分析范围增至 {cells} 个格网，多为坐标错误，未计入。请更正坐标；',
      '如坐标无误，请用更大的格网边长重新导入。',
    ),
    en: joined(
      '{count} points of the population table {file} ({people} people) lie more than {kilometres} km from ',
      'the others, most likely by a wrong coordinate; with them the frame would have {cells} cells, so ',
      'they are left out. Mend their coordinates, or import with larger cells if they are right.',
    ),
  },
  'population-coordinates-swapped': {
    zh: '人口表 {file} 有 {count} 行的经纬度互换（纬度超过 90°），已对调。',
    en: joined(
      '{count} rows of the population table {file} have longitude and latitude swapped (a latitude beyond ',
      '90°) and were turned round.',
    ),
  },
  'table-title-rows': {
    zh: '{file} 的列名行之上有 {count} 行标题或说明，未作为数据。',
    en: '{count} rows above the heading of {file} are titles or remarks and no data.',
  },
  'text-encoding-guessed': {
    zh: '{file} 未声明文字编码或声明与内容不符，按 {encoding} 读取；如名称显示不正确，请另存为 UTF-8。',
    en: joined(
      '{file} does not declare the encoding of its text, or not the true one; it is read as {encoding}. If ',
      'names look wrong, save it in UTF-8.',
    ),
  },
  'geometry-parts-left': {
    zh: '{file} 的要素含有多种图形（如面和标注点），其中 {count} 个部分与图层类型不符，未采用。',
    en: joined(
      'Features of {file} hold several kinds of geometry (an outline and a label point, say); {count} ',
      'parts that are not of the layer’s kind were left out.',
    ),
  },

  'multipoint-first-taken': {
    zh: '{file} 有 {count} 个要素各含多个点，每个只采用第一个点；如每个点都是一处地点，请在 GIS 中拆成单点（多部件转单部件）后重新导入。',
    en: joined(
      '{count} features of {file} are of several points each, of which the first is taken; if each point ',
      'is a place, split them (multipart to singleparts) and import again.',
    ),
  },
  'legend-values-unmatched': {
    zh: '指定了地表类别的 {count} 个值在地表覆盖中没有出现：{values}。',
    en: '{count} values were given a land class and no cell of the land cover has them: {values}.',
  },
  'tier-words-unmatched': {
    zh: '指定了等级的 {count} 个词在采用的机构文件中没有出现：{words}。',
    en: '{count} words were given a tier and no row of the facility files in use has them: {words}.',
  },
  'units-taken-apart': {
    zh: '{file} 同时含有机构点和行政区面：{count} 个点作为机构，{areas} 个面作为分区。',
    en: joined(
      '{file} holds both facilities and the districts that they belong to: its {count} points became ',
      'facilities, its {areas} areas zones.',
    ),
  },
  'table-rows-deleted': {
    zh: '{file} 的属性表有 {count} 行标记为已删除，未采用。',
    en: '{count} rows of the table of {file} are marked deleted and were left out.',
  },
  'shapefile-without-table': {
    zh: '{file} 缺少 .dbf 属性表，{count} 个图形没有名称和属性；请一并提供 .dbf。',
    en: '{file} comes without its .dbf: {count} shapes have no names and no columns. Give the .dbf with it.',
  },
  'shapefile-without-prj': {
    zh: '{file} 缺少 .prj，按 WGS 84 经纬度读取；如不对，请一并提供 .prj。',
    en: joined(
      '{file} comes without its .prj and is read as longitude and latitude in WGS 84. If that is wrong, ',
      'give the .prj with it.',
    ),
  },
  'layer-crs-assumed': {
    zh: '{file} 未注明坐标系，按 WGS 84 经纬度读取；如不对，请写入坐标系后重新导入。',
    en: joined(
      '{file} names no coordinate reference system and is read as longitude and latitude in WGS 84. If ',
      'that is wrong, assign one and import again.',
    ),
  },
  'layer-coordinates-swapped': {
    zh: '{file} 的 {count} 个要素先写纬度、后写经度，只有对调后才落在区域内，已对调；请核对地图。',
    en: joined(
      'The {count} features of {file} are written latitude first: only turned round do they meet the ',
      'region, and they were turned. Check them on the map.',
    ),
  },
  'zone-crosses-itself': {
    zh: '分区“{zones}”有 {count} 个区的边界自相交，区内范围不明确：按交替规则计入 {people} 人，交叉所围的部分土地可能未计入。请在 GIS 中修复后重新导入。',
    en: joined(
      'The outline of {count} zones of “{zones}” crosses itself, so that their land is ambiguous: {people} ',
      'people are counted in them by the even-odd rule, and land between the crossings may be left out. ',
      'Mend them in a GIS and import again.',
    ),
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
