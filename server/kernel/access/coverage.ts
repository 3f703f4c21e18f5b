import { CELL_BARRIER, CELL_NO_DATA } from '../catchment/travel-engine.ts';
import { NONE, UNREACHED } from '../grid/grid.ts';
import { addTo, buildSums, readSum } from '../stats/sum.ts';

/** People not covered, by the one reason each has. */
interface UncoveredPeople {
  /** A path exists and takes longer than the cut-off. */
  readonly tooFar: number;
  /** The cell is walkable and no path leads to any facility. */
  readonly blocked: number;
  /** The cell itself is a barrier (water). */
  readonly onBarrier: number;
  /** Within the cut-off, but the facilities' room is used up. */
  readonly capacity: number;
  /** The cell has no data to travel on. */
  readonly noData: number;
}

interface CutoffCoverage {
  readonly cutoffSeconds: number;
  readonly covered: number;
  readonly uncovered: UncoveredPeople;
}

/** covered + all of uncovered = total at every cut-off. */
export interface CoverageRow {
  readonly total: number;
  /** In the order of the cut-offs given. */
  readonly cutoffs: readonly CutoffCoverage[];
}

export interface Coverage extends CoverageRow {
  /** One row per zone, empty without zones. */
  readonly zones: readonly CoverageRow[];
  /** People outside every zone; null without zones. */
  readonly outside: CoverageRow | null;
}

export interface CoverageInput {
  /**
   * Seconds to the nearest facility by cell, from a surface **without a limit**: UNREACHED then means that
   * no path exists.
   */
  readonly seconds: Float64Array;
  /** Cell states of the travel engine. */
  readonly cellState: Uint8Array;
  /**
   * People (or square metres, or people of one age band) by cell, ≥ 0; entries that are not > 0 count
   * no one.
   */
  readonly population: ArrayLike<number>;
  /** Closed cut-offs, ≥ 0, in any order. */
  readonly cutoffsSeconds: readonly number[];
  /** Zone by cell, NONE outside. */
  readonly zoneOfCell?: Int32Array;
  readonly zoneCount?: number;
  /**
   * People served by cell, one array per cut-off (null: room is not counted at that cut-off), from a
   * capacity step.
   */
  readonly served?: readonly (Float64Array | null)[];
}

/**
 * People within each cut-off and, by reason, people who are not; in total and by zone.
 *
 * Each person falls in one class: reached in (T_k-1, T_k], later than the last cut-off, blocked, on a
 * barrier, without data. One pass
 * over the cells fills compensated sums by zone and class; every figure is a sum of such classes, so
 * nesting (a longer cut-off never
 * covers fewer) is exact, covered + uncovered = total is exact for whole people and within 1e-9 relative
 * otherwise, and zones +
 * outside = total likewise. O(cells + zones · cut-offs). Mutates nothing. Throws on lengths that differ,
 * zones out of range or a cut-off
 * that is not ≥ 0.
 */
export function computeCoverage(input: CoverageInput): Coverage {
  const { cutoffsSeconds } = input;
  const zoneCount = checkInput(input);
  const ascending = [...new Set(cutoffsSeconds)].sort((a, b) => a - b);
  const classes = countByClass(input, ascending, zoneCount);
  const rows: CoverageRow[] = [];
  for (let row = 0; row < classes.rowCount; row++) rows.push(toRow(classes, row, ascending, cutoffsSeconds));
  const all = addRows(classes);
  return {
    ...toRow(all, 0, ascending, cutoffsSeconds),
    zones: rows.slice(0, zoneCount),
    outside: input.zoneOfCell === undefined ? null : rows[zoneCount]!,
  };
}

/**
 * People of one group (an age band) served by cell, where `served` people of each cell's `population` are:
 * room is given to all of a
 * cell alike. `group` ≤ `population`; groups that add up to the population add up to `served`. O(cells).
 * Mutates nothing.
 */
export function computeServedOfGroup(
  served: Float64Array,
  population: ArrayLike<number>,
  group: ArrayLike<number>,
): Float64Array {
  return served.map((here, cell) => (here > 0 ? (here / population[cell]!) * group[cell]! : 0));
}

/** Sums by row (zone, then outside) and class; served has one sum per row and cut-off. */
interface ClassSums {
  readonly rowCount: number;
  /** Per row: K reach bands, then tooFar, blocked, onBarrier, noData. */
  readonly bands: readonly Float64Array[];
  /** Per row and ascending cut-off: people within reach left without room; null where not counted. */
  readonly unserved: readonly (Float64Array | null)[];
}

function countByClass(input: CoverageInput, ascending: readonly number[], zoneCount: number): ClassSums {
  const { seconds, cellState, population, zoneOfCell, served } = input;
  const rowCount = zoneCount + 1;
  const bandCount = ascending.length;
  const width = bandCount + 4;
  const sums = buildSums(rowCount * width);
  const { high, low } = sums;
  const limits = Float64Array.from(ascending);
  for (let cell = 0; cell < seconds.length; cell++) {
    const people = population[cell]!;
    if (!(people > 0)) continue;
    const time = seconds[cell]!;
    let band = 0;
    if (time < UNREACHED) while (band < bandCount && time > limits[band]!) band++;
    else {
      const state = cellState[cell]!;
      band = bandCount + (state === CELL_BARRIER ? 2 : state === CELL_NO_DATA ? 3 : 1);
    }
    const zone = zoneOfCell === undefined ? NONE : zoneOfCell[cell]!;
    // addTo written out for sums and people that are not negative: the same bits, and this loop sees every
    // cell of a country
    const slot = (zone === NONE ? zoneCount : zone) * width + band;
    const before = high[slot]!;
    const after = before + people;
    low[slot] = low[slot]! + (before >= people ? before - after + people : people - after + before);
    high[slot] = after;
  }
  const bands = Array.from({ length: rowCount }, (_, row) =>
    Float64Array.from({ length: width }, (_, band) => readSum(sums, row * width + band)),
  );
  const unserved = ascending.map((cutoff) => {
    const servedAt = served?.[input.cutoffsSeconds.indexOf(cutoff)] ?? null;
    return servedAt === null ? null : countUnserved(input, servedAt, cutoff, zoneCount);
  });
  return { rowCount, bands, unserved };
}

function countUnserved(
  input: CoverageInput,
  served: Float64Array,
  cutoff: number,
  zoneCount: number,
): Float64Array {
  const { seconds, population, zoneOfCell } = input;
  const sums = buildSums(zoneCount + 1);
  for (let cell = 0; cell < seconds.length; cell++) {
    const people = population[cell]!;
    if (!(people > 0) || !(seconds[cell]! <= cutoff) || seconds[cell] === UNREACHED) continue;
    const zone = zoneOfCell === undefined ? NONE : zoneOfCell[cell]!;
    addTo(sums, zone === NONE ? zoneCount : zone, Math.max(0, people - served[cell]!));
  }
  return Float64Array.from({ length: zoneCount + 1 }, (_, row) => readSum(sums, row));
}

function addRows(classes: ClassSums): ClassSums {
  const width = classes.bands[0]!.length;
  const sums = buildSums(width);
  for (const row of classes.bands) for (let band = 0; band < width; band++) addTo(sums, band, row[band]!);
  const unserved = classes.unserved.map((rows) => {
    if (rows === null) return null;
    const sum = buildSums(1);
    for (const people of rows) addTo(sum, 0, people);
    return Float64Array.of(readSum(sum, 0));
  });
  return {
    rowCount: 1,
    bands: [Float64Array.from({ length: width }, (_, i) => readSum(sums, i))],
    unserved,
  };
}

function toRow(
  classes: ClassSums,
  row: number,
  ascending: readonly number[],
  asked: readonly number[],
): CoverageRow {
  const bands = classes.bands[row]!;
  const bandCount = ascending.length;
  let total = 0;
  for (const people of bands) total += people;
  const byCutoff = new Map<number, CutoffCoverage>();
  let reached = 0;
  for (let k = 0; k < bandCount; k++) {
    reached += bands[k]!;
    let tooFar = bands[bandCount]!;
    for (let later = bandCount - 1; later > k; later--) tooFar += bands[later]!;
    const capacity = Math.min(reached, classes.unserved[k]?.[row] ?? 0);
    byCutoff.set(ascending[k]!, {
      cutoffSeconds: ascending[k]!,
      covered: reached - capacity,
      uncovered: {
        tooFar,
        blocked: bands[bandCount + 1]!,
        onBarrier: bands[bandCount + 2]!,
        capacity,
        noData: bands[bandCount + 3]!,
      },
    });
  }
  return { total, cutoffs: asked.map((cutoff) => byCutoff.get(cutoff)!) };
}

function checkInput(input: CoverageInput): number {
  const cells = input.seconds.length;
  const check = (name: string, actual: number): void => {
    if (actual !== cells) throw new RangeError(`${name}: expected ${cells} cells, got ${actual}`);
  };
  check('cellState', input.cellState.length);
  check('population', input.population.length);
  for (const cutoff of input.cutoffsSeconds)
    if (!(cutoff >= 0)) throw new RangeError(`cut-off: expected ≥ 0 seconds, got ${cutoff}`);
  if (input.served !== undefined && input.served.length !== input.cutoffsSeconds.length)
    throw new RangeError(
      `served: expected one entry per cut-off (${input.cutoffsSeconds.length}), got ${input.served.length}`,
    );
  for (const served of input.served ?? []) if (served !== null) check('served', served.length);
  if (input.zoneOfCell === undefined) return 0;
  check('zoneOfCell', input.zoneOfCell.length);
  const zoneCount = input.zoneCount ?? 0;
  for (let cell = 0; cell < cells; cell++) {
    const zone = input.zoneOfCell[cell]!;
    if (zone < NONE || zone >= zoneCount)
      throw new RangeError(`zoneOfCell: expected -1…${zoneCount - 1}, got ${zone} at cell ${cell}`);
  }
  return zoneCount;
}
