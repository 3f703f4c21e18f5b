import { applyCorrections } from '../../commands/correct-facilities.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** Pending decisions about rows, or why none can be made. */
export function DataCorrections() {
  const { t } = useText();
  const quality = useApp((state) => state.intake.quality.value);
  const corrections = useApp((state) => state.intake.corrections);
  const { busy, problem } = useApp((state) => state.intake.start);
  const count = Object.keys(corrections).length;
  if (!quality) return null;
  return (
    <>
      {quality.import === null && <p className="hint">{t('dataNoFiles')}</p>}
      {count > 0 && (
        <div className="note stale" data-testid="corrections">
          <span>{t('dataPending', { count: `${count}` })}</span>
          <Button
            small
            kind="primary"
            disabled={busy}
            testId="apply-corrections"
            onPress={() => void applyCorrections()}
          >
            {t('dataApply')}
          </Button>
        </div>
      )}
      {problem && <ProblemView problem={problem} title={t('importProblem')} />}
    </>
  );
}
