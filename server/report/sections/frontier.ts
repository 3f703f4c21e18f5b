import { formatNumber, percentOf } from '../../contract/text/format-number.ts';
import { drawFrontierChart } from '../charts/frontier-chart.ts';
import { numberCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { type SectionContext } from './section-context.ts';
import { describeUnit, inWrittenUnit, kindOfUnit } from './siting-value.ts';
import { TEXT_WIDTH } from '../document/page.ts';

/** How coverage grows with the number of sites; nothing when there is no site to add. */
export function addFrontier({ builder }: SectionContext, siting: RunOf<'siting'>): void {
  const { answer } = siting;
  const steps = listSteps(answer);
  if (steps.length < 2) return;
  builder.chapter(builder.text('chapterFrontier'));
  builder.paragraph(builder.text('frontierIntro'));
  const gains = answer.sites.map((site) => site.gain);
  const whole = gains.reduce((sum, gain) => sum + gain, 0);
  if (gains.length > 1 && whole > 0) {
    let sum = 0;
    const half = gains.findIndex((gain) => (sum += gain) >= whole / 2) + 1;
    builder.paragraph(
      builder.text(half === 1 ? 'frontierKneeOne' : 'frontierKnee', {
        half: formatNumber('count', half),
        last: formatNumber('count', gains.length),
        gain: formatNumber('people', gains.at(-1)),
      }),
    );
  }
  const caption = builder.text('captionFrontier');
  builder.picture(
    caption,
    drawFrontierChart({
      width: TEXT_WIDTH,
      height: 210,
      steps,
      axisX: builder.text('axisSites'),
      axisY: builder.text('axisPercent'),
      reached: builder.text('seriesReached'),
      bound: builder.text('seriesBound'),
      alternative: builder.text('chartAlternative', { caption }),
    }),
  );
  if (!answer.frontier || answer.frontier.length === 0) return;
  const unit = describeUnit(builder.language, answer.unit);
  const kind = kindOfUnit(answer.unit);
  builder.table({
    caption,
    sheet: builder.text('sheetFrontier'),
    columns: [
      { title: builder.text('columnSiteCount'), kind: 'count' },
      { title: builder.text('columnValue', { unit }), kind },
      { title: builder.text('columnBound', { unit }), kind },
      { title: builder.text('columnPercent'), kind: 'percent' },
    ],
    rows: answer.frontier.map((step) => [
      numberCell('count', step.sites),
      numberCell(kind, inWrittenUnit(answer.unit, step.value)),
      numberCell(kind, inWrittenUnit(answer.unit, step.bound)),
      numberCell('percent', step.percent),
    ]),
  });
}

function listSteps(
  answer: RunOf<'siting'>['answer'],
): { sites: number; percent: number; boundPercent: number | null }[] {
  const start = { sites: 0, percent: answer.baseline.percent, boundPercent: null };
  if (answer.frontier && answer.frontier.length > 0) {
    const people = answer.unit === 'people';
    const steps = answer.frontier.map((step) => ({
      sites: step.sites,
      percent: step.percent,
      boundPercent: people ? percentOf(boundCovered(answer, step.bound), answer.total) : null,
    }));
    return steps[0]?.sites === 0 ? steps : [start, ...steps];
  }
  let covered = answer.baseline.covered;
  return [
    start,
    ...answer.sites.map((site, i) => {
      covered += site.gain;
      return { sites: i + 1, percent: percentOf(covered, answer.total) ?? 0, boundPercent: null };
    }),
  ];
}

/** A bound counts either all people covered or only those added; the value of the plan reports which. */
function boundCovered(answer: RunOf<'siting'>['answer'], bound: number): number {
  const countsAll = Math.abs(answer.value - answer.after.covered) <= 1e-6 * Math.max(1, answer.total);
  return countsAll ? bound : answer.baseline.covered + bound;
}
