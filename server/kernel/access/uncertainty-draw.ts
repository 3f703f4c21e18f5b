import { computeLognormal, createRandom } from '../stats/random.ts';

/** How unsure we are. Every figure is shown with the answer. */
export interface DrawAssumptions {
  /** σ of the natural log of one speed factor common to everything. */
  readonly commonSpeedSigma: number;
  /** σ of the natural log of one speed factor per land-cover and road class. */
  readonly classSpeedSigma: number;
  /** Coefficient of variation of one population factor per zone (lognormal, mean 1). */
  readonly populationCv: number;
  /** Whether each draw's people are scaled back to the region's total. */
  readonly keepTotal: boolean;
  /** Chance of each facility to be closed. */
  readonly closedProbability: readonly number[];
}

/**
 * The defaults: common σ 0.15, class σ 0.10, population CV 0.12 with the total kept, 3 % of facilities
 * closed.
 */
export function defaultAssumptions(facilityCount: number): DrawAssumptions {
  return {
    commonSpeedSigma: 0.15,
    classSpeedSigma: 0.1,
    populationCv: 0.12,
    keepTotal: true,
    closedProbability: new Array<number>(facilityCount).fill(0.03),
  };
}

/** One possible world. */
export interface Draw {
  readonly index: number;
  /** All speeds are multiplied by it: the whole trip takes 1 / factor as long. */
  readonly commonSpeedFactor: number;
  readonly landSpeedFactors: Float64Array;
  readonly roadSpeedFactors: Float64Array;
  /** By zone, the last entry for people outside every zone. Before the total is kept. */
  readonly populationFactors: Float64Array;
  /** 1 where the facility is closed. */
  readonly closed: Uint8Array;
}

export interface DrawShape {
  readonly landClassCount: number;
  readonly roadClassCount: number;
  readonly zoneCount: number;
}

/**
 * World number `index` of `seed`. It depends on nothing else, so draws can be spread over threads, and 100
 * draws are the first 100 of
 * 2,000. Each variable has its own stream: changing one variance leaves the others as they were. Zero
 * variances give exact ones.
 */
export function computeDraw(
  assumptions: DrawAssumptions,
  shape: DrawShape,
  seed: number,
  index: number,
): Draw {
  assertAssumptions(assumptions);
  const factors = (stream: number, count: number, sigma: number, shift: number): Float64Array => {
    const random = createRandom(seed, index, stream);
    return Float64Array.from({ length: count }, () => {
      const z = random.normal();
      return sigma === 0 ? 1 : computeLognormal(1, sigma * z + shift);
    });
  };
  const sigma = Math.sqrt(Math.log(1 + assumptions.populationCv * assumptions.populationCv));
  const chance = createRandom(seed, index, 5);
  return {
    index,
    commonSpeedFactor: factors(1, 1, assumptions.commonSpeedSigma, 0)[0]!,
    landSpeedFactors: factors(2, shape.landClassCount, assumptions.classSpeedSigma, 0),
    roadSpeedFactors: factors(3, shape.roadClassCount, assumptions.classSpeedSigma, 0),
    populationFactors: factors(4, shape.zoneCount + 1, sigma, (-sigma * sigma) / 2),
    closed: Uint8Array.from(assumptions.closedProbability, (p) => (chance.uniform() < p ? 1 : 0)),
  };
}

/**
 * Whether the draw's travel differs from the baseline by more than the common factor, so that it must be
 * searched again.
 */
export function needsSearch(draw: Draw): boolean {
  const moved = (factors: Float64Array): boolean => factors.some((factor) => factor !== 1);
  return moved(draw.landSpeedFactors) || moved(draw.roadSpeedFactors) || draw.closed.includes(1);
}

/**
 * People by cell in the draw: each zone's people times its factor, then all scaled so that the sum is the
 * region's again if asked.
 * With all factors 1 the answer has the bits of `population`. `zoneOfCell` null: one factor for everybody.
 * O(cells).
 */
export function computeDrawnPopulation(
  draw: Draw,
  population: ArrayLike<number>,
  zoneOfCell: Int32Array | null,
  keepTotal: boolean,
): Float64Array {
  const drawn = Float64Array.from(population);
  const outside = draw.populationFactors.length - 1;
  if (draw.populationFactors.every((factor) => factor === 1)) return drawn;
  let before = 0;
  let after = 0;
  for (let cell = 0; cell < drawn.length; cell++) {
    const people = drawn[cell]!;
    if (!(people > 0)) continue;
    const zone = zoneOfCell?.[cell] ?? -1;
    drawn[cell] = people * draw.populationFactors[zone < 0 ? outside : zone]!;
    before += people;
    after += drawn[cell]!;
  }
  if (!keepTotal || !(after > 0)) return drawn;
  const scale = before / after;
  for (let cell = 0; cell < drawn.length; cell++) if (drawn[cell]! > 0) drawn[cell]! *= scale;
  return drawn;
}

function assertAssumptions(assumptions: DrawAssumptions): void {
  for (const name of ['commonSpeedSigma', 'classSpeedSigma', 'populationCv'] as const)
    if (!(assumptions[name] >= 0 && assumptions[name] <= 2))
      throw new RangeError(`${name}: expected 0…2, got ${assumptions[name]}`);
  assumptions.closedProbability.forEach((p, facility) => {
    if (!(p >= 0 && p <= 1))
      throw new RangeError(`closedProbability: expected 0…1, got ${p} at facility ${facility}`);
  });
}
