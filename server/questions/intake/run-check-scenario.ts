import { applyScenario, type ScenarioNote } from '../../region/scenario/apply-scenario.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';

/**
 * What a scenario's changes do to their region that the list does not say by itself; a problem when one
 * cannot be made.
 */
export function checkScenario(
  { region }: { readonly region: RegionReference },
  context: TaskContext,
): readonly ScenarioNote[] {
  if (!region.scenario) return [];
  const { scenario, ...rest } = region;
  const base = context.loadRegion({ ...rest, hash: scenario.baseHash });
  return applyScenario(base, scenario.changes).notes;
}
