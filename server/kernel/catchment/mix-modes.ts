import { UNREACHED } from '../grid/grid.ts';

/**
 * Shares of each mode by zone (`shares[zone * modes + mode]`), and the zone of each cell; a cell outside
 * every zone (< 0) uses `outside`.
 */
export interface ModeShares {
  readonly modes: number;
  readonly shares: Float64Array;
  readonly outside: Float64Array;
  readonly zoneOfCell: Int32Array;
}

/** Shares may miss 1 by this much. */
const SHARE_SLACK = 1e-9;

/** Throws RangeError naming the zone whose shares are negative or do not sum to 1. */
function assertModeShares(mix: ModeShares): void {
  const check = (shares: Float64Array, from: number, name: string): void => {
    let sum = 0;
    for (let mode = 0; mode < mix.modes; mode++) {
      const share = shares[from + mode]!;
      if (!(share >= 0 && share <= 1))
        throw new RangeError(`mode shares: ${name} gives mode ${mode} the share ${share}, expected 0 … 1`);
      sum += share;
    }
    if (Math.abs(sum - 1) > SHARE_SLACK)
      throw new RangeError(`mode shares: those of ${name} sum to ${sum}, expected 1`);
  };
  if (
    !Number.isInteger(mix.modes) ||
    mix.modes < 1 ||
    mix.outside.length !== mix.modes ||
    mix.shares.length % mix.modes !== 0
  )
    throw new RangeError(
      `mode shares: ${mix.shares.length} shares and ${mix.outside.length} outside do not fit ${mix.modes} modes`,
    );
  for (let zone = 0; zone < mix.shares.length / mix.modes; zone++)
    check(mix.shares, zone * mix.modes, `zone ${zone}`);
  check(mix.outside, 0, 'the land outside every zone');
  const zones = mix.shares.length / mix.modes;
  const wrong = mix.zoneOfCell.findIndex((zone) => zone >= zones);
  if (wrong >= 0)
    throw new RangeError(
      `mode shares: cell ${wrong} is in zone ${mix.zoneOfCell[wrong]}, there are ${zones}`,
    );
}

/**
 * Share of each cell's people who reach care within the closed limit: the sum of the shares of the modes
 * that do. Multiply by people for
 * mixed coverage; it is conserved and nested because each mode is. O(cells · modes). `surfaces` are seconds
 * by mode.
 */
export function computeCoveredShare(
  mix: ModeShares,
  surfaces: readonly Float64Array[],
  limitSeconds: number,
): Float64Array {
  assertMix(mix, surfaces);
  return mapMix(mix, (cell, shareOf) => {
    let covered = 0;
    let open = 0;
    for (let mode = 0; mode < mix.modes; mode++) {
      if (surfaces[mode]![cell]! <= limitSeconds) covered += shareOf(mode);
      else open += shareOf(mode);
    }
    // All in or all out must be exact whatever the shares' rounding.
    return open === 0 ? 1 : covered === 0 ? 0 : Math.min(covered, 1);
  });
}

/**
 * Mean seconds over the modes by share. UNREACHED where a mode with a share above 0 does not arrive: a mean
 * over those who do would make a
 * cell look better the more people are cut off. O(cells · modes).
 */
export function computeMixedSeconds(mix: ModeShares, surfaces: readonly Float64Array[]): Float64Array {
  assertMix(mix, surfaces);
  return mapMix(mix, (cell, shareOf) => {
    let mean = 0;
    for (let mode = 0; mode < mix.modes; mode++) {
      const share = shareOf(mode);
      if (share === 0) continue;
      const seconds = surfaces[mode]![cell]!;
      if (seconds === UNREACHED) return UNREACHED;
      mean += share * seconds;
    }
    return mean;
  });
}

function assertMix(mix: ModeShares, surfaces: readonly Float64Array[]): void {
  assertModeShares(mix);
  if (surfaces.length !== mix.modes)
    throw new RangeError(`mode shares: ${surfaces.length} surfaces for ${mix.modes} modes`);
  surfaces.forEach((surface, mode) => {
    if (surface.length !== mix.zoneOfCell.length)
      throw new RangeError(
        `mode shares: surface ${mode} has ${surface.length} cells, the zones ${mix.zoneOfCell.length}`,
      );
  });
}

function mapMix(
  mix: ModeShares,
  of: (cell: number, shareOf: (mode: number) => number) => number,
): Float64Array {
  return Float64Array.from(mix.zoneOfCell, (zone, cell) =>
    of(cell, (mode) => (zone < 0 ? mix.outside[mode]! : mix.shares[zone * mix.modes + mode]!)),
  );
}
