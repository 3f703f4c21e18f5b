/** [west, south, east, north] of any GeoJSON geometry, null for an empty one. */
export function geometryBounds(geometry: unknown): [number, number, number, number] | null {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [lon, lat] = part as unknown[];
    if (typeof lon === 'number' && typeof lat === 'number') {
      bounds[0] = Math.min(bounds[0], lon);
      bounds[1] = Math.min(bounds[1], lat);
      bounds[2] = Math.max(bounds[2], lon);
      bounds[3] = Math.max(bounds[3], lat);
      return;
    }
    for (const item of part as unknown[]) visit(item);
  };
  const { coordinates, geometries } = (geometry ?? {}) as { coordinates?: unknown; geometries?: unknown };
  visit(coordinates);
  if (Array.isArray(geometries)) {
    for (const inner of geometries as { coordinates?: unknown }[]) visit(inner.coordinates);
  }
  return Number.isFinite(bounds[0]) ? bounds : null;
}
