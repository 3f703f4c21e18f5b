import {
  DEFAULT_CLOSURES,
  DEFAULT_SEED,
  DEFAULT_SITES,
  DEFAULT_SITING_ITERATIONS,
} from '../../../contract/defaults.ts';
import type { ProcessInputs } from '../../../contract/processes.ts';
import { NONE } from '../../../kernel/grid/grid.ts';
import { buildCoverMatrix } from '../../../kernel/siting/cover-matrix.ts';
import { solveRelocation } from '../../../kernel/siting/relocation.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import { selectFacilities } from '../../shared/select-facilities.ts';
import { cellToDegrees } from '../../shared/to-degrees.ts';
import type { SitingInstance } from '../frame/build-cover.ts';
import { findExisting } from '../frame/find-existing.ts';
import { SOLVER_ROWS } from '../frame/load-solver.ts';
import { gapOf, orderByGain } from './solve-cover-models.ts';
import { assertOptions, assertPairs, type PlanSituation } from './solve-plan-models.ts';
import type { SolvedCells } from './solve-time-models.ts';
import { indexCells, listDemands } from '../frame/reached-demands.ts';
import { toCutoffSeconds } from '../../../kernel/grid/cut-off.ts';

/** Pairs that the search over options goes through in seconds. */
const MOST_PAIRS = 12_000_000;

/** Most people covered when some existing facilities may close, each for one new site more. */
export function solveMoves(situation: PlanSituation, inputs: ProcessInputs<'siting'>): SolvedCells {
  const { region, engine, existing, candidates, fixedCells, solver, control, onProgress } = situation;
  const cutoffSeconds = toCutoffSeconds(inputs.cutoffMinutes);
  const wanted = inputs.closable
    ? new Set(selectFacilities(region, engine, inputs.closable).facilities)
    : null;
  const movable: number[] = [];
  const staying: number[] = [];
  existing.facilities.forEach((facility, index) => {
    if (existing.cells[index] === NONE) return;
    (!wanted || wanted.has(facility) ? movable : staying).push(index);
  });
  const cellsOf = (indices: readonly number[]): Int32Array =>
    Int32Array.from(indices, (index) => existing.cells[index]!);
  const standing = staying.length > 0 ? engine.computeSurface(cellsOf(staying), cutoffSeconds).seconds : null;
  const demandCells = existing.demand.filter((cell) => !standing || !(standing[cell]! <= cutoffSeconds));
  const demandOfCell = indexCells(demandCells, region.population.length);
  const places = [...cellsOf(movable), ...candidates];
  assertOptions(places.length);
  let pairs = 0;
  const reaches = places.map((cell, i) => {
    if ((i & 15) === 0) onProgress(i / places.length);
    const demands = listDemands(engine.computeReach(cell, cutoffSeconds), demandOfCell);
    pairs += demands.length;
    assertPairs(pairs, candidates.length, MOST_PAIRS);
    return { demands };
  });
  const weight = Float64Array.from(demandCells, (cell) => region.population[cell]!);
  const matrix = buildCoverMatrix(weight, reaches);
  const siteOf = new Map(Array.from(candidates, (cell, i) => [cell, movable.length + i]));
  const closures = inputs.closures ?? DEFAULT_CLOSURES;
  const answer = solveRelocation(matrix, {
    closable: movable.map((_, site) => site),
    fixed: fixedCells.map((cell) => siteOf.get(cell)!),
    newSites: Math.min(inputs.sites ?? DEFAULT_SITES, candidates.length - fixedCells.length),
    closures,
    iterations: inputs.iterations ?? DEFAULT_SITING_ITERATIONS,
    seed: inputs.seed ?? DEFAULT_SEED,
    solver,
    solverRows: SOLVER_ROWS,
    control,
  });
  const closed = Array.from(answer.closed, (site) => movable[site]!);
  const kept = findExisting(
    region,
    engine,
    inputs,
    cutoffSeconds,
    new Set(closed.map((index) => existing.facilities[index]!.id)),
  );
  const instance = leaveTo(kept.uncovered, demandOfCell, reaches.slice(movable.length), candidates, weight);
  const chosen = [...fixedCells.map((cell) => siteOf.get(cell)!), ...answer.opened].map(
    (site) => candidates[site - movable.length]!,
  );
  const rowOf = new Map(Array.from(instance.siteCells, (cell, site) => [cell, site]));
  const idle = chosen.filter((cell) => !rowOf.has(cell));
  const rows = chosen.flatMap((cell) => rowOf.get(cell) ?? []);
  // What the facilities that stay cover of the people counted here, and everybody else.
  const base = existing.covered - coveredOf(situation, demandCells);
  const alone = existing.countWithin();
  return {
    cells: [...orderByGain(instance, rows).map((site) => instance.siteCells[site]!), ...idle],
    value: base + answer.value,
    bound: base + answer.bound,
    gapPercent: gapOf(base + answer.value, base + answer.bound, 'max'),
    unit: 'people',
    stop: answer.stop,
    notes: [{ code: 'siting-moves', parameters: { closures, movable: movable.length } }],
    described: { instance, existing: kept },
    extra: {
      relocation: {
        closures,
        kept: kept.covered,
        closed: closed.map((index) => {
          const { id, nameZh, nameEn, tier } = existing.facilities[index]!;
          const cell = existing.cells[index]!;
          const [lon, lat] = cellToDegrees(region.grid, cell);
          const reach = engine.computeReach(cell, cutoffSeconds);
          let loss = 0;
          for (let k = 0; k < reach.count; k++)
            if (alone[reach.cells[k]!] === 1) loss += Math.max(0, region.population[reach.cells[k]!]!);
          return { id, nameZh, nameEn, tier, lon, lat, loss };
        }),
      },
    },
  };
}

/** People among `cells` whom existing facilities cover today. */
function coveredOf({ region, existing }: PlanSituation, cells: Int32Array): number {
  const covered = cells.filter((cell) => existing.nearest[cell] !== NONE);
  return computeSum(Float64Array.from(covered, (cell) => region.population[cell]!));
}

/** The candidates over the demand that those who stay leave, as the other cover models see it. */
function leaveTo(
  uncovered: Int32Array,
  demandOfCell: Int32Array,
  reaches: readonly { readonly demands: readonly number[] }[],
  candidates: Int32Array,
  weight: Float64Array,
): SitingInstance {
  const newIndex = new Int32Array(weight.length).fill(NONE);
  const demandCells = uncovered.filter((cell) => demandOfCell[cell] !== NONE);
  demandCells.forEach((cell, index) => {
    newIndex[demandOfCell[cell]!] = index;
  });
  const lists = reaches.map(({ demands }) =>
    demands.flatMap((demand) => (newIndex[demand] === NONE ? [] : [newIndex[demand]!])),
  );
  const kept = lists.map((_, i) => i).filter((i) => lists[i]!.length > 0);
  return {
    matrix: buildCoverMatrix(
      Float64Array.from(demandCells, (cell) => weight[demandOfCell[cell]!]!),
      kept.map((i) => ({ demands: lists[i]! })),
    ),
    siteCells: Int32Array.from(kept, (i) => candidates[i]!),
    demandCells,
    searches: reaches.length,
    searchedFrom: 'candidates',
  };
}
