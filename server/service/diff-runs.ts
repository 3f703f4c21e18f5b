import type { RunDiffAnswer } from '../contract/run-records.ts';
import type { AnalysisContext } from './context.ts';
import { getRun } from './execute.ts';

type Difference = RunDiffAnswer['answer'][number];

const MOST_PLACES = 2000;
/** Members that name the question, not what came out of it. */
const NAMES: ReadonlySet<string> = new Set(['run', 'surface', 'process', 'region', 'scenario', 'travel']);

/**
 * Two stored runs side by side: by JSON pointer what was asked otherwise and what came out otherwise.
 * O(size of the answers).
 */
export function diffRuns(context: AnalysisContext, a: string, b: string): RunDiffAnswer {
  const [from, to] = [getRun(context, a), getRun(context, b)];
  const asked = ({ process, region, regionHash, scenarioHash, engine, inputs }: typeof from.manifest) => ({
    process,
    region,
    regionHash,
    scenarioHash: scenarioHash ?? null,
    engine,
    inputs,
  });
  const cameOut = (answer: object): object =>
    Object.fromEntries(Object.entries(answer).filter(([name]) => !NAMES.has(name)));
  const answer = [...listDifferences(cameOut(from.answer), cameOut(to.answer))];
  return {
    a,
    b,
    same:
      from.manifest.resultHash !== null &&
      (a === b || answer.length === 0) &&
      haveSameSurfaces(context, a, b),
    question: [...listDifferences(asked(from.manifest), asked(to.manifest))],
    answer: answer.slice(0, MOST_PLACES),
    answerCount: answer.length,
  };
}

/** Whether both keep the same surfaces, byte by byte. */
function haveSameSurfaces(context: AnalysisContext, a: string, b: string): boolean {
  const names = context.runs.listArrays(a);
  if (names.join() !== context.runs.listArrays(b).join()) return false;
  return names.every(
    (name) => Buffer.compare(context.runs.readArray(a, name), context.runs.readArray(b, name)) === 0,
  );
}

/** Places at which two JSON values differ, in the order of their members. */
export function* listDifferences(a: unknown, b: unknown, pointer = ''): Generator<Difference> {
  if (Object.is(a, b)) return;
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    if (Array.isArray(a) === Array.isArray(b)) {
      const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
      for (const name of new Set([...Object.keys(left), ...Object.keys(right)]))
        yield* listDifferences(left[name], right[name], `${pointer}/${escape(name)}`);
      return;
    }
  }
  yield {
    pointer,
    ...(a === undefined ? {} : { a }),
    ...(b === undefined ? {} : { b }),
    difference: typeof a === 'number' && typeof b === 'number' ? b - a : null,
  };
}

/** RFC 6901. */
function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
