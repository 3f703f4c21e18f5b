import {
  STEP_COLUMN,
  STEP_ROW,
  WORLD,
  WORLD_CELLS,
  cellAt,
  columnOf,
  metersBetween,
  rowOf,
} from './frame.ts';
import type { Administration } from './county.ts';
import { placeCrossings, type PlantedCrossings } from './crossings.ts';
import { isPublished, type Hamlet } from './hamlets.ts';
import type { Ranking } from './ranking.ts';
import { hashUnit } from './random.ts';
import { createRoadLattice, SAMPLE_CLASSES, type RoadLattice, type SampleClass } from './road-lattice.ts';
import type { Land } from './settlements.ts';
import { boreTunnel } from './tunnel.ts';
import type { Waters } from './water.ts';

/** A named road. */
interface Route {
  readonly ref: string;
  readonly fromSeat: number;
  readonly toSeat: number;
  readonly roadClass: SampleClass;
}

/** All roads on the lattice and what was planted among them. */
export interface Roads {
  readonly lattice: RoadLattice;
  readonly routes: readonly Route[];
  readonly planted: PlantedCrossings;
  /** Cells of the road island, and the seats on it. */
  readonly islandCells: ReadonlySet<number>;
  readonly islandSeats: readonly number[];
}

const EDGE = 3;

function nearestFirst(cells: readonly number[], from: number): number[] {
  return cells
    .map((cell, i) => ({ i, far: metersBetween(cell, from) }))
    .sort((a, b) => a.far - b.far || a.i - b.i)
    .map(({ i }) => i);
}

/**
 * Pairs of neighbouring mountain villages of the county, farthest from any town first: one will have roads
 * of its own and no others.
 */
function islandCandidates(administration: Administration, land: Land): [number, number][] {
  const { seats, towns, inCounty } = administration;
  const pairs: { pair: [number, number]; score: number }[] = [];
  seats.forEach((seat, s) => {
    if (seat.kind !== 'village' || !inCounty[seat.cell] || land.mountain[seat.cell]! < 0.5) return;
    const remote = Math.min(...towns.map((town) => metersBetween(town, seat.cell)));
    const mate = nearestFirst(
      seats.map((other) => other.cell),
      seat.cell,
    )[1]!;
    if (seats[mate]!.kind !== 'village' || !inCounty[seats[mate]!.cell]) return;
    pairs.push({ pair: [s, mate], score: Math.round(remote - metersBetween(seat.cell, seats[mate]!.cell)) });
  });
  return pairs.sort((a, b) => b.score - a.score || a.pair[0] - b.pair[0]).map(({ pair }) => pair);
}

/** Builds the whole road network, national road first, village tracks and town streets last. */
export function buildRoads(
  waters: Waters,
  land: Land,
  administration: Administration,
  hamlets: readonly Hamlet[],
  ranking: Ranking,
): Roads {
  const { seats, towns } = administration;
  const lattice = createRoadLattice(waters, land);
  const planted = placeCrossings(waters, land, administration, lattice);
  const routes: Route[] = [];
  const counters: Record<SampleClass, number> = {
    primary: 997,
    secondary: 950,
    tertiary: 0,
    unclassified: 0,
    residential: 0,
    track: 0,
  };
  const letter: Record<SampleClass, string> = {
    primary: 'G',
    secondary: 'S',
    tertiary: 'X',
    unclassified: 'Y',
    residential: '',
    track: '',
  };
  const openRoute = (roadClass: SampleClass, fromSeat: number, toSeat: number): number => {
    const ref = letter[roadClass] ? letter[roadClass] + String(++counters[roadClass]).padStart(3, '0') : '';
    routes.push({ ref, fromSeat, toSeat, roadClass });
    return routes.length - 1;
  };
  const isRoad = (cell: number): boolean => lattice.degree(cell) > 0 && !lattice.island[cell];
  const island = buildIsland(lattice, administration, land, hamlets, openRoute);
  const onIsland = new Set(island.seats);

  // National road: from the eastern to the western edge through the county town; provincial road: north to
  // south.
  const home = towns[0]!;
  const national = openRoute('primary', 0, 0);
  for (const isEnd of [
    (cell: number) => columnOf(cell) >= WORLD.columns - EDGE && rowOf(cell) > WORLD.rows * 0.3,
    (cell: number) => columnOf(cell) < EDGE,
  ]) {
    const path = lattice.findPath(home, isEnd, { reuse: 0.4 });
    if (path) lattice.lay(path, 'primary', national);
  }
  for (const isEnd of [
    (cell: number) => rowOf(cell) < EDGE,
    (cell: number) => rowOf(cell) >= WORLD.rows - EDGE,
  ]) {
    const path = lattice.findPath(home, isEnd, { reuse: 0.6 });
    if (path) lattice.lay(path, 'secondary', openRoute('secondary', 0, 0));
  }

  linkTowns(lattice, towns, land, openRoute);

  // Villages, nearest to a town first.
  const villages = seats
    .map((seat, s) => ({
      s,
      cell: seat.cell,
      kind: seat.kind,
      far: Math.min(...towns.map((town) => metersBetween(town, seat.cell))),
    }))
    .filter(({ s, kind }) => kind !== 'town' && !onIsland.has(s))
    .sort((a, b) => a.far - b.far || a.s - b.s);
  for (const { s, cell } of villages) {
    if (isRoad(cell)) continue;
    const path = lattice.findPath(cell, isRoad, { reuse: 1 });
    if (!path) continue;
    const draw = hashUnit(s, 3, 193);
    const high = land.mountain[cell]!;
    const roadClass =
      draw < 0.32 - 0.22 * high ? 'tertiary' : draw > 0.97 - 0.1 * high ? 'track' : 'unclassified';
    lattice.lay(path, roadClass, openRoute(roadClass, s, s));
  }
  // Links between neighbouring villages close loops, often on the plain, seldom in the mountains.
  for (const { s, cell } of villages) {
    const near = nearestFirst(
      villages.map((v) => v.cell),
      cell,
    ).slice(1, 4);
    for (const n of near) {
      const other = villages[n]!;
      if (hashUnit(Math.min(s, other.s), Math.max(s, other.s), 197) > 0.5 - 0.42 * land.mountain[cell]!)
        continue;
      const path = lattice.findPath(cell, (c) => c === other.cell, {
        reuse: 0.55,
        limit: 2.3 * metersBetween(cell, other.cell),
        towards: other.cell,
      });
      if (path) lattice.lay(path, 'unclassified', openRoute('unclassified', s, other.s));
    }
  }
  if (
    !boreTunnel(lattice, waters, administration, (roadClass) => openRoute(SAMPLE_CLASSES[roadClass]!, -1, -1))
  )
    throw new Error('sample: no ridge is worth a tunnel');
  // The ends of ford, ferry and the town's bridges.
  for (const crossing of [planted.ford, planted.ferry, ...planted.townBridges]) {
    if (crossing.roadClass >= 0) continue;
    const roadClass = crossing.kind === 'bridge' ? 'tertiary' : 'unclassified';
    for (const end of [crossing.from, crossing.to]) {
      if (isRoad(end)) continue;
      const path = lattice.findPath(end, isRoad, {
        reuse: 1,
        closed: (cell) => cell === (end === crossing.from ? crossing.to : crossing.from),
      });
      if (path) lattice.lay(path, roadClass, openRoute(roadClass, -1, -1));
    }
    lattice.lay([crossing.from, crossing.to], roadClass, openRoute('track', -1, -1));
  }
  // Hamlet tracks, with gaps: the steeper and farther, the fewer.
  hamlets.forEach(({ cell, seat }, h) => {
    if (onIsland.has(seat) || isRoad(cell)) return;
    if (hashUnit(h, 5, 199) > 0.9 - 0.42 * land.mountain[cell]!) return;
    const path = lattice.findPath(cell, isRoad, { reuse: 1, limit: 5200 });
    if (path)
      lattice.lay(
        path,
        hashUnit(h, 6, 199) < 0.35 - 0.3 * land.mountain[cell]! ? 'unclassified' : 'track',
        openRoute('track', -1, -1),
      );
  });
  layStreets(lattice, waters, land, administration, ranking);
  return { lattice, routes, planted, islandCells: island.cells, islandSeats: island.seats };
}

type OpenRoute = (roadClass: SampleClass, fromSeat: number, toSeat: number) => number;

/** Joins all township seats: a shortest tree first, then further links, mostly on the plain. */
function linkTowns(lattice: RoadLattice, towns: readonly number[], land: Land, openRoute: OpenRoute): void {
  const pairs: { a: number; b: number; far: number }[] = [];
  towns.forEach((cell, a) => {
    for (const b of nearestFirst(towns, cell).slice(1, 6))
      if (a < b || !nearestFirst(towns, towns[b]!).slice(1, 6).includes(a))
        pairs.push({ a: Math.min(a, b), b: Math.max(a, b), far: metersBetween(cell, towns[b]!) });
  });
  pairs.sort((p, q) => p.far - q.far || p.a - q.a || p.b - q.b);
  const group = towns.map((_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    while (group[at] !== at) at = group[at]!;
    return at;
  };
  const link = (a: number, b: number, roadClass: SampleClass): void => {
    const path = lattice.findPath(towns[a]!, (cell) => cell === towns[b], { reuse: 0.4, towards: towns[b]! });
    if (path) lattice.lay(path, roadClass, openRoute(roadClass, a, b));
  };
  const later: typeof pairs = [];
  for (const pair of pairs) {
    const [ra, rb] = [rootOf(pair.a), rootOf(pair.b)];
    if (ra === rb) later.push(pair);
    else {
      group[ra] = rb;
      link(pair.a, pair.b, hashUnit(pair.a, pair.b, 211) < 0.45 ? 'secondary' : 'tertiary');
    }
  }
  for (const { a, b } of later) {
    const high = (land.mountain[towns[a]!]! + land.mountain[towns[b]!]!) / 2;
    if (hashUnit(a, b, 223) < 0.62 - 0.5 * high) link(a, b, 'tertiary');
  }
}

/**
 * Street blocks of the county town (about 300 m) and of the township seats (about 200 m), with streets
 * missing here and there.
 */
function layStreets(
  lattice: RoadLattice,
  waters: Waters,
  land: Land,
  administration: Administration,
  ranking: Ranking,
): void {
  const people = new Map(ranking.settlements.map((s) => [s.cell, s.people]));
  administration.towns.forEach((seat, t) => {
    const radius = Math.round(1.2 + Math.sqrt((people.get(seat) ?? 0) / 170));
    const block = radius > 12 ? 3 : 2;
    const fits = (cell: number): boolean => {
      const dc = columnOf(cell) - columnOf(seat);
      const dr = rowOf(cell) - rowOf(seat);
      const ragged =
        radius * (0.72 + 0.35 * hashUnit(Math.floor(columnOf(cell) / 4), Math.floor(rowOf(cell) / 4), 229));
      return dc * dc + dr * dr <= ragged * ragged && !waters.wet[cell] && land.slope[cell]! < 0.14;
    };
    for (let dr = -radius; dr <= radius; dr++)
      for (let dc = -radius; dc <= radius; dc++) {
        const cell = cellAt(columnOf(seat) + dc, rowOf(seat) + dr);
        if (cell < 0 || !isPublished(administration, cell) || !fits(cell)) continue;
        for (const step of [4, 6]) {
          const across = step === 4 ? dr : dc;
          const along = step === 4 ? dc : dr;
          if (across % block !== 0) continue;
          const next = cellAt(columnOf(cell) + STEP_COLUMN[step]!, rowOf(cell) + STEP_ROW[step]!);
          if (next < 0 || !fits(next) || !lattice.isOpen(cell, step)) continue;
          if (hashUnit(across * 64 + step, Math.floor(along / block), 233 + t) < 0.13) continue;
          lattice.lay([cell, next], 'residential', -1);
        }
      }
  });
}

/** The island's own roads, laid first on cells that all later roads keep off. */
function buildIsland(
  lattice: RoadLattice,
  administration: Administration,
  land: Land,
  hamlets: readonly Hamlet[],
  openRoute: OpenRoute,
): { cells: Set<number>; seats: number[] } {
  for (const seats of islandCandidates(administration, land)) {
    const [first, second] = seats.map((s) => administration.seats[s]!.cell) as [number, number];
    const spine = lattice.findPath(first, (cell) => cell === second, { reuse: 1, limit: 30_000 });
    if (!spine || spine.length < 15) continue;
    const cells = new Set(spine);
    lattice.lay(spine, 'unclassified', openRoute('unclassified', seats[0], seats[1]));
    for (const { cell, seat } of hamlets) {
      if (!seats.includes(seat) || cells.has(cell)) continue;
      const path = lattice.findPath(cell, (c) => cells.has(c), { reuse: 1, limit: 5000 });
      if (!path) continue;
      lattice.lay(path, 'track', openRoute('track', -1, -1));
      for (const c of path) cells.add(c);
    }
    for (const cell of cells) lattice.island[cell] = 1;
    return { cells, seats };
  }
  throw new Error('sample: no place for the road island');
}

/** Metres from every cell to the nearest road cell, in a straight line in lattice steps; capped at 6 km. */
export function metersToRoad(lattice: RoadLattice): Float32Array {
  const far = new Float32Array(WORLD_CELLS).fill(6000);
  let wave: number[] = [];
  for (let cell = 0; cell < WORLD_CELLS; cell++)
    if (lattice.degree(cell) > 0) {
      far[cell] = 0;
      wave.push(cell);
    }
  while (wave.length > 0) {
    const next: number[] = [];
    for (const cell of wave)
      for (let step = 0; step < 8; step++) {
        const near = cellAt(columnOf(cell) + STEP_COLUMN[step]!, rowOf(cell) + STEP_ROW[step]!);
        const total = far[cell]! + (STEP_COLUMN[step] !== 0 && STEP_ROW[step] !== 0 ? 141 : 100);
        if (near < 0 || total >= far[near]! || total >= 6000) continue;
        far[near] = total;
        next.push(near);
      }
    wave = next;
  }
  return far;
}
