import { nameOf } from '../../../server/contract/languages.ts';
import { Button as AriaButton } from 'react-aria-components';
import { TIER_NAMES } from '../../../server/contract/text/words.ts';
import type { TravelMode } from '../../../server/contract/vocabulary.ts';
import { Meter } from '../../charts/meter.tsx';
import { askMapCentre } from '../../commands/ask-map-centre.ts';
import { askPoint, clearPoint } from '../../commands/ask-point.ts';
import { select } from '../../commands/change-settings.ts';
import { formatArea, formatLonLat, formatMeters, formatMinutes, formatPeople } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import type { PointAnswer } from '../../state/app-state.ts';
import type { LonLat } from '../../state/lon-lat.ts';
import { pickShownPath } from '../../state/derived.ts';
import { minutesOver } from '../../state/explain-why.ts';
import { isStale } from '../../state/load.ts';
import { keyOfPoint } from '../../state/questions.ts';
import { CLICK_MINUTES } from '../../state/time-stops.ts';
import { Button } from '../../ui/button.tsx';
import { StaleNote } from '../../ui/notes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { TierMark } from '../../ui/tier-mark.tsx';
import { AnswerNotes } from '../parts/answer-notes.tsx';
import { PointWhy, useLegName } from './point-why.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { useApp, useText } from '../parts/use-app.ts';

type Nearest = PointAnswer['explain']['nearest'][number];

/** The card of the place picked on the map. */
export function PointPanel() {
  const { t } = useText();
  const point = useApp((state) => state.work.point);
  const load = useApp((state) => state.work.pointAnswer);
  const stale = useApp((state) =>
    state.work.point ? isStale(state.work.pointAnswer, keyOfPoint(state, state.work.point)) : false,
  );
  if (!point) {
    return (
      <div className="empty">
        <p>{t('pointEmpty')}</p>
        <p className="hint">{t('pointEmptyKeys')}</p>
        <Button icon="centre" onPress={() => void askMapCentre()} testId="use-centre">
          {t('pointUseCentre')}
        </Button>
      </div>
    );
  }
  const again = () => void askPoint(point);
  return (
    <div className="screen" data-testid="click-card" aria-busy={load.busy}>
      <div className="status-line">{load.busy && <Progress label={t('computing')} />}</div>
      <div className="card-head">
        <div>
          <h2>{t('pointTitle')}</h2>
          <p className="hint">{formatLonLat(point[0], point[1])}</p>
        </div>
        <Button icon="close" label={t('pointClear')} kind="quiet" onPress={clearPoint} testId="clear-point" />
      </div>
      {load.problem && <ProblemView problem={load.problem} {...(stale ? {} : { onRetry: again })} />}
      {stale && !load.busy && <StaleNote text={t('stale')} action={t('recompute')} onAction={again} />}
      {load.value ? (
        <div className={stale ? 'result is-stale' : 'result'}>
          <PointResult answer={load.value} point={point} />
        </div>
      ) : (
        load.busy && (
          <div className="skeleton">
            <i className="line" />
            <i className="block" />
            <i className="line" />
            <i className="block" />
          </div>
        )
      )}
    </div>
  );
}

const CELL_STATES: Record<PointAnswer['explain']['cellState'], TextId | null> = {
  walkable: null,
  outside: 'cellOutside',
  barrier: 'cellBarrier',
  'no-data': 'cellNoData',
};

function PointResult({ answer, point }: { readonly answer: PointAnswer; readonly point: LonLat }) {
  const { language, t } = useText();
  const { explain, catchments } = answer;
  const fromFacility = explain.travel['direction'] === 'from-facility';
  const problem = CELL_STATES[explain.cellState];
  const rows = CLICK_MINUTES.map((minutes) => ({
    minutes,
    properties: catchments?.features.find((feature) => feature.properties['cutoffMinutes'] === minutes)
      ?.properties,
  }));
  const largest = Number(rows.at(-1)?.properties?.['population'] ?? 0);
  return (
    <>
      <p className="place-line">
        {explain.zone && <b>{nameOf(explain.zone, language)}</b>}
        {explain.inside && <span>{t('pointHere', { people: formatPeople(explain.people, language) })}</span>}
      </p>
      {problem && <p className="note">{t(problem)}</p>}
      {!problem && <PointWhy explain={explain} />}
      {catchments && (
        <section>
          <h3>{t('pointCatchments')}</h3>
          <ul className="catchments">
            {rows.map(({ minutes, properties }) => {
              const people = Number(properties?.['population'] ?? 0);
              return (
                <li key={minutes} data-testid={`catchment-${minutes}`}>
                  <span className={`swatch reach-${minutes}`} aria-hidden="true" />
                  <span className="name">{t('pointWithin', { minutes: `${minutes}` })}</span>
                  <Meter share={largest > 0 ? people / largest : 0} colour="var(--accent)" />
                  <b>{formatPeople(people, language)}</b>
                  <small>
                    {t('pointArea', { area: formatArea(Number(properties?.['areaKm2'] ?? 0), language) })}
                  </small>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {!problem && explain.nearest.length > 0 && (
        <section>
          <h3>{t('pointNearest')}</h3>
          <p className="hint">{t(fromFacility ? 'pointNearestHintFrom' : 'pointNearestHint')}</p>
          <NearestList
            key={point.join()}
            nearest={explain.nearest}
            mode={explain.travel['mode'] as TravelMode}
          />
        </section>
      )}
      <AnswerNotes notes={[...explain.notes, ...(catchments?.notes ?? [])].filter(isFirstOfItsText)} />
    </>
  );
}

function isFirstOfItsText(note: { text: string }, index: number, all: readonly { text: string }[]): boolean {
  return all.findIndex((other) => other.text === note.text) === index;
}

/** Nearest facility by tier; the selected one shows its path by leg, drawn on the map. */
function NearestList({ nearest, mode }: { readonly nearest: readonly Nearest[]; readonly mode: TravelMode }) {
  const { language, t } = useText();
  const chosen = useApp((state) => state.selection.pathTier);
  const tiers = useApp((state) => state.settings.tiers);
  const open = pickShownPath(nearest, chosen, tiers);
  return (
    <ul className="nearest">
      {nearest.map((entry) => {
        const { facility } = entry;
        const name = facility ? nameOf(facility, language) : t('pointNone');
        const isOpen = entry === open && entry.legs.length > 0;
        return (
          <li key={entry.tier} data-testid={`nearest-${entry.tier}`}>
            <AriaButton
              className={isOpen ? 'row selected' : 'row'}
              isDisabled={!entry.geometry}
              aria-expanded={isOpen}
              onPress={() => select({ pathTier: entry.tier })}
            >
              <TierMark tier={entry.tier} />
              <span className="what">
                <span className="name">{name}</span>
                <small>{TIER_NAMES[entry.tier][language]}</small>
              </span>
              <span className="time">
                <b>{entry.minutes === null ? '—' : formatMinutes(entry.minutes, language)}</b>
                <NearestRemark entry={entry} />
              </span>
            </AriaButton>
            {isOpen && <Legs legs={entry.legs} mode={mode} />}
          </li>
        );
      })}
    </ul>
  );
}

/** Distance, or why it does not count: minutes over the cut-off, or no capacity left. */
function NearestRemark({ entry }: { readonly entry: Nearest }) {
  const { language, t } = useText();
  const cutoff = useApp((state) => state.settings.cutoffMinutes);
  const over = entry.minutes === null ? 0 : minutesOver(entry.minutes, cutoff);
  const { room } = entry;
  return (
    <>
      {entry.meters !== null && <small>{formatMeters(entry.meters, language)}</small>}
      {over > 0 && <small className="over">{t('nearOver', { over: formatMinutes(over, language) })}</small>}
      {room?.full && <small className="over">{t('nearFull')}</small>}
      {room && !room.full && room.left !== null && (
        <small>{t('nearRoom', { left: formatPeople(room.left, language) })}</small>
      )}
    </>
  );
}

function Legs({ legs, mode }: { readonly legs: Nearest['legs']; readonly mode: TravelMode }) {
  const { language, t } = useText();
  const legName = useLegName(mode);
  return (
    <ol className="legs" aria-label={t('pointPath')} data-testid="path-legs">
      {legs.map((leg, index) => (
        <li key={`${index}${leg.kind}`} className={leg.kind}>
          <span>
            {legName(leg).name}
            {leg.roadClass && <small> {legName(leg).road}</small>}
          </span>
          <span>{leg.meters > 0 ? formatMeters(leg.meters, language) : ''}</span>
          <span>{formatMinutes(leg.minutes, language)}</span>
        </li>
      ))}
    </ol>
  );
}
