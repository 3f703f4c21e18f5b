import { MODEL_NAMES, TIER_NAMES } from '../../../server/contract/text/words.ts';
import { TRAVEL_MODES, type Tier, type TravelMode } from '../../../server/contract/vocabulary.ts';
import { changeSettings, changeTiers } from '../../commands/change-settings.ts';
import { formatCount } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { Check } from '../../ui/check.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Select } from '../../ui/select.tsx';
import { TierMark } from '../../ui/tier-mark.tsx';
import { NormPresets } from './norm-presets.tsx';
import { TravelDetailsSection } from './travel-details-form.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const MODE_TEXTS: Record<TravelMode, TextId> = {
  walk: 'modeWalk',
  bicycle: 'modeBicycle',
  motorcycle: 'modeMotorcycle',
  car: 'modeCar',
};

/** Settings of every analysis. */
export function SettingsBar() {
  const { t } = useText();
  const mode = useApp((state) => state.settings.mode);
  return (
    <section className="settings" aria-label={t('settings')}>
      <Segments
        label={t('mode')}
        testId="mode"
        options={TRAVEL_MODES.map((id) => ({ id, name: t(MODE_TEXTS[id]) }))}
        value={mode}
        onChange={(next) => changeSettings({ mode: next })}
      />
      <TierFilter />
      <details className="more">
        <summary>{t('more')}</summary>
        <Choices />
        <NormPresets />
        <TravelDetailsSection />
      </details>
    </section>
  );
}

/** Tiers that count; the last one cannot be left out. */
function TierFilter() {
  const { language, t } = useText();
  const tiers = useApp((state) => state.settings.tiers);
  const region = useApp((state) => state.regions.value?.find((entry) => entry.id === state.regionId));
  const present = region?.facilities.filter((entry) => entry.count > 0) ?? [];
  const chosen = tiers ?? present.map((entry) => entry.tier);
  const flip = (tier: Tier, on: boolean) => {
    const next = present.map((entry) => entry.tier).filter((id) => (id === tier ? on : chosen.includes(id)));
    changeTiers(
      next,
      present.map((entry) => entry.tier),
    );
  };
  return (
    <fieldset className="tier-filter">
      <legend className="visually-hidden">{t('tiers')}</legend>
      {present.map(({ tier, count }) => {
        const last = chosen.length === 1 && chosen[0] === tier;
        return (
          <Check
            key={tier}
            checked={chosen.includes(tier)}
            disabled={last}
            testId={`tier-${tier}`}
            onChange={(on) => flip(tier, on)}
          >
            <TierMark tier={tier} />
            <span className="tier-name">{TIER_NAMES[tier][language]}</span>
            <span className="count">{formatCount(count, language)}</span>
          </Check>
        );
      })}
    </fieldset>
  );
}

/** Season, direction, model and way of counting. */
function Choices() {
  const { language, t } = useText();
  const settings = useApp((state) => state.settings);
  return (
    <div className="more-grid">
      <Select
        label={t('season')}
        testId="season"
        options={[
          { id: 'dry', name: t('seasonDry') },
          { id: 'wet', name: t('seasonWet') },
        ]}
        value={settings.season}
        onChange={(season) => changeSettings({ season })}
      />
      <Select
        label={t('direction')}
        testId="direction"
        options={[
          { id: 'to-facility', name: t('toFacility') },
          { id: 'from-facility', name: t('fromFacility') },
        ]}
        value={settings.direction}
        onChange={(direction) => changeSettings({ direction })}
      />
      <Select
        label={t('model')}
        testId="model"
        options={[
          { id: 'hybrid', name: MODEL_NAMES.hybrid[language] },
          { id: 'straight-line', name: MODEL_NAMES['straight-line'][language] },
        ]}
        value={settings.model}
        onChange={(model) => changeSettings({ model })}
      />
      <Select
        label={t('counting')}
        testId="counting"
        options={[
          { id: 'standard', name: t('countingOwn') },
          { id: 'accessmod-5', name: t('countingCompat') },
        ]}
        value={settings.compat ? 'accessmod-5' : 'standard'}
        onChange={(counting) => changeSettings({ compat: counting === 'accessmod-5' })}
      />
    </div>
  );
}
