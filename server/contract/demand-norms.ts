import type { Norm } from './access-norms.ts';
import type { AgeBand } from './vocabulary.ts';

/** Years that each band spans; the last is open. */
export const BAND_YEARS: Readonly<Record<AgeBand, number>> = {
  '0-6': 7,
  '7-14': 8,
  '15-59': 45,
  '60-64': 5,
  '65+': Infinity,
};

const PLACEHOLDER = '占位数，请以本地统计替换 (placeholder: put your own statistics in)';

/**
 * What a forecast assumes unless stated otherwise; inputs replace them one by one. Sources read “中文
 * (English)”.
 */
export const DEMAND_NORMS = {
  birthsPer1000Adults: {
    value: 10,
    source: `每千名 15–59 岁居民每年出生数，${PLACEHOLDER}`,
    status: 'unconfirmed',
  },
  deathsPer1000: {
    value: { '0-6': 1, '7-14': 0.3, '15-59': 2, '60-64': 9, '65+': 45 },
    source: `各年龄组每千人每年死亡数，${PLACEHOLDER}`,
    status: 'unconfirmed',
  },
  visitsPerPerson: {
    value: 2.7,
    source:
      '2023 年全国基层诊疗人次（卫生院 13.1、中心 8.3、站 2.1、村 14.0 亿）÷ 14.1 亿人 (visits to centres, stations and village ' +
      'posts in 2023 ÷ residents)',
    status: 'confirmed',
  },
  visitsIndex: {
    value: { '0-6': 1.4, '7-14': 0.7, '15-59': 0.9, '60-64': 1.1, '65+': 2 },
    source: `各年龄组相对就诊率，${PLACEHOLDER}`,
    status: 'unconfirmed',
  },
  visitsPerDoctorDay: { value: 10, source: `每名医生日均诊疗人次，${PLACEHOLDER}`, status: 'unconfirmed' },
  workingDays: { value: 251, source: '法定工作日 (statutory working days)', status: 'unconfirmed' },
  doctorsPer1000: {
    value: 2.5,
    source:
      '全国医疗卫生服务体系规划纲要 2015–2020：执业（助理）医师 (national plan of health services 2015–2020, licensed physicians)',
    status: 'confirmed',
  },
  gpsPer1000: {
    value: 0.2,
    source:
      '全国医疗卫生服务体系规划纲要 2015–2020：每万人 2 名全科医生 (national plan of health services 2015–2020, 2 GPs per 10,000)',
    status: 'confirmed',
  },
  nursesPer1000: {
    value: 3.14,
    source:
      '全国医疗卫生服务体系规划纲要 2015–2020：注册护士 (national plan of health services 2015–2020, registered nurses)',
    status: 'confirmed',
  },
  bedsPer1000: {
    value: 6,
    source: '全国医疗卫生服务体系规划纲要 2015–2020：床位 (national plan of health services 2015–2020, beds)',
    status: 'confirmed',
  },
} as const satisfies Record<string, Norm<number | Readonly<Record<AgeBand, number>>>>;
export type DemandNorm = keyof typeof DEMAND_NORMS;
