import { nameOf } from '../../../server/contract/languages.ts';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { GAP_COLOUR } from '../../../server/contract/colours.ts';
import { Meter } from '../../charts/meter.tsx';
import { select } from '../../commands/change-settings.ts';
import { flyToGeometry } from '../../commands/fly-to.ts';
import { runGaps } from '../../commands/run-gaps.ts';
import { formatArea, formatMinutes, formatPeople } from '../../i18n/format.ts';
import type { AppState } from '../../state/app-state.ts';
import { isStale } from '../../state/load.ts';
import { askCoverage, askGaps, keyOf } from '../../state/questions.ts';
import { Button } from '../../ui/button.tsx';
import { StaleNote } from '../../ui/notes.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const SHOWN_FIRST = 6;

/** Connected uncovered settlement, most people first; a press shows it on the map. */
export function GapsList() {
  const { t } = useText();
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  const [all, setAll] = useState(false);
  const load = useApp((state) => state.gaps);
  const stale = useApp((state) => isStale(state.gaps, keyOf(askGaps(state))));
  const figuresStale = useApp((state) => isStale(state.coverage, keyOf(askCoverage(state))));
  const answer = load.value;
  if (load.problem) return <ProblemView problem={load.problem} onRetry={() => void runGaps()} />;
  if (!answer) return null;
  const largest = answer.gaps[0]?.people ?? 1;
  const rows = all ? answer.gaps : answer.gaps.slice(0, SHOWN_FIRST);
  return (
    <section>
      <h3>
        {t('gaps')} <span className="count">{answer.gaps.length}</span>
      </h3>
      <p className="hint">{t('gapsHint', { minutes: `${answer.gapsCutoffMinutes}` })}</p>
      {stale && !figuresStale && !load.busy && (
        <StaleNote
          text={t('gapsStale', { old: `${answer.gapsCutoffMinutes}`, now: `${minutes}` })}
          action={t('gapsRecompute', { minutes: `${minutes}` })}
          onAction={() => void runGaps()}
        />
      )}
      {answer.gaps.length === 0 && <p className="empty-line">{t('gapsNone')}</p>}
      <ol className={stale ? 'rows is-stale' : 'rows'}>
        {rows.map((gap) => (
          <GapRow key={gap.rank} gap={gap} largest={largest} />
        ))}
      </ol>
      {answer.gaps.length > SHOWN_FIRST && (
        <Button kind="link" onPress={() => setAll(!all)}>
          {all ? t('showLess') : t('showAll', { count: `${answer.gaps.length}` })}
        </Button>
      )}
    </section>
  );
}

type Gap = NonNullable<AppState['gaps']['value']>['gaps'][number];

function GapRow({ gap, largest }: { readonly gap: Gap; readonly largest: number }) {
  const { language, t } = useText();
  const selected = useApp((state) => state.selection.gapRank === gap.rank);
  const facts = [
    `${formatArea(gap.areaKm2, language)} km²`,
    gap.meanMinutes === null ? '' : t('gapMean', { minutes: formatMinutes(gap.meanMinutes, language) }),
    gap.blockedPeople > 0 ? t('gapBlocked', { people: formatPeople(gap.blockedPeople, language) }) : '',
    gap.offLandPeople * 2 > gap.people ? t('helpData') : '',
    gap.roadProbablyUnmapped ? t('gapRoad') : '',
  ];
  return (
    <li>
      <AriaButton
        className={selected ? 'row selected' : 'row'}
        data-testid="gap-row"
        aria-pressed={selected}
        onPress={() => {
          select({ gapRank: selected ? null : gap.rank });
          if (!selected) flyToGeometry(gap.geometry);
        }}
      >
        <span className="rank">{gap.rank}</span>
        <span className="what">
          <span className="name">{nameOf(gap, language) || gap.zones[0] || '—'}</span>
          <small>{facts.filter(Boolean).join(' · ')}</small>
          <Meter share={gap.people / largest} colour={GAP_COLOUR} />
        </span>
        <b>{formatPeople(gap.people, language)}</b>
      </AriaButton>
    </li>
  );
}
