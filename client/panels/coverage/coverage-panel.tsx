import { REASON_COLOURS } from '../../../server/contract/colours.ts';
import { AGE_NAMES, REASON_NAMES, TIER_NAMES } from '../../../server/contract/text/words.ts';
import { UNCOVERED_REASONS } from '../../../server/contract/vocabulary.ts';
import { CoverageCurve } from '../../charts/coverage-curve.tsx';
import { Meter } from '../../charts/meter.tsx';
import { SharesBar } from '../../charts/shares-bar.tsx';
import { changeCutoff } from '../../commands/change-settings.ts';
import { loadRegions } from '../../commands/load-regions.ts';
import { openAspect } from '../../commands/change-study.ts';
import { runCoverage } from '../../commands/run-coverage.ts';
import { formatCount, formatMinutes, formatPeople, formatPercent } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { countByTier, findCutoff, sumUncovered } from '../../state/derived.ts';
import { isStale } from '../../state/load.ts';
import { askCoverage, keyOf } from '../../state/questions.ts';
import { ASPECTS, type Aspect } from '../../state/study-state.ts';
import { Button } from '../../ui/button.tsx';
import { StaleNote } from '../../ui/notes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Segments } from '../../ui/segments.tsx';
import { TierMark } from '../../ui/tier-mark.tsx';
import { AnswerNotes } from '../parts/answer-notes.tsx';
import { CapacitySection } from './capacity-section.tsx';
import { BackupSection, CoverageDetails } from './coverage-details.tsx';
import { CoverageFacilities } from './coverage-facilities.tsx';
import { EquityPanel } from '../study/equity-panel.tsx';
import { ForecastPanel } from '../study/forecast-panel.tsx';
import { GapsList } from './gaps-list.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { ReferralPanel } from '../study/referral-panel.tsx';
import { ScorePanel } from '../study/score-panel.tsx';
import { UncertaintySection } from './uncertainty-section.tsx';
import { useApp, useText } from '../parts/use-app.ts';
import { ZonesTable } from './zones-table.tsx';
import type { CoverageAnswer } from '../../../server/contract/processes.ts';

const ASPECT_TEXTS: Record<Aspect, TextId> = {
  covered: 'aspectCovered',
  referral: 'aspectReferral',
  score: 'aspectScore',
  equity: 'aspectEquity',
  forecast: 'aspectForecast',
};

/** The current state: who is covered, referral, access and equity. */
export function CoveragePanel() {
  const { t } = useText();
  const aspect = useApp((state) => state.study.aspect);
  const usable = useApp((state) => !state.regions.problem && state.regions.value?.length !== 0);
  return (
    <div className="current-state">
      {usable && (
        <div className="aspects">
          <Segments
            label={t('aspects')}
            testId="aspects"
            options={ASPECTS.map((id) => ({ id, name: t(ASPECT_TEXTS[id]) }))}
            value={aspect}
            onChange={openAspect}
          />
        </div>
      )}
      {aspect === 'covered' || !usable ? (
        <Covered />
      ) : (
        <div className="screen aspect">
          <h2 className="visually-hidden">{t(ASPECT_TEXTS[aspect])}</h2>
          {aspect === 'referral' && <ReferralPanel />}
          {aspect === 'score' && <ScorePanel />}
          {aspect === 'equity' && <EquityPanel />}
          {aspect === 'forecast' && <ForecastPanel />}
        </div>
      )}
    </div>
  );
}

/** Who is covered, by whom, who is not and why. */
function Covered() {
  const { t } = useText();
  const regions = useApp((state) => state.regions);
  const coverage = useApp((state) => state.coverage);
  const stale = useApp((state) => isStale(state.coverage, keyOf(askCoverage(state))));
  if (regions.problem) {
    return <ProblemView problem={regions.problem} onRetry={() => void loadRegions(null).then(runCoverage)} />;
  }
  if (regions.value?.length === 0) return <p className="empty">{t('noRegions')}</p>;
  return (
    <div className="screen">
      <div className="status-line">{coverage.busy && <Progress label={t('computing')} />}</div>
      {coverage.problem && (
        <ProblemView problem={coverage.problem} {...(stale ? {} : { onRetry: () => void runCoverage() })} />
      )}
      {stale && !coverage.busy && (
        <StaleNote text={t('stale')} action={t('recompute')} onAction={() => void runCoverage()} />
      )}
      {coverage.value ? (
        <div className={stale ? 'result is-stale' : 'result'} aria-busy={coverage.busy}>
          <CoverageResult answer={coverage.value} />
        </div>
      ) : coverage.busy || regions.busy ? (
        <CoverageSkeleton text={t('computing')} />
      ) : (
        !coverage.problem && (
          <div className="empty">
            <p>{t('emptyCoverage')}</p>
            <Button kind="primary" onPress={() => void runCoverage()}>
              {t('compute')}
            </Button>
          </div>
        )
      )}
    </div>
  );
}

function CoverageResult({ answer }: { readonly answer: CoverageAnswer }) {
  const { language, t } = useText();
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  const row = findCutoff(answer.cutoffs, minutes);
  if (!row) return null;
  if (answer.total === 0)
    return (
      <>
        <p data-testid="nobody-counted">{t('nobodyCounted')}</p>
        <CoverageFacilities answer={answer} column={answer.cutoffs.indexOf(row)} />
      </>
    );
  const uncovered = sumUncovered(row);
  const points = answer.cutoffs.map((cutoff) => ({ minutes: cutoff.cutoffMinutes, percent: cutoff.percent }));
  const column = answer.cutoffs.indexOf(row);
  const { burden } = answer;
  const minuteText = (value: number | null) => (value === null ? '—' : formatMinutes(value, language));
  return (
    <>
      <section className="headline">
        <h2>{t('coveredHead', { minutes: `${minutes}` })}</h2>
        <p className="huge" data-testid="covered-percent">
          {formatPercent(row.percent, language)}
        </p>
        <p className="denominator">
          <b data-testid="covered-people">
            {t('coveredPeople', { people: formatPeople(row.covered, language) })}
          </b>
          <span data-testid="covered-of">
            {t(answer.within === undefined ? 'ofTotal' : 'ofTotalInside', {
              total: formatPeople(answer.total, language),
            })}
          </span>
        </p>
        <CompatNote answer={answer} column={column} />
        <UncertaintySection />
        <ZoneSplit answer={answer} column={column} />
        <CoverageCurve
          points={points}
          selected={minutes}
          unit={t('minuteUnit')}
          summary={t('curveSummary', {
            points: points.map((p) => `${p.minutes}: ${formatPercent(p.percent, language)}`).join(', '),
          })}
          onSelect={changeCutoff}
        />
      </section>
      <section>
        {uncovered > 0 ? (
          <>
            <h3>{t('uncoveredHead', { people: formatPeople(uncovered, language) })}</h3>
            <SharesBar
              shares={UNCOVERED_REASONS.map((reason) => ({
                id: reason,
                name: REASON_NAMES[reason][language],
                value: row.uncovered[reason],
                valueText: formatPeople(row.uncovered[reason], language),
                percentText: formatPercent((row.uncovered[reason] / answer.total) * 100, language),
                colour: REASON_COLOURS[reason],
              }))}
            />
          </>
        ) : (
          <p>{t('nobodyUncovered')}</p>
        )}
      </section>
      <GapsList />
      <ZonesTable answer={answer} column={column} />
      <CapacitySection />
      <CoverageFacilities answer={answer} column={column} />
      <section>
        <h3>{t('byTier')}</h3>
        <p className="hint">{t('byTierHint', { minutes: `${minutes}` })}</p>
        <ul className="tier-rows">
          {countByTier(answer, minutes).map((entry) => (
            <li key={entry.tier} data-testid="tier-row">
              <TierMark tier={entry.tier} />
              <span>
                {TIER_NAMES[entry.tier][language]}
                <small>{t('facilityCount', { count: formatCount(entry.facilities, language) })}</small>
              </span>
              <b>{formatPeople(entry.people, language)}</b>
            </li>
          ))}
        </ul>
      </section>
      {answer.ages.length > 0 && (
        <section>
          <h3>{t('byAge')}</h3>
          <ul className="age-rows">
            {answer.ages.map((age) => {
              const share = age.total > 0 ? (age.covered[column] ?? 0) / age.total : 0;
              return (
                <li key={age.band}>
                  <span>{AGE_NAMES[age.band][language]}</span>
                  <Meter share={share} colour="var(--covered)" />
                  <b>{formatPercent(share * 100, language)}</b>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <section>
        <h3>{t('burden')}</h3>
        <dl className="figures">
          <div>
            <dt>{t('median')}</dt>
            <dd>{minuteText(burden.medianMinutes)}</dd>
          </div>
          <div>
            <dt>{t('mean')}</dt>
            <dd>{minuteText(burden.meanMinutes)}</dd>
          </div>
          <div>
            <dt>{t('p90')}</dt>
            <dd>{minuteText(burden.p90Minutes)}</dd>
          </div>
          <div>
            <dt>{t('unreachable')}</dt>
            <dd>{formatPercent(burden.unreachablePercent, language)}</dd>
          </div>
        </dl>
        <p className="hint">{t('burdenHint')}</p>
      </section>
      <CoverageDetails />
      <BackupSection />
      <AnswerNotes notes={answer.notes} />
    </>
  );
}

/** What counting as AccessMod changes, in people. */
function CompatNote({ answer, column }: { readonly answer: CoverageAnswer; readonly column: number }) {
  const { language, t } = useText();
  const row = answer.compatDetail?.cutoffs[column];
  if (!row) return null;
  return (
    <p className="note" data-testid="compat-note">
      {t('compatNote', { minutes: `${row.cutoffMinutes}`, people: formatPeople(row.fewer, language) })}
    </p>
  );
}

/** People inside the zones and beyond them, where the region reaches past its zones. */
function ZoneSplit({ answer, column }: { readonly answer: CoverageAnswer; readonly column: number }) {
  const { language, t } = useText();
  const outside = answer.outsideZones;
  if (!outside || outside.total <= 0 || outside.total >= answer.total) return null;
  const coveredOutside = outside.cutoffs[column]?.covered ?? 0;
  const coveredInside = (answer.cutoffs[column]?.covered ?? 0) - coveredOutside;
  const rows = [
    { id: 'inside', name: t('insideZones'), part: coveredInside, whole: answer.total - outside.total },
    { id: 'outside', name: t('beyondZones'), part: coveredOutside, whole: outside.total },
  ];
  return (
    <dl className="split">
      {rows.map((row) => (
        <div key={row.id} data-testid={`split-${row.id}`}>
          <dt>{row.name}</dt>
          <dd>
            <b>{formatPercent((row.part / row.whole) * 100, language)}</b>
            <small>
              {t('shareOf', {
                part: formatPeople(row.part, language),
                whole: formatPeople(row.whole, language),
              })}
            </small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Holds the place of the figures while the first ones are computed. */
function CoverageSkeleton({ text }: { readonly text: string }) {
  return (
    <div className="skeleton" data-testid="loading">
      <span className="visually-hidden">{text}</span>
      <i className="line short" />
      <i className="line huge" />
      <i className="line" />
      <i className="block" />
      <i className="line" />
      <i className="line" />
      <i className="line short" />
    </div>
  );
}
