import { NONE } from '../kernel/grid/grid.ts';
import type { FindingExample, FindingList } from './findings.ts';
import type { Region } from './region.ts';

const DIFFERENT = 0.05;
const POPULATION_KEYS =
  /^(pop(ulation)?(_?\d{4}|_?total)?|people|total_?pop(ulation)?|人口|总人口|常住人口|户籍人口)$/i;

/** Zones whose own population figure is more than 5 % off the grid's people in them. */
export function reportZoneTotals(region: Region, findings: FindingList): void {
  for (const zone of region.zones) {
    const people = new Float64Array(zone.names.length);
    for (let cell = 0; cell < zone.zoneOfCell.length; cell++) {
      const z = zone.zoneOfCell[cell]!;
      if (z !== NONE) people[z] = people[z]! + region.population[cell]!;
    }
    const off: FindingExample[] = [];
    let stated = 0;
    let counted = 0;
    for (const [z, feature] of zone.features.features.entries()) {
      const entry = Object.entries(feature.properties ?? {}).find(
        ([key, value]) =>
          POPULATION_KEYS.test(key) && Number.isFinite(Number(value)) && value !== null && value !== '',
      );
      if (!entry) continue;
      const figure = Number(entry[1]);
      stated += figure;
      counted += people[z]!;
      if (Math.abs(people[z]! - figure) > DIFFERENT * Math.max(1, figure))
        off.push({ label: `${zone.names[z]!.en}: ${Math.round(figure)} / ${Math.round(people[z]!)}` });
    }
    findings.add(
      'zone-population-differs',
      'warning',
      zone.id,
      off.length,
      { zones: zone.title, stated: Math.round(stated), counted: Math.round(counted) },
      off,
    );
  }
}
