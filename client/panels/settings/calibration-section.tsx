import type { Language } from '../../../server/contract/vocabulary.ts';
import { Button as AriaButton, FileTrigger } from 'react-aria-components';
import { ERROR_COLOURS } from '../../../server/contract/colours.ts';
import { LAND_NAMES, ROAD_NAMES } from '../../../server/contract/text/words.ts';
import type { ProcessAnswer } from '../../../server/contract/processes.ts';
import { applyCalibration, clearTrips, openTrips, runCalibration } from '../../commands/calibrate.ts';
import { formatCount, formatDecimal } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { isStale } from '../../state/load.ts';
import { askCalibration, keyOf } from '../../state/questions.ts';
import type { TripFault } from '../../state/read-trips.ts';
import { findSpeed, type SpeedFactor } from '../../state/travel-details.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { StaleNote } from '../../ui/notes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { AnswerNotes } from '../parts/answer-notes.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { useApp, useText } from '../parts/use-app.ts';

type Answer = ProcessAnswer<'calibrate'>;

const FAULT_TEXTS: Record<TripFault['kind'], TextId> = {
  columns: 'tripFaultColumns',
  json: 'tripFaultJson',
  empty: 'tripFaultEmpty',
  'lon-lat': 'tripFaultLonLat',
  minutes: 'tripFaultMinutes',
  line: 'tripFaultLine',
  'too-many': 'tripFaultTooMany',
};
const STATE_TEXTS: Record<Answer['trips'][number]['state'], TextId> = {
  used: 'tripUsed',
  'no-path': 'tripNoPath',
  'same-cell': 'tripSameCell',
  outside: 'tripOutside',
  'on-barrier': 'tripOnBarrier',
  'no-data': 'tripNoData',
};
const WAY_TEXTS: Record<SpeedFactor['way'], TextId> = {
  walk: 'wayWalk',
  'walk-road': 'wayWalkRoad',
  ride: 'wayRide',
};
const ERROR_TEXTS: readonly TextId[] = [
  'errorMuchQuick',
  'errorQuick',
  'errorGood',
  'errorSlow',
  'errorMuchSlow',
];
const MOST_ROWS = 12;

/**
 * Timed trips against the model: error by trip, on the map, and speeds that would fit better. Nothing is
 * applied until asked to.
 */
export function CalibrationSection() {
  const { t } = useText();
  const { name, faults, load, trips } = useApp((state) => state.calibration);
  const stale = useApp((state) => isStale(state.calibration.load, keyOf(askCalibration(state))));
  return (
    <section className="calibration" data-testid="calibration">
      <h4>{t('calibrate')}</h4>
      <p className="hint">{t('calibrateHint')}</p>
      <div className="actions-row">
        <FileTrigger
          acceptedFileTypes={['.csv', '.txt', '.tsv', '.geojson', '.json']}
          onSelect={(files) => {
            const file = files?.[0];
            if (file) void openTrips(file);
          }}
          data-testid="trips-input"
        >
          <AriaButton className="button small" isDisabled={load.busy}>
            <Icon name="upload" />
            {t('calibrateChoose')}
          </AriaButton>
        </FileTrigger>
        {name !== null && (
          <Button small kind="quiet" onPress={clearTrips} testId="trips-clear">
            {t('calibrateClear')}
          </Button>
        )}
      </div>
      {name !== null && <Faults name={name} taken={trips.length} faults={faults} />}
      {load.busy && <Progress label={t('computing')} />}
      {load.problem && <ProblemView problem={load.problem} onRetry={() => void runCalibration()} />}
      {stale && !load.busy && (
        <StaleNote text={t('stale')} action={t('recompute')} onAction={() => void runCalibration()} />
      )}
      {load.value && <Result answer={load.value} stale={stale} />}
    </section>
  );
}

function Faults({ name, taken, faults }: { name: string; taken: number; faults: readonly TripFault[] }) {
  const { language, t } = useText();
  return (
    <div className={faults.length > 0 ? 'note' : 'hint'} data-testid="trips-file">
      {t('tripsRead', { name, count: formatCount(taken, language) })}
      {faults.length > 0 && (
        <ul className="notes">
          {faults.slice(0, 8).map(({ kind, place }) => (
            <li key={`${kind}${place}`}>
              {place !== null && `${t('tripPlace', { place: `${place}` })} `}
              {t(FAULT_TEXTS[kind])}
            </li>
          ))}
          {faults.length > 8 && (
            <li>{t('tripMoreFaults', { count: formatCount(faults.length - 8, language) })}</li>
          )}
        </ul>
      )}
    </div>
  );
}

function Result({ answer, stale }: { answer: Answer; stale: boolean }) {
  const { language, t } = useText();
  const minutes = (value: number): string => formatDecimal(value, 1, language);
  return (
    <div className={stale ? 'result is-stale' : 'result'} data-testid="calibration-result">
      <p>
        {t('calibrateSummary', {
          used: formatCount(answer.used, language),
          bias: signMinutes(answer.biasMinutes, language),
          absolute: minutes(answer.meanAbsoluteMinutes),
          rmse: minutes(answer.rmseMinutes),
        })}
      </p>
      <ErrorKey />
      <TripRows answer={answer} />
      {answer.factors.length > 0 && <Factors answer={answer} stale={stale} />}
      <AnswerNotes notes={answer.notes} />
    </div>
  );
}

function signMinutes(value: number, language: Language): string {
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${formatDecimal(Math.abs(value), 1, language)}`;
}

/** Colours of the trips on the map. */
function ErrorKey() {
  const { t } = useText();
  return (
    <ul className="error-key" aria-label={t('errorKey')}>
      {ERROR_TEXTS.map((text, i) => (
        <li key={text}>
          <svg width="16" height="6" aria-hidden="true">
            <rect width="16" height="6" rx="2" fill={ERROR_COLOURS[i]} />
          </svg>
          {t(text)}
        </li>
      ))}
    </ul>
  );
}

/** Trips by the size of their error, largest first. */
function TripRows({ answer }: { readonly answer: Answer }) {
  const { language, t } = useText();
  const minutes = (value: number): string => formatDecimal(value, 1, language);
  const rows = answer.trips
    .map((trip, index) => ({ ...trip, index }))
    .sort((a, b) => Math.abs(b.errorMinutes ?? Infinity) - Math.abs(a.errorMinutes ?? Infinity));
  return (
    <>
      <table className="zones" data-testid="trip-rows">
        <thead>
          <tr>
            <th scope="col">{t('tripNumber')}</th>
            <th scope="col">{t('tripObserved')}</th>
            <th scope="col">{t('tripModel')}</th>
            <th scope="col">{t('tripError')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((trip) => (
            <tr key={trip.index} data-testid="trip-row">
              <th scope="row">{trip.index + 1}</th>
              <td>{minutes(trip.observedMinutes)}</td>
              {trip.modelMinutes === null || trip.errorMinutes === null ? (
                <td colSpan={2}>{t(STATE_TEXTS[trip.state])}</td>
              ) : (
                <>
                  <td>{minutes(trip.modelMinutes)}</td>
                  <td>
                    {trip.state === 'used'
                      ? signMinutes(trip.errorMinutes, language)
                      : t(STATE_TEXTS[trip.state])}
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && (
        <p className="hint">{t('tripRowsLeft', { count: formatCount(rows.length - MOST_ROWS, language) })}</p>
      )}
    </>
  );
}

/** Speeds that would fit the trips better, and the button that applies them. */
function Factors({ answer, stale }: { readonly answer: Answer; readonly stale: boolean }) {
  const { language, t } = useText();
  const { mode, details } = useApp((state) => state.settings);
  const settable = answer.factors.filter((factor) => findSpeed(factor, details, mode) !== null);
  return (
    <>
      <h4>{t('factorHead')}</h4>
      <table className="zones" data-testid="factor-rows">
        <thead>
          <tr>
            <th scope="col">{t('factorClass')}</th>
            <th scope="col">{t('factorTrips')}</th>
            <th scope="col">{t('factorSpeed')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.factors.map((factor) => (
            <FactorRow
              key={`${factor.way}${factor.landClass}${factor.roadClass}`}
              factor={factor}
              stale={stale}
            />
          ))}
        </tbody>
      </table>
      <p className="hint">
        {t('factorHint', { rmse: formatDecimal(answer.rmseWithFactorsMinutes, 1, language) })}
      </p>
      {settable.length > 0 && !stale && (
        <Button onPress={applyCalibration} testId="factors-apply">
          {t('factorApply')}
        </Button>
      )}
    </>
  );
}

function FactorRow({
  factor,
  stale,
}: {
  readonly factor: Answer['factors'][number];
  readonly stale: boolean;
}) {
  const { language, t } = useText();
  const { mode, details } = useApp((state) => state.settings);
  const minutes = (value: number): string => formatDecimal(value, 1, language);
  const speed = findSpeed(factor, details, mode);
  const place =
    factor.landClass !== null
      ? LAND_NAMES[factor.landClass][language]
      : factor.roadClass !== null
        ? ROAD_NAMES[factor.roadClass][language]
        : '';
  return (
    <tr>
      <th scope="row">{`${t(WAY_TEXTS[factor.way])} ${place}`.trim()}</th>
      <td>{formatCount(factor.trips, language)}</td>
      <td>
        {speed === null || stale
          ? `× ${formatDecimal(factor.speedFactor, 2, language)}`
          : t('factorFromTo', {
              before: minutes(speed.kmh),
              after: minutes(speed.kmh * factor.speedFactor),
            })}
      </td>
    </tr>
  );
}
