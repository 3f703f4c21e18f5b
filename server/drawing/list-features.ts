import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { ROAD_CLASSES } from '../contract/vocabulary.ts';
import {
  EDGE_BRIDGE,
  EDGE_FERRY,
  EDGE_FORD,
  EDGE_HAS_TWIN,
  EDGE_ONEWAY,
  EDGE_TWIN,
} from '../kernel/network/road-network.ts';
import type { Region } from '../region/model/region.ts';
import type { RegionReference, TaskContext } from '../questions/shared/task-context.ts';
import { pointsToDegrees } from '../questions/shared/to-degrees.ts';

/** Layers of a region that are offered as GeoJSON. */
const FEATURE_LAYERS = ['facilities', 'zones', 'roads', 'places', 'boundary', 'water', 'edge'] as const;
export type FeatureLayer = (typeof FEATURE_LAYERS)[number];

export interface FeaturesInput {
  readonly region: RegionReference;
  readonly layer: FeatureLayer;
}

/** One layer of a region in degrees; every feature has an id that stays the same while the region does. */
export function listFeatures(
  { region: reference, layer }: FeaturesInput,
  context: TaskContext,
): FeatureCollection {
  const region = context.loadRegion(reference);
  return { type: 'FeatureCollection', features: featuresOf(region, layer) };
}

function featuresOf(region: Region, layer: FeatureLayer): Feature[] {
  const point = (lon: number, lat: number): Geometry => ({ type: 'Point', coordinates: [lon, lat] });
  switch (layer) {
    case 'facilities':
      return region.facilities.map((facility) => {
        const { lonDegrees, latDegrees, x: _x, y: _y, cell: _cell, attributes, services, ...rest } = facility;
        const here = Number.isFinite(lonDegrees) && Number.isFinite(latDegrees);
        return {
          type: 'Feature',
          id: facility.id,
          geometry: (here ? point(lonDegrees, latDegrees) : null) as Geometry,
          properties: { ...attributes, ...rest, services: services.join(';') },
        };
      });
    case 'zones':
      return region.zones.flatMap((zones) =>
        zones.features.features.map((feature, i) => ({
          ...feature,
          id: `${zones.id}.${i}`,
          properties: {
            ...feature.properties,
            layer: zones.id,
            index: i,
            nameZh: zones.names[i]!.zh,
            nameEn: zones.names[i]!.en,
          },
        })),
      );
    case 'places':
      return region.places.map((place, i) => ({
        type: 'Feature',
        id: i + 1,
        geometry: point(place.lonDegrees, place.latDegrees),
        properties: { nameZh: place.nameZh, nameEn: place.nameEn, rank: place.rank },
      }));
    case 'boundary':
      return (region.boundary?.features ?? []).map((feature, i) => ({ ...feature, id: i + 1 }));
    case 'water':
      return region.water.features.map((feature, i) => ({ ...feature, id: i + 1 }));
    case 'edge':
      // The band in which journeys across the border are unknown.
      return region.findings.flatMap((finding, i) =>
        finding.code === 'data-stops-at-border' && finding.area
          ? [{ type: 'Feature', id: i + 1, geometry: finding.area, properties: { ...finding.parameters } }]
          : [],
      );
    case 'roads':
      return roadFeatures(region);
  }
}

/** Road edges as lines with their class and flags. */
export function roadFeatures(region: Region): Feature[] {
  const { roads, grid } = region;
  const features: Feature[] = [];
  for (let e = 0; e < roads.edgeFrom.length; e++) {
    const flags = roads.edgeFlags[e]!;
    if (flags & EDGE_TWIN) continue;
    const first = roads.edgeVertexStart[e]!;
    const last = roads.edgeVertexStart[e + 1]!;
    const points = new Float64Array((last - first) * 2);
    for (let v = first; v < last; v++) {
      points[(v - first) * 2] = roads.vertexX[v]!;
      points[(v - first) * 2 + 1] = roads.vertexY[v]!;
    }
    features.push({
      type: 'Feature',
      id: e + 1,
      geometry: { type: 'LineString', coordinates: pointsToDegrees(grid, points) },
      properties: {
        class: ROAD_CLASSES[roads.edgeClass[e]!] ?? 'service',
        source: roads.edgeSource[e]!,
        meters: Math.round(roads.edgeLengthMeters[e]! * 10) / 10,
        ...(roads.edgeMaxSpeedKmh[e]! > 0 ? { maxSpeedKmh: roads.edgeMaxSpeedKmh[e]! } : {}),
        ...(flags & EDGE_ONEWAY && !(flags & EDGE_HAS_TWIN) ? { oneway: true } : {}),
        ...(flags & EDGE_BRIDGE ? { bridge: true } : {}),
        ...(flags & EDGE_FERRY ? { ferry: true } : {}),
        ...(flags & EDGE_FORD ? { ford: true } : {}),
      },
    });
  }
  return features;
}
