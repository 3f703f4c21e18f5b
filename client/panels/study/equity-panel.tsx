import type { EquityAnswer } from '../../../server/contract/processes.ts';
import { LorenzCurve } from '../../charts/lorenz-curve.tsx';
import { SharesBar } from '../../charts/shares-bar.tsx';
import { changeChoices } from '../../commands/change-study.ts';
import {
  formatDecimal,
  formatMinutes,
  formatPeople,
  formatPercent,
  formatSignificant,
} from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { shareOfPoorerHalf } from '../../state/equity-readings.ts';
import { listIndicators, pickIndicator } from '../../state/study-questions.ts';
import { EQUITY_CHOICES } from '../../state/study-state.ts';
import { Select } from '../../ui/select.tsx';
import { AnswerNotes } from '../parts/answer-notes.tsx';
import { SUPPLIES } from './score-panel.tsx';
import { StudyResult } from './study-result.tsx';
import { useApp, useText } from '../parts/use-app.ts';
import { ZoneSortTable } from '../parts/zone-sort-table.tsx';

const INDICATORS: Record<(typeof EQUITY_CHOICES)[number], TextId> = {
  ...SUPPLIES,
  minutes: 'indicatorMinutes',
  'access-score': 'indicatorScore',
};
const READINGS: Record<NonNullable<EquityAnswer['gini']['reading']>, TextId> = {
  equal: 'giniEqual',
  fair: 'giniFair',
  reasonable: 'giniReasonable',
  large: 'giniLarge',
  alarming: 'giniAlarming',
};
const GROUPS: Readonly<Record<string, TextId>> = { urban: 'groupUrban', rural: 'groupRural' };

/** How evenly zones share a resource. */
export function EquityPanel() {
  const { t } = useText();
  const indicator = useApp(pickIndicator);
  const offered = useApp((state) => listIndicators(state).join(' '));
  return (
    <>
      <p className="intro">{t('equityIntro')}</p>
      <Select
        label={t('equityIndicator')}
        testId="equity-indicator"
        options={EQUITY_CHOICES.filter((id) => offered.split(' ').includes(id)).map((id) => ({
          id,
          name: t(INDICATORS[id]),
        }))}
        value={indicator}
        onChange={(next) => changeChoices({ indicator: next })}
      />
      <StudyResult part="equity">
        {(answer) =>
          answer.zoneCount > 1 ? <Result answer={answer} /> : <p className="note">{t('equityOneZone')}</p>
        }
      </StudyResult>
    </>
  );
}

function Result({ answer }: { readonly answer: EquityAnswer }) {
  const { t } = useText();
  const { theil, concentration } = answer;
  return (
    <>
      <Headline answer={answer} />
      <section data-testid="theil">
        <h3>{t('theilHead')}</h3>
        {theil.t && theil.by ? <Theil part={theil.t} /> : <p className="hint">{t('theilNone')}</p>}
      </section>
      <Concentration concentration={concentration} />
      <Zones answer={answer} />
      <AnswerNotes notes={answer.notes} />
    </>
  );
}

/** Gini, what it means, and the curve it comes from. */
function Headline({ answer }: { readonly answer: EquityAnswer }) {
  const { language, t } = useText();
  const { gini, concentration } = answer;
  const index = (value: number | null) => (value === null ? '—' : formatDecimal(value, 3, language));
  const known = EQUITY_CHOICES.find((id) => id === answer.indicator);
  const what = known ? t(INDICATORS[known]) : answer.indicator;
  const share = formatPercent(shareOfPoorerHalf(answer.lorenz) * 100, language);
  return (
    <section className="headline">
      <h2>{t('equityGini')}</h2>
      <p className="huge" data-testid="gini">
        {index(gini.byPeople)}
      </p>
      <p className="denominator">
        {gini.reading && <b>{t(READINGS[gini.reading])}</b>}
        {gini.byArea !== null && <span>{t('giniArea', { value: index(gini.byArea) })}</span>}
      </p>
      {answer.lorenz.people.length > 1 && (
        <>
          <LorenzCurve
            curve={answer.lorenz}
            name={t('lorenzLine')}
            second={concentration ? { curve: concentration.curve, name: t('concentrationLine') } : null}
            evenName={t('lorenzEven')}
            xName={t('lorenzX')}
            yName={t('lorenzY')}
            summary={t('lorenzChart', { share, gini: index(gini.byPeople) })}
          />
          {answer.indicator !== 'minutes' && <p className="remark">{t('equityReading', { share, what })}</p>}
        </>
      )}
      {answer.outsideZones > 0 && (
        <p className="hint">{t('equityLeft', { people: formatPeople(answer.outsideZones, language) })}</p>
      )}
    </section>
  );
}

/** Whether richer or poorer zones have more. */
function Concentration({ concentration }: Pick<EquityAnswer, 'concentration'>) {
  const { language, t } = useText();
  return (
    <section data-testid="concentration">
      <h3>{t('concentrationHead')}</h3>
      {concentration ? (
        <p className="remark">
          {t(
            Math.abs(concentration.index) < 0.02
              ? 'concentrationEven'
              : concentration.index > 0
                ? 'concentrationRich'
                : 'concentrationPoor',
            { index: formatDecimal(concentration.index, 3, language) },
          )}
        </p>
      ) : (
        <p className="hint">{t('concentrationNone')}</p>
      )}
    </section>
  );
}

function Theil({ part }: { readonly part: NonNullable<EquityAnswer['theil']['t']> }) {
  const { language, t } = useText();
  const total = part.total || 1;
  const row = (id: string, name: string, value: number, colour: string) => ({
    id,
    name,
    value: Math.max(0, value),
    valueText: formatDecimal(value, 3, language),
    percentText: formatPercent((value / total) * 100, language),
    colour,
  });
  return (
    <>
      <p className="hint">{t('theilText', { total: formatDecimal(part.total, 3, language) })}</p>
      <SharesBar
        shares={[
          row('within', t('theilWithin'), part.within, '#7b9cb5'),
          row('between', t('theilBetween'), part.between, '#b8742a'),
        ]}
      />
      <ul className="remarks">
        {part.groups.map((group) => {
          const name = GROUPS[group.group];
          return (
            <li key={group.group}>
              {t('theilShares', {
                group: name ? t(name) : group.group,
                people: formatPercent(group.populationShare * 100, language),
                resource: formatPercent(group.resourceShare * 100, language),
              })}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Zones({ answer }: { readonly answer: EquityAnswer }) {
  const { language, t } = useText();
  const counted = answer.unit === 'per-1000-people';
  const show = (value: number | null) =>
    value === null
      ? '—'
      : answer.unit === 'minutes'
        ? formatMinutes(value, language)
        : formatSignificant(value, language);
  type Zone = EquityAnswer['zones'][number];
  const value = {
    id: 'value',
    title: counted ? t('equityPer1000') : t('scoreValue'),
    value: (zone: Zone) => zone.value,
    cell: (zone: Zone) => show(zone.value),
  };
  const agglomeration = {
    id: 'hrad',
    title: t('equityHradPad'),
    value: (zone: Zone) => zone.hradOverPad,
    cell: (zone: Zone) => (zone.hradOverPad === null ? '—' : formatSignificant(zone.hradOverPad, language)),
  };
  return (
    <ZoneSortTable
      zones={answer.zones}
      people={(zone) => zone.people}
      columns={counted ? [value, agglomeration] : [value]}
      sortBy="value"
      up={answer.higherIsBetter}
      label={t('equityZones')}
      hint={counted ? t('equityHradHint') : null}
      testId="equity-row"
    />
  );
}
