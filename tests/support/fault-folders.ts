import { join } from 'node:path';
import { Travel } from '../../server/contract/travel.ts';
import { buildTravelEngine } from '../../server/region/travel/build-engine.ts';
import { importRegion } from '../../server/region/import/import-region.ts';
import type { ImportOptions } from '../../server/region/import/import-context.ts';
import type { Region } from '../../server/region/model/region.ts';
import { sharedFolder } from './real-data.ts';

/** A region of one of the small folders under shared/faults/data. */
export function importFault(name: string, options: Partial<ImportOptions> = {}): Promise<Region> {
  return importRegion({ files: [join(sharedFolder, 'faults/data', name)], id: 'fault', ...options });
}

/** Minutes to the nearest facility, by cell. */
export function minutesToFacility(
  region: Region,
  mode: 'walk' | 'bicycle' | 'motorcycle' | 'car',
): Float64Array {
  const engine = buildTravelEngine(region, Travel.parse({ model: 'hybrid', mode }));
  const starts = Int32Array.from(region.facilities.filter((f) => f.cell >= 0).map((f) => f.cell));
  return engine.computeSurface(starts, Infinity).seconds.map((seconds) => seconds / 60);
}

/** The most populous cell of each zone of the first zone layer, and the minutes from it. */
export function minutesByZone(
  region: Region,
  mode: 'walk' | 'bicycle' | 'motorcycle' | 'car',
): { name: string; minutes: number }[] {
  const minutes = minutesToFacility(region, mode);
  const { names, zoneOfCell } = region.zones[0]!;
  return names.map((name, zone) => {
    let best = -1;
    for (let cell = 0; cell < zoneOfCell.length; cell++)
      if (zoneOfCell[cell] === zone && region.population[cell]! > (best < 0 ? 0 : region.population[best]!))
        best = cell;
    return { name: name.en, minutes: best < 0 ? Number.NaN : minutes[best]! };
  });
}

/** People whose way to the nearest facility takes at most so many minutes. */
export function peopleWithin(region: Region, limit: number, mode: 'walk' | 'car' = 'walk'): number {
  const minutes = minutesToFacility(region, mode);
  return region.population.reduce((sum, people, cell) => (minutes[cell]! <= limit ? sum + people : sum), 0);
}
