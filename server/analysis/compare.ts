import { ProblemException } from '../contract/problems.ts';
import type { CompareAnswer } from '../contract/processes/compare.ts';
import type { CoverageAnswer, ProcessInputs } from '../contract/processes.ts';
import type { Change } from '../contract/scenario.ts';
import { AGE_BANDS } from '../contract/vocabulary.ts';
import { hashRun, type RunIdentity } from '../store/run-store.ts';
import { hashChanges } from '../store/scenario-store.ts';
import type { AnalysisContext, AnalysisResult, ExecuteOptions } from './context.ts';
import { executeProcess, getRun, type StoredAnswer } from './execute.ts';
import { fanOut, within } from './fan-out.ts';
import { parseInputs } from './parse-inputs.ts';
import { listPeopleNotes } from './people-notes.ts';
import { countingWithin, getRegion, referenceOf } from './regions.ts';
import { getScenario, withScenario } from './scenarios.ts';
import { valueLinks } from './surface-links.ts';
import { listTravelNotes } from './travel-notes.ts';
import { toCutoffSeconds } from '../kernel/grid/cut-off.ts';

type Inputs = ProcessInputs<'compare'>;
type Body = Omit<CompareAnswer, 'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes'>;
type Covered = Body['covered'];

/** More changes than this would be twice as many coverages: contributions are left out and the answer says so. */
const MOST_CONTRIBUTIONS = 20;

interface Side {
  readonly answer: CoverageAnswer;
  readonly scenario: string | null;
  readonly changes: readonly Change[];
}

/** Answers a comparison, from the store when the same two contents were compared before. */
export async function executeCompare(context: AnalysisContext, raw: unknown, options: ExecuteOptions): Promise<StoredAnswer> {
  const inputs = parseInputs('compare', raw);
  const region = getRegion(context, inputs.region);
  const identity: RunIdentity = {
    process: 'compare',
    region: region.id,
    regionHash: region.hash,
    scenarioHash: compareContents(context, inputs),
    inputs,
    engine: context.engineVersion,
  };
  const run = hashRun(identity);
  const known = context.runs.findAnswer(run);
  if (known) return known as StoredAnswer;
  const started = context.milliseconds();
  const { body, notes, arrays } = await analyseCompare(context, inputs, run, options);
  const answer: StoredAnswer = {
    ...body,
    run,
    process: 'compare',
    region: region.id,
    scenario: null,
    travel: inputs.travel,
    notes: [
      ...(region.detail.synthetic ? [{ code: 'synthetic-data', parameters: {} }] : []),
      ...listTravelNotes(inputs.travel, region.detail),
      ...listPeopleNotes(countingWithin(region, inputs.within)),
      ...notes,
    ],
  };
  context.runs.put(identity, answer, arrays ?? {}, context.milliseconds() - started);
  return answer;
} // prettier-ignore

/** Two worlds (or two coverage runs) side by side: by zone, facility, age, indicator and cell, and what each change contributes. */
async function analyseCompare(
  context: AnalysisContext,
  inputs: Inputs,
  run: string,
  options: ExecuteOptions,
): Promise<AnalysisResult> {
  const a = await openSide(context, inputs, 'a', within(options, 0, 0.25));
  const b = await openSide(context, inputs, 'b', within(options, 0.25, 0.5));
  const cutoffMinutes = b.answer.cutoffs.map((cutoff) => cutoff.cutoffMinutes);
  if (cutoffMinutes.join() !== a.answer.cutoffs.map((cutoff) => cutoff.cutoffMinutes).join())
    throw refusal('compare-other-cutoffs');
  checkSamePeople(inputs, a.answer, b.answer);
  const region = getRegion(context, inputs.region);
  const counted = countingWithin(withScenario(region, b.changes), b.answer.within ?? 'all');
  const [{ fasterMinutes, slowerMinutes, fasterScale, slowerScale, ...cells }, contributions] = await Promise.all([
    context.runner.run('compare', {
      region: referenceOf(context, counted),
      secondsA: context.runs.arrayPath(a.answer.run, 'seconds'),
      secondsB: context.runs.arrayPath(b.answer.run, 'seconds'),
      cutoffsSeconds: cutoffMinutes.map(toCutoffSeconds),
    }),
    findContributions(context, inputs, a, b, within(options, 0.5, 1)),
  ]);
  const [from, to] = [a.answer, b.answer];
  const body: Body = {
    a: { run: from.run, scenario: a.scenario },
    b: { run: to.run, scenario: b.scenario },
    cutoffMinutes,
    total: { a: from.total, b: to.total, difference: to.total - from.total },
    covered: compareLists(coveredOf(from), coveredOf(to)),
    percent: compareLists(from.cutoffs.map((c) => c.percent), to.cutoffs.map((c) => c.percent)),
    indicators: compareIndicators(from, to),
    ages: AGE_BANDS.flatMap((band) => {
      const [x, y] = [from, to].map((side) => side.ages.find((age) => age.band === band)?.covered);
      return x && y ? [{ band, ...compareLists(x, y) }] : [];
    }),
    zones: to.zones.flatMap((zone) => {
      const other = from.zones.find((z) => z.index === zone.index && z.nameZh === zone.nameZh && z.nameEn === zone.nameEn);
      if (!other) return [];
      const { index, nameZh, nameEn, total } = zone;
      return [{ index, nameZh, nameEn, total, ...compareLists(coveredOf(other), coveredOf(zone)) }];
    }),
    facilities: compareFacilities(from, to),
    cells,
    surfaces: { faster: valueLinks(run, 'faster', fasterScale), slower: valueLinks(run, 'slower', slowerScale) },
    contributions,
  };
  const notes = [];
  if (inputs.contributions && contributions === null && a.scenario === null && b.changes.length > MOST_CONTRIBUTIONS)
    notes.push({ code: 'compare-contributions-cut', parameters: { changes: b.changes.length, most: MOST_CONTRIBUTIONS } });
  if (from.zones.length !== to.zones.length) notes.push({ code: 'compare-other-zones', parameters: {} });
  return { body, notes, arrays: { faster: fasterMinutes, slower: slowerMinutes } };
} // prettier-ignore

/** What a compare rests on beside its inputs: the contents of the worlds it names, for its identity. */
function compareContents(context: AnalysisContext, inputs: Inputs): string {
  return [inputs.a, inputs.b]
    .map((side) => (side.startsWith(SCENARIO) ? hashChanges(getScenario(context, side.slice(SCENARIO.length)).changes) ?? '' : side))
    .join(' '); // prettier-ignore
}

const SCENARIO = 'scenario:';

/** A coverage run by its id, or the coverage of a world worked out now (or found in the store). */
async function openSide(context: AnalysisContext, inputs: Inputs, name: 'a' | 'b', options: ExecuteOptions): Promise<Side> {
  const side = inputs[name];
  const { a: _a, b: _b, contributions: _c, ...coverage } = inputs;
  if (side === 'baseline' || side.startsWith(SCENARIO)) {
    const scenario = side === 'baseline' ? null : side.slice(SCENARIO.length);
    const answer = await executeProcess(context, 'coverage', scenario === null ? coverage : { ...coverage, scenario }, options);
    return { answer: answer as unknown as CoverageAnswer, scenario, changes: scenario === null ? [] : getScenario(context, scenario).changes };
  }
  const { manifest, answer } = getRun(context, side);
  if (manifest.process !== 'coverage' || !context.runs.hasArray(side, 'seconds')) throw refusal('compare-not-coverage', name);
  const region = getRegion(context, inputs.region);
  if (manifest.region !== region.id || manifest.regionHash !== region.hash) throw refusal('compare-other-region', name);
  const changes = manifest.scenarioHash === undefined ? [] : context.scenarios.findContent(manifest.scenarioHash);
  if (!changes) throw refusal('compare-scenario-gone', name);
  return { answer: answer as unknown as CoverageAnswer, scenario: answer['scenario'] as string | null, changes };
} // prettier-ignore

/** Coverage of the baseline with each change alone, and of the scenario without each; null where that is not asked for or too much. */
async function findContributions(context: AnalysisContext, inputs: Inputs, a: Side, b: Side, options: ExecuteOptions): Promise<Body['contributions']> {
  const { changes } = b;
  const isWorlds = inputs.a === 'baseline' && inputs.b.startsWith(SCENARIO);
  if (!inputs.contributions || !isWorlds || changes.length === 0 || changes.length > MOST_CONTRIBUTIONS) return null;
  const region = getRegion(context, inputs.region);
  const { a: _a, b: _b, contributions: _c, ...rest } = inputs;
  const question = { ...rest, capacity: 'ignore' as const };
  const worlds = changes.flatMap((change, i) => [[change], changes.filter((_, k) => k !== i)]);
  const coverages = await fanOut(
    context,
    'coverage-totals',
    worlds.map((world) => ({
      region: referenceOf(context, countingWithin(withScenario(region, world), inputs.within)),
      inputs: question,
    })),
    options,
    { from: 0, to: 1, phase: 'contributions' },
  );
  const together = compareLists(coveredOf(a.answer), coveredOf(b.answer)).difference;
  const base = coveredOf(a.answer);
  const whole = coveredOf(b.answer);
  const rows = changes.map((change, i) => {
    const alone = coverages[2 * i]!;
    const without = coverages[2 * i + 1]!;
    return {
      change: i + 1,
      type: change.type,
      alone: alone && alone.map((value, k) => value - base[k]!),
      last: without && without.map((value, k) => whole[k]! - value),
    };
  });
  const isComplete = rows.every((row) => row.alone !== null);
  return {
    changes: rows,
    together,
    interaction: isComplete ? together.map((value, k) => value - rows.reduce((sum, row) => sum + row.alone[k]!, 0)) : null,
  };
} // prettier-ignore

/** Both sides must count the same people, and those that were asked for. */
function checkSamePeople({ within: asked }: Inputs, a: CoverageAnswer, b: CoverageAnswer): void {
  if (a.within !== b.within || (asked !== undefined && asked !== (b.within ?? 'all')))
    throw refusal('compare-other-people');
}

function coveredOf(row: { readonly cutoffs: readonly { readonly covered: number }[] }): number[] {
  return row.cutoffs.map((cutoff) => cutoff.covered);
}

function compareLists(a: readonly number[], b: readonly number[]): Covered {
  return { a: [...a], b: [...b], difference: b.map((value, k) => value - a[k]!) };
}

function compareIndicators(a: CoverageAnswer, b: CoverageAnswer): Body['indicators'] {
  return (Object.keys(b.burden) as (keyof CoverageAnswer['burden'])[]).map((indicator) => {
    const [from, to] = [a.burden[indicator], b.burden[indicator]];
    return { indicator, a: from, b: to, difference: from === null || to === null ? null : to - from };
  });
}

function compareFacilities(a: CoverageAnswer, b: CoverageAnswer): Body['facilities'] {
  const none = b.cutoffs.map(() => 0);
  const before = new Map(a.facilities.map((facility) => [facility.id, facility]));
  const after = new Set(b.facilities.map((facility) => facility.id));
  const row = ({ id, nameZh, nameEn }: CoverageAnswer['facilities'][number], state: 'both' | 'only-a' | 'only-b', from: number[], to: number[]) => ({
    id, nameZh, nameEn, state, people: compareLists(from, to),
  }); // prettier-ignore
  return [
    ...b.facilities.map((facility) => {
      const other = before.get(facility.id);
      return row(facility, other ? 'both' : 'only-b', other?.people ?? none, facility.people);
    }),
    ...a.facilities
      .filter((facility) => !after.has(facility.id))
      .map((facility) => row(facility, 'only-a', facility.people, none)),
  ];
}

function refusal(code: string, name?: string): ProblemException {
  return new ProblemException('not-comparable', {}, [
    { pointer: name === undefined ? '' : `/${name}`, code, parameters: {} },
  ]);
}
