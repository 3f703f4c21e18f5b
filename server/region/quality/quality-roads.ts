import { EDGE_FERRY, EDGE_TWIN } from '../../kernel/network/road-network.ts';
import { centreX, centreY, NONE } from '../../kernel/grid/grid.ts';
import { buildTransform, parseCrs, WGS84 } from '../../geo/crs.ts';
import { cellMetersOf } from '../model/distance-field.ts';
import type { FindingExample, FindingList } from '../model/findings.ts';
import type { Region } from '../model/region.ts';
import { eachRoadCell } from '../travel/road-cells.ts';

const SETTLEMENT_PEOPLE = 50;
const FAR_METERS = 1000;
/** Places farthest from a road that are shown. */
const WORST = 10;
/**
 * Cells at least this dense are lived in together (the rural-cluster threshold of the Degree of
 * Urbanisation); thinner ones are smears of a population model.
 */
const SETTLED_PER_KM2 = 300;

/** Function that gives the degrees of a cell's centre. */
export function buildCellPlace({
  grid,
}: Pick<Region, 'grid'>): (cell: number) => { lonDegrees: number; latDegrees: number } {
  const transform = buildTransform(parseCrs(grid.crs), WGS84);
  return (cell) => {
    const point: [number, number] = [
      centreX(grid, cell % grid.columns),
      centreY(grid, Math.floor(cell / grid.columns)),
    ];
    transform(point);
    return { lonDegrees: Math.round(point[0] * 1e6) / 1e6, latDegrees: Math.round(point[1] * 1e6) / 1e6 };
  };
}

function buildCellExample(region: Region): (label: string, cell: number) => FindingExample {
  const place = buildCellPlace(region);
  return (label, cell) => ({ label, ...place(cell) });
}

/**
 * Isolated parts of the road network: everything that is not joined to the largest part (by kilometres),
 * with the people beside them.
 */
export function reportRoadIslands(region: Region, findings: FindingList): void {
  const { roads, grid, population } = region;
  const edges = roads.edgeFrom.length;
  if (edges === 0) return;
  const parent = Int32Array.from({ length: roads.nodeX.length }, (_, i) => i);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[node] !== root) [parent[node], node] = [root, parent[node]!];
    return root;
  };
  for (let e = 0; e < edges; e++) {
    const a = rootOf(roads.edgeFrom[e]!);
    const b = rootOf(roads.edgeTo[e]!);
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const parts = new Map<
    number,
    { meters: number; edges: number; cell: number; people: number; facilities: number }
  >();
  for (let e = 0; e < edges; e++) {
    const root = rootOf(roads.edgeFrom[e]!);
    const part = parts.get(root) ?? { meters: 0, edges: 0, cell: -1, people: 0, facilities: 0 };
    if ((roads.edgeFlags[e]! & (EDGE_FERRY | EDGE_TWIN)) === 0) part.meters += roads.edgeLengthMeters[e]!;
    part.edges++;
    parts.set(root, part);
  }
  const counted = new Uint8Array(population.length);
  const facilitiesAt = new Map<number, number>();
  for (const { cell } of region.facilities)
    if (cell !== NONE) facilitiesAt.set(cell, (facilitiesAt.get(cell) ?? 0) + 1);
  eachRoadCell(roads, grid, (edge, cell) => {
    const root = rootOf(roads.edgeFrom[edge]!);
    const part = parts.get(root)!;
    if (part.cell < 0) part.cell = cell;
    if (counted[cell] === 0) {
      counted[cell] = 1;
      part.people += population[cell]!;
      part.facilities += facilitiesAt.get(cell) ?? 0;
    }
  });
  const sorted = [...parts.values()].sort((a, b) => b.meters - a.meters);
  const islands = sorted.slice(1).filter((part) => part.cell >= 0);
  const exampleAt = buildCellExample(region);
  findings.add(
    'road-islands',
    'warning',
    'roads',
    islands.length,
    {
      kilometres: km(islands.reduce((n, p) => n + p.meters, 0)),
      people: Math.round(islands.reduce((n, p) => n + p.people, 0)),
      facilities: islands.reduce((n, p) => n + p.facilities, 0),
    },
    islands
      .toSorted((a, b) => b.people - a.people || b.meters - a.meters)
      .slice(0, 10)
      .map((part) => exampleAt(`${km(part.meters)} km, ${Math.round(part.people)}`, part.cell)),
  );
}

/**
 * A group of neighbouring settled cells (300 people per km² or more), none of them within a kilometre of a
 * mapped road.
 */
interface RoadlessSettlement {
  readonly cells: readonly number[];
  readonly people: number;
  /** From the cell with most people. */
  readonly metersToRoad: number;
  readonly cell: number;
}

/**
 * Settlements of more than 50 people farther than 1 km from any mapped road: there a road is probably
 * missing from the map. Groups of
 * touching cells, biggest first. `metersToRoad` holds the distance of each cell (good to half a cell).
 */
function findRoadlessSettlements(region: Region, metersToRoad: Float32Array): RoadlessSettlement[] {
  const { grid, population } = region;
  const seen = new Uint8Array(population.length);
  const { width, height } = cellMetersOf(grid);
  const settled = (SETTLED_PER_KM2 * width * height) / 1e6;
  const isFar = (cell: number): boolean =>
    seen[cell] === 0 && population[cell]! >= settled && metersToRoad[cell]! > FAR_METERS;
  const out: RoadlessSettlement[] = [];
  for (let start = 0; start < population.length; start++) {
    if (!isFar(start)) continue;
    const cells = [start];
    seen[start] = 1;
    for (const cell of cells) {
      const row = Math.floor(cell / grid.columns);
      const column = cell % grid.columns;
      for (let r = Math.max(0, row - 1); r <= Math.min(grid.rows - 1, row + 1); r++)
        for (let c = Math.max(0, column - 1); c <= Math.min(grid.columns - 1, column + 1); c++) {
          const next = r * grid.columns + c;
          if (!isFar(next)) continue;
          seen[next] = 1;
          cells.push(next);
        }
    }
    const people = cells.reduce((n, cell) => n + population[cell]!, 0);
    if (people <= SETTLEMENT_PEOPLE) continue;
    const cell = cells.reduce((best, c) => (population[c]! > population[best]! ? c : best));
    out.push({ cells, people, cell, metersToRoad: metersToRoad[cell]! });
  }
  return out.sort((a, b) => b.people - a.people || a.cell - b.cell);
}

/**
 * Distance of people to the nearest mapped road (median, 90th percentile, farthest) and the settlements
 * that are probably missing one.
 */
export function reportDistanceToRoad(
  region: Region,
  metersToRoad: Float32Array,
  findings: FindingList,
): void {
  if (region.roads.edgeFrom.length === 0) return;
  const { population } = region;
  const far = findFarthestLived(population, metersToRoad, WORST);
  const [medianMeters, p90Meters] = findDistanceQuantiles(population, metersToRoad, [0.5, 0.9]);
  const exampleAt = buildCellExample(region);
  findings.add(
    'distance-to-road',
    'info',
    'roads',
    far.livedCells,
    {
      medianMeters: Math.round(medianMeters!),
      p90Meters: Math.round(p90Meters!),
      farthestMeters: Math.round(metersToRoad[far.cells[0] ?? 0]!),
    },
    far.cells.map((cell) => exampleAt(`${Math.round(metersToRoad[cell]!)} m`, cell)),
  );
  const settlements = findRoadlessSettlements(region, metersToRoad);
  findings.add(
    'settlement-without-road',
    'warning',
    'roads',
    settlements.length,
    { people: Math.round(settlements.reduce((n, s) => n + s.people, 0)), meters: FAR_METERS },
    settlements.map((s) => exampleAt(`${Math.round(s.people)}, ${Math.round(s.metersToRoad)} m`, s.cell)),
  );
}

/** The cells with people that are farthest from a road, farthest first, and how many cells have people. */
function findFarthestLived(
  population: Float64Array,
  metersToRoad: Float32Array,
  most: number,
): { cells: number[]; livedCells: number } {
  const cells: number[] = [];
  let livedCells = 0;
  for (let cell = 0; cell < population.length; cell++) {
    if (!(population[cell]! > 0)) continue;
    livedCells++;
    if (cells.length === most && metersToRoad[cell]! < metersToRoad[cells.at(-1)!]!) continue;
    // Of equals the later cell stands first.
    const before = cells.findIndex((other) => metersToRoad[other]! <= metersToRoad[cell]!);
    cells.splice(before < 0 ? cells.length : before, 0, cell);
    if (cells.length > most) cells.pop();
  }
  return { cells, livedCells };
}

/**
 * Distances within which each share of the people lives. Non-negative floats sort as their bits do, so two
 * counts of people, by the
 * upper and then by the lower half of the bits, give the exact value without a sorted list of millions of
 * cells.
 */
export function findDistanceQuantiles(
  population: Float64Array,
  meters: Float32Array,
  shares: readonly number[],
): number[] {
  const bits = new Uint32Array(meters.buffer, meters.byteOffset, meters.length);
  const upper = new Float64Array(1 << 16);
  for (let cell = 0; cell < bits.length; cell++) upper[bits[cell]! >>> 16]! += population[cell]!;
  const total = upper.reduce((sum, people) => sum + people, 0);
  return shares.map((share) => {
    const wanted = total * share;
    const [half, before] = reach(upper, wanted, 0);
    const lower = new Float64Array(1 << 16);
    for (let cell = 0; cell < bits.length; cell++)
      if (bits[cell]! >>> 16 === half) lower[bits[cell]! & 0xffff]! += population[cell]!;
    const [rest] = reach(lower, wanted, before);
    return new Float32Array(Uint32Array.of(half * 65_536 + rest).buffer)[0]!;
  });
}

/**
 * First bucket at which the running sum reaches `wanted` (else the last one that holds anybody), and the
 * sum before it.
 */
function reach(buckets: Float64Array, wanted: number, from: number): [number, number] {
  let sum = from;
  let last: [number, number] = [0, from];
  for (let i = 0; i < buckets.length; i++) {
    if (buckets[i] === 0) continue;
    last = [i, sum];
    sum += buckets[i]!;
    if (sum >= wanted) break;
  }
  return last;
}

function km(meters: number): number {
  return Math.round(meters / 10) / 100;
}
