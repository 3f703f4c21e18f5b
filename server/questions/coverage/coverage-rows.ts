import type { CoverageAnswer } from '../../contract/processes.ts';
import type { CoverageRow } from '../../kernel/access/coverage.ts';
import type { PlaceLabel } from '../../region/model/region.ts';
import { computeZoneCoverage, type ZoneSet } from '../shared/zone-set.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

export const toMinutes = (seconds: number | null): number | null => (seconds === null ? null : seconds / 60);

/** A kernel row as the answer has it. */
export function toCutoffs(row: CoverageRow, cutoffMinutes: readonly number[]): CoverageAnswer['cutoffs'] {
  return row.cutoffs.map((cutoff, k) => ({
    cutoffMinutes: cutoffMinutes[k]!,
    covered: cutoff.covered,
    percent: row.total > 0 ? (cutoff.covered / row.total) * 100 : 0,
    uncovered: { ...cutoff.uncovered },
  }));
}

/** One row per zone. */
export function listZoneRows(
  zones: ZoneSet,
  layers: Parameters<typeof computeZoneCoverage>[1],
  cutoffMinutes: readonly number[],
): CoverageAnswer['zones'] {
  const cutoffsSeconds = cutoffMinutes.map(toCutoffSeconds);
  return zones.members.map((member, index) => {
    const { row, meanSeconds } = computeZoneCoverage(member, layers, cutoffsSeconds);
    return {
      index,
      nameZh: zones.names[index]!.zh,
      nameEn: zones.names[index]!.en,
      total: row.total,
      meanMinutes: toMinutes(meanSeconds),
      cutoffs: toCutoffs(row, cutoffMinutes),
      basis: member.basis,
      outsideKm2: member.outsideKm2,
    };
  });
}

const PLACE_DEGREES = 0.06;

/** The named place nearest to a point within about 6 km, or null. */
export function findNearestPlace(places: readonly PlaceLabel[], lon: number, lat: number): PlaceLabel | null {
  const shrink = Math.cos((lat * Math.PI) / 180);
  let best: PlaceLabel | null = null;
  let least = PLACE_DEGREES * PLACE_DEGREES;
  for (const place of places) {
    const dx = (place.lonDegrees - lon) * shrink;
    const dy = place.latDegrees - lat;
    const square = dx * dx + dy * dy;
    if (square < least) {
      least = square;
      best = place;
    }
  }
  return best;
}
