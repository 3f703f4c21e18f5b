import { describe, expect, it } from 'vitest';
import { UNREACHED } from '../../server/kernel/grid/grid.ts';
import { EDGE_FERRY, EDGE_NO_FOOT, EDGE_ONEWAY } from '../../server/kernel/network/road-network.ts';
import { buildGridCity, type CityPlan } from '../support/grid-city.ts';

/** 1 m/s on land, 40 × 20 cells of 100 m. */
const ground: CityPlan = { columns: 40, rows: 20, facilities: [[550, 1050]] };
const wall = (column: number): (readonly [number, number])[] =>
  Array.from({ length: 20 }, (_, row) => [column, row] as const);
const reachOf = (plan: CityPlan, limit: number): Map<number, number> => {
  const city = buildGridCity(plan);
  const reach = city.engine.computeReach(city.sources[0]!, limit);
  return new Map(Array.from({ length: reach.count }, (_, i) => [reach.cells[i]!, reach.seconds[i]!]));
};

/** Each of these has been reported against a tool people use; the name says which report. */
describe('traps that others fell into', () => {
  it('accessmod#241, #394, #361: the last minute band is inside (59.2 minutes count at 60, and 60 itself does)', () => {
    const plan: CityPlan = { ...ground, walkKmh: 3.6 * (3100 / 3600) }; // 3,100 m east take exactly an hour
    const city = buildGridCity(plan);
    const at = city.cellAt(3650, 1050);
    const seconds = city.engine.computeSurface(city.sources, Infinity).seconds[at]!;
    expect(seconds).toBeCloseTo(3600, 6);
    expect(reachOf(plan, seconds).has(at)).toBe(true);
    expect(reachOf(plan, seconds - 1e-6).has(at)).toBe(false);
    expect(reachOf(plan, 3600.001).has(city.cellAt(3550, 1050))).toBe(true);
  });

  it('ram-backend#30: a road added, however slow, winding or one-way, leaves nobody slower', () => {
    const before = buildGridCity(ground);
    const old = before.engine.computeSurface(before.sources, Infinity).seconds;
    for (const vehicle of [null, 'motor'] as const)
      for (const flags of [0, EDGE_ONEWAY, EDGE_NO_FOOT, EDGE_FERRY]) {
        const road = {
          points: [
            [510, 1010],
            [900, 300],
            [2000, 1900],
            [3900, 100],
          ] as const,
          walkKmh: 0.5,
          rideKmh: 1,
          flags,
        };
        const after = buildGridCity({ ...ground, vehicle, boardingSeconds: 600, roads: [road] });
        const now = after.engine.computeSurface(after.sources, Infinity).seconds;
        now.forEach((s, cell) => expect(s).toBeLessThanOrEqual(old[cell]!));
      }
  });

  it('openrouteservice#972, valhalla#3741: a walled field inside the catchment is not reached', () => {
    const ring: (readonly [number, number])[] = [];
    for (let i = 10; i <= 16; i++) ring.push([i, 6], [i, 12], [10, i - 4], [16, i - 4]);
    const reached = reachOf({ ...ground, barriers: ring }, 36_000);
    const city = buildGridCity({ ...ground, barriers: ring });
    expect(reached.has(city.cellAt(1350, 1050))).toBe(false);
    expect(reached.has(city.cellAt(1850, 1050))).toBe(true);
    expect(reached.size).toBe(800 - 24 - 25);
  });

  it('valhalla#4085: 600 s lies between 599 s and 601 s', () => {
    const at = [599, 600, 601].map((limit) => reachOf(ground, limit));
    for (const [cell, seconds] of at[0]!) expect(at[1]!.get(cell)).toBe(seconds);
    for (const [cell, seconds] of at[1]!) expect(at[2]!.get(cell)).toBe(seconds);
    expect(at[1]!.size).toBeGreaterThan(at[0]!.size); // the cells at exactly 600 m
  });

  it('valhalla#1607: 60 minutes contain 30 minutes', () => {
    const plan: CityPlan = {
      ...ground,
      barriers: [
        [12, 9],
        [12, 10],
        [12, 11],
      ],
      roads: [
        {
          points: [
            [600, 1000],
            [3400, 1200],
          ],
          walkKmh: 5,
          rideKmh: 20,
          flags: EDGE_ONEWAY,
        },
      ],
      vehicle: 'motor',
      boardingSeconds: 120,
    };
    const [half, whole] = [reachOf(plan, 1800), reachOf(plan, 3600)];
    for (const [cell, seconds] of half) expect(whole.get(cell)).toBe(seconds);
  });

  it(
    'openrouteservice#2083: a short walk does not become a voyage: water is not swum and a ferry costs ' +
      'its length',
    () => {
      const sea = [...wall(20), ...wall(21), ...wall(22)];
      const city = buildGridCity({ ...ground, barriers: sea });
      expect(city.engine.computeSurface(city.sources, Infinity).seconds[city.cellAt(2550, 1050)]).toBe(
        UNREACHED,
      );
      const ferry = {
        points: [
          [1950, 1050],
          [2350, 1050],
        ] as const,
        walkKmh: 7.2,
        rideKmh: 0,
        flags: EDGE_FERRY,
      };
      const across = buildGridCity({ ...ground, barriers: sea, roads: [ferry] });
      const path = across.engine.explainPath(across.sources, across.cellAt(2550, 1050))!;
      expect(path.seconds).toBeCloseTo(1400 + 200 + 200, 6);
      expect(path.meters).toBeCloseTo(2000, 6);
    },
  );

  it('valhalla#4221: a start far off the road begins where it is, not on the road', () => {
    const plan: CityPlan = {
      ...ground,
      facilities: [[550, 1950]],
      roads: [
        {
          points: [
            [50, 50],
            [3950, 50],
          ],
          walkKmh: 5,
          rideKmh: 60,
        },
      ],
      vehicle: 'motor',
    };
    const reached = reachOf(plan, 300);
    const city = buildGridCity(plan);
    expect(reached.get(city.cellAt(550, 1950))).toBe(0);
    expect(reached.has(city.cellAt(550, 50))).toBe(false);
  });

  it('accessmod#320: no passage between two barrier cells that touch at a corner', () => {
    const stairs: (readonly [number, number])[] = [];
    for (let i = 0; i < 20; i++) stairs.push([10 + i, i]);
    const city = buildGridCity({ ...ground, barriers: stairs, facilities: [[150, 150]] });
    expect(city.engine.computeSurface(city.sources, Infinity).seconds[city.cellAt(3950, 1950)]).toBe(
      UNREACHED,
    );
  });

  it('valhalla#711, PISA: an island of roads is used where it is and joins nothing else', () => {
    const island = {
      points: [
        [2550, 450],
        [3550, 450],
      ] as const,
      walkKmh: 3.6,
      rideKmh: 36,
    };
    const city = buildGridCity({ ...ground, roads: [island], vehicle: 'motor', facilities: [[2550, 450]] });
    const seconds = city.engine.computeSurface(city.sources, Infinity).seconds;
    expect(seconds[city.cellAt(3550, 450)]).toBeCloseTo(100, 6);
    const cut = buildGridCity({ ...ground, roads: [island], vehicle: 'motor', barriers: wall(20) });
    expect(cut.engine.computeSurface(cut.sources, Infinity).seconds[cut.cellAt(3550, 450)]).toBe(UNREACHED);
  });

  it('a one-way trap: what can be entered and not left is reached from, not to, the facility', () => {
    const trap: CityPlan = {
      ...ground,
      facilities: [[950, 1050]],
      barriers: wall(20),
      roads: [
        {
          points: [
            [950, 1050],
            [3050, 1050],
          ],
          walkKmh: 0,
          rideKmh: 36,
          flags: EDGE_ONEWAY | EDGE_NO_FOOT,
        },
        {
          points: [
            [950, 1050],
            [950, 1150],
          ],
          walkKmh: 3,
          rideKmh: 36,
        },
        {
          points: [
            [3050, 1050],
            [3050, 1150],
          ],
          walkKmh: 3,
          rideKmh: 36,
        },
      ],
      vehicle: 'motor',
    };
    const there = buildGridCity({ ...trap, toFacility: false });
    const back = buildGridCity({ ...trap, toFacility: true });
    const cell = there.cellAt(3050, 1050);
    expect(there.engine.computeSurface(there.sources, Infinity).seconds[cell]).toBeCloseTo(210, 6);
    expect(back.engine.computeSurface(back.sources, Infinity).seconds[cell]).toBe(UNREACHED);
  });

  it('roads that cross without a junction, or meet only on a bridge, join only where they share a node', () => {
    const a = {
      points: [
        [550, 1050],
        [3550, 1050],
      ] as const,
      walkKmh: 0,
      rideKmh: 36,
      flags: EDGE_NO_FOOT,
    };
    const ramp = {
      points: [
        [550, 1050],
        [550, 950],
      ] as const,
      walkKmh: 3.6,
      rideKmh: 36,
    };
    const river = wall(20);
    // North–south along the river itself: only a node at the crossing joins it.
    const crossing: CityPlan = {
      ...ground,
      vehicle: 'motor',
      barriers: river,
      roads: [
        ramp,
        a,
        {
          points: [
            [2050, 1950],
            [2050, 50],
          ],
          walkKmh: 3.6,
          rideKmh: 36,
        },
      ],
    };
    const city = buildGridCity(crossing);
    expect(city.engine.computeSurface(city.sources, Infinity).seconds[city.cellAt(2950, 1050)]).toBe(
      UNREACHED,
    );
    const joined: CityPlan = {
      ...ground,
      vehicle: 'motor',
      barriers: river,
      roads: [
        ramp,
        {
          ...a,
          points: [
            [550, 1050],
            [2050, 1050],
          ],
        },
        {
          points: [
            [2050, 1050],
            [2950, 1050],
          ],
          walkKmh: 3.6,
          rideKmh: 36,
        },
      ],
    };
    const meets = buildGridCity(joined);
    expect(
      meets.engine.computeSurface(meets.sources, Infinity).seconds[meets.cellAt(2950, 1050)],
    ).toBeCloseTo(240, 6);
  });

  it('bad questions are refused at entry with expected and actual', () => {
    const city = buildGridCity(ground);
    const one = Int32Array.of(0);
    expect(() => city.engine.computeSurface(one, 0)).toThrow(/expected seconds > 0.*got 0/);
    expect(() => city.engine.computeSurface(one, Number.NaN)).toThrow(/got NaN/);
    expect(() => city.engine.computeSurface(new Int32Array(0), 60)).toThrow(/at least one cell, got none/);
    expect(() => city.engine.computeReach(800, 60)).toThrow(/source 0 is cell 800, the grid has cells 0…799/);
    expect(() => city.engine.explainPath(one, -1)).toThrow(/expected 0…799, got -1/);
    const blocked = buildGridCity({ ...ground, barriers: [[5, 9]] });
    const { seconds, nearest } = blocked.engine.computeSurface(Int32Array.of(9 * 40 + 5, -1), Infinity);
    expect(seconds.every((s) => s === UNREACHED)).toBe(true);
    expect(nearest.every((n) => n === -1)).toBe(true);
  });
});
