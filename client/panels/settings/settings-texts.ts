import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** The settings: how people travel, to whom, how they are counted. */
export const SETTINGS_TEXTS = {
  settings: { zh: '计算设置', en: 'Settings' },
  mode: { zh: '出行方式', en: 'Travel' },
  modeWalk: { zh: '步行', en: 'Walk' },
  modeBicycle: { zh: '自行车', en: 'Bicycle' },
  modeMotorcycle: { zh: '摩托车', en: 'Motorbike' },
  modeCar: { zh: '汽车', en: 'Car' },
  tiers: { zh: '机构层级', en: 'Facilities' },
  more: { zh: '更多设置', en: 'More settings' },
  season: { zh: '季节', en: 'Season' },
  seasonDry: { zh: '旱季', en: 'Dry' },
  seasonWet: { zh: '雨季', en: 'Wet' },
  direction: { zh: '方向', en: 'Direction' },
  toFacility: { zh: '前往机构', en: 'To the facility' },
  fromFacility: { zh: '从机构出发', en: 'From the facility' },
  model: { zh: '模型', en: 'Model' },

  counting: { zh: '计数方式', en: 'Counting' },
  countingOwn: { zh: '标准（≤ 时限）', en: 'Standard (≤ limit)' },
  countingCompat: { zh: '同 AccessMod 5', en: 'As AccessMod 5' },

  norms: { zh: '按标准设定', en: 'Set as a norm asks' },
  normPreset: { zh: '{tier}：{mode} {minutes} 分钟', en: '{tier}: {minutes} min, {mode}' },
} as const satisfies Record<string, Bilingual>;
