import type { Change } from '../../contract/scenario.ts';
import {
  DEFAULT_ROAD_KMH,
  DEFAULT_WALK_LAND_KMH,
  DEFAULT_WALK_ROAD_KMH,
} from '../../contract/default-speeds.ts';
import type { Travel } from '../../contract/travel.ts';

type SpeedTable = Record<string, number>;

/**
 * Travel parameters in the world of a scenario: its speed changes are applied last, in order, over the
 * defaults and what the question
 * itself asks for. Models without land or roads (the straight line's flight) have nothing to change.
 */
export function applySpeedChanges(travel: Travel, changes: readonly Change[]): Travel {
  const relevant = changes.filter(
    (change): change is Extract<Change, { type: 'set-speeds' }> =>
      change.type === 'set-speeds' && (change.season === undefined || change.season === travel.season),
  );
  if (relevant.length === 0 || travel.model === 'straight-line') return travel;
  const road: SpeedTable = { ...travel.speeds?.road };
  const land: SpeedTable = { ...travel.speeds?.land };
  const roadDefaults: SpeedTable =
    travel.mode === 'walk' ? DEFAULT_WALK_ROAD_KMH : DEFAULT_ROAD_KMH[travel.mode];
  const set = (table: SpeedTable, defaults: SpeedTable, wanted: object | undefined): void => {
    for (const [name, change] of Object.entries(wanted ?? {}) as [
      string,
      { kmh: number } | { percent: number },
    ][])
      table[name] = 'kmh' in change ? change.kmh : ((table[name] ?? defaults[name]!) * change.percent) / 100;
  };
  for (const change of relevant) {
    set(land, DEFAULT_WALK_LAND_KMH, change.land);
    if (change.modes.includes(travel.mode)) set(road, roadDefaults, change.road);
  }
  return {
    ...travel,
    speeds: {
      ...travel.speeds,
      ...(Object.keys(land).length > 0 ? { land } : {}),
      ...(Object.keys(road).length > 0 ? { road } : {}),
    },
  };
}
