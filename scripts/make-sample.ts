/**
 * Makes the sample region: `npm run sample` writes data/geo/qinghe, `npm run sample -- FOLDER` writes
 * elsewhere.
 */
import { resolve } from 'node:path';
import { buildSample } from './sample/build-sample.ts';

buildSample(process.argv[2] ?? resolve(import.meta.dirname, '../data/geo/qinghe'));
console.log(`sample made in ${(process.cpuUsage().user / 1e6).toFixed(1)} s of CPU`);
