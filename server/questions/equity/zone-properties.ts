import { ProblemException } from '../../contract/problems.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import type { Region } from '../../region/model/region.ts';
import type { SelectedFacilities } from '../shared/select-facilities.ts';
import type { ZoneSet } from '../shared/zone-set.ts';
import { readFacilityColumn } from '../shared/facility-column.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Attributes of the zones by index; none for uploads. */
export function listZoneProperties(region: Region, wanted: string | undefined): readonly Properties[] {
  if (wanted?.startsWith('upload:')) return [];
  const layer = wanted === undefined ? region.zones[0] : region.zones.find((zones) => zones.id === wanted);
  return layer?.features.features.map((feature) => feature.properties ?? {}) ?? [];
}

/** Refuses a property that no zone has. */
export function assertZoneProperty(properties: readonly Properties[], name: string, pointer: string): void {
  if (properties.some((zone) => zone[name] !== undefined && zone[name] !== null)) return;
  const known = [...new Set(properties.flatMap((zone) => Object.keys(zone)))].join(', ') || '—';
  throw new ProblemException('invalid-inputs', { count: 1 }, [
    { pointer, code: 'property-unknown', parameters: { property: name, known } },
  ]);
}

/** Square kilometres of each zone inside the region. */
export function computeZoneAreas(zones: ZoneSet, columns: number, areaOfRow: Float64Array): number[] {
  return zones.members.map(({ cells, shares }) => {
    let area = 0;
    cells.forEach((cell, i) => (area += areaOfRow[Math.floor(cell / columns)]! * (shares ? shares[i]! : 1)));
    return area / 1e6;
  });
}

/** Sum of a facility column over the facilities that stand in each zone. */
export function sumByZone(zones: ZoneSet, selected: SelectedFacilities, column: string): number[] {
  const byCell = new Map<number, number>();
  for (const facility of selected.facilities) {
    const value = readFacilityColumn(facility, column);
    if (facility.cell !== NONE && value !== null)
      byCell.set(facility.cell, (byCell.get(facility.cell) ?? 0) + value);
  }
  return zones.members.map(({ cells }) => {
    let sum = 0;
    for (const cell of cells) sum += byCell.get(cell) ?? 0;
    return sum;
  });
}
