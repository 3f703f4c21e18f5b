import { useEffect, useRef } from 'react';
import { stopJob } from '../../commands/cancel-job.ts';
import { suggestSites } from '../../commands/suggest-sites.ts';
import { formatGap } from '../../i18n/format.ts';
import { isStale } from '../../state/load.ts';
import { askSiting, keyOf } from '../../state/questions.ts';
import { Button } from '../../ui/button.tsx';
import { StaleNote } from '../../ui/notes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { PHASE_LABELS } from '../parts/phase-labels.ts';
import { SitingForm } from './siting-form.tsx';
import { SitingResult } from './siting-result.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** Where new sites would cover most people, and the bound on the optimum. */
export function SitingPanel() {
  const { t } = useText();
  const load = useApp((state) => state.work.siting);
  const stale = useApp((state) => isStale(state.work.siting, keyOf(askSiting(state))));
  const result = useRef<HTMLDivElement>(null);
  const shown = useRef(load.value);
  useEffect(() => {
    // An answer that arrives while the form is visible is scrolled into view.
    if (load.value && load.value !== shown.current) result.current?.scrollIntoView({ block: 'start' });
    shown.current = load.value;
  }, [load.value]);
  return (
    <div className="screen">
      <h2 className="visually-hidden">{t('tabSiting')}</h2>
      <p className="intro">{t('sitingIntro')}</p>
      <SitingForm busy={load.busy}>{load.busy && <SitingUnderWay />}</SitingForm>
      {load.problem && (
        <ProblemView problem={load.problem} {...(stale ? {} : { onRetry: () => void suggestSites() })} />
      )}
      {stale && !load.busy && (
        <StaleNote text={t('stale')} action={t('recompute')} onAction={() => void suggestSites()} />
      )}
      {load.value ? (
        <div ref={result} className={stale ? 'result is-stale' : 'result'}>
          <SitingResult answer={load.value} />
        </div>
      ) : (
        !load.busy && !load.problem && <p className="empty-line">{t('sitingEmpty')}</p>
      )}
    </div>
  );
}

/**
 * The running search: its phase, the gap of the best answer so far, and a button that stops
 * with it.
 */
function SitingUnderWay() {
  const { language, t } = useText();
  const job = useApp((state) =>
    state.jobs.find(
      (entry) => entry.processID === 'siting' && state.jobKeys[entry.jobID] === state.work.siting.key,
    ),
  );
  const gap = /^gap ([\d.]+)$/.exec(job?.phase ?? '')?.[1];
  const phase = job?.phase ? PHASE_LABELS[job.phase] : undefined;
  const solving = gap !== undefined || job?.phase === 'solve' || job?.phase === 'draws';
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    note.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className="note" ref={note} data-testid="siting-under-way">
      <span>
        {t('sitingRunning')} {phase && t(phase)}
        {gap !== undefined && t('phaseGap', { gap: formatGap(Number(gap), language) })}
      </span>
      <Progress label={t('sitingRunning')} percent={job?.progress ?? null} />
      {job && (
        <div className="row">
          <Button small testId="stop-siting" onPress={() => void stopJob(job.jobID)}>
            {t(solving ? 'sitingStopKeep' : 'jobCancel')}
          </Button>
        </div>
      )}
    </div>
  );
}
