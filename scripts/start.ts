import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { buildStale, home } from './build/build-parts.ts';

// `npm start`: build what is older than its sources, then run the built server in this process.
const began = Date.now();
const built = await buildStale();
if (built.length > 0)
  console.log(`Built ${built.join(' and ')} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
await import(pathToFileURL(join(home, 'dist/server/main.js')).href);
