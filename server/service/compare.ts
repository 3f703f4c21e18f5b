import { note, type TaskNote } from '../questions/shared/task-note.ts';
import type { CompareAnswer } from '../contract/processes/compare.ts';
import type { CoverageAnswer, ProcessInputs } from '../contract/processes.ts';
import { AGE_BANDS } from '../contract/vocabulary.ts';
import { toCutoffSeconds } from '../contract/cut-off.ts';
import { hashRun, type RunIdentity } from '../store/run-store.ts';
import { hashChanges } from '../store/scenario-store.ts';
import { haveSameTravel, listSideNotes } from './compare-notes.ts';
import {
  checkComparable,
  completeInputs,
  cutoffsOf,
  openSide,
  scenarioOf,
  type Side,
} from './compare-sides.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import type { StoredAnswer } from './execute.ts';
import { fanOut, within } from './fan-out.ts';
import { parseInputs } from './parse-inputs.ts';
import { listPeopleNotes } from './people-notes.ts';
import { countingWithin, getRegion, referenceOf } from './regions.ts';
import { getScenario, withScenario } from './scenarios.ts';
import { compareTask } from '../questions/compare/question.ts';
import { coverageTotalsTask } from '../questions/coverage/question.ts';
import { valueLinks } from '../questions/shared/surface-links.ts';
import { writePatiently } from './patient-write.ts';
import { listTravelNotes } from '../questions/shared/travel-notes.ts';

type Inputs = ProcessInputs<'compare'>;
type Body = Omit<CompareAnswer, 'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes'>;
type Covered = Body['covered'];

/**
 * More changes than this would be twice as many coverages: contributions are left out and the answer states
 * so.
 */
const MOST_CONTRIBUTIONS = 20;

/** Answers a comparison, from the store when the same two contents were compared before. */
export async function executeCompare(
  context: AnalysisContext,
  raw: unknown,
  options: ExecuteOptions,
): Promise<StoredAnswer> {
  const inputs = completeInputs(parseInputs('compare', raw));
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
  const a = await openSide(context, inputs, 'a', within(options, 0, 0.25));
  const b = await openSide(context, inputs, 'b', within(options, 0.25, 0.5));
  checkComparable(inputs, a, b);
  const { body, notes, arrays } = await analyseCompare(context, inputs, { a, b, run }, options);
  const answer: StoredAnswer = {
    ...body,
    run,
    process: 'compare',
    region: region.id,
    scenario: null,
    travel: haveSameTravel(a, b) ? b.inputs.travel : null,
    notes: [
      ...(region.detail.synthetic ? [note('synthetic-data')] : []),
      ...listOnce([a, b].flatMap((side) => listTravelNotes(side.inputs.travel, region.detail))),
      ...listPeopleNotes(countingWithin(region, b.answer.within ?? 'all')),
      ...notes,
    ],
  };
  const took = context.milliseconds() - started;
  await writePatiently(() => context.runs.put(identity, answer, arrays, took), options);
  return answer;
}

/**
 * Two worlds (or two coverage runs) side by side: by zone, facility, age, indicator and cell, and what each
 * change contributes.
 */
async function analyseCompare(
  context: AnalysisContext,
  inputs: Inputs,
  { a, b, run }: { readonly a: Side; readonly b: Side; readonly run: string },
  options: ExecuteOptions,
): Promise<{ body: Body; notes: readonly TaskNote[]; arrays: Readonly<Record<string, Float32Array>> }> {
  const [from, to] = [a.answer, b.answer];
  const cutoffMinutes = cutoffsOf(to);
  const region = getRegion(context, inputs.region);
  const counted = countingWithin(withScenario(region, b.changes), to.within ?? 'all');
  const [{ fasterMinutes, slowerMinutes, fasterScale, slowerScale, ...cells }, contributions] =
    await Promise.all([
      context.runner.run(compareTask, {
        region: referenceOf(context, counted),
        secondsA: context.runs.arrayPath(from.run, 'seconds'),
        secondsB: context.runs.arrayPath(to.run, 'seconds'),
        ...(b.inputs.residualOf === undefined
          ? {}
          : { servedBefore: context.runs.arrayPath(b.inputs.residualOf, 'served') }),
        cutoffsSeconds: cutoffMinutes.map(toCutoffSeconds),
      }),
      findContributions(context, inputs, a, b, within(options, 0.5, 1)),
    ]);
  const zones = to.zones.flatMap((zone): Body['zones'] => {
    const other = from.zones.find(
      (z) => z.index === zone.index && z.nameZh === zone.nameZh && z.nameEn === zone.nameEn,
    );
    if (!other) return [];
    const { index, nameZh, nameEn, total } = zone;
    return [{ index, nameZh, nameEn, total, ...compareLists(coveredOf(other), coveredOf(zone)) }];
  });
  const sameZones = zones.length === to.zones.length && zones.length === from.zones.length;
  const body: Body = {
    a: describeSide(a),
    b: describeSide(b),
    ...(to.within === undefined ? {} : { within: to.within }),
    cutoffMinutes,
    total: { a: from.total, b: to.total, difference: to.total - from.total },
    covered: compareLists(coveredOf(from), coveredOf(to)),
    percent: compareLists(
      from.cutoffs.map((c) => c.percent),
      to.cutoffs.map((c) => c.percent),
    ),
    indicators: compareIndicators(from, to),
    ages: AGE_BANDS.flatMap((band) => {
      const [x, y] = [from, to].map((side) => side.ages.find((age) => age.band === band)?.covered);
      return x && y ? [{ band, ...compareLists(x, y) }] : [];
    }),
    zones,
    outsideZones:
      sameZones && from.outsideZones && to.outsideZones
        ? {
            total: to.outsideZones.total,
            ...compareLists(coveredOf(from.outsideZones), coveredOf(to.outsideZones)),
          }
        : null,
    facilities: compareFacilities(from, to),
    cells,
    surfaces: {
      faster: valueLinks(run, 'faster', fasterScale),
      slower: valueLinks(run, 'slower', slowerScale),
    },
    contributions,
  };
  const notes: TaskNote[] = [];
  if (inputs.contributions && contributions === null && b.changes.length > MOST_CONTRIBUTIONS)
    notes.push({
      code: 'compare-contributions-cut',
      parameters: { changes: b.changes.length, most: MOST_CONTRIBUTIONS },
    });
  notes.push(...listSideNotes(a, b, sameZones));
  return { body, notes, arrays: { faster: fasterMinutes, slower: slowerMinutes } };
}

/** What a compare rests on beside its inputs: the contents of the worlds it names, for its identity. */
function compareContents(context: AnalysisContext, { a, b }: Inputs): string {
  return [a, b]
    .map((side) => {
      const scenario = scenarioOf(side);
      return scenario === null ? side : (hashChanges(getScenario(context, scenario).changes) ?? '');
    })
    .join(' ');
}

function listOnce(notes: readonly TaskNote[]): TaskNote[] {
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}

function describeSide({ answer, inputs, scenario }: Side): Body['a'] {
  return { run: answer.run, scenario, travel: inputs.travel, facilities: inputs.facilities ?? null };
}

/**
 * Coverage of the baseline with each change alone, and of the scenario without each; null where that is not
 * asked for, has no sense or is too much.
 */
async function findContributions(
  context: AnalysisContext,
  inputs: Inputs,
  a: Side,
  b: Side,
  options: ExecuteOptions,
): Promise<Body['contributions']> {
  const { changes } = b;
  if (!inputs.contributions || changes.length === 0 || changes.length > MOST_CONTRIBUTIONS) return null;
  const region = getRegion(context, inputs.region);
  const worlds = changes.flatMap((change, i) => [[change], changes.filter((_, k) => k !== i)]);
  const coverages = await fanOut(
    context,
    coverageTotalsTask,
    worlds.map((world) => ({
      region: referenceOf(context, countingWithin(withScenario(region, world), inputs.within)),
      inputs: b.inputs,
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
    interaction: isComplete
      ? together.map((value, k) => value - rows.reduce((sum, row) => sum + row.alone[k]!, 0))
      : null,
  };
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
  const row = (
    { id, nameZh, nameEn }: CoverageAnswer['facilities'][number],
    state: 'both' | 'only-a' | 'only-b',
    from: number[],
    to: number[],
  ) => ({
    id,
    nameZh,
    nameEn,
    state,
    people: compareLists(from, to),
  });
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
