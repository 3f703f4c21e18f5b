import type { SitingPlan } from '../state/siting-plan.ts';
import { patch, store } from '../state/store.ts';
import { countCandidates } from './count-candidates.ts';

/** Changes the plan of new sites; candidates on the map follow the rules. */
export function changePlan(part: Partial<SitingPlan>): void {
  patch((state) => ({ plan: { ...state.plan, ...part } }));
  const { candidates } = store.getState();
  if (candidates.value !== null || candidates.busy) void countCandidates();
}
