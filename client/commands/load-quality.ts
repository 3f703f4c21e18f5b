import { getQuality, listVersions } from '../api/imports.ts';
import { EMPTY_LOAD, begin, fail, finish } from '../state/load.ts';
import { patch, store } from '../state/store.ts';
import { getIntake, patchIntake } from './patch-intake.ts';
import { toProblem } from './to-problem.ts';

/** Reads the data check of the region in use, and its earlier versions. */
export async function loadQuality(): Promise<void> {
  const { regionId, language } = store.getState();
  if (regionId === null) return;
  const key = `${regionId} ${language} ${Date.now()}`;
  patchIntake((intake) => ({
    quality: begin(intake.quality.value?.region === regionId ? intake.quality : EMPTY_LOAD, key),
  }));
  try {
    const [quality, versions] = await Promise.all([
      getQuality(regionId, language),
      listVersions(regionId, language),
    ]);
    if (getIntake().quality.key !== key) return;
    patchIntake((intake) => ({ quality: finish(intake.quality, key, quality), versions }));
  } catch (thrown) {
    patchIntake((intake) => ({ quality: fail(intake.quality, key, toProblem(thrown)) }));
  }
}

/** Shows the places of a finding on the map, or none. */
export function selectFinding(finding: number | null): void {
  patchIntake({ finding });
  if (finding === null) return;
  const quality = getIntake().quality.value;
  const points = (quality?.findings[finding]?.examples ?? []).flatMap((it) => [
    ...(it.lonDegrees === undefined || it.latDegrees === undefined
      ? []
      : [[it.lonDegrees, it.latDegrees] as const]),
    ...(it.offer ? [[it.offer.lonDegrees, it.offer.latDegrees] as const] : []),
  ]);
  const area = quality?.findings[finding]?.area?.coordinates.flat(2) ?? [];
  const all = [...points, ...area.map((point) => [point[0] ?? 0, point[1] ?? 0] as const)];
  if (all.length === 0) return;
  const lons = all.map(([lon]) => lon);
  const lats = all.map(([, lat]) => lat);
  const bounds = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)] as const;
  patch((state) => ({ flight: { serial: (state.flight?.serial ?? 0) + 1, bounds, zoom: 13 } }));
}
