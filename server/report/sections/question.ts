import { formatNumber } from '../../contract/text/format-number.ts';
import type { ReportTextKey } from '../../contract/text/report-texts.ts';
import { ROAD_NAMES, LAND_NAMES } from '../../contract/text/words.ts';
import type { LandClass, RoadClass } from '../../contract/vocabulary.ts';
import type { TableCell } from '../document/blocks.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { describeFacilities, describeTarget, describeTravel } from '../report-question.ts';
import { describeCandidateRule } from './candidates.ts';
import {
  CAPACITY_TEXTS,
  describeScenario,
  pickMainCutoff,
  writeCutoff,
  type SectionContext,
} from './section-context.ts';

/** What was asked, in a sentence and as the table of every parameter. */
export function addQuestion(context: SectionContext): void {
  const { builder, siting, coverage, regionName } = context;
  builder.chapter(builder.text('chapterQuestion'));
  const run = siting ?? coverage;
  if (!run) return;
  const cutoff = siting
    ? siting.answer.cutoffMinutes
    : coverage
      ? (pickMainCutoff(context, coverage.answer)?.cutoffMinutes ?? 0)
      : 0;
  const parameters = {
    region: regionName,
    cutoff: writeCutoff(cutoff),
    facilities: describeTarget(builder, run),
  };
  builder.paragraph(builder.text(siting ? 'questionSites' : 'questionState', parameters), 'lead');
  addParameterTable(context, run);
}

/** Every parameter of `run`, the defaults included. */
function addParameterTable(context: SectionContext, run: RunOf<'siting'> | RunOf<'coverage'>): void {
  const { builder, regionName } = context;
  const rows: TableCell[][] = [];
  const add = (key: ReportTextKey, cell: TableCell): void => {
    rows.push([textCell(builder.text(key)), cell]);
  };
  add('parameterRegion', textCell(regionName));
  add('parameterScenario', textCell(describeScenario(context, run.answer.scenario)));
  add('parameterTravel', textCell(describeTravel(builder, run)));
  add('parameterSpeeds', textCell(describeSpeeds(context, run)));
  add('parameterFacilities', textCell(describeFacilities(builder, run)));
  if (run.process === 'coverage') {
    add(
      'parameterCutoff',
      textCell(run.answer.cutoffs.map((entry) => writeCutoff(entry.cutoffMinutes)).join(' / ')),
    );
    add('parameterCapacity', textCell(builder.text(CAPACITY_TEXTS[run.inputs.capacity])));
    add(
      'parameterZones',
      textCell(run.inputs.zones ?? context.input.layers.zones?.title ?? builder.text('none')),
    );
  } else {
    add('parameterCutoff', numberCell('cutoff', run.answer.cutoffMinutes));
    add('parameterModel', textCell(builder.text(`model-${run.answer.model}`)));
    if (run.inputs.sites !== undefined) add('parameterSites', numberCell('count', run.inputs.sites));
    if (run.inputs.targetPercent !== undefined)
      add('parameterTarget', numberCell('percent', run.inputs.targetPercent));
    if (run.inputs.siteCost !== undefined)
      add('parameterSiteCost', numberCell('amount', run.inputs.siteCost));
    if (run.inputs.budget !== undefined) add('parameterBudget', numberCell('amount', run.inputs.budget));
    if (run.inputs.secondShare !== undefined)
      add('parameterSecond', numberCell('ratio', run.inputs.secondShare));
    if (run.inputs.equity?.leastPercent !== undefined)
      add('parameterLeast', numberCell('percent', run.inputs.equity.leastPercent));
    if (run.inputs.equity?.maximin) add('parameterMaximin', textCell(builder.text('yes')));
    add('parameterFixed', numberCell('count', run.inputs.fixed?.length ?? 0));
    add('parameterCandidates', textCell(describeCandidateRule(builder, run)));
    if (run.inputs.seed !== undefined) add('parameterSeed', textCell(String(run.inputs.seed)));
  }
  builder.table({
    caption: builder.text('captionParameters'),
    sheet: builder.text('sheetParameters'),
    columns: [
      { title: builder.text('columnItem'), kind: 'text' },
      { title: builder.text('columnSetting'), kind: 'text' },
    ],
    rows,
  });
}

function describeSpeeds({ builder }: SectionContext, run: RunOf<'siting'> | RunOf<'coverage'>): string {
  const speeds = run.inputs.travel.speeds;
  if (!speeds) return builder.text('defaultSpeeds');
  const parts = [
    ...Object.entries(speeds.road ?? {}).map(
      ([name, kmh]) => [ROAD_NAMES[name as RoadClass][builder.language], kmh] as const,
    ),
    ...Object.entries(speeds.land ?? {}).map(
      ([name, kmh]) => [LAND_NAMES[name as LandClass][builder.language], kmh] as const,
    ),
    ...(speeds.straightLine === undefined ? [] : ([['—', speeds.straightLine]] as const)),
  ];
  return parts.length === 0
    ? builder.text('defaultSpeeds')
    : parts
        .map(([name, kmh]) => `${name} ${formatNumber('cutoff', kmh)} km/h`)
        .join(builder.text('listSeparator'));
}
