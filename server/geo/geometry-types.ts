/** Geometry types of simple features at their numbers in well-known binary and FlatGeobuf; 0 is of none. */
export const GEOMETRY_TYPES = [
  '',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
] as const;
