import { readFileSync } from 'node:fs';
import type { ProcessInputs } from '../../contract/processes.ts';
import type { RegionDetail } from '../../contract/resources.ts';
import { LAND_CLASSES, ROAD_CLASSES, type RoadClass } from '../../contract/vocabulary.ts';
import { writeStyledGeoPackage } from '../../geo/geopackage-extras.ts';
import { renderReport } from '../../report/render-report.ts';
import type { ReportInput, ReportLayers, ReportRun } from '../../report/report-input.ts';
import type { Region, ZoneLayer } from '../../region/model/region.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { roadFeatures } from '../../drawing/list-features.ts';
import { resampleToDegrees } from '../../drawing/resample-to-degrees.ts';

export interface ReportTaskInput {
  readonly region: RegionReference;
  readonly detail: RegionDetail;
  readonly inputs: ProcessInputs<'report'>;
  readonly runs: readonly {
    readonly manifest: {
      readonly id: string;
      readonly process: string;
      readonly inputs: unknown;
      readonly created: string;
    };
    readonly answer: unknown;
    readonly inputsHash: string;
    readonly resultHash: string;
  }[];
  /** Float64 seconds by cell of the run whose surface is drawn. */
  readonly secondsPath: string | null;
  readonly generatedAt: string;
  /** Names of the scenarios in the runs by their ids. */
  readonly scenarioNames: Readonly<Record<string, string>>;
  readonly engineVersion: string;
}
export interface ReportTaskOutput {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName: string;
}

/** Classes drawn on a report's map: the ones that still read at page size. */
const DRAWN_ROADS: ReadonlySet<RoadClass> = new Set([
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'unclassified',
  'ferry',
]);

/** Runs of a region as a document; drawing and font work stay off the main thread. */
export async function runReport(input: ReportTaskInput, context: TaskContext): Promise<ReportTaskOutput> {
  const region = context.loadRegion(input.region);
  context.report(0.1, 'layers');
  const layers = collectLayers(region, input.secondsPath, zonesOf(region, input.runs));
  context.report(0.4, 'document');
  const reportInput: ReportInput = {
    language: input.inputs.language,
    title: input.inputs.title ?? null,
    template: input.inputs.template ?? null,
    generatedAt: input.generatedAt,
    engineVersion: input.engineVersion,
    region: input.detail,
    runs: input.runs.map(
      ({ manifest, answer, inputsHash, resultHash }) =>
        ({
          process: manifest.process,
          run: manifest.id,
          inputs: manifest.inputs,
          answer,
          finishedAt: manifest.created,
          inputsHash,
          resultHash,
        }) as unknown as ReportRun,
    ),
    layers,
    scenarioNames: input.scenarioNames,
  };
  const file = await renderReport(reportInput, input.inputs.format, {
    writeGeoPackage: async (content) => writeStyledGeoPackage(content),
    onProgress: (percent, step) => context.report(0.4 + (0.6 * percent) / 100, step),
  });
  return { bytes: file.bytes, mediaType: file.mediaType, fileName: file.fileName };
}

/**
 * The zone layer the runs report by: null when a run used an upload or none, for its borders are not the
 * region's.
 */
function zonesOf(region: Region, runs: ReportTaskInput['runs']): ZoneLayer | null {
  const asked = runs
    .map((run) => (run.manifest.inputs as { zones?: string }).zones)
    .find((zones) => zones !== undefined);
  if (asked === undefined) return region.zones[0] ?? null;
  return region.zones.find((layer) => layer.id === asked) ?? null;
}

function collectLayers(region: Region, secondsPath: string | null, zones: ZoneLayer | null): ReportLayers {
  return {
    boundary: region.boundary,
    zones: zones ? { id: zones.id, title: zones.title, names: zones.names, features: zones.features } : null,
    water: region.water,
    roads: roadFeatures(region).flatMap((feature) => {
      const roadClass = feature.properties?.['class'] as RoadClass;
      if (!DRAWN_ROADS.has(roadClass) || feature.geometry.type !== 'LineString') return [];
      return [
        {
          roadClass: ROAD_CLASSES.find((name) => name === roadClass)!,
          coordinates: feature.geometry.coordinates,
        },
      ];
    }),
    places: region.places,
    facilities: region.facilities.filter(
      (facility) => Number.isFinite(facility.lonDegrees) && Number.isFinite(facility.latDegrees),
    ),
    population: resampleToDegrees(region.grid, (cell) => region.population[cell]!),
    ...(secondsPath === null ? {} : { travelTime: resampleSurface(region, secondsPath) }),
  };
}

function resampleSurface(region: Region, path: string) {
  const bytes = readFileSync(path);
  const seconds = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const noData = LAND_CLASSES.indexOf('nodata');
  // The sea and the outside of the data are not land that no one reaches: they stay empty unless people are
  // counted there.
  const isEmpty = (cell: number): boolean =>
    region.population[cell] === 0 && (region.barrier[cell] === 1 || region.landClass[cell] === noData);
  return resampleToDegrees(region.grid, (cell) =>
    seconds[cell] === Infinity && isEmpty(cell) ? Number.NaN : seconds[cell]!,
  );
}
