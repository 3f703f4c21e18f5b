/**
 * Reference values printed beside a region's own figures: only those confirmed against a published source.
 * They are
 * shown, never applied: no number of a report depends on them but the attainment column.
 */
export type ResourceIndicator = 'indicatorBeds' | 'indicatorDoctors' | 'indicatorNurses' | 'indicatorGps';

export interface ReferenceNorm {
  readonly indicator: ResourceIndicator;
  readonly value: number;
  readonly perPeople: number;
  readonly source: 'normPlan2020' | 'normActual2023';
}

export const REFERENCE_NORMS: readonly ReferenceNorm[] = [
  { indicator: 'indicatorBeds', value: 6, perPeople: 1000, source: 'normPlan2020' },
  { indicator: 'indicatorBeds', value: 7.23, perPeople: 1000, source: 'normActual2023' },
  { indicator: 'indicatorDoctors', value: 2.5, perPeople: 1000, source: 'normPlan2020' },
  { indicator: 'indicatorDoctors', value: 3.4, perPeople: 1000, source: 'normActual2023' },
  { indicator: 'indicatorNurses', value: 3.14, perPeople: 1000, source: 'normPlan2020' },
  { indicator: 'indicatorNurses', value: 4, perPeople: 1000, source: 'normActual2023' },
  { indicator: 'indicatorGps', value: 2, perPeople: 10_000, source: 'normPlan2020' },
  { indicator: 'indicatorGps', value: 3.99, perPeople: 10_000, source: 'normActual2023' },
];
