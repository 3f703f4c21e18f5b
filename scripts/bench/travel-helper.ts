import { parentPort } from 'node:worker_threads';
import { joinLandSearch, type SharedLandJob } from '../../server/kernel/cost/join-land-search.ts';

// The second thread of a surface: takes part in every search it is reported of.
parentPort!.on('message', (job: SharedLandJob) => joinLandSearch(job));
