import { ProblemException } from '../../contract/problems.ts';
import type { ProcessInputs } from '../../contract/processes.ts';
import { computeReferral, type ReferralAnswer } from '../../kernel/access/referral.ts';
import type { TravelEngine } from '../../kernel/catchment/travel-engine.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import type { Tier } from '../../contract/vocabulary.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { loadCompatEngine } from '../shared/compat-engine.ts';
import { selectFacilities, type SelectedFacilities } from '../shared/select-facilities.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

export interface ReferralBlockInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'referral'>;
  readonly fromTier: Tier;
  readonly toTier: Tier;
  readonly meters: 'all' | 'fastest' | 'none';
  /** This block takes the facilities of the other tier from count · part / parts on. */
  readonly part: number;
  readonly parts: number;
}

/** Pairs of one block, positions counted among the facilities of their tier. NaN metres: not measured. */
export interface ReferralBlock {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly seconds: Float64Array;
  readonly meters: Float64Array;
}

/** The selected facilities of one tier. */
export function listTier(selected: SelectedFacilities, tier: Tier): SelectedFacilities {
  const kept = selected.facilities.flatMap((facility, i) => (facility.tier === tier ? [i] : []));
  return {
    facilities: kept.map((i) => selected.facilities[i]!),
    cells: Int32Array.from(kept, (i) => selected.cells[i]!),
    states: kept.map((i) => selected.states[i]!),
    listed: kept.filter((i) => i < selected.listed).length,
    notes: [],
  };
}

/** Searches from some of the facilities referred to. Blocks can run anywhere in any order. */
export function computeReferralBlock(input: ReferralBlockInput, context: TaskContext): ReferralBlock {
  const region = context.loadRegion(input.region);
  const engine = loadCompatEngine(input.region, input.inputs, context);
  const selected = selectFacilities(region, engine, input.inputs.facilities);
  const from = listTier(selected, input.fromTier);
  for (const tier of [input.fromTier, input.toTier])
    if (!selected.facilities.some((facility) => facility.tier === tier))
      throw new ProblemException('invalid-inputs', { count: 1 }, [
        {
          pointer:
            tier === input.inputs.fromTier
              ? '/fromTier'
              : tier === input.inputs.toTier
                ? '/toTier'
                : '/chain',
          code: 'tier-absent',
          parameters: { tier },
        },
      ]);
  const to = listTier(selected, input.toTier);
  const first = Math.floor((to.cells.length * input.part) / input.parts);
  const last = Math.floor((to.cells.length * (input.part + 1)) / input.parts);
  const { pairs } = searchPairs(
    engine,
    from.cells,
    to.cells.slice(first, last),
    first,
    input,
    (done, total) => context.report(done / total),
  );
  return {
    from: Int32Array.from(pairs, (pair) => pair.from),
    to: Int32Array.from(pairs, (pair) => pair.to + first),
    seconds: Float64Array.from(pairs, (pair) => pair.seconds),
    meters: Float64Array.from(pairs, (pair) => pair.meters ?? Number.NaN),
  };
}

function searchPairs(
  engine: TravelEngine,
  fromCells: Int32Array,
  toCells: Int32Array,
  first: number,
  { inputs, fromTier, toTier, meters }: ReferralBlockInput,
  onProgress: (done: number, total: number) => void,
): ReferralAnswer {
  const limit = toCutoffSeconds(inputs.limitMinutes);
  const sameFacility = (from: number, to: number): boolean => fromTier === toTier && from === to + first;
  if (!engine.measureReach || meters !== 'all')
    return computeReferral(engine, fromCells, toCells, limit, { meters, sameFacility, onProgress });
  // one search a facility gives both times and metres
  const cells = Int32Array.from(new Set(fromCells.filter((cell) => cell !== NONE)));
  const measured = new Map<number, Map<number, number>>();
  const both: TravelEngine = {
    grid: engine.grid,
    cellState: engine.cellState,
    computeSurface: (sources, limitSeconds) => engine.computeSurface(sources, limitSeconds),
    explainPath: (sources, cell) => engine.explainPath(sources, cell),
    computeReach: (source, limitSeconds) => {
      const found = engine.measureReach!(source, cells, limitSeconds);
      const kept = Array.from(cells.keys()).filter(
        (i) => found.seconds[i]! <= limitSeconds && found.seconds[i]! < Infinity,
      );
      measured.set(source, new Map(kept.map((i) => [cells[i]!, found.meters[i]!])));
      return {
        count: kept.length,
        cells: Int32Array.from(kept, (i) => cells[i]!),
        seconds: Float64Array.from(kept, (i) => found.seconds[i]!),
      };
    },
  };
  return computeReferral(both, fromCells, toCells, limit, {
    meters,
    sameFacility,
    onProgress,
    measure: (toCell, wanted) =>
      Float64Array.from(wanted, (cell) => measured.get(toCell)?.get(cell) ?? Number.NaN),
  });
}
