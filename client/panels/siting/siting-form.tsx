import type { ReactNode } from 'react';
import { Button as AriaButton, Group, Input, Label, NumberField } from 'react-aria-components';
import { SITING_MODELS, type SitingModel } from '../../../server/contract/vocabulary.ts';
import { changePlan } from '../../commands/change-plan.ts';
import { changeSettings } from '../../commands/change-settings.ts';
import { suggestSites } from '../../commands/suggest-sites.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { twistOf } from '../../state/siting-plan.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';
import { SitingCandidates } from './siting-candidates.tsx';
import { SitingMore } from './siting-more.tsx';
import { MeasureWishes, TierWishes } from './siting-wishes.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const NAMES: Record<SitingModel, TextId> = {
  mclp: 'modelMclp',
  lscp: 'modelLscp',
  backup: 'modelBackup',
  'p-median': 'modelPMedian',
  'p-center': 'modelPCenter',
  'p-dispersion': 'modelPDispersion',
  hierarchical: 'modelTiers',
  interventions: 'modelMeasures',
};
const HINTS: Record<SitingModel, TextId> = {
  mclp: 'modelMclpHint',
  lscp: 'modelLscpHint',
  backup: 'modelBackupHint',
  'p-median': 'modelPMedianHint',
  'p-center': 'modelPCenterHint',
  'p-dispersion': 'modelPDispersionHint',
  hierarchical: 'modelTiersHint',
  interventions: 'modelMeasuresHint',
};

/** The goal of new sites, their number, and where they may be placed. */
export function SitingForm({ busy, children }: { readonly busy: boolean; readonly children: ReactNode }) {
  const { t } = useText();
  const model = useApp((state) => state.plan.model);
  const { cutoffMinutes } = useApp((state) => state.settings);
  return (
    <>
      <Select
        label={t('sitingGoal')}
        options={SITING_MODELS.map((id) => ({ id, name: t(NAMES[id]) }))}
        value={model}
        testId="siting-model"
        onChange={(id) => changePlan({ model: id })}
      />
      <p className="hint">{t(HINTS[model])}</p>
      {model === 'hierarchical' && <TierWishes />}
      {model === 'interventions' && <MeasureWishes />}
      <div className="siting-form">
        <Amount />
        <Button
          kind="primary"
          icon="pin"
          disabled={busy}
          onPress={() => void suggestSites()}
          testId="suggest-sites"
        >
          {t('sitingRun')}
        </Button>
      </div>
      {children}
      {model !== 'hierarchical' && (
        <p className="hint">{t('sitingCutoff', { minutes: `${cutoffMinutes}` })}</p>
      )}
      <div className="siting-sections">
        <SitingMore />
        <SitingCandidates />
      </div>
    </>
  );
}

/** How many sites, or the share of people to be covered. */
function Amount() {
  const { t } = useText();
  const plan = useApp((state) => state.plan);
  const siteCount = useApp((state) => state.settings.siteCount);
  const { model } = plan;
  // With years or a budget the number of sites follows from those.
  const counted =
    !['hierarchical', 'interventions'].includes(model) && !['years', 'budget'].includes(twistOf(plan));
  return model === 'lscp' ? (
    <Stepper
      label={t('sitingTarget')}
      value={plan.targetPercent}
      most={100}
      testId="target-percent"
      onChange={(targetPercent) => changePlan({ targetPercent })}
    />
  ) : (
    counted && (
      <Stepper
        label={t('sitingCount')}
        value={siteCount}
        most={50}
        testId="site-count"
        onChange={(value) => changeSettings({ siteCount: value })}
      />
    )
  );
}

function Stepper({
  label,
  value,
  most,
  testId,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly testId: string;
  readonly onChange: (value: number) => void;
}) {
  return (
    <NumberField
      className="field number"
      value={value}
      minValue={1}
      maxValue={most}
      onChange={(next) => Number.isInteger(next) && onChange(next)}
    >
      <Label className="label">{label}</Label>
      <Group className="stepper">
        <AriaButton slot="decrement">
          <Icon name="minus" />
        </AriaButton>
        <Input data-testid={testId} />
        <AriaButton slot="increment">
          <Icon name="plus" />
        </AriaButton>
      </Group>
    </NumberField>
  );
}
