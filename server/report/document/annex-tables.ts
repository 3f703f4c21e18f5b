import type { ReportInput } from '../report-input.ts';
import { hashReport } from '../report-hash.ts';
import { addAccessScores } from '../sections/access-scores.ts';
import { addCapacity } from '../sections/capacity.ts';
import { addComparisons } from '../sections/comparison.ts';
import { addChoice, addTiersAndServices, addWeakSpots } from '../sections/coverage-extras.ts';
import { addEquity } from '../sections/equity.ts';
import { addReferrals } from '../sections/referral.ts';
import { addAges, addCoverageByCutoff, addReasons } from '../sections/coverage.ts';
import { addFacilities } from '../sections/facilities.ts';
import { addGaps } from '../sections/gaps.ts';
import { addReplay } from '../sections/replay.ts';
import { addResources } from '../sections/resources.ts';
import { createSectionContext } from '../sections/section-context.ts';
import { addSitingPlan } from '../sections/siting-plan.ts';
import { addSources } from '../sections/sources.ts';
import { addUncertainty } from '../sections/uncertainty.ts';
import { addFurtherZones, addZones } from '../sections/zones.ts';
import type { TableBlock } from './blocks.ts';

/**
 * Every table the runs can fill, whatever the template prints: what a spreadsheet is opened for. Their
 * numbers are not those of the printed tables.
 */
export function buildAnnexTables(input: ReportInput): TableBlock[] {
  const bare = { ...input, layers: { ...input.layers, roads: [], water: null } };
  const { population: _population, travelTime: _travelTime, ...layers } = bare.layers;
  const context = createSectionContext({ ...bare, layers }, 'site-selection', hashReport(input));
  const { coverage, siting } = context;
  if (siting) {
    addSitingPlan(context, siting);
  }
  if (coverage) {
    addCoverageByCutoff(context, coverage);
    addReasons(context, coverage);
    addAges(context, coverage);
    addGaps(context, coverage, false);
    addZones(context, coverage);
    addFurtherZones(context, coverage);
    addFacilities(context, coverage);
    addTiersAndServices(context);
    addChoice(context);
    addWeakSpots(context);
    addCapacity(context);
    addUncertainty(context);
  }
  addReferrals(context);
  addAccessScores(context);
  addEquity(context);
  addComparisons(context);
  addResources(context);
  addSources(context);
  addReplay(context);
  return context.builder.blocks.filter((block) => block.kind === 'table');
}
