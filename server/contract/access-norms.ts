import type { Tier, TravelMode } from './vocabulary.ts';

/** One editable default with where it comes from; `unconfirmed` ones are printed as such. */
export interface Norm<T> {
  readonly value: T;
  readonly source: string;
  readonly status: 'confirmed' | 'unconfirmed';
}

/**
 * Longest acceptable trip to a facility of each tier. Inputs replace them one by one (`norms.tierCutoffs`).
 */
export const TIER_CUTOFFS: Partial<Record<Tier, Norm<{ minutes: number; mode: TravelMode }>>> = {
  village: {
    value: { minutes: 15, mode: 'walk' },
    source:
      '15 分钟医疗卫生服务圈；“80 % 居民步行 15 分钟”转引自 ISPRS Int. J. Geo-Inf. 11(8):436，未见原文件 (quoted as a national ' +
      'target, the text itself not seen)',
    status: 'unconfirmed',
  },
  township: {
    value: { minutes: 30, mode: 'walk' },
    source:
      '农村 20–30 分钟服务圈，各省不一，文件未核 (rural circle of 20–30 minutes; provinces differ, no text seen; on foot is assumed)',
    status: 'unconfirmed',
  },
  county: {
    value: { minutes: 60, mode: 'car' },
    source: '本系统的假定，无文件依据 (assumption of this service: no document gives it)',
    status: 'unconfirmed',
  },
};

/** What turns visits and staff into people a year where a facility list has no capacity (`norms`). */
export const CAPACITY_NORMS: {
  readonly visitsPerPerson: Norm<number>;
  readonly peoplePerStaff: Norm<number>;
} = {
  visitsPerPerson: {
    value: 5,
    source: 'WHO SARA: 5 outpatient visits per person and year',
    status: 'unconfirmed',
  },
  peoplePerStaff: {
    value: 1000,
    source: '每千服务人口至少 1 名乡村医生 (one village doctor per 1,000 people served)',
    status: 'unconfirmed',
  },
};
