import { ProblemException } from '../../contract/problems.ts';
import { guessColumns } from '../../region/import/tables/facility-columns.ts';
import type { Facility, Region } from '../../region/model/region.ts';

const OWN: Readonly<Record<string, (facility: Facility) => number | null>> = {
  capacity: (facility) => facility.capacity,
  doctors: (facility) => facility.doctors,
  gps: (facility) => facility.generalPractitioners,
  nurses: (facility) => facility.nurses,
  beds: (facility) => facility.beds,
};

/** Meanings of columns whose numbers cannot be added up. */
const CODES: ReadonlySet<string> = new Set([
  'id',
  'name',
  'lon',
  'lat',
  'tier',
  'tierName',
  'type',
  'ownership',
]);

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

/** What a refusal may name as the way out beside or among the columns; reads alike in all languages. */
interface Offered {
  readonly also?: string;
  readonly only?: readonly string[];
}

/** Refuses a column that no facility of the region has a number in. */
export function assertFacilityColumn(
  region: Region,
  column: string,
  pointer: string,
  { also, only }: Offered = {},
): void {
  if (region.facilities.some((facility) => readFacilityColumn(facility, column) !== null)) return;
  const known = listAmountColumns(region).filter((name) => only?.includes(name) ?? true);
  if (also !== undefined) known.push(also);
  throw new ProblemException('invalid-inputs', { count: 1 }, [
    { pointer, code: 'column-unknown', parameters: { column, known: known.join(', ') || '—' } },
  ]);
}

/** Columns in which some facility has an amount: numbers that are codes or places are none. */
function listAmountColumns(region: Region): string[] {
  const known = new Set<string>();
  for (const name of Object.keys(OWN))
    if (region.facilities.some((facility) => OWN[name]!(facility) !== null)) known.add(name);
  for (const facility of region.facilities)
    for (const name of Object.keys(facility.attributes))
      if (!known.has(name) && !isCode(name) && readFacilityColumn(facility, name) !== null) known.add(name);
  return [...known];
}

/** Whether a heading speaks of a code, a place, a row or a contact. */
function isCode(name: string): boolean {
  const [meaning] = Object.keys(guessColumns([name]));
  return (
    (meaning !== undefined && CODES.has(meaning)) ||
    /^(lon|long|lng|lat|x|y)([\W_]|$)/i.test(name) ||
    /(^|[\W_])(id|code|class|row|index|number|no|nr|year|phone|tel|zip|postcode)$/i.test(name) ||
    /([a-z](Id|ID|Number)|号|号码|编码|代码|年份|电话)$/.test(name)
  );
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
