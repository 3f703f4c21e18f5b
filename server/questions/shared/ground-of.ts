import type { Change } from '../../contract/scenario.ts';
import { packHashOf, type RegionReference } from './task-context.ts';

/**
 * Changes that make other ways: everything else of a scenario leaves every trip as it was. Speeds are the
 * question's, not the ground's.
 */
const GROUND_CHANGES: ReadonlySet<Change['type']> = new Set<Change['type']>([
  'add-road',
  'cut-road',
  'add-barrier',
]);

/**
 * Names the land and roads of a region's world: the same for all worlds that differ by facilities, people
 * and speeds only, so that they
 * share their engines. Changes count with their places in the list, for a road is named by its own.
 */
export function groundOf(reference: RegionReference): string {
  const pack = packHashOf(reference);
  const changes = (reference.scenario?.changes ?? []).flatMap((change, i) =>
    GROUND_CHANGES.has(change.type) ? [[i, change]] : [],
  );
  return changes.length === 0 ? pack : `${pack} ${JSON.stringify(changes)}`;
}
