import type { FeatureCollection } from 'geojson';
import { ProblemException } from '../../contract/problems.ts';
import type { Region } from '../../region/model/region.ts';
import { prepareUploadedZones, type PreparedZones } from '../../region/import/zones/uploaded-zones.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import type { TaskNote } from '../shared/task-note.ts';

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
  const prepared = prepareUpload(region, input.content, input.nameProperty);
  return {
    features: prepared.zones.length,
    nameProperty: prepared.nameProperty,
    textProperties: prepared.textProperties,
    // Codes of repairs: the collector of the reader keeps them with their counts.
    notes: prepared.notes.map(
      ({ code, parameters, pointer }) =>
        ({ code, parameters: { ...parameters, pointer } }) as unknown as TaskNote,
    ),
    bounds: prepared.bounds,
    outsideKm2: prepared.zones.map((zone) => zone.outsideKm2),
    geojson: prepared.geojson,
  };
}

/** The zones of a boundary file; a file that cannot be used is a problem with every fault of it. */
export function prepareUpload(
  region: Region,
  content: Uint8Array,
  nameProperty: string | null,
): PreparedZones {
  const prepared = prepareUploadedZones(region, content, nameProperty === null ? {} : { nameProperty });
  if (prepared.problems.length > 0)
    throw new ProblemException(
      'invalid-geojson',
      { count: prepared.problemCount },
      prepared.problems.map(({ pointer, code, parameters }) => ({ pointer, code, parameters })),
    );
  return prepared;
}
