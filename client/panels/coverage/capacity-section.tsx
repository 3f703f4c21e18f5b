import { marksOf, nameOf } from '../../../server/contract/languages.ts';
import { changeChoices, setChainStart, showCapacity } from '../../commands/change-study.ts';
import { flyToGeometry } from '../../commands/fly-to.ts';
import { runCapacity } from '../../commands/run-study.ts';
import { formatCount, formatMinutes, formatPeople, formatPercent } from '../../i18n/format.ts';
import { countKnownRooms, isStudyStale } from '../../state/study-questions.ts';
import { CAPACITY_PARTS, type CapacityPart } from '../../state/study-state.ts';
import { Button } from '../../ui/button.tsx';
import { NumberBox } from '../../ui/number-box.tsx';
import { Select } from '../../ui/select.tsx';
import type { CoverageAnswer } from '../../../server/contract/processes.ts';
import { CAPACITY_LABELS, SOURCE_LABELS } from './capacity-labels.ts';
import { StudyStatus } from '../study/study-status.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** Whether capacity suffices for the people within reach: the modes of allocation side by side. */
export function CapacitySection() {
  const { t } = useText();
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  const loads = useApp((state) => state.study.loads);
  const stale = useApp((state) => CAPACITY_PARTS.some((part) => isStudyStale(state, part)));
  const shown = useApp((state) => state.study.capacityShown) ?? CAPACITY_PARTS[0];
  const answer = loads[shown].value;
  return (
    <section data-testid="capacity">
      <h3>{t('capacityHead')}</h3>
      <p className="hint">{t('capacityHint', { minutes: `${minutes}` })}</p>
      <ChainNow />
      <StudyStatus
        parts={CAPACITY_PARTS}
        ask={t('capacityRun')}
        onAsk={() => void runCapacity()}
        testId="capacity-run"
      />
      {CAPACITY_PARTS.some((part) => loads[part].value) && (
        <div className={stale ? 'study-body is-stale' : 'study-body'}>
          {(!answer || countKnownRooms(answer) > 0) && <CapacityTable shown={shown} />}
          {answer && <Shown answer={answer} mode={shown} />}
          {answer && !stale && <Shortages answer={answer} />}
          {answer && !stale && <ChainNext answer={answer} />}
        </div>
      )}
      <CapacityNorms />
    </section>
  );
}

function CapacityTable({ shown }: { readonly shown: CapacityPart }) {
  const { language, t } = useText();
  const loads = useApp((state) => state.study.loads);
  const details = CAPACITY_PARTS.flatMap((part) => {
    const detail = loads[part].value?.capacityDetail;
    return detail ? [{ part, detail }] : [];
  });
  const plain = details[0]?.detail.comparedWithIgnore;
  const minutes = (value: number | null) => (value === null ? '—' : formatMinutes(value, language));
  return (
    <table className="zones modes" aria-label={t('capacityMode')}>
      <thead>
        <tr>
          <th scope="col">{t('capacityMode')}</th>
          <th scope="col">{t('capacityServed')}</th>
          <th scope="col">{t('capacityMean')}</th>
          <th scope="col">{t('capacityLost')}</th>
        </tr>
      </thead>
      <tbody>
        {plain && (
          <tr data-testid="capacity-row-ignore">
            <th scope="row">
              {t('capacityIgnore')}
              <small>{t('capacityIgnoreHint')}</small>
            </th>
            <td>{formatPeople(plain.servedIgnoringCapacity, language)}</td>
            <td>{minutes(plain.meanMinutesIgnoringCapacity)}</td>
            <td>—</td>
          </tr>
        )}
        {details.map(({ part, detail }) => (
          <tr key={part} className={part === shown ? 'selected' : ''} data-testid={`capacity-row-${part}`}>
            <th scope="row">
              <button type="button" aria-pressed={part === shown} onClick={() => showCapacity(part)}>
                {t(CAPACITY_LABELS[part].name)}
              </button>
              <small>
                {t(CAPACITY_LABELS[part].hint)}
                {detail.optimal && ` · ${t('capacityProven')}`}
              </small>
            </th>
            <td>{formatPeople(detail.served, language)}</td>
            <td>{minutes(detail.meanMinutes)}</td>
            <td>{formatPeople(detail.comparedWithIgnore.lost, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** People and zones that lose in the mode shown, and the source of its capacities. */
function Shown({ answer, mode }: { readonly answer: CoverageAnswer; readonly mode: CapacityPart }) {
  const { language, t } = useText();
  const detail = answer.capacityDetail;
  if (!detail) return null;
  const { lost, elsewhere } = detail.comparedWithIgnore;
  const people = (value: number) => formatPeople(value, language);
  const known = countKnownRooms(answer);
  const separator = marksOf(language).list;
  const losers = answer.zones
    .map((zone) => ({ zone, lost: zone.cutoffs[0]?.uncovered.capacity ?? 0 }))
    .filter((entry) => entry.lost >= 0.5)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, 3);
  const sources = (['column', 'visits', 'staff', 'left', 'none'] as const).flatMap((id) => {
    const count = detail.sources[id] ?? 0;
    if (count === 0) return [];
    const norm = id === 'visits' ? detail.norms.visitsPerPerson : detail.norms.peoplePerStaff;
    const source = t(SOURCE_LABELS[id], { norm: formatCount(norm, language) });
    return [t('sourceCount', { source, count: formatCount(count, language) })];
  });
  return (
    <div className="remarks" data-testid="capacity-who">
      <p>
        {known === 0 ? (
          t('capacityUnknown')
        ) : lost < 0.5 ? (
          t('capacityNobody')
        ) : (
          <>
            <b>{t(CAPACITY_LABELS[mode].name)}</b>{' '}
            {losers.length > 0 &&
              t('capacityLosers', {
                zones: losers
                  .map((entry) => `${nameOf(entry.zone, language)} ${people(entry.lost)}`)
                  .join(separator),
              })}
          </>
        )}
      </p>
      {known > 0 && elsewhere >= 0.5 && <p>{t('capacityElse', { people: people(elsewhere) })}</p>}
      <p className="hint">{t('capacitySources', { sources: sources.join(separator) })}</p>
    </div>
  );
}

/** The largest clusters of people within reach without capacity; a press shows one on the map. */
function Shortages({ answer }: { readonly answer: CoverageAnswer }) {
  const { language, t } = useText();
  const places = answer.shortages?.filter((place) => place.people >= 0.5).slice(0, 3) ?? [];
  if (places.length === 0 || countKnownRooms(answer) === 0) return null;
  return (
    <div>
      <h4>{t('shortagesHead')}</h4>
      <ul className="name-list" data-testid="shortages">
        {places.map((place) => (
          <li key={place.rank}>
            <button type="button" onClick={() => flyToGeometry(place.geometry)}>
              {nameOf(place, language) || place.zones[0] || '—'}
              <b>{formatPeople(place.people, language)}</b>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Shows that the figures belong to a later step, with a button that starts again. */
function ChainNow() {
  const { language, t } = useText();
  const start = useApp((state) => state.study.chainStart);
  if (!start) return null;
  return (
    <div className="remarks" data-testid="chain-now">
      <p>
        {t('chainNow', {
          served: formatPeople(start.served, language),
          percent: formatPercent((start.served / start.everybody) * 100, language),
        })}{' '}
        <Button kind="link" testId="chain-end" onPress={() => setChainStart(null)}>
          {t('chainEnd')}
        </Button>
      </p>
    </div>
  );
}

/** From this answer to the next step: its unserved people and its remaining capacity. */
function ChainNext({ answer }: { readonly answer: CoverageAnswer }) {
  const { language, t } = useText();
  const { capacityDetail, follows } = answer;
  if (!capacityDetail || countKnownRooms(answer) === 0) return null;
  const everybody = follows?.everybody ?? answer.total;
  const served = follows?.servedInAll ?? capacityDetail.served;
  return (
    <div className="chain-next">
      {follows && (
        <p data-testid="chain-all">
          {t('chainAll', {
            served: formatPeople(served, language),
            percent: formatPercent(follows.percentInAll, language),
          })}
        </p>
      )}
      <Button small testId="chain-next" onPress={() => setChainStart({ run: answer.run, served, everybody })}>
        {t('chainNext')}
      </Button>
      <p className="hint">{t('chainHint')}</p>
    </div>
  );
}

function CapacityNorms() {
  const { t } = useText();
  const choices = useApp((state) => state.study.choices);
  return (
    <details className="more">
      <summary>{t('capacityNorms')}</summary>
      <div className="pair-grid">
        <NumberBox
          label={t('visitsPerPerson')}
          value={choices.visitsPerPerson}
          least={0.5}
          most={100}
          step={0.5}
          testId="visits-per-person"
          onChange={(visitsPerPerson) => changeChoices({ visitsPerPerson })}
        />
        <NumberBox
          label={t('peoplePerStaff')}
          value={choices.peoplePerStaff}
          least={1}
          most={100_000}
          testId="people-per-staff"
          onChange={(peoplePerStaff) => changeChoices({ peoplePerStaff })}
        />
        <Select
          label={t('capacityUnit')}
          testId="capacity-unit"
          options={[
            { id: 'people', name: t('capacityUnitPeople') },
            { id: 'visits', name: t('capacityUnitVisits') },
          ]}
          value={choices.capacityUnit}
          onChange={(capacityUnit) => changeChoices({ capacityUnit })}
        />
      </div>
    </details>
  );
}
