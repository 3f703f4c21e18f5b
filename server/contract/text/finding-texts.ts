import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/**
 * What an import saw, chose, changed or dropped. `{count}` is the finding's own count and `{layer}` the
 * name of its layer in the
 * reader's language; both are there for every finding.
 */
export const FINDING_TEXTS = {
  'population-frame-distorted': {
    zh: '人口栅格所用坐标系 {crs} 在此处的长度失真约 {percent}%，已改用 UTM 投影重新划分格网，总人口不变。',
    en: joined(
      'The population raster’s CRS {crs} distorts lengths here by about {percent}%; people were moved to a ',
      'UTM grid, their sum unchanged.',
    ),
  },
  'population-value-absurd': {
    zh: '人口栅格 {file} 第 {band} 波段有 {count} 个格网的数值大到不可能是人数，按无数据处理；请核对其无数据值。',
    en: joined(
      '{count} cells of band {band} of the population raster {file} hold numbers too large for people and ',
      'were taken as no data; check its nodata value.',
    ),
  },
  'population-value-suspicious': {
    zh: '人口栅格 {file} 第 {band} 波段有 {count} 个格网的数值为 {value}，其余最大仅 {next}；这可能是未注明的无数据值，目前按人数计入。',
    en: joined(
      '{count} cells of band {band} of the population raster {file} hold {value} where all others hold ',
      '{next} at most; it may be an undeclared nodata value and counts as people for now.',
    ),
  },
  'raster-scaled': {
    zh: '{file} 的数值按文件注明的比例 {scale} 和偏移 {offset} 换算。',
    en: 'The values of {file} were converted with the scale {scale} and offset {offset} that the file names.',
  },
  'raster-masked': {
    zh: '{file} 的掩膜或透明波段将 {count} 个格网标为无数据。',
    en: 'The mask or alpha band of {file} marks {count} cells as no data.',
  },
  'raster-sidecar-read': {
    zh: '读取 {file} 时一并使用了旁边的 {sidecars}。',
    en: 'What lies beside {file} was read with it: {sidecars}.',
  },
  'raster-south-up': {
    zh: '{file} 的行自南向北存储，已翻转为自北向南。',
    en: 'The rows of {file} run from south to north; they were turned.',
  },
  'raster-unit-converted': {
    zh: '{file} 的坐标单位为 {meters} 米，范围已换算为米。',
    en: 'Coordinates of {file} are in units of {meters} metres; its frame was converted to metres.',
  },
  'raster-longitudes-turned': {
    zh: '{file} 的经度移动了 {degrees}°，西边界为 {west}°。',
    en: 'The longitudes of {file} were turned by {degrees}°; its western edge is {west}°.',
  },
  'raster-crs-given': {
    zh: '{file} 按指定的坐标系 {crs} 读取。',
    en: '{file} was read in the coordinate reference system given for it, {crs}.',
  },
  'raster-crs-replaced': {
    zh: '{file} 自带的坐标系无法使用（{detail}），已改用指定的 {crs}；请核对位置。',
    en: joined(
      'The coordinate reference system of {file} cannot be used ({detail}); the one given, {crs}, was ',
      'taken instead. Check its place.',
    ),
  },
  'crs-datum-shifted': {
    zh: '{file}（{crs}）的基准面已换算到 WGS 84，位置误差可达约 {meters} 米。',
    en: '{file} ({crs}) was shifted from its datum to WGS 84; places may be off by about {meters} m.',
  },
  'elevation-unit-converted': {
    zh: '{file} 的高程单位为 {unit}，已换算为米。',
    en: 'Heights of {file} are in {unit}; they were converted to metres.',
  },
  'population-row-unusable': {
    zh: '人口表 {file} 中有 {count} 行缺少可用的经纬度或人口数，未计入；请补全后重新导入。',
    en: joined(
      '{count} rows of the population table {file} lack usable coordinates or people and were not counted; ',
      'complete them and import again.',
    ),
  },
  'population-band-unused': {
    zh: '人口栅格 {file} 的第 {band} 个波段未标明年龄组，未使用。如为年龄组，请在波段说明中注明。',
    en: joined(
      'Band {band} of the population raster {file} names no age group and was not used; if it is one, say ',
      'so in the band description.',
    ),
  },
  'population-outside-grid': {
    zh: '人口栅格 {file} 中有 {people} 人落在分析格网之外，未计入。',
    en: '{people} people of the population raster {file} lie outside the analysis grid and were not counted.',
  },
  'population-nodata': {
    zh: '人口栅格 {file} 有 {count} 个格网无数据，按无人居住处理。',
    en: '{count} cells of the population raster {file} have no data; they count as empty of people.',
  },
  'age-bands-incomplete': {
    zh: '只有部分年龄组（{bands}），分年龄结果不合计为总人口。',
    en: 'Only some age bands are there ({bands}); results by age do not add up to all people.',
  },
  'age-bands-scaled': {
    zh: '有 {count} 个格网的年龄组合计与总人口不符（最大相差 {worst} 人），已按总人口逐格网等比例调整。',
    en: joined(
      'In {count} cells the age bands do not add up to the population (at worst {worst} people off); they ',
      'were scaled to it cell by cell.',
    ),
  },
  'people-on-barriers': {
    zh: '有 {people} 人所在的 {count} 个格网属于水面等障碍区，无法出行，在结果中列为“位于障碍区”。请核对水系或人口图层，或将其计入 1 公里内最近的陆地格网。',
    en: joined(
      '{people} people are on {count} cells of water or another barrier and cannot travel; answers list ',
      'them as “on a barrier”. Check the water or the population layer, or count them at the nearest land ',
      'within 1 km.',
    ),
  },
  'people-without-land': {
    zh: '有 {people} 人所在的 {count} 个格网没有地面数据，无法出行，在结果中列为“缺少地面数据”。请补充土地覆盖图层，或将其计入 1 公里内最近的陆地格网。',
    en: joined(
      '{people} people are on {count} cells without land data and cannot travel; answers list them as “no ',
      'land data”. Add land cover there, or count them at the nearest land within 1 km.',
    ),
  },
  'people-moved-to-land': {
    zh: '按所作选择，{count} 个水面或无地面数据格网中的 {people} 人计入了最近的陆地格网，最远 {meters} 米；总人口不变。',
    en: joined(
      'As chosen, {people} people of {count} cells of water or without land data are counted at the ',
      'nearest land, at most {meters} m away; totals are unchanged.',
    ),
  },
  'no-facilities': {
    zh: '没有医疗卫生机构图层，只能从零选址。如需计算覆盖率，请加入含经纬度的机构表（CSV、XLSX 或 GeoJSON）后重新导入。',
    en: joined(
      'There is no facility layer: siting starts from nothing. For coverage add a table of facilities with ',
      'coordinates (CSV, XLSX or GeoJSON) and import again.',
    ),
  },
  'facility-without-coordinates': {
    zh: '机构表 {file} 有 {count} 个机构没有坐标，未使用；请补充经纬度后重新导入。',
    en: joined(
      '{count} facilities of {file} have no coordinates and were not used; add longitude and latitude and ',
      'import again.',
    ),
  },
  'facility-coordinates-unreadable': {
    zh: '机构表 {file} 有 {count} 个机构的坐标无法识别或超出经纬度范围，未使用；请改为十进制度。',
    en: joined(
      '{count} facilities of {file} have coordinates that cannot be read or are no longitude and latitude; ',
      'they were not used. Give decimal degrees.',
    ),
  },
  'facility-null-island': {
    zh: '机构表 {file} 有 {count} 个机构的坐标为 (0, 0)，多为缺失值，请核对。',
    en: '{count} facilities of {file} stand at (0, 0), which usually means missing coordinates; check them.',
  },
  'facility-outside-grid': {
    zh: '机构表 {file} 有 {count} 个机构位于区域范围之外，保留在清单中但不参与计算。',
    en: '{count} facilities of {file} lie outside the region; they stay in the list but take no part in analyses.',
  },
  'facility-tier-unknown': {
    zh: '机构表 {file} 有 {count} 个机构的级别无法判断，归入“其他机构”；可在 tier 列中填写级别。',
    en: joined(
      'The tier of {count} facilities of {file} could not be told; they count as “other”. A column named ',
      'tier can say it.',
    ),
  },
  'facility-number-unreadable': {
    zh: '机构表 {file} 有 {count} 处数值（床位、人员、服务能力等）无法识别，按空缺处理。',
    en: '{count} numbers of {file} (beds, staff, capacity) cannot be read and are taken as missing.',
  },
  'facility-file-chosen': {
    zh: '机构图层采用 {chosen}（{rows} 行），因其级别或类型信息最完整；备选：{alternatives}。',
    en: joined(
      'The facility layer is {chosen} ({rows} rows), which tells tier or type best; kept as alternatives: ',
      '{alternatives}.',
    ),
  },
  'facilities-from-population-table': {
    zh: '没有单独的机构文件，由人口表 {file} 的机构数列生成 {count} 个机构位置。',
    en: 'There is no file of facilities; {count} places of care come from the counts in the population table {file}.',
  },
  'no-roads': {
    zh: '没有道路图层，只能按地表步行计算。如需车行，请加入 OSM PBF 或道路线文件后重新导入。',
    en: joined(
      'There is no road layer: only walking over land can be computed. For vehicles add an OSM PBF or a ',
      'file of road lines and import again.',
    ),
  },
  'road-class-unknown': {
    zh: '道路文件 {file} 有 {count} 条道路的等级无法识别（{words}），未采用；请在导入时选择其等级，或用 highway 列注明。',
    en: joined(
      '{count} roads of {file} have a class that is not known ({words}) and were left out; choose their ',
      'class when importing, or name it in a column highway.',
    ),
  },
  'road-not-line': {
    zh: '道路文件 {file} 有 {count} 个要素不是线，未使用。',
    en: '{count} features of the road file {file} are no lines and were not used.',
  },
  'road-crossings-joined': {
    zh: '道路文件 {file} 在 {count} 处相交但没有节点，已按平面交叉连通；桥梁和隧道除外。',
    en: 'Roads of {file} cross without a node at {count} places; they were joined there, bridges and tunnels excepted.',
  },
  'road-without-geometry': {
    zh: '道路文件 {file} 有 {count} 条道路没有可用的线形，未使用。',
    en: '{count} roads of {file} have no usable geometry and were left out.',
  },
  'osm-nodes-missing': {
    zh: 'OSM 文件 {file} 缺少所引用的 {count} 个节点，相关线段已截短；请使用完整的提取范围。',
    en: joined(
      'The OSM file {file} lacks {count} nodes that its ways name; those lines were cut short. Use a ',
      'complete extract.',
    ),
  },
  'zones-from-osm': {
    zh: '没有分区文件，已取 OSM 文件 {file} 中第 {level} 级行政边界的 {count} 个单元作为分区。如需其他分区，请加入分区文件后重新导入。',
    en: joined(
      'No zone file was given: the {count} administrative units of level {level} in the OSM file {file} ',
      'became zones. For other zones add a zone file and import again.',
    ),
  },
  'halo-kept': {
    zh: '边界外保留了缓冲带：其中 {facilities} 个机构可供边界内居民使用，其中的 {people} 人默认不计入结果（查询参数 within=all 时计入）。',
    en: joined(
      'A halo is kept beyond the boundary: its {facilities} facilities serve people inside; its {people} ',
      'people are not counted in answers unless asked for (within=all).',
    ),
  },
  'halo-not-by-reach': {
    zh: '无法按一小时车程划定边界外的缓冲带，已取边界外 {kilometres} 千米。',
    en: 'The halo beyond the boundary could not be drawn by an hour’s drive; {kilometres} km were kept.',
  },
  'osm-boundary-open': {
    zh: 'OSM 文件 {file} 中有 {count} 个行政边界在提取范围处被截断、不闭合，未用作分区。',
    en: joined(
      '{count} administrative boundaries of the OSM file {file} are cut open at the edge of the extract ',
      'and were not used as zones.',
    ),
  },
  'osm-water-open': {
    zh: '有 {count} 个 OSM 水面关系的边界不闭合，未能生成水面。',
    en: '{count} OSM water relations do not close and made no water area.',
  },
  'no-land-cover': {
    zh: '没有地表覆盖图层，全部按“未知地表”的步行速度计算。',
    en: 'There is no land cover: walking takes the speed of unknown land everywhere.',
  },
  'land-class-unknown': {
    zh: '地表覆盖 {file} 有 {count} 种取值（{values}，共 {cells} 个格网）含义不明，按“未知地表”处理；请提供图例表。',
    en: joined(
      'The land cover {file} holds {count} values of unknown meaning ({values}; {cells} cells), taken as ',
      'unknown land. Give a legend table.',
    ),
  },
  'land-cover-fractions-merged': {
    zh: '由 {count} 个地表覆盖比例图层合成地表类型，每个格网取占比最大的一类。',
    en: 'Land classes were made of {count} fraction layers; each cell takes the class with the largest share.',
  },
  'no-elevation': {
    zh: '没有高程图层，不计坡度影响。',
    en: 'There is no elevation: slope is not charged.',
  },
  'elevation-missing': {
    zh: '有 {count} 个格网没有高程，按平地处理。',
    en: '{count} cells have no elevation and count as level.',
  },
  'barriers-made': {
    zh: '由{layer}图层的 {areas} 个面和 {lines} 条线生成 {cells} 个障碍格网；{passableLines} 条小水体（溪、渠、涵洞）可通行。',
    en: joined(
      '{areas} areas and {lines} lines of the layer {layer} made {cells} barrier cells; {passableLines} ',
      'lines of small water (streams, ditches, culverts) can be crossed.',
    ),
  },
  'barriers-from-land-cover': {
    zh: '地表覆盖中的水面又增加 {count} 个障碍格网。',
    en: 'Water in the land cover added {count} barrier cells.',
  },
  'wetlands-on-land-cover': {
    zh: '{features} 个湿地要素已叠加到地表覆盖，涉及 {count} 个格网。',
    en: '{features} wetlands were laid over the land cover, on {count} cells.',
  },
  'people-outside-zones': {
    zh: '有 {people} 人居住在分区图层 {zones} 的各分区之外，已计入总数。',
    en: '{people} people live outside every zone of {zones}; they are part of the total.',
  },
  'zones-overlap': {
    zh: '分区图层 {zones} 有重叠，涉及 {count} 个格网；重叠处归入排在前面的分区。',
    en: 'Zones of {zones} overlap on {count} cells; each cell belongs to the first of them.',
  },
  'zones-gap': {
    zh: '分区图层 {zones} 的分区之间有空隙，涉及 {count} 个格网、{people} 人，不属于任何分区；请核对分区边界。',
    en: joined(
      'Between the zones of {zones} there are gaps: {count} cells with {people} people belong to none; ',
      'check the outlines.',
    ),
  },
  'zone-without-cells': {
    zh: '分区图层 {zones} 有 {count} 个分区不含任何格网中心（过小或在区域外），没有统计结果。',
    en: '{count} zones of {zones} hold no cell centre (too small, or outside the region) and have no figures.',
  },
  'zone-not-polygon': {
    zh: '文件 {file} 有 {count} 个要素不是面，未作为分区使用。',
    en: '{count} features of {file} are no polygons and were not used as zones.',
  },
  'clip-outside': {
    zh: '边界与区域没有重合，未裁剪；请核对边界文件及其坐标系。',
    en: 'The boundary does not meet the region and cut nothing; check the boundary file and its CRS.',
  },
  'clipped-people': {
    zh: '按边界裁剪，边界外的 {people} 人已去除。',
    en: 'Cut to the boundary: {people} people outside it were taken out.',
  },
  'clipped-facilities': {
    zh: '按边界裁剪，边界外的 {count} 个机构已去除。',
    en: 'Cut to the boundary: {count} facilities outside it were taken out.',
  },
  'file-unused': {
    zh: '有 {count} 个文件未使用，原因见各文件说明。',
    en: '{count} files were not used; each is listed with the reason.',
  },
  'population-from-density': {
    zh: '{file} 按人口密度（人/{unit}）读取，乘以各格网的实际面积得到 {people} 人；如该文件本身就是每格网人数，请在导入时更改单位。',
    en: joined(
      '{file} is read as people per {unit} and multiplied by the true area of each cell: {people} people. ',
      'If it counts people per cell, say so when importing.',
    ),
  },
  'population-spread': {
    zh: '{file} 的 {count} 个区域共 {people} 人，已均匀分布到区内可居住的格网（不含水面、湿地、冰雪和障碍；{partly} 个区域有此类土地）。',
    en: joined(
      'The {people} people of {count} areas of {file} are spread evenly over the cells of each where ',
      'people can live: not on water, wetland, snow or barriers ({partly} areas have such land).',
    ),
  },
  'region-without-people': {
    zh: '文件中没有人口数据：区域按道路或土地的范围建立，格网 {meters} 米。可计算出行时间、路径和按面积的服务圈；覆盖人口、选址、可及性得分和公平性需要加入人口数据。',
    en: joined(
      'The files hold no people: the region is framed by its roads or land, in cells of {meters} m. Travel ',
      'times, trips and catchments by area can be asked; covered people, siting, access scores and equity ',
      'need a population layer.',
    ),
  },
  'population-area-no-land': {
    zh: '{file} 有 {count} 个区域没有可居住的格网，其人口放在区内全部格网上；请核对边界和水系。',
    en: joined(
      '{count} areas of {file} have no cell where people can live; their people are on all their cells. ',
      'Check borders and water.',
    ),
  },
  'population-area-unusable': {
    zh: '{file} 有 {count} 个要素没有可用的面或人口数（列“{column}”），未计入人口；请补充后重新导入。',
    en: joined(
      '{count} features of {file} have no area or no number of people in the column {column} and were not ',
      'counted; mend them and import again.',
    ),
  },
  'road-speeds-given': {
    zh: '{file} 的 {count} 条道路采用文件或对照表给出的机动车速度，不用等级默认速度。',
    en: joined(
      '{count} roads of {file} have a speed of their own for motor vehicles, from the file or the mapping, ',
      'in place of that of their class.',
    ),
  },
  'accessmod-scenario': {
    zh: '采用 AccessMod 出行情景表 {file}：类别名称用作地表覆盖图例，机动车速度用于同名道路；步行速度请在出行设置中核对。各行：{rows}。',
    en: joined(
      'The AccessMod travel scenario {file} is used: its labels as legend of the land cover, its motorised ',
      'speeds for roads of the same name; check walking speeds in the travel settings. Rows: {rows}.',
    ),
  },
  'land-cover-merged': {
    zh: '{file} 是 AccessMod 合并地表覆盖：{roadCells} 个道路格网还原为周围的地类（道路以线图层为准），{closed} 个空值格网视为障碍。',
    en: joined(
      '{file} is a merged land cover of AccessMod: {roadCells} cells of road were given back to the land ',
      'around them (roads come as lines), {closed} empty cells are barriers.',
    ),
  },
  'features-broken': {
    zh: '{file} 中有 {count} 个要素的几何图形无法读取，按没有图形处理；请在 GIS 软件中检查并重新导出。',
    en: joined(
      '{count} features of {file} have a geometry that is none and are taken as without one; check them in ',
      'a GIS and export again.',
    ),
  },
  'table-rows-ragged': {
    zh: '{file} 有 {count} 行的字段数与标题行（{columns} 列）不一致，多出的字段未采用；请检查分隔符和引号。',
    en: joined(
      '{count} rows of {file} have other fields than the heading ({columns} columns); what is over was not ',
      'used. Check delimiters and quotes.',
    ),
  },
  'layer-file-unreadable': {
    zh: '{layer}图层的文件 {file} 无法读取，已跳过；请检查文件是否完整，修复后重新导入。',
    en: 'The file {file} of the layer {layer} cannot be read and was skipped; check that it is whole and import again.',
  },
  'facility-corrected': {
    zh: '按人工核对意见处理了机构表 {file} 的 {count} 行。',
    en: '{count} rows of {file} were handled as a person decided.',
  },
  'facility-coordinates-swapped': {
    zh: '机构表 {file} 有 {count} 个机构的经纬度写反，已对调；请在地图上核对。',
    en: joined(
      '{count} facilities of {file} had longitude and latitude the wrong way round; they were swapped. ',
      'Check them on the map.',
    ),
  },
  'facilities-same-place': {
    zh: '有 {count} 对机构相距不到 {meters} 米，可能重复登记；均已保留，请核对。',
    en: '{count} pairs of facilities stand within {meters} m of each other and may be one; all were kept, check them.',
  },
  'facilities-same-name': {
    zh: '有 {count} 对同名机构相距不到 {meters} 米，可能重复登记；均已保留，请核对。',
    en: '{count} pairs of facilities share a name within {meters} m and may be one; all were kept, check them.',
  },
  'facility-on-barrier': {
    zh: '有 {count} 个机构落在水面等障碍区，无法到达；示例中列出最近的可达位置，请核对坐标。',
    en: joined(
      '{count} facilities stand on water or another barrier and cannot be reached; the examples name the ',
      'nearest place that can. Check their coordinates.',
    ),
  },
  'facility-no-land-data': {
    zh: '有 {count} 个机构所在格网缺少地面数据，不参与计算；示例中列出最近的可达位置，请核对坐标或补充土地覆盖数据。',
    en: joined(
      '{count} facilities stand where there is no land data and take no part in analyses; the examples ',
      'name the nearest place that can be reached. Check their coordinates, or add land cover there.',
    ),
  },
  'facility-number-implausible': {
    zh: '有 {count} 个机构的床位或人员数不合常理；未作修改，请核对。',
    en: 'Beds or staff of {count} facilities are hardly possible; nothing was changed, check them.',
  },
  'facility-datum-shifted': {
    zh: '有 {count} 个机构的坐标可能采用 {datum} 坐标系（转换后更贴近道路和居民点）；未作修改，请核对来源并转换为 WGS 84。',
    en: joined(
      '{count} facilities may be in the datum {datum} (converted, they lie on roads and houses); nothing ',
      'was changed. Check the source and convert to WGS 84.',
    ),
  },
  'road-islands': {
    zh: '有 {count} 处道路与主路网不相连，共 {kilometres} 千米，沿线有 {people} 人、{facilities} 个机构；请核对是否缺少桥梁、渡口或连接线。',
    en: joined(
      '{count} pieces of road, {kilometres} km in all with {people} people and {facilities} facilities by ',
      'them, do not connect to the main network; look for a missing bridge, ferry or link.',
    ),
  },
  'distance-to-road': {
    zh: '有人居住的格网到最近道路的距离：中位数 {medianMeters} 米，90% 在 {p90Meters} 米以内，最远 {farthestMeters} 米。',
    en: joined(
      'From cells with people to the nearest road: median {medianMeters} m, nine in ten within {p90Meters} ',
      'm, at most {farthestMeters} m.',
    ),
  },
  'settlement-without-road': {
    zh: '有 {count} 处居民点（共 {people} 人）距最近道路超过 {meters} 米；请核对是否缺少道路。',
    en: joined(
      '{count} settlements with {people} people lie more than {meters} m from any road; check whether ',
      'roads are missing.',
    ),
  },
  'zone-population-differs': {
    zh: '分区图层 {zones} 有 {count} 个分区所载人口与格网统计不符（分区合计 {stated} 人，格网合计 {counted} 人）；分析以格网人口为准。',
    en: joined(
      'In {count} zones of {zones} the population stated differs from the grid’s (stated {stated} in all, ',
      'counted {counted}); analyses use the grid.',
    ),
  },
  'data-stops-at-border': {
    zh: '以下图层止于边界：{layers}。距边界 {kilometres} 千米内的 {people} 人跨界就医情况未知，可及性可能被低估；请补充邻区数据。',
    en: joined(
      'These layers stop at the boundary: {layers}. How the {people} people within {kilometres} km of it ',
      'reach care across it is unknown and may be underrated; add the neighbours’ data.',
    ),
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
