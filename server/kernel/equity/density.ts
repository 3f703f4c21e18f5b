/** Density and agglomeration of a resource in one zone. Null where a divisor is 0. */
export interface DensityRow {
  /** 卫生资源密度指数 √(R/P · 1000 · R/A), per 1,000 people and per km². */
  readonly hrdi: number | null;
  /** 资源集聚度 (R/ΣR) / (A/ΣA): 1 = balanced by area. */
  readonly hrad: number | null;
  /** 人口集聚度 (P/ΣP) / (A/ΣA). */
  readonly pad: number | null;
  /**
   * HRAD / PAD = (R/ΣR) / (P/ΣP): > 1 relative surplus, < 1 shortage for the zone's people. The location
   * quotient is the same number.
   */
  readonly hradOverPad: number | null;
}

/**
 * HRDI, HRAD, PAD and HRAD/PAD by zone, as Chinese health-resource studies define them.
 *
 * Arrays of one entry per zone: `resource` (doctors, beds, …), `people`, `areaSquareKm`, all ≥ 0. The
 * people-weighted mean of HRAD/PAD
 * is 1. O(zones).
 */
export function computeDensity(
  resource: readonly number[],
  people: readonly number[],
  areaSquareKm: readonly number[],
): DensityRow[] {
  if (people.length !== resource.length || areaSquareKm.length !== resource.length)
    throw new RangeError(
      `expected ${resource.length} zones, got ${people.length} people and ${areaSquareKm.length} areas`,
    );
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const over = (a: number, b: number): number | null => (b > 0 ? a / b : null);
  const [r, p, a] = [sum(resource), sum(people), sum(areaSquareKm)];
  return resource.map((own, zone) => {
    const perPerson = over(own * 1000, people[zone]!);
    const perArea = over(own, areaSquareKm[zone]!);
    const areaShare = over(areaSquareKm[zone]!, a);
    const hrad = areaShare === null || !(r > 0) ? null : over(own / r, areaShare);
    const pad = areaShare === null || !(p > 0) ? null : over(people[zone]! / p, areaShare);
    return {
      hrdi: perPerson === null || perArea === null ? null : Math.sqrt(perPerson * perArea),
      hrad,
      pad,
      hradOverPad: hrad === null || pad === null ? null : over(hrad, pad),
    };
  });
}
