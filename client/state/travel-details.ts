import {
  DEFAULT_ROAD_KMH,
  DEFAULT_WALK_LAND_KMH,
  DEFAULT_WALK_ROAD_KMH,
} from '../../server/contract/default-speeds.ts';
import type { TravelInput } from '../../server/contract/travel.ts';
import type {
  LandClass,
  RoadClass,
  SlopeChoice,
  TravelMode,
  TravelModel,
} from '../../server/contract/vocabulary.ts';
import type { ProcessAnswer } from '../../server/contract/processes.ts';

/** Speeds in km/h that replace the defaults, for one way of travel. */
export interface OwnSpeeds {
  readonly mode: TravelMode;
  readonly land: Partial<Readonly<Record<LandClass, number>>>;
  readonly road: Partial<Readonly<Record<RoadClass, number>>>;
}

/** Details of travel that few people change; null is the default of the service. */
export interface TravelDetails {
  readonly slope: SlopeChoice | null;
  readonly neighbours: 8 | null;
  readonly walkFactor: number | null;
  readonly boardingSeconds: number | null;
  readonly speeds: OwnSpeeds | null;
}

export const DEFAULT_DETAILS: TravelDetails = {
  slope: null,
  neighbours: null,
  walkFactor: null,
  boardingSeconds: null,
  speeds: null,
};

/**
 * The fields of `travel` that the details set. Fields that the model, the mode or a region without heights
 * does not use are omitted: the service would refuse them.
 */
export function askDetails(
  details: TravelDetails,
  { model, mode }: { readonly model: TravelModel; readonly mode: TravelMode },
  hasHeights: boolean,
): Partial<TravelInput> {
  if (model === 'straight-line') return {};
  const { slope, neighbours, walkFactor, boardingSeconds } = details;
  const speeds = details.speeds?.mode === mode ? details.speeds : null;
  return {
    ...(slope !== null && (hasHeights || slope === 'none') ? { slope } : {}),
    ...(neighbours !== null ? { neighbours } : {}),
    ...(walkFactor !== null ? { walkFactor } : {}),
    ...(boardingSeconds !== null && mode !== 'walk' ? { boardingSeconds } : {}),
    ...(speeds
      ? {
          speeds: {
            ...(Object.keys(speeds.land).length > 0 ? { land: speeds.land } : {}),
            ...(Object.keys(speeds.road).length > 0 ? { road: speeds.road } : {}),
          },
        }
      : {}),
  };
}

export type SpeedFactor = ProcessAnswer<'calibrate'>['factors'][number];

/**
 * The class whose speed a factor would change and its current speed; null where the travel has no such
 * setting.
 */
export function findSpeed(
  { way, landClass, roadClass }: Pick<SpeedFactor, 'way' | 'landClass' | 'roadClass'>,
  details: TravelDetails,
  mode: TravelMode,
):
  | { readonly land: LandClass; readonly kmh: number }
  | { readonly road: RoadClass; readonly kmh: number }
  | null {
  const own = details.speeds?.mode === mode ? details.speeds : null;
  if (way === 'walk' && landClass !== null)
    return { land: landClass, kmh: own?.land[landClass] ?? DEFAULT_WALK_LAND_KMH[landClass] };
  if (roadClass === null || (way === 'walk-road') !== (mode === 'walk')) return null;
  const defaults = mode === 'walk' ? DEFAULT_WALK_ROAD_KMH : DEFAULT_ROAD_KMH[mode];
  return { road: roadClass, kmh: own?.road[roadClass] ?? defaults[roadClass] };
}

/**
 * The details with the speed of each factor's class multiplied by it, rounded to 0.01 km/h and kept within
 * what the service takes.
 */
export function applyFactors(
  details: TravelDetails,
  mode: TravelMode,
  factors: readonly SpeedFactor[],
): TravelDetails {
  const own = details.speeds?.mode === mode ? details.speeds : null;
  const land: Record<string, number> = { ...own?.land };
  const road: Record<string, number> = { ...own?.road };
  for (const factor of factors) {
    const found = findSpeed(factor, details, mode);
    if (found === null || !(found.kmh > 0)) continue;
    const kmh = Math.min(200, Math.max(0.01, Math.round(found.kmh * factor.speedFactor * 100) / 100));
    if ('land' in found) land[found.land] = kmh;
    else road[found.road] = kmh;
  }
  return { ...details, speeds: { mode, land, road } };
}
