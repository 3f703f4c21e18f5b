import { countItems, listItems } from '../api/collections.ts';
import { getRegionInUse } from '../state/questions.ts';
import { listMapCuts } from '../state/map-cuts.ts';
import { readFields } from '../state/study-fields.ts';
import { patch, store } from '../state/store.ts';
import { buildZoneMarks } from '../state/zone-marks.ts';
import { toProblem } from './to-problem.ts';

/**
 * Reads where the zones of the region are, for their names on the map and for flying there, what its
 * tables hold, and which layers have more features than the map draws.
 */
export async function loadZones(): Promise<void> {
  const { regionId, language } = store.getState();
  patch({ zoneMarks: [], mapCuts: [] });
  if (regionId === null) return;
  try {
    const [zones, facilities, places] = await Promise.all([
      listItems(regionId, 'zones', language),
      listItems(regionId, 'facilities', language),
      countItems(regionId, 'places', language),
    ]);
    if (store.getState().regionId !== regionId) return;
    const layer = getRegionInUse(store.getState())?.zoneLayers[0]?.id;
    const first = zones.filter(({ properties }) => (properties['layer'] ?? layer) === layer);
    const fields = readFields(
      facilities.map(({ properties }) => properties),
      first.map(({ properties }) => properties),
    );
    patch((state) => ({
      zoneMarks: buildZoneMarks(zones),
      mapCuts: listMapCuts({ facilities: facilities.length, places }),
      study: { ...state.study, fields },
    }));
  } catch (thrown) {
    // The map is shown without zone names; the table of zones is part of the coverage answer.
    toProblem(thrown);
  }
}
