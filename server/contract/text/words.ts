import type {
  AgeBand,
  LandClass,
  RoadClass,
  Tier,
  TravelMode,
  TravelModel,
  UncoveredReason,
} from '../vocabulary.ts';
import type { Bilingual } from './sentence.ts';

/** Names of the closed word lists, for page, report and API alike. */
export const TIER_NAMES: Record<Tier, Bilingual> = {
  village: { zh: '村卫生室', en: 'Village post' },
  township: { zh: '乡镇卫生院/社区卫生服务中心', en: 'Township or community centre' },
  county: { zh: '县级医院', en: 'County hospital' },
  other: { zh: '其他机构', en: 'Other facility' },
};

export const MODE_NAMES: Record<TravelMode, Bilingual> = {
  walk: { zh: '步行', en: 'On foot' },
  bicycle: { zh: '自行车', en: 'By bicycle' },
  motorcycle: { zh: '摩托车', en: 'By motorcycle' },
  car: { zh: '汽车', en: 'By car' },
};

export const MODEL_NAMES: Record<TravelModel, Bilingual> = {
  hybrid: { zh: '地面与道路联合模型', en: 'Land and road together' },
  network: { zh: '仅道路网络', en: 'Road network only' },
  raster: { zh: '栅格模型(道路并入栅格)', en: 'Raster (roads burnt in)' },
  'straight-line': { zh: '直线距离', en: 'Straight line' },
};

export const REASON_NAMES: Record<UncoveredReason, Bilingual> = {
  tooFar: { zh: '超出时限', en: 'Too far' },
  blocked: { zh: '无路可达', en: 'No path' },
  onBarrier: { zh: '位于障碍区(如水面)', en: 'On a barrier such as water' },
  capacity: { zh: '机构能力已满', en: 'Capacity exhausted' },
  noData: { zh: '缺少地面数据', en: 'No land data' },
};

export const AGE_NAMES: Record<AgeBand, Bilingual> = {
  '0-6': { zh: '0–6岁', en: 'Aged 0–6' },
  '7-14': { zh: '7–14岁', en: 'Aged 7–14' },
  '15-59': { zh: '15–59岁', en: 'Aged 15–59' },
  '60-64': { zh: '60–64岁', en: 'Aged 60–64' },
  '65+': { zh: '65岁及以上', en: 'Aged 65 and over' },
};

export const ROAD_NAMES: Record<RoadClass, Bilingual> = {
  motorway: { zh: '高速公路', en: 'Motorway' },
  trunk: { zh: '干线公路', en: 'Trunk road' },
  primary: { zh: '国道/主干路', en: 'Primary road' },
  secondary: { zh: '省道/次干路', en: 'Secondary road' },
  tertiary: { zh: '县道/支路', en: 'Tertiary road' },
  unclassified: { zh: '乡道', en: 'Minor road' },
  residential: { zh: '居住区道路', en: 'Residential street' },
  living_street: { zh: '生活街区', en: 'Living street' },
  service: { zh: '内部道路', en: 'Service road' },
  track: { zh: '机耕道', en: 'Track' },
  path: { zh: '小径', en: 'Path' },
  footway: { zh: '人行道', en: 'Footway' },
  cycleway: { zh: '自行车道', en: 'Cycleway' },
  steps: { zh: '台阶', en: 'Steps' },
  ferry: { zh: '渡船', en: 'Ferry' },
};

export const LAND_NAMES: Record<LandClass, Bilingual> = {
  unknown: { zh: '未知地表', en: 'Unknown land' },
  'built-up': { zh: '建成区', en: 'Built-up' },
  cropland: { zh: '耕地', en: 'Cropland' },
  grassland: { zh: '草地', en: 'Grassland' },
  shrubland: { zh: '灌丛', en: 'Shrubland' },
  forest: { zh: '林地', en: 'Forest' },
  wetland: { zh: '湿地', en: 'Wetland' },
  bare: { zh: '裸地', en: 'Bare ground' },
  moss: { zh: '苔藓地衣', en: 'Moss and lichen' },
  snow: { zh: '冰雪', en: 'Snow and ice' },
  water: { zh: '水体', en: 'Water' },
  nodata: { zh: '无数据', en: 'No data' },
};

/** Names of a region's layers, as findings and sources call them. */
export const LAYER_NAMES: Readonly<Record<string, Bilingual>> = {
  population: { zh: '人口', en: 'population' },
  facilities: { zh: '医疗卫生机构', en: 'facilities' },
  roads: { zh: '道路', en: 'roads' },
  'land-cover': { zh: '地表覆盖', en: 'land cover' },
  elevation: { zh: '高程', en: 'elevation' },
  water: { zh: '水系', en: 'water' },
  wetlands: { zh: '湿地', en: 'wetlands' },
  barriers: { zh: '障碍物', en: 'barriers' },
  zones: { zh: '分区', en: 'zones' },
  boundary: { zh: '边界', en: 'boundary' },
  places: { zh: '地名', en: 'places' },
  files: { zh: '文件', en: 'files' },
  metadata: { zh: '区域说明', en: 'metadata' },
  legend: { zh: '地表覆盖图例', en: 'land-cover legend' },
  'travel-scenario': { zh: '出行情景表', en: 'travel scenario' },
};
