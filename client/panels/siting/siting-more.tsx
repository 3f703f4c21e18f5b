import { changePlan } from '../../commands/change-plan.ts';
import { formatCount } from '../../i18n/format.ts';
import { canBeJudged, twistOf, type SitingPlan } from '../../state/siting-plan.ts';
import { Check } from '../../ui/check.tsx';
import { NumberBox } from '../../ui/number-box.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SitingSection } from './siting-section.tsx';
import { SitingStages } from './siting-stages.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const MOST_MONEY = 1e12;

/** Costs, existing facilities and stages: closed sections, each shown where the model uses it. */
export function SitingMore() {
  const { t } = useText();
  const plan = useApp((state) => state.plan);
  return (
    <>
      {plan.model === 'mclp' && <SitingStages plan={plan} />}
      {plan.model !== 'interventions' && <Money plan={plan} />}
      {plan.model !== 'interventions' && <Present plan={plan} />}
      {canBeJudged(plan) && (
        <Check
          checked={plan.howSure}
          testId="siting-how-sure"
          onChange={(howSure) => changePlan({ howSure })}
        >
          {t('sitingHowSure')}
        </Check>
      )}
    </>
  );
}

function Money({ plan }: { readonly plan: SitingPlan }) {
  const { language, t } = useText();
  const twist = twistOf(plan);
  const byMoney = plan.model === 'mclp' && (twist === 'none' || twist === 'budget');
  const unit = plan.currency.trim();
  const money = (value: number) => [formatCount(value, language), unit].filter(Boolean).join(' ');
  const summary =
    twist === 'budget'
      ? t('moneySummaryBudget', { budget: money(plan.budget) })
      : plan.siteCost > 0
        ? t('moneySummary', { cost: money(plan.siteCost) })
        : '';
  return (
    <SitingSection title={t('moneyTitle')} summary={summary} testId="siting-money">
      <div className="pair-grid">
        <NumberBox
          label={t('moneyCost')}
          value={plan.siteCost}
          least={0}
          most={MOST_MONEY}
          testId="site-cost"
          onChange={(siteCost) => changePlan({ siteCost })}
        />
        <TextField
          label={t('moneyUnit')}
          value={plan.currency}
          testId="site-currency"
          onChange={(currency) => changePlan({ currency: currency.slice(0, 20) })}
        />
        {byMoney && plan.siteCost > 0 && (
          <NumberBox
            label={t('moneyBudget')}
            value={plan.budget}
            least={0}
            most={MOST_MONEY}
            testId="site-budget"
            onChange={(budget) => changePlan({ budget })}
          />
        )}
      </div>
      <p className="hint">{t(byMoney ? 'moneyHintBudget' : 'moneyHint')}</p>
    </SitingSection>
  );
}

function Present({ plan }: { readonly plan: SitingPlan }) {
  const { language, t } = useText();
  const twist = twistOf(plan);
  const mayClose = plan.model === 'mclp' && !['years', 'conditions'].includes(twist);
  const hasRoom = plan.model === 'p-median' || (mayClose && twist !== 'moves');
  const choices: readonly { readonly id: SitingPlan['existing']; readonly name: string }[] = [
    { id: 'fixed', name: t('existingFixed') },
    { id: 'excluded', name: t('existingExcluded') },
    ...(mayClose ? [{ id: 'may-close' as const, name: t('existingMayClose') }] : []),
  ];
  const chosen = choices.find(({ id }) => id === plan.existing)?.id ?? 'fixed';
  const summary = [
    chosen === 'fixed' ? '' : choices.find(({ id }) => id === chosen)!.name,
    hasRoom && plan.siteCapacity > 0
      ? t('roomSummary', { people: formatCount(plan.siteCapacity, language) })
      : '',
    plan.doctors > 0 ? t('doctorsSummary', { count: formatCount(plan.doctors, language) }) : '',
  ];
  return (
    <SitingSection
      title={t('presentTitle')}
      summary={summary.filter(Boolean).join(t('listComma'))}
      testId="siting-present"
    >
      <Select
        label={t('existingLabel')}
        options={choices}
        value={chosen}
        testId="siting-existing"
        onChange={(existing) => changePlan({ existing })}
      />
      <PresentNumbers plan={plan} mayClose={chosen === 'may-close'} hasRoom={hasRoom} />
      <p className="hint">{t(chosen === 'may-close' ? 'existingMovesHint' : 'presentHint')}</p>
    </SitingSection>
  );
}

function PresentNumbers({
  plan,
  mayClose,
  hasRoom,
}: {
  readonly plan: SitingPlan;
  readonly mayClose: boolean;
  readonly hasRoom: boolean;
}) {
  const { t } = useText();
  return (
    <div className="pair-grid">
      {mayClose && (
        <NumberBox
          label={t('existingClosures')}
          value={plan.closures}
          least={1}
          most={50}
          testId="siting-closures"
          onChange={(closures) => changePlan({ closures: Math.round(closures) })}
        />
      )}
      {hasRoom && (
        <NumberBox
          label={t('roomLabel')}
          value={plan.siteCapacity}
          least={0}
          most={10_000_000}
          testId="siting-room"
          onChange={(siteCapacity) => changePlan({ siteCapacity })}
        />
      )}
      <NumberBox
        label={t('doctorsLabel')}
        value={plan.doctors}
        least={0}
        most={100_000}
        testId="siting-doctors"
        onChange={(doctors) => changePlan({ doctors })}
      />
    </div>
  );
}
