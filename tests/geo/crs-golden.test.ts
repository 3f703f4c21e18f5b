import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordCases } from '../support/case-counts.ts';
import { buildTransform, crsAtPlace, CrsError, parseCrs, WGS84 } from '../../server/geo/crs.ts';

/** [longitude, latitude, x, y] by code, as GDAL 3.6 places them (scripts/goldens/make-crs-goldens.ts). */
const GOLDEN = JSON.parse(
  readFileSync(resolve(import.meta.dirname, 'golden/crs-points.json'), 'utf8'),
) as Readonly<Record<string, readonly [number, number, number, number][]>>;

/**
 * Datums without a published shift, projections that proj4 has not, axes to south and west: refused, never
 * placed wrongly.
 */
const REFUSED = new Set(
  `EPSG:2000 EPSG:2013 EPSG:2026 EPSG:2065 EPSG:2104 EPSG:2294 EPSG:2333 EPSG:2346 EPSG:2359 EPSG:2372 EPSG:2385 EPSG:3322 EPSG:4580 EPSG:4654 EPSG:4776
   EPSG:4789 EPSG:4822 EPSG:5472 EPSG:6253 EPSG:6266 EPSG:24100 EPSG:24370 ESRI:54012 ESRI:102942 ESRI:103624 ESRI:103676 ESRI:103728 ESRI:103780`.split(
    /\s+/,
  ),
);
/**
 * Places of the draw outside every area that a shift is published for: refused there, or shifted where GDAL
 * takes none.
 */
const BEYOND_AREAS = new Set(
  'EPSG:2411 EPSG:2424 EPSG:2437 EPSG:3837 EPSG:5178 EPSG:5675 EPSG:20824 EPSG:21418 EPSG:21460 EPSG:22275 EPSG:28191'.split(
    ' ',
  ),
);
/**
 * Plate-fixed frames (NAD83, GDA, …) are taken as WGS 84; GDAL applies a shift of up to this to some of
 * them.
 */
const PLATE_METERS = 1.5;
/** GDAL may take a grid of shifts, or another set of parameters of equal standing. */
const SHIFTED_METERS = 4;
const EXACT_METERS = 0.02;

describe('places in the systems of the EPSG and Esri registries', () => {
  it('are where GDAL puts them', () => {
    let exact = 0;
    let placed = 0;
    for (const [code, points] of Object.entries(GOLDEN)) {
      if (REFUSED.has(code)) {
        expect(() => parseCrs(code), code).toThrow(CrsError);
        continue;
      }
      if (BEYOND_AREAS.has(code)) continue;
      for (const [lon, lat, x, y] of points) {
        const crs = crsAtPlace(parseCrs(code), lon, lat);
        const point: [number, number] = [lon, lat];
        buildTransform(WGS84, crs)(point);
        const meters = Math.hypot(point[0] - x, point[1] - y) * crs.parameters.metersPerUnit;
        const allowed = crs.shiftMeters > 0 ? Math.max(SHIFTED_METERS, 2 * crs.shiftMeters) : PLATE_METERS;
        expect(meters, `${code} at ${lon}, ${lat}`).toBeLessThan(Math.max(allowed, EXACT_METERS));
        if (meters < EXACT_METERS) exact++;
        placed++;
        buildTransform(crs, WGS84)(point);
        expect(point[0], `${code} back`).toBeCloseTo(lon, 5);
        expect(point[1], `${code} back`).toBeCloseTo(lat, 5);
      }
    }
    expect(Object.keys(GOLDEN).length).toBeGreaterThan(480);
    expect(placed).toBeGreaterThan(1300);
    expect(exact / placed).toBeGreaterThan(0.85);
    recordCases('places against GDAL', placed);
  });

  it('of a datum without a shift for the place are refused, with a way of saying so', () => {
    expect(() => parseCrs('EPSG:2380')).toThrow(/no shift from the datum Xian 1980/);
    expect(() => crsAtPlace(parseCrs('EPSG:2411'), 105, 32)).toThrow(/Beijing 1954 .* for 32\.00, 105\.00/);
    expect(() => crsAtPlace(parseCrs('EPSG:29193'), 36.77, -1.29)).toThrow(CrsError);
  });

  it('take the shift of their own country and say how wrong it may be', () => {
    const kenya = crsAtPlace(parseCrs('EPSG:21037'), 38, -2);
    const tanzania = crsAtPlace(parseCrs('EPSG:21037'), 39.2, -6.8);
    expect([kenya.id, kenya.shiftMeters]).toEqual(['EPSG:21037 +towgs84=-157,-2,-299', 6]);
    expect([tanzania.id, tanzania.shiftMeters]).toEqual(['EPSG:21037 +towgs84=-175,-23,-303', 15]);
    expect(parseCrs(kenya.id).definition).toBe(kenya.definition);
  });
});
