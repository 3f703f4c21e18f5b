import { REASON_COLOURS } from '../../../server/contract/colours.ts';
import type { CoverageAnswer } from '../../../server/contract/processes.ts';
import { AGE_NAMES, REASON_NAMES, TIER_NAMES } from '../../../server/contract/text/words.ts';
import { UNCOVERED_REASONS } from '../../../server/contract/vocabulary.ts';
import { CoverageCurve } from '../../charts/coverage-curve.tsx';
import { Meter } from '../../charts/meter.tsx';
import { SharesBar } from '../../charts/shares-bar.tsx';
import { changeCutoff } from '../../commands/change-settings.ts';
import { formatCount, formatMinutes, formatPeople, formatPercent } from '../../i18n/format.ts';
import { countByTier, findCutoff, sumUncovered } from '../../state/derived.ts';
import { TierMark } from '../../ui/tier-mark.tsx';
import { AnswerNotes } from '../parts/answer-notes.tsx';
import { useApp, useText } from '../parts/use-app.ts';
import { CapacitySection } from './capacity-section.tsx';
import { BackupSection, CoverageDetails } from './coverage-details.tsx';
import { CoverageFacilities } from './coverage-facilities.tsx';
import { GapsList } from './gaps-list.tsx';
import { UncertaintySection } from './uncertainty-section.tsx';
import { ZonesTable } from './zones-table.tsx';

interface AtCutoff {
  readonly answer: CoverageAnswer;
  /** Position of the cut-off in use. */
  readonly column: number;
}

/** The answer at the cut-off in use: people, gaps, zones, facilities, tiers, ages and burden. */
export function CoverageResult({ answer }: { readonly answer: CoverageAnswer }) {
  const { t } = useText();
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  const row = findCutoff(answer.cutoffs, minutes);
  if (!row) return null;
  const column = answer.cutoffs.indexOf(row);
  if (answer.total === 0)
    return (
      <>
        <p data-testid="nobody-counted">{t('nobodyCounted')}</p>
        <CoverageFacilities answer={answer} column={column} />
      </>
    );
  return (
    <>
      <Headline answer={answer} row={row} column={column} />
      <UncoveredByReason answer={answer} row={row} />
      <GapsList />
      <ZonesTable answer={answer} column={column} />
      <CapacitySection />
      <CoverageFacilities answer={answer} column={column} />
      <CoveredByTier answer={answer} minutes={minutes} />
      {answer.ages.length > 0 && <CoveredByAge answer={answer} column={column} />}
      <Burden burden={answer.burden} />
      <CoverageDetails />
      <BackupSection />
      <AnswerNotes notes={answer.notes} />
    </>
  );
}

type CutoffRow = CoverageAnswer['cutoffs'][number];

function Headline({ answer, row, column }: AtCutoff & { readonly row: CutoffRow }) {
  const { language, t } = useText();
  const minutes = row.cutoffMinutes;
  return (
    <section className="headline">
      <h2>{t('coveredHead', { minutes: `${minutes}` })}</h2>
      <p className="huge" data-testid="covered-percent">
        {formatPercent(row.percent, language)}
      </p>
      <p className="denominator">
        <b data-testid="covered-people">
          {t('coveredPeople', { people: formatPeople(row.covered, language) })}
        </b>
        <span data-testid="covered-of">
          {t(answer.within === undefined ? 'ofTotal' : 'ofTotalInside', {
            total: formatPeople(answer.total, language),
          })}
        </span>
      </p>
      <CompatNote answer={answer} column={column} />
      <UncertaintySection />
      <ZoneSplit answer={answer} column={column} />
      <CoverageCurve
        points={answer.cutoffs.map(({ cutoffMinutes, percent }) => ({ minutes: cutoffMinutes, percent }))}
        selected={minutes}
        unit={t('minuteUnit')}
        summary={t('curveSummary', {
          points: answer.cutoffs
            .map((cutoff) => `${cutoff.cutoffMinutes}: ${formatPercent(cutoff.percent, language)}`)
            .join(', '),
        })}
        onSelect={changeCutoff}
      />
    </section>
  );
}

function UncoveredByReason({ answer, row }: Pick<AtCutoff, 'answer'> & { readonly row: CutoffRow }) {
  const { language, t } = useText();
  const uncovered = sumUncovered(row);
  return (
    <section>
      {uncovered > 0 ? (
        <>
          <h3>{t('uncoveredHead', { people: formatPeople(uncovered, language) })}</h3>
          <SharesBar
            shares={UNCOVERED_REASONS.map((reason) => ({
              id: reason,
              name: REASON_NAMES[reason][language],
              value: row.uncovered[reason],
              valueText: formatPeople(row.uncovered[reason], language),
              percentText: formatPercent((row.uncovered[reason] / answer.total) * 100, language),
              colour: REASON_COLOURS[reason],
            }))}
          />
        </>
      ) : (
        <p>{t('nobodyUncovered')}</p>
      )}
    </section>
  );
}

function CoveredByTier({ answer, minutes }: Pick<AtCutoff, 'answer'> & { readonly minutes: number }) {
  const { language, t } = useText();
  return (
    <section>
      <h3>{t('byTier')}</h3>
      <p className="hint">{t('byTierHint', { minutes: `${minutes}` })}</p>
      <ul className="tier-rows">
        {countByTier(answer, minutes).map((entry) => (
          <li key={entry.tier} data-testid="tier-row">
            <TierMark tier={entry.tier} />
            <span>
              {TIER_NAMES[entry.tier][language]}
              <small>{t('facilityCount', { count: formatCount(entry.facilities, language) })}</small>
            </span>
            <b>{formatPeople(entry.people, language)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function CoveredByAge({ answer, column }: AtCutoff) {
  const { language, t } = useText();
  return (
    <section>
      <h3>{t('byAge')}</h3>
      <ul className="age-rows">
        {answer.ages.map((age) => {
          const share = age.total > 0 ? (age.covered[column] ?? 0) / age.total : 0;
          return (
            <li key={age.band}>
              <span>{AGE_NAMES[age.band][language]}</span>
              <Meter share={share} colour="var(--covered)" />
              <b>{formatPercent(share * 100, language)}</b>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Travel time over all people, and the share that no facility can be reached by. */
function Burden({ burden }: Pick<CoverageAnswer, 'burden'>) {
  const { language, t } = useText();
  const minuteText = (value: number | null) => (value === null ? '—' : formatMinutes(value, language));
  return (
    <section>
      <h3>{t('burden')}</h3>
      <dl className="figures">
        <div>
          <dt>{t('median')}</dt>
          <dd>{minuteText(burden.medianMinutes)}</dd>
        </div>
        <div>
          <dt>{t('mean')}</dt>
          <dd>{minuteText(burden.meanMinutes)}</dd>
        </div>
        <div>
          <dt>{t('p90')}</dt>
          <dd>{minuteText(burden.p90Minutes)}</dd>
        </div>
        <div>
          <dt>{t('unreachable')}</dt>
          <dd>{formatPercent(burden.unreachablePercent, language)}</dd>
        </div>
      </dl>
      <p className="hint">{t('burdenHint')}</p>
    </section>
  );
}

/** Difference in people when counting as AccessMod does. */
function CompatNote({ answer, column }: AtCutoff) {
  const { language, t } = useText();
  const row = answer.compatDetail?.cutoffs[column];
  if (!row) return null;
  return (
    <p className="note" data-testid="compat-note">
      {t('compatNote', { minutes: `${row.cutoffMinutes}`, people: formatPeople(row.fewer, language) })}
    </p>
  );
}

/** People inside the zones and outside them, where the region is larger than its zones. */
function ZoneSplit({ answer, column }: AtCutoff) {
  const { language, t } = useText();
  const outside = answer.outsideZones;
  if (!outside || outside.total <= 0 || outside.total >= answer.total) return null;
  const coveredOutside = outside.cutoffs[column]?.covered ?? 0;
  const coveredInside = (answer.cutoffs[column]?.covered ?? 0) - coveredOutside;
  const rows = [
    { id: 'inside', name: t('insideZones'), part: coveredInside, whole: answer.total - outside.total },
    { id: 'outside', name: t('beyondZones'), part: coveredOutside, whole: outside.total },
  ];
  return (
    <dl className="split">
      {rows.map((row) => (
        <div key={row.id} data-testid={`split-${row.id}`}>
          <dt>{row.name}</dt>
          <dd>
            <b>{formatPercent((row.part / row.whole) * 100, language)}</b>
            <small>
              {t('shareOf', {
                part: formatPeople(row.part, language),
                whole: formatPeople(row.whole, language),
              })}
            </small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
