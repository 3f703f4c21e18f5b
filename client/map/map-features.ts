import type { FeatureCollection } from 'geojson';
import { pickShownPath } from '../state/derived.ts';
import { isStale } from '../state/load.ts';
import { listReferralLines } from '../state/map-theme.ts';
import { keyOfPoint } from '../state/questions.ts';
import type { AppState } from '../state/app-state.ts';

/** Features of the GeoJSON sources of the map, each computed from the state alone. */

const EMPTY_COLLECTION: FeatureCollection = { type: 'FeatureCollection', features: [] };

export function findPointFeatures({ work: { point } }: AppState): FeatureCollection {
  return collect(point ? [placeAt(point[0], point[1], {})] : []);
}

/** Catchments of the point asked about, largest first: the smaller ones lie on top. */
export function findCatchments(state: AppState): FeatureCollection {
  return collect([...(findFreshAnswer(state)?.catchments?.features ?? [])].reverse());
}

/** The path from the point to the nearest facility of the tier in use. */
export function findPath(state: AppState): FeatureCollection {
  const nearest = findFreshAnswer(state)?.explain.nearest ?? [];
  const shown = pickShownPath(nearest, state.selection.pathTier, state.settings.tiers);
  return collect(shown?.geometry ? [draw(shown.geometry)] : []);
}

export function findUpload({ work }: AppState): FeatureCollection {
  return (work.upload?.geojson ?? EMPTY_COLLECTION) as FeatureCollection;
}

/** The gap in use. */
export function findGap({ gaps, selection }: AppState): FeatureCollection {
  const gap = gaps.value?.gaps.find((entry) => entry.rank === selection.gapRank);
  return collect(gap ? [draw(gap.geometry)] : []);
}

/** Names of zones that are not alone in their region. */
export function findZoneNames({ zoneMarks }: AppState): FeatureCollection {
  return collect(
    zoneMarks
      .filter((mark) => mark.siblings > 1)
      .map(({ at, nameZh, nameEn, siblings }) => placeAt(at[0], at[1], { nameZh, nameEn, siblings })),
  );
}

export function findCandidates({ candidates }: AppState): FeatureCollection {
  return (candidates.value?.sample ?? EMPTY_COLLECTION) as FeatureCollection;
}

export function findSites({ work, selection }: AppState): FeatureCollection {
  return collect(
    (work.siting.value?.sites ?? []).map(({ lon, lat, order }) =>
      placeAt(lon, lat, { order, selected: order === selection.siteOrder }),
    ),
  );
}

/** Places of the finding in use, while the data check is open. */
export function findFindingPlaces({ intake, tab }: AppState): FeatureCollection {
  if (tab !== 'data') return EMPTY_COLLECTION;
  const features = intake.quality.value?.places.features ?? [];
  return collect(features.filter((feature) => feature.properties['index'] === intake.finding));
}

export function findReferralLines(state: AppState): FeatureCollection {
  return collect(
    listReferralLines(state).map(({ from, to }) =>
      draw({ type: 'LineString', coordinates: [[...from], [...to]] }),
    ),
  );
}

export function findCalibrationTrips({ calibration }: AppState): FeatureCollection {
  return (calibration.load.value?.map ?? EMPTY_COLLECTION) as FeatureCollection;
}

function findFreshAnswer(state: AppState) {
  const { point, pointAnswer } = state.work;
  return point && !isStale(pointAnswer, keyOfPoint(state, point)) ? pointAnswer.value : null;
}

/** The schemas of answers leave the shape of a geometry open, GeoJSON types do not. */
const collect = (features: readonly object[]) =>
  ({ type: 'FeatureCollection', features }) as FeatureCollection;

const draw = (geometry: object) => ({ type: 'Feature', geometry, properties: {} });

const placeAt = (lon: number, lat: number, properties: object) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties,
});
