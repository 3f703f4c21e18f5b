import { distanceMeters } from '../grid/grid-metric.ts';
import { centreX, centreY, NONE } from '../grid/grid.ts';
import type { RoadArcs, RoadGraph } from '../network/road-graph.ts';
import type { RoadNetwork } from '../network/road-network.ts';
import { computeVertexMeters } from '../network/road-profile.ts';
import type { Land } from '../cost/land.ts';
import type { TripStep } from './trace-trip.ts';
import type { PathLeg, TravelPath } from './travel-engine.ts';

interface OpenLeg {
  kind: PathLeg['kind'];
  seconds: number;
  meters: number;
  metersByClass: Map<number, number>;
  points: number[];
}

/** What is needed to put a trip's steps into metres and coordinates. */
export interface TripScene {
  readonly land: Land;
  readonly roads: { readonly network: RoadNetwork; readonly graph: RoadGraph } | null;
  readonly toFacility: boolean;
}

/**
 * Legs of a trip in order of travel: steps of one kind in a row are one leg. Walking is `walk` on land and
 * on the way to and from a road,
 * `walk-road` along one. `cells` is the number of cells: nodes from there on are road nodes. O(steps +
 * vertices).
 */
export function describeTrip(
  trip: { readonly source: number; readonly steps: readonly TripStep[] },
  cells: number,
  scene: TripScene,
): TravelPath {
  const grid = scene.land.metric.grid;
  const steps = scene.toFacility ? boardAtHome(trip.steps.toReversed()) : trip.steps;
  const legs: OpenLeg[] = [];
  const place = (node: number): [number, number] => {
    if (node >= cells) {
      const graph = scene.roads!.graph;
      return [graph.nodeX[node - cells]!, graph.nodeY[node - cells]!];
    }
    const row = Math.floor(node / grid.columns);
    return [centreX(grid, node - row * grid.columns), centreY(grid, row)];
  };
  for (const step of steps) {
    const from = scene.toFacility ? step.to : step.from;
    const to = scene.toFacility ? step.from : step.to;
    const onRoad = step.kind !== 'board' && from >= cells && to >= cells;
    const kind: PathLeg['kind'] = step.kind === 'walk' && onRoad ? 'walk-road' : step.kind;
    let leg = legs[legs.length - 1];
    if (!leg || leg.kind !== kind) {
      leg = { kind, seconds: 0, meters: 0, metersByClass: new Map(), points: [...place(from)] };
      legs.push(leg);
    }
    leg.seconds += step.seconds;
    if (kind === 'board') continue;
    if (onRoad) {
      const { network, graph } = scene.roads!;
      const arcs = step.kind === 'ride' ? graph.ride! : graph.walk;
      const piece = findPiece(arcs, from - cells, to - cells);
      const meters = graph.pieceEndMeters[piece]! - graph.pieceStartMeters[piece]!;
      const roadClass = network.edgeClass[graph.pieceEdge[piece]!]!;
      leg.meters += meters;
      leg.metersByClass.set(roadClass, (leg.metersByClass.get(roadClass) ?? 0) + meters);
      leg.points.push(
        ...listPiecePoints(scene.land, network, graph, piece, graph.pieceFrom[piece] !== from - cells),
      );
    } else {
      const [x0, y0] = place(from);
      const [x1, y1] = place(to);
      leg.meters += distanceMeters(grid, x0, y0, x1, y1);
    }
    leg.points.push(...place(to));
  }
  return {
    source: trip.source,
    seconds: legs.reduce((sum, leg) => sum + leg.seconds, 0),
    meters: legs.reduce((sum, leg) => sum + leg.meters, 0),
    legs: legs.map((leg) => ({
      kind: leg.kind,
      seconds: leg.seconds,
      meters: leg.meters,
      roadClass: findLongestClass(leg.metersByClass),
      points: Float64Array.from(leg.points),
    })),
  };
}

/** A backward search charges the boarding where the ride ends; people board where it begins. */
function boardAtHome(steps: TripStep[]): TripStep[] {
  const board = steps.find((step) => step.kind === 'board');
  if (board === undefined) return steps;
  const others = steps.filter((step) => step !== board);
  const first = others.findIndex((step) => step.kind === 'ride');
  const at = others[first]!.to;
  return [...others.slice(0, first), { ...board, from: at, to: at }, ...others.slice(first)];
}

/** The quickest piece that leads from one node to another; parallel pieces differ in time. */
export function findPiece(arcs: RoadArcs, from: number, to: number): number {
  let best = NONE;
  let least = Infinity;
  for (let i = arcs.start[from]!; i < arcs.start[from + 1]!; i++)
    if (arcs.target[i] === to && (best === NONE || arcs.out[i]! < least)) {
      least = arcs.out[i]!;
      best = arcs.piece[i]!;
    }
  return best;
}

/** Vertices strictly inside a piece, in the order travelled. */
function listPiecePoints(
  land: Land,
  network: RoadNetwork,
  graph: RoadGraph,
  piece: number,
  backward: boolean,
): number[] {
  const edge = graph.pieceEdge[piece]!;
  const along = computeVertexMeters(network, land, edge);
  const first = network.edgeVertexStart[edge]!;
  const points: [number, number][] = [];
  for (let i = 1; i < along.length - 1; i++)
    if (along[i]! > graph.pieceStartMeters[piece]! && along[i]! < graph.pieceEndMeters[piece]!)
      points.push([network.vertexX[first + i]!, network.vertexY[first + i]!]);
  return (backward ? points.reverse() : points).flat();
}

/** Class with the most metres, the lower one on ties; NONE on land. */
function findLongestClass(metersByClass: ReadonlyMap<number, number>): number {
  let best = NONE;
  let most = -1;
  for (const [roadClass, meters] of [...metersByClass].toSorted((a, b) => a[0] - b[0]))
    if (meters > most) {
      most = meters;
      best = roadClass;
    }
  return best;
}
