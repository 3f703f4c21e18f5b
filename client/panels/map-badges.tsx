import { runCoverage } from '../commands/run-coverage.ts';
import { isStale } from '../state/load.ts';
import { askCoverage, getRegionInUse, keyOf } from '../state/questions.ts';
import { Button } from '../ui/button.tsx';
import { useApp, useText } from './use-app.ts';

/** What must be said on the map itself: that its colours are of earlier settings, that its land is invented. */
export function MapBadges() {
  const { t } = useText();
  const synthetic = useApp((state) => getRegionInUse(state)?.synthetic ?? false);
  const busy = useApp((state) => state.coverage.busy);
  const stale = useApp(
    (state) =>
      (state.layers.time || state.layers.uncovered) && isStale(state.coverage, keyOf(askCoverage(state))),
  );
  return (
    <>
      {stale && (
        <div className="map-stale" data-testid="map-stale">
          {busy ? t('computing') : t('mapStale')}
          {!busy && (
            <Button small onPress={() => void runCoverage()}>
              {t('recompute')}
            </Button>
          )}
        </div>
      )}
      {synthetic && <p className="map-synthetic">{t('mapSynthetic')}</p>}
    </>
  );
}
