import { TooManyPacesError } from '../cost/fast-land-errors.ts';
import { FastLandSearch, suitsFastSearch } from '../cost/fast-land-search.ts';
import { CellTimeSorter, keepWanted } from '../cost/fast-sort.ts';
import { FastRideSearch } from '../cost/fast-ride-search.ts';
import type { Land } from '../cost/land.ts';
import { FROM_SOURCE, FROM_VEHICLE, WalkSearch, type WalkRoads } from '../cost/walk-search.ts';
import { countCells, NONE, UNREACHED, type Grid } from '../grid/grid.ts';
import { OffRoadSearch, type OffRoad } from '../network/off-road-search.ts';
import { RideSearch, type VehicleSearch } from '../network/ride-search.ts';
import type { RoadGraph } from '../network/road-graph.ts';
import type { RoadNetwork } from '../network/road-network.ts';
import { countArrayBytes } from '../stats/array-bytes.ts';
import { assertCell, assertLimit, assertSources } from './check-search.ts';
import { traceTrip, type FootLabels, type TripStep } from './trace-trip.ts';
import { describeTrip } from './describe-trip.ts';
import { measureTrips } from './measure-trips.ts';
import { ReachSorter } from './sort-reach.ts';
import {
  CELL_BARRIER,
  CELL_WALKABLE,
  type Reach,
  type Surface,
  type TravelEngine,
  type TravelPath,
} from './travel-engine.ts';

/**
 * Where the walk to the vehicle ends and the walk from it begins, as shares of the whole search: for
 * telling progress only.
 */
const FIRST_WALK_SHARE = 0.5;
const SECOND_WALK_SHARE = 0.6;

/** What a search over land, with or without roads, needs. */
export interface HybridInput {
  readonly land: Land;
  /** Null: land only. */
  readonly roads: { readonly network: RoadNetwork; readonly graph: RoadGraph } | null;
  /** Where the vehicle may leave the road; absent: nowhere. Needs `roads` that carry the vehicle. */
  readonly offRoad?: OffRoad;
  /** Seconds charged once a trip, when a vehicle is boarded. */
  readonly boardingSeconds: number;
  /** True: seconds from each cell to the facility; false: from the facility to each cell. */
  readonly toFacility: boolean;
  /** Why a cell can never be reached; default CELL_BARRIER where the pace is Infinity. */
  readonly cellState?: Uint8Array;
}

/**
 * The hybrid trip, walk – vehicle – walk, in three exact searches: on foot from the sources; by vehicle
 * from every road node reached on
 * foot, boarding charged; on foot again from every road node a vehicle reached sooner. The answer is the
 * least of all three, so a vehicle
 * is never slower than walking. With `offRoad` the vehicle also moves over cells, and is boarded and left
 * there. Towards the facility the same searches run over reversed steps; the boarding is then charged at
 * the
 * facility's end of the ride instead of the home's, which is the same sum.
 */
export function buildHybridEngine(input: HybridInput): TravelEngine {
  return new HybridEngine(input);
}

class HybridEngine implements TravelEngine {
  readonly grid: Grid;
  readonly cellState: Uint8Array;
  readonly #input: HybridInput;
  #slowWalk: WalkSearch | null = null;
  #fastWalk: FastLandSearch | null = null;
  #mayBeFast: boolean;
  /** The search by vehicle that keeps predecessors or leaves the road. Built when first needed. */
  #slowRide: VehicleSearch | null = null;
  /** Null where the platform or the graph does not suit it; undefined until first needed. */
  #fastRide: FastRideSearch | null | undefined;
  readonly #sorter = new ReachSorter();
  readonly #pairSorter = new CellTimeSorter();
  readonly #found = { cells: new Int32Array(0), seconds: new Float64Array(0) };
  readonly #sorted = { cells: new Int32Array(0), seconds: new Float64Array(0) };
  #reachCells = new Int32Array(0);
  #reachSeconds = new Float64Array(0);

  constructor(input: HybridInput) {
    const { land, roads, boardingSeconds } = input;
    if (!(boardingSeconds >= 0) || !Number.isFinite(boardingSeconds))
      throw new RangeError(`hybrid trip: boarding must be >= 0 seconds, got ${boardingSeconds}`);
    this.grid = land.metric.grid;
    this.#input = input;
    const cells = countCells(this.grid);
    this.cellState =
      input.cellState ??
      Uint8Array.from(land.paceSecondsPerMeter, (p) => (p === Infinity ? CELL_BARRIER : CELL_WALKABLE));
    if (this.cellState.length !== cells)
      throw new RangeError(`hybrid trip: cellState has ${this.cellState.length} entries, expected ${cells}`);
    const graph = roads?.graph;
    if (input.offRoad && !graph?.ride)
      throw new RangeError('hybrid trip: offRoad is given, but no roads that carry the vehicle');
    this.#mayBeFast = suitsFastSearch(land) && !input.offRoad;
  }

  get bytes(): number {
    const { land, roads } = this.#input;
    return (
      countArrayBytes(
        land,
        roads?.graph,
        this.cellState,
        this.#slowWalk,
        this.#slowRide,
        this.#found,
        this.#sorted,
      ) +
      (this.#slowWalk === null ? 0 : (roads?.graph.links.byCellBytes ?? 0)) +
      (this.#fastWalk?.reservedBytes ?? 0) +
      (this.#fastRide?.reservedBytes ?? 0)
    );
  }

  /**
   * The search that keeps predecessors, for paths, and for ground the fast one does not take. Built when
   * first needed.
   */
  get #walk(): WalkSearch {
    return (this.#slowWalk ??= new WalkSearch(this.#input.land, this.#walkRoads));
  }

  get #ride(): VehicleSearch | null {
    const graph = this.#input.roads?.graph;
    if (!graph?.ride) return null;
    const { offRoad } = this.#input;
    return (this.#slowRide ??= offRoad
      ? new OffRoadSearch(offRoad, graph.nodeCount, graph.ride)
      : new RideSearch(graph.nodeCount, graph.ride, this.cellState.length));
  }

  get #walkRoads(): WalkRoads | null {
    const graph = this.#input.roads?.graph;
    return graph ? { nodeCount: graph.nodeCount, arcs: graph.walk, links: graph.links } : null;
  }

  computeSurface(sources: Int32Array, limitSeconds: number, onProgress?: (share: number) => void): Surface {
    assertSources(this.grid, sources);
    assertLimit(limitSeconds);
    const fast = this.#searchFast(sources, limitSeconds, onProgress);
    if (fast !== null) return fast.readSurface();
    this.#search(sources, limitSeconds, this.#input.toFacility);
    const cells = this.cellState.length;
    const seconds = this.#walk.seconds.slice(0, cells);
    const nearest = new Int32Array(cells).fill(NONE);
    const { touched, touchedCount, owner } = this.#walk;
    for (let i = 0; i < touchedCount; i++) {
      const cell = touched[i]!;
      if (cell < cells) nearest[cell] = owner[cell]!;
    }
    return { seconds, nearest };
  }

  computeReach(source: number, limitSeconds: number, wanted?: ArrayLike<number>): Reach {
    const sources = Int32Array.of(source);
    assertSources(this.grid, sources);
    assertLimit(limitSeconds);
    const fast = this.#searchFast(sources, limitSeconds);
    if (fast !== null) {
      const all = fast.collectCells(this.#found);
      const count = wanted === undefined ? all : keepWanted(this.#found, all, wanted);
      this.#pairSorter.sortInto(this.#found, count, this.#sorted);
      return { count, cells: this.#sorted.cells, seconds: this.#sorted.seconds };
    }
    this.#search(sources, limitSeconds, this.#input.toFacility);
    const cells = this.cellState.length;
    const { touched, touchedCount, seconds } = this.#walk;
    if (this.#reachCells.length < Math.min(touchedCount, cells)) {
      const room = Math.min(cells, Math.ceil(touchedCount * 1.5));
      this.#reachCells = new Int32Array(room);
      this.#reachSeconds = new Float64Array(room);
    }
    let count = 0;
    for (let i = 0; i < touchedCount; i++) {
      const cell = touched[i]!;
      if (cell < cells) this.#reachCells[count++] = cell;
    }
    this.#sorter.sort(this.#reachCells, count, seconds);
    for (let i = 0; i < count; i++) this.#reachSeconds[i] = seconds[this.#reachCells[i]!]!;
    return { count, cells: this.#reachCells, seconds: this.#reachSeconds };
  }

  explainPath(sources: Int32Array, cell: number): TravelPath | null {
    assertSources(this.grid, sources);
    assertCell(this.grid, cell);
    const steps = this.#traceFrom(sources, cell);
    if (steps === null) return null;
    return describeTrip(steps, this.#walk.cells, this.#input);
  }

  explainPaths(source: number, cells: Int32Array): (TravelPath | null)[] {
    const sources = Int32Array.of(source);
    assertSources(this.grid, sources);
    for (const cell of cells) assertCell(this.grid, cell);
    for (const limit of [3600, 14400, Infinity]) {
      let foot: FootLabels | null = null;
      this.#search(sources, limit, this.#input.toFacility, () => {
        foot = { previous: this.#walk.previous.slice(), seconds: this.#walk.seconds.slice() };
      });
      const missing = cells.some((cell) => this.#walk.seconds[cell] === UNREACHED);
      if (missing && limit < Infinity) continue;
      return Array.from(cells, (cell) => {
        if (this.#walk.seconds[cell] === UNREACHED) return null;
        const steps = traceTrip(this.#walk, this.#ride, foot, cell);
        return describeTrip({ source: 0, steps }, this.#walk.cells, this.#input);
      });
    }
    return [];
  }

  measureReach(
    source: number,
    cells: Int32Array,
    limitSeconds: number,
  ): { seconds: Float64Array; meters: Float64Array } {
    const sources = Int32Array.of(source);
    assertSources(this.grid, sources);
    assertSources(this.grid, cells);
    assertLimit(limitSeconds);
    let foot: FootLabels | null = null;
    this.#search(sources, limitSeconds, this.#input.toFacility, () => {
      foot = { previous: this.#walk.previous.slice(), seconds: this.#walk.seconds };
    });
    return {
      seconds: Float64Array.from(cells, (cell) => this.#walk.seconds[cell]!),
      meters: measureTrips(this.#walk, this.#ride, foot, cells, this.#input),
    };
  }

  /** Steps from the source to `cell` in order of the search; null when unreached. */
  #traceFrom(sources: Int32Array, cell: number): { source: number; steps: TripStep[] } | null {
    if (this.cellState[cell] !== CELL_WALKABLE) return null;
    // Look from the cell first: only the sources about as near as the nearest can be the answer, so the
    // exact search stays small.
    for (const limit of [900, 3600, 14400, Infinity]) {
      this.#search(Int32Array.of(cell), limit, !this.#input.toFacility);
      let nearest = UNREACHED;
      for (const source of sources)
        if (source !== NONE) nearest = Math.min(nearest, this.#walk.seconds[source]!);
      if (nearest === UNREACHED) continue;
      const enough = nearest * (1 + 1e-9) + 1e-6;
      const close = sources.map((source) =>
        source !== NONE && this.#walk.seconds[source]! <= enough ? source : NONE,
      );
      let foot: FootLabels | null = null;
      this.#search(close, enough, this.#input.toFacility, () => {
        foot = { previous: this.#walk.previous.slice(), seconds: this.#walk.seconds.slice() };
      });
      return {
        source: this.#walk.owner[cell]!,
        steps: traceTrip(this.#walk, this.#ride, foot, cell),
      };
    }
    return null;
  }

  /**
   * The fast search after a run as `#search`, equal to it bit for bit; null where the ground does not suit
   * it.
   */
  #searchFast(
    sources: Int32Array,
    limit: number,
    onProgress?: (share: number) => void,
  ): FastLandSearch | null {
    if (!this.#mayBeFast) return null;
    const { land, toFacility } = this.#input;
    const fast = (this.#fastWalk ??= new FastLandSearch(land, this.#walkRoads, toFacility));
    try {
      if (!fast.usable) throw new TooManyPacesError('hybrid trip: too many road nodes in one tile');
      fast.begin(limit);
      for (let i = 0; i < sources.length; i++) {
        const cell = sources[i]!;
        if (cell !== NONE && this.cellState[cell] === CELL_WALKABLE) fast.seedCell(cell, 0, i);
      }
      const graph = this.#input.roads?.graph;
      const hasVehicle = graph?.ride != null;
      const all = this.cellState.length + (graph?.nodeCount ?? 0);
      const tell = (from: number, to: number): ((expanded: number) => void) | undefined => {
        const before = fast.expanded;
        return (
          onProgress &&
          ((expanded) => onProgress(from + (to - from) * Math.min(1, (expanded - before) / all)))
        );
      };
      fast.run(tell(0, hasVehicle ? FIRST_WALK_SHARE : 1));
      if (!hasVehicle) return fast;
      const tellRide = (): void => onProgress?.(FIRST_WALK_SHARE);
      tellRide();
      this.#rideFast(fast, graph, limit, tellRide);
      onProgress?.(SECOND_WALK_SHARE);
      fast.run(tell(SECOND_WALK_SHARE, 1));
      return fast;
    } catch (error) {
      if (!(error instanceof TooManyPacesError)) throw error;
      this.#fastWalk = null;
      this.#mayBeFast = false;
      return null;
    }
  }

  /**
   * The ride between the two walks of the fast search. Nodes that the vehicle reaches no sooner than the
   * walker are offered to the second walk too, which does not take them.
   */
  #rideFast(fast: FastLandSearch, graph: RoadGraph, limit: number, onChunk: () => void): void {
    const { toFacility, boardingSeconds } = this.#input;
    if (this.#fastRide === undefined)
      this.#fastRide = FastRideSearch.build(this.grid, graph.nodeX, graph.nodeY, graph.ride!, toFacility);
    const ride = this.#fastRide;
    if (ride !== null) {
      ride.begin(limit);
      fast.eachNode((node, seconds, owner) => {
        const boarded = seconds + boardingSeconds;
        if (boarded <= limit && ride.carries(node)) ride.seed(node, boarded, owner);
      });
      ride.run(onChunk);
      ride.eachNode((node, seconds, owner) => fast.seedNode(node, seconds, owner));
      return;
    }
    const slow = this.#ride!;
    slow.reset();
    fast.eachNode((node, seconds, owner) => {
      const boarded = seconds + boardingSeconds;
      if (boarded <= limit && slow.carries(node)) slow.seed(node, boarded, owner, FROM_SOURCE);
    });
    slow.run(limit, toFacility);
    for (let i = 0; i < slow.touchedCount; i++) {
      const node = slow.touched[i]!;
      if (slow.previous[node] !== FROM_SOURCE) fast.seedNode(node, slow.seconds[node]!, slow.owner[node]!);
    }
  }

  #search(sources: Int32Array, limit: number, backward: boolean, afterFoot?: () => void): void {
    const walk = this.#walk;
    walk.reset();
    for (let i = 0; i < sources.length; i++) {
      const cell = sources[i]!;
      if (cell !== NONE && this.cellState[cell] === CELL_WALKABLE) walk.seed(cell, 0, i, FROM_SOURCE);
    }
    walk.run(limit, backward);
    const ride = this.#ride;
    if (ride === null) return;
    afterFoot?.();
    ride.reset();
    const { first } = ride;
    for (let i = 0; i < walk.touchedCount; i++) {
      const node = walk.touched[i]!;
      if (node < first || !ride.carries(node - first)) continue;
      const boarded = walk.seconds[node]! + this.#input.boardingSeconds;
      if (boarded <= limit) ride.seed(node - first, boarded, walk.owner[node]!, FROM_SOURCE);
    }
    ride.run(limit, backward);
    for (let i = 0; i < ride.touchedCount; i++) {
      const node = ride.touched[i]!;
      if (ride.previous[node] === FROM_SOURCE) continue;
      walk.seed(first + node, ride.seconds[node]!, ride.owner[node]!, FROM_VEHICLE);
    }
    walk.run(limit, backward);
  }
}
