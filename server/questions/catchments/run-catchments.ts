import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';
import type { ProcessInputs } from '../../contract/processes.ts';
import { ProblemException } from '../../contract/problems.ts';
import { AGE_BANDS } from '../../contract/vocabulary.ts';
import {
  computeCatchmentOutlines,
  computeReachOutlines,
  type Outline,
} from '../../kernel/catchment/outline.ts';
import { buildGridMetric } from '../../kernel/grid/grid-metric.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import { buildSums, addTo, readSum } from '../../kernel/stats/sum.ts';
import type { Region } from '../../region/model/region.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { selectFacilities, stateOf } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { findCellAt, outlineToGeoJson } from '../shared/to-degrees.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

export interface CatchmentsTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'catchments'>;
}
export interface CatchmentsTaskOutput {
  readonly collection: FeatureCollection<MultiPolygon | null>;
  readonly notes: readonly TaskNote[];
}

interface Origin {
  readonly cell: number;
  readonly properties: Record<string, string | null>;
}

/** People, people by age and square metres of the cells within each cut-off, and their outlines. */
export function runCatchments(
  { region: reference, inputs }: CatchmentsTaskInput,
  context: TaskContext,
): CatchmentsTaskOutput {
  const region = context.loadRegion(reference);
  const engine = context.loadEngine(reference, inputs.travel);
  const { origins, notes } = collectOrigins(region, engine, inputs);
  const cutoffs = [...new Set(inputs.cutoffMinutes)].sort((a, b) => a - b);
  const limit = toCutoffSeconds(cutoffs.at(-1)!);
  const areaOfRow = context.remember(`${reference.hash} area`, () => buildGridMetric(region.grid).cellAreaM2);
  const features: Feature<MultiPolygon | null>[] = [];
  const add = (originIndex: number, counter: Counter, outlines: Outline[] | null): void => {
    for (let k = 0; k < cutoffs.length; k++)
      features.push({
        type: 'Feature',
        geometry: outlines ? outlineToGeoJson(region.grid, outlines[k]!) : null,
        properties: {
          originIndex,
          ...origins[originIndex]!.properties,
          cutoffMinutes: cutoffs[k]!,
          ...counter.read(k),
        },
      });
  };
  const cutoffsSeconds = cutoffs.map(toCutoffSeconds);
  if (inputs.overlap === 'nearest') {
    const surface = engine.computeSurface(
      Int32Array.from(origins, (origin) => origin.cell),
      limit,
    );
    const counters = origins.map(() => new Counter(region, areaOfRow, cutoffsSeconds));
    for (let cell = 0; cell < surface.seconds.length; cell++)
      if (surface.nearest[cell]! !== NONE)
        counters[surface.nearest[cell]!]!.add(cell, surface.seconds[cell]!);
    for (let i = 0; i < origins.length; i++) {
      context.report(i / origins.length);
      const own = inputs.polygons
        ? computeCatchmentOutlines(
            region.grid,
            surface.seconds.map((seconds, cell) => (surface.nearest[cell] === i ? seconds : Infinity)),
            cutoffsSeconds,
          )
        : null;
      add(i, counters[i]!, own);
    }
  } else
    for (let i = 0; i < origins.length; i++) {
      context.report(i / origins.length);
      const counter = new Counter(region, areaOfRow, cutoffsSeconds);
      const cell = origins[i]!.cell;
      if (cell === NONE) {
        add(
          i,
          counter,
          inputs.polygons
            ? cutoffsSeconds.map((cutoffSeconds) => ({
                cutoffSeconds,
                cellCount: 0,
                areaSquareMeters: 0,
                polygons: [],
              }))
            : null,
        );
        continue;
      }
      const reach = engine.computeReach(cell, limit);
      for (let k = 0; k < reach.count; k++) counter.add(reach.cells[k]!, reach.seconds[k]!);
      add(i, counter, inputs.polygons ? computeReachOutlines(region.grid, reach, cutoffsSeconds) : null);
    }
  return { collection: { type: 'FeatureCollection', features }, notes };
}

/** Sums over cells by cut-off; each cell is added once with its seconds. */
class Counter {
  readonly #region: Region;
  readonly #areaOfRow: Float64Array;
  readonly #cutoffs: readonly number[];
  readonly #people;
  readonly #area;
  readonly #ages;

  constructor(region: Region, areaOfRow: Float64Array, cutoffsSeconds: readonly number[]) {
    this.#region = region;
    this.#areaOfRow = areaOfRow;
    this.#cutoffs = cutoffsSeconds;
    this.#people = buildSums(cutoffsSeconds.length);
    this.#area = buildSums(cutoffsSeconds.length);
    this.#ages = AGE_BANDS.flatMap((band) => {
      const people = region.populationByAge[band];
      return people ? [{ band, people, sums: buildSums(cutoffsSeconds.length) }] : [];
    });
  }

  add(cell: number, seconds: number): void {
    const { columns } = this.#region.grid;
    for (let k = this.#cutoffs.length - 1; k >= 0 && seconds <= this.#cutoffs[k]!; k--) {
      addTo(this.#area, k, this.#areaOfRow[Math.floor(cell / columns)]!);
      const people = this.#region.population[cell]!;
      if (!(people > 0)) continue;
      addTo(this.#people, k, people);
      for (const age of this.#ages) addTo(age.sums, k, age.people[cell]!);
    }
  }

  read(k: number): { population: number; areaKm2: number; peopleByAge: Record<string, number> } {
    return {
      population: readSum(this.#people, k),
      areaKm2: readSum(this.#area, k) / 1e6,
      peopleByAge: Object.fromEntries(this.#ages.map((age) => [age.band, readSum(age.sums, k)])),
    };
  }
}

function collectOrigins(
  region: Region,
  engine: ReturnType<TaskContext['loadEngine']>,
  inputs: ProcessInputs<'catchments'>,
): { origins: Origin[]; notes: readonly TaskNote[] } {
  if (inputs.origins && inputs.facilities)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/facilities', code: 'origins-or-facilities', parameters: {} },
    ]);
  if (!inputs.origins) {
    const selected = selectFacilities(region, engine, inputs.facilities);
    return {
      origins: selected.facilities.slice(0, selected.listed).map((facility, i) => ({
        cell: selected.cells[i]!,
        properties: { facilityId: facility.id, nameZh: facility.nameZh, nameEn: facility.nameEn },
      })),
      notes: selected.notes,
    };
  }
  return {
    origins: inputs.origins.map(([lon, lat], i) => {
      const cell = findCellAt(region.grid, lon, lat);
      assertUsable(engine, cell, i, lon, lat);
      return { cell, properties: { facilityId: null, nameZh: null, nameEn: null } };
    }),
    notes: [],
  };
}

/** A clicked point outside the region or on water is a problem with its place, not an empty answer. */
export function assertUsable(
  engine: ReturnType<TaskContext['loadEngine']>,
  cell: number,
  index: number,
  lon: number,
  lat: number,
): void {
  const state = stateOf(engine, cell);
  if (state === 'ok') return;
  const parameters = { index: index + 1, lon, lat };
  const code = state === 'outside' ? 'origin-outside' : 'origin-on-barrier';
  throw new ProblemException(code, parameters, [{ pointer: `/origins/${index}`, code, parameters }]);
}
