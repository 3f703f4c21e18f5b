import type { SitingAnswer } from '../../../server/contract/processes.ts';
import { clearSites } from '../../commands/suggest-sites.ts';
import { formatCount, formatGap, formatMinutes, formatPeople, formatPercent } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { Button } from '../../ui/button.tsx';
import { AnswerNotes } from '../parts/answer-notes.tsx';
import { SitingFrontier } from './siting-frontier.tsx';
import { SitingCostLine, SitingOutcomes } from './siting-outcomes.tsx';
import { SitingSiteRow } from './siting-site-row.tsx';
import { useText } from '../parts/use-app.ts';

/** The sites, what they add, the bound on their distance from the optimum, and alternatives. */
export function SitingResult({ answer }: { readonly answer: SitingAnswer }) {
  const { language, t } = useText();
  const largest = Math.max(0, ...answer.sites.map((site) => site.gain));
  return (
    <>
      <section className="headline">
        {answer.interventions ? (
          <VisitsServed value={answer.interventions} />
        ) : (
          <PeopleCovered answer={answer} />
        )}
        {answer.status === 'interrupted' && <p className="note">{t('sitingStopped')}</p>}
        <p className="note good" data-testid="gap-plain-words">
          <GapWords answer={answer} />
        </p>
        {answer.costs && <SitingCostLine value={answer.costs} />}
      </section>
      {(answer.sites.length > 0 || !answer.interventions) && (
        <section>
          <h3>
            {t('sitingShares')}
            <Button
              icon="close"
              label={t('sitingClear')}
              kind="quiet"
              small
              onPress={clearSites}
              testId="clear-sites"
            />
          </h3>
          <ol className="rows">
            {answer.sites.map((site) => (
              <SitingSiteRow
                key={site.order}
                site={site}
                largest={largest}
                currency={answer.costs?.currency ?? null}
              />
            ))}
          </ol>
          <p className="hint">
            {t('sitingCandidates', { count: formatCount(answer.candidates.count, language) })}
          </p>
        </section>
      )}
      <SitingOutcomes answer={answer} />
      <SitingFrontier answer={answer} />
      <AnswerNotes notes={answer.notes} />
    </>
  );
}

/** People covered before and after. */
function PeopleCovered({ answer }: { readonly answer: SitingAnswer }) {
  const { language, t } = useText();
  const people = (value: number) => formatPeople(value, language);
  return (
    <>
      <div className="before-after">
        <div>
          <span>{t('sitingFrom')}</span>
          <b>{formatPercent(answer.baseline.percent, language)}</b>
        </div>
        <span className="arrow" aria-hidden="true">
          →
        </span>
        <div>
          <span>{t('sitingAfter')}</span>
          <b data-testid="siting-after">{formatPercent(answer.after.percent, language)}</b>
        </div>
      </div>
      <p className="denominator">
        <b>{t('sitingAdds', { value: people(answer.after.covered - answer.baseline.covered) })}</b>
        <span>
          {t(answer.within === undefined ? 'ofTotal' : 'ofTotalInside', { total: people(answer.total) })}
        </span>
      </p>
    </>
  );
}

/** Measures are counted in visits, not in people covered. */
function VisitsServed({ value }: { readonly value: NonNullable<SitingAnswer['interventions']> }) {
  const { language, t } = useText();
  return (
    <>
      <div className="before-after">
        <div>
          <span>{t('measuresNow')}</span>
          <b data-testid="siting-visits">
            {formatPeople(value.servedInPerson + value.servedRemotely, language)}
          </b>
        </div>
      </div>
      <p className="denominator">
        <span>{t('measuresOf', { demand: formatPeople(value.demand, language) })}</span>
      </p>
    </>
  );
}

const VALUES: Readonly<Record<string, TextId | undefined>> = {
  sites: 'valueSites',
  'mean-minutes': 'valueMean',
  'worst-minutes': 'valueWorst',
  'least-minutes-apart': 'valueApart',
  'people-with-backup': 'valueBackup',
  'people-by-tier': 'valueTiers',
  'people-years': 'valueYears',
  'percent-worst-profile': 'valueWorstShare',
  'people-served': 'valueServed',
  'visits-a-month': 'valueVisits',
};

/** Bound on the distance between the answer and the optimal plan. */
function GapWords({ answer }: { readonly answer: SitingAnswer }) {
  const { language, t } = useText();
  const { unit, value, bound, status } = answer;
  const proven = status === 'optimal' || answer.gapPercent === 0;
  const sites = formatCount(answer.sites.length, language);
  if (unit === 'people') {
    const people = (count: number) => formatPeople(count, language);
    return proven
      ? t('sitingOptimal', { sites, bound: people(bound) })
      : t('sitingGap', {
          gap: formatGap(answer.gapPercent, language),
          sites,
          value: people(value),
          bound: people(bound),
          more: people(bound - value),
        });
  }
  const text = VALUES[unit];
  const format = (figure: number): string => {
    const shown = unit.includes('minutes')
      ? formatMinutes(figure, language)
      : unit.startsWith('percent')
        ? formatPercent(figure, language)
        : formatPeople(figure, language);
    return text ? t(text, { value: shown }) : shown;
  };
  return proven
    ? t('sitingOptimalOther', { value: format(value) })
    : t('sitingGapOther', {
        gap: formatGap(answer.gapPercent, language),
        value: format(value),
        // A number of sites is an integer: the bound is rounded up.
        bound: format(unit === 'sites' ? Math.ceil(bound - 1e-9) : bound),
      });
}
