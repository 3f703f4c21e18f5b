import type { ReactNode } from 'react';
import { isStudyStale } from '../../state/study-questions.ts';
import type { StudyAnswers, StudyPart } from '../../state/study-state.ts';
import { StudyStatus } from './study-status.tsx';
import { useApp, useText } from '../parts/use-app.ts';

interface Props<Part extends StudyPart> {
  readonly part: Part;
  readonly children: (answer: StudyAnswers[Part]) => ReactNode;
}

/**
 * The question of its screen: its button, its state, and its answer, dimmed when stale.
 */
export function StudyResult<Part extends StudyPart>({ part, children }: Props<Part>) {
  const { t } = useText();
  const answer = useApp((state) => state.study.loads[part].value);
  const stale = useApp((state) => isStudyStale(state, part));
  return (
    <>
      <StudyStatus parts={[part]} ask={t('studyRun')} primary testId={`${part}-run`} />
      {answer && (
        <div className={stale ? 'result is-stale' : 'result'} data-testid={`${part}-result`}>
          {children(answer)}
        </div>
      )}
    </>
  );
}
