import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Degrees of a place `east` and `north` kilometres from the middle of the tiny region (30.5° N, 111.5° E),
 * near enough for tests.
 */
export function tinyPlace(east: number, north: number): [number, number] {
  return [111.5 + (east / 111.32) * (1 / Math.cos((30.5 * Math.PI) / 180)), 30.5 + north / 110.86];
}

/** A population table with a point every 100 m over a square, people 0 to 40 in a fixed scatter. */
export function tinyPopulation(sideKm: number): string {
  const lines = ['lon,lat,population'];
  const steps = Math.round(sideKm * 10);
  for (let j = 0; j <= steps; j++)
    for (let i = 0; i <= steps; i++) {
      const [lon, lat] = tinyPlace(i / 10 - sideKm / 2, j / 10 - sideKm / 2);
      lines.push(`${lon.toFixed(6)},${lat.toFixed(6)},${(i * 7919 + j * 104_729 + i * j) % 41}`);
    }
  return `${lines.join('\n')}\n`;
}

/** Rows of a facility table: id, names, tier and place in kilometres from the middle. */
export function tinyFacilities(
  rows: readonly { id: string; tier: string; east: number; north: number }[],
): string {
  return [
    'id,name_zh,name_en,tier,lon,lat',
    ...rows.map(({ id, tier, east, north }) => {
      const [lon, lat] = tinyPlace(east, north);
      return `${id},${id}卫生室,Post ${id},${tier},${lon},${lat}`;
    }),
    '',
  ].join('\n');
}

/** Road lines along the axes through the middle. */
export function tinyRoads(sideKm: number): string {
  const half = sideKm / 2;
  const line = (coordinates: unknown): unknown => ({
    type: 'Feature',
    properties: { highway: 'secondary' },
    geometry: { type: 'LineString', coordinates },
  });
  return JSON.stringify({
    type: 'FeatureCollection',
    features: [
      line([tinyPlace(-half, 0.03), tinyPlace(half, 0.03)]),
      line([tinyPlace(0.03, -half), tinyPlace(0.03, half)]),
    ],
  });
}

/** A square polygon of kilometres. */
export function tinySquare(west: number, south: number, east: number, north: number): unknown {
  const ring = [
    tinyPlace(west, south),
    tinyPlace(east, south),
    tinyPlace(east, north),
    tinyPlace(west, north),
  ];
  return { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
}

/** Writes files of a region by name. */
export function writeFolder(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}
