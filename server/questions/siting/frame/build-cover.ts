import type { Travel } from '../../../contract/travel.ts';
import type { TravelEngine } from '../../../kernel/catchment/travel-engine.ts';
import { UNREACHED } from '../../../kernel/grid/grid.ts';
import { buildCoverMatrix, type CoverMatrix } from '../../../kernel/siting/cover-matrix.ts';
import type { RegionReference, TaskContext } from '../../shared/task-context.ts';
import { indexCells, listDemands } from './reached-demands.ts';

/**
 * Demand that existing facilities leave: cells with people beyond the cut-off, and who of them each
 * candidate would reach.
 */
export interface SitingInstance {
  readonly matrix: CoverMatrix;
  /** Candidate cell of each site of the matrix: candidates that reach no one uncovered are left out. */
  readonly siteCells: Int32Array;
  readonly demandCells: Int32Array;
  /** Searches made, and from which side. */
  readonly searches: number;
  readonly searchedFrom: 'candidates' | 'demand';
}

/** Whom each candidate reaches is asked for these cells and this cut-off. */
export interface ReachQuestion {
  readonly region: RegionReference;
  readonly travel: Travel;
  readonly candidates: Int32Array;
  readonly demandCells: Int32Array;
  readonly population: Float64Array;
  readonly cutoffSeconds: number;
}

/** Relative width in which a time measured from the other end may differ in its last bits. */
const LAST_BITS = 1e-9;

/**
 * Who among `demandCells` each candidate reaches within the closed cut-off. Searches run from the side with
 * fewer cells: from demand
 * they run in the opposite direction, and pairs within the last bits of the cut-off are measured again from
 * the candidate, so both
 * ways give the same pairs.
 */
export function buildSitingInstance(
  options: ReachQuestion,
  context: TaskContext,
  onProgress: (share: number) => void,
): SitingInstance {
  const { candidates, demandCells, population, cutoffSeconds } = options;
  const engine = context.loadEngine(options.region, options.travel);
  const reverse = context.loadEngine(options.region, {
    ...options.travel,
    direction: options.travel.direction === 'to-facility' ? 'from-facility' : 'to-facility',
  });
  const useful = pickUseful(reverse, candidates, demandCells, cutoffSeconds);
  const demandWeight = Float64Array.from(demandCells, (cell) => population[cell]!);
  const reaches: number[][] = Array.from(useful, () => []);
  const fromDemand = demandCells.length < useful.length;
  const search: ReachSearch = { engine, candidates: useful, demandCells, cutoffSeconds, reaches, onProgress };
  if (fromDemand) collectFromDemand(search, reverse);
  else collectFromCandidates(search);
  const kept: number[] = [];
  for (let i = 0; i < useful.length; i++) if (reaches[i]!.length > 0) kept.push(i);
  return {
    matrix: buildCoverMatrix(
      demandWeight,
      kept.map((i) => ({ demands: reaches[i]! })),
    ),
    siteCells: Int32Array.from(kept, (i) => useful[i]!),
    demandCells,
    searches: fromDemand ? demandCells.length : useful.length,
    searchedFrom: fromDemand ? 'demand' : 'candidates',
  };
}

/**
 * Candidates from which at least one demand cell is within the cut-off: one search from all demand at once.
 */
function pickUseful(
  reverse: TravelEngine,
  candidates: Int32Array,
  demandCells: Int32Array,
  cutoffSeconds: number,
): Int32Array {
  if (demandCells.length === 0) return new Int32Array(0);
  const { seconds } = reverse.computeSurface(demandCells, cutoffSeconds * (1 + LAST_BITS));
  return candidates.filter((cell) => seconds[cell]! < UNREACHED);
}

/** Searches that fill `reaches`: the demands of each candidate. */
interface ReachSearch {
  readonly engine: TravelEngine;
  readonly candidates: Int32Array;
  readonly demandCells: Int32Array;
  readonly cutoffSeconds: number;
  readonly reaches: number[][];
  readonly onProgress: (share: number) => void;
}

function collectFromCandidates(search: ReachSearch): void {
  const { engine, candidates, demandCells, cutoffSeconds, reaches, onProgress } = search;
  const demandOfCell = indexCells(demandCells, engine.cellState.length);
  for (let i = 0; i < candidates.length; i++) {
    if ((i & 15) === 0) onProgress(i / candidates.length);
    reaches[i] = listDemands(engine.computeReach(candidates[i]!, cutoffSeconds), demandOfCell);
  }
}

function collectFromDemand(search: ReachSearch, reverse: TravelEngine): void {
  const { engine, candidates, demandCells, cutoffSeconds, reaches, onProgress } = search;
  const siteOfCell = indexCells(candidates, engine.cellState.length);
  const doubtful = new Map<number, Set<number>>();
  for (let demand = 0; demand < demandCells.length; demand++) {
    if ((demand & 15) === 0) onProgress(demand / demandCells.length);
    const reach = reverse.computeReach(demandCells[demand]!, cutoffSeconds * (1 + LAST_BITS));
    for (let k = 0; k < reach.count; k++) {
      const site = siteOfCell[reach.cells[k]!]!;
      if (site < 0) continue;
      if (reach.seconds[k]! < cutoffSeconds * (1 - LAST_BITS)) reaches[site]!.push(demand);
      else (doubtful.get(site) ?? doubtful.set(site, new Set()).get(site)!).add(demand);
    }
  }
  const demandOfCell = indexCells(demandCells, engine.cellState.length);
  for (const [site, demands] of doubtful) {
    const reach = engine.computeReach(candidates[site]!, cutoffSeconds);
    for (const demand of listDemands(reach, demandOfCell))
      if (demands.has(demand)) reaches[site]!.push(demand);
  }
}
