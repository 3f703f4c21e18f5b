import { marksOf } from '../../contract/languages.ts';
import { formatNumber, percentOf } from '../../contract/text/format-number.ts';
import { REASON_NAMES } from '../../contract/text/words.ts';
import { UNCOVERED_REASONS } from '../../contract/vocabulary.ts';
import type { KeyFiguresBlock } from '../document/blocks.ts';
import { describeTarget, describeTravel, lower } from '../report-question.ts';
import { describeSitePlace, writeCoordinates } from './place-words.ts';
import { pickMainCutoff, sumUncovered, writeCutoff, type SectionContext } from './section-context.ts';
import { describeUnit, inWrittenUnit, kindOfUnit } from './siting-value.ts';

type Figure = KeyFiguresBlock['figures'][number];

/** The headline numbers, at most six. */
export function addKeyFigures(context: SectionContext): void {
  const { builder, input, coverage, siting } = context;
  const unit = {
    people: builder.text('unitPeople'),
    sites: builder.text('unitSites'),
    percent: builder.text('unitPercent'),
    minutes: builder.text('unitMinutes'),
  };
  const total = siting?.answer.total ?? coverage?.answer.total ?? input.region.people;
  const figures: Figure[] = [
    { value: formatNumber('people', total), unit: unit.people, label: builder.text('keyPeople') },
  ];
  if (siting) {
    const { answer } = siting;
    const cutoff = writeCutoff(answer.cutoffMinutes);
    figures.push(
      {
        value: formatNumber('percent', answer.baseline.percent),
        unit: unit.percent,
        label: builder.text('keyCovered', { cutoff }),
      },
      {
        value: formatNumber('count', answer.sites.length),
        unit: unit.sites,
        label: builder.text('keySites'),
      },
      {
        value: formatNumber('people', answer.after.covered - answer.baseline.covered),
        unit: unit.people,
        label: builder.text('keyGain'),
      },
      {
        value: formatNumber('percent', answer.after.percent),
        unit: unit.percent,
        label: builder.text('keyAfter', { cutoff }),
      },
    );
  } else if (coverage) {
    const entry = pickMainCutoff(context, coverage.answer);
    if (entry && coverage.answer.total > 0)
      figures.push(
        {
          value: formatNumber('percent', entry.percent),
          unit: unit.percent,
          label: builder.text('keyCovered', { cutoff: writeCutoff(entry.cutoffMinutes) }),
        },
        {
          value: formatNumber('people', sumUncovered(entry)),
          unit: unit.people,
          label: builder.text('keyUncovered'),
        },
      );
    figures.push({
      value: formatNumber('minutes', coverage.answer.burden.meanMinutes),
      unit: unit.minutes,
      label: builder.text('keyMean'),
    });
    figures.push({
      value: formatNumber(
        'count',
        coverage.answer.facilities.filter(({ state }) => state !== 'outside').length,
      ),
      unit: unit.sites,
      label: builder.text('keyFacilities'),
    });
  }
  builder.add({ kind: 'key-figures', figures });
}

/** The answer in a few sentences: one paragraph on today, one on the sites. `short` leaves out the proof. */
export function addSummarySentences(context: SectionContext, short = false): void {
  const { builder } = context;
  const lines = [writeCoverageSentences(context), writeSitingSentences(context, short)]
    .filter((sentences) => sentences.length > 0)
    .map((sentences) => sentences.join(marksOf(builder.language).sentence));
  if (lines.length > 0) builder.add({ kind: 'callout', tone: 'answer', lines });
}

export function addSummary(context: SectionContext): void {
  context.builder.chapter(context.builder.text('chapterSummary'));
  addKeyFigures(context);
  addSummarySentences(context);
}

function writeCoverageSentences(context: SectionContext): string[] {
  const { builder, coverage, regionName } = context;
  const entry = coverage ? pickMainCutoff(context, coverage.answer) : null;
  if (!coverage || !entry) return [];
  const { answer } = coverage;
  if (answer.total === 0)
    return [
      builder.text('summaryNobody', {
        travel: describeTravel(builder, coverage),
        region: regionName,
        facilities: describeTarget(builder, coverage),
      }),
    ];
  const uncovered = sumUncovered(entry);
  const sentences = [
    builder.text('summaryCovered', {
      travel: describeTravel(builder, coverage),
      region: regionName,
      covered: formatNumber('people', entry.covered),
      cutoff: writeCutoff(entry.cutoffMinutes),
      facilities: describeTarget(builder, coverage),
      total: formatNumber('people', answer.total),
      percent: formatNumber('percent', entry.percent),
      uncovered: formatNumber('people', uncovered),
    }),
  ];
  const reasons = UNCOVERED_REASONS.filter((reason) => entry.uncovered[reason] >= 0.5).map((reason) =>
    builder.text('reasonPart', {
      reason: lower(REASON_NAMES[reason][builder.language]),
      people: formatNumber('people', entry.uncovered[reason]),
    }),
  );
  if (reasons.length > 0)
    sentences.push(
      builder.text('summaryReason', { reasons: reasons.join(marksOf(builder.language).phrase) }),
    );
  const gap = answer.gaps[0];
  if (gap)
    sentences.push(
      builder.text('summaryBiggestGap', {
        cutoff: writeCutoff(answer.gapsCutoffMinutes),
        place: builder.name(gap) || writeCoordinates(gap.lon, gap.lat),
        people: formatNumber('people', gap.people),
      }),
    );
  return sentences;
}

function writeSitingSentences({ builder, siting }: SectionContext, short: boolean): string[] {
  if (!siting) return [];
  const { answer } = siting;
  const before = formatNumber('percent', answer.baseline.percent);
  if (answer.sites.length === 0) return [builder.text('summaryNoSites', { before })];
  const gain = answer.after.covered - answer.baseline.covered;
  const parameters = {
    sites: formatNumber('count', answer.sites.length),
    gain: formatNumber('people', gain),
    cutoff: writeCutoff(answer.cutoffMinutes),
    before,
    after: formatNumber('percent', answer.after.percent),
  };
  const sentences = [builder.text(answer.sites.length === 1 ? 'summaryOneSite' : 'summarySites', parameters)];
  const first = answer.sites[0];
  if (first && answer.sites.length > 1 && gain > 0)
    sentences.push(
      builder.text('summaryFirst', {
        place: describeSitePlace(builder, first),
        gain: formatNumber('people', first.gain),
        share: formatNumber('percent', percentOf(first.gain, gain)),
      }),
    );
  if (short) return sentences;
  sentences.push(
    answer.status === 'optimal'
      ? builder.text('summaryOptimal')
      : builder.text('summaryProof', {
          bound: formatNumber(kindOfUnit(answer.unit), inWrittenUnit(answer.unit, answer.bound)),
          unit: describeUnit(builder.language, answer.unit),
          gap: formatNumber('ratio', answer.gapPercent),
        }),
  );
  return sentences;
}
