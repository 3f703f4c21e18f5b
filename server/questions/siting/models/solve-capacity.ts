import { DEFAULT_SITES, DEFAULT_SITING_ITERATIONS } from '../../../contract/defaults.ts';
import type { ProcessInputs } from '../../../contract/processes.ts';
import { NONE } from '../../../kernel/grid/grid.ts';
import { solveCapacitatedCover } from '../../../kernel/siting/capacitated-cover.ts';
import { solveCapacitatedPMedian } from '../../../kernel/siting/capacitated-p-median.ts';
import { buildCoverMatrix } from '../../../kernel/siting/cover-matrix.ts';
import { FIXED, FREE } from '../../../kernel/siting/site-states.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import { keepBestPerSquare } from '../frame/keep-best.ts';
import { SOLVER_ROWS } from '../frame/load-solver.ts';
import { mergeDemands } from '../frame/merge-demands.ts';
import { gapOf } from './solve-cover-models.ts';
import { assertOptions, type PlanSituation } from './solve-plan-models.ts';
import { NO_PATH_SECONDS, type SolvedCells } from './solve-time-models.ts';

/** Sites whose room is worked out as a flow; rows the exact solver may have then. */
const MOST_SITES = 400;
const SOLVER_ROWS_FLOW = 2500;
/** Sites and gathered places of the capacitated p-median: each place is served whole by one site. */
const MOST_MEDIAN_SITES = 150;
const MOST_POINTS = 300;

/** Refuses more candidates than a model of limited room can weigh, before any search is made. */
export function assertRoomFits(model: ProcessInputs<'siting'>['model'], candidates: number): void {
  assertOptions(candidates, model === 'p-median' ? MOST_MEDIAN_SITES : MOST_SITES);
}

/** Most people served by so many new sites of limited room; existing facilities serve all whom they reach. */
export function solveCapacitatedSites(
  { instance, existing, fixedCells, solver, control }: PlanSituation,
  inputs: ProcessInputs<'siting'>,
): SolvedCells {
  const { matrix, siteCells } = instance;
  const room = inputs.siteCapacity!;
  const lists = Array.from({ length: matrix.sites }, (_, site) =>
    matrix.demandIndex.subarray(matrix.siteStart[site], matrix.siteStart[site + 1]),
  );
  const merged = mergeDemands(matrix.demandWeight, lists);
  const wanted = new Set(fixedCells);
  const idle = fixedCells.filter((cell) => !siteCells.includes(cell));
  const states = Uint8Array.from(siteCells, (cell) => (wanted.has(cell) ? FIXED : FREE));
  const nobody = merged.weight.length === 0;
  const limit = inputs.budget ?? inputs.sites ?? DEFAULT_SITES;
  const price = inputs.budget === undefined ? 1 : inputs.siteCost!;
  const answer = nobody
    ? null
    : solveCapacitatedCover(
        {
          cover: buildCoverMatrix(
            merged.weight,
            merged.places.map((demands) => ({ demands })),
          ),
          owner: Uint32Array.from({ length: matrix.sites }, (_, site) => site),
          capacity: new Float64Array(matrix.sites).fill(room),
          eligible: new Float64Array(matrix.sites).fill(1),
          group: new Int32Array(matrix.sites).fill(-1),
          states,
          resources: [{ limit, use: Float64Array.from(states, (state) => (state === FIXED ? 0 : price)) }],
        },
        {
          iterations: Math.min(inputs.iterations ?? DEFAULT_SITING_ITERATIONS, 4000),
          solver,
          solverRows: SOLVER_ROWS_FLOW,
          control,
        },
      );
  const served = answer?.value ?? 0;
  const bound = existing.covered + (answer?.bound ?? 0);
  const open = Array.from(answer?.options ?? [])
    .filter((site) => states[site] === FIXED || answer!.servedBy[site]! > 1e-6)
    .sort((a, b) => answer!.servedBy[b]! - answer!.servedBy[a]! || a - b);
  const rows = [...open.map((site) => answer!.servedBy[site]!), ...idle.map(() => 0)];
  return {
    cells: [...open.map((site) => siteCells[site]!), ...idle],
    value: existing.covered + served,
    bound,
    gapPercent: gapOf(existing.covered + served, bound, 'max'),
    unit: 'people-served',
    stop: answer?.stop ?? 'optimal',
    notes: [{ code: 'siting-capacity', parameters: { room } }],
    extra: {
      served: {
        siteCapacity: room,
        people: served,
        meanMinutes: null,
        points: null,
        sites: rows.map((people, i) => ({ order: i + 1, people, percentFull: (people / room) * 100 })),
      },
    },
    coveredAfter: existing.covered + served,
  };
}

/**
 * Least mean time when a new site takes so many people at most; people are gathered at the most peopled
 * cell of their square.
 */
export function solveCapacitatedTime(
  { region, engine, existing, candidates, fixedCells, solver, control, onProgress }: PlanSituation,
  inputs: ProcessInputs<'siting'>,
): SolvedCells {
  const room = inputs.siteCapacity!;
  const { population } = region;
  const { kept: points, squareCells } = keepBestPerSquare(
    existing.demand,
    (cell) => population[cell]!,
    region.grid.columns,
    MOST_POINTS,
  );
  const size = gather(existing.demand, points, squareCells, region.grid.columns, population);
  const existingSeconds = existing.unlimitedSeconds();
  const sites = candidates.length + 1;
  const cost = new Float64Array(points.length * sites);
  const note = (site: number, seconds: Float64Array): void =>
    points.forEach((cell, point) => {
      cost[point * sites + site] = size[point]! * Math.min(NO_PATH_SECONDS, seconds[cell]!);
    });
  note(0, existingSeconds);
  candidates.forEach((_, i) => {
    onProgress(i / candidates.length);
    note(i + 1, engine.computeSurface(candidates.subarray(i, i + 1), NO_PATH_SECONDS).seconds);
  });
  const people = computeSum(size);
  const capacity = new Float64Array(sites).fill(room);
  capacity[0] = people;
  const fixed = new Set(fixedCells);
  const answer = solveCapacitatedPMedian(cost, size, capacity, {
    newSites: Math.min(inputs.sites ?? DEFAULT_SITES, candidates.length - fixedCells.length),
    fixed: [0, ...Array.from(candidates, (cell, i) => (fixed.has(cell) ? i + 1 : -1)).filter((i) => i > 0)],
    iterations: Math.min(inputs.iterations ?? MEDIAN_ITERATIONS, MEDIAN_ITERATIONS),
    solver,
    solverRows: SOLVER_ROWS,
    control,
  });
  const taken = new Float64Array(sites);
  answer.assignment.forEach((site, point) => {
    taken[site] = taken[site]! + size[point]!;
  });
  const open = [...fixedCells.map((cell) => candidates.indexOf(cell) + 1), ...answer.sites]
    .filter((site) => taken[site]! > 0 || fixed.has(candidates[site - 1]!))
    .sort((a, b) => taken[b]! - taken[a]! || a - b);
  const minutes = (value: number): number => (people > 0 ? value / people / 60 : 0);
  return {
    cells: open.map((site) => candidates[site - 1]!),
    value: minutes(answer.value),
    bound: minutes(answer.bound),
    gapPercent: gapOf(answer.value, answer.bound, 'min'),
    unit: 'mean-minutes',
    stop: answer.stop,
    notes: [
      { code: 'siting-no-path-day', parameters: {} },
      { code: 'siting-capacity', parameters: { room } },
      {
        code: 'siting-gathered',
        parameters: { points: points.length, cells: existing.demand.length },
      },
    ],
    extra: {
      served: {
        siteCapacity: room,
        people: computeSum(open.map((site) => taken[site]!)),
        meanMinutes: minutes(answer.value),
        points: points.length,
        sites: open.map((site, i) => ({
          order: i + 1,
          people: taken[site]!,
          percentFull: (taken[site]! / room) * 100,
        })),
      },
    },
  };
}

const MEDIAN_ITERATIONS = 600;

/** People of every square, at the cell that stands for it. */
function gather(
  cells: Int32Array,
  points: readonly number[],
  squareCells: number,
  columns: number,
  population: Float64Array,
): Float64Array {
  const perRow = Math.ceil(columns / squareCells);
  const squareOf = (cell: number): number =>
    Math.floor(Math.floor(cell / columns) / squareCells) * perRow +
    Math.floor((cell % columns) / squareCells);
  const pointOf = new Map(points.map((cell, point) => [squareOf(cell), point]));
  const size = new Float64Array(points.length);
  for (const cell of cells) {
    const point = pointOf.get(squareOf(cell)) ?? NONE;
    if (point !== NONE) size[point] = size[point]! + population[cell]!;
  }
  return size;
}
