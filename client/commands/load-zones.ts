import { listItems } from '../api/collections.ts';
import { patch, store } from '../state/store.ts';
import { buildZoneMarks } from '../state/zone-marks.ts';
import { toProblem } from './to-problem.ts';

/** Reads where the zones of the region are, for their names on the map and for flying there. */
export async function loadZones(): Promise<void> {
  const { regionId, language } = store.getState();
  patch({ zoneMarks: [] });
  if (regionId === null) return;
  try {
    const marks = buildZoneMarks(await listItems(regionId, 'zones', language));
    if (store.getState().regionId === regionId) patch({ zoneMarks: marks });
  } catch (thrown) {
    // The map does without zone names; the table of zones comes with the coverage answer.
    toProblem(thrown);
  }
}
