import { describe, expect, it } from 'vitest';
import { buildHybridEngine } from '../../server/kernel/catchment/hybrid-engine.ts';
import { NONE, UNREACHED } from '../../server/kernel/grid/grid.ts';
import { recordCases } from '../support/case-counts.ts';
import { deep } from '../support/depth.ts';
import { computePlainTrips, type PlainTrips } from '../support/plain-trips.ts';
import { buildRandom } from '../support/random-land.ts';
import { buildSizedGround, drawLimit } from '../support/sized-ground.ts';

/** Searches per ground: the first and later ones of one engine. */
const SEARCHES = 4;
const CASES = deep ? 100_000 : 2_000;

/** `toEqual` on millions of numbers takes seconds. */
function sameBits(actual: Float64Array | Int32Array, expected: Float64Array | Int32Array): boolean {
  return (
    actual.length === expected.length &&
    Buffer.compare(
      Buffer.from(actual.buffer, actual.byteOffset, actual.byteLength),
      Buffer.from(expected.buffer, expected.byteOffset, expected.byteLength),
    ) === 0
  );
}

function listReached({ seconds }: PlainTrips): Int32Array {
  const cells: number[] = [];
  for (let cell = 0; cell < seconds.length; cell++) if (seconds[cell]! < UNREACHED) cells.push(cell);
  return Int32Array.from(cells).sort((a, b) => seconds[a]! - seconds[b]! || a - b);
}

describe('every engine over land, at sizes of real regions', () => {
  it(`equals the plain heap search bit for bit: ${CASES} searches, roads and heights absent, empty and present`, () => {
    const met = new Map<string, number>();
    for (let seed = 0; seed * SEARCHES < CASES; seed++) {
      if (deep && seed > 0 && seed % 1250 === 0) console.log(`${seed * SEARCHES} searches held`);
      const ground = buildSizedGround(seed);
      const { land, network, graph, boardingSeconds } = ground;
      const cells = land.paceSecondsPerMeter.length;
      const random = buildRandom(seed + 0x5eed);
      const toFacility = random() < 0.5;
      const engine = buildHybridEngine({
        land,
        roads: graph === null ? null : { network, graph },
        boardingSeconds,
        toFacility,
      });
      const { columns, rows } = land.metric.grid;
      const size = columns * rows > 524_288 ? 'large' : 'small';
      for (const kind of [`roads ${ground.roadKind}, ${size}`, `heights ${ground.heightKind}, ${size}`])
        met.set(kind, (met.get(kind) ?? 0) + 1);
      for (let round = 0; round < SEARCHES; round++) {
        const where = `seed ${seed}, round ${round}, ${columns} × ${rows}, roads ${ground.roadKind}`;
        const limitSeconds = drawLimit(random, land);
        const count = round === 0 ? 1 : 1 + Math.floor(random() * 3);
        const sources = Int32Array.from({ length: count }, () =>
          round > 0 && random() < 0.05 ? NONE : Math.floor(random() * cells),
        );
        const options = { limitSeconds, backward: toFacility, boardingSeconds };
        const expected = computePlainTrips(land, graph, sources, options);
        const surface = engine.computeSurface(sources, limitSeconds);
        expect(sameBits(surface.seconds, expected.seconds), `surface: ${where}`).toBe(true);
        expect(sameBits(surface.nearest, expected.nearest), `nearest: ${where}`).toBe(true);
        if (round > 0 || sources[0] === NONE) continue;
        const reached = listReached(expected);
        const reach = engine.computeReach(sources[0]!, limitSeconds);
        expect(sameBits(reach.cells.slice(0, reach.count), reached), `reach: ${where}`).toBe(true);
        for (let i = 0; i < reach.count; i++)
          expect(reach.seconds[i] === expected.seconds[reached[i]!], `reach seconds: ${where}`).toBe(true);
        if (reached.length === 0) continue;
        const measured = engine.measureReach!(sources[0]!, reached, limitSeconds);
        expect(
          measured.seconds.every((seconds, i) => seconds === expected.seconds[reached[i]!]),
          `measured: ${where}`,
        ).toBe(true);
        if (cells > 40_000) continue;
        const far = reached[reached.length - 1]!;
        const path = engine.explainPath(sources, far);
        expect(path?.seconds ?? null, `path: ${where}`).toBeCloseTo(expected.seconds[far]!, 6);
      }
    }
    recordCases('searches against a plain heap', CASES);
    // Each optional part in each state, on ground of more than 128 tiles of 64 × 64 cells and of fewer.
    expect(met.size).toBe(18);
    for (const [kind, count] of met) expect(count, kind).toBeGreaterThan(CASES / SEARCHES / 100);
  }, 7_200_000);
});
