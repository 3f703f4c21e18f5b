import type { CellAssignment } from '../../geo/polygon-cells.ts';
import { tableNumbers } from '../../geo/table-numbers.ts';
import { NONE, type Grid } from '../../kernel/grid/grid.ts';
import { findPeople } from '../model/find-people.ts';
import type { FindingExample, FindingList } from '../model/findings.ts';
import { outlineCells } from '../model/outline-cells.ts';
import { buildCellPlace } from './quality-roads.ts';
import type { Region, ZoneLayer } from '../model/region.ts';

const DIFFERENT = 0.05;
const POPULATION_KEYS =
  /^(pop(ulation)?(_?\d{4}|_?total)?|people|total_?pop(ulation)?|人口|总人口|常住人口|户籍人口)$/i;

/** How the zones of one layer lie: overlaps, gaps between them, zones without a cell. Each with its place. */
export function reportZoneShapes(
  layer: ZoneLayer,
  on: Pick<CellAssignment, 'cellCounts' | 'overlapCells' | 'overlap'> & {
    readonly grid: Grid;
    readonly population: Float64Array;
  },
  findings: FindingList,
): void {
  const { id, title, names } = layer;
  const { grid, population, overlap } = on;
  if (overlap)
    findings.add(
      'zones-overlap',
      'warning',
      id,
      on.overlapCells,
      { zones: title },
      [],
      outlineCells(grid, (cell) => overlap[cell] === 1),
    );
  if (names.length > 1) reportGaps(layer, grid, population, findings);
  const empty = names.flatMap((name, i) =>
    on.cellCounts[i] === 0 ? [{ label: name.en, ...cornerOf(layer, i) }] : [],
  );
  findings.add('zone-without-cells', 'warning', id, empty.length, { zones: title }, empty);
}

/** People in no zone of a layer. Of the layer whose people alone are counted the halo's finding reports. */
export function reportPeopleOutsideZones(region: Region, findings: FindingList): void {
  for (const { id, title, zoneOfCell } of region.zones) {
    if (id === region.countWithin) continue;
    const outside = findPeople(region, region.population, (cell) => zoneOfCell[cell] === NONE);
    findings.add(
      'people-outside-zones',
      'info',
      id,
      outside.cells,
      { zones: title, people: outside.people },
      outside.examples,
    );
  }
}

/**
 * Cells of no zone that zones enclose. Slivers open to the outside are among the cells outside every zone.
 */
function reportGaps(
  { id, title, zoneOfCell }: ZoneLayer,
  grid: Grid,
  population: Float64Array,
  findings: FindingList,
): void {
  const { columns, rows } = grid;
  // 1: no zone, and joined to the edge of the frame without crossing a zone.
  const open = new Uint8Array(zoneOfCell.length);
  const stack: number[] = [];
  const visit = (cell: number): void => {
    if (open[cell] === 1 || zoneOfCell[cell] !== NONE) return;
    open[cell] = 1;
    stack.push(cell);
  };
  for (let column = 0; column < columns; column++) {
    visit(column);
    visit((rows - 1) * columns + column);
  }
  for (let row = 0; row < rows; row++) {
    visit(row * columns);
    visit(row * columns + columns - 1);
  }
  for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
    const column = cell % columns;
    if (column > 0) visit(cell - 1);
    if (column + 1 < columns) visit(cell + 1);
    if (cell >= columns) visit(cell - columns);
    if (cell + columns < zoneOfCell.length) visit(cell + columns);
  }
  const isGap = (cell: number): boolean => zoneOfCell[cell] === NONE && open[cell] === 0;
  let cells = 0;
  for (let cell = 0; cell < zoneOfCell.length; cell++) if (isGap(cell)) cells++;
  if (cells === 0) return;
  const { people, examples } = findPeople({ grid }, population, isGap);
  findings.add(
    'zones-gap',
    people > 0 ? 'warning' : 'info',
    id,
    cells,
    { zones: title, people },
    examples,
    outlineCells(grid, isGap),
  );
}

/** A corner of a zone's outline, for zones that hold no cell to point at. */
function cornerOf(layer: ZoneLayer, zone: number): Pick<FindingExample, 'lonDegrees' | 'latDegrees'> {
  const geometry = layer.features.features[zone]?.geometry;
  const ring = geometry?.type === 'Polygon' ? geometry.coordinates[0] : geometry?.coordinates[0]?.[0];
  const [lon, lat] = ring?.[0] ?? [];
  return lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
    ? { lonDegrees: lon, latDegrees: lat }
    : {};
}

/**
 * What the zones themselves say how many people live in each, by the first property of people that holds a
 * number; NaN without one.
 */
function readFigures(zone: ZoneLayer): number[] {
  const { features } = zone.features;
  const columns = [...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})))].filter(
    (key) => POPULATION_KEYS.test(key),
  );
  const rows = features.map(({ properties }) =>
    columns.map((key) => {
      const value: unknown = properties?.[key];
      return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    }),
  );
  const numbers = columns.map((_, column) => tableNumbers({ columns, rows }, [])(column));
  return rows.map((row) => {
    const found = row.map((text, column) => numbers[column]!.read(text));
    return found.find(Number.isFinite) ?? Number.NaN;
  });
}

/**
 * Zones whose own population figure is more than 5 % off the grid's people in them, each shown where most
 * of its people live.
 */
export function reportZoneTotals(region: Region, findings: FindingList): void {
  const at = buildCellPlace(region);
  for (const zone of region.zones) {
    const people = new Float64Array(zone.names.length);
    const fullest = new Int32Array(zone.names.length).fill(NONE);
    for (let cell = 0; cell < zone.zoneOfCell.length; cell++) {
      const z = zone.zoneOfCell[cell]!;
      if (z === NONE) continue;
      people[z] = people[z]! + region.population[cell]!;
      if (fullest[z] === NONE || region.population[cell]! > region.population[fullest[z]!]!)
        fullest[z] = cell;
    }
    const off: FindingExample[] = [];
    let stated = 0;
    let counted = 0;
    const figures = readFigures(zone);
    for (const z of zone.features.features.keys()) {
      const figure = figures[z]!;
      if (!Number.isFinite(figure)) continue;
      stated += figure;
      counted += people[z]!;
      if (Math.abs(people[z]! - figure) > DIFFERENT * Math.max(1, figure))
        off.push({
          label: `${zone.names[z]!.en}: ${Math.round(figure)} / ${Math.round(people[z]!)}`,
          ...(fullest[z] === NONE ? cornerOf(zone, z) : at(fullest[z]!)),
        });
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
