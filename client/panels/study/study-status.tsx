import { runStudy, stopStudy } from '../../commands/run-study.ts';
import { isStudyStale } from '../../state/study-questions.ts';
import type { StudyPart } from '../../state/study-state.ts';
import { Button } from '../../ui/button.tsx';
import { StaleNote } from '../../ui/notes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { PHASE_LABELS } from '../parts/phase-labels.ts';
import { ProblemView } from '../parts/problem-view.tsx';
import { useApp, useText } from '../parts/use-app.ts';

interface Props {
  readonly parts: readonly StudyPart[];
  /** Name of the button that asks; without it nothing is offered while there is no answer. */
  readonly ask?: string;
  /** Whether it is the main action of its screen. */
  readonly primary?: boolean;
  readonly onAsk?: () => void;
  readonly testId: string;
}

/** State of a question: not asked, running with its cancel button, failed, or stale. */
export function StudyStatus({ parts, ask, primary, onAsk, testId }: Props) {
  const { t } = useText();
  const loads = useApp((state) => state.study.loads);
  const jobs = useApp((state) => state.jobs);
  const jobKeys = useApp((state) => state.jobKeys);
  const stale = useApp((state) => parts.some((part) => isStudyStale(state, part)));
  const busy = parts.filter((part) => loads[part].busy);
  const known = parts.every((part) => loads[part].value !== null);
  const problem = parts.map((part) => loads[part].problem).find((entry) => entry !== null) ?? null;
  const run = onAsk ?? (() => void Promise.all(parts.map(runStudy)));
  if (busy.length > 0) {
    const under = busy.map((part) => jobs.find((job) => jobKeys[job.jobID] === loads[part].key));
    const done = (parts.length - busy.length) * 100;
    const percent = (done + under.reduce((sum, job) => sum + (job?.progress ?? 0), 0)) / parts.length;
    const phase = under.map((job) => job?.phase && PHASE_LABELS[job.phase]).find(Boolean);
    return (
      <div className="study-busy" data-testid={`${testId}-busy`}>
        <span>{phase ? `${t('computing')} ${t(phase)}` : t('computing')}</span>
        <Button small onPress={() => stopStudy(parts)} testId={`${testId}-cancel`}>
          {t('studyCancel')}
        </Button>
        <Progress label={t('computing')} percent={percent} />
      </div>
    );
  }
  if (problem) return <ProblemView problem={problem} onRetry={run} />;
  if (stale) return <StaleNote text={t('stale')} action={t('recompute')} onAction={run} />;
  if (known || ask === undefined) return null;
  return (
    <Button kind={primary ? 'primary' : 'plain'} onPress={run} testId={testId}>
      {ask}
    </Button>
  );
}
