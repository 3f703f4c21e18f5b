import { joinAll, marksOf, withRemark } from '../contract/languages.ts';
import { serviceName, servicePhrase } from '../contract/text/service-names.ts';
import { MODE_NAMES, MODEL_NAMES, TIER_NAMES } from '../contract/text/words.ts';
import type { Language } from '../contract/vocabulary.ts';
import type { ReportInput, ReportRun, ReportTemplate, RunOf } from './report-input.ts';
import type { DocumentBuilder } from './document/document-builder.ts';

/** A run that the chapters are about. */
export type ChapterRun = RunOf<'coverage'> | RunOf<'siting'> | RunOf<'siting-evaluate'>;

/** The runs of one report by process, in the order given. */
export interface SortedRuns {
  readonly coverage: readonly RunOf<'coverage'>[];
  readonly siting: readonly RunOf<'siting'>[];
  readonly evaluations: readonly RunOf<'siting-evaluate'>[];
  readonly equity: readonly RunOf<'equity'>[];
  readonly referrals: readonly RunOf<'referral'>[];
  readonly scores: readonly RunOf<'access-score'>[];
  readonly comparisons: readonly RunOf<'compare'>[];
}

export function sortRuns(runs: readonly ReportRun[]): SortedRuns {
  return {
    coverage: runs.filter((run) => run.process === 'coverage'),
    siting: runs.filter((run) => run.process === 'siting'),
    evaluations: runs.filter((run) => run.process === 'siting-evaluate'),
    equity: runs.filter((run) => run.process === 'equity'),
    referrals: runs.filter((run) => run.process === 'referral'),
    scores: runs.filter((run) => run.process === 'access-score'),
    comparisons: runs.filter((run) => run.process === 'compare'),
  };
}

/** The template asked for, else site selection when a siting run is there, else current state. */
export function chooseTemplate(input: ReportInput): ReportTemplate {
  if (input.template) return input.template;
  return input.runs.some((run) => run.process === 'siting') ? 'site-selection' : 'current-state';
}

/** Travel as one phrase: mode (model, season, direction). */
export function describeTravel(builder: DocumentBuilder, run: ChapterRun): string {
  const { travel } = run.inputs;
  const details = [
    lower(MODEL_NAMES[travel.model][builder.language]),
    builder.text(travel.season === 'wet' ? 'seasonWet' : 'seasonDry'),
    builder.text(travel.direction === 'to-facility' ? 'directionTo' : 'directionFrom'),
  ];
  const mode = lower(MODE_NAMES[travel.mode][builder.language]);
  return withRemark(mode, details.join(marksOf(builder.language).comma), builder.language);
}

/** Where people travel to, as part of a sentence: the nearest of the facilities counted. */
export function describeTarget(builder: DocumentBuilder, run: ChapterRun): string {
  const { language } = builder;
  const { tiers, services, ids, zones } = run.inputs.facilities ?? {};
  const inside = (target: string): string =>
    zones ? builder.text('targetInside', { target, zones }) : target;
  if (!tiers && !services && !ids) return inside(builder.text('targetAny'));
  if (ids?.length === 1) return builder.text('targetNamed');
  const facilities = tiers
    ? tiers.map((tier) => lower(TIER_NAMES[tier][language])).join(marksOf(language).or)
    : builder.text('targetFacility');
  const target = services
    ? builder.text('targetOffering', { facilities, services: joinServices(services, language) })
    : builder.text('targetOf', { facilities });
  return inside(ids ? builder.text('targetAmong', { target, count: String(ids.length) }) : target);
}

/** Services that a facility has all of, inside a sentence. */
function joinServices(services: readonly string[], language: Language): string {
  return joinAll(
    services.map((service) => servicePhrase(service, language)),
    language,
  );
}

/** `words` as they stand inside a sentence. */
export function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Which facilities count, as one phrase. */
export function describeFacilities(builder: DocumentBuilder, run: ChapterRun): string {
  const filter = run.inputs.facilities;
  const parts: string[] = [];
  if (filter?.tiers)
    parts.push(
      filter.tiers
        .map((tier) => TIER_NAMES[tier][builder.language])
        .map((name, i) => (i === 0 ? name : lower(name)))
        .join(marksOf(builder.language).list),
    );
  if (filter?.services)
    parts.push(
      builder.text('withServices', {
        services: filter.services
          .map((service) => serviceName(service, builder.language))
          .join(marksOf(builder.language).list),
      }),
    );
  if (filter?.ids) parts.push(builder.text('chosenFacilities', { count: String(filter.ids.length) }));
  if (filter?.zones) parts.push(builder.text('insideZones', { zones: filter.zones }));
  return parts.length === 0 ? builder.text('allFacilities') : parts.join(marksOf(builder.language).clause);
}
