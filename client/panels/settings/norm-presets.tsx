import { MODE_NAMES, TIER_NAMES } from '../../../server/contract/text/words.ts';
import { applyNorm } from '../../commands/change-study.ts';
import { listNormPresets } from '../../state/study-questions.ts';
import { store } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { TierMark } from '../../ui/tier-mark.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** Cut-offs by tier as set by norms, one button each. */
export function NormPresets() {
  const { language, t } = useText();
  // Inputs of the list; subscribed to, so that the buttons are updated.
  useApp((state) => state.study.choices.tierMinutes);
  useApp((state) => state.regions.value);
  useApp((state) => state.regionId);
  const presets = listNormPresets(store.getState());
  if (presets.length === 0) return null;
  return (
    <div className="presets" role="group" aria-label={t('norms')}>
      <span className="group-label">{t('norms')}</span>
      {presets.map((preset) => (
        <Button
          key={preset.tier}
          small
          label={t('normPreset', {
            tier: TIER_NAMES[preset.tier][language],
            mode: MODE_NAMES[preset.mode][language],
            minutes: `${preset.minutes}`,
          })}
          testId={`norm-${preset.tier}`}
          onPress={() => applyNorm(preset)}
        >
          <TierMark tier={preset.tier} />
          {t('minutesValue', { minutes: `${preset.minutes}` })}
        </Button>
      ))}
    </div>
  );
}
