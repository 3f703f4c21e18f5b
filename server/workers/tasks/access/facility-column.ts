import { ProblemException } from '../../../contract/problems.ts';
import type { Facility, Region } from '../../../region/region.ts';

const OWN: Readonly<Record<string, (facility: Facility) => number | null>> = {
  capacity: (facility) => facility.capacity,
  doctors: (facility) => facility.doctors,
  gps: (facility) => facility.generalPractitioners,
  nurses: (facility) => facility.nurses,
  beds: (facility) => facility.beds,
};

/** The number a facility has in a column, null where it has none. `facilities` counts each as one. */
export function readFacilityColumn(facility: Facility, column: string): number | null {
  if (column === 'facilities') return 1;
  const own = OWN[column];
  if (own) return own(facility);
  const value = facility.attributes[column];
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Refuses a column that no facility of the region has a number in. */
export function assertFacilityColumn(region: Region, column: string, pointer: string): void {
  if (region.facilities.some((facility) => readFacilityColumn(facility, column) !== null)) return;
  const known = new Set<string>();
  for (const name of Object.keys(OWN))
    if (region.facilities.some((facility) => OWN[name]!(facility) !== null)) known.add(name);
  for (const facility of region.facilities)
    for (const name of Object.keys(facility.attributes))
      if (!known.has(name) && readFacilityColumn(facility, name) !== null) known.add(name);
  throw new ProblemException('invalid-inputs', { count: 1 }, [
    { pointer, code: 'column-unknown', parameters: { column, known: [...known].join(', ') || '—' } },
  ]);
}

/** The latest column of visits a year (`visits`, `visits_2025`, 诊疗人次…), null without one. */
export function findVisitsColumn(region: Region): string | null {
  const names = new Set<string>();
  for (const facility of region.facilities)
    for (const name of Object.keys(facility.attributes)) names.add(name);
  const visits = [...names].filter((name) =>
    /^(visits|outpatient_?visits|诊疗人次)([_ ]?(19|20)\d\d)?$/i.test(name),
  );
  return visits.sort().at(-1) ?? null;
}
