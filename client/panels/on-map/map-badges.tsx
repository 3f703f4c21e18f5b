import { openTab } from '../../commands/change-settings.ts';
import { selectFinding } from '../../commands/load-quality.ts';
import { runCoverage } from '../../commands/run-coverage.ts';
import { isStale } from '../../state/load.ts';
import { askCoverage, getRegionInUse, keyOf } from '../../state/questions.ts';
import { Button } from '../../ui/button.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/**
 * Notes on the map itself: colours of earlier settings, synthetic data.
 */
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
      <EdgeBadge />
      {synthetic && <p className="map-synthetic">{t('mapSynthetic')}</p>}
    </>
  );
}

/** Where layers stop at the border, people near it may look worse off than they are. */
function EdgeBadge() {
  const { t } = useText();
  const finding = useApp((state) =>
    state.intake.quality.value?.region === state.regionId
      ? state.intake.quality.value?.findings.find((entry) => entry.code === 'data-stops-at-border')
      : undefined,
  );
  const shown = useApp((state) => state.tab === 'data');
  if (!finding || shown) return null;
  return (
    <div className="map-edge" data-testid="edge-warning">
      {t('edgeWarning')}
      <Button
        small
        onPress={() => {
          openTab('data');
          selectFinding(finding.index);
        }}
      >
        {t('edgeShow')}
      </Button>
    </div>
  );
}
