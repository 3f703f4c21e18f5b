import type {
  Geometry,
  Point,
  Polygon,
  MultiPolygon,
  LineString,
  MultiLineString,
  MultiPoint,
  Position,
} from 'geojson';

export type PartKind = 'area' | 'line' | 'point';
const ORDER: Readonly<Record<PartKind, readonly PartKind[]>> = {
  area: ['area', 'line', 'point'],
  line: ['line', 'area', 'point'],
  point: ['point', 'area', 'line'],
};

interface Parts {
  readonly area: (Polygon | MultiPolygon)[];
  readonly line: (LineString | MultiLineString)[];
  readonly point: (Point | MultiPoint)[];
}

/**
 * One plain geometry of a collection: its parts of the kind that is asked for, else of the first kind that
 * it has (a label point beside
 * an outline is no area). `left` counts the parts that are not in it.
 */
export function plainGeometry(geometry: Geometry, prefer: PartKind): { geometry: Geometry; left: number } {
  if (geometry.type !== 'GeometryCollection') return { geometry, left: 0 };
  const parts: Parts = { area: [], line: [], point: [] };
  collect(geometry, parts);
  const kind = ORDER[prefer].find((one) => parts[one].length > 0);
  if (kind === undefined) return { geometry, left: 0 };
  const all = parts.area.length + parts.line.length + parts.point.length;
  return { geometry: joinParts(parts, kind), left: all - parts[kind].length };
}

function collect(geometry: Geometry, into: Parts): void {
  if (geometry.type === 'GeometryCollection') for (const part of geometry.geometries) collect(part, into);
  else if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') into.area.push(geometry);
  else if (geometry.type === 'LineString' || geometry.type === 'MultiLineString') into.line.push(geometry);
  else into.point.push(geometry);
}

function joinParts(parts: Parts, kind: PartKind): Geometry {
  if (parts[kind].length === 1) return parts[kind][0]!;
  if (kind === 'area') {
    const coordinates: Position[][][] = [];
    for (const part of parts.area)
      for (const polygon of part.type === 'Polygon' ? [part.coordinates] : part.coordinates)
        coordinates.push(polygon);
    return { type: 'MultiPolygon', coordinates };
  }
  if (kind === 'line') {
    const coordinates: Position[][] = [];
    for (const part of parts.line)
      for (const line of part.type === 'LineString' ? [part.coordinates] : part.coordinates)
        coordinates.push(line);
    return { type: 'MultiLineString', coordinates };
  }
  const coordinates: Position[] = [];
  for (const part of parts.point)
    for (const point of part.type === 'Point' ? [part.coordinates] : part.coordinates)
      coordinates.push(point);
  return { type: 'MultiPoint', coordinates };
}
