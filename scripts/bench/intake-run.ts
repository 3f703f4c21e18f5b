import { statSync } from 'node:fs';
import { importRegion } from '../../server/region/import-region.ts';
import { writeRegionPack } from '../../server/region/region-pack.ts';

// One import in a process of its own, so that its peak memory is its own: intake-run.ts FOLDER PACK
const [folder, pack] = process.argv.slice(2);
if (folder === undefined || pack === undefined) throw new Error('usage: intake-run.ts FOLDER PACK');
const began = performance.now();
const region = await importRegion({ files: [folder], id: 'bench' });
writeRegionPack(region, pack);
const seconds = (performance.now() - began) / 1000;
console.log(
  JSON.stringify({
    seconds,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    packBytes: statSync(pack).size,
    arrayBytes: sizeOf(region),
    people: region.population.reduce((sum, here) => sum + here, 0),
    cells: region.population.length,
    edges: region.roads.edgeFrom.length,
    facilities: region.facilities.length,
  }),
);

/** Bytes of the region's arrays: the pack before it is deflated. */
function sizeOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>(
    (sum, part) =>
      sum +
      (ArrayBuffer.isView(part) || (typeof part === 'object' && part !== null && !Array.isArray(part))
        ? sizeOf(part)
        : 0),
    0,
  );
}
