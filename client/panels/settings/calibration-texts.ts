import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** The model compared with timed trips. */
export const CALIBRATION_TEXTS = {
  calibrate: { zh: '用实测行程校准', en: 'Hold the model against timed trips' },
  calibrateHint: {
    zh: '上传 CSV（列：from_lon, from_lat, to_lon, to_lat, minutes）或带 minutes 属性的 GeoJSON 线。不会自动改动任何设置。',
    en:
      'A CSV with from_lon, from_lat, to_lon, to_lat, minutes, or GeoJSON ' +
      'lines with the property minutes. Nothing is changed by itself.',
  },
  calibrateChoose: { zh: '选择行程文件', en: 'Choose a file of trips' },
  calibrateClear: { zh: '清除行程', en: 'Clear the trips' },
  tripsRead: { zh: '{name}：读入 {count} 次行程。', en: '{name}: {count} trips read.' },
  tripPlace: { zh: '第 {place} 条：', en: 'No. {place}:' },
  tripFaultColumns: {
    zh: '第一行缺少 from_lon、from_lat、to_lon、to_lat 或 minutes。',
    en: 'The first line lacks from_lon, from_lat, to_lon, to_lat or minutes.',
  },
  tripFaultJson: { zh: '不是 GeoJSON 要素集合。', en: 'Not a GeoJSON feature collection.' },
  tripFaultEmpty: { zh: '文件中没有行程。', en: 'There is no trip in the file.' },
  tripFaultLonLat: {
    zh: '经纬度不是有效数值，未采用。',
    en: 'longitude or latitude is no number on earth; left out.',
  },
  tripFaultMinutes: {
    zh: '分钟数须大于 0 且不超过 1440，未采用。',
    en: 'minutes must be above 0 and at most 1440; left out.',
  },
  tripFaultLine: { zh: '不是起点到终点的线，未采用。', en: 'not a line from start to end; left out.' },
  tripFaultTooMany: {
    zh: '一次最多 5000 次行程，请分开上传。',
    en: 'At most 5000 trips at a time; split the file.',
  },
  tripMoreFaults: { zh: '另有 {count} 条同类问题。', en: '{count} more like these.' },
  tripUsed: { zh: '已采用', en: 'used' },
  tripNoPath: { zh: '模型中无路可达', en: 'no way in the model' },
  tripSameCell: { zh: '起终点在同一格', en: 'both ends in one cell' },
  tripOutside: { zh: '在区域之外', en: 'outside the region' },
  tripOnBarrier: { zh: '端点在障碍上', en: 'an end on a barrier' },
  tripNoData: { zh: '端点处无数据', en: 'no data at an end' },
  wayWalk: { zh: '步行', en: 'On foot,' },
  wayWalkRoad: { zh: '沿路步行', en: 'On foot along' },
  wayRide: { zh: '乘车', en: 'Riding,' },
  calibrateSummary: {
    zh: '采用 {used} 次行程：模型平均偏差 {bias} 分钟，平均绝对误差 {absolute} 分钟，均方根误差 {rmse} 分钟。',
    en:
      '{used} trips used: the model is {bias} min off on average, ' +
      '{absolute} min in absolute terms, root mean square {rmse} min.',
  },

  errorKey: { zh: '地图上线条的颜色', en: 'Colours of the lines on the map' },
  errorMuchQuick: { zh: '快 25% 以上', en: 'over 25% too quick' },
  errorQuick: { zh: '快 10–25%', en: '10–25% too quick' },
  errorGood: { zh: '误差 10% 以内', en: 'within 10%' },
  errorSlow: { zh: '慢 10–25%', en: '10–25% too slow' },
  errorMuchSlow: { zh: '慢 25% 以上', en: 'over 25% too slow' },
  tripNumber: { zh: '行程', en: 'Trip' },
  tripObserved: { zh: '实测（分）', en: 'Timed (min)' },
  tripModel: { zh: '模型（分）', en: 'Model (min)' },
  tripError: { zh: '误差（分）', en: 'Error (min)' },
  tripRowsLeft: {
    zh: '按误差从大到小；其余 {count} 次见地图。',
    en: 'Largest errors first; {count} more are on the map.',
  },

  factorHead: { zh: '更合适的速度', en: 'Speeds that would fit better' },
  factorClass: { zh: '类别', en: 'Class' },
  factorTrips: { zh: '行程数', en: 'Trips' },
  factorSpeed: { zh: '公里/小时', en: 'km/h' },
  factorFromTo: { zh: '{before} → {after}', en: '{before} → {after}' },
  factorHint: {
    zh: '按这些速度，均方根误差估计为 {rmse} 分钟。以 × 表示的类别在此出行方式下不能单独设置。',
    en:
      'With these speeds the root mean square error would be about {rmse} min. ' +
      'Classes marked × have no setting of their own with this way of travel.',
  },
  factorApply: { zh: '采用这些速度', en: 'Use these speeds' },
} as const satisfies Record<string, Bilingual>;
