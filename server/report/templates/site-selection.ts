import { addAccessScores } from '../sections/access-scores.ts';
import { addBeneficiaries } from '../sections/beneficiaries.ts';
import { addCandidates } from '../sections/candidates.ts';
import { addCapacity } from '../sections/capacity.ts';
import { addCaveats } from '../sections/caveats.ts';
import { addComparisons } from '../sections/comparison.ts';
import { addCosts } from '../sections/costs.ts';
import { addAccessMap, addCoverageByCutoff, addReasons } from '../sections/coverage.ts';
import { addEvaluations } from '../sections/evaluation.ts';
import { addEquity } from '../sections/equity.ts';
import { addFrontier } from '../sections/frontier.ts';
import { addGaps } from '../sections/gaps.ts';
import { addMethod } from '../sections/method.ts';
import { addPlanParts } from '../sections/plan-parts.ts';
import { addQuestion } from '../sections/question.ts';
import { addRecommendation } from '../sections/recommendation.ts';
import { addReferrals } from '../sections/referral.ts';
import { addReplay } from '../sections/replay.ts';
import type { SectionContext } from '../sections/section-context.ts';
import { addSensitivity } from '../sections/sensitivity.ts';
import { addSources } from '../sections/sources.ts';
import { addSummary } from '../sections/summary.ts';
import { addUncertainty } from '../sections/uncertainty.ts';
import { addFurtherZones } from '../sections/zones.ts';

/**
 * Where the next sites should go: question, current state, candidates, recommendation, who gains, frontier,
 * cost, sensitivity, referral, scores, equity, method, sources, caveats, replay.
 */
export function buildSiteSelection(context: SectionContext): void {
  const { builder, coverage, siting } = context;
  addSummary(context);
  addQuestion(context);
  if (coverage) {
    builder.chapter(builder.text('chapterCurrentState'));
    addCoverageByCutoff(context, coverage);
    addAccessMap(context, coverage);
    addReasons(context, coverage);
    addGaps(context, coverage, false);
    addCapacity(context);
    addUncertainty(context);
    addFurtherZones(context, coverage);
  }
  if (siting) {
    addCandidates(context, siting);
    addRecommendation(context, siting);
    addPlanParts(context, siting);
    addBeneficiaries(context, siting);
    addFrontier(context, siting);
    addCosts(context, siting);
    addSensitivity(context, siting);
  }
  addReferrals(context);
  addAccessScores(context);
  addEquity(context);
  addComparisons(context);
  addEvaluations(context);
  addMethod(context);
  addSources(context);
  addCaveats(context);
  addReplay(context);
}
