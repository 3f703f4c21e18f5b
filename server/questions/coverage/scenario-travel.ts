import { Travel, type TravelInput } from '../../contract/travel.ts';
import { applySpeedChanges } from '../../region/scenario/apply-scenario-speeds.ts';
import type { RegionReference } from '../shared/task-context.ts';

/**
 * Travel as the scenario of the reference has it, for engines that are not built by
 * `TaskContext.loadEngine`.
 */
export function travelIn(reference: RegionReference, travel: TravelInput): Travel {
  return applySpeedChanges(Travel.parse(travel), reference.scenario?.changes ?? []);
}
