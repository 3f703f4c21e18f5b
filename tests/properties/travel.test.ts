import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { UNREACHED } from '../../server/kernel/grid/grid.ts';
import { buildHybridEngine } from '../../server/kernel/catchment/hybrid-engine.ts';
import { computeStepSeconds, findMoveTarget } from '../../server/kernel/cost/step-seconds.ts';
import { buildRoadGraph } from '../../server/kernel/network/build-road-graph.ts';
import { buildOffRoad } from '../../server/kernel/network/off-road-search.ts';
import { computeEdgeSpeeds } from '../../server/kernel/network/edge-speeds.ts';
import { EDGE_ONEWAY } from '../../server/kernel/network/road-network.ts';
import { runs } from '../support/depth.ts';
import { buildCityVehicleLand, buildGridCity, type CityPlan, type CityRoad } from '../support/grid-city.ts';
import { buildRandom } from '../support/random-land.ts';
import { buildRandomCity, buildRandomRoad } from '../support/random-city.ts';

vi.setConfig({ testTimeout: 600_000 });

const surfaceOf = (plan: CityPlan, limit = Infinity) => {
  const city = buildGridCity(plan);
  return city.engine.computeSurface(city.sources, limit);
};
const check = (full: number, property: (plan: CityPlan, random: () => number) => void): void => {
  fc.assert(
    fc.property(fc.integer(), (seed) => property(buildRandomCity(seed), buildRandom(seed + 7))),
    { numRuns: runs(full) },
  );
};
const changeRoads = (plan: CityPlan, change: (road: CityRoad) => Partial<CityRoad>): CityRoad[] => {
  const roads: CityRoad[] = [];
  for (const road of plan.roads ?? []) roads.push({ ...road, ...change(road) });
  return roads;
};
/** Every cell of `faster` is reached no later than in `slower`. */
const expectNoSlower = (faster: Float64Array, slower: Float64Array, slack = 0): void => {
  for (let cell = 0; cell < slower.length; cell++)
    if (!(faster[cell]! <= slower[cell]! * (1 + slack) + slack))
      expect.fail(`cell ${cell}: ${faster[cell]} is slower than ${slower[cell]}`);
};
const expectSame = (
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  order: (cell: number) => number = (c) => c,
): void => {
  for (let cell = 0; cell < a.length; cell++) {
    const x = a[cell]!;
    const y = b[order(cell)]!;
    if (x !== y && !(Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x))))
      expect.fail(`cell ${cell}: ${x} ≠ ${y}`);
  }
};

describe('travel time on random cities', () => {
  it('a road added never makes anyone slower, to the last bit', () => {
    check(40_000, (plan, random) => {
      const before = surfaceOf(plan).seconds;
      const roads = plan.roads ?? [];
      const road = buildRandomRoad(random, plan.columns * 100, plan.rows * 100, roads);
      expectNoSlower(surfaceOf({ ...plan, roads: [...roads, road] }).seconds, before);
    });
  });

  it('a facility added, a speed raised, a barrier or a one-way removed never makes anyone slower', () => {
    check(15_000, (plan, random) => {
      const before = surfaceOf(plan).seconds;
      const facility = [random() * plan.columns * 100, random() * plan.rows * 100] as const;
      expectNoSlower(surfaceOf({ ...plan, facilities: [...plan.facilities!, facility] }).seconds, before);
      expectNoSlower(surfaceOf({ ...plan, walkKmh: plan.walkKmh! * 1.1 }).seconds, before, 1e-9);
      const quicker = changeRoads(plan, (r) => ({ walkKmh: r.walkKmh * 1.2, rideKmh: r.rideKmh * 1.3 }));
      expectNoSlower(surfaceOf({ ...plan, roads: quicker }).seconds, before, 1e-9);
      const open = changeRoads(plan, (r) => ({ flags: (r.flags ?? 0) & ~EDGE_ONEWAY }));
      expectNoSlower(surfaceOf({ ...plan, roads: open }).seconds, before);
      expectNoSlower(surfaceOf({ ...plan, barriers: plan.barriers!.slice(1) }).seconds, before, 1e-9);
      expectNoSlower(surfaceOf({ ...plan, fordsOpen: true }).seconds, before);
    });
  });

  it('a vehicle is never slower than walking, nor one that may leave the road slower than one that may not', () => {
    check(5000, (plan) => {
      const { offRoadKmh: _, ...roadsOnly } = plan;
      expectNoSlower(surfaceOf({ ...plan, offRoadKmh: 12 }).seconds, surfaceOf(roadsOnly).seconds);
      expectNoSlower(surfaceOf(plan).seconds, surfaceOf({ ...plan, vehicle: null }).seconds);
    });
  });

  it('catchments nest, a limit is closed and changes no time within it', () => {
    check(10_000, (plan, random) => {
      const city = buildGridCity(plan);
      const all = city.engine.computeSurface(city.sources, Infinity);
      const reached = all.seconds.filter((s) => s > 0 && s < UNREACHED);
      const limit = reached.length > 0 ? reached[Math.floor(random() * reached.length)]! : 100;
      for (const l of [limit, limit * (1 - 1e-15), limit * random() + 1e-9]) {
        const some = city.engine.computeSurface(city.sources, l);
        for (let cell = 0; cell < all.seconds.length; cell++) {
          const within = all.seconds[cell]! <= l;
          expect(some.seconds[cell]).toBe(within ? all.seconds[cell] : UNREACHED);
          expect(some.nearest[cell]).toBe(within ? all.nearest[cell] : -1);
        }
      }
    });
  });

  it('the same trip is the same time seen from either end', () => {
    check(5000, (plan) => {
      const there = buildGridCity({ ...plan, toFacility: false });
      const back = buildGridCity({ ...plan, toFacility: true });
      const a = there.sources[0]!;
      const from = there.engine.computeSurface(Int32Array.of(a), Infinity).seconds;
      for (let b = 0; b < from.length; b += 7) {
        if (there.engine.cellState[b] !== 0) continue;
        const to = back.engine.computeSurface(Int32Array.of(b), Infinity).seconds[a]!;
        expectSame([from[b]!], [to]);
      }
    });
  });

  it('without slopes and one-ways it is symmetric; on foot it obeys the triangle inequality', () => {
    check(10_000, (plan) => {
      const { height: _, ...flat } = plan;
      const roads = changeRoads(plan, (r) => ({ flags: (r.flags ?? 0) & ~EDGE_ONEWAY }));
      const city = buildGridCity({ ...flat, roads });
      const walkers = buildGridCity({ ...plan, vehicle: null });
      const cells = city.land.paceSecondsPerMeter.length;
      const picks = [0, Math.floor(cells / 3), Math.floor(cells / 2), cells - 1].filter(
        (c) => city.engine.cellState[c] === 0,
      );
      const rows = picks.map((c) => city.engine.computeSurface(Int32Array.of(c), Infinity).seconds);
      const foot = picks.map((c) => walkers.engine.computeSurface(Int32Array.of(c), Infinity).seconds);
      for (let i = 0; i < picks.length; i++)
        for (let j = 0; j < picks.length; j++) {
          expectSame([rows[i]![picks[j]!]!], [rows[j]![picks[i]!]!]);
          for (let k = 0; k < picks.length; k++) {
            const [ik, ij, jk] = plan.toFacility
              ? [foot[k]![picks[i]!]!, foot[j]![picks[i]!]!, foot[k]![picks[j]!]!]
              : [foot[i]![picks[k]!]!, foot[i]![picks[j]!]!, foot[j]![picks[k]!]!];
            expect(ik).toBeLessThanOrEqual((ij + jk) * (1 + 1e-9) + 1e-9);
          }
        }
    });
  });

  it('a city moved elsewhere has the same times', () => {
    check(10_000, (plan, random) => {
      const origin = [
        2 ** 19 + Math.floor(random() * 1000) * 50,
        2 ** 22 - Math.floor(random() * 1000) * 50,
      ] as const;
      expectSame(surfaceOf(plan).seconds, surfaceOf({ ...plan, origin }).seconds);
    });
  });

  it('a city turned by 90° has the same times', () => {
    check(10_000, (plan) => {
      const width = plan.columns * 100;
      const here = surfaceOf(plan).seconds;
      // (x, y) -> (y, width - x): a quarter turn to the right.
      const turn = ([x, y]: readonly [number, number]): [number, number] => [y, width - x];
      const height = plan.height;
      const { height: _, ...rest } = plan;
      const turned: CityPlan = {
        ...rest,
        columns: plan.rows,
        rows: plan.columns,
        roads: changeRoads(plan, (r) => ({ points: r.points.map(turn) })),
        facilities: plan.facilities!.map(turn),
        barriers: plan.barriers!.map(([column, row]) => [plan.rows - 1 - row, column] as const),
        noDriving: (plan.noDriving ?? []).map(([column, row]) => [plan.rows - 1 - row, column] as const),
        ...(height ? { height: (x: number, y: number) => height(width - y, x) } : {}),
      };
      const there = surfaceOf(turned).seconds;
      expectSame(here, there, (cell) => {
        const row = Math.floor(cell / plan.columns);
        return (cell % plan.columns) * plan.rows + (plan.rows - 1 - row);
      });
    });
  });

  it('equals Bellman and Ford on the three layers written out: on foot, riding, on foot again', () => {
    check(5000, (plan) => {
      const city = buildGridCity(plan);
      const vehicle = plan.vehicle ?? null;
      const speeds = computeEdgeSpeeds(city.network, {
        walkKmhByClass: Float64Array.from(plan.roads!, (r) => r.walkKmh),
        rideKmhByClass: vehicle === null ? null : Float64Array.from(plan.roads!, (r) => r.rideKmh),
        vehicle,
        fordsOpen: plan.fordsOpen!,
      });
      const graph = buildRoadGraph(city.network, speeds, vehicle, city.land);
      const cells = city.land.paceSecondsPerMeter.length;
      const layer = cells + graph.nodeCount;
      // Arcs in the direction of travel: [from, to, seconds].
      const arcs: [number, number, number][] = [];
      for (const base of [0, 2 * layer]) {
        for (let cell = 0; cell < cells; cell++) {
          for (let k = 0; k < 16; k++) {
            const to = findMoveTarget(city.land, cell, k);
            if (to >= 0) arcs.push([base + cell, base + to, computeStepSeconds(city.land, cell, k, false)]);
          }
          for (let i = graph.links.byCell.start[cell]!; i < graph.links.byCell.start[cell + 1]!; i++) {
            const node = base + cells + graph.links.byCell.node[i]!;
            arcs.push(
              [base + cell, node, graph.links.byCell.out[i]!],
              [node, base + cell, graph.links.byCell.back[i]!],
            );
          }
        }
        for (let node = 0; node < graph.nodeCount; node++)
          for (let i = graph.walk.start[node]!; i < graph.walk.start[node + 1]!; i++)
            arcs.push([base + cells + node, base + cells + graph.walk.target[i]!, graph.walk.out[i]!]);
      }
      for (let node = 0; node < graph.nodeCount; node++) {
        arcs.push(
          [cells + node, layer + cells + node, plan.boardingSeconds!],
          [layer + cells + node, 2 * layer + cells + node, 0],
        );
        if (graph.ride)
          for (let i = graph.ride.start[node]!; i < graph.ride.start[node + 1]!; i++)
            arcs.push([layer + cells + node, layer + cells + graph.ride.target[i]!, graph.ride.out[i]!]);
      }
      if (vehicle && plan.offRoadKmh) {
        const wheels = buildCityVehicleLand(plan, city.land);
        const { links } = buildOffRoad(wheels, graph);
        for (let cell = 0; cell < cells; cell++) {
          if (wheels.paceSecondsPerMeter[cell] === Infinity) continue;
          arcs.push([cell, layer + cell, plan.boardingSeconds!], [layer + cell, 2 * layer + cell, 0]);
          for (let k = 0; k < 16; k++) {
            const to = findMoveTarget(wheels, cell, k);
            if (to >= 0) arcs.push([layer + cell, layer + to, computeStepSeconds(wheels, cell, k, false)]);
          }
          for (let i = links.byCell.start[cell]!; i < links.byCell.start[cell + 1]!; i++) {
            const node = layer + cells + links.byCell.node[i]!;
            arcs.push(
              [layer + cell, node, links.byCell.out[i]!],
              [node, layer + cell, links.byCell.back[i]!],
            );
          }
        }
      }
      const seconds = new Float64Array(3 * layer).fill(Infinity);
      for (const source of city.sources)
        if (city.engine.cellState[source] === 0) seconds[plan.toFacility ? 2 * layer + source : source] = 0;
      // Towards the facility every arc is turned round, and a trip may also stay on foot: its end is in the
      // first layer.
      if (plan.toFacility)
        for (const source of city.sources) if (city.engine.cellState[source] === 0) seconds[source] = 0;
      for (let changed = true; changed;) {
        changed = false;
        for (const [from, to, cost] of arcs) {
          const [a, b] = plan.toFacility ? [to, from] : [from, to];
          if (seconds[a]! + cost < seconds[b]!) {
            seconds[b] = seconds[a]! + cost;
            changed = true;
          }
        }
      }
      const expected = Float64Array.from({ length: cells }, (_, cell) =>
        plan.toFacility ? seconds[cell]! : Math.min(seconds[cell]!, seconds[2 * layer + cell]!),
      );
      expectSame(city.engine.computeSurface(city.sources, Infinity).seconds, expected);
    });
  });

  it('the path adds up, begins and ends where it should, and names the nearest facility', () => {
    check(5000, (plan, random) => {
      const city = buildGridCity(plan);
      const surface = city.engine.computeSurface(city.sources, Infinity);
      const cell = Math.floor(random() * surface.seconds.length);
      const path = city.engine.explainPath(city.sources, cell);
      if (surface.seconds[cell] === UNREACHED) {
        expect(path).toBeNull();
        return;
      }
      expectSame([path!.seconds], [surface.seconds[cell]!]);
      expect(path!.source).toBe(surface.nearest[cell]);
      const centre = (at: number) => [
        ((at % plan.columns) + 0.5) * 100,
        (plan.rows - Math.floor(at / plan.columns) - 0.5) * 100,
      ];
      const home = centre(cell);
      const facility = centre(city.sources[path!.source]!);
      if (path!.legs.length === 0) {
        expect(home).toEqual(facility);
        return;
      }
      const first = path!.legs[0]!.points;
      const last = path!.legs[path!.legs.length - 1]!.points;
      expect([first[0], first[1]]).toEqual(plan.toFacility ? home : facility);
      expect([last[last.length - 2], last[last.length - 1]]).toEqual(plan.toFacility ? facility : home);
      expect(path!.legs.filter((leg) => leg.kind === 'ride').length).toBeLessThanOrEqual(1);
      for (let i = 1; i < path!.legs.length; i++) {
        const before = path!.legs[i - 1]!.points;
        expect(path!.legs[i]!.points.slice(0, 2)).toEqual(before.slice(-2));
      }
    });
  });

  it('an engine used before gives the same bits as a new one', () => {
    check(2000, (plan, random) => {
      const used = buildGridCity(plan);
      for (let i = 0; i < 3; i++) used.engine.computeReach(used.sources[0]!, random() * 2000 + 1);
      const fresh = buildGridCity(plan);
      expect(used.engine.computeSurface(used.sources, Infinity)).toEqual(
        fresh.engine.computeSurface(fresh.sources, Infinity),
      );
      const engine = buildHybridEngine({
        land: used.land,
        roads: null,
        boardingSeconds: 0,
        toFacility: true,
      });
      expect(engine.computeReach(used.sources[0]!, 500).count).toBeGreaterThanOrEqual(0);
    });
  });
});
