import { nameOf } from '../../../server/contract/languages.ts';
import type { SitingAnswer } from '../../../server/contract/processes.ts';
import { TIER_NAMES } from '../../../server/contract/text/words.ts';
import type { Tier } from '../../../server/contract/vocabulary.ts';
import { flyTo } from '../../commands/fly-to.ts';
import {
  formatCount,
  formatDecimal,
  formatGap,
  formatLonLat,
  formatMoney,
  formatPeople,
  formatPercent,
} from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { Button } from '../../ui/button.tsx';
import { MEASURE_TEXTS } from './siting-wishes.tsx';
import { useText } from '../parts/use-app.ts';

type Part<K extends keyof SitingAnswer> = { readonly value: NonNullable<SitingAnswer[K]> };

/** Further parts of an answer, each shown where the question asked for it. */
export function SitingOutcomes({ answer }: { readonly answer: SitingAnswer }) {
  return (
    <>
      {answer.relocation && <Moves value={answer.relocation} />}
      {answer.tiers && <Tiers value={answer.tiers} />}
      {answer.years && <Years value={answer.years} />}
      {answer.profiles && <Profiles value={answer.profiles} />}
      {answer.interventions && <Measures value={answer.interventions} />}
      {answer.served && <Served value={answer.served} />}
      {answer.allocation && <Allocation value={answer.allocation} />}
      {answer.uncertainty && <Draws value={answer.uncertainty} />}
    </>
  );
}

/** Total cost and cost per person. */
export function SitingCostLine({ value }: Part<'costs'>) {
  const { language, t } = useText();
  const money = (amount: number) => formatMoney(amount, value.currency, language);
  return (
    <p className="siting-costs" data-testid="siting-costs">
      {t(value.budget === null ? 'costsTotal' : 'costsTotalOf', {
        total: money(value.total),
        budget: money(value.budget ?? 0),
      })}
      {value.perPerson !== null && ` ${t('costsPerson', { cost: money(value.perPerson) })}`}
    </p>
  );
}

function Moves({ value }: Part<'relocation'>) {
  const { language, t } = useText();
  return (
    <section data-testid="siting-moves">
      <h3>{t('movesTitle')}</h3>
      {value.closed.length === 0 ? (
        <p className="hint">{t('movesNone')}</p>
      ) : (
        <ul className="plain-list">
          {value.closed.map((one) => (
            <li key={one.id}>
              <Button kind="quiet" small onPress={() => flyTo([one.lon, one.lat], 12.5)}>
                {nameOf(one, language)}
              </Button>
              <small>
                {one.loss > 0
                  ? t('movesLoss', { people: formatPeople(one.loss, language) })
                  : t('movesNoLoss')}
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Tiers({ value }: Part<'tiers'>) {
  const { language, t } = useText();
  return (
    <section data-testid="siting-tiers">
      <h3>{t('tiersTitle')}</h3>
      <ul className="plain-list">
        {value.map((row) => (
          <li key={row.tier}>
            {t('tiersRow', {
              tier: TIER_NAMES[row.tier as Tier][language],
              minutes: formatCount(row.cutoffMinutes, language),
              sites: formatCount(row.sites, language),
              percent: formatPercent(row.percent, language),
              more: formatPeople(row.after - row.before, language),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Years({ value }: Part<'years'>) {
  const { language, t } = useText();
  return (
    <section data-testid="siting-by-year">
      <h3>{t('byYearTitle')}</h3>
      <ol className="plain-list">
        {value.map((row) => (
          <li key={row.year}>
            {t(row.gapPercent > 0 ? 'byYearRow' : 'byYearRowBest', {
              year: formatCount(row.year, language),
              sites: formatCount(row.sites, language),
              percent: formatPercent(row.percent, language),
              gap: formatGap(row.gapPercent, language),
            })}
          </li>
        ))}
      </ol>
      <p className="hint">{t('byYearHint')}</p>
    </section>
  );
}

const PROFILE_NAMES: Readonly<Record<string, TextId | undefined>> = {
  '': 'profileChosen',
  'other-season': 'profileSeason',
  walk: 'conditionWalk',
  old: 'conditionOld',
  children: 'conditionChildren',
};

function Profiles({ value }: Part<'profiles'>) {
  const { language, t } = useText();
  return (
    <section data-testid="siting-profiles">
      <h3>{t('profilesTitle')}</h3>
      <ul className="plain-list">
        {value.map((row) => {
          const text = PROFILE_NAMES[row.name];
          return (
            <li key={row.name}>
              {t('profilesRow', {
                name: text ? t(text) : row.name,
                before: formatPercent((row.before / Math.max(row.total, 1e-9)) * 100, language),
                percent: formatPercent(row.percent, language),
                more: formatPeople(row.covered - row.before, language),
              })}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Measures({ value }: Part<'interventions'>) {
  const { language, t } = useText();
  const visits = (amount: number) => formatPeople(amount, language);
  return (
    <section data-testid="siting-measures">
      <h3>{t('measuresTitle')}</h3>
      <p>
        {t('measuresSum', {
          cost: formatDecimal(value.cost, 0, language),
          budget: formatDecimal(value.budget, 0, language),
          person: visits(value.servedInPerson),
          remote: visits(value.servedRemotely),
        })}
      </p>
      <ol className="plain-list">
        {value.chosen.map((one) => (
          <li key={`${one.kind} ${one.facility ?? ''} ${one.lon} ${one.lat}`}>
            <Button kind="quiet" small onPress={() => flyTo([one.lon, one.lat], 12)}>
              {t(MEASURE_TEXTS[one.kind])}
            </Button>
            <span>
              {one.facility !== null
                ? nameOf(one, language)
                : one.nameZh || one.nameEn
                  ? t('gapNear', { place: nameOf(one, language) })
                  : formatLonLat(one.lon, one.lat)}
              {one.stops.length > 1 &&
                ` ${t('measureStops', { stops: formatCount(one.stops.length, language) })}`}
            </span>
            <small>
              {t('measureServed', { visits: visits(one.served), cost: formatDecimal(one.cost, 0, language) })}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Served({ value }: Part<'served'>) {
  const { language, t } = useText();
  return (
    <p data-testid="siting-served">
      {t('servedSum', {
        people: formatPeople(value.people, language),
        full: formatCount(value.sites.filter((site) => site.percentFull > 99.9).length, language),
        sites: formatCount(value.sites.length, language),
      })}
    </p>
  );
}

function Allocation({ value }: Part<'allocation'>) {
  const { language, t } = useText();
  const fresh = value.sites.filter((site) => site.order !== null);
  return (
    <section data-testid="siting-allocation">
      <h3>{t('allocationTitle')}</h3>
      <p>
        {fresh
          .map((site) =>
            t('allocationSite', {
              order: formatCount(site.order!, language),
              count: formatCount(site.whole, language),
            }),
          )
          .join(t('listComma'))}
      </p>
      <p className="hint">{t('allocationHint')}</p>
    </section>
  );
}

function Draws({ value }: Part<'uncertainty'>) {
  const { language, t } = useText();
  const percent = (amount: number) => formatPercent(amount, language);
  return (
    <section data-testid="siting-draws">
      <h3>{t('drawsTitle')}</h3>
      <p>
        {t('drawsRange', {
          draws: formatCount(value.draws, language),
          low: percent(value.percent.p10),
          high: percent(value.percent.p90),
          regret: formatDecimal(value.regretPoints.p90, 2, language),
        })}
      </p>
      <ul className="plain-list">
        {value.sites.map((site) => (
          <li key={site.order}>
            {t('drawsSite', {
              order: formatCount(site.order, language),
              percent: percent(site.frequency * 100),
              word: t(
                site.frequency >= 0.8
                  ? 'drawsCore'
                  : site.frequency >= 0.5
                    ? 'drawsFlexible'
                    : 'drawsDoubtful',
              ),
            })}
          </li>
        ))}
      </ul>
      <p className="hint">{t('drawsHint', { meters: formatCount(value.sameSiteMeters, language) })}</p>
    </section>
  );
}
