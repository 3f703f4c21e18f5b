import { note, type TaskNote } from '../questions/shared/task-note.ts';
import { PROCESSES, PROCESS_IDS, type ProcessId, type ProcessInputs } from '../contract/processes.ts';
import { ProblemException } from '../contract/problems.ts';
import type { Change } from '../contract/scenario.ts';
import { describeSource } from '../contract/text/norm-source.ts';
import { withSentences } from '../contract/text/present.ts';
import type { Language } from '../contract/vocabulary.ts';
import { hashRun, type RunIdentity, type RunManifest } from '../store/run-store.ts';
import { hashChanges } from '../store/scenario-store.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { openDesk } from './desk.ts';
import { assertFits } from './job-estimate.ts';
import { parseInputs } from './parse-inputs.ts';
import { writePatiently } from './patient-write.ts';
import { listPeopleNotes, listSharingNotes } from './people-notes.ts';
import { countingWithin, getRegion } from './regions.ts';
import { getScenario, tryChanges, withScenario } from './scenarios.ts';
import { QUESTIONS } from '../questions/registry.ts';
import type { Desk, QuestionAnswer } from '../questions/shared/question.ts';
import { listTravelNotes } from '../questions/shared/travel-notes.ts';
import type { RegionProcess } from './region-process.ts';

/** An answer as stored: notes without sentences, so that every reader gets them in their own language. */
export interface StoredAnswer {
  readonly run: string;
  readonly notes: readonly TaskNote[];
  readonly [key: string]: unknown;
}

/** Whether a name is one of a process. */
export function isProcessId(id: string): id is ProcessId {
  return (PROCESS_IDS as readonly string[]).includes(id);
}

/** A process id, or a problem that lists the known ones. */
export function getProcessId(id: string): ProcessId {
  if (!isProcessId(id))
    throw new ProblemException('process-not-found', { process: id, known: PROCESS_IDS.join(', ') });
  return id;
}

/**
 * Runs a process of a region, or answers from the store when the same question was answered by this engine
 * before.
 * Equal inputs give an equal run id and equal bytes.
 */
export async function executeProcess(
  context: AnalysisContext,
  process: RegionProcess,
  raw: unknown,
  options: ExecuteOptions = {},
): Promise<StoredAnswer> {
  const inputs = parseInputs(process, raw);
  const region = getRegion(context, inputs.region);
  const changes = inputs.scenario === undefined ? [] : changesOf(context, region.id, inputs.scenario);
  const identity: RunIdentity = {
    process,
    region: region.id,
    regionHash: region.hash,
    ...scenarioHashOf(changes),
    inputs,
    engine: context.engineVersion,
  };
  const known = context.runs.findAnswer(hashRun(identity));
  if (known) return known as StoredAnswer;
  assertFits(context, region, inputs);
  const started = context.milliseconds();
  const { answer, arrays } = await answerProcess(context, process, identity, changes, options);
  // A search stopped early is kept under its own name: the question itself stays open.
  const kept =
    answer['status'] === 'interrupted'
      ? { ...identity, engine: `${identity.engine}, interrupted ${context.now()}` }
      : identity;
  const reported = kept === identity ? answer : { ...answer, run: hashRun(kept) };
  const took = context.milliseconds() - started;
  await writePatiently(() => context.runs.put(kept, reported, arrays, took), options);
  return reported;
}

/** Works out an answer whether or not it is in the store, and keeps nothing. */
export async function answerProcess(
  context: AnalysisContext,
  process: RegionProcess,
  identity: RunIdentity,
  changes: readonly Change[],
  options: ExecuteOptions,
): Promise<{ answer: StoredAnswer; arrays: Readonly<Record<string, ArrayBufferView>> }> {
  const inputs = identity.inputs as ProcessInputs<'coverage'>;
  const region = countingWithin(withScenario(getRegion(context, identity.region), changes), inputs.within);
  const { travel } = inputs;
  const scenarioNotes = await tryChanges(context, region, changes, {
    ...options,
    onProgress: () => undefined,
  });
  const run = hashRun(identity);
  const { body, notes, arrays } = await answerWith(
    process,
    openDesk(context, region, run, options),
    identity,
  );
  const speedsUnused =
    travel.model === 'straight-line' && changes.some((change) => change.type === 'set-speeds');
  const answer: StoredAnswer = {
    ...body,
    run,
    process,
    region: region.id,
    scenario: inputs.scenario ?? null,
    travel,
    ...(region.within === undefined ? {} : { within: region.within }),
    notes: [
      ...(region.detail.synthetic ? [note('synthetic-data')] : []),
      ...scenarioNotes,
      ...(speedsUnused ? [note('scenario-speeds-unused')] : []),
      ...(PROCESSES[process].travels ? listTravelNotes(travel, region.detail, addsRoads(changes)) : []),
      ...listPeopleNotes(region),
      ...listSharingNotes(region, process, inputs),
      ...notes,
    ],
  };
  return { answer, arrays: arrays ?? {} };
}

/** The steps of a process on inputs that were checked by its own schema. */
function answerWith<P extends RegionProcess>(
  process: P,
  desk: Desk,
  { inputs }: RunIdentity,
): Promise<QuestionAnswer> {
  const { answer } = QUESTIONS[process];
  if (!answer) throw new RangeError(`${process} is made of stored runs`);
  return answer(desk, inputs as ProcessInputs<P>);
}

/** Whether changes may open roads that the region has not. */
function addsRoads(changes: readonly Change[]): boolean {
  return changes.some(({ type }) => type === 'add-road' || type === 'set-speeds');
}

function changesOf(context: AnalysisContext, region: string, id: string): readonly Change[] {
  const scenario = getScenario(context, id);
  if (scenario.region === region) return scenario.changes;
  throw new ProblemException('scenario-not-found', { scenario: id }, [
    { pointer: '/scenario', code: 'scenario-other-region', parameters: { region: scenario.region } },
  ]);
}

function scenarioHashOf(changes: readonly Change[]): { scenarioHash?: string } {
  const hash = hashChanges(changes);
  return hash === null ? {} : { scenarioHash: hash };
}

/** An answer as its reader gets it: notes with sentences, sources of norms in one language. */
export function presentAnswer(answer: StoredAnswer, language: Language): Record<string, unknown> {
  const body = { ...answer, notes: withSentences(answer.notes, language) };
  const norms: unknown = answer['norms'];
  if (!Array.isArray(norms)) return body;
  return {
    ...body,
    norms: norms.map((norm: unknown) =>
      hasSource(norm) ? { ...norm, source: describeSource(norm.source, language) } : norm,
    ),
  };
}

function hasSource(norm: unknown): norm is { readonly source: string } {
  return typeof (norm as { source?: unknown } | null)?.source === 'string';
}

/** Manifest and answer of a run, or a problem. */
export function getRun(
  context: AnalysisContext,
  id: string,
): { manifest: RunManifest; answer: StoredAnswer } {
  const manifest = context.runs.findManifest(id);
  const answer = manifest ? (context.runs.findAnswer(id) as StoredAnswer | null) : null;
  if (!manifest || !answer) throw new ProblemException('run-not-found', { run: id });
  return { manifest, answer };
}
