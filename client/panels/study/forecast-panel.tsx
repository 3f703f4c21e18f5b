import { describeSource } from '../../../server/contract/text/norm-source.ts';
import { marksOf } from '../../../server/contract/languages.ts';
import type { DemandForecastAnswer } from '../../../server/contract/processes.ts';
import { AGE_NAMES } from '../../../server/contract/text/words.ts';
import { AGE_BANDS, type Language } from '../../../server/contract/vocabulary.ts';
import { changeChoices } from '../../commands/change-study.ts';
import { formatCount, formatPeople, formatPercent, formatSignificant } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { pickForecastMethod } from '../../state/study-questions.ts';
import { getRegionInUse } from '../../state/questions.ts';
import { NumberBox } from '../../ui/number-box.tsx';
import { Select } from '../../ui/select.tsx';
import { AnswerNotes } from '../parts/answer-notes.tsx';
import { StudyResult } from './study-result.tsx';
import { useApp, useText } from '../parts/use-app.ts';
import { ZoneSortTable } from '../parts/zone-sort-table.tsx';

const POSTS = ['doctors', 'doctorsByVisits', 'gps', 'nurses', 'beds'] as const;
const POST_TEXTS: Record<(typeof POSTS)[number], TextId> = {
  doctors: 'postDoctors',
  doctorsByVisits: 'postDoctorsByVisits',
  gps: 'postGps',
  nurses: 'postNurses',
  beds: 'postBeds',
};
const NORM_TEXTS: Readonly<Record<string, TextId>> = {
  birthsPer1000Adults: 'forecastBirths',
  deathsPer1000: 'normDeaths',
  visitsPerPerson: 'forecastVisits',
  visitsIndex: 'normIndex',
  visitsPerDoctorDay: 'normDayVisits',
  workingDays: 'normDays',
  doctorsPer1000: 'normDoctors',
  gpsPer1000: 'normGps',
  nursesPer1000: 'normNurses',
  bedsPer1000: 'normBeds',
};

/** Forecast of people and demand, from assumptions that are shown and can be changed. */
export function ForecastPanel() {
  const { t } = useText();
  return (
    <>
      <p className="intro">{t('forecastIntro')}</p>
      <Assumptions />
      <StudyResult part="forecast">
        {(answer) => (
          <>
            <Head answer={answer} />
            <Years answer={answer} />
            <Posts answer={answer} />
            {answer.zones.length > 1 && <Zones answer={answer} />}
            <Norms answer={answer} />
            <AnswerNotes notes={answer.notes} />
          </>
        )}
      </StudyResult>
    </>
  );
}

/** What the planner assumes: method, migration or growth, births, visits. */
function Assumptions() {
  const { t } = useText();
  const choices = useApp((state) => state.study.choices);
  const method = useApp(pickForecastMethod);
  const hasAges = useApp((state) => (getRegionInUse(state)?.ageBands.length ?? 0) > 0);
  return (
    <div className="pair-grid">
      {hasAges && (
        <Select
          label={t('forecastMethod')}
          testId="forecast-method"
          options={[
            { id: 'ageing', name: t('forecastAgeing') },
            { id: 'growth', name: t('forecastGrowth') },
          ]}
          value={method}
          onChange={(forecastMethod) => changeChoices({ forecastMethod })}
        />
      )}
      <NumberBox
        label={t(method === 'ageing' ? 'forecastMigration' : 'forecastPercent')}
        value={choices.forecastPercent}
        least={-20}
        most={20}
        step={0.1}
        testId="forecast-percent"
        onChange={(forecastPercent) => changeChoices({ forecastPercent })}
      />
      {method === 'ageing' && (
        <NumberBox
          label={t('forecastBirths')}
          value={choices.forecastBirths}
          least={0}
          most={1000}
          step={0.1}
          testId="forecast-births"
          onChange={(forecastBirths) => changeChoices({ forecastBirths })}
        />
      )}
      <NumberBox
        label={t('forecastVisits')}
        value={choices.forecastVisits}
        least={0.1}
        most={100}
        step={0.1}
        testId="forecast-visits"
        onChange={(forecastVisits) => changeChoices({ forecastVisits })}
      />
    </div>
  );
}

/** A number with its sign. */
function signed(value: number, text: string): string {
  return value > 0 ? `+${text}` : text;
}

function signedPeople(value: number, language: Language): string {
  return value < 0 ? `−${formatPeople(-value, language)}` : signed(value, formatPeople(value, language));
}

function signedPercent(value: number, language: Language): string {
  return value < 0 ? `−${formatPercent(-value, language)}` : signed(value, formatPercent(value, language));
}

function Head({ answer }: { readonly answer: DemandForecastAnswer }) {
  const { language, t } = useText();
  const last = answer.years.at(-1);
  if (!last) return null;
  const { people } = answer.today;
  const years = `${last.years}`;
  const change = signedPeople(last.visits - answer.today.visits, language);
  return (
    <section className="headline">
      <h2>{t('forecastHead', { years })}</h2>
      <p className="huge" data-testid="forecast-people">
        {formatPeople(last.people, language)}
      </p>
      <p className="denominator">
        <span>
          {t('forecastToday', {
            people: formatPeople(people, language),
            change: signedPercent(people > 0 ? (last.people / people - 1) * 100 : 0, language),
          })}
        </span>
      </p>
      <p className="remark">
        {answer.method === 'growth' && answer.percent === 0
          ? t('forecastStill')
          : Math.abs(last.visitsByAgeing) >= 0.5
            ? t('forecastWhy', {
                years,
                change,
                size: signedPeople(last.visitsBySize, language),
                ageing: signedPeople(last.visitsByAgeing, language),
              })
            : t('forecastWhySize', { years, change })}
      </p>
    </section>
  );
}

function Years({ answer }: { readonly answer: DemandForecastAnswer }) {
  const { language, t } = useText();
  const { today } = answer;
  const old = today.ages.find((age) => age.band === '65+');
  const rows = [
    {
      years: 0,
      people: today.people,
      share: old && today.people > 0 ? (old.people / today.people) * 100 : null,
      visits: today.visits,
    },
    ...answer.years.map((year) => ({ ...year, share: year.share65Percent })),
  ];
  const withShare = rows.some((row) => row.share !== null);
  return (
    <table className="zones modes" data-testid="forecast-years">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('forecastYear')}</span>
          </th>
          <th scope="col">{t('forecastPeople')}</th>
          {withShare && <th scope="col">{t('forecastOld')}</th>}
          <th scope="col">{t('forecastYearVisits')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.years}>
            <th scope="row">
              {row.years === 0 ? t('forecastNow') : t('forecastIn', { years: `${row.years}` })}
            </th>
            <td>{formatPeople(row.people, language)}</td>
            {withShare && <td>{row.share === null ? '—' : formatPercent(row.share, language)}</td>}
            <td>{formatPeople(row.visits, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Posts({ answer }: { readonly answer: DemandForecastAnswer }) {
  const { language, t } = useText();
  const last = answer.years.at(-1);
  if (!last) return null;
  const { have, need } = answer.today;
  return (
    <section>
      <h3>{t('forecastPosts')}</h3>
      <p className="hint">{t('forecastPostsHint')}</p>
      <table className="zones modes" data-testid="forecast-posts">
        <thead>
          <tr>
            <th scope="col">{t('forecastPost')}</th>
            <th scope="col">{t('forecastHave')}</th>
            <th scope="col">{t('forecastNeed')}</th>
            <th scope="col">{t('forecastIn', { years: `${last.years}` })}</th>
          </tr>
        </thead>
        <tbody>
          {POSTS.map((post) => {
            const stated = post === 'doctorsByVisits' ? have.doctors : have[post];
            return (
              <tr key={post}>
                <th scope="row">{t(POST_TEXTS[post])}</th>
                <td>{stated === null ? '—' : formatCount(stated, language)}</td>
                <td>{formatCount(Math.ceil(need[post]), language)}</td>
                <td>{formatCount(Math.ceil(last.need[post]), language)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Zones({ answer }: { readonly answer: DemandForecastAnswer }) {
  const { language, t } = useText();
  type Zone = DemandForecastAnswer['zones'][number];
  const changeOf = ({ visits: [today = 0, ...later] }: Zone) =>
    today > 0 ? ((later.at(-1) ?? today) / today - 1) * 100 : null;
  return (
    <ZoneSortTable
      zones={answer.zones}
      people={(zone) => zone.people.at(-1) ?? 0}
      columns={[
        {
          id: 'change',
          title: t('forecastZoneChange'),
          value: changeOf,
          cell: (zone) => {
            const change = changeOf(zone);
            return change === null ? '—' : signedPercent(change, language);
          },
        },
      ]}
      sortBy="change"
      label={t('forecastZones')}
      testId="forecast-zone"
    />
  );
}

/** Every assumed figure with its source. */
function Norms({ answer }: { readonly answer: DemandForecastAnswer }) {
  const { language, t } = useText();
  const show = (value: DemandForecastAnswer['norms'][number]['value']): string =>
    typeof value === 'number'
      ? formatSignificant(value, language)
      : AGE_BANDS.flatMap((band) => {
          const own = value[band];
          return own === undefined
            ? []
            : [`${AGE_NAMES[band][language]} ${formatSignificant(own, language)}`];
        }).join(marksOf(language).comma);
  return (
    <details className="more" data-testid="forecast-norms">
      <summary>{t('forecastNorms')}</summary>
      <p className="hint">{t('forecastNormsHint')}</p>
      <ul className="notes">
        {answer.norms.map((norm) => {
          const name = NORM_TEXTS[norm.norm];
          const status =
            norm.status === 'yours'
              ? t('normYours')
              : norm.status === 'unconfirmed'
                ? `${t('normToConfirm')} · ${describeSource(norm.source, language)}`
                : describeSource(norm.source, language);
          return (
            <li key={norm.norm}>
              {name ? t(name) : norm.norm} <b>{show(norm.value)}</b> <small>{status}</small>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
