import type { Job } from '../../server/contract/resources.ts';
import { getJobResultsUrl } from '../api/jobs.ts';
import { fail, finish } from '../state/load.ts';
import { patch, store } from '../state/store.ts';

const windows = new Map<string, Window>();

/** Keeps the tab for a report; null closes it. */
export function keepWindow(key: string, tab: Window | null): void {
  const held = windows.get(key);
  if (tab) windows.set(key, tab);
  else {
    held?.close();
    windows.delete(key);
  }
}

/** A finished report job: its file is opened in the prepared tab, or downloaded. */
export function openReport(job: Job): void {
  const { jobKeys, report } = store.getState();
  const key = jobKeys[job.jobID] ?? '';
  const url = getJobResultsUrl(job.jobID);
  if (job.status !== 'successful') {
    keepWindow(key, null);
    patch({
      report: fail(report, key, {
        type: 'about:blank',
        title: '',
        status: 500,
        code: 'job-failed',
        detail: job.message ?? '',
      }),
    });
    return;
  }
  patch({ report: finish(report, key, url) });
  const tab = windows.get(key);
  windows.delete(key);
  if (tab && !tab.closed) tab.location.replace(url);
  else if (!key.startsWith('report html')) downloadFile(url);
}

/** Opens the result of a finished report job from the tray. */
export function openJobFile(job: Job): void {
  window.open(getJobResultsUrl(job.jobID), '_blank');
}

function downloadFile(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
