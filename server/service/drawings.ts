import type { FeatureCollection } from 'geojson';
import { ProblemException } from '../contract/problems.ts';
import type { FeatureLayer } from '../drawing/list-features.ts';
import { featuresTask, geoTiffTask, tileTask } from '../drawing/tasks.ts';
import type { AnalysisContext } from './context.ts';
import { whileKept } from './while-kept.ts';
import { countingWithin, getRegion, referenceOf } from './regions.ts';

/** A drawing tile of a region. */
export async function drawRegionTile(
  context: AnalysisContext,
  region: string,
  layer: 'base' | 'relief' | 'population',
  tile: { z: number; x: number; y: number },
): Promise<Uint8Array> {
  return context.runner.run(tileTask, {
    region: referenceOf(context, getRegion(context, region)),
    layer,
    ...tile,
  });
}

/** A tile of a run's travel-time surface, or of another surface it keeps. */
export async function drawRunTile(
  context: AnalysisContext,
  run: string,
  layer: 'time' | 'people-time' | `value-${string}`,
  tile: { z: number; x: number; y: number },
): Promise<Uint8Array> {
  if (layer !== 'time' && layer !== 'people-time') {
    const { region, secondsPath: valuesPath } = surfaceOf(context, run, layer.slice('value-'.length));
    return whileKept(context, run, layer.slice('value-'.length), () =>
      context.runner.run(tileTask, { region, layer: 'value', valuesPath, ...tile }),
    );
  }
  const { region, secondsPath } = surfaceOf(context, run, 'seconds');
  return whileKept(context, run, 'seconds', () =>
    context.runner.run(tileTask, { region, layer, secondsPath, ...tile }),
  );
}

/** A run's surface as GeoTIFF. */
export async function writeRunGeoTiff(
  context: AnalysisContext,
  run: string,
  layer: 'minutes' | 'nearest' | `value-${string}`,
): Promise<Uint8Array> {
  if (layer !== 'minutes' && layer !== 'nearest') {
    const { region, secondsPath: path } = surfaceOf(context, run, layer.slice('value-'.length));
    return whileKept(context, run, layer.slice('value-'.length), () =>
      context.runner.run(geoTiffTask, { region, layer: 'value', path }),
    );
  }
  const array = layer === 'minutes' ? 'seconds' : 'nearest';
  const { region, secondsPath } = surfaceOf(context, run, array);
  return whileKept(context, run, array, () =>
    context.runner.run(geoTiffTask, { region, layer, path: secondsPath }),
  );
}

/** One layer of a region as GeoJSON. */
export async function listRegionFeatures(
  context: AnalysisContext,
  region: string,
  layer: FeatureLayer,
): Promise<FeatureCollection> {
  return context.runner.run(featuresTask, {
    region: referenceOf(context, getRegion(context, region)),
    layer,
  });
}

function surfaceOf(context: AnalysisContext, run: string, array: string) {
  const manifest = context.runs.findManifest(run);
  const region = manifest ? context.regions.find(manifest.region) : null;
  if (!manifest || !region || region.hash !== manifest.regionHash || !context.runs.hasArray(run, array))
    throw new ProblemException('run-not-found', { run });
  // People whom the run did not count are not drawn as its people.
  const { within } = manifest.inputs as { within?: string };
  return {
    region: referenceOf(context, countingWithin(region, within)),
    secondsPath: context.runs.arrayPath(run, array),
  };
}
