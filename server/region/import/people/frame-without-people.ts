import { scanOsm } from '../../../geo/osm-scan.ts';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { countCells } from '../../../kernel/grid/grid.ts';
import { boundsOfGeometries, emptyBox, widenBox, type Box } from '../../../geo/geometry-box.ts';
import type { ImportContext } from '../import-context.ts';
import { boundsInDegrees } from './import-population.ts';
import { pointFrame } from './point-frame.ts';
import type { InputFile } from '../recognise/recognised.ts';

/** Sides of cells that are tried, in metres, until the frame has at most `MOST_CELLS`. */
const CELL_METERS = [100, 200, 500, 1000] as const;
const MOST_CELLS = 25_000_000;
const MARGIN_CELLS = 10;

/**
 * What a region without people can be framed by, in this order: what it is of, how one travels in it, what
 * it lies on.
 */
const FRAMES: readonly ((file: InputFile) => boolean)[] = [
  ({ is }) => is.kind === 'features' && (is.layer === 'boundary' || is.layer === 'zones'),
  ({ is }) => is.kind === 'osm' || (is.kind === 'features' && is.layer === 'roads'),
  ({ is }) => is.kind === 'land-cover' || is.kind === 'land-fraction',
  ({ is }) => is.kind === 'dem',
];
/** One travels over these; boundaries and facilities alone are no region. */
const GROUND = FRAMES.slice(1);

/**
 * Frame of a region that has roads or land, but no people: travel times, trips and catchments by area can
 * be asked of it. Null when there
 * is nothing to travel on.
 */
export function frameWithoutPeople({ files, options, findings }: ImportContext): Grid | null {
  if (!files.some((file) => GROUND.some((belongs) => belongs(file)))) return null;
  for (const belongs of FRAMES) {
    const box = emptyBox();
    for (const file of files.filter(belongs)) {
      const own = boundsOf(file);
      if (own === null) continue;
      widenBox(box, own[0], own[1]);
      widenBox(box, own[2], own[3]);
    }
    if (box[0] > box[2]) continue;
    const grids = (options.cellMeters === undefined ? CELL_METERS : [options.cellMeters]).map((meters) =>
      pointFrame(box, meters, MARGIN_CELLS),
    );
    const grid = grids.find((it) => countCells(it) <= MOST_CELLS) ?? grids.at(-1)!;
    findings.add('region-without-people', 'warning', 'population', 1, {
      meters: Math.round(options.cellMeters ?? CELL_METERS[grids.indexOf(grid)] ?? CELL_METERS[0]),
    });
    return grid;
  }
  return null;
}

function boundsOf({ is, path }: InputFile): Box | null {
  if (is.kind === 'features')
    return boundsOfGeometries(
      is.features.map((feature) => feature.geometry),
      is.crs,
    );
  if (is.kind === 'osm') return boundsOfExtract(path);
  if (is.kind === 'land-cover' || is.kind === 'land-fraction' || is.kind === 'dem') {
    const [west, south, east, north] = boundsInDegrees(is.head.grid, is.head.crs);
    return [west!, south!, east!, north!];
  }
  return null;
}

/** Box that the extract states, else that of its nodes. */
function boundsOfExtract(path: string): Box | null {
  const box = emptyBox();
  try {
    const { bounds } = scanOsm(path, {});
    if (bounds) return [...bounds];
    scanOsm(path, {
      nodes: ({ count, lon, lat }) => {
        for (let i = 0; i < count; i++) widenBox(box, lon[i]!, lat[i]!);
      },
    });
  } catch {
    // A broken extract is reported where its roads are read.
    return null;
  }
  return box[0] <= box[2] ? box : null;
}
