import { followJob, isOver } from '../api/jobs.ts';
import type { Job } from '../../server/contract/resources.ts';
import { fail } from '../state/load.ts';
import { patch, store } from '../state/store.ts';
import { keepInBrowser, recallFromBrowser } from './browser-memory.ts';
import { openReport } from './open-report.ts';
import { showImport } from './show-import.ts';
import { settleStudy } from './settle-study.ts';
import { showSites } from './show-sites.ts';

const STORAGE_KEY = 'careshed.jobs';
const KEPT = 40;
const following = new Set<string>();

/** Shows a job in the tray and follows it until it ends. */
export function trackJob(job: Job): void {
  putJob(job);
  if (isOver(job)) {
    settleJob(job);
    return;
  }
  if (following.has(job.jobID)) return;
  following.add(job.jobID);
  followJob(job.jobID, store.getState().language, (status) => {
    putJob(status);
    if (!isOver(status)) return;
    following.delete(job.jobID);
    settleJob(status);
  });
}

/** Puts the latest status of a job into the list, newest job first. */
export function putJob(job: Job): void {
  patch((state) => {
    const rest = state.jobs.filter((other) => other.jobID !== job.jobID);
    return { jobs: [job, ...rest].sort((a, b) => b.created.localeCompare(a.created)).slice(0, KEPT) };
  });
}

/** Keeps which question a job answers, across a reload, so that a stale result is recognised. */
export function rememberJobKey(job: string, key: string): void {
  patch((state) => ({ jobKeys: { ...state.jobKeys, [job]: key } }));
  const entries = Object.entries(store.getState().jobKeys).slice(-KEPT);
  keepInBrowser('session', STORAGE_KEY, JSON.stringify(entries));
}

export function recallJobKeys(): Record<string, string> {
  try {
    const entries = JSON.parse(recallFromBrowser('session', STORAGE_KEY) ?? '[]') as [string, string][];
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}

/** A finished job: its result goes where it is awaited. */
function settleJob(job: Job): void {
  const state = store.getState();
  const key = state.jobKeys[job.jobID];
  if (key === undefined) return;
  if (job.processID === 'siting' && state.work.siting.busy && state.work.siting.key === key) {
    if (job.status === 'successful') void showSites(job);
    else patch({ work: { ...state.work, siting: endedWithout(job) } });
  }
  if (job.processID === 'import' && job.status === 'successful') void showImport(job);
  void settleStudy(job, key);
  if (job.processID === 'report' && state.report.key === key) openReport(job);
}

function endedWithout(job: Job) {
  const { siting } = store.getState().work;
  if (job.status === 'dismissed') return { ...siting, busy: false };
  return fail(siting, siting.key ?? '', {
    type: 'about:blank',
    title: '',
    status: 500,
    code: 'job-failed',
    detail: job.message ?? '',
  });
}
