import { TIER_NAMES } from '../../../server/contract/text/words.ts';
import { changePlan } from '../../commands/change-plan.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { DEFAULT_BUDGET, MEASURES, WISHED_TIERS, type MeasureId } from '../../state/siting-plan.ts';
import { Check } from '../../ui/check.tsx';
import { NumberBox } from '../../ui/number-box.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** New sites of each tier and the time within which each must be reached. */
export function TierWishes() {
  const { language, t } = useText();
  const tiers = useApp((state) => state.plan.tiers);
  return (
    <div className="wish-table" role="group" aria-label={t('modelTiers')}>
      <span />
      <span className="label">{t('tierSites')}</span>
      <span className="label">{t('tierMinutes')}</span>
      {WISHED_TIERS.map((tier) => {
        const wish = tiers[tier];
        const name = TIER_NAMES[tier][language];
        return (
          <div className="wish-row" key={tier}>
            <span>{name}</span>
            <NumberBox
              hideLabel
              label={`${name}: ${t('tierSites')}`}
              value={wish.sites}
              least={0}
              most={50}
              testId={`tier-sites-${tier}`}
              onChange={(sites) =>
                changePlan({ tiers: { ...tiers, [tier]: { ...wish, sites: Math.round(sites) } } })
              }
            />
            <NumberBox
              hideLabel
              label={`${name}: ${t('tierMinutes')}`}
              value={wish.minutes}
              least={1}
              most={1440}
              testId={`tier-minutes-${tier}`}
              onChange={(minutes) => changePlan({ tiers: { ...tiers, [tier]: { ...wish, minutes } } })}
            />
          </div>
        );
      })}
    </div>
  );
}

export const MEASURE_TEXTS: Readonly<Record<MeasureId, TextId>> = {
  build: 'measureBuild',
  upgrade: 'measureUpgrade',
  staff: 'measureStaff',
  round: 'measureRound',
  telemedicine: 'measureTele',
};

/** Measures that the budget may pay for: cost and visits a month of each. */
export function MeasureWishes() {
  const { t } = useText();
  const { budget, currency } = useApp((state) => state.plan);
  return (
    <>
      <div className="pair-grid">
        <NumberBox
          label={t('moneyAll')}
          value={budget > 0 ? budget : DEFAULT_BUDGET}
          least={1}
          most={1e12}
          testId="measures-budget"
          onChange={(value) => changePlan({ budget: value })}
        />
        <TextField
          label={t('moneyUnit')}
          value={currency}
          testId="measures-currency"
          onChange={(unit) => changePlan({ currency: unit.slice(0, 20) })}
        />
      </div>
      <div className="wish-table" role="group" aria-label={t('modelMeasures')}>
        <span />
        <span className="label">{t('measureCost')}</span>
        <span className="label">{t('measureVisits')}</span>
        {MEASURES.map((id) => (
          <MeasureRow key={id} id={id} />
        ))}
      </div>
      <p className="hint">{t('measuresHint')}</p>
    </>
  );
}

function MeasureRow({ id }: { readonly id: MeasureId }) {
  const { t } = useText();
  const measures = useApp((state) => state.plan.measures);
  const measure = measures[id];
  const name = t(MEASURE_TEXTS[id]);
  const set = (part: Partial<typeof measure>): void =>
    changePlan({ measures: { ...measures, [id]: { ...measure, ...part } } });
  return (
    <div className="wish-row">
      <Check checked={measure.on} testId={`measure-${id}`} onChange={(on) => set({ on })}>
        {name}
      </Check>
      <NumberBox
        hideLabel
        label={`${name}: ${t('measureCost')}`}
        value={measure.cost}
        least={1}
        most={1e9}
        testId={`measure-cost-${id}`}
        onChange={(cost) => set({ cost })}
      />
      <NumberBox
        hideLabel
        label={`${name}: ${t(id === 'round' ? 'measureVisitsDay' : 'measureVisits')}`}
        value={measure.visits}
        least={1}
        most={1e6}
        testId={`measure-visits-${id}`}
        onChange={(visits) => set({ visits })}
      />
    </div>
  );
}
