import { Switch } from 'react-aria-components';
import { IntervalChart } from '../../charts/interval-chart.tsx';
import { changeChoices, switchHowSure } from '../../commands/change-study.ts';
import { formatCount, formatPeople, formatPercent } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { findCutoff } from '../../state/derived.ts';
import { isStudyStale } from '../../state/study-questions.ts';
import { DRAW_CHOICES } from '../../state/study-state.ts';
import { NumberBox } from '../../ui/number-box.tsx';
import { Select } from '../../ui/select.tsx';
import { StudyStatus } from '../study/study-status.tsx';
import { useApp, useText } from '../parts/use-app.ts';

type Spread = 'speedPercent' | 'classPercent' | 'peoplePercent' | 'closedPercent';
const SPREADS: readonly (readonly [Spread, TextId, number])[] = [
  ['speedPercent', 'sureSpeed', 60],
  ['classPercent', 'sureClass', 60],
  ['peoplePercent', 'surePeopleSpread', 60],
  ['closedPercent', 'sureClosed', 100],
];

/** The switch of the uncertainty analysis and its result: the range of the figure. */
export function UncertaintySection() {
  const { language, t } = useText();
  const on = useApp((state) => state.study.howSure);
  const draws = useApp((state) => state.study.choices.draws);
  return (
    <div className="sure">
      <Switch className="switch" isSelected={on} onChange={switchHowSure} data-testid="how-sure">
        <span className="switch-track" aria-hidden="true" />
        {t('sureSwitch')}
      </Switch>
      {on && (
        <div className="sure-body">
          <p className="hint">{t('sureHint', { draws: formatCount(draws, language) })}</p>
          <StudyStatus parts={['uncertainty']} ask={t('studyRun')} testId="sure-run" />
          <Range />
          <Assumptions />
        </div>
      )}
    </div>
  );
}

function Range() {
  const { language, t } = useText();
  const answer = useApp((state) => state.study.loads.uncertainty.value);
  const stale = useApp((state) => isStudyStale(state, 'uncertainty'));
  const compat = useApp((state) => state.settings.compat);
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  const row = answer?.uncertainty?.cutoffs.find((entry) => entry.cutoffMinutes === minutes);
  const percent = row?.percent;
  if (!answer || !row || !percent) return null;
  const single = findCutoff(answer.cutoffs, row.cutoffMinutes)?.percent ?? percent.p50;
  const show = (value: number) => formatPercent(value, language);
  const people = (value: number) => formatPeople(value, language);
  const range = { low: show(percent.p10), middle: show(percent.p50), high: show(percent.p90) };
  return (
    <div className={stale ? 'is-stale' : ''} data-testid="sure-range">
      <p className="sure-range">{t('sureRange', range)}</p>
      <p className="hint">
        {t('surePeople', {
          low: people(row.covered.p10),
          middle: people(row.covered.p50),
          high: people(row.covered.p90),
        })}
      </p>
      <IntervalChart
        low={percent.p10}
        middle={percent.p50}
        high={percent.p90}
        single={single}
        singleName={t('sureSingle')}
        format={show}
        summary={t('sureChart', { ...range, now: show(single) })}
      />
      {!stale && <p className="hint">{t('sureMap')}</p>}
      {compat && <p className="hint">{t('sureNotCompat')}</p>}
    </div>
  );
}

/** What is varied and by how much; a change makes the range stale. */
function Assumptions() {
  const { language, t } = useText();
  const choices = useApp((state) => state.study.choices);
  const lines = useApp((state) => state.settings.model === 'straight-line');
  return (
    <details className="more">
      <summary>{t('sureAssume')}</summary>
      <div className="pair-grid">
        <Select
          label={t('sureDraws')}
          options={DRAW_CHOICES.map((count) => ({ id: `${count}`, name: formatCount(count, language) }))}
          value={`${choices.draws}`}
          testId="sure-draws"
          onChange={(count) => changeChoices({ draws: Number(count) })}
        />
        {SPREADS.filter(([id]) => !(lines && id === 'classPercent')).map(([id, name, most]) => (
          <NumberBox
            key={id}
            label={t(name)}
            value={choices[id]}
            least={0}
            most={most}
            testId={id}
            onChange={(value) => changeChoices({ [id]: value })}
          />
        ))}
      </div>
    </details>
  );
}
