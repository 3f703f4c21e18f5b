import { LAND_CLASSES } from '../../contract/vocabulary.ts';
import { buildGridMetric } from '../../kernel/grid/grid-metric.ts';
import { findCell, NONE, type Grid } from '../../kernel/grid/grid.ts';
import { computeDistanceMeters } from '../model/distance-field.ts';
import type { FindingList } from '../model/findings.ts';
import { knowsLandCover } from '../model/land-area.ts';
import { outlineCells } from '../model/outline-cells.ts';
import type { Region } from '../model/region.ts';

const EDGE_METERS = 10_000;

/**
 * Where data stop: journeys across are unknown, so people near may look worse off than they are. Data stop
 * at the border of the area
 * asked for (its boundary, else its first zones, else all of it) where the land beyond holds no facility,
 * hardly a road or no one, and
 * at the frame where land reaches it. Sea and lakes beyond are no such border: no one there gives care.
 */
export function reportDataStoppingAtBorder(region: Region, findings: FindingList): void {
  const { grid, population } = region;
  const zone = region.zones.find(({ id }) => id === 'boundary') ?? region.zones[0];
  const isAsked = (cell: number): boolean => !zone || zone.zoneOfCell[cell] !== NONE;
  const isLand = buildLandTest(region);
  const stopping = zone ? listLayersStopping(region, isAsked) : [];
  const marks =
    stopping.length > 0 ? markLandBeyond(grid, isAsked, isLand) : new Uint8Array(population.length);
  const landBeyond = marks.includes(1);
  const atFrame = markFrameEdges(grid, marks, isLand);
  if (!landBeyond && !atFrame) return;
  const meters = computeDistanceMeters(grid, marks);
  const isIn = (cell: number): boolean => isAsked(cell) && meters[cell]! <= EDGE_METERS;
  let people = 0;
  let cells = 0;
  for (let cell = 0; cell < population.length; cell++)
    if (population[cell]! > 0 && isIn(cell)) {
      people += population[cell]!;
      cells++;
    }
  findings.add(
    'data-stops-at-border',
    'warning',
    'boundary',
    cells,
    {
      layers: (landBeyond ? stopping : ['population', 'roads', 'facilities']).join(', '),
      people: Math.round(people),
      kilometres: EDGE_METERS / 1000,
    },
    [],
    cells === 0 ? undefined : outlineCells(grid, isIn),
  );
}

/**
 * Whether somebody could live or give care in a cell: no barrier, no water, some land cover where the layer
 * states anything; where it states
 * nothing but heights are known, above the sea: models of heights give 0 or nothing to the sea, so an
 * island without land cover ends at its coast.
 */
function buildLandTest({ barrier, landClass, elevation }: Region): (cell: number) => boolean {
  const closed = new Set<number>([LAND_CLASSES.indexOf('water'), LAND_CLASSES.indexOf('nodata')]);
  const bySea = elevation === null || knowsLandCover(landClass);
  const isAboveSea = (cell: number): boolean => bySea || elevation[cell]! > 0;
  return (cell) => barrier[cell] === 0 && !closed.has(landClass[cell]!) && isAboveSea(cell);
}

/**
 * Land beyond an area that lies no farther from it than this is its own shore, drawn more coarsely than the
 * land.
 */
const SHORE_METERS = 2000;
const SHORE_CELLS = 2;

/**
 * Marks the land beyond the area but for slivers along its outline: pieces of which no cell lies farther
 * away than a shore is wide nor at the
 * edge of the frame, beyond which it may go on.
 */
function markLandBeyond(
  grid: Grid,
  isAsked: (cell: number) => boolean,
  isLand: (cell: number) => boolean,
): Uint8Array {
  const cells = grid.columns * grid.rows;
  const asked = new Uint8Array(cells);
  for (let cell = 0; cell < cells; cell++) if (isAsked(cell)) asked[cell] = 1;
  const marks = new Uint8Array(cells);
  if (!asked.includes(1)) return marks;
  const meters = computeDistanceMeters(grid, asked);
  const shore = Math.max(SHORE_METERS, SHORE_CELLS * buildGridMetric(grid).cellSizeMeters);
  const waiting: number[] = [];
  const take = (cell: number): void => {
    if (marks[cell] === 1 || asked[cell] === 1 || !isLand(cell)) return;
    marks[cell] = 1;
    waiting.push(cell);
  };
  for (let start = 0; start < cells; start++) {
    if (meters[start]! <= shore && !isAtEdge(grid, start)) continue;
    take(start);
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      const [row, column] = [Math.floor(cell / grid.columns), cell % grid.columns];
      if (row > 0) take(cell - grid.columns);
      if (row < grid.rows - 1) take(cell + grid.columns);
      if (column > 0) take(cell - 1);
      if (column < grid.columns - 1) take(cell + 1);
    }
  }
  return marks;
}

/** Layers of which there is nothing beyond the area: no facility, hardly a junction, no one. */
function listLayersStopping(region: Region, isAsked: (cell: number) => boolean): string[] {
  const { grid, roads, population, facilities } = region;
  let peopleBeyond = 0;
  for (let cell = 0; cell < population.length; cell++) if (!isAsked(cell)) peopleBeyond += population[cell]!;
  let nodesBeyond = 0;
  for (let node = 0; node < roads.nodeX.length; node++) {
    const cell = findCell(grid, roads.nodeX[node]!, roads.nodeY[node]!);
    if (cell === NONE || !isAsked(cell)) nodesBeyond++;
  }
  const facilityBeyond = facilities.some(({ cell }) => cell === NONE || !isAsked(cell));
  return [
    ...(facilities.length > 0 && !facilityBeyond ? ['facilities'] : []),
    ...(roads.nodeX.length > 0 && nodesBeyond < roads.nodeX.length * 0.001 ? ['roads'] : []),
    ...(peopleBeyond === 0 ? ['population'] : []),
  ];
}

function isAtEdge({ columns, rows }: Grid, cell: number): boolean {
  const [row, column] = [Math.floor(cell / columns), cell % columns];
  return row === 0 || column === 0 || row === rows - 1 || column === columns - 1;
}

/** Marks the land cells at the edges of the frame, where every layer ends; returns whether there are any. */
function markFrameEdges(grid: Grid, marks: Uint8Array, isLand: (cell: number) => boolean): boolean {
  let any = false;
  const mark = (cell: number): void => {
    if (!isLand(cell)) return;
    marks[cell] = 1;
    any = true;
  };
  for (let column = 0; column < grid.columns; column++) {
    mark(column);
    mark((grid.rows - 1) * grid.columns + column);
  }
  for (let row = 0; row < grid.rows; row++) {
    mark(row * grid.columns);
    mark(row * grid.columns + grid.columns - 1);
  }
  return any;
}
