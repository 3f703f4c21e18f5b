import { note, type TaskNote } from '../questions/shared/task-note.ts';
import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_BOARDING_SECONDS } from '../contract/default-speeds.ts';
import type { FacilityFilter } from '../contract/processes.ts';
import type { Travel } from '../contract/travel.ts';
import { canonicalJson } from '../store/run-store.ts';
import type { Side } from './compare-sides.ts';

type Words = Readonly<Record<string, unknown>>;

/** Notes of `b` on zones that hold for the comparison as well, where both sides have the same zones. */
const ZONE_NOTES: ReadonlySet<string> = new Set(['people-in-no-zone', 'uploaded-zones-overlap']);

/** Whatever the sides differ in beside their scenarios, and what of the figures is by travel time alone. */
export function listSideNotes(a: Side, b: Side, sameZones: boolean): TaskNote[] {
  const notes: TaskNote[] = [];
  const travel = describeDifferences(travelWords(a.inputs.travel), travelWords(b.inputs.travel));
  if (travel) notes.push(note('compare-other-travel', { a: travel.a, b: travel.b }));
  const filter = describeDifferences(filterWords(a.inputs.facilities), filterWords(b.inputs.facilities));
  if (filter) notes.push(note('compare-other-facilities', { a: filter.a, b: filter.b }));
  if (!haveSamePeople(a, b))
    notes.push(note('compare-other-totals', { a: a.answer.total, b: b.answer.total }));
  const counting = describeDifferences(countingWords(a), countingWords(b));
  if (counting) notes.push(note('compare-other-counting', { a: counting.a, b: counting.b }));
  if ([a, b].some(({ inputs }) => inputs.capacity !== 'ignore' || inputs.compat !== undefined))
    notes.push(note('compare-cells-by-time'));
  if (sameZones)
    notes.push(...(b.answer.notes.filter(({ code }) => ZONE_NOTES.has(code)) as unknown as TaskNote[]));
  else notes.push(note('compare-other-zones'));
  return notes;
}

/** Whether people on both sides travel in the same way, a default sent or left out. */
export function haveSameTravel(a: Side, b: Side): boolean {
  return describeDifferences(travelWords(a.inputs.travel), travelWords(b.inputs.travel)) === null;
}

/** The members in which two sets of words differ, as text by side; null where they do not. */
function describeDifferences(a: Words, b: Words): { a: string; b: string } | null {
  const differing = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => !isDeepStrictEqual(a[name], b[name]),
  );
  if (differing.length === 0) return null;
  const write = (words: Words): string =>
    differing.map((name) => `${name} ${writeValue(words[name])}`).join(', ');
  return { a: write(a), b: write(b) };
}

function writeValue(value: unknown): string {
  if (value === undefined) return '—';
  if (Array.isArray(value)) return value.length > 5 ? `(${value.length})` : value.join(' + ');
  return typeof value === 'object' ? canonicalJson(value) : String(value);
}

/**
 * Travel with the defaults that its schema leaves open; a vehicle's boarding is reported only where it is not
 * its mode's.
 */
function travelWords({ boardingSeconds, speeds, ...travel }: Travel): Words {
  const own = boardingSeconds !== undefined && boardingSeconds !== DEFAULT_BOARDING_SECONDS[travel.mode];
  return {
    slope: 'tobler',
    walkFactor: 1,
    neighbours: 16,
    ...travel,
    ...(own ? { boardingSeconds } : {}),
    ...(speeds && Object.keys(speeds).length > 0 ? { speeds } : {}),
  };
}

function filterWords(filter: FacilityFilter | undefined): Words {
  return Object.fromEntries(
    Object.entries(filter ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? [...new Set(value)].sort() : value,
    ]),
  );
}

/** How a coverage counts who is covered, beside travel time. */
function countingWords({ inputs }: Side): Words {
  const { capacity, capacityOrder, norms, compat } = inputs;
  const { tierCutoffs: _t, ...room } = norms ?? {};
  return {
    capacity,
    ...(capacityOrder === undefined ? {} : { capacityOrder }),
    ...(Object.keys(room).length === 0 ? {} : { norms: room }),
    ...(compat === undefined ? {} : { compat }),
  };
}

function haveSamePeople({ answer: a }: Side, { answer: b }: Side): boolean {
  return (
    a.total === b.total &&
    a.zones.every(({ total }, i) => b.zones.length !== a.zones.length || total === b.zones[i]!.total)
  );
}
