/** Where the capacity of a facility comes from. */
type CapacitySource = 'column' | 'visits' | 'staff' | 'none';

export interface CapacityInput {
  /** People a year, from the facility list. */
  readonly capacity: number | null;
  /** Visits in a year. */
  readonly visits: number | null;
  /** Doctors (or the cadre the norm speaks of). */
  readonly staff: number | null;
}

export interface CapacityNorms {
  /** Visits that one person makes in a year, > 0. */
  readonly visitsPerPerson: number;
  /** People a year that one member of staff can serve, > 0. */
  readonly peoplePerStaff: number;
}

export interface CapacityFound {
  /** People a year; null where nothing is known. */
  readonly people: number | null;
  readonly source: CapacitySource;
}

/**
 * Capacity in people a year: the column `capacity`, else visits ÷ visits per person, else staff × the norm,
 * else unknown. Never beds.
 * A figure that is not ≥ 0 and finite counts as missing. Throws on norms that are not > 0.
 */
export function findCapacities(rows: readonly CapacityInput[], norms: CapacityNorms): CapacityFound[] {
  for (const name of ['visitsPerPerson', 'peoplePerStaff'] as const)
    if (!(norms[name] > 0) || !Number.isFinite(norms[name]))
      throw new RangeError(`${name}: expected > 0, got ${norms[name]}`);
  const known = (value: number | null): value is number =>
    value !== null && value >= 0 && Number.isFinite(value);
  return rows.map(({ capacity, visits, staff }) => {
    if (known(capacity)) return { people: capacity, source: 'column' };
    if (known(visits)) return { people: visits / norms.visitsPerPerson, source: 'visits' };
    if (known(staff)) return { people: staff * norms.peoplePerStaff, source: 'staff' };
    return { people: null, source: 'none' };
  });
}
