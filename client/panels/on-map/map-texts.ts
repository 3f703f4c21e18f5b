import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** The map: legend, layers, handles. */
export const MAP_TEXTS = {
  mapStale: { zh: '地图显示之前设置的结果', en: 'The map shows the earlier settings' },
  mapSynthetic: { zh: '示范数据 · 虚构地区', en: 'Synthetic data · not a real place' },
  mapLabel: {
    zh: '地图：方向键平移，加减号缩放，回车选择中心点',
    en: 'Map: arrow keys pan, plus and minus zoom, Enter picks the centre',
  },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
  zoomRegion: { zh: '全区域', en: 'Whole region' },

  legend: { zh: '图例', en: 'Legend' },
  cutoff: { zh: '时限', en: 'Time limit' },
  legendTime: { zh: '到最近机构的时间（分钟）', en: 'Minutes to the nearest facility' },
  legendBeyond: { zh: '超出时限', en: 'Over the limit' },
  legendUncovered: { zh: '未覆盖人口', en: 'People not covered' },
  legendPopulation: { zh: '每格人口', en: 'People per cell' },
  legendChance: { zh: '被覆盖的把握', en: 'Chance of being covered' },
  legendScore: { zh: '可及性得分（相对平均）', en: 'Access score against the mean' },

  cutFacilities: {
    zh: '本区域有 {count} 个机构，地图只画前 {most} 个；计算使用全部机构',
    en: 'The map draws the first {most} of {count} facilities; every answer uses all of them',
  },
  cutPlaces: {
    zh: '本区域有 {count} 个地名，地图只画前 {most} 个',
    en: 'The map draws the first {most} of {count} place names',
  },

  layers: { zh: '图层', en: 'Layers' },
  layerTime: { zh: '出行时间', en: 'Travel time' },
  layerUncovered: { zh: '未覆盖人口', en: 'People not covered' },
  layerPopulation: { zh: '人口', en: 'Population' },
  layerFacilities: { zh: '机构', en: 'Facilities' },
  layerRoads: { zh: '道路', en: 'Roads' },
  layerZones: { zh: '分区边界', en: 'Zone borders' },
  layerPlaces: { zh: '地名', en: 'Place names' },
  layerRelief: { zh: '地形', en: 'Relief' },
  layerChance: { zh: '覆盖把握', en: 'Chance covered' },
  layerScore: { zh: '可及性得分', en: 'Access score' },
} as const satisfies Record<string, Bilingual>;
