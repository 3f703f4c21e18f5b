import { ProblemException, type ProblemPlace } from '../../contract/problems.ts';
import type { Change } from '../../contract/scenario.ts';
import type { Coded } from '../../contract/text/codes.ts';
import type { SCENARIO_TEXTS } from '../../contract/text/scenario-texts.ts';
import type { LonLat } from '../../contract/common.ts';
import type { AgeBand } from '../../contract/vocabulary.ts';
import { markAreaInto } from '../../geo/barrier-cells.ts';
import { buildTransform, parseCrs, WGS84 } from '../../geo/crs.ts';
import { findCell, NONE, type Grid } from '../../kernel/grid/grid.ts';
import type { Facility, Region } from '../model/region.ts';
import { RoadEditor } from './road-edits.ts';
import { multiplyPeople, setZonePeople, type PeopleDraft, type Report } from './scenario-people.ts';
import { addRoad, cutRoads, cutRoadsInside } from './scenario-roads.ts';

/** What a change did that its list does not say by itself: joins, cells, assumptions. */
export type ScenarioNote = Coded<typeof SCENARIO_TEXTS>;
export interface AppliedScenario {
  readonly region: Region;
  readonly notes: readonly ScenarioNote[];
}

type ChangeOf<T extends Change['type']> = Extract<Change, { type: T }>;

const MOST_FAULTS = 50;

/**
 * A region with changes made to it in their order. Nothing of `region` is written to: what no change
 * touches is shared, and without
 * changes the answer is `region` itself. Every fault of the list is found before one problem
 * (`scenario-invalid`) names them all by
 * JSON pointer; a list with a fault makes no region. Speeds are not of the region: see apply-scenario-speeds.
 * O(cells + road vertices) a change that needs them.
 */
export function applyScenario(region: Region, changes: readonly Change[]): AppliedScenario {
  if (changes.length === 0) return { region, notes: [] };
  const faults: ProblemPlace[] = [];
  const notes: ScenarioNote[] = [];
  const draft = new Draft(region);
  changes.forEach((change, i) => {
    const fault: Report = (code, parameters = {}, pointer = '') =>
      void faults.push({
        pointer: `/changes/${i}${pointer}`,
        code,
        parameters: { change: i + 1, ...parameters },
      });
    const note: Report = (code, parameters = {}) =>
      void notes.push({ code, parameters: { change: i + 1, ...parameters } } as unknown as ScenarioNote);
    makeChange(draft, change, i, fault, note);
  });
  if (faults.length > 0)
    throw new ProblemException('scenario-invalid', { count: faults.length }, faults.slice(0, MOST_FAULTS));
  return { region: draft.finish(), notes };
}

/** Copies of a region's parts, made when first written to. */
class Draft implements PeopleDraft {
  readonly base: Region;
  readonly toGrid: (point: [number, number]) => void;
  facilities: Facility[];
  #barrier: Uint8Array | null = null;
  #population: Float64Array | null = null;
  #ages: Partial<Record<AgeBand, Float32Array>> | null = null;
  #roads: RoadEditor | null = null;

  constructor(base: Region) {
    this.base = base;
    this.facilities = [...base.facilities];
    this.toGrid = buildTransform(WGS84, parseCrs(base.grid.crs));
  }

  get grid(): Grid {
    return this.base.grid;
  }
  readBarrier(): Uint8Array {
    return this.#barrier ?? this.base.barrier;
  }
  writeBarrier(): Uint8Array {
    return (this.#barrier ??= this.base.barrier.slice());
  }
  readPopulation(): Float64Array {
    return this.#population ?? this.base.population;
  }
  writePopulation(): Float64Array {
    return (this.#population ??= this.base.population.slice());
  }
  writeAges(): Partial<Record<AgeBand, Float32Array>> {
    return (this.#ages ??= Object.fromEntries(
      Object.entries(this.base.populationByAge).map(([band, people]) => [band, people.slice()]),
    ));
  }
  roads(): RoadEditor {
    return (this.#roads ??= new RoadEditor(this.base.roads, this.grid));
  }
  place(point: LonLat): { x: number; y: number; cell: number } {
    const at: [number, number] = [...point];
    this.toGrid(at);
    return { x: at[0], y: at[1], cell: findCell(this.grid, at[0], at[1]) };
  }
  line(points: readonly LonLat[]): number[] {
    return points.flatMap((point) => {
      const { x, y } = this.place(point);
      return [x, y];
    });
  }
  finish(): Region {
    return {
      ...this.base,
      facilities: this.facilities,
      barrier: this.readBarrier(),
      population: this.readPopulation(),
      populationByAge: this.#ages ?? this.base.populationByAge,
      roads: this.#roads?.build() ?? this.base.roads,
    };
  }
}

function makeChange(draft: Draft, change: Change, index: number, fault: Report, note: Report): void {
  switch (change.type) {
    case 'add-facility':
      return addFacility(draft, change, index, fault);
    case 'move-facility':
      return withFacility(draft, change.facility, fault, (facility) => {
        const at = standingPlace(draft, change.point, fault);
        return at && { ...facility, ...at };
      });
    case 'upgrade-facility':
      return withFacility(draft, change.facility, fault, (facility) => ({
        ...facility,
        tier: change.tier,
        ...equipmentOf(change),
      }));
    case 'change-facility': {
      const equipment = equipmentOf(change);
      if (Object.keys(equipment).length === 0) fault('scenario-nothing-changed');
      return withFacility(draft, change.facility, fault, (facility) => ({ ...facility, ...equipment }));
    }
    case 'close-facility':
      return withFacility(draft, change.facility, fault, () => null);
    case 'add-road': {
      const line = draft.line(change.line);
      const outside = change.line.findIndex((point) => draft.place(point).cell === NONE);
      if (outside >= 0) return fault('scenario-point-outside', {}, `/line/${outside}`);
      if (change.class === 'ferry' && change.structure !== 'road')
        return fault('scenario-ferry-structure', {}, '/structure');
      const added = addRoad(draft.roads(), draft.grid, line, change, -1 - index);
      return note(added.joins > 0 ? 'scenario-road-joined' : 'scenario-road-alone', {
        meters: added.meters,
        joins: added.joins,
        moved: added.longestMoveMeters,
      });
    }
    case 'cut-road': {
      const done = cutRoads(draft.roads(), change, change.across ? draft.line(change.across) : null);
      if (typeof done === 'number') return note('scenario-roads-cut', { edges: done });
      return fault(done.code, done.parameters);
    }
    case 'add-barrier':
      return addBarrier(draft, change, fault, note);
    case 'set-speeds':
      if (Object.keys(change.land ?? {}).length + Object.keys(change.road ?? {}).length === 0)
        fault('scenario-no-speeds');
      return;
    case 'scale-population':
      return multiplyPeople(draft, change, fault, note);
    case 'set-population':
      return setZonePeople(draft, change, fault, note);
  }
}

function addFacility(draft: Draft, change: ChangeOf<'add-facility'>, index: number, fault: Report): void {
  const id = change.id ?? `new-${index + 1}`;
  if (draft.facilities.some((facility) => facility.id === id))
    return fault('scenario-facility-exists', { facility: id }, '/id');
  const at = standingPlace(draft, change.point, fault);
  if (!at) return;
  draft.facilities.push({
    id,
    nameZh: change.nameZh ?? change.nameEn ?? id,
    nameEn: change.nameEn ?? change.nameZh ?? id,
    ...at,
    tier: change.tier,
    type: '',
    ownership: '',
    services: change.services ?? [],
    capacity: change.capacity ?? null,
    doctors: change.doctors ?? null,
    generalPractitioners: change.generalPractitioners ?? null,
    nurses: change.nurses ?? null,
    beds: change.beds ?? null,
    attributes: {},
  });
}

/** Where a facility is put: inside the grid and on land. */
function standingPlace(
  draft: Draft,
  point: LonLat,
  fault: Report,
): Pick<Facility, 'x' | 'y' | 'cell' | 'lonDegrees' | 'latDegrees'> | null {
  const at = draft.place(point);
  if (at.cell === NONE) fault('scenario-point-outside', {}, '/point');
  else if (draft.readBarrier()[at.cell] === 1) fault('scenario-point-on-barrier', {}, '/point');
  else return { ...at, lonDegrees: point[0], latDegrees: point[1] };
  return null;
}

/** Replaces a facility by what `make` returns, drops it for null; undefined leaves it (the fault is reported). */
function withFacility(
  draft: Draft,
  id: string,
  fault: Report,
  make: (facility: Facility) => Facility | null,
): void {
  const at = draft.facilities.findIndex((facility) => facility.id === id);
  if (at < 0) return fault('scenario-facility-unknown', { facility: id }, '/facility');
  const made = make(draft.facilities[at]!);
  if (made) draft.facilities[at] = made;
  else draft.facilities.splice(at, 1);
}

function equipmentOf(change: ChangeOf<'upgrade-facility' | 'change-facility'>): Partial<Facility> {
  const { capacity, beds, doctors, generalPractitioners, nurses, services } = change;
  return Object.fromEntries(
    Object.entries({ capacity, beds, doctors, generalPractitioners, nurses, services }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

function addBarrier(draft: Draft, change: ChangeOf<'add-barrier'>, fault: Report, note: Report): void {
  const { grid } = draft;
  const ring = draft.line(change.polygon);
  const inCells = Float64Array.from(ring, (value, k) =>
    k % 2 === 0 ? (value - grid.left) / grid.cellWidth - 0.5 : (grid.top - value) / grid.cellHeight - 0.5,
  );
  const before = draft.readBarrier();
  const marked = before.slice();
  const cells = markAreaInto(marked, grid, [inCells]);
  if (cells === 0) return fault('scenario-barrier-empty', {}, '/polygon');
  let people = 0;
  marked.forEach((closed, cell) => {
    if (closed === 1 && before[cell] === 0) people += draft.readPopulation()[cell]!;
  });
  draft.writeBarrier().set(marked);
  const roads = change.roads === 'cut' ? cutRoadsInside(draft.roads(), ring) : 0;
  return note('scenario-barrier', { cells, people, roads });
}
