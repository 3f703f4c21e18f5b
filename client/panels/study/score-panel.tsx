import type { AccessScoreAnswer } from '../../../server/contract/processes.ts';
import { changeChoices } from '../../commands/change-study.ts';
import { formatCount, formatPeople, formatPercent, formatSignificant } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { pickSupply } from '../../state/study-questions.ts';
import { SCORE_CHOICES, SUPPLY_CHOICES } from '../../state/study-state.ts';
import { Select } from '../../ui/select.tsx';
import { AnswerNotes } from '../parts/answer-notes.tsx';
import { StudyResult } from './study-result.tsx';
import { useApp, useText } from '../parts/use-app.ts';
import { ZoneSortTable } from '../parts/zone-sort-table.tsx';

const METHODS: Record<(typeof SCORE_CHOICES)[number], TextId> = {
  e2sfca: 'methodE2sfca',
  '2sfca': 'method2sfca',
  kd2sfca: 'methodKd2sfca',
  raam: 'methodRaam',
  hansen: 'methodHansen',
  cumulative: 'methodCumulative',
};
export const SUPPLIES: Record<(typeof SUPPLY_CHOICES)[number], TextId> = {
  doctors: 'supplyDoctors',
  nurses: 'supplyNurses',
  beds: 'supplyBeds',
  facilities: 'supplyFacilities',
};

/** Access score: supply for each person, by cell on the map and by zone in the table. */
export function ScorePanel() {
  const { t } = useText();
  const choices = useApp((state) => state.study.choices);
  const supplies = useApp((state) => state.study.fields.supplies);
  const supply = useApp(pickSupply);
  return (
    <>
      <p className="intro">{t('scoreIntro')}</p>
      <div className="pair-grid">
        <Select
          label={t('scoreMethod')}
          testId="score-method"
          options={SCORE_CHOICES.map((id) => ({ id, name: t(METHODS[id]) }))}
          value={choices.method}
          onChange={(method) => changeChoices({ method })}
        />
        <Select
          label={t('scoreSupply')}
          testId="score-supply"
          options={SUPPLY_CHOICES.filter((id) => supplies.includes(id)).map((id) => ({
            id,
            name: t(SUPPLIES[id]),
          }))}
          value={supply}
          onChange={(next) => changeChoices({ supply: next })}
        />
      </div>
      <StudyResult part="score">{(answer) => <Result answer={answer} />}</StudyResult>
    </>
  );
}

function Result({ answer }: { readonly answer: AccessScoreAnswer }) {
  const { language, t } = useText();
  const perThousand = answer.unit === 'supply-per-person';
  const show = (value: number | null) =>
    value === null ? '—' : formatSignificant(perThousand ? value * 1000 : value, language);
  const supply = SUPPLY_CHOICES.find((id) => id === answer.supply.column);
  const isCost = answer.unit === 'cost';
  return (
    <>
      <section className="headline">
        <h2>
          {perThousand
            ? t('scoreMean', { supply: supply ? t(SUPPLIES[supply]) : answer.supply.column })
            : t('scoreMeanPlain')}
        </h2>
        <p className="huge" data-testid="score-mean">
          {show(answer.mean)}
        </p>
        <p className="remark">
          {t(isCost ? 'scoreSpreadCost' : 'scoreSpread', { low: show(answer.p10), high: show(answer.p90) })}
        </p>
        <p className="remark" data-testid="score-without">
          {t(isCost ? 'scoreWithoutCost' : 'scoreWithout', {
            people: formatPeople(answer.without.people, language),
            percent: formatPercent(answer.without.percent, language),
            minutes: `${answer.cutoffMinutes}`,
          })}
        </p>
        {isCost && <p className="hint">{t('scoreCost')}</p>}
        {answer.supply.missing > 0 && (
          <p className="hint">{t('scoreMissing', { count: formatCount(answer.supply.missing, language) })}</p>
        )}
      </section>
      {answer.zones.length > 0 && <Zones answer={answer} show={show} />}
      <AnswerNotes notes={answer.notes} />
    </>
  );
}

/** Zones by their score against the mean, the worst first. */
function Zones({
  answer,
  show,
}: {
  readonly answer: AccessScoreAnswer;
  readonly show: (value: number | null) => string;
}) {
  const { language, t } = useText();
  const isCost = answer.unit === 'cost';
  return (
    <ZoneSortTable
      zones={answer.zones}
      people={(zone) => zone.total}
      columns={[
        {
          id: 'score',
          title: t('scoreValue'),
          value: (zone) => zone.mean,
          cell: (zone) => show(zone.mean),
        },
        {
          id: 'ratio',
          title: t('scoreRatio'),
          value: (zone) => zone.ratio,
          cell: (zone) => (zone.ratio === null ? '—' : `×${formatSignificant(zone.ratio, language)}`),
        },
      ]}
      sortBy="ratio"
      up={!isCost}
      label={t('scoreZones')}
      hint={t(isCost ? 'scoreZonesHintCost' : 'scoreZonesHint')}
      testId="score-row"
    />
  );
}
