import { formatNumber } from '../../contract/text/format-number.ts';
import type { SectionContext } from './section-context.ts';
import { addTravelTable } from './travel-table.ts';

/** How the numbers came about, in words a planner reads. */
export function addMethod(context: SectionContext): void {
  const { builder, input, coverage, siting } = context;
  const run = siting ?? coverage;
  builder.chapter(builder.text('chapterMethod'));
  const items: string[] = [];
  if (run) items.push(builder.text(`method${METHOD_OF[run.inputs.travel.model]}`));
  items.push(
    builder.text('methodNearest'),
    builder.text('methodConserved'),
    builder.text('methodGrid', {
      meters: formatNumber('meters', input.region.cellMeters),
      cells: formatNumber('count', input.region.cells),
    }),
    builder.text('methodMetric'),
  );
  if (siting)
    items.push(
      builder.text('methodSiting', {
        model: builder.text(`model-${siting.answer.model}`),
        words: builder.text(`modelWords-${siting.answer.model}`),
      }),
    );
  builder.bullets(items);
  if (run) addTravelTable(context, run);
}

const METHOD_OF = {
  hybrid: 'Hybrid',
  network: 'Network',
  raster: 'Raster',
  'straight-line': 'Straight-line',
} as const;
