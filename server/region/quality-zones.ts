import type { MultiPolygon } from 'geojson';
import { buildTransform, parseCrs, WGS84 } from '../geo/crs.ts';
import { computeMaskOutline, toMultiPolygonCoordinates } from '../kernel/catchment/outline.ts';
import { countCells, NONE, type Grid } from '../kernel/grid/grid.ts';
import { computeDistanceMeters } from './distance-field.ts';
import type { FindingExample, FindingList } from './findings.ts';
import type { Region } from './region.ts';

const EDGE_METERS = 10_000;
const DIFFERENT = 0.05;
/** Blocks along the longer side of the frame in which the band at the border is drawn. */
const BAND_BLOCKS = 160;
const POPULATION_KEYS =
  /^(pop(ulation)?(_?\d{4}|_?total)?|people|total_?pop(ulation)?|人口|总人口|常住人口|户籍人口)$/i;

/** Zones whose own population figure is more than 5 % off the grid's people in them. */
export function reportZoneTotals(region: Region, findings: FindingList): void {
  for (const zone of region.zones) {
    const people = new Float64Array(zone.names.length);
    for (let cell = 0; cell < zone.zoneOfCell.length; cell++) {
      const z = zone.zoneOfCell[cell]!;
      if (z !== NONE) people[z] = people[z]! + region.population[cell]!;
    }
    const off: FindingExample[] = [];
    let stated = 0;
    let counted = 0;
    for (const [z, feature] of zone.features.features.entries()) {
      const entry = Object.entries(feature.properties ?? {}).find(
        ([key, value]) =>
          POPULATION_KEYS.test(key) && Number.isFinite(Number(value)) && value !== null && value !== '',
      );
      if (!entry) continue;
      const figure = Number(entry[1]);
      stated += figure;
      counted += people[z]!;
      if (Math.abs(people[z]! - figure) > DIFFERENT * Math.max(1, figure))
        off.push({ label: `${zone.names[z]!.en}: ${Math.round(figure)} / ${Math.round(people[z]!)}` });
    }
    findings.add(
      'zone-population-differs',
      'warning',
      zone.id,
      off.length,
      { zones: zone.title, stated: Math.round(stated), counted: Math.round(counted) },
      off,
    );
  }
}

/** Layers that stop at the boundary: journeys across it are unknown, so people near it may look worse off than they are. */
export function reportDataStoppingAtBorder(region: Region, findings: FindingList): void {
  const zone = region.zones.find(({ id }) => id === 'boundary');
  if (!zone) return;
  const { grid, roads } = region;
  const outside = new Uint8Array(zone.zoneOfCell.length);
  for (let cell = 0; cell < outside.length; cell++) outside[cell] = zone.zoneOfCell[cell] === NONE ? 1 : 0;
  if (outside.every((o) => o === 0)) return;
  let peopleOutside = 0;
  for (let cell = 0; cell < outside.length; cell++)
    if (outside[cell]) peopleOutside += region.population[cell]!;
  const cellOfNode = (node: number): number => {
    const column = Math.floor((roads.nodeX[node]! - grid.left) / grid.cellWidth);
    const row = Math.floor((grid.top - roads.nodeY[node]!) / grid.cellHeight);
    return column >= 0 && column < grid.columns && row >= 0 && row < grid.rows
      ? row * grid.columns + column
      : NONE;
  };
  let nodesOutside = 0;
  for (let node = 0; node < roads.nodeX.length; node++) {
    const cell = cellOfNode(node);
    if (cell === NONE || outside[cell]) nodesOutside++;
  }
  const facilitiesOutside = region.facilities.filter(
    ({ cell }) => cell === NONE || outside[cell] === 1,
  ).length;
  const stopping = [
    ...(region.facilities.length > 0 && facilitiesOutside === 0 ? ['facilities'] : []),
    ...(roads.nodeX.length > 0 && nodesOutside < roads.nodeX.length * 0.001 ? ['roads'] : []),
    ...(peopleOutside === 0 ? ['population'] : []),
  ];
  if (stopping.length === 0) return;
  const meters = computeDistanceMeters(grid, outside);
  let people = 0;
  let cells = 0;
  for (let cell = 0; cell < outside.length; cell++)
    if (!outside[cell] && meters[cell]! <= EDGE_METERS && region.population[cell]! > 0) {
      people += region.population[cell]!;
      cells++;
    }
  findings.add(
    'data-stops-at-border',
    'warning',
    'boundary',
    cells,
    { layers: stopping.join(', '), people: Math.round(people), kilometres: EDGE_METERS / 1000 },
    [],
    outlineBand(grid, (cell) => outside[cell] === 0 && meters[cell]! <= EDGE_METERS),
  );
}

/** Outline of the cells that `isIn` names, in degrees, drawn on blocks of cells so that it stays a few kilobytes. */
function outlineBand(grid: Grid, isIn: (cell: number) => boolean): MultiPolygon {
  const block = Math.max(1, Math.ceil(Math.max(grid.columns, grid.rows) / BAND_BLOCKS));
  const coarse: Grid = {
    ...grid,
    columns: Math.ceil(grid.columns / block),
    rows: Math.ceil(grid.rows / block),
    cellWidth: grid.cellWidth * block,
    cellHeight: grid.cellHeight * block,
  };
  const mask = new Uint8Array(countCells(coarse));
  for (let row = 0; row < grid.rows; row++)
    for (let column = 0; column < grid.columns; column++)
      if (isIn(row * grid.columns + column))
        mask[Math.floor(row / block) * coarse.columns + Math.floor(column / block)] = 1;
  const toDegrees = buildTransform(parseCrs(grid.crs), WGS84);
  const project = (x: number, y: number): [number, number] => {
    const point: [number, number] = [x, y];
    toDegrees(point);
    return [Math.round(point[0] * 1e5) / 1e5, Math.round(point[1] * 1e5) / 1e5];
  };
  return {
    type: 'MultiPolygon',
    coordinates: toMultiPolygonCoordinates(computeMaskOutline(coarse, mask), project),
  };
}
