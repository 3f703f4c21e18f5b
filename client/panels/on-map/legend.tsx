import {
  CHANCE_COLOURS,
  CHANCE_EDGES,
  PEOPLE_COLOURS,
  SCORE_COLOURS,
  SCORE_EDGES,
  TIME_CLASS_MINUTES,
  TIME_COLOURS,
  UNCOVERED_PEOPLE_COLOURS,
} from '../../../server/contract/colours.ts';
import { changeCutoff } from '../../commands/change-settings.ts';
import { formatCount } from '../../i18n/format.ts';
import { MOST_DRAWN } from '../../state/map-cuts.ts';
import { POPULATION_CLASS_PEOPLE } from '../../state/population-classes.ts';
import { kindOfTheme } from '../../state/map-theme.ts';
import { TIME_STOPS } from '../../state/time-stops.ts';
import { useApp, useText } from '../parts/use-app.ts';

/** The time slider and what the colours mean. */
export function Legend() {
  const { t } = useText();
  const layers = useApp((state) => state.layers);
  const theme = useApp(kindOfTheme);
  return (
    <section className="legend" aria-label={t('legend')} data-testid="legend">
      <TimeSlider />
      {layers.time && theme !== 'time' && <ThemeClasses kind={theme} />}
      {theme === 'time' && layers.time && <p className="group-label">{t('legendTime')}</p>}
      {theme === 'time' && (layers.time || layers.uncovered) && (
        <ul className="classes" data-testid="legend-time">
          {layers.time && <TimeClasses />}
          {layers.time && (
            <li>
              <i className="beyond" />
              {t('legendBeyond')}
            </li>
          )}
          {layers.uncovered && (
            <li>
              <i style={{ backgroundColor: UNCOVERED_PEOPLE_COLOURS[3] }} />
              {t('legendUncovered')}
            </li>
          )}
        </ul>
      )}
      {layers.population && <PopulationClasses />}
      <MapCuts />
    </section>
  );
}

function TimeSlider() {
  const { t } = useText();
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  const position = TIME_STOPS.findIndex((stop) => stop === minutes);
  return (
    <div className="slider">
      <label htmlFor="time-slider">{t('cutoff')}</label>
      <output htmlFor="time-slider">{t('minutesValue', { minutes: `${minutes}` })}</output>
      <input
        id="time-slider"
        data-testid="time-slider"
        type="range"
        min={0}
        max={TIME_STOPS.length - 1}
        step={1}
        value={position}
        aria-valuetext={t('minutesValue', { minutes: `${minutes}` })}
        onChange={(event) => changeCutoff(TIME_STOPS[Number(event.target.value)] ?? minutes)}
      />
      <div className="ticks" aria-hidden="true">
        {TIME_STOPS.map((stop) => (
          <span key={stop} className={stop === minutes ? 'now' : ''}>
            {stop}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Classes of travel time within the cut-off. */
function TimeClasses() {
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  return TIME_COLOURS.map((colour, index) => {
    const from = index === 0 ? 0 : (TIME_CLASS_MINUTES[index - 1] ?? 0);
    const upTo = TIME_CLASS_MINUTES[index];
    if (from >= minutes) return null;
    return (
      <li key={colour}>
        <i style={{ backgroundColor: colour }} />
        {upTo === undefined ? `>${from}` : `≤${Math.min(upTo, minutes)}`}
      </li>
    );
  });
}

function PopulationClasses() {
  const { t } = useText();
  return (
    <>
      <p className="group-label">{t('legendPopulation')}</p>
      <ul className="classes" data-testid="legend-population">
        {PEOPLE_COLOURS.map((colour, index) => (
          <li key={colour}>
            <i style={{ backgroundColor: colour }} />
            {index === 0 ? '>0' : `≥${POPULATION_CLASS_PEOPLE[index]}`}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Layers of which the map draws a part only, with how many features they have. */
function MapCuts() {
  const { t, language } = useText();
  const cuts = useApp((state) => state.mapCuts);
  return cuts.map(({ layer, count }) => (
    <p key={layer} className="group-label" role="note" data-testid={`map-cut-${layer}`}>
      {t(layer === 'facilities' ? 'cutFacilities' : 'cutPlaces', {
        count: formatCount(count, language),
        most: formatCount(MOST_DRAWN, language),
      })}
    </p>
  ));
}

/** Classes of the chance of being covered, or of the score against the mean. */
function ThemeClasses({ kind }: { readonly kind: 'chance' | 'score' }) {
  const { t } = useText();
  const chance = kind === 'chance';
  const edges: readonly number[] = chance ? CHANCE_EDGES : SCORE_EDGES;
  const lowerIsBetter = useApp((state) => state.study.loads.score.value?.unit === 'cost');
  const scoreColours = lowerIsBetter ? [...SCORE_COLOURS].reverse() : SCORE_COLOURS;
  const colours: readonly string[] = chance ? CHANCE_COLOURS : scoreColours;
  const format = (edge: number) => (chance ? `${Math.round(edge * 100)}%` : `×${edge}`);
  return (
    <>
      <p className="group-label">{t(chance ? 'legendChance' : 'legendScore')}</p>
      <ul className="classes" data-testid={`legend-${kind}`}>
        {colours.map((colour, index) => (
          <li key={colour}>
            <i style={{ backgroundColor: colour }} />
            {index === 0 ? `<${format(edges[0] ?? 0)}` : `≥${format(edges[index - 1] ?? 0)}`}
          </li>
        ))}
      </ul>
    </>
  );
}
