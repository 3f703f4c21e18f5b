import { statSync } from 'node:fs';
import { importRegion } from '../../server/region/import/import-region.ts';
import { writeRegionPack } from '../../server/region/model/region-pack.ts';
import type { Region } from '../../server/region/model/region.ts';

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

/** Bytes of the region's arrays: the pack before it is deflated. Features and rows are not counted. */
function sizeOf({ roads, zones, populationByAge, ...layers }: Region): number {
  const parts: unknown[] = [
    ...Object.values(layers),
    ...Object.values(roads),
    ...Object.values(populationByAge),
    ...zones.map((zone) => zone.zoneOfCell),
  ];
  return parts.reduce<number>((sum, part) => sum + (ArrayBuffer.isView(part) ? part.byteLength : 0), 0);
}
