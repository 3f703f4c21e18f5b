import type { MilpAnswer, MilpModel, MilpOptions, MilpSolver } from './milp-port.ts';

/**
 * What this adapter uses of a loaded HiGHS runtime (npm `highs`); the caller loads it, so the kernel
 * imports no library.
 */
export interface HighsRuntime {
  readonly constants: {
    readonly objectiveSense: { readonly maximize: number; readonly minimize: number };
    readonly modelStatus: Readonly<
      Record<
        | 'optimal'
        | 'infeasible'
        | 'unbounded'
        | 'unboundedOrInfeasible'
        | 'timeLimit'
        | 'iterationLimit'
        | 'solutionLimit'
        | 'interrupted',
        number
      >
    >;
  };
  createModel(source: never): HighsModel;
}

interface HighsModel {
  readonly options: { set(name: string, value: number | string | boolean): unknown };
  readonly info: { get(name: string): number | bigint };
  setSolution(solution: { indices: Int32Array; values: Float64Array }): unknown;
  run(callbacks?: never): { readonly modelStatus: number };
  getSolution(): { readonly colValue: Float64Array };
  dispose(): unknown;
}

// HiGHS callback channels.
const SIMPLEX_INTERRUPT = 1;
const IPM_INTERRUPT = 2;
const MIP_LOGGING = 5;
const MIP_INTERRUPT = 6;

/**
 * HiGHS (WebAssembly, MIT) behind the port: `createHighsSolver(await highsLoader())`, once per worker.
 *
 * - one thread, heap up to 2 GiB; every model is disposed after its solve; calls block
 * - `maxNodes` ends the tree after so many nodes unless a solve names its own: a limit without a clock, so
 * that equal input gives equal bits
 */
export function createHighsSolver(
  highs: HighsRuntime,
  limits: { readonly maxNodes?: number } = {},
): MilpSolver {
  const { constants } = highs;
  return {
    name: 'HiGHS',
    solve(model, options = {}) {
      const run = highs.createModel(describe(model, constants) as never);
      try {
        return solveLoaded(run, model, options, constants, limits.maxNodes);
      } finally {
        run.dispose();
      }
    },
  };
}

function describe(model: MilpModel, constants: HighsRuntime['constants']): object {
  return {
    numCols: model.columns,
    numRows: model.rows,
    sense: model.sense === 'max' ? constants.objectiveSense.maximize : constants.objectiveSense.minimize,
    colCost: model.columnCost,
    colLower: model.columnLower,
    colUpper: model.columnUpper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: {
      format: 'csr',
      numRows: model.rows,
      numCols: model.columns,
      starts: model.rowStart,
      indices: model.columnIndex,
      values: model.coefficient,
    },
    ...(model.integer.includes(1) && { integrality: Int32Array.from(model.integer) }),
    ...(model.quadratic && {
      hessian: {
        format: 'triangular',
        dimension: model.columns,
        starts: model.quadratic.start,
        indices: model.quadratic.index,
        values: model.quadratic.value,
      },
    }),
  };
}

function solveLoaded(
  run: HighsModel,
  model: MilpModel,
  options: MilpOptions,
  constants: HighsRuntime['constants'],
  maxNodes: number | undefined,
): MilpAnswer {
  const nodes = options.maxNodes ?? maxNodes;
  if (nodes !== undefined) run.options.set('mip_max_nodes', nodes);
  run.options.set('output_flag', false);
  run.options.set('mip_rel_gap', options.relativeGap ?? 0);
  run.options.set('mip_abs_gap', 1e-6);
  if (options.timeLimitSeconds !== undefined) run.options.set('time_limit', options.timeLimitSeconds);
  const { start } = options;
  if (start) {
    const known: number[] = [];
    for (let column = 0; column < model.columns; column++)
      if (!Number.isNaN(start[column]!)) known.push(column);
    run.setSolution({
      indices: Int32Array.from(known),
      values: Float64Array.from(known, (column) => start[column]!),
    });
  }
  const callbacks: Record<number, (event: CallbackEvent) => undefined> = {};
  const { shouldStop, onProgress } = options;
  if (shouldStop)
    for (const channel of [SIMPLEX_INTERRUPT, IPM_INTERRUPT, MIP_INTERRUPT])
      callbacks[channel] = (event) => {
        if (shouldStop()) event.interrupt();
        return undefined;
      };
  if (onProgress)
    callbacks[MIP_LOGGING] = (event) => {
      onProgress(event.data.mip_primal_bound ?? Number.NaN, event.data.mip_dual_bound ?? Number.NaN);
      return undefined;
    };
  const { modelStatus } = run.run(callbacks as never);
  const codes = constants.modelStatus;
  const whole = model.integer.includes(1);
  const open = model.sense === 'max' ? Infinity : -Infinity;
  const feasible = run.info.get('primal_solution_status') === 2;
  const value = feasible ? Number(run.info.get('objective_function_value')) : Number.NaN;
  const columns = feasible ? run.getSolution().colValue : null;
  const dual = whole ? Number(run.info.get('mip_dual_bound')) : Number.NaN;
  if (modelStatus === codes.optimal)
    return { status: 'optimal', columns, value, bound: Number.isFinite(dual) ? dual : value };
  const bound = Number.isFinite(dual) ? dual : open;
  if (modelStatus === codes.infeasible)
    return { status: 'infeasible', columns: null, value: Number.NaN, bound };
  if (modelStatus === codes.unbounded || modelStatus === codes.unboundedOrInfeasible)
    return { status: 'unbounded', columns: null, value: Number.NaN, bound };
  const limits: number[] = [codes.timeLimit, codes.interrupted, codes.iterationLimit, codes.solutionLimit];
  return { status: limits.includes(modelStatus) ? 'limit' : 'failed', columns, value, bound };
}

interface CallbackEvent {
  readonly data: { readonly mip_primal_bound?: number; readonly mip_dual_bound?: number };
  interrupt(): void;
}
