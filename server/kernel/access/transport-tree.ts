import type { TransportProblem, TransportSolution } from './transport-problem.ts';

/**
 * The basis of the transport simplex. Nodes: facilities 0…F-1, nowhere F (the root), place p as F + 1 + p,
 * unused room as the last place.
 */
export interface SpanningTree {
  /**
   * Seconds that a person's stay costs at each facility, entry F (nowhere) is 0. Kept up to date by
   * `pivot`.
   */
  readonly price: Float64Array;
  lowestPrice(): number;
  /** Cost per person of `place` in the present basis. */
  valueOf(place: number): number;
  /**
   * Brings the pair into the basis and lets the last blocking pair, seen from the apex of the cycle, leave
   * it.
   */
  pivot(place: number, facility: number, cost: number): void;
  finish(): Pick<TransportSolution, 'wholeFacility' | 'parts'>;
}

const LEAF = -2;

/** Everybody nowhere, all room unused: a strongly feasible start. */
export function buildSpanningTree(problem: TransportProblem): SpanningTree {
  const { placeCount, facilityCount, people, room, penalty } = problem;
  const nowhere = facilityCount;
  const firstPlace = facilityCount + 1;
  const unused = placeCount;
  const nodeCount = firstPlace + placeCount + 1;
  // leaves: places that go to one facility whole
  const wholeFacility = new Int32Array(placeCount + 1).fill(nowhere);
  const wholeCost = new Float64Array(placeCount + 1).fill(penalty);
  // arcs of split places and of the unused room
  const arcPlace: number[] = [];
  const arcFacility: number[] = [];
  const arcCost: number[] = [];
  const arcFlow: number[] = [];
  const freeArcs: number[] = [];
  const arcsOfFacility: number[][] = Array.from({ length: facilityCount + 1 }, () => []);
  const arcsOfPlace = new Map<number, number[]>();
  // the rooted tree
  const price = new Float64Array(facilityCount + 1);
  const value = new Float64Array(placeCount + 1);
  const parentArc = new Int32Array(nodeCount).fill(-1);
  const depth = new Int32Array(nodeCount);
  const queue = new Int32Array(facilityCount * 2 + 4);
  let reached = 0;
  let lowest = 0;

  const addArc = (place: number, facility: number, cost: number, flow: number): number => {
    const arc = freeArcs.pop() ?? arcPlace.length;
    arcPlace[arc] = place;
    arcFacility[arc] = facility;
    arcCost[arc] = cost;
    arcFlow[arc] = flow;
    arcsOfFacility[facility]!.push(arc);
    const own = arcsOfPlace.get(place);
    if (own === undefined) arcsOfPlace.set(place, [arc]);
    else own.push(arc);
    return arc;
  };

  const dropArc = (arc: number): void => {
    remove(arcsOfFacility[arcFacility[arc]!]!, arc);
    const place = arcPlace[arc]!;
    const own = arcsOfPlace.get(place)!;
    remove(own, arc);
    freeArcs.push(arc);
    if (own.length > 1 || place === unused) return;
    const last = own[0]!;
    wholeFacility[place] = arcFacility[last]!;
    wholeCost[place] = arcCost[last]!;
    remove(arcsOfFacility[arcFacility[last]!]!, last);
    freeArcs.push(last);
    arcsOfPlace.delete(place);
  };

  /** Hangs everything that lies behind `root`, seen from its parent arc, again. */
  const hang = (root: number): void => {
    let queued = 0;
    queue[queued++] = root;
    for (let at = 0; at < queued; at++) {
      const node = queue[at]!;
      const isPlace = node >= firstPlace;
      const parent = parentArc[node]!;
      const below = depth[node]! + 1;
      const arcs = isPlace ? arcsOfPlace.get(node - firstPlace)! : arcsOfFacility[node]!;
      for (let k = 0; k < arcs.length; k++) {
        const arc = arcs[k]!;
        if (arc === parent) continue;
        const child = isPlace ? arcFacility[arc]! : firstPlace + arcPlace[arc]!;
        parentArc[child] = arc;
        depth[child] = below;
        if (isPlace) price[child] = value[node - firstPlace]! - arcCost[arc]!;
        else value[child - firstPlace] = arcCost[arc]! + price[node]!;
        queue[queued++] = child;
      }
    }
    reached = queued;
    lowest = 0;
    for (let facility = 0; facility < facilityCount; facility++)
      if (price[facility]! < lowest) lowest = price[facility]!;
  };

  const pivot = (place: number, facility: number, cost: number): void => {
    const down: number[] = [];
    const up: number[] = [];
    const isLeaf = place !== unused && !arcsOfPlace.has(place);
    // on ties the deepest arc on the place's side, the highest on the facility's side; the latter comes
    // last in the cycle
    let nearTheta = isLeaf ? people[place]! : Infinity;
    let nearArc = LEAF;
    let farTheta = Infinity;
    let farArc = LEAF;
    let x = facility;
    let y = isLeaf ? wholeFacility[place]! : firstPlace + place;
    while (x !== y) {
      if (depth[x]! >= depth[y]!) {
        const arc = parentArc[x]!;
        if (x < firstPlace) {
          down.push(arc);
          if (arcFlow[arc]! <= farTheta) {
            farTheta = arcFlow[arc]!;
            farArc = arc;
          }
          x = firstPlace + arcPlace[arc]!;
        } else {
          up.push(arc);
          x = arcFacility[arc]!;
        }
      } else {
        const arc = parentArc[y]!;
        if (y >= firstPlace) {
          down.push(arc);
          if (arcFlow[arc]! < nearTheta) {
            nearTheta = arcFlow[arc]!;
            nearArc = arc;
          }
          y = arcFacility[arc]!;
        } else {
          up.push(arc);
          y = firstPlace + arcPlace[arc]!;
        }
      }
    }
    const theta = Math.min(farTheta, nearTheta);
    const leaving = farTheta <= nearTheta ? farArc : nearArc;
    for (const arc of down) arcFlow[arc] = arcFlow[arc]! - theta;
    for (const arc of up) arcFlow[arc] = arcFlow[arc]! + theta;
    if (leaving === LEAF) {
      wholeFacility[place] = facility;
      wholeCost[place] = cost;
      return;
    }
    const node = firstPlace + place;
    if (isLeaf) {
      const home = wholeFacility[place]!;
      parentArc[node] = addArc(place, home, wholeCost[place]!, people[place]! - theta);
      depth[node] = depth[home]! + 1;
      value[place] = wholeCost[place]! + price[home]!;
    }
    const entering = addArc(place, facility, cost, theta);
    dropArc(leaving);
    // the side that the leaving pair cut off hangs from the entering pair now
    if (farTheta <= nearTheta) {
      parentArc[facility] = entering;
      depth[facility] = depth[node]! + 1;
      price[facility] = value[place]! - cost;
      hang(facility);
    } else {
      parentArc[node] = entering;
      depth[node] = depth[facility]! + 1;
      value[place] = cost + price[facility]!;
      hang(node);
    }
  };

  /** Flows afresh from the leaves to the root, so that the rounding of many pivots does not stay in them. */
  const settle = (): void => {
    hang(nowhere);
    const left = new Float64Array(nodeCount);
    for (let facility = 0; facility < facilityCount; facility++) left[facility] = room[facility]!;
    for (let place = 0; place < placeCount; place++) {
      if (arcsOfPlace.has(place)) left[firstPlace + place] = people[place]!;
      else left[wholeFacility[place]!]! -= people[place]!;
    }
    left[firstPlace + unused] = room.reduce((sum, one) => sum + one, 0);
    for (let at = reached - 1; at > 0; at--) {
      const node = queue[at]!;
      const arc = parentArc[node]!;
      const parent = node >= firstPlace ? arcFacility[arc]! : firstPlace + arcPlace[arc]!;
      arcFlow[arc] = Math.max(0, left[node]!);
      left[parent]! -= arcFlow[arc];
    }
  };

  for (let facility = 0; facility < facilityCount; facility++)
    if (room[facility]! > 0) addArc(unused, facility, 0, room[facility]!);
  addArc(unused, nowhere, 0, 0);
  hang(nowhere);

  return {
    price,
    lowestPrice: () => lowest,
    valueOf: (place) =>
      place === unused || arcsOfPlace.has(place)
        ? value[place]!
        : wholeCost[place]! + price[wholeFacility[place]!]!,
    pivot,
    finish() {
      settle();
      const parts: { place: number; facility: number; people: number }[] = [];
      for (const [place, arcs] of arcsOfPlace) {
        if (place === unused) continue;
        wholeFacility[place] = -1;
        for (const arc of arcs)
          if (arcFacility[arc] !== nowhere)
            parts.push({ place, facility: arcFacility[arc]!, people: arcFlow[arc]! });
      }
      parts.sort((a, b) => a.place - b.place || a.facility - b.facility);
      return { wholeFacility: wholeFacility.slice(0, placeCount), parts };
    },
  };
}

function remove(list: number[], entry: number): void {
  const at = list.indexOf(entry);
  list[at] = list[list.length - 1]!;
  list.pop();
}
