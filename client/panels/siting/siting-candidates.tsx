import { changePlan } from '../../commands/change-plan.ts';
import { countCandidates, hideCandidates } from '../../commands/count-candidates.ts';
import { formatCount, formatMeters, formatPeople } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { isStale } from '../../state/load.ts';
import { askCandidates, getRegionInUse, keyOf } from '../../state/questions.ts';
import { leastSpacing, ROAD_DISTANCES, SPACINGS } from '../../state/siting-plan.ts';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/check.tsx';
import { NumberBox } from '../../ui/number-box.tsx';
import { Select } from '../../ui/select.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { SitingSection } from './siting-section.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const RULES: Readonly<Record<string, TextId | undefined>> = {
  barrier: 'ruleBarrier',
  minimumPeople: 'rulePeople',
  insideZones: 'ruleZones',
  maximumRoadMeters: 'ruleRoad',
  spacingMeters: 'ruleSpacing',
};

/** Rules for candidate sites; the candidates that remain are counted and shown before solving. */
export function SitingCandidates() {
  const { language, t } = useText();
  const plan = useApp((state) => state.plan);
  const hasZones = useApp((state) => (getRegionInUse(state)?.zoneLayers.length ?? 0) > 0);
  const least = leastSpacing(plan);
  const metres = (value: number, none: TextId) => ({
    id: `${value}`,
    name: value === 0 ? t(none) : formatMeters(value, language),
  });
  return (
    <div className="candidate-rules">
      <SitingSection title={t('candidatesTitle')} testId="candidate-rules">
        {hasZones && (
          <Check
            checked={plan.insideZones}
            testId="rule-zones"
            onChange={(insideZones) => changePlan({ insideZones })}
          >
            {t('candidatesZones')}
          </Check>
        )}
        <Select
          label={t('candidatesSpacing')}
          options={SPACINGS.filter((value) => value >= least).map((value) =>
            metres(value, 'candidatesAnyCell'),
          )}
          value={`${Math.max(plan.spacingMeters, least)}`}
          testId="rule-spacing"
          onChange={(id) => changePlan({ spacingMeters: Number(id) })}
        />
        <Select
          label={t('candidatesRoad')}
          options={ROAD_DISTANCES.map((value) => metres(value, 'candidatesNoRule'))}
          value={`${plan.maximumRoadMeters}`}
          testId="rule-road"
          onChange={(id) => changePlan({ maximumRoadMeters: Number(id) })}
        />
        <NumberBox
          label={t('candidatesPeople')}
          value={plan.minimumPeople}
          least={0}
          most={1_000_000}
          testId="rule-people"
          onChange={(minimumPeople) => changePlan({ minimumPeople })}
        />
        {least > 0 && (
          <p className="hint">{t('candidatesWide', { spacing: formatMeters(least, language) })}</p>
        )}
      </SitingSection>
      <CandidateCount />
    </div>
  );
}

function CandidateCount() {
  const { language, t } = useText();
  const load = useApp((state) => state.candidates);
  const stale = useApp((state) => isStale(state.candidates, keyOf(askCandidates(state))));
  const answer = load.value;
  const count = (value: number) => formatCount(value, language);
  return (
    <div className={stale ? 'candidate-count is-stale' : 'candidate-count'} aria-live="polite">
      {answer ? (
        <>
          <p data-testid="candidate-count">
            {t('candidatesCount', {
              count: count(answer.count),
              considered: count(answer.considered),
              people: formatPeople(answer.people, language),
            })}
            {answer.shown < answer.count && ` ${t('candidatesShown', { shown: count(answer.shown) })}`}
          </p>
          {answer.dropped.length > 0 && (
            <p className="hint">
              {answer.dropped
                .map(({ rule, count: dropped }) => {
                  const text = RULES[rule];
                  return t('candidatesDropped', { rule: text ? t(text) : rule, count: count(dropped) });
                })
                .join(t('listComma'))}
            </p>
          )}
        </>
      ) : null}
      {load.problem && <ProblemView problem={load.problem} />}
      <div className="row-of-buttons">
        {(!answer || stale) && (
          <Button small disabled={load.busy} testId="count-candidates" onPress={() => void countCandidates()}>
            {t('candidatesShow')}
          </Button>
        )}
        {answer && (
          <Button small kind="quiet" testId="hide-candidates" onPress={hideCandidates}>
            {t('candidatesHide')}
          </Button>
        )}
      </div>
    </div>
  );
}
