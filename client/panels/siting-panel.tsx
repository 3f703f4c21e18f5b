import { Button as AriaButton, Group, Input, Label, NumberField } from 'react-aria-components';
import { SITE_COLOUR } from '../../server/contract/colours.ts';
import type { SitingAnswer } from '../../server/contract/processes.ts';
import { Meter } from '../charts/meter.tsx';
import { stopJob } from '../commands/cancel-job.ts';
import { changeSettings, select } from '../commands/change-settings.ts';
import { flyTo } from '../commands/fly-to.ts';
import { clearSites, suggestSites } from '../commands/suggest-sites.ts';
import { formatCount, formatLonLat, formatPeople, formatPercent } from '../i18n/format.ts';
import { pickName } from '../i18n/translate.ts';
import { isStale } from '../state/load.ts';
import { askSiting, keyOf } from '../state/questions.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { StaleNote } from '../ui/notes.tsx';
import { Progress } from '../ui/progress.tsx';
import { AnswerNotes } from './answer-notes.tsx';
import { ProblemView } from './problem.tsx';
import { PHASE_TEXTS } from './phase-texts.ts';
import { useApp, useText } from './use-app.ts';

/** Where new sites would cover most people, and how far from the best that is. */
export function SitingPanel() {
  const { t } = useText();
  const { siteCount, cutoffMinutes } = useApp((state) => state.settings);
  const load = useApp((state) => state.work.siting);
  const stale = useApp((state) => isStale(state.work.siting, keyOf(askSiting(state))));
  const job = useApp((state) =>
    state.jobs.find(
      (entry) => entry.processID === 'siting' && state.jobKeys[entry.jobID] === state.work.siting.key,
    ),
  );
  const phase = job?.phase ? PHASE_TEXTS[job.phase] : undefined;
  return (
    <div className="screen">
      <h2 className="visually-hidden">{t('tabSiting')}</h2>
      <p className="intro">{t('sitingIntro')}</p>
      <div className="siting-form">
        <NumberField
          className="field number"
          value={siteCount}
          minValue={1}
          maxValue={50}
          onChange={(value) => Number.isInteger(value) && changeSettings({ siteCount: value })}
        >
          <Label className="label">{t('sitingCount')}</Label>
          <Group className="stepper">
            <AriaButton slot="decrement">
              <Icon name="minus" />
            </AriaButton>
            <Input data-testid="site-count" />
            <AriaButton slot="increment">
              <Icon name="plus" />
            </AriaButton>
          </Group>
        </NumberField>
        <Button
          kind="primary"
          icon="pin"
          disabled={load.busy}
          onPress={() => void suggestSites()}
          testId="suggest-sites"
        >
          {t('sitingRun')}
        </Button>
      </div>
      <p className="hint">{t('sitingCutoff', { minutes: `${cutoffMinutes}` })}</p>
      {load.busy && (
        <div className="note">
          <span>
            {t('sitingRunning')} {phase && t(phase)}
          </span>
          <Progress label={t('sitingRunning')} percent={job?.progress ?? null} />
          {job && (
            <div className="row">
              <Button small onPress={() => void stopJob(job.jobID)}>
                {t('jobCancel')}
              </Button>
            </div>
          )}
        </div>
      )}
      {load.problem && (
        <ProblemView problem={load.problem} {...(stale ? {} : { onRetry: () => void suggestSites() })} />
      )}
      {stale && !load.busy && (
        <StaleNote text={t('stale')} action={t('recompute')} onAction={() => void suggestSites()} />
      )}
      {load.value ? (
        <div className={stale ? 'result is-stale' : 'result'}>
          <SitingResult answer={load.value} />
        </div>
      ) : (
        !load.busy && !load.problem && <p className="empty-line">{t('sitingEmpty')}</p>
      )}
    </div>
  );
}

function SitingResult({ answer }: { readonly answer: SitingAnswer }) {
  const { language, t } = useText();
  const selected = useApp((state) => state.selection.siteOrder);
  const largest = answer.sites[0]?.gain ?? 1;
  const sites = formatCount(answer.sites.length, language);
  const people = (value: number) => formatPeople(value, language);
  return (
    <>
      <section className="headline">
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
          <span>{t('ofTotal', { total: people(answer.total) })}</span>
        </p>
        <p className="note good" data-testid="gap-plain-words">
          {answer.status === 'optimal'
            ? t('sitingOptimal', { sites, bound: people(answer.bound) })
            : t('sitingGap', {
                gap: formatPercent(answer.gapPercent, language),
                sites,
                value: people(answer.value),
                bound: people(answer.bound),
                more: people(answer.bound - answer.value),
              })}
        </p>
      </section>
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
          {answer.sites.map((site) => {
            const where = site.nearestPlace ?? site.zone;
            return (
              <li key={site.order}>
                <AriaButton
                  className={site.order === selected ? 'row selected' : 'row'}
                  data-testid="site-row"
                  aria-pressed={site.order === selected}
                  onPress={() => {
                    select({ siteOrder: site.order === selected ? null : site.order });
                    if (site.order !== selected) flyTo([site.lon, site.lat], 12.5);
                  }}
                >
                  <span className="site-number">{site.order}</span>
                  <span className="what">
                    <span className="name">
                      {where
                        ? t('gapNear', { place: pickName(where, language) })
                        : formatLonLat(site.lon, site.lat)}
                    </span>
                    <small>
                      {t('sitingWithin', { people: people(site.peopleWithin), over: people(site.takesOver) })}
                    </small>
                    <Meter share={site.gain / largest} colour={SITE_COLOUR} />
                  </span>
                  <b>+{people(site.gain)}</b>
                </AriaButton>
              </li>
            );
          })}
        </ol>
        <p className="hint">
          {t('sitingCandidates', { count: formatCount(answer.candidates.count, language) })}
        </p>
      </section>
      <AnswerNotes notes={answer.notes} />
    </>
  );
}
