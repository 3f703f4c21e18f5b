import { ProblemException } from '../contract/problems.ts';
import type { ProcessId } from '../contract/processes.ts';
import type { JobEstimate } from '../contract/resources.ts';
import { workOf } from '../questions/shared/work-of.ts';
import type { RegionRow } from '../store/region-store.ts';
import type { AnalysisContext } from './context.ts';

const TIMINGS = 20;
/** A search over land and roads: queue, times, owners, pace, state (region/build-engine counts the same). */
const SEARCH_BYTES_A_CELL = 64;
/**
 * Two surfaces kept and handed over: seconds and nearest, once in the thread and once on their way to the
 * store.
 */
const SURFACE_BYTES_A_CELL = 24;
/**
 * Links between cells and roads for each cell's length of road: 13 to 18 on five regions from 45,000 to ten
 * million cells. Each takes some 70 bytes in the thread and in its kernel, its share of nodes and arcs
 * among them.
 */
const LINKS_A_CELL_LENGTH = 15;
const LINK_BYTES = 70;
const MEGABYTE = 2 ** 20;

/**
 * What a job is expected to take: seconds by cells and draws from the stored runs of its process, bytes
 * from the region's size.
 * A job whose arrays cannot fit is refused with the numbers.
 */
export function estimateJob(
  context: AnalysisContext,
  process: ProcessId | 'import',
  inputs: unknown,
): JobEstimate {
  const region = findRegionOf(context, inputs);
  const { memoryBytes, availableBytes } = assertFits(context, region, inputs);
  const millisecondsPerCell = context.runs
    .listTimings(process, TIMINGS)
    .flatMap(({ region: id, milliseconds, inputs: asked }) => {
      const cells = context.regions.find(id)?.detail.cells ?? 0;
      return cells > 0 ? [milliseconds / (cells * workOf(asked))] : [];
    })
    .sort((a, b) => a - b);
  const seconds = (value: number | undefined): number | null =>
    value === undefined || !region ? null : Math.round(value * region.detail.cells * workOf(inputs)) / 1000;
  return {
    seconds: seconds(millisecondsPerCell[millisecondsPerCell.length >> 1]),
    lowSeconds: seconds(millisecondsPerCell[0]),
    highSeconds: seconds(millisecondsPerCell.at(-1)),
    runs: millisecondsPerCell.length,
    memoryBytes,
    availableBytes,
  };
}

/**
 * Bytes that a question about a region is expected to take, and those that are free. Throws the problem
 * `does-not-fit`, with the numbers, where the arrays cannot fit; so a question too large is refused instead
 * of ending the process.
 */
export function assertFits(
  context: AnalysisContext,
  region: RegionRow | null,
  inputs: unknown,
): { memoryBytes: number; availableBytes: number } {
  const availableBytes = context.availableMemory();
  const memoryBytes = region ? estimateBytes(region, inputs) : 0;
  if (memoryBytes > availableBytes)
    throw new ProblemException('does-not-fit', {
      cells: region!.detail.cells,
      need: Math.ceil(memoryBytes / MEGABYTE),
      available: Math.floor(availableBytes / MEGABYTE),
    });
  return { memoryBytes, availableBytes };
}

function estimateBytes({ detail }: RegionRow, inputs: unknown): number {
  const layers =
    2 + (detail.hasElevation ? 4 : 0) + 8 + 4 * (detail.ageBands.length + detail.zoneLayers.length);
  const { model } = (inputs as { travel?: { model?: string } }).travel ?? {};
  const hasLinks = model !== 'raster' && model !== 'straight-line';
  const links = !hasLinks ? 0 : ((detail.roadKm * 1000) / detail.cellMeters) * LINKS_A_CELL_LENGTH;
  return detail.cells * (layers + SEARCH_BYTES_A_CELL + SURFACE_BYTES_A_CELL) + links * LINK_BYTES;
}

/** The region that inputs name, or that the first of their runs is of. */
function findRegionOf(context: AnalysisContext, inputs: unknown): RegionRow | null {
  const { region, runs } = inputs as { region?: string; runs?: readonly string[] };
  const id = region ?? (runs?.[0] === undefined ? undefined : context.runs.findManifest(runs[0])?.region);
  return id === undefined ? null : context.regions.find(id);
}
