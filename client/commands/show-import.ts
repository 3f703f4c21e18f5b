import type { Job } from '../../server/contract/resources.ts';
import { getJobResults } from '../api/jobs.ts';
import { store } from '../state/store.ts';
import { announce } from './announce.ts';
import { openRegion } from './choose-region.ts';
import { loadRegions } from './load-regions.ts';
import { toProblem } from './to-problem.ts';

/** Opens the region that an import made, with its data check. */
export async function showImport(job: Job): Promise<void> {
  try {
    const { region } = await getJobResults<{ region: string }>(job.jobID, store.getState().language);
    await loadRegions(null);
    announce('saidImported');
    await openRegion(region, 'data');
  } catch (thrown) {
    // The region may have been removed since; the list shows it.
    toProblem(thrown);
  }
}
