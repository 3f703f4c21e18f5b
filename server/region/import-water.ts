import type { Feature, Geometry } from 'geojson';
import type { Grid } from '../kernel/grid/grid.ts';
import { markAreaInto, markLineInto } from '../geo/barrier-cells.ts';
import { buildPlacer, lineInCells, partsInCells } from '../geo/polygon-cells.ts';

export interface BarrierCounts {
  areas: number;
  lines: number;
  /** Lines of small or hidden water that stop nobody: streams, culverts, what falls dry. */
  passable: number;
  cells: number;
  others: number;
}

/**
 * Marks water (or, with `all`, whatever the file holds) in the barrier layer. Areas always block; of lines, rivers and canals
 * do, streams and ditches, tunnels and intermittent ones do not; a line without a `waterway` word blocks.
 */
export function markBarriers(
  barrier: Uint8Array,
  grid: Grid,
  features: readonly Feature<Geometry | null>[],
  all: boolean,
): BarrierCounts {
  const counts: BarrierCounts = { areas: 0, lines: 0, passable: 0, cells: 0, others: 0 };
  const place = buildPlacer(grid);
  const visit = (geometry: Geometry, properties: Readonly<Record<string, unknown>>): void => {
    switch (geometry.type) {
      case 'Polygon':
      case 'MultiPolygon':
        counts.areas++;
        for (const rings of partsInCells(grid, geometry)) counts.cells += markAreaInto(barrier, grid, rings);
        break;
      case 'LineString':
      case 'MultiLineString': {
        if (!all && isPassable(properties)) {
          counts.passable++;
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

function isPassable(properties: Readonly<Record<string, unknown>>): boolean {
  const waterway = properties['waterway'];
  if (typeof waterway === 'string' && waterway !== '' && !['river', 'canal', 'riverbank'].includes(waterway))
    return true;
  const yes = (key: string): boolean =>
    properties[key] !== undefined && properties[key] !== null && properties[key] !== 'no';
  return yes('tunnel') || properties['intermittent'] === 'yes';
}
