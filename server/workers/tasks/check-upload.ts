import type { FeatureCollection } from 'geojson';
import { ProblemException } from '../../contract/problems.ts';
import { prepareUploadedZones } from '../../region/uploaded-zones.ts';
import type { RegionReference, TaskContext } from '../task-context.ts';
import type { TaskNote } from './task-note.ts';

export interface CheckUploadInput {
  readonly region: RegionReference;
  readonly content: Uint8Array;
  readonly nameProperty: string | null;
}
export interface CheckUploadOutput {
  readonly features: number;
  readonly nameProperty: string | null;
  readonly textProperties: readonly string[];
  readonly notes: readonly TaskNote[];
  readonly bounds: [number, number, number, number];
  readonly outsideKm2: readonly number[];
  readonly geojson: FeatureCollection;
}

/** A boundary file as the region will use it, or every fault of it with its place. */
export function checkUpload(input: CheckUploadInput, context: TaskContext): CheckUploadOutput {
  const region = context.loadRegion(input.region);
  const prepared = prepareUploadedZones(
    region,
    Buffer.from(input.content),
    input.nameProperty === null ? {} : { nameProperty: input.nameProperty },
  );
  if (prepared.problems.length > 0)
    throw new ProblemException(
      'invalid-geojson',
      { count: prepared.problems.length },
      prepared.problems.map(({ pointer, code, parameters }) => ({ pointer, code, parameters })),
    );
  return {
    features: prepared.zones.length,
    nameProperty: prepared.nameProperty,
    textProperties: prepared.textProperties,
    notes: prepared.notes.map(({ code, parameters, pointer }) => ({ code, parameters: { ...parameters, pointer } })),
    bounds: prepared.bounds,
    outsideKm2: prepared.zones.map((zone) => zone.outsideKm2),
    geojson: prepared.geojson,
  };
}
