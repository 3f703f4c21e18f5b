import type { Feature, Geometry, Polygon, Position } from 'geojson';
import { isIsland } from './import-water.ts';

type Ring = Position[];

/**
 * Islands by their name, where nothing else reports: the name ends or begins with the word, as `Mfangano
 * Island` or `Isla Grande`.
 */
const ISLAND_NAME = /\b(island|islands|islet|isle)$|^(isla|ilha|[iî]les?|pulau)\b|(?<!群)岛$|^جزيرة/i;
const NAME_COLUMNS = ['name', 'NAME', 'Name', 'name:en', 'name_en', 'nom', 'nombre', 'nome', '名称'];
const ISLAND_LAYER = /(^|[^a-z])(islands?|islets?)([^a-z]|$)|岛/i;

/** Features of water with the islands among them as holes, and how many islands became one. */
export interface IslandsCut {
  readonly water: Feature<Geometry>[];
  readonly islands: number;
}

/**
 * Takes islands out of the lakes that they lie in: areas called islands by a tag, by the layer or by their
 * name (the last only where
 * they lie wholly inside another area of the file). What a lake has as a hole already is left.
 */
export function cutIslands(features: readonly Feature<Geometry>[], layerName: string): IslandsCut {
  const allIslands = ISLAND_LAYER.test(layerName) && !/lake|water|river|湖|水/i.test(layerName);
  const certain = features.filter((one) => allIslands || isIsland(one.properties ?? {}));
  const named = features.filter((one) => !certain.includes(one) && isNamedIsland(one));
  if (certain.length + named.length === 0) return { water: [...features], islands: 0 };
  const cut = new Set<Feature<Geometry>>();
  const candidates = [...certain, ...named];
  const islandOf = new Set(candidates);
  const water = features
    .filter((one) => !islandOf.has(one))
    .map((lake) => {
      const parts = polygonsOf(lake.geometry);
      const made = parts.map((rings) => withHoles(rings, candidates, cut));
      if (made.every((rings, i) => rings === parts[i])) return lake;
      return { ...lake, geometry: { type: 'MultiPolygon' as const, coordinates: made } };
    });
  // A lake that is called an island lies in no other water, and is water.
  return { water: [...water, ...named.filter((one) => !cut.has(one))], islands: cut.size };
}

function isNamedIsland({ properties, geometry }: Feature<Geometry>): boolean {
  if (!geometry.type.endsWith('Polygon')) return false;
  return NAME_COLUMNS.some((column) => {
    const name: unknown = properties?.[column];
    return typeof name === 'string' && ISLAND_NAME.test(name.trim());
  });
}

function polygonsOf(geometry: Geometry): Ring[][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

/** The lake with the outer rings of islands that lie in its water; the same rings where none does. */
function withHoles(
  rings: Ring[],
  islands: readonly Feature<Geometry>[],
  cut: Set<Feature<Geometry>>,
): Ring[] {
  const [outer] = rings;
  if (!outer) return rings;
  const box = boxOf(outer);
  const holes: Ring[] = [];
  for (const island of islands)
    for (const [ring] of polygonsOf(island.geometry)) {
      if (!ring || !isWithin(boxOf(ring), box) || !ring.every((at) => touches(at, outer))) continue;
      const inside = innerPoint(ring);
      if (inside === null || !isInside(inside, outer)) continue;
      cut.add(island);
      if (!rings.slice(1).some((hole) => isInside(inside, hole))) holes.push(ring);
    }
  return holes.length === 0 ? rings : [...rings, ...holes];
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(ring: Ring): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring as [number, number][]) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

const isWithin = (a: Box, b: Box): boolean => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];

function touches(at: Position, ring: Ring): boolean {
  return isInside(at, ring) || ring.some(([x, y]) => x === at[0] && y === at[1]);
}

function isInside(at: Position, ring: Ring): boolean {
  return crossingsAt(at[1]!, ring).filter((x) => x < at[0]!).length % 2 === 1;
}

/** Where the parallel crosses the ring, from west to east. */
function crossingsAt(y: number, ring: Ring): number[] {
  const out: number[] = [];
  for (let i = 1; i < ring.length; i++) {
    const [x0, y0] = ring[i - 1] as [number, number];
    const [x1, y1] = ring[i] as [number, number];
    if (y0 > y !== y1 > y) out.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
  }
  return out.sort((a, b) => a - b);
}

/** A point inside the ring, null where it is flat. */
function innerPoint(ring: Polygon['coordinates'][number]): Position | null {
  const [, south, , north] = boxOf(ring);
  const y = south + 0.4987 * (north - south);
  const [west, east] = crossingsAt(y, ring);
  return west === undefined || east === undefined ? null : [(west + east) / 2, y];
}
