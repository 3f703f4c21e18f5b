import { findRingCrossings } from '../../geo/ring-crossings.ts';
import type { FindingExample, FindingList } from '../model/findings.ts';
import type { ZoneLayer } from '../model/region.ts';

/**
 * Zones whose outline crosses itself: which land is inside is ambiguous, and what an even number of
 * crossings encloses is not counted.
 * Each with the place of a crossing and the people that are counted in it.
 */
export function reportCrossingZones(layer: ZoneLayer, population: Float64Array, findings: FindingList): void {
  const crossing = new Map<number, FindingExample>();
  for (const [i, { geometry }] of layer.features.features.entries())
    for (const rings of geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) {
      const [place] = findRingCrossings(rings, 1).crossings;
      if (!place || crossing.has(i)) continue;
      crossing.set(i, { label: layer.names[i]!.en, lonDegrees: place.x, latDegrees: place.y });
    }
  if (crossing.size === 0) return;
  const people = new Map<number, number>();
  let total = 0;
  for (let cell = 0; cell < population.length; cell++) {
    const zone = layer.zoneOfCell[cell]!;
    if (!crossing.has(zone)) continue;
    people.set(zone, (people.get(zone) ?? 0) + population[cell]!);
    total += population[cell]!;
  }
  findings.add(
    'zone-crosses-itself',
    'warning',
    layer.id,
    crossing.size,
    { zones: layer.title, people: Math.round(total) },
    [...crossing].map(([zone, example]) => ({
      ...example,
      label: `${example.label}: ${Math.round(people.get(zone) ?? 0)}`,
    })),
  );
}
