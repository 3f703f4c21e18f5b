import { SITE_COLOUR } from '../../contract/colours.ts';
import { formatNumber } from '../../contract/text/format-number.ts';
import type { SitingAnswer } from '../../contract/processes.ts';
import { drawBarChart } from '../charts/bar-chart.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import { TEXT_WIDTH } from '../document/page.ts';
import type { RunOf } from '../report-input.ts';
import { describeSitePlace } from './place-words.ts';
import { writeCutoff, type SectionContext } from './section-context.ts';

type Draws = NonNullable<SitingAnswer['uncertainty']>;

/** Chosen again in at least this share of the draws: core. */
const CORE = 0.8;
/** Chosen again in fewer: uncertain. */
const DOUBTFUL = 0.5;
/** Sites drawn in the chart; more would not be legible. */
const CHARTED_SITES = 30;

/**
 * The plan in drawn worlds and under other assumptions, and how often each site is chosen again; nothing
 * when it was not asked for.
 */
export function addSensitivity(context: SectionContext, siting: RunOf<'siting'>): void {
  const { builder } = context;
  const { answer } = siting;
  const draws = answer.uncertainty;
  if (!draws || answer.sites.length === 0) return;
  builder.chapter(builder.text('chapterSensitivity'));
  builder.paragraph(
    builder.text('sensitivityIntro', {
      draws: formatNumber('count', draws.draws),
      sigma: formatNumber('ratio', draws.commonSpeedSigma),
      people: formatNumber('ratio', draws.populationCv),
      seed: String(draws.seed),
    }),
  );
  builder.paragraph(
    builder.text('sensitivityRange', {
      p10: formatNumber('percent', draws.percent.p10),
      p50: formatNumber('percent', draws.percent.p50),
      p90: formatNumber('percent', draws.percent.p90),
      regret50: formatNumber('ratio', draws.regretPoints.p50),
      regret90: formatNumber('ratio', draws.regretPoints.p90),
    }),
  );
  addStability(context, answer, draws);
  addCases(context, draws);
}

function addStability({ builder }: SectionContext, answer: SitingAnswer, draws: Draws): void {
  if (draws.sites.length === 0) return;
  const drawnOf = new Map(draws.sites.map((site) => [site.order, site]));
  const caption = builder.text('captionStability');
  builder.table({
    caption,
    sheet: builder.text('sheetStability'),
    columns: [
      { title: builder.text('columnRank'), kind: 'count' },
      { title: builder.text('columnPlace'), kind: 'text' },
      { title: builder.text('columnStability'), kind: 'percent' },
      { title: builder.text('columnSameRank'), kind: 'percent' },
      { title: builder.text('columnShareLow'), kind: 'people' },
      { title: builder.text('columnShareHigh'), kind: 'people' },
      { title: builder.text('columnReading'), kind: 'text' },
    ],
    rows: answer.sites.map((site) => {
      const drawn = drawnOf.get(site.order);
      return [
        numberCell('count', site.order),
        textCell(describeSitePlace(builder, site)),
        numberCell('percent', drawn ? drawn.frequency * 100 : null),
        numberCell('percent', drawn ? drawn.sameRank * 100 : null),
        numberCell('people', drawn?.share.p10),
        numberCell('people', drawn?.share.p90),
        textCell(builder.text(drawn ? readStability(drawn.frequency) : 'none')),
      ];
    }),
    note: builder.text('stabilityNote', { meters: formatNumber('meters', draws.sameSiteMeters) }),
  });
  builder.picture(
    caption,
    drawBarChart({
      width: TEXT_WIDTH,
      bars: answer.sites.slice(0, CHARTED_SITES).map((site) => {
        const percent = (drawnOf.get(site.order)?.frequency ?? 0) * 100;
        return {
          label: `${formatNumber('count', site.order)}  ${describeSitePlace(builder, site)}`,
          parts: [{ value: percent, colour: SITE_COLOUR }],
          text: `${formatNumber('percent', percent)}%`,
        };
      }),
      maximum: 100,
      axisTitle: builder.text('columnStability'),
      tickText: (value) => formatNumber('cutoff', value),
      legend: [],
      alternative: builder.text('chartAlternative', { caption }),
    }),
  );
}

function readStability(frequency: number) {
  return frequency >= CORE
    ? 'stabilityCore'
    : frequency < DOUBTFUL
      ? 'stabilityDoubtful'
      : 'stabilityFlexible';
}

function addCases({ builder }: SectionContext, { cases }: Draws): void {
  if (cases.length === 0) return;
  builder.paragraph(builder.text('sensitivityCases'));
  builder.table({
    caption: builder.text('captionSensitivity'),
    sheet: builder.text('sheetSensitivity'),
    columns: [
      { title: builder.text('columnAssumption'), kind: 'text' },
      { title: builder.text('columnPercent'), kind: 'percent' },
      { title: builder.text('columnBest'), kind: 'percent' },
      { title: builder.text('columnRegret'), kind: 'ratio' },
    ],
    rows: cases.map((row) => [
      textCell(
        row.what === 'speed'
          ? builder.text('caseSpeed', { factor: formatNumber('cutoff', row.value) })
          : builder.text('caseCutoff', { cutoff: writeCutoff(row.value) }),
      ),
      numberCell('percent', row.percent),
      numberCell('percent', row.bestPercent),
      numberCell('ratio', row.bestPercent - row.percent),
    ]),
  });
}
