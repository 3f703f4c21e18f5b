import { nameOf } from '../../../server/contract/languages.ts';
import { TIER_NAMES } from '../../../server/contract/text/words.ts';
import type { ReferralAnswer } from '../../../server/contract/processes.ts';
import { TIERS } from '../../../server/contract/vocabulary.ts';
import { changeChoices } from '../../commands/change-study.ts';
import { flyTo } from '../../commands/fly-to.ts';
import { formatCount, formatMeters, formatMinutes, formatPeople, formatPercent } from '../../i18n/format.ts';
import { REFERRAL_LIMITS } from '../../state/study-state.ts';
import { Select } from '../../ui/select.tsx';
import { TierMark } from '../../ui/tier-mark.tsx';
import { AnswerNotes } from '../parts/answer-notes.tsx';
import { SortTable, type SortColumn } from '../parts/sort-table.tsx';
import { StudyResult } from './study-result.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** Referral between tiers: pairs within the limit, and the chain of tiers from home. */
export function ReferralPanel() {
  const { language, t } = useText();
  const choices = useApp((state) => state.study.choices);
  const region = useApp((state) => state.regions.value?.find((entry) => entry.id === state.regionId));
  const present = TIERS.filter((tier) =>
    region?.facilities.some((entry) => entry.tier === tier && entry.count > 0),
  );
  const options = present.map((id) => ({ id, name: TIER_NAMES[id][language] }));
  return (
    <>
      <p className="intro">{t('referralIntro')}</p>
      <div className="pair-grid">
        <Select
          label={t('referralFrom')}
          testId="referral-from"
          options={options.filter((option) => option.id !== choices.toTier)}
          value={choices.fromTier}
          onChange={(fromTier) => changeChoices({ fromTier })}
        />
        <Select
          label={t('referralTo')}
          testId="referral-to"
          options={options.filter((option) => option.id !== choices.fromTier)}
          value={choices.toTier}
          onChange={(toTier) => changeChoices({ toTier })}
        />
        <Select
          label={t('referralLimit')}
          testId="referral-limit"
          options={REFERRAL_LIMITS.map((minutes) => ({
            id: `${minutes}`,
            name: t('minutesValue', { minutes: `${minutes}` }),
          }))}
          value={`${choices.limitMinutes}`}
          onChange={(minutes) => {
            const limitMinutes = REFERRAL_LIMITS.find((limit) => `${limit}` === minutes);
            if (limitMinutes) changeChoices({ limitMinutes });
          }}
        />
      </div>
      <StudyResult part="referral">
        {(answer) => (
          <>
            <Head answer={answer} />
            <Chain answer={answer} />
            <Rows answer={answer} />
            <Border answer={answer} />
            <AnswerNotes notes={answer.notes} />
          </>
        )}
      </StudyResult>
    </>
  );
}

function Head({ answer }: { readonly answer: ReferralAnswer }) {
  const { language, t } = useText();
  const times = answer.from
    .flatMap((end) => (end.nearestByTime ? [end.nearestByTime.minutes] : []))
    .sort((a, b) => a - b);
  const differ = answer.from.filter(
    (end) => end.nearestByTime && end.nearestByDistance && end.nearestByTime.id !== end.nearestByDistance.id,
  ).length;
  const reached = answer.from.length - answer.unreachable.length;
  const minutes = (value: number | undefined) => (value === undefined ? '—' : formatMinutes(value, language));
  const median = times[Math.floor((times.length - 1) / 2)];
  return (
    <section className="headline">
      <p className="large" data-testid="referral-reached">
        {t('referralReached', {
          count: formatCount(reached, language),
          minutes: `${answer.limitMinutes}`,
        })}
      </p>
      <p className="hint">{t('referralOf', { count: formatCount(answer.from.length, language) })}</p>
      <dl className="figures">
        <div>
          <dt>{t('referralMedian')}</dt>
          <dd>{minutes(median)}</dd>
        </div>
        <div>
          <dt>{t('referralWorst')}</dt>
          <dd>{minutes(times.at(-1))}</dd>
        </div>
        <div>
          <dt>{t('referralPairs')}</dt>
          <dd>{formatCount(answer.pairs.length + answer.pairsLeftOut, language)}</dd>
        </div>
        <div>
          <dt>{t('referralDiffer')}</dt>
          <dd>{formatCount(differ, language)}</dd>
        </div>
      </dl>
      <p className="hint">{t('referralLines')}</p>
    </section>
  );
}

/** Every facility with its nearest facility of the next tier; those that reach none first. */
function Rows({ answer }: { readonly answer: ReferralAnswer }) {
  const { t } = useText();
  return (
    <section>
      {answer.unreachable.length > 0 && <Unreachable answer={answer} />}
      <h3>{t('referralTable')}</h3>
      <SortTable
        rows={answer.from.filter((end) => end.nearestByTime !== null)}
        columns={useColumns(answer)}
        keyOf={(end) => end.id}
        sortBy="time"
        label={t('referralTable')}
        testId="referral-row"
        first={6}
        onPick={(end) => flyTo([end.lon, end.lat], 12.5)}
      />
    </section>
  );
}

/** The first facilities that reach none of the next tier. */
function Unreachable({ answer }: { readonly answer: ReferralAnswer }) {
  const { language, t } = useText();
  return (
    <>
      <h3>
        {t('referralNone')} <span className="count">{answer.unreachable.length}</span>
      </h3>
      <ul className="name-list" data-testid="referral-none">
        {answer.from
          .filter((end) => answer.unreachable.includes(end.id))
          .slice(0, 12)
          .map((end) => (
            <li key={end.id}>
              <button type="button" onClick={() => flyTo([end.lon, end.lat], 12.5)}>
                <TierMark tier={answer.fromTier} />
                {nameOf(end, language)}
              </button>
            </li>
          ))}
      </ul>
    </>
  );
}

function useColumns(answer: ReferralAnswer): SortColumn<ReferralAnswer['from'][number]>[] {
  const { language, t } = useText();
  const ends = new Map(answer.to.map((end) => [end.id, end]));
  const nameOfEnd = (id: string) => {
    const end = ends.get(id);
    return end ? nameOf(end, language) : id;
  };
  return [
    {
      id: 'name',
      title: t('facility'),
      value: (end) => nameOf(end, language),
      cell: (end) => (
        <>
          {nameOf(end, language)}
          <small>→ {end.nearestByTime && nameOfEnd(end.nearestByTime.id)}</small>
          {end.nearestByDistance && end.nearestByDistance.id !== end.nearestByTime?.id && (
            <small>
              {t('referralShort', {
                name: nameOfEnd(end.nearestByDistance.id),
                distance: formatMeters(end.nearestByDistance.meters, language),
              })}
            </small>
          )}
        </>
      ),
    },
    {
      id: 'time',
      title: t('referralTime'),
      value: (end) => end.nearestByTime?.minutes ?? null,
      cell: (end) => (end.nearestByTime ? formatMinutes(end.nearestByTime.minutes, language) : '—'),
    },
    {
      id: 'way',
      title: t('referralWay'),
      value: (end) => end.nearestByTime?.meters ?? null,
      cell: (end) =>
        typeof end.nearestByTime?.meters === 'number'
          ? formatMeters(end.nearestByTime.meters, language)
          : '—',
    },
  ];
}

function Chain({ answer }: { readonly answer: ReferralAnswer }) {
  const { language, t } = useText();
  const { chain } = answer;
  if (!chain) return null;
  const people = (value: number) => formatPeople(value, language);
  const minutes = (value: number | null | undefined) =>
    typeof value === 'number' ? formatMinutes(value, language) : '—';
  return (
    <section data-testid="referral-chain">
      <h3>{t('referralChain')}</h3>
      <p className="hint">
        {t('referralChainHint', {
          people: `${people(chain.reached)} (${formatPercent((chain.reached / chain.total) * 100, language)})`,
        })}
      </p>
      <ol className="chain">
        {chain.tiers.map((tier, index) => (
          <li key={tier}>
            <TierMark tier={tier} />
            <span>
              {TIER_NAMES[tier][language]}
              {(chain.broken[index] ?? 0) > 0 && (
                <small>{t('referralBroken', { people: people(chain.broken[index] ?? 0) })}</small>
              )}
            </span>
            <b>{minutes(chain.meanMinutes[index])}</b>
          </li>
        ))}
        <li className="direct">
          <span aria-hidden="true" />
          <span>{t('referralDirect')}</span>
          <b>{minutes(chain.directMeanMinutes)}</b>
        </li>
      </ol>
    </section>
  );
}

function Border({ answer }: { readonly answer: ReferralAnswer }) {
  const { language, t } = useText();
  const border = answer.borderEffect;
  if (!border || border.acrossNearest === 0) return null;
  return (
    <section>
      <h3>{t('referralBorder')}</h3>
      <p className="remark" data-testid="referral-border">
        {t('referralBorderText', {
          inside: formatCount(border.facilitiesInside, language),
          across: formatCount(border.acrossNearest, language),
          only: formatCount(border.acrossOnly, language),
          extra: border.meanExtraMinutes === null ? '—' : formatMinutes(border.meanExtraMinutes, language),
        })}
      </p>
    </section>
  );
}
