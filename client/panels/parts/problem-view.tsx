import type { Problem } from '../../../server/contract/resources.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { useText } from './use-app.ts';

interface Props {
  readonly problem: Problem;
  readonly title?: string;
  readonly onRetry?: () => void;
  readonly onDismiss?: () => void;
}

/** A problem reported by the service in the reader's language, with every place it names. */
export function ProblemView({ problem, title, onRetry, onDismiss }: Props) {
  const { t } = useText();
  const detail =
    problem.code === 'offline'
      ? t('problemOffline')
      : problem.code === 'unexpected'
        ? t('problemUnexpected', { what: problem.title })
        : problem.detail || problem.title || t('jobFailed');
  return (
    <ProblemNote
      title={title ?? ''}
      detail={detail}
      places={problem.errors ?? []}
      placesTitle={t('problemPlaces')}
      actions={
        (onRetry || onDismiss) && (
          <>
            {onRetry && (
              <Button small onPress={onRetry}>
                {t('retry')}
              </Button>
            )}
            {onDismiss && (
              <Button small kind="quiet" onPress={onDismiss}>
                {t('dismiss')}
              </Button>
            )}
          </>
        )
      }
    />
  );
}
