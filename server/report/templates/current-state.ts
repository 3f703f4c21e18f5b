import { addCapacity } from '../sections/capacity.ts';
import { addChoice, addTiersAndServices, addWeakSpots } from '../sections/coverage-extras.ts';
import {
  addAccessMap,
  addAges,
  addCoverageByCutoff,
  addCutoffChart,
  addReasons,
} from '../sections/coverage.ts';
import { addFacilities } from '../sections/facilities.ts';
import { addGaps } from '../sections/gaps.ts';
import { addOverview } from '../sections/overview.ts';
import { addQuestion } from '../sections/question.ts';
import { addResources } from '../sections/resources.ts';
import type { SectionContext } from '../sections/section-context.ts';
import { addSummary } from '../sections/summary.ts';
import { addUncertainty } from '../sections/uncertainty.ts';
import { addFurtherZones, addZones } from '../sections/zones.ts';
import { addClosingSections } from './closing-sections.ts';

/**
 * First chapter of a county health plan: the region, its resources, who reaches them, who does not and why.
 */
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
    addTiersAndServices(context);
    addChoice(context);
    addCapacity(context);
    addUncertainty(context);
    builder.chapter(builder.text('chapterUncovered'));
    addReasons(context, coverage);
    addAges(context, coverage);
    addWeakSpots(context);
    builder.chapter(builder.text('chapterGaps'));
    addGaps(context, coverage, true);
    addZones(context, coverage);
    addFurtherZones(context, coverage);
    builder.chapter(builder.text('chapterFacilities'));
    addFacilities(context, coverage);
  }
  addClosingSections(context);
}
