import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { buildStale, home } from './build/build-parts.ts';

// `npm run -s careshed -- …` from a checkout: the same built command that an installation has.
const [command] = process.argv.slice(2);
await buildStale(command === 'serve' ? ['server', 'client'] : ['server']);
await import(pathToFileURL(join(home, 'dist/server/cli.js')).href);
