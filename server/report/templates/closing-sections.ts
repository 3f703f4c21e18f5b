import { addAccessScores } from '../sections/access-scores.ts';
import { addCaveats } from '../sections/caveats.ts';
import { addComparisons } from '../sections/comparison.ts';
import { addEquity } from '../sections/equity.ts';
import { addEvaluations } from '../sections/evaluation.ts';
import { addMethod } from '../sections/method.ts';
import { addReferrals } from '../sections/referral.ts';
import { addReplay } from '../sections/replay.ts';
import { addSources } from '../sections/sources.ts';
import type { SectionContext } from '../sections/section-context.ts';

/** What every full report ends with: the other analyses there are, then method, sources, caveats and replay. */
export function addClosingSections(context: SectionContext): void {
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
