import { loadRegions } from '../../commands/load-regions.ts';
import { openAspect } from '../../commands/change-study.ts';
import { runCoverage } from '../../commands/run-coverage.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { isStale } from '../../state/load.ts';
import { askCoverage, keyOf } from '../../state/questions.ts';
import { ASPECTS, type Aspect } from '../../state/study-state.ts';
import { Button } from '../../ui/button.tsx';
import { StaleNote } from '../../ui/notes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Segments } from '../../ui/segments.tsx';
import { CoverageResult } from './coverage-result.tsx';
import { EquityPanel } from '../study/equity-panel.tsx';
import { ForecastPanel } from '../study/forecast-panel.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { ReferralPanel } from '../study/referral-panel.tsx';
import { ScorePanel } from '../study/score-panel.tsx';
import { useApp, useText } from '../parts/use-app.ts';

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

/** Placeholder of the figures while the first ones are computed. */
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
