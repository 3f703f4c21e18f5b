import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeCoverage } from '../../../server/kernel/access/coverage.ts';
import type { DrawAssumptions } from '../../../server/kernel/access/uncertainty-draw.ts';
import {
  computeDraw,
  computeDrawnPopulation,
  defaultAssumptions,
  needsSearch,
} from '../../../server/kernel/access/uncertainty-draw.ts';
import type { UncertaintyFrame, UncertainCoverage } from '../../../server/kernel/access/uncertainty.ts';
import {
  addDraw,
  buildTally,
  mergeTallies,
  summariseTally,
} from '../../../server/kernel/access/uncertainty.ts';
import { createRandom } from '../../../server/kernel/stats/random.ts';
import { runs } from '../../support/depth.ts';
import { buildPlainEngine, plainGrid } from './plain-engine.ts';
import { randomRegion } from './random-region.ts';

const shape = { landClassCount: 3, roadClassCount: 2, zoneCount: 3 };
const never = (): Float64Array => {
  throw new Error('no search is needed');
};

describe('draws', () => {
  it('are the same whatever else is drawn', () => {
    const doubt = defaultAssumptions(4);
    expect(computeDraw(doubt, shape, 7, 3)).toEqual(computeDraw(doubt, shape, 7, 3));
    const other = computeDraw({ ...doubt, classSpeedSigma: 0.3 }, shape, 7, 3);
    expect(other.commonSpeedFactor).toBe(computeDraw(doubt, shape, 7, 3).commonSpeedFactor);
    expect(other.populationFactors).toEqual(computeDraw(doubt, shape, 7, 3).populationFactors);
    expect(computeDraw(doubt, shape, 8, 3).commonSpeedFactor).not.toBe(other.commonSpeedFactor);
  });

  it('have the spread they are told to have', () => {
    const doubt = { ...defaultAssumptions(10), populationCv: 0.12 };
    const logs: number[] = [];
    const people: number[] = [];
    let closed = 0;
    const n = 20_000;
    for (let i = 0; i < n; i++) {
      const draw = computeDraw(doubt, shape, 1, i);
      logs.push(Math.log(draw.commonSpeedFactor));
      people.push(draw.populationFactors[0]!);
      closed += draw.closed.reduce((a, b) => a + b, 0);
    }
    const moments = (list: number[]): [number, number] => {
      const mean = list.reduce((a, b) => a + b, 0) / n;
      return [mean, Math.sqrt(list.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n)];
    };
    expect(moments(logs)[0]).toBeCloseTo(0, 2);
    expect(moments(logs)[1]).toBeCloseTo(0.15, 2);
    expect(moments(people)[0]).toBeCloseTo(1, 2);
    expect(moments(people)[1]).toBeCloseTo(0.12, 2);
    expect(closed / n / 10).toBeCloseTo(0.03, 2);
  });

  it('keep the total of people when told to, and only then', () => {
    const people = Float64Array.from({ length: 60 }, (_, i) => i);
    const zones = Int32Array.from({ length: 60 }, (_, i) => (i % 4) - 1);
    const draw = computeDraw(defaultAssumptions(0), shape, 3, 1);
    const sum = (list: Float64Array): number => list.reduce((a, b) => a + b, 0);
    expect(sum(computeDrawnPopulation(draw, people, zones, true))).toBeCloseTo(1770, 9);
    const free = computeDrawnPopulation(draw, people, zones, false);
    expect(free[5]! / 5).toBeCloseTo(draw.populationFactors[0]!, 12);
    expect(free[4]! / 4).toBeCloseTo(draw.populationFactors[3]!, 12);
  });

  it('refuse a doubt that is none', () => {
    expect(() => computeDraw({ ...defaultAssumptions(1), closedProbability: [2] }, shape, 1, 1)).toThrow(
      /closedProbability/,
    );
    expect(() => computeDraw({ ...defaultAssumptions(1), commonSpeedSigma: -1 }, shape, 1, 1)).toThrow(
      /commonSpeedSigma/,
    );
  });
});

function frameOf(
  region: { engine: { cellState: Uint8Array }; population: Float64Array; zoneOfCell: Int32Array },
  seconds: Float64Array,
): UncertaintyFrame {
  return {
    seconds,
    cellState: region.engine.cellState,
    population: region.population,
    cutoffsSeconds: [100, 200],
    zoneOfCell: region.zoneOfCell,
    zoneCount: 3,
    keepTotal: true,
  };
}

describe('uncertain coverage', () => {
  it('reproduces the bits of the baseline without variance', () => {
    const none: DrawAssumptions = {
      commonSpeedSigma: 0,
      classSpeedSigma: 0,
      populationCv: 0,
      keepTotal: true,
      closedProbability: [0, 0, 0],
    };
    fc.assert(
      fc.property(randomRegion(false), fc.nat(1000), (region, index) => {
        const { seconds } = region.engine.computeSurface(region.sources, Infinity);
        const frame = frameOf(region, seconds);
        const tally = buildTally(frame);
        const draw = computeDraw(none, shape, 1, index);
        expect(needsSearch(draw)).toBe(false);
        addDraw(frame, tally, draw, never);
        const { cutoffsSeconds, zoneOfCell, zoneCount, population, cellState } = frame;
        const baseline = computeCoverage({
          seconds,
          cellState,
          population,
          cutoffsSeconds,
          zoneOfCell: zoneOfCell!,
          zoneCount,
        });
        expect(tally.coverages[0]).toEqual(baseline);
        const { cutoffs } = summariseTally(frame, tally);
        cutoffs.forEach((cutoff, k) => {
          const { covered } = baseline.cutoffs[k]!;
          expect(cutoff.covered).toEqual({ p10: covered, p50: covered, p90: covered });
          cutoff.probability.forEach((p, cell) =>
            expect(p).toBe(seconds[cell]! <= cutoff.cutoffSeconds ? 1 : 0),
          );
        });
      }),
      { numRuns: runs(1000) },
    );
  });

  // 40 × 40 cells with a pace of their own, two classes, four facilities
  const side = 40;
  const random = createRandom(11);
  const pace = Float64Array.from({ length: side * side }, () => 0.5 + random.uniform());
  const land = Uint8Array.from({ length: side * side }, () => (random.uniform() < 0.5 ? 0 : 1));
  const population = Float64Array.from({ length: side * side }, () => Math.floor(random.uniform() * 20));
  const zoneOfCell = Int32Array.from({ length: side * side }, (_, cell) => Math.floor(cell / side / 14));
  const sources = Int32Array.of(205, 830, 1234, 1590);
  const engine = (landFactors: ArrayLike<number>, common: number) =>
    buildPlainEngine(
      plainGrid(side, side),
      pace.map((own, cell) => own / landFactors[land[cell]!]! / common),
    );
  const seconds = engine([1, 1, 1], 1).computeSurface(sources, Infinity).seconds;
  const frame: UncertaintyFrame = {
    seconds,
    cellState: new Uint8Array(side * side),
    population,
    cutoffsSeconds: [500, 900],
    zoneOfCell,
    zoneCount: 3,
    keepTotal: true,
  };

  it('takes the common factor by moving the cut-off, which equals searching with all speeds changed', () => {
    for (let index = 0; index < 5; index++) {
      const doubt = {
        ...defaultAssumptions(4),
        classSpeedSigma: 0,
        populationCv: 0,
        closedProbability: [0, 0, 0, 0],
      };
      const draw = computeDraw(doubt, shape, 5, index);
      const tally = buildTally(frame);
      addDraw(frame, tally, draw, never);
      const searched = engine([1, 1, 1], draw.commonSpeedFactor).computeSurface(sources, Infinity);
      const direct = computeCoverage({ ...frame, seconds: searched.seconds, zoneOfCell });
      tally.coverages[0]!.cutoffs.forEach((cutoff, k) => {
        expect(cutoff.covered).toBe(direct.cutoffs[k]!.covered);
      });
    }
  });

  const runDraws = (indices: readonly number[]): ReturnType<typeof buildTally> => {
    const tally = buildTally(frame);
    const doubt = { ...defaultAssumptions(4), classSpeedSigma: 0, closedProbability: [0, 0, 0, 0] };
    for (const index of indices) addDraw(frame, tally, computeDraw(doubt, shape, 9, index), never);
    return tally;
  };

  it('is the same however the draws are spread over threads', () => {
    const all = summariseTally(frame, runDraws([0, 1, 2, 3, 4, 5, 6]));
    const one = runDraws([4, 5, 6]);
    mergeTallies(one, runDraws([3]));
    mergeTallies(one, runDraws([0, 1, 2]));
    expect(summariseTally(frame, one)).toEqual(all);
  });

  it('are refused without any, and with a search of another grid', () => {
    expect(() => summariseTally(frame, buildTally(frame))).toThrow(
      'uncertainty: expected at least one draw, got 0',
    );
    const closing = computeDraw({ ...defaultAssumptions(4), classSpeedSigma: 0.3 }, shape, 1, 0);
    expect(() => addDraw(frame, buildTally(frame), closing, () => new Float64Array(3))).toThrow(
      `search: expected ${frame.seconds.length} cells, got 3`,
    );
  });

  it('has nearly the P10–P90 width of 2,000 draws after 100', () => {
    const first = (count: number): UncertainCoverage =>
      summariseTally(frame, runDraws([...Array(count).keys()]));
    const [few, many] = [first(100), first(2000)];
    many.cutoffs.forEach((cutoff, k) => {
      const width = ({ covered }: UncertainCoverage['cutoffs'][number]): number => covered.p90 - covered.p10;
      expect(width(cutoff)).toBeGreaterThan(0);
      expect(Math.abs(width(few.cutoffs[k]!) / width(cutoff) - 1)).toBeLessThan(0.25);
      expect(cutoff.covered.p10).toBeLessThan(cutoff.covered.p50);
    });
    expect(many.zones).toHaveLength(3);
  });

  it('searches again when a class factor or a closed facility asks for it', () => {
    const doubt = { ...defaultAssumptions(4), closedProbability: [1, 0, 0, 0] };
    const draw = computeDraw(doubt, shape, 2, 0);
    let searches = 0;
    const tally = buildTally(frame);
    addDraw(frame, tally, draw, (asked) => {
      searches++;
      const open = sources.map((cell, facility) => (asked.closed[facility] === 1 ? -1 : cell));
      return engine(asked.landSpeedFactors, 1).computeSurface(open, Infinity).seconds;
    });
    expect(searches).toBe(1);
    const { total } = tally.coverages[0]!;
    expect(total).toBeCloseTo(
      population.reduce((a, b) => a + b, 0),
      6,
    );
  });
});
