import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { crossesAntimeridian, splitAtAntimeridian } from '../../../geo/antimeridian.ts';
import type { Crs } from '../../../geo/crs.ts';
import { buildTransform, sameCrs, WGS84 } from '../../../geo/crs.ts';
import { assignCellsToPolygons } from '../../../geo/polygon-cells.ts';
import type { FindingList } from '../../model/findings.ts';
import { reportCrossingZones } from '../../quality/quality-zone-rings.ts';
import { reportZoneShapes } from '../../quality/quality-zones.ts';
import type { ZoneLayer } from '../../model/region.ts';

/** Polygon features in degrees; the others are counted. */
export function polygonsInDegrees(
  features: readonly Feature<Geometry | null>[],
  crs: Crs,
): { collection: FeatureCollection<Polygon | MultiPolygon>; dropped: number } {
  const out: Feature<Polygon | MultiPolygon>[] = [];
  let dropped = 0;
  for (const feature of features) {
    const geometry = feature.geometry;
    if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') dropped++;
    else
      out.push({
        ...feature,
        type: 'Feature',
        properties: feature.properties ?? {},
        geometry: withinOneTurn(toDegrees(geometry, crs)),
      });
  }
  return { collection: { type: 'FeatureCollection', features: out }, dropped };
}

/** Areas that run over the 180th meridian, by a step or beyond 180, as parts on either side of it. */
function withinOneTurn(geometry: Polygon | MultiPolygon): Polygon | MultiPolygon {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const isOver = (rings: readonly Position[][]): boolean =>
    rings.some((ring) => crossesAntimeridian(ring) || ring.some(([x]) => Math.abs(x!) > 180));
  if (!polygons.some(isOver)) return geometry;
  const parts = polygons.flatMap((rings) =>
    isOver(rings) ? (splitAtAntimeridian(rings) ?? [rings]) : [rings],
  );
  return { type: 'MultiPolygon', coordinates: parts };
}

/** A geometry in degrees, with two coordinates a position. */
export function toDegrees<G extends Geometry>(geometry: G, crs: Crs): G {
  if (sameCrs(crs, WGS84)) return geometry;
  const transform = buildTransform(crs, WGS84);
  const convert = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    if (typeof value[0] === 'number') {
      const point: [number, number] = [value[0], value[1] as number];
      transform(point);
      return point satisfies Position;
    }
    return value.map(convert);
  };
  if (geometry.type === 'GeometryCollection')
    return { ...geometry, geometries: geometry.geometries.map((part) => toDegrees(part, crs)) };
  return { ...geometry, coordinates: convert(geometry.coordinates) };
}

/** Properties that are called a name, most telling first. */
export const NAME_KEYS: readonly string[] = [
  'name',
  'NAME',
  'Name',
  '名称',
  'shapeName',
  'NAME_3',
  'NAME_2',
  'NAME_1',
  'ADM3_EN',
  'ADM2_EN',
  'ADM1_EN',
  'label',
];

/**
 * Chinese and English names of a feature: the property asked for, else what is called a name, else the
 * first text property.
 */
export function nameOfFeature(
  properties: Readonly<Record<string, unknown>> | null,
  index: number,
  asked?: string,
): { zh: string; en: string } {
  if (asked !== undefined) {
    const value = properties?.[asked];
    const name =
      (typeof value === 'string' || typeof value === 'number' ? `${value}`.trim() : '') || `#${index + 1}`;
    return { zh: name, en: name };
  }
  const text = (key: string): string => {
    const value = properties?.[key];
    return typeof value === 'string' ? value.trim() : '';
  };
  const plain =
    NAME_KEYS.map(text).find(Boolean) ??
    Object.keys(properties ?? {})
      .map(text)
      .find(Boolean) ??
    '';
  const zh = text('name_zh') || text('name:zh') || text('nameZh') || plain;
  const en = text('name_en') || text('name:en') || text('nameEn') || plain;
  return { zh: zh || en || `#${index + 1}`, en: en || zh || `#${index + 1}` };
}

/** A zone layer of polygons in degrees; without `findings` nothing is stated of it. */
export function buildZoneLayer(
  id: string,
  title: string,
  collection: FeatureCollection<Polygon | MultiPolygon>,
  grid: Grid,
  population: Float64Array,
  findings: FindingList | null,
  nameColumn?: string,
): ZoneLayer {
  const assigned = assignCellsToPolygons(grid, collection.features);
  const names = collection.features.map((feature, i) => nameOfFeature(feature.properties, i, nameColumn));
  const layer: ZoneLayer = { id, title, features: collection, names, zoneOfCell: assigned.featureOfCell };
  if (!findings) return layer;
  reportCrossingZones(layer, population, findings);
  reportZoneShapes(layer, { ...assigned, grid, population }, findings);
  return layer;
}
