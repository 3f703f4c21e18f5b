import type { Administration } from './county.ts';
import {
  STEP_COLUMN,
  STEP_ROW,
  WORLD_CELLS,
  cellAt,
  centre,
  columnOf,
  rowOf,
  toLonLat,
  type Point,
} from './frame.ts';
import { isPublished } from './hamlets.ts';
import type { Name } from './names.ts';
import { smoothPlanar } from './planar-smoothing.ts';
import { hashUnit } from './random.ts';
import { SAMPLE_CLASSES, type CrossingKind } from './road-lattice.ts';
import type { Roads } from './roads.ts';
import type { Land } from './settlements.ts';
import type { Waters } from './water.ts';

/** One published road line: properties as in OpenStreetMap, coordinates in degrees. */
export interface RoadLine {
  readonly properties: Record<string, string | number>;
  readonly coordinates: readonly [number, number][];
}

interface Link {
  readonly a: number;
  readonly b: number;
  readonly roadClass: number;
  readonly route: number;
  readonly kind: CrossingKind | null;
}

function collectLinks(roads: Roads, administration: Administration): Link[] {
  const links: Link[] = [];
  for (let cell = 0; cell < WORLD_CELLS; cell++) {
    if (roads.lattice.degree(cell) === 0 || !isPublished(administration, cell)) continue;
    for (let step = 4; step < 8; step++) {
      const next = cellAt(columnOf(cell) + STEP_COLUMN[step]!, rowOf(cell) + STEP_ROW[step]!);
      if (next < 0 || !isPublished(administration, next)) continue;
      const roadClass = roads.lattice.classBetween(cell, step);
      if (roadClass >= 0)
        links.push({
          a: cell,
          b: next,
          roadClass,
          route: roads.lattice.routeBetween(cell, step),
          kind: null,
        });
    }
  }
  for (const c of roads.lattice.crossings)
    if (c.roadClass >= 0 && isPublished(administration, c.from) && isPublished(administration, c.to))
      links.push({ a: c.from, b: c.to, roadClass: c.roadClass, route: c.route, kind: c.kind });
  return links;
}

/**
 * Keeps the network that holds the county town and the island; loose pieces (cut at the frame, stray
 * streets) are dropped.
 */
function keepJoined(links: readonly Link[], roads: Roads): Link[] {
  const parent = new Map<number, number>();
  const rootOf = (cell: number): number => {
    let at = cell;
    while ((parent.get(at) ?? at) !== at) at = parent.get(at)!;
    for (let walk = cell; walk !== at;) {
      const up = parent.get(walk) ?? walk;
      parent.set(walk, at);
      walk = up;
    }
    return at;
  };
  for (const { a, b } of links) parent.set(rootOf(a), rootOf(b));
  const sizes = new Map<number, number>();
  for (const { a } of links) sizes.set(rootOf(a), (sizes.get(rootOf(a)) ?? 0) + 1);
  const [main] = [...sizes].sort((p, q) => q[1] - p[1] || p[0] - q[0])[0]!;
  return links.filter(({ a }) => rootOf(a) === main || roads.islandCells.has(a));
}

const SURFACE = ['asphalt', 'asphalt', 'asphalt', 'concrete', 'asphalt', 'unpaved'] as const;
const LIMIT_PLAIN = [80, 70, 60, 40, 40, 20] as const;
const LIMIT_HILL = [60, 50, 40, 30, 30, 15] as const;

/** Draws the lattice network as smooth lines that share their end points where roads meet. */
export function drawRoads(
  waters: Waters,
  land: Land,
  administration: Administration,
  roads: Roads,
  seatNames: readonly Name[],
  townNames: readonly Name[],
): RoadLine[] {
  const links = keepJoined(collectLinks(roads, administration), roads);
  const nodeOf = new Map<number, number>();
  const cells: number[] = [];
  const node = (cell: number): number => {
    let n = nodeOf.get(cell);
    if (n === undefined) {
      n = cells.length;
      nodeOf.set(cell, n);
      cells.push(cell);
    }
    return n;
  };
  for (const link of links) {
    node(link.a);
    node(link.b);
  }
  const places = cells.map(centre);
  const x = Float64Array.from(places, (p) => p.x);
  const y = Float64Array.from(places, (p) => p.y);
  const freedom = new Float64Array(cells.length).fill(105);
  for (const link of links)
    if (link.kind) {
      freedom[node(link.a)] = 0;
      freedom[node(link.b)] = 0;
    }
  const plainLinks = links.filter((link) => link.kind === null);
  const edges = Int32Array.from(plainLinks.flatMap((link) => [node(link.a), node(link.b)]));
  const banks: (readonly Point[])[] = [
    ...waters.rivers.map((river) => river.bank),
    ...waters.reservoir.rings,
  ];
  smoothPlanar({ x, y, edges, freedom }, 11, banks);

  const around: number[][] = Array.from({ length: cells.length }, () => []);
  links.forEach((link, l) => {
    around[node(link.a)]!.push(l);
    around[node(link.b)]!.push(l);
  });
  const lonLat = cells.map((_, n) => toLonLat({ x: x[n]!, y: y[n]! }));
  const used = new Uint8Array(links.length);
  const alike = (p: Link, q: Link): boolean =>
    p.kind === null && q.kind === null && p.roadClass === q.roadClass && refOf(p) === refOf(q);
  const refOf = (link: Link): string => roads.routes[link.route]?.ref ?? '';
  const goesOn = (n: number): boolean =>
    around[n]!.length === 2 && alike(links[around[n]![0]!]!, links[around[n]![1]!]!);
  const lines: RoadLine[] = [];
  const follow = (start: number, first: number): void => {
    const chain = [start];
    let at = start;
    let l = first;
    for (;;) {
      used[l] = 1;
      const link = links[l]!;
      at = node(link.a) === at ? node(link.b) : node(link.a);
      chain.push(at);
      if (!goesOn(at)) break;
      const next = around[at]![0] === l ? around[at]![1]! : around[at]![0]!;
      if (used[next]) break;
      l = next;
    }
    lines.push(describe(links[first]!, chain));
  };
  const describe = (link: Link, chain: readonly number[]): RoadLine => {
    const properties: Record<string, string | number> = { id: lines.length + 1 };
    const roadClass = SAMPLE_CLASSES[link.roadClass]!;
    const coordinates = chain.map((n) => lonLat[n]!);
    if (link.kind === 'ferry') {
      Object.assign(properties, {
        route: 'ferry',
        name_zh: '青禾渡',
        name_en: 'Qinghe Ferry',
        duration: '00:06',
      });
      return { properties, coordinates };
    }
    properties['highway'] = roadClass;
    const route = roads.routes[link.route];
    if (route?.ref) {
      properties['ref'] = route.ref;
      const ends = [route.fromSeat, route.toSeat];
      if (roadClass === 'unclassified') {
        const [a, b] = ends.map((s) => seatNames[s]);
        if (a && b) {
          properties['name_zh'] = a === b ? `${a.zh}村道` : `${a.zh}至${b.zh}村道`;
          properties['name_en'] = a === b ? `${a.en} Village Road` : `${a.en}–${b.en} Village Road`;
        }
      } else {
        const names = roadClass === 'tertiary' && ends[0] === ends[1] ? seatNames : townNames;
        const [a, b] = ends.map((s) => names[s]);
        if (a && b && a !== b) {
          properties['name_zh'] = `${a.zh}至${b.zh}公路`;
          properties['name_en'] = `${a.en}–${b.en} Road`;
        } else if (roadClass === 'primary' || roadClass === 'secondary') {
          properties['name_zh'] = roadClass === 'primary' ? '国道' : '省道';
          properties['name_en'] = roadClass === 'primary' ? 'National Road' : 'Provincial Road';
        }
      }
    }
    const middle = cells[chain[Math.floor(chain.length / 2)]!]!;
    const high = land.mountain[middle]! > 0.35;
    if (link.roadClass < 5) properties['maxspeed'] = (high ? LIMIT_HILL : LIMIT_PLAIN)[link.roadClass]!;
    properties['surface'] = link.kind === 'ford' ? 'gravel' : SURFACE[link.roadClass]!;
    if (link.kind === 'bridge') properties['bridge'] = 'yes';
    if (link.kind === 'tunnel') properties['tunnel'] = 'yes';
    if (link.kind === 'ford') Object.assign(properties, { ford: 'yes', seasonal: 'wet_season_closed' });
    const [from, to] = [chain[0]!, chain.at(-1)!];
    const inBlock = around[from]!.length >= 3 && around[to]!.length >= 3;
    if (roadClass === 'residential' && inBlock && hashUnit(cells[from]!, cells[to]!, 281) < 0.12)
      properties['oneway'] = 'yes';
    return { properties, coordinates };
  };
  for (let n = 0; n < cells.length; n++)
    if (!goesOn(n)) for (const l of around[n]!) if (!used[l]) follow(n, l);
  for (let l = 0; l < links.length; l++) if (!used[l]) follow(node(links[l]!.a), l);
  openTraps(lines);
  return lines;
}

/**
 * Makes two-way again every one-way street that would trap a car or keep it out. Mutates the lines'
 * properties.
 */
function openTraps(lines: readonly RoadLine[]): void {
  const ends = lines.map(({ coordinates }) => [coordinates[0]!.join(), coordinates.at(-1)!.join()] as const);
  const reached = (backwards: boolean): Set<string> => {
    const next = new Map<string, string[]>();
    const link = (a: string, b: string): void => {
      const list = next.get(a);
      if (list) list.push(b);
      else next.set(a, [b]);
    };
    lines.forEach(({ properties }, l) => {
      const [a, b] = ends[l]!;
      const oneway = properties['oneway'] === 'yes';
      if (!oneway || !backwards) link(a, b);
      if (!oneway || backwards) link(b, a);
    });
    const home = ends[lines.findIndex(({ properties }) => properties['highway'] === 'primary')]![0];
    const seen = new Set([home]);
    for (const at of seen) for (const to of next.get(at) ?? []) seen.add(to);
    return seen;
  };
  for (;;) {
    const [out, back] = [reached(false), reached(true)];
    const trapped = lines.filter(
      ({ properties }, l) =>
        properties['oneway'] === 'yes' && ends[l]!.some((end) => !out.has(end) || !back.has(end)),
    );
    if (trapped.length === 0) return;
    for (const { properties } of trapped) delete properties['oneway'];
  }
}
