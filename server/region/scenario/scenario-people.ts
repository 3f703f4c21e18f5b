import type { ProblemPlace } from '../../contract/problems.ts';
import type { SCENARIO_TEXTS } from '../../contract/text/scenario-texts.ts';
import type { Change } from '../../contract/scenario.ts';
import type { AgeBand } from '../../contract/vocabulary.ts';
import type { Region } from '../model/region.ts';

type ChangeOf<T extends Change['type']> = Extract<Change, { type: T }>;
/** Reports a fault or a remark by its code; `pointer` is within the change. */
export type Report = (
  code: keyof typeof SCENARIO_TEXTS,
  parameters?: ProblemPlace['parameters'],
  pointer?: string,
) => void;

/** The people of a world in the making; written to copies. */
export interface PeopleDraft {
  readonly base: Region;
  readPopulation(): Float64Array;
  writePopulation(): Float64Array;
  writeAges(): Partial<Record<AgeBand, Float32Array>>;
}

/**
 * People some years on, at one rate everywhere, in some zones, or zone by zone: an assumption of the
 * user's. O(cells).
 */
export function multiplyPeople(
  draft: PeopleDraft,
  change: ChangeOf<'scale-population'>,
  fault: Report,
  note: Report,
): void {
  const { yearlyPercent, years, zones } = change;
  const grow = (percent: number): number => (1 + percent / 100) ** years;
  const finder = buildZoneFinder(draft.base, fault);
  const all = zones?.map((name, i) => finder.find(name, `/zones/${i}`));
  const single = Object.entries(change.byZone ?? {});
  const own = single.map(([name]) => finder.find(name, `/byZone/${escape(name)}`));
  if (finder.failed) return;
  const zoneCount = draft.base.zones[0]?.names.length ?? 0;
  const factors = new Float64Array(zoneCount).fill(all ? 1 : grow(yearlyPercent));
  for (const indices of all ?? []) for (const index of indices) factors[index] = grow(yearlyPercent);
  own.forEach((indices, i) => {
    for (const index of indices) factors[index] = grow(single[i]![1]);
  });
  multiplyCells(draft, factors, all ? 1 : grow(yearlyPercent));
  const factor = grow(yearlyPercent);
  note('scenario-population', { yearlyPercent, years, factor, zones: zones?.join('、') ?? '' });
  if (single.length > 0) {
    const rates = single.map(([, percent]) => percent);
    note('scenario-population-by-zone', {
      zones: single.length,
      least: Math.min(...rates),
      most: Math.max(...rates),
    });
  }
}

/** Other numbers of people by zone, spread as the layer's people are; ages keep their shares. O(cells). */
export function setZonePeople(
  draft: PeopleDraft,
  change: ChangeOf<'set-population'>,
  fault: Report,
  note: Report,
): void {
  const finder = buildZoneFinder(draft.base, fault);
  const wanted = Object.entries(change.people);
  const found = wanted.map(([name]) => finder.find(name, `/people/${escape(name)}`));
  const layer = draft.base.zones[0];
  if (!layer || finder.failed) return;
  const population = draft.readPopulation();
  const before = new Float64Array(layer.names.length);
  layer.zoneOfCell.forEach((zone, cell) => {
    if (zone >= 0) before[zone] = before[zone]! + population[cell]!;
  });
  const factors = new Float64Array(layer.names.length).fill(1);
  const taken = new Set<number>();
  let [from, to, failed] = [0, 0, false];
  wanted.forEach(([name, people], i) => {
    const indices = found[i]!;
    const here = indices.reduce((sum, zone) => sum + before[zone]!, 0);
    const pointer = `/people/${escape(name)}`;
    if (indices.some((zone) => taken.has(zone))) fault('scenario-zone-twice', { name }, pointer);
    else if (here === 0 && people > 0) fault('scenario-zone-empty', { name, people }, pointer);
    failed ||= indices.some((zone) => taken.has(zone)) || (here === 0 && people > 0);
    for (const zone of indices) {
      taken.add(zone);
      factors[zone] = here === 0 ? 1 : people / here;
    }
    from += here;
    to += people;
  });
  if (failed) return;
  multiplyCells(draft, factors, 1);
  note('scenario-population-set', { zones: wanted.length, from, to, source: change.source });
}

/** Zones of the first layer by name, Chinese or English; a name may be that of several. */
function buildZoneFinder(region: Region, fault: Report) {
  const layer = region.zones[0];
  const finder = {
    failed: false,
    find: (name: string, pointer: string): number[] => {
      const indices = (layer?.names ?? []).flatMap((pair, index) =>
        pair.zh === name || pair.en === name ? [index] : [],
      );
      if (indices.length === 0) {
        finder.failed = true;
        fault('scenario-zone-unknown', { name }, pointer);
      }
      return indices;
    },
  };
  return finder;
}

/**
 * Multiplies the people of each cell, of all ages alike, by the factor of its zone. What is multiplied by 1
 * keeps its bits.
 */
function multiplyCells(draft: PeopleDraft, factors: Float64Array, outside: number): void {
  const zoneOfCell = draft.base.zones[0]?.zoneOfCell;
  const population = draft.writePopulation();
  const ages = Object.values(draft.writeAges());
  for (let cell = 0; cell < population.length; cell++) {
    const zone = zoneOfCell ? zoneOfCell[cell]! : -1;
    const factor = zone >= 0 ? factors[zone]! : outside;
    if (factor === 1) continue;
    population[cell] = population[cell]! * factor;
    for (const people of ages) people[cell] = people[cell]! * factor;
  }
}

/** RFC 6901. */
function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
