import { changePlan } from '../../commands/change-plan.ts';
import { formatCount } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { getRegionInUse } from '../../state/questions.ts';
import { CONDITIONS, MOST_YEARS, type ConditionId, type SitingPlan } from '../../state/siting-plan.ts';
import { Check } from '../../ui/check.tsx';
import { NumberBox } from '../../ui/number-box.tsx';
import { Select } from '../../ui/select.tsx';
import { useApp, useText } from '../parts/use-app.ts';
import { SitingSection } from './siting-section.tsx';

const CONDITION_TEXTS: Readonly<Record<ConditionId, TextId>> = {
  'other-season': 'conditionWet',
  walk: 'conditionWalk',
  old: 'conditionOld',
  children: 'conditionChildren',
};

/** Sites by year, or conditions in addition to the current ones. */
export function SitingStages({ plan }: { readonly plan: SitingPlan }) {
  const { language, t } = useText();
  const settings = useApp((state) => state.settings);
  const { siteCount } = settings;
  const years = plan.years.length > 1 ? plan.years : [siteCount];
  const nameCondition = (id: ConditionId): string =>
    t(id === 'other-season' && settings.season === 'wet' ? 'conditionDry' : CONDITION_TEXTS[id]);
  const summary =
    years.length > 1
      ? t('yearsSummary', { years: formatCount(years.length, language) })
      : plan.conditions.map(nameCondition).join(t('listComma'));
  const setYears = (count: number): void =>
    changePlan({
      years:
        count < 2
          ? []
          : Array.from(
              { length: count },
              (_, i) => plan.years[i] ?? Math.max(1, Math.round(siteCount / count)),
            ),
    });
  return (
    <SitingSection title={t('stagesTitle')} summary={summary} testId="siting-stages">
      <Select
        label={t('yearsLabel')}
        options={Array.from({ length: MOST_YEARS }, (_, i) => ({
          id: `${i + 1}`,
          name: i === 0 ? t('yearsOnce') : t('yearsCount', { years: formatCount(i + 1, language) }),
        }))}
        value={`${years.length}`}
        testId="siting-years"
        onChange={(count) => setYears(Number(count))}
      />
      {years.length > 1 ? (
        <YearBoxes plan={plan} years={years} />
      ) : (
        <Conditions plan={plan} nameOf={nameCondition} />
      )}
    </SitingSection>
  );
}

/** Sites of each year. */
function YearBoxes({ plan, years }: { readonly plan: SitingPlan; readonly years: readonly number[] }) {
  const { language, t } = useText();
  return (
    <>
      <div className="year-boxes">
        {years.map((sites, year) => (
          <NumberBox
            // oxlint-disable-next-line react/no-array-index-key -- a year is its place in the list
            key={year}
            label={t('yearsYear', { year: formatCount(year + 1, language) })}
            value={sites}
            least={0}
            most={50}
            testId={`siting-year-${year + 1}`}
            onChange={(next) =>
              changePlan({ years: plan.years.map((own, i) => (i === year ? Math.round(next) : own)) })
            }
          />
        ))}
      </div>
      <p className="hint">{t('yearsHint')}</p>
    </>
  );
}

/** Further conditions that the sites must satisfy, limited to those the region has data for. */
function Conditions({
  plan,
  nameOf,
}: {
  readonly plan: SitingPlan;
  readonly nameOf: (id: ConditionId) => string;
}) {
  const { t } = useText();
  const mode = useApp((state) => state.settings.mode);
  const hasAges = useApp((state) => (getRegionInUse(state)?.ageBands.length ?? 0) > 0);
  const offered = CONDITIONS.filter((id) =>
    id === 'walk' ? mode !== 'walk' : id === 'other-season' || hasAges,
  );
  return (
    <fieldset className="condition-checks">
      <legend className="label">{t('conditionsLabel')}</legend>
      {offered.map((id) => (
        <Check
          key={id}
          checked={plan.conditions.includes(id)}
          testId={`condition-${id}`}
          onChange={(on) =>
            changePlan({
              conditions: CONDITIONS.filter((other) => (other === id ? on : plan.conditions.includes(other))),
            })
          }
        >
          {nameOf(id)}
        </Check>
      ))}
      <p className="hint">{t('conditionsHint')}</p>
    </fieldset>
  );
}
