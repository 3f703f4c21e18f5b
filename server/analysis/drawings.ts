import type { FeatureCollection } from 'geojson';
import { ProblemException } from '../contract/problems.ts';
import type { FeatureLayer } from '../workers/tasks/list-features.ts';
import type { AnalysisContext } from './context.ts';
import { getRegion, referenceOf } from './regions.ts';

/** A drawing tile of a region. */
export async function drawRegionTile(
  context: AnalysisContext,
  region: string,
  layer: 'base' | 'relief' | 'population',
  tile: { z: number; x: number; y: number },
): Promise<Uint8Array> {
  return context.runner.run('tile', {
    region: referenceOf(context, getRegion(context, region)),
    layer,
    ...tile,
  });
}

/** A tile of a run's travel-time surface. */
export async function drawRunTile(
  context: AnalysisContext,
  run: string,
  layer: 'time' | 'people-time',
  tile: { z: number; x: number; y: number },
): Promise<Uint8Array> {
  const { region, secondsPath } = surfaceOf(context, run, 'seconds');
  return context.runner.run('tile', { region, layer, secondsPath, ...tile });
}

/** A run's surface as GeoTIFF. */
export async function writeRunGeoTiff(
  context: AnalysisContext,
  run: string,
  layer: 'minutes' | 'nearest',
): Promise<Uint8Array> {
  const { region, secondsPath } = surfaceOf(context, run, layer === 'minutes' ? 'seconds' : 'nearest');
  return context.runner.run('surface-geotiff', { region, layer, path: secondsPath });
}

/** One layer of a region as GeoJSON. */
export async function listRegionFeatures(
  context: AnalysisContext,
  region: string,
  layer: FeatureLayer,
): Promise<FeatureCollection> {
  return context.runner.run('features', { region: referenceOf(context, getRegion(context, region)), layer });
}

function surfaceOf(context: AnalysisContext, run: string, array: string) {
  const manifest = context.runs.findManifest(run);
  const region = manifest ? context.regions.find(manifest.region) : null;
  if (!manifest || !region || region.hash !== manifest.regionHash || !context.runs.hasArray(run, array))
    throw new ProblemException('run-not-found', { run });
  return { region: referenceOf(context, region), secondsPath: context.runs.arrayPath(run, array) };
}
