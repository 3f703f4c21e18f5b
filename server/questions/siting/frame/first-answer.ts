import { NONE } from '../../../kernel/grid/grid.ts';
import { buildCoverMatrix } from '../../../kernel/siting/cover-matrix.ts';
import { solveMclp } from '../../../kernel/siting/mclp.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import type { TaskContext } from '../../shared/task-context.ts';
import type { ReachQuestion, SitingInstance } from './build-cover.ts';
import { keepBestPerSquare, squaresOf } from './keep-best.ts';
import { indexCells, listDemands } from './reached-demands.ts';

/**
 * An answer before every candidate was searched: sites of an instance of a few candidates, and what no
 * choice of all can pass.
 */
export interface FirstAnswer {
  readonly instance: SitingInstance;
  /** Sites of that instance. */
  readonly sites: ArrayLike<number>;
  /** People newly covered, and the most that as many of all candidates could newly cover. */
  readonly value: number;
  readonly bound: number;
}

/**
 * Candidates searched one by one, and squares searched together for the bound: a search from many cells
 * goes over the whole grid.
 */
const MOST_PLACES = 220;
const MOST_SQUARES = 64;
/**
 * With fewer candidates than this, or less to search than so many cells in all, the whole search takes no
 * longer.
 */
const FEW_CANDIDATES = 1500;
const LITTLE_WORK = 1_500_000;
const ITERATIONS = 200;

/**
 * A first answer within a second: one candidate of each small square is searched. `onAnswer` gets it at
 * once, with everybody whom any
 * candidate could reach as its bound; then all candidates of a wide square together count as one site that
 * reaches whatever any of them
 * does. As many squares as sites cover no fewer than the sites themselves, so the bound of that relaxed
 * choice holds for all
 * candidates. Null when the whole search takes no longer.
 */
export function findFirstAnswer(
  options: ReachQuestion & {
    readonly columns: number;
    readonly fixed: readonly number[];
    readonly newSites: number;
  },
  context: TaskContext,
  onAnswer: (value: number, bound: number) => void,
): FirstAnswer | null {
  const { candidates, demandCells, population, cutoffSeconds, columns, fixed } = options;
  if (candidates.length <= FEW_CANDIDATES || demandCells.length === 0) return null;
  const engine = context.loadEngine(options.region, options.travel);
  const demandOfCell = indexCells(demandCells, population.length);
  const weight = Float64Array.from(demandCells, (cell) => population[cell]!);
  const worth = (cell: number): number => (demandOfCell[cell] === NONE ? 0 : population[cell]!);
  const { kept } = keepBestPerSquare(candidates, worth, columns, MOST_PLACES);
  const pool = [...new Set([...fixed, ...kept])];
  const reaches = pool.map((cell) => ({
    demands: listDemands(engine.computeReach(cell, cutoffSeconds), demandOfCell),
  }));
  const searched = reaches.reduce((sum, { demands }) => sum + demands.length, 0) / pool.length;
  if (searched * Math.min(candidates.length, demandCells.length) < LITTLE_WORK) return null;
  const matrix = buildCoverMatrix(weight, reaches);
  const limits = { iterations: ITERATIONS, nodes: 0, fixed: fixed.map((_, site) => site) };
  const best = solveMclp(matrix, {
    ...limits,
    newSites: Math.min(options.newSites, pool.length - fixed.length),
  });
  onAnswer(best.value, computeSum(weight));
  const together = gatherSquares(candidates, columns).map((cells) => {
    const { seconds } = engine.computeSurface(cells, cutoffSeconds);
    const demands: number[] = [];
    for (let demand = 0; demand < demandCells.length; demand++)
      if (seconds[demandCells[demand]!]! <= cutoffSeconds) demands.push(demand);
    return { demands };
  });
  const relaxed = buildCoverMatrix(weight, [...fixed.map((_, site) => reaches[site]!), ...together]);
  const { bound } = solveMclp(relaxed, { ...limits, newSites: Math.min(options.newSites, together.length) });
  onAnswer(best.value, Math.max(best.value, bound));
  return {
    instance: {
      matrix,
      siteCells: Int32Array.from(pool),
      demandCells,
      searches: pool.length + together.length,
      searchedFrom: 'candidates',
    },
    sites: [...fixed.map((_, site) => site), ...best.sites],
    value: best.value,
    bound: Math.max(best.value, bound),
  };
}

/** Every candidate in one of a few squares. */
function gatherSquares(candidates: Int32Array, columns: number): Int32Array[] {
  const { squareCells } = keepBestPerSquare(candidates, () => 0, columns, MOST_SQUARES);
  const squareOf = squaresOf(columns, squareCells);
  const groups = new Map<number, number[]>();
  for (const cell of candidates) {
    const square = squareOf(cell);
    const group = groups.get(square);
    if (group) group.push(cell);
    else groups.set(square, [cell]);
  }
  return [...groups.values()].map((cells) => Int32Array.from(cells));
}
