import { marksOf } from '../../contract/languages.ts';
import { formatNumber, percentOf } from '../../contract/text/format-number.ts';
import { TIER_NAMES } from '../../contract/text/words.ts';
import { numberCell, textCell } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import { writeCutoff, type SectionContext } from './section-context.ts';

/** Facilities in print: the farthest. */
const PRINTED_FARTHEST = 15;

/** From one tier to the next; one section per referral run, nothing without one. */
export function addReferrals(context: SectionContext): void {
  const { builder, runs } = context;
  if (runs.referrals.length === 0) return;
  builder.chapter(builder.text('chapterReferral'));
  for (const run of runs.referrals) addReferral(context, run);
}

function addReferral({ builder }: SectionContext, { answer }: RunOf<'referral'>): void {
  const tier = (name: keyof typeof TIER_NAMES): string => TIER_NAMES[name][builder.language];
  const minutes = answer.from.flatMap(({ nearestByTime }) => nearestByTime?.minutes ?? []);
  const mean = minutes.length > 0 ? minutes.reduce((sum, value) => sum + value, 0) / minutes.length : null;
  builder.paragraph(
    builder.text('referralIntro', {
      count: formatNumber('count', answer.from.length),
      reached: formatNumber('count', minutes.length),
      unreachable: formatNumber('count', answer.from.length - minutes.length),
      from: tier(answer.fromTier),
      to: tier(answer.toTier),
      limit: writeCutoff(answer.limitMinutes),
      mean: formatNumber('minutes', mean),
      longest: formatNumber('minutes', minutes.length > 0 ? Math.max(...minutes) : null),
    }),
  );
  const { chain } = answer;
  if (chain)
    builder.paragraph(
      builder.text('referralChain', {
        tiers: chain.tiers.map(tier).join(marksOf(builder.language).chain),
        reached: formatNumber('people', chain.reached),
        percent: formatNumber('percent', percentOf(chain.reached, chain.total)),
        mean: formatNumber('minutes', chain.meanMinutes.at(-1)),
        direct: formatNumber('minutes', chain.directMeanMinutes),
      }),
    );
  const border = answer.borderEffect;
  if (border && border.acrossNearest > 0)
    builder.paragraph(
      builder.text('referralBorder', {
        count: formatNumber('count', border.facilitiesInside),
        nearest: formatNumber('count', border.acrossNearest),
        only: formatNumber('count', border.acrossOnly),
        extra: formatNumber('minutes', border.meanExtraMinutes),
      }),
    );
  if (answer.from.length === 0) return;
  const nameOf = new Map(answer.to.map((end) => [end.id, builder.name(end) || end.id]));
  const reach = (end: (typeof answer.from)[number]): number => end.nearestByTime?.minutes ?? Infinity;
  builder.table({
    caption: builder.text('captionReferral'),
    sheet: builder.text('sheetReferral'),
    printedRows: PRINTED_FARTHEST,
    columns: [
      { title: builder.text('columnFacility'), kind: 'text' },
      { title: builder.text('columnReferredTo'), kind: 'text' },
      { title: builder.text('columnReferralMinutes'), kind: 'minutes' },
      { title: builder.text('columnReferralKm'), kind: 'areaKm2' },
      { title: builder.text('columnReached'), kind: 'count' },
    ],
    rows: [...answer.from]
      .sort((a, b) => (reach(a) === reach(b) ? 0 : reach(b) - reach(a)))
      .map((end) => {
        const nearest = end.nearestByTime;
        return [
          textCell(builder.name(end) || end.id),
          textCell(nearest ? (nameOf.get(nearest.id) ?? nearest.id) : builder.text('referralNone')),
          numberCell('minutes', nearest?.minutes),
          numberCell('areaKm2', nearest?.meters == null ? null : nearest.meters / 1000),
          numberCell('count', end.reached),
        ];
      }),
  });
}
