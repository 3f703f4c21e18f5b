import { listItems } from '../api/collections.ts';
import { getRegionInUse } from '../state/questions.ts';
import { readFields } from '../state/study-fields.ts';
import { patch, store } from '../state/store.ts';
import { buildZoneMarks } from '../state/zone-marks.ts';
import { toProblem } from './to-problem.ts';

/**
 * Reads where the zones of the region are, for their names on the map and for flying there, and what its
 * tables tell.
 */
export async function loadZones(): Promise<void> {
  const { regionId, language } = store.getState();
  patch({ zoneMarks: [] });
  if (regionId === null) return;
  try {
    const [zones, facilities] = await Promise.all([
      listItems(regionId, 'zones', language),
      listItems(regionId, 'facilities', language),
    ]);
    if (store.getState().regionId !== regionId) return;
    const layer = getRegionInUse(store.getState())?.zoneLayers[0]?.id;
    const first = zones.filter(({ properties }) => (properties['layer'] ?? layer) === layer);
    const fields = readFields(
      facilities.map(({ properties }) => properties),
      first.map(({ properties }) => properties),
    );
    patch((state) => ({ zoneMarks: buildZoneMarks(zones), study: { ...state.study, fields } }));
  } catch (thrown) {
    // The map does without zone names; the table of zones comes with the coverage answer.
    toProblem(thrown);
  }
}
