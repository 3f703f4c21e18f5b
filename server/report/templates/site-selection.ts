import { addCandidates } from '../sections/candidates.ts';
import { addCapacity } from '../sections/capacity.ts';
import { addAccessMap, addCoverageByCutoff, addReasons } from '../sections/coverage.ts';
import { addGaps } from '../sections/gaps.ts';
import { addQuestion } from '../sections/question.ts';
import type { SectionContext } from '../sections/section-context.ts';
import { addSitingPlan } from '../sections/siting-plan.ts';
import { addSummary } from '../sections/summary.ts';
import { addUncertainty } from '../sections/uncertainty.ts';
import { addFurtherZones } from '../sections/zones.ts';
import { addClosingSections } from './closing-sections.ts';

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
    addSitingPlan(context, siting);
  }
  addClosingSections(context);
}
