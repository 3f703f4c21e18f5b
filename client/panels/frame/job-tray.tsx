import { recordOf } from '../../../server/contract/languages.ts';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Job } from '../../../server/contract/resources.ts';
import { stopJob } from '../../commands/cancel-job.ts';
import { openJobFile } from '../../commands/open-report.ts';
import { showImport } from '../../commands/show-import.ts';
import { showSites } from '../../commands/show-sites.ts';
import { formatMinutes } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Progress } from '../../ui/progress.tsx';
import { PHASE_LABELS } from '../parts/phase-labels.ts';
import { useApp, useText } from '../parts/use-app.ts';

const STATES: Record<Job['status'], TextId> = {
  accepted: 'jobAccepted',
  running: 'jobRunning',
  successful: 'jobSuccessful',
  failed: 'jobFailed',
  dismissed: 'jobDismissed',
};
const NAMES: Readonly<Record<string, TextId>> = {
  siting: 'processSiting',
  report: 'processReport',
  coverage: 'processCoverage',
  referral: 'processReferral',
  'access-score': 'processScore',
  equity: 'processEquity',
  import: 'processImport',
};

/** Long work: under way and done, the newest first. It keeps its place at the foot of the panel. */
export function JobTray() {
  const { t } = useText();
  const jobs = useApp((state) => state.jobs);
  const [open, setOpen] = useState(false);
  const first = jobs.find((job) => job.status === 'running' || job.status === 'accepted');
  return (
    <section className={open ? 'jobs open' : 'jobs'} data-testid="job-tray" aria-label={t('jobs')}>
      <AriaButton className="jobs-head" aria-expanded={open} onPress={() => setOpen(!open)}>
        <Icon name="clock" />
        <span>{jobs.length === 0 ? t('jobsNone') : t('jobs')}</span>
        {jobs.length > 0 && <span className="count">{jobs.length}</span>}
        <span className="jobs-now">
          {first && <Progress label={t('jobRunning')} percent={first.progress} />}
        </span>
        <span className="chevron">
          <Icon name="down" />
        </span>
      </AriaButton>
      {open && jobs.length > 0 && (
        <ul>
          {jobs.map((job) => (
            <JobRow key={job.jobID} job={job} />
          ))}
        </ul>
      )}
    </section>
  );
}

function JobRow({ job }: { readonly job: Job }) {
  const { language, t } = useText();
  const phase = job.phase === null ? undefined : PHASE_LABELS[job.phase];
  const active = job.status === 'running' || job.status === 'accepted';
  const time = new Intl.DateTimeFormat(recordOf(language).locale, {
    hour: '2-digit',
    minute: '2-digit',
  });
  return (
    <li data-testid="job-row" data-status={job.status}>
      <div>
        <b>{t(NAMES[job.processID] ?? 'processOther')}</b>
        <small>
          {time.format(new Date(job.created))} · {t(STATES[job.status])}
          {active && phase ? ` · ${t(phase)}` : ''}
          {active && job.remainingSeconds !== null
            ? ` · ${t('jobRemaining', { time: formatMinutes(job.remainingSeconds / 60, language) })}`
            : ''}
        </small>
        {job.status === 'failed' && job.message && <small className="bad">{job.message}</small>}
      </div>
      {active && (
        <Button small onPress={() => void stopJob(job.jobID)} testId="job-cancel">
          {t('jobCancel')}
        </Button>
      )}
      {job.status === 'successful' && job.processID === 'siting' && (
        <Button small onPress={() => void showSites(job)}>
          {t('jobShow')}
        </Button>
      )}
      {job.status === 'successful' && job.processID === 'import' && (
        <Button small onPress={() => void showImport(job)} testId="job-open-region">
          {t('jobOpen')}
        </Button>
      )}
      {job.status === 'successful' && job.processID === 'report' && (
        <Button small onPress={() => openJobFile(job)}>
          {t('jobOpen')}
        </Button>
      )}
      {active && <Progress label={t(STATES[job.status])} percent={job.progress} />}
    </li>
  );
}
