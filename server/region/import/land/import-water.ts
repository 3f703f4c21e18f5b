import type { Feature, Geometry } from 'geojson';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { markAreaInto, markLineInto } from '../../../geo/barrier-cells.ts';
import { isSaid } from '../roads/road-words.ts';
import { buildPlacer, lineInCells, partsInCells } from '../../../geo/polygon-cells.ts';

export interface BarrierCounts {
  areas: number;
  lines: number;
  /** Lines of small or hidden water that stop no one: streams, culverts, what falls dry. */
  passable: number;
  /** Areas of water that falls dry. */
  dryAreas: number;
  /** Lines among the passable that are small by a figure of their file (discharge, order). */
  smallRivers: number;
  cells: number;
  others: number;
}

/**
 * Marks water (or, with `all`, whatever the file holds) in the barrier layer. Areas block unless they fall
 * dry; of lines, rivers and canals
 * do, streams and ditches, tunnels and intermittent ones do not; a line without a `waterway` word blocks.
 */
export function markBarriers(
  barrier: Uint8Array,
  grid: Grid,
  features: readonly Feature<Geometry | null>[],
  all: boolean,
): BarrierCounts {
  const counts: BarrierCounts = {
    areas: 0,
    lines: 0,
    passable: 0,
    dryAreas: 0,
    smallRivers: 0,
    cells: 0,
    others: 0,
  };
  const place = buildPlacer(grid);
  const visit = (geometry: Geometry, properties: Readonly<Record<string, unknown>>): void => {
    switch (geometry.type) {
      case 'Polygon':
      case 'MultiPolygon':
        if (!all && fallsDry(properties)) {
          counts.dryAreas++;
          break;
        }
        counts.areas++;
        for (const rings of partsInCells(grid, geometry)) counts.cells += markAreaInto(barrier, grid, rings);
        break;
      case 'LineString':
      case 'MultiLineString': {
        if (!all && isPassable(properties)) {
          counts.passable++;
          if (isSmallRiver(properties)) counts.smallRivers++;
          break;
        }
        counts.lines++;
        for (const line of geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates)
          counts.cells += markLineInto(barrier, grid, lineInCells(line, place));
        break;
      }
      case 'GeometryCollection':
        for (const part of geometry.geometries) visit(part, properties);
        break;
      default:
        counts.others++;
    }
  };
  for (const feature of features)
    if (feature.geometry) visit(feature.geometry, feature.properties ?? {});
    else counts.others++;
  return counts;
}

/** Columns in which files name the kind of a water, most telling first. */
const KIND_COLUMNS = ['waterway', 'fclass', 'natural', 'wetland', 'water', 'type', 'class'];
/**
 * Lines of water that stop people. A line of another kind that is known does not, one of unknown kind does.
 */
const STOPS = new Set(['river', 'canal', 'riverbank']);
const PASSES = new Set([
  'stream',
  'ditch',
  'drain',
  'brook',
  'creek',
  'wadi',
  'pressurised',
  'fairway',
  'tidal_channel',
  'culvert',
  'gully',
  'dyke',
  'weir',
  'dam',
]);

/** Words of the Digital Chart of the World (DIVA-GIS) for water that is there for a season only. */
const FALLS_DRY = /non-?perennial|intermittent|fluctuating|ephemeral|^dry/;
const DRY_KIND = /^(intermittent|seasonal|ephemeral|non-?perennial)/;
const SEASON_COLUMNS = ['intermittent', 'seasonal', 'ephemeral'];

function isPassable(properties: Readonly<Record<string, unknown>>): boolean {
  const waterway = wordOf(properties, 'waterway');
  if (waterway !== '' && !STOPS.has(waterway)) return true;
  if (KIND_COLUMNS.some((column) => PASSES.has(wordOf(properties, column)))) return true;
  return isSaid(wordOf(properties, 'tunnel')) || fallsDry(properties) || isSmallRiver(properties);
}

/**
 * HydroRIVERS: mean discharge in m³/s, else its order by powers of ten (7: 0.1 to 1 m³/s), else Strahler's
 * order; what is stated first decides.
 */
const SMALL_BY: readonly (readonly [column: string, isSmall: (value: number) => boolean])[] = [
  ['dis_av_cms', (value) => value >= 0 && value < 1],
  ['ord_flow', (value) => value >= 7],
  ['ord_stra', (value) => value > 0 && value <= 2],
];

/** Whether a reach of a river network is as small as a stream, where no word names its kind. */
function isSmallRiver(properties: Readonly<Record<string, unknown>>): boolean {
  if (wordOf(properties, 'waterway') !== '') return false;
  for (const [column, isSmall] of SMALL_BY) {
    const text = wordOf(properties, column);
    if (text !== '' && Number.isFinite(Number(text))) return isSmall(Number(text));
  }
  return false;
}

/** Whether water is there for a season only, be it a line or an area. */
function fallsDry(properties: Readonly<Record<string, unknown>>): boolean {
  if (FALLS_DRY.test(wordOf(properties, 'hyc_descri'))) return true;
  if (KIND_COLUMNS.some((column) => DRY_KIND.test(wordOf(properties, column)))) return true;
  return SEASON_COLUMNS.some((column) => isSaid(wordOf(properties, column)));
}

/** Land that an area in a file of water is after all, null for open water. */
export function landClassOfWater(properties: Readonly<Record<string, unknown>>): 'wetland' | 'snow' | null {
  for (const column of KIND_COLUMNS) {
    const word = wordOf(properties, column);
    if (/^(wetland|marsh|swamp|mangrove|bog|fen|reedbed)$/.test(word)) return 'wetland';
    if (word === 'glacier') return 'snow';
  }
  if (/subject to inundation/.test(wordOf(properties, 'f_code_des'))) return 'wetland';
  return null;
}

/** Whether an area in a file of water is an island: land inside a lake that is drawn over it. */
export function isIsland(properties: Readonly<Record<string, unknown>>): boolean {
  return (
    /^(island|islet)$/.test(wordOf(properties, 'place')) ||
    KIND_COLUMNS.some((column) => /^(islands?|islets?|岛屿?)$/.test(wordOf(properties, column)))
  );
}

function wordOf(properties: Readonly<Record<string, unknown>>, column: string): string {
  const value = properties[column] ?? properties[column.toUpperCase()];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim().toLowerCase()
    : '';
}
