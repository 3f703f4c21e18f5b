import type { Tier, TravelMode } from './vocabulary.ts';

/** One editable default with where it comes from; `unconfirmed` ones are printed as such. */
export interface Norm<T> {
  readonly value: T;
  readonly source: string;
  readonly status: 'confirmed' | 'unconfirmed';
}

/** Longest acceptable trip to a facility of each tier. Inputs replace them one by one (`norms.tierCutoffs`). */
export const TIER_CUTOFFS: Partial<Record<Tier, Norm<{ minutes: number; mode: TravelMode }>>> = {
  village: {
    value: { minutes: 15, mode: 'walk' },
    source: '15 分钟医疗卫生服务圈 (15-minute service circle)',
    status: 'unconfirmed',
  },
  township: {
    value: { minutes: 30, mode: 'walk' },
    source: '农村 30 分钟服务圈 (rural 30-minute service circle; provincial targets vary)',
    status: 'unconfirmed',
  },
  county: {
    value: { minutes: 60, mode: 'car' },
    source: '县级医院 60 分钟车程 (county hospital within an hour by car)',
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
