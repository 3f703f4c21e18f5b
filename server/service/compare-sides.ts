import { COMPARE_CUTOFF_MINUTES } from '../contract/processes/compare.ts';
import { ProblemException } from '../contract/problems.ts';
import type { CoverageAnswer, ProcessInputs } from '../contract/processes.ts';
import type { Change } from '../contract/scenario.ts';
import { Travel } from '../contract/travel.ts';
import { refuseUnused } from '../questions/shared/refuse.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { executeProcess, getRun } from './execute.ts';
import { getRegion } from './regions.ts';
import { getScenario } from './scenarios.ts';

type Inputs = ProcessInputs<'compare'>;

/** One side of a comparison: a coverage, what was asked for it, and the world it is of. */
export interface Side {
  readonly answer: CoverageAnswer;
  readonly inputs: ProcessInputs<'coverage'>;
  readonly scenario: string | null;
  readonly changes: readonly Change[];
}

const BASELINE = 'baseline';
const SCENARIO = 'scenario:';

/** Id of the scenario that a side names, null where it names none. */
export function scenarioOf(side: string): string | null {
  return side.startsWith(SCENARIO) ? side.slice(SCENARIO.length) : null;
}

/** Inputs with the defaults of what has an effect; what has none is refused by name. */
export function completeInputs(asked: Inputs): Inputs {
  const isWorld = (side: string): boolean => side === BASELINE || scenarioOf(side) !== null;
  const withWorld = isWorld(asked.a) || isWorld(asked.b);
  const contributes = asked.a === BASELINE && scenarioOf(asked.b) !== null;
  const ofWorlds = ['travel', 'facilities', 'cutoffMinutes', 'zones'] as const;
  refuseUnused([
    ...ofWorlds.map(
      (name) =>
        !withWorld &&
        asked[name] !== undefined && {
          pointer: `/${name}`,
          needs: 'a: baseline | scenario:ID | b: baseline | scenario:ID',
        },
    ),
    asked.contributions === true &&
      !contributes && { pointer: '/contributions', needs: 'a: baseline + b: scenario:ID' },
  ]);
  const { contributions = true, ...rest } = asked;
  return {
    ...rest,
    ...(contributes ? { contributions } : {}),
    ...(withWorld
      ? {
          travel: asked.travel ?? Travel.parse({}),
          cutoffMinutes: asked.cutoffMinutes ?? [...COMPARE_CUTOFF_MINUTES],
        }
      : {}),
  };
}

/** A coverage run by its id, or the coverage of a world worked out now (or found in the store). */
export async function openSide(
  context: AnalysisContext,
  inputs: Inputs,
  name: 'a' | 'b',
  options: ExecuteOptions,
): Promise<Side> {
  const side = inputs[name];
  const scenario = scenarioOf(side);
  if (side !== BASELINE && scenario === null) return openRun(context, inputs, name);
  const { a: _a, b: _b, contributions: _c, ...coverage } = inputs;
  const question = scenario === null ? coverage : { ...coverage, scenario };
  const { run } = await executeProcess(context, 'coverage', question, options);
  return {
    ...readRun(context, run),
    scenario,
    changes: scenario === null ? [] : getScenario(context, scenario).changes,
  };
}

function openRun(context: AnalysisContext, inputs: Inputs, name: 'a' | 'b'): Side {
  const { manifest } = getRun(context, inputs[name]);
  if (manifest.process !== 'coverage' || !context.runs.hasArray(manifest.id, 'seconds'))
    throw refuse('compare-not-coverage', name);
  const region = getRegion(context, inputs.region);
  if (manifest.region !== region.id || manifest.regionHash !== region.hash)
    throw refuse('compare-other-region', name);
  const changes =
    manifest.scenarioHash === undefined ? [] : context.scenarios.findContent(manifest.scenarioHash);
  if (!changes) throw refuse('compare-scenario-gone', name);
  const side = readRun(context, manifest.id);
  const before = side.inputs.residualOf;
  if (before !== undefined && !context.runs.hasArray(before, 'served'))
    throw new ProblemException('run-not-found', { run: before });
  return { ...side, scenario: side.answer.scenario, changes };
}

function readRun(context: AnalysisContext, run: string): Pick<Side, 'answer' | 'inputs'> {
  const { manifest, answer } = getRun(context, run);
  return { answer: answer as unknown as CoverageAnswer, inputs: manifest.inputs as Side['inputs'] };
}

/** Both sides must be about the same cut-offs and the same people, and those that were asked for. */
export function checkComparable({ within }: Inputs, a: Side, b: Side): void {
  const [from, to] = [a.answer, b.answer];
  if (cutoffsOf(from).join() !== cutoffsOf(to).join()) throw refuse('compare-other-cutoffs');
  if (from.within !== to.within) throw refuse('compare-other-people');
  if (within !== undefined && within !== (to.within ?? 'all')) throw refuse('compare-other-people', 'within');
  if (a.inputs.residualOf !== b.inputs.residualOf)
    throw refuse('compare-other-start', a.inputs.residualOf === undefined ? 'b' : 'a');
}

export function cutoffsOf({ cutoffs }: CoverageAnswer): number[] {
  return cutoffs.map(({ cutoffMinutes }) => cutoffMinutes);
}

function refuse(code: string, name?: string): ProblemException {
  return new ProblemException('not-comparable', {}, [
    { pointer: name === undefined ? '' : `/${name}`, code, parameters: {} },
  ]);
}
