import type { TaskNote } from '../questions/shared/task-note.ts';
import { randomUUID } from 'node:crypto';
import { ProblemException, type ProblemPlace } from '../contract/problems.ts';
import {
  ScenarioCreate,
  ScenarioPatch,
  ScenarioPut,
  type Change,
  type Scenario,
} from '../contract/scenario.ts';
import { checkScenarioTask } from '../questions/intake/tasks.ts';
import type { RegionRow } from '../store/region-store.ts';
import { hashChanges, type ScenarioChange } from '../store/scenario-store.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { parseWith } from './parse-inputs.ts';
import { getRegion, referenceOf, type ScenarioRegion } from './regions.ts';

/** A scenario by id, or a problem. */
export function getScenario(context: AnalysisContext, id: string): Scenario {
  const scenario = context.scenarios.find(id);
  if (!scenario) throw new ProblemException('scenario-not-found', { scenario: id });
  return scenario;
}

export function listScenarios(context: AnalysisContext, region: string | null): Scenario[] {
  if (region !== null) getRegion(context, region);
  return context.scenarios.list(region);
}

/**
 * A new scenario: empty, with changes, or with those of another (`from`), which becomes its parent. Its
 * changes are tried on the region first.
 */
export async function createScenario(context: AnalysisContext, raw: unknown): Promise<Scenario> {
  const wanted = parseWith(ScenarioCreate, raw);
  const from = wanted.from === undefined ? null : getScenario(context, wanted.from);
  const places: ProblemPlace[] = [];
  const need = (name: string): void =>
    void places.push({ pointer: `/${name}`, code: 'scenario-needs', parameters: { name } });
  if (!from && wanted.region === undefined) need('region');
  if (!from && wanted.name === undefined) need('name');
  if (from && wanted.region !== undefined && wanted.region !== from.region)
    places.push({ pointer: '/region', code: 'scenario-other-region', parameters: { region: from.region } });
  if (places.length > 0) throw new ProblemException('invalid-inputs', { count: places.length }, places);
  const region = getRegion(context, wanted.region ?? from!.region);
  const changes = wanted.changes ?? from?.changes ?? [];
  await tryChanges(context, region, changes);
  return context.scenarios.add({
    id: randomUUID().slice(0, 13),
    region: region.id,
    name: wanted.name ?? from!.name,
    note: wanted.note ?? from?.note ?? '',
    locked: false,
    parent: from?.id ?? null,
    changes,
    created: context.now(),
  });
}

/**
 * Replaces name, note and changes of version `version`; a problem when it is locked, was changed meanwhile,
 * or a change cannot be made.
 */
export async function replaceScenario(
  context: AnalysisContext,
  id: string,
  version: number,
  raw: unknown,
): Promise<Scenario> {
  return changeScenario(context, id, version, parseWith(ScenarioPut, raw));
}

/** Changes parts of version `version`. A locked scenario can only be unlocked. */
export async function patchScenario(
  context: AnalysisContext,
  id: string,
  version: number,
  raw: unknown,
): Promise<Scenario> {
  const { name, note, locked, changes } = parseWith(ScenarioPatch, raw);
  return changeScenario(context, id, version, {
    ...(name === undefined ? {} : { name }),
    ...(note === undefined ? {} : { note }),
    ...(locked === undefined ? {} : { locked }),
    ...(changes === undefined ? {} : { changes }),
  });
}

export function removeScenario(context: AnalysisContext, id: string, version: number): void {
  const scenario = getScenario(context, id);
  if (scenario.locked) throw new ProblemException('scenario-locked', { name: scenario.name });
  if (!context.scenarios.remove(id, version)) throw outdated(context, id);
}

async function changeScenario(
  context: AnalysisContext,
  id: string,
  version: number,
  change: ScenarioChange,
): Promise<Scenario> {
  const scenario = getScenario(context, id);
  if (scenario.version !== version) throw outdated(context, id);
  if (scenario.locked && change.locked !== false)
    throw new ProblemException('scenario-locked', { name: scenario.name });
  if (change.changes) await tryChanges(context, getRegion(context, scenario.region), change.changes);
  const changed = context.scenarios.update(id, version, change, context.now());
  if (!changed) throw outdated(context, id);
  return changed;
}

function outdated(context: AnalysisContext, id: string): ProblemException {
  return new ProblemException('precondition-failed', { version: getScenario(context, id).version });
}

/** A region in the world of a scenario (null and no changes: as it is). */
export function withScenario(region: RegionRow, changes: readonly Change[]): ScenarioRegion {
  const hash = hashChanges(changes);
  return hash === null ? region : { ...region, scenario: { hash, changes } };
}

/** What the changes do to the region, or one problem that names everything that cannot be done. */
export async function tryChanges(
  context: AnalysisContext,
  region: RegionRow,
  changes: readonly Change[],
  options: ExecuteOptions = {},
): Promise<readonly TaskNote[]> {
  if (changes.length === 0) return [];
  return context.runner.run(
    checkScenarioTask,
    { region: referenceOf(context, withScenario(region, changes)) },
    options,
  );
}
