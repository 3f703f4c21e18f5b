import { nameOf } from '../../../server/contract/languages.ts';
import { MODE_NAMES, REASON_NAMES, ROAD_NAMES } from '../../../server/contract/text/words.ts';
import type { ExplainAnswer } from '../../../server/contract/processes.ts';
import type { RoadClass, TravelMode } from '../../../server/contract/vocabulary.ts';
import { formatMeters, formatMinutes, formatPeople } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { explainWhy, longestLeg, type Why } from '../../state/explain-why.ts';
import { CAPACITY_PARTS } from '../../state/study-state.ts';
import { CAPACITY_LABELS } from '../coverage/capacity-labels.ts';
import { useApp, useText } from '../parts/use-app.ts';

type Leg = ExplainAnswer['nearest'][number]['legs'][number];

const LEG_TEXTS: Record<Exclude<Leg['kind'], 'ride'>, TextId> = {
  walk: 'legWalk',
  'walk-road': 'legWalkRoad',
  board: 'legBoard',
};

/** Name of a leg: its mode and its road class. */
export function useLegName(mode: TravelMode): (leg: Leg) => { name: string; road: string } {
  const { language, t } = useText();
  return (leg) => ({
    name: leg.kind === 'ride' ? MODE_NAMES[mode][language] : t(LEG_TEXTS[leg.kind]),
    road: leg.roadClass ? (ROAD_NAMES[leg.roadClass as RoadClass]?.[language] ?? leg.roadClass) : '',
  });
}

/** Why this place is covered or not, at the cut-off in use. */
export function PointWhy({ explain }: { readonly explain: ExplainAnswer }) {
  const { t } = useText();
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  const tiers = useApp((state) => state.settings.tiers);
  const why = explainWhy(explain, tiers, minutes);
  if (!why) return null;
  return (
    <section data-testid="why" data-reason={why.kind}>
      <h3>{t('whyHead')}</h3>
      <div className={why.kind === 'covered' ? 'why good' : 'why'}>
        <Reason why={why} explain={explain} minutes={minutes} />
      </div>
    </section>
  );
}

interface ReasonProps {
  readonly why: Why;
  readonly explain: ExplainAnswer;
  readonly minutes: number;
}

function Reason({ why, explain, minutes }: ReasonProps) {
  const { language, t } = useText();
  switch (why.kind) {
    case 'onBarrier':
      return <p>{t('whyBarrier')}</p>;
    case 'noData':
      return <p>{t('whyNoData')}</p>;
    case 'blocked': {
      const straight = why.entry?.crowFlies;
      return (
        <>
          <b>{REASON_NAMES.blocked[language]}</b>
          <p>
            {straight
              ? t('whyBlocked', {
                  name: nameOf(straight, language),
                  distance: formatMeters(straight.meters, language),
                })
              : t('whyBlockedNone')}
          </p>
        </>
      );
    }
    case 'capacity': {
      const mode = CAPACITY_PARTS.find((part) => part === explain.capacity?.mode) ?? 'nearest-first';
      return (
        <>
          <b>{REASON_NAMES.capacity[language]}</b>
          <p>
            {t('whyFull', {
              mode: t(CAPACITY_LABELS[mode].name),
              people: formatPeople(why.unserved, language),
            })}
          </p>
        </>
      );
    }
    default:
      return <TimeReason why={why} explain={explain} minutes={minutes} />;
  }
}

/** Within reach or too far: the nearest facility, its time, and the longest part of the way. */
function TimeReason({
  why,
  explain,
  minutes,
}: ReasonProps & { readonly why: Extract<Why, { kind: 'covered' | 'tooFar' }> }) {
  const { language, t } = useText();
  const legName = useLegName(explain.travel['mode'] as TravelMode);
  const time = (value: number) => formatMinutes(value, language);
  const { entry, overMinutes } = why;
  const name = entry.facility ? nameOf(entry.facility, language) : '';
  if (why.kind === 'covered') {
    return <p>{t('whyCovered', { minutes: `${minutes}`, name, time: time(entry.minutes ?? 0) })}</p>;
  }
  const longest = longestLeg(entry.legs);
  const leg = longest ? legName(longest) : null;
  return (
    <>
      <b>{REASON_NAMES.tooFar[language]}</b>
      <p>{t('whyTooFar', { over: time(overMinutes), name, time: time(entry.minutes ?? 0) })}</p>
      {longest && leg && (
        <p>
          {t('whyMost', {
            leg: [leg.name, leg.road, formatMeters(longest.meters, language)].filter(Boolean).join(' '),
            time: time(longest.minutes),
          })}
        </p>
      )}
    </>
  );
}
