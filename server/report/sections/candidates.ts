import { isWrittenIn, marksOf } from '../../contract/languages.ts';
import type { Language } from '../../contract/vocabulary.ts';
import { formatNumber } from '../../contract/text/format-number.ts';
import type { DocumentBuilder } from '../document/document-builder.ts';
import type { RunOf } from '../report-input.ts';
import type { SectionContext } from './section-context.ts';

/** Which places could be chosen, and by what model. */
export function addCandidates({ builder }: SectionContext, siting: RunOf<'siting'>): void {
  const { answer } = siting;
  builder.chapter(builder.text('chapterCandidates'));
  builder.paragraph(
    builder.text('candidatesIntro', {
      considered: formatNumber('count', answer.candidates.considered),
      count: formatNumber('count', answer.candidates.count),
    }),
  );
  builder.bullets([
    `${builder.text('parameterCandidates')}${marksOf(builder.language).colon}${describeCandidateRule(builder, siting)}`,
    builder.text('methodSiting', {
      model: builder.text(`model-${answer.model}`),
      words: builder.text(`modelWords-${answer.model}`),
    }),
    ...(!isInLanguage(answer.candidates.rule, builder.language)
      ? []
      : [builder.text('candidatesEngineRule', { rule: answer.candidates.rule })]),
  ]);
}

/** The candidate rule the planner gave, in words. */
export function describeCandidateRule(builder: DocumentBuilder, siting: RunOf<'siting'>): string {
  const wish = siting.inputs.candidates;
  if (wish === undefined) return builder.text('candidatesDefault');
  if (Array.isArray(wish))
    return builder.text('candidatesList', { count: formatNumber('count', wish.length) });
  const parts: string[] = [];
  if (wish.spacingMeters)
    parts.push(builder.text('candidatesSpacing', { meters: formatNumber('meters', wish.spacingMeters) }));
  if (wish.minimumPeople !== undefined)
    parts.push(builder.text('candidatesMinimum', { people: formatNumber('people', wish.minimumPeople) }));
  if (wish.maximumRoadMeters !== undefined)
    parts.push(builder.text('candidatesRoad', { meters: formatNumber('meters', wish.maximumRoadMeters) }));
  if (wish.minimumFacilityMeters !== undefined)
    parts.push(
      builder.text('candidatesFacility', { meters: formatNumber('meters', wish.minimumFacilityMeters) }),
    );
  if (wish.maximumSlopePercent !== undefined)
    parts.push(
      builder.text('candidatesSlope', { percent: formatNumber('cutoff', wish.maximumSlopePercent) }),
    );
  if (wish.insideZones) parts.push(builder.text('candidatesInside'));
  if (wish.zones)
    parts.push(builder.text('candidatesZones', { zones: wish.zones.join(marksOf(builder.language).list) }));
  return parts.length === 0
    ? builder.text('candidatesDefault')
    : parts.join(marksOf(builder.language).clause);
}

/** The program's own words are printed where they are words, in the reader's language. */
function isInLanguage(words: string, language: Language): boolean {
  return !/^[\w-]*$/.test(words) && isWrittenIn(words, language);
}
