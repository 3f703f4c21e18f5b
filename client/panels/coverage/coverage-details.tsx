import { nameOf } from '../../../server/contract/languages.ts';
import { Button as AriaButton } from 'react-aria-components';
import { COVERED_COLOUR, GAP_COLOUR } from '../../../server/contract/colours.ts';
import type { CoverageAnswer } from '../../../server/contract/processes.ts';
import { serviceName } from '../../../server/contract/text/service-names.ts';
import { MODE_NAMES, TIER_NAMES } from '../../../server/contract/text/words.ts';
import { Meter } from '../../charts/meter.tsx';
import { applyNorm, changeChoices } from '../../commands/change-study.ts';
import { flyTo } from '../../commands/fly-to.ts';
import {
  formatDecimal,
  formatLonLat,
  formatMinutes,
  formatPeople,
  formatPercent,
} from '../../i18n/format.ts';
import { findCutoff } from '../../state/derived.ts';
import { isStudyStale } from '../../state/study-questions.ts';
import { snapToStop } from '../../state/time-stops.ts';
import { Button } from '../../ui/button.tsx';
import { NumberBox } from '../../ui/number-box.tsx';
import { TierMark } from '../../ui/tier-mark.tsx';
import { StudyStatus } from '../study/study-status.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** Coverage of each tier and service alone, norms, distance against time, and the worst-off zones. */
export function CoverageDetails() {
  const { t } = useText();
  const answer = useApp((state) => state.study.loads.details.value);
  const stale = useApp((state) => isStudyStale(state, 'details'));
  return (
    <section data-testid="details">
      <h3>{t('detailsHead')}</h3>
      <p className="hint">{t('detailsHint')}</p>
      <StudyStatus parts={['details']} ask={t('studyRun')} testId="details-run" />
      {answer && (
        <div className={stale ? 'study-body is-stale' : 'study-body'}>
          <Norms answer={answer} />
          <Alone answer={answer} />
          <WeakSpots answer={answer} />
          <Distance answer={answer} />
        </div>
      )}
    </section>
  );
}

function Norms({ answer }: { readonly answer: CoverageAnswer }) {
  const { language, t } = useText();
  const tierMinutes = useApp((state) => state.study.choices.tierMinutes);
  if (!answer.norms || answer.norms.length === 0) return null;
  return (
    <div>
      <h4>{t('normsHead')}</h4>
      <ul className="norm-rows">
        {answer.norms.map((norm) => {
          const minutes = tierMinutes[norm.tier] ?? norm.cutoffMinutes;
          const mode = MODE_NAMES[norm.mode][language];
          const title = `${TIER_NAMES[norm.tier][language]} · ${t('normLine', { mode })}`;
          return (
            <li key={norm.tier} data-testid="norm-row">
              <TierMark tier={norm.tier} />
              <span className="what">
                {TIER_NAMES[norm.tier][language]}
                <small>
                  {t('normLine', { mode: MODE_NAMES[norm.mode][language] })}
                  {' · '}
                  <span title={norm.source}>
                    {norm.status === 'yours'
                      ? t('normYours')
                      : norm.status === 'unconfirmed'
                        ? t('normUnconfirmed')
                        : norm.source}
                  </span>
                </small>
              </span>
              <NumberBox
                label={title}
                hideLabel
                value={minutes}
                least={1}
                most={1440}
                onChange={(value) => changeChoices({ tierMinutes: { ...tierMinutes, [norm.tier]: value } })}
              />
              <span className="figure">
                <b>{formatPercent(norm.percent, language)}</b>
                <Meter share={norm.percent / 100} colour={COVERED_COLOUR} />
              </span>
              {snapToStop(minutes) === minutes && (
                <Button
                  icon="layers"
                  label={`${t('normApply')}: ${title}`}
                  kind="quiet"
                  small
                  onPress={() => applyNorm({ tier: norm.tier, minutes, mode: norm.mode })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Alone({ answer }: { readonly answer: CoverageAnswer }) {
  const { language, t } = useText();
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  const lists = [
    {
      id: 'tier',
      title: t('tiersHead'),
      rows: (answer.tiers ?? []).map((row) => ({ ...row, name: TIER_NAMES[row.tier][language] })),
    },
    {
      id: 'service',
      title: t('servicesHead'),
      rows: (answer.services ?? []).map((row) => ({ ...row, name: serviceName(row.service, language) })),
    },
  ];
  return lists.map(({ id, title, rows }) =>
    rows.length === 0 ? null : (
      <div key={id}>
        <h4>{title}</h4>
        <ul className="alone-rows">
          {rows
            .map((row) => ({ ...row, percent: findCutoff(row.cutoffs, minutes)?.percent ?? 0 }))
            .sort((a, b) => (id === 'service' ? b.percent - a.percent : 0))
            .map((row) => (
              <li key={row.name} data-testid={`${id}-alone-row`}>
                <span>
                  {row.name}
                  <small>{t('facilityCount', { count: `${row.facilities}` })}</small>
                </span>
                <Meter share={row.percent / 100} colour={COVERED_COLOUR} />
                <b>{formatPercent(row.percent, language)}</b>
              </li>
            ))}
        </ul>
      </div>
    ),
  );
}

const HELP_TEXTS = {
  'mobile-clinic': 'helpMobile',
  telemedicine: 'helpTele',
  'check-data': 'helpData',
} as const;

function WeakSpots({ answer }: { readonly answer: CoverageAnswer }) {
  const { language, t } = useText();
  const weak = answer.weakSpots;
  if (!weak || weak.spots.length === 0) return null;
  const largest = weak.spots[0]?.people ?? 1;
  return (
    <div>
      <h4>{t('weakHead')}</h4>
      {weak.thresholdMinutes !== null && (
        <p className="hint">{t('weakHint', { minutes: formatMinutes(weak.thresholdMinutes, language) })}</p>
      )}
      <ol className="rows">
        {weak.spots.slice(0, 8).map((spot, index) => (
          <li key={`${spot.lon} ${spot.lat}`}>
            <AriaButton
              className="row"
              data-testid="weak-row"
              onPress={() => flyTo([spot.lon, spot.lat], 12.5)}
            >
              <span className="rank">{index + 1}</span>
              <span className="what">
                <span className="name">{nameOf(spot, language) || formatLonLat(spot.lon, spot.lat)}</span>
                <small>
                  {spot.help !== 'check-data' &&
                    (spot.meanMinutes === null
                      ? t('pointNone')
                      : t('gapMean', { minutes: formatMinutes(spot.meanMinutes, language) }))}
                  {spot.help !== 'check-data' && ' · '}
                  {t(HELP_TEXTS[spot.help])}
                </small>
                <Meter share={spot.people / largest} colour={GAP_COLOUR} />
              </span>
              <b>{formatPeople(spot.people, language)}</b>
            </AriaButton>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Distance({ answer }: { readonly answer: CoverageAnswer }) {
  const { language, t } = useText();
  const distance = answer.distance;
  if (!distance || distance.meanKm === null || distance.p90Km === null) return null;
  return (
    <div>
      <h4>{t('distanceHead')}</h4>
      <p className="remark">
        {t('distanceText', {
          people: formatPeople(distance.differentFacilityPeople, language),
          mean: formatDecimal(distance.meanKm, 1, language),
          p90: formatDecimal(distance.p90Km, 1, language),
        })}
      </p>
    </div>
  );
}

/** Number of facilities within reach, and overlap of catchments. */
export function BackupSection() {
  const { language, t } = useText();
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  const answer = useApp((state) => state.study.loads.backup.value);
  const stale = useApp((state) => isStudyStale(state, 'backup'));
  const choice = answer?.choice?.[0];
  return (
    <section data-testid="backup">
      <h3>{t('backupHead')}</h3>
      <p className="hint">{t('backupHint', { minutes: `${choice?.cutoffMinutes ?? minutes}` })}</p>
      <StudyStatus parts={['backup']} ask={t('studyRun')} testId="backup-run" />
      {answer && choice && (
        <div className={stale ? 'study-body is-stale' : 'study-body'}>
          <ul className="alone-rows">
            {choice.peopleWithAtLeast.map((people, index) => (
              <li key={index} data-testid="backup-row">
                <span>{t('backupAtLeast', { count: `${index + 1}` })}</span>
                <Meter share={people / answer.total} colour={COVERED_COLOUR} />
                <b>{formatPercent((people / answer.total) * 100, language)}</b>
              </li>
            ))}
          </ul>
          {choice.overlapIndex !== null && (
            <p className="hint">
              {t('backupOverlap', { index: formatDecimal(choice.overlapIndex, 1, language) })}
            </p>
          )}
        </div>
      )}
    </section>
  );
}
