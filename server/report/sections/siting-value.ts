import type { Bilingual } from '../../contract/text/sentence.ts';
import type { Language } from '../../contract/vocabulary.ts';

/** What a siting value counts: its name, how it is written, and what it is multiplied by for that. */
interface SitingUnit {
  readonly name: Bilingual;
  readonly kind: 'people' | 'minutes' | 'percent';
  readonly times: number;
}

const people = (zh: string, en: string): SitingUnit => ({ name: { zh, en }, kind: 'people', times: 1 });
const minutes = (zh: string, en: string): SitingUnit => ({ name: { zh, en }, kind: 'minutes', times: 1 });
const percent = (zh: string, en: string, times = 1): SitingUnit => ({
  name: { zh, en },
  kind: 'percent',
  times,
});

const UNITS: ReadonlyMap<string, SitingUnit> = new Map([
  ['people', people('人', 'people')],
  ['sites', people('个站点', 'sites')],
  ['people-with-backup', people('人，含后备覆盖', 'people, second cover included')],
  ['people-served', people('人，按服务能力计', 'people served')],
  ['people-by-tier', people('人次，各级合计', 'people, added up over tiers')],
  ['people-years', people('人年', 'person-years')],
  ['visits-a-month', people('次就诊/月', 'visits a month')],
  ['mean-minutes', minutes('分钟，人均', 'minutes, mean')],
  ['worst-minutes', minutes('分钟，最长', 'minutes, longest')],
  ['least-minutes-apart', minutes('分钟，最小间隔', 'minutes apart, least')],
  ['share-of-worst-zone', percent('%，覆盖率最低的分区', '% of the people of the worst-covered zone', 100)],
  ['percent-worst-profile', percent('%，最不利情形的覆盖率', '% covered under the worst condition')],
  ['percent-worst-regret', percent('%，最大遗憾', '% lost at most against the best plan of a condition')],
]);

function getUnit(unit: string): SitingUnit {
  return UNITS.get(unit) ?? people(unit, unit);
}

/** The unit of a siting value in the report's language; an unknown one is written as it is. */
export function describeUnit(language: Language, unit: string): string {
  return getUnit(unit).name[language];
}

/** How a siting value is written. */
export function kindOfUnit(unit: string): SitingUnit['kind'] {
  return getUnit(unit).kind;
}

/** A siting value as it is written: shares become percentages. */
export function inWrittenUnit(unit: string, value: number): number {
  return value * getUnit(unit).times;
}
