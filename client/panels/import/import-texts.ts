import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** Texts of the import dialog. */
export const IMPORT_TEXTS = {
  importOpen: { zh: '导入', en: 'Import' },
  importTitle: { zh: '导入数据，建立区域', en: 'Make a region of your files' },
  importReplaceTitle: { zh: '更新区域“{name}”', en: 'Renew region “{name}”' },
  importIntro: {
    zh: '把文件或整个文件夹拖到这里：人口栅格或表格、医疗机构（Excel、CSV…）、道路（OSM 或矢量）、边界、高程、地表覆盖。任何坐标系都可以。',
    en:
      'Drop files or a whole folder here: population raster or table, facilities (Excel, CSV…), ' +
      'roads (OSM or lines), boundary, elevation, land cover. Any coordinate system will do.',
  },
  importReplaceIntro: {
    zh: '放入要更新的文件，其余文件沿用。原有版本会保留，可以恢复。',
    en: 'Drop the files that change; the others stay. The present version is kept and can be brought back.',
  },
  importFiles: { zh: '选择文件', en: 'Choose files' },
  importFolder: { zh: '选择文件夹', en: 'Choose a folder' },
  importMore: { zh: '添加文件', en: 'Add files' },
  importDrop: { zh: '松开即导入', en: 'Drop to import' },
  importSending: { zh: '正在上传…', en: 'Sending…' },
  importLooking: { zh: '正在识别每个文件…', en: 'Looking at each file…' },
  importFilesHead: { zh: '文件', en: 'Files' },
  importUse: { zh: '使用 {name}', en: 'Use {name}' },
  importLayer: { zh: '{name} 的内容', en: 'What {name} is' },
  importLayerUnknown: { zh: '请选择内容', en: 'Say what it is' },
  importNotUsed: { zh: '不使用', en: 'Not used' },
  importFactsFeatures: { zh: '{count} 个要素', en: '{count} features' },
  importFactsRows: { zh: '{count} 行', en: '{count} rows' },
  importFactsPlaced: { zh: '{count} 行有坐标', en: '{count} with coordinates' },
  importFactsRaster: { zh: '{columns} × {rows} 格', en: '{columns} × {rows} cells' },
  importMissing: {
    zh: '没有：{layers}。可以先导入，相关结果会注明。',
    en: 'Not there: {layers}. You can go on; results will say so.',
  },
  importNoPeople: {
    zh: '还缺少人口数据：请加入人口栅格（GeoTIFF）或含经纬度和人口数的表格。只有道路或土地覆盖时，可建立只计算出行时间的区域。',
    en:
      'People are missing: add a population raster (GeoTIFF) or a table with ' +
      'coordinates and people. Roads or land cover alone make a region for travel times.',
  },
  importTwoFacilities: {
    zh: '有 {count} 个机构文件：将合并为一份名单，与其他文件列出相同地点的文件除外。不采用的文件请取消勾选。',
    en:
      'There are {count} facility files: they are joined into one list, but for a ' +
      'file that lists the same places as another. Untick those not to be used.',
  },
  importTiers: { zh: '机构等级', en: 'Tiers of facilities' },
  importTiersHint: {
    zh: '已按文件中的等级或类型名称猜测，请核对。',
    en: 'Guessed from the files’ own words of tier or type, please check.',
  },
  importTiersUnknown: {
    zh: '有 {count} 个名称无法识别，将按机构名称判断，否则归为“其他机构”；请在下面选择等级。',
    en: '{count} words are not understood: the name of the facility decides, else it is “other”. Choose a tier below.',
  },
  importTierWord: { zh: '文件中的名称', en: 'Word in the file' },
  importTier: { zh: '等级', en: 'Tier' },
  importTierOf: { zh: '“{word}”的等级', en: 'Tier of {word}' },
  importTierByName: { zh: '（按机构名称）', en: '(by the facility’s name)' },
  importZoneNames: { zh: '分区名称', en: 'Names of zones' },
  importZoneNamesHint: {
    zh: '每个文件以哪个属性作为分区名称。',
    en: 'The property by which the zones of each file are called.',
  },
  importCrs: { zh: '{name} 的坐标系', en: 'Coordinate reference system of {name}' },
  importCrsPlaceholder: { zh: '坐标系：EPSG:32737 或 WKT', en: 'CRS: EPSG:32737 or WKT' },
  importCrsTake: { zh: '采用', en: 'Apply' },
  importColumns: { zh: '机构表的列', en: 'Columns of the facilities' },
  importColumnsHint: {
    zh: '已按列名猜测，请核对；第一行的值列在旁边。',
    en: 'Guessed from the headings, please check; the first row stands beside.',
  },
  importColumnNone: { zh: '（没有）', en: '(none)' },
  fieldName: { zh: '名称', en: 'Name' },
  fieldLon: { zh: '经度', en: 'Longitude' },
  fieldLat: { zh: '纬度', en: 'Latitude' },
  fieldTier: { zh: '级别', en: 'Tier' },
  fieldType: { zh: '类型', en: 'Type' },
  fieldBeds: { zh: '床位', en: 'Beds' },
  fieldDoctors: { zh: '医生', en: 'Doctors' },
  fieldNurses: { zh: '护士', en: 'Nurses' },
  fieldCapacity: { zh: '服务能力', en: 'Capacity' },
  importBoundary: { zh: '边界文件', en: 'Boundary' },
  importBoundaryNone: { zh: '不指定', en: 'None' },
  importClip: { zh: '按边界裁剪', en: 'Clip to the boundary' },
  importClipHint: {
    zh: '不裁剪时，边界只用于统计，区域外的人口和机构照样参与计算。',
    en: 'Without it the boundary only counts; people and facilities outside stay in the analysis.',
  },
  importHalo: { zh: '边界外保留', en: 'Keep beyond it' },
  importHaloReach: { zh: '一小时车程', en: 'An hour by car' },
  importHaloKm: { zh: '{km} 千米', en: '{km} km' },
  importName: { zh: '区域名称', en: 'Name of the region' },
  importStart: { zh: '开始导入', en: 'Make the region' },
  importReplaceStart: { zh: '更新区域', en: 'Renew the region' },
  importCancel: { zh: '取消', en: 'Cancel' },
  importProblem: { zh: '这些文件无法导入', en: 'These files cannot be taken' },
  importPeopleMeaning: { zh: '人口数据的含义', en: 'What the population counts' },
  importUnitHint: {
    zh: '密度会乘以每个格网的实际面积。已按文件的单位说明或名称猜测，请核对。',
    en: 'A density is multiplied by the true area of each cell. Guessed from the file’s unit or name, please check.',
  },
  importAreasHint: {
    zh: '各区人口均匀分布到区内可居住的土地：不含水面、湿地、冰雪和障碍。',
    en:
      'The people of each area are spread over its land where people ' +
      'can live: not on water, wetland, snow or barriers.',
  },
  importPeopleColumn: { zh: '人口列（{name}）', en: 'Column of people ({name})' },
  unitPeople: { zh: '每格网人数', en: 'People per cell' },
  unitPerKm2: { zh: '每平方公里人数', en: 'People per km²' },
  unitPerHectare: { zh: '每公顷人数', en: 'People per hectare' },
  importRoads: { zh: '道路类别与速度', en: 'Road classes and speeds' },
  importRoadsHint: {
    zh: '已按文件中的类别名称猜测道路等级，请核对。速度填 0 时采用该等级的默认速度。',
    en: 'Road classes are guessed from the file’s words, please check. A speed of 0 is that of the class.',
  },
  importRoadsUnknown: {
    zh: '有 {count} 个类别无法识别，其道路将不采用；请在下面选择等级。',
    en: '{count} words are not understood and their roads will be left out; choose a class below.',
  },
  importRoadWord: { zh: '文件中的类别', en: 'Word in the file' },
  importRoadClass: { zh: '道路等级', en: 'Road class' },
  importRoadSpeed: { zh: '机动车速度（km/h）', en: 'Vehicles (km/h)' },
  importRoadClassOf: { zh: '“{word}”的道路等级', en: 'Class of {word}' },
  importRoadSpeedOf: { zh: '“{word}”的机动车速度', en: 'Speed of vehicles on {word}' },
  importRoadCount: { zh: '{count} 条', en: 'Lines: {count}' },
  importRoadNone: { zh: '（不采用）', en: '(left out)' },
  layerScenario: { zh: '出行情景表（AccessMod）', en: 'travel scenario (AccessMod)' },
  layerPack: { zh: '区域数据包', en: 'region pack' },
  layerOsm: { zh: '道路、水系、地名（OSM）', en: 'roads, water, places (OSM)' },
  layerLegend: { zh: '地表覆盖图例', en: 'land-cover legend' },
  processImport: { zh: '导入区域', en: 'Import' },
  saidLooked: { zh: '已识别 {count} 个文件。', en: '{count} files looked at.' },
  saidImporting: { zh: '导入已开始。', en: 'The import has started.' },
} as const satisfies Record<string, Bilingual>;
