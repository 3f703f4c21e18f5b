import { resolve } from 'node:path';
import { checkDoors, describeBreach } from './doors/check-doors.ts';
import { findCycles } from './doors/find-cycles.ts';
import { listSources } from './doors/list-sources.ts';
import { ROOMS } from './doors/table.ts';
import { listUnusedDoors } from './doors/unused-doors.ts';

// Every import and global of the sources against the table of doors (doors/table.ts), circles of
// imports, and entries that nothing uses: npm run check:doors. The status is 1 where there is one.

const home = resolve(import.meta.dirname, '..');
const sources = listSources(home, ['server', 'client', 'scripts']);
const breaches = checkDoors(sources, ROOMS).map(describeBreach);
const cycles = findCycles([...sources, ...listSources(home, ['tests'])]).map(
  (cycle) => `${cycle[0]}:1 imports itself: ${cycle.join(' -> ')}`,
);
const unused = listUnusedDoors(sources, ROOMS);
for (const line of [...breaches, ...cycles, ...unused]) console.log(line);
console.log(
  `${sources.length} files, ${ROOMS.length} rooms: ${breaches.length} breaches, ${cycles.length} cycles, ` +
    `${unused.length} unused doors`,
);
process.exitCode = breaches.length + cycles.length + unused.length > 0 ? 1 : 0;
