import type { LonLat } from './lon-lat.ts';
import { geometryBounds } from './geometry-bounds.ts';

/** Bounds of a zone and the position of its name. */
export interface ZoneMark {
  readonly layer: string;
  readonly index: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly at: LonLat;
  readonly bounds: readonly [number, number, number, number];
  /** Zones of its layer: layers of few zones are named first. */
  readonly siblings: number;
}

interface ZoneFeature {
  readonly geometry: { readonly type: string; readonly coordinates?: unknown } | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One mark per zone that has an outline; its name is placed at the centroid of its largest ring. */
export function buildZoneMarks(features: readonly ZoneFeature[]): ZoneMark[] {
  const counts = new Map<string, number>();
  for (const { properties } of features) {
    const layer = String(properties['layer']);
    counts.set(layer, (counts.get(layer) ?? 0) + 1);
  }
  return features.flatMap(({ geometry, properties }) => {
    const bounds = geometryBounds(geometry);
    const at = geometry ? findLabelPoint(geometry) : null;
    if (!bounds || !at) return [];
    const layer = String(properties['layer']);
    return [
      {
        layer,
        index: Number(properties['index']),
        nameZh: String(properties['nameZh'] ?? ''),
        nameEn: String(properties['nameEn'] ?? ''),
        at,
        bounds,
        siblings: counts.get(layer) ?? 0,
      },
    ];
  });
}

function findLabelPoint(geometry: { readonly type: string; readonly coordinates?: unknown }): LonLat | null {
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates as number[][][]]
      : geometry.type === 'MultiPolygon'
        ? (geometry.coordinates as number[][][][])
        : [];
  let best: LonLat | null = null;
  let largest = 0;
  for (const [ring] of polygons) {
    if (!ring) continue;
    let twiceArea = 0;
    let x = 0;
    let y = 0;
    for (let i = 0; i + 1 < ring.length; i++) {
      const [x0 = 0, y0 = 0] = ring[i] ?? [];
      const [x1 = 0, y1 = 0] = ring[i + 1] ?? [];
      const cross = x0 * y1 - x1 * y0;
      twiceArea += cross;
      x += (x0 + x1) * cross;
      y += (y0 + y1) * cross;
    }
    if (Math.abs(twiceArea) > largest) {
      largest = Math.abs(twiceArea);
      best = [x / (3 * twiceArea), y / (3 * twiceArea)];
    }
  }
  return best;
}
