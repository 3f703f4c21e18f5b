import type { RunOf } from '../report-input.ts';
import { addBeneficiaries } from './beneficiaries.ts';
import { addCosts } from './costs.ts';
import { addFrontier } from './frontier.ts';
import { addPlanParts } from './plan-parts.ts';
import { addRecommendation } from './recommendation.ts';
import { addSensitivity } from './sensitivity.ts';
import type { SectionContext } from './section-context.ts';

/** What a siting run recommends: the sites, the parts of the plan, who gains, the frontier, cost and sensitivity. */
export function addSitingPlan(context: SectionContext, siting: RunOf<'siting'>): void {
  addRecommendation(context, siting);
  addPlanParts(context, siting);
  addBeneficiaries(context, siting);
  addFrontier(context, siting);
  addCosts(context, siting);
  addSensitivity(context, siting);
}
