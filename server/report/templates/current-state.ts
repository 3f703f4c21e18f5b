import { addCaveats } from '../sections/caveats.ts';
import {
  addAccessMap,
  addAges,
  addCoverageByCutoff,
  addCutoffChart,
  addReasons,
} from '../sections/coverage.ts';
import { addEvaluations } from '../sections/evaluation.ts';
import { addFacilities } from '../sections/facilities.ts';
import { addGaps } from '../sections/gaps.ts';
import { addMethod } from '../sections/method.ts';
import { addOverview } from '../sections/overview.ts';
import { addQuestion } from '../sections/question.ts';
import { addReplay } from '../sections/replay.ts';
import { addResources } from '../sections/resources.ts';
import type { SectionContext } from '../sections/section-context.ts';
import { addSources } from '../sections/sources.ts';
import { addSummary } from '../sections/summary.ts';
import { addZones } from '../sections/zones.ts';

/** First chapter of a county health plan: the region, its resources, who reaches them, who does not and why. */
export function buildCurrentState(context: SectionContext): void {
  const { builder, coverage } = context;
  addSummary(context);
  addQuestion(context);
  addOverview(context);
  addResources(context);
  if (coverage) {
    builder.chapter(builder.text('chapterAccess'));
    addCoverageByCutoff(context, coverage);
    addCutoffChart(context);
    addAccessMap(context, coverage);
    builder.chapter(builder.text('chapterUncovered'));
    addReasons(context, coverage);
    addAges(context, coverage);
    builder.chapter(builder.text('chapterGaps'));
    addGaps(context, coverage, true);
    builder.chapter(builder.text('chapterZones'));
    addZones(context, coverage);
    builder.chapter(builder.text('chapterFacilities'));
    addFacilities(context, coverage);
  }
  addEvaluations(context);
  addMethod(context);
  addSources(context);
  addCaveats(context);
  addReplay(context);
}
