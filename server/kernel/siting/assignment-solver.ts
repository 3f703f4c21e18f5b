import { MilpBuilder, type MilpSolver } from './milp-port.ts';
import type { Room } from './knapsack-relaxation.ts';
import { listOpen } from './open-sites.ts';
import type { ReducedRoom } from './room-reduction.ts';
import { EXCLUDED, FIXED } from './site-states.ts';

/**
 * Nodes of the exact solver's tree by the rows of its model: a minute or so of one core, and the same
 * answer each time.
 */
const NODE_ROWS = 5_000_000;
const MOST_NODES = 5000;
const LEAST_NODES = 300;

export interface AssignmentSolverOptions {
  readonly solver: MilpSolver;
  /** Rows that are left to the exact solver at most. */
  readonly rows: number;
  readonly seconds?: number | undefined;
  readonly shouldStop?: (() => boolean) | undefined;
}

/** What the exact solver found; `assignment` is null where it found nothing. */
export interface ExactAssignment {
  readonly assignment: Int32Array | null;
  readonly open: Uint32Array;
  readonly value: number;
  readonly bound: number;
  readonly status: string;
}

/**
 * The capacitated p-median over the pairs that are left, by an exact solver; null when the model is too
 * large for it.
 */
export function solveAssignment(
  { demands, sites, cost, size, capacity }: Room,
  { states, pairs }: ReducedRoom,
  count: number,
  start: Int32Array | null,
  options: AssignmentSolverOptions,
): ExactAssignment | null {
  const builder = new MilpBuilder();
  for (let site = 0; site < sites; site++)
    builder.addColumn(0, states[site] === FIXED ? 1 : 0, states[site] === EXCLUDED ? 0 : 1, true);
  const column = new Int32Array(demands * sites).fill(-1);
  for (let pair = 0; pair < pairs.length; pair++)
    if (pairs[pair] === 1) column[pair] = builder.addColumn(cost[pair]!, 0, 1, true);
  const all = Array.from({ length: sites }, (_, site) => site);
  for (let demand = 0; demand < demands; demand++) {
    const able = all.filter((site) => column[demand * sites + site]! >= 0);
    builder.addRow(
      1,
      1,
      able.map((site): [number, number] => [column[demand * sites + site]!, 1]),
    );
    for (const site of able)
      builder.addRow(-Infinity, 0, [
        [column[demand * sites + site]!, 1],
        [site, -1],
      ]);
  }
  for (const site of all) {
    const served = Array.from(size.keys()).filter((demand) => column[demand * sites + site]! >= 0);
    builder.addRow(-Infinity, 0, [
      ...served.map((demand): [number, number] => [column[demand * sites + site]!, size[demand]!]),
      [site, -capacity[site]!],
    ]);
  }
  builder.addRow(
    count,
    count,
    all.map((site): [number, number] => [site, 1]),
  );
  const model = builder.build('min');
  if (model.rows > options.rows) return null;
  let warm: Float64Array | undefined;
  if (start?.every((site, demand) => column[demand * sites + site]! >= 0)) {
    warm = new Float64Array(model.columns);
    start.forEach((site, demand) => {
      warm![site] = 1;
      warm![column[demand * sites + site]!] = 1;
    });
    for (const site of all) if (states[site] === FIXED) warm[site] = 1;
  }
  const answer = options.solver.solve(model, {
    ...(warm && { start: warm }),
    maxNodes: Math.max(LEAST_NODES, Math.min(MOST_NODES, Math.floor(NODE_ROWS / model.rows))),
    ...(options.seconds !== undefined && { timeLimitSeconds: options.seconds }),
    ...(options.shouldStop && { shouldStop: options.shouldStop }),
  });
  if (!answer.columns)
    return {
      assignment: null,
      open: new Uint32Array(0),
      value: Infinity,
      bound: answer.bound,
      status: answer.status,
    };
  const assignment = new Int32Array(demands);
  let value = 0;
  for (let demand = 0; demand < demands; demand++)
    for (const site of all)
      if (column[demand * sites + site]! >= 0 && answer.columns[column[demand * sites + site]!]! > 0.5) {
        assignment[demand] = site;
        value += cost[demand * sites + site]!;
      }
  const open = Uint8Array.from(all, (site) => (answer.columns![site]! > 0.5 ? 1 : 0));
  return { assignment, open: listOpen(open), value, bound: answer.bound, status: answer.status };
}
