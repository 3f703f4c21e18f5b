import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** One place: people within reach, facilities it reaches, and why. */
export const POINT_TEXTS = {
  pointEmpty: {
    zh: '点击地图任意位置，查看从那里 15、30、60 分钟能服务多少人，以及最近的机构。',
    en:
      'Click anywhere on the map to see how many people are within 15, ' +
      '30 and 60 minutes of it, and the nearest facilities.',
  },
  pointEmptyKeys: {
    zh: '用键盘：按 Tab 进入地图，用方向键移动，按回车选择中心点。',
    en: 'By keyboard: tab to the map, move with the arrow keys, press Enter to pick its centre.',
  },
  pointUseCentre: { zh: '使用地图中心', en: 'Use map centre' },
  pointTitle: { zh: '所选地点', en: 'This place' },
  pointClear: { zh: '清除地点', en: 'Clear' },
  pointCatchments: { zh: '服务圈人口', en: 'People within reach' },
  pointWithin: { zh: '{minutes} 分钟', en: '{minutes} min' },
  pointArea: { zh: '{area} km²', en: '{area} km²' },
  pointNearest: { zh: '到最近机构', en: 'Nearest care' },
  pointNearestHint: { zh: '从此处出发，各层级最近的机构', en: 'From here to the nearest of each tier' },
  pointNearestHintFrom: { zh: '从各层级最近的机构到此处', en: 'From the nearest of each tier to here' },
  pointHere: { zh: '此格网居住 {people} 人', en: '{people} people live in this cell' },
  pointNone: { zh: '无法到达', en: 'Cannot be reached' },
  pointPath: { zh: '路线', en: 'Route' },
  cellBarrier: {
    zh: '此处是水面或其他障碍，没有人能从这里出发。',
    en: 'This is water or another barrier: nobody can start here.',
  },
  cellOutside: { zh: '此处在区域范围之外。', en: 'This place is outside the region.' },
  cellNoData: { zh: '此处缺少地面数据。', en: 'There is no land data here.' },
  legWalk: { zh: '地面步行', en: 'Walk over land' },
  legWalkRoad: { zh: '沿路步行', en: 'Walk along road' },
  legBoard: { zh: '上车准备', en: 'Board' },

  whyHead: { zh: '为什么', en: 'Why' },
  whyCovered: { zh: '{minutes} 分钟内可到达：{name}，{time}。', en: 'Within {minutes} min: {name}, {time}.' },
  whyTooFar: {
    zh: '超时 {over}：最近的 {name} 要 {time}。',
    en: '{over} too long: the nearest, {name}, takes {time}.',
  },
  whyMost: { zh: '大部分时间花在：{leg}，{time}。', en: 'Most of it: {leg}, {time}.' },
  whyBlocked: {
    zh: '无路可达。直线最近的是 {name}，{distance}，中间被水面或断路隔开。',
    en: 'No way there. In a straight line {name} is nearest, {distance}; water or a missing road lies between.',
  },
  whyBlockedNone: { zh: '无路可达任何机构。', en: 'No way to any facility.' },
  whyFull: {
    zh: '到得了，但机构已满：“{mode}”下此处 {people} 人得不到服务。',
    en: 'In reach, but full ({mode}): {people} people here are not served.',
  },
  whyBarrier: { zh: '位于障碍区，无法出发。', en: 'On a barrier: nobody can start here.' },
  whyNoData: { zh: '缺少地面数据，无法判断。', en: 'No land data: cannot be told.' },
  nearOver: { zh: '超 {over}', en: '{over} over' },
  nearFull: { zh: '已满', en: 'full' },
  nearRoom: { zh: '余 {left}', en: '{left} left' },
} as const satisfies Record<string, Bilingual>;
