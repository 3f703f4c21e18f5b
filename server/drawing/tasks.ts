import { defineTask, type AnyTask } from '../questions/shared/task.ts';

export const featuresTask = defineTask(
  'features',
  async () => (await import('./list-features.ts')).listFeatures,
  { staysHere: true },
);
export const tileTask = defineTask('tile', async () => (await import('./draw-tile.ts')).drawTile, {
  staysHere: true,
});
export const geoTiffTask = defineTask(
  'surface-geotiff',
  async () => (await import('./write-geotiff.ts')).writeSurfaceGeoTiff,
  { staysHere: true },
);

export const DRAWING_TASKS: readonly AnyTask[] = [featuresTask, tileTask, geoTiffTask];
