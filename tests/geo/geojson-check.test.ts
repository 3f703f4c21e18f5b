import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckOptions } from '../../server/geo/geojson-check.ts';
import { checkPolygons } from '../../server/geo/geojson-check.ts';
import { hasSpatialite } from '../report/outside-readers.ts';
import { runs } from '../support/depth.ts';

const square = (w: number, s: number, size = 1): number[][] => [
  [w, s],
  [w + size, s],
  [w + size, s + size],
  [w, s + size],
  [w, s],
];
const polygon = (...rings: unknown[]): object => ({ type: 'Polygon', coordinates: rings });
const feature = (geometry: unknown): object => ({ type: 'Feature', properties: { name: 'a' }, geometry });
const collection = (...geometries: unknown[]): object => ({
  type: 'FeatureCollection',
  features: geometries.map(feature),
});
const check = (value: unknown, options: CheckOptions = {}) =>
  checkPolygons(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), options);
const codes = (value: unknown, options?: CheckOptions) =>
  check(value, options).problems.map((p) => [p.code, p.pointer]);
const noteCodes = (value: unknown, options?: CheckOptions) =>
  check(value, options).notes.map((p) => [p.code, p.pointer]);

describe('checkPolygons', () => {
  it('passes a clean file without a word', () => {
    const result = check(collection(polygon(square(43, -12), square(43.2, -11.8, 0.2).reverse())));
    expect(result.problems).toEqual([]);
    expect(result.notes).toEqual([]);
    expect(result.features).toHaveLength(1);
  });

  it.each([
    ['', 'json-empty', ''],
    ['{"type": "FeatureCollection"', 'json-unreadable', ''],
    ['[1, 2]', 'geojson-not', ''],
    [{ hello: 1 }, 'geojson-not', ''],
    [{ type: 'Topology' }, 'geojson-not', '/type'],
    [{ type: 'FeatureCollection', features: {} }, 'geojson-structure', '/features'],
    [{ type: 'FeatureCollection', features: [] }, 'geojson-empty', ''],
    [{ type: 'FeatureCollection', features: [7] }, 'geojson-structure', '/features/0'],
    [collection({ type: 'Point', coordinates: [1, 2] }), 'geojson-no-areas', ''],
    [collection(null), 'geojson-no-areas', ''],
    [collection({ type: 'Circle', coordinates: [1, 2] }), 'geojson-structure', '/features/0/geometry/type'],
    [
      collection({ type: 'Polygon', coordinates: 'x' }),
      'geojson-structure',
      '/features/0/geometry/coordinates',
    ],
    [collection(polygon()), 'geojson-structure', '/features/0/geometry/coordinates'],
    [
      collection(
        polygon([
          [0, 0],
          [1, 'x'],
          [1, 1],
          [0, 0],
        ]),
      ),
      'position-not-finite',
      '/features/0/geometry/coordinates/0/1',
    ],
    [
      '{"type":"Polygon","coordinates":[[[0,0],[1e999,0],[1,1],[0,0]]]}',
      'position-not-finite',
      '/coordinates/0/1',
    ],
    [
      collection(polygon([[0, 0], [1], [1, 1], [0, 0]])),
      'position-unreadable',
      '/features/0/geometry/coordinates/0/1',
    ],
    [
      collection(
        polygon([
          [0, 0],
          [1, 1],
          [0, 0],
        ]),
      ),
      'ring-without-area',
      '/features/0/geometry/coordinates/0',
    ],
    [
      collection(
        polygon([
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0],
        ]),
      ),
      'ring-self-intersection',
      '/features/0/geometry/coordinates/0/0',
    ],
    [
      collection(polygon(square(0, 0, 2), square(1, 1, 2))),
      'rings-cross',
      '/features/0/geometry/coordinates/0/1',
    ],
    [
      collection(polygon(square(0, 0, 2), square(5, 5, 1))),
      'hole-outside',
      '/features/0/geometry/coordinates/1',
    ],
    [
      collection(polygon(square(0, 0, 9), square(1, 1, 5), square(2, 2, 1))),
      'hole-in-hole',
      '/features/0/geometry/coordinates/2',
    ],
    [
      collection(polygon(square(583000, 3301000, 500))),
      'coordinates-projected',
      '/features/0/geometry/coordinates',
    ],
    [
      collection(polygon(square(100, 89.5))),
      'position-out-of-bounds',
      '/features/0/geometry/coordinates/0/2',
    ],
    [collection(polygon(square(29, 105))), 'coordinates-swapped-maybe', '/features/0/geometry/coordinates'],
    [
      { type: 'Feature', properties: {}, geometry: { type: 'GeometryCollection', geometries: 5 } },
      'geojson-structure',
      '/geometry/geometries',
    ],
    [
      { ...collection(polygon(square(1, 1))), crs: { type: 'name', properties: { name: 'EPSG:99999' } } },
      'crs-unknown',
      '/crs',
    ],
    [
      collection(
        polygon([
          [170, 80],
          [-100, 81],
          [-10, 80],
          [80, 82],
          [170, 80],
        ]),
      ),
      'ring-around-pole',
      '/features/0/geometry/coordinates',
    ],
  ])('%j: %s', (value, code, pointer) => {
    expect(codes(value)[0]).toEqual([code, pointer]);
    expect(check(value).features).toEqual([]);
  });

  it.each([
    ['ring-closed', collection(polygon(square(0, 0).slice(0, 4)))],
    ['winding-mended', collection(polygon(square(0, 0).reverse()))],
    [
      'vertices-repeated',
      collection(
        polygon([
          [0, 0],
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ]),
      ),
    ],
    ['heights-dropped', collection(polygon(square(0, 0).map((p) => p.concat(12))))],
    ['geometry-null', collection(null, polygon(square(0, 0)))],
    ['geometry-not-area', collection({ type: 'Point', coordinates: [0, 0] }, polygon(square(0, 0)))],
    [
      'geometry-collection-opened',
      collection({
        type: 'GeometryCollection',
        geometries: [
          polygon(square(0, 0)),
          { type: 'GeometryCollection', geometries: [polygon(square(3, 0))] },
        ],
      }),
    ],
    ['feature-repeated', collection(polygon(square(0, 0)), polygon(square(0, 0)))],
    [
      'hole-without-area-dropped',
      collection(
        polygon(square(0, 0, 5), [
          [1, 1],
          [2, 2],
          [1, 1],
        ]),
      ),
    ],
    [
      'antimeridian-split',
      collection(
        polygon([
          [179, 0],
          [-179, 0],
          [-179, 1],
          [179, 1],
          [179, 0],
        ]),
      ),
    ],
    [
      'ring-touches',
      collection(
        polygon([
          [0, 0],
          [2, 0],
          [1, 1],
          [2, 2],
          [0, 2],
          [1, 1],
          [0, 0],
        ]),
      ),
    ],
  ])('mends with a note: %s', (code, value) => {
    const result = check(value);
    expect(result.problems).toEqual([]);
    expect(result.notes.map((n) => n.code)).toContain(code);
    expect(result.features.length).toBeGreaterThan(0);
  });

  it('agrees with GEOS on random polygons of one and two rings', () => {
    if (!hasSpatialite('GEOS as second opinion')) return;
    const folder = mkdtempSync(join(tmpdir(), 'careshed-geos-'));
    try {
      const path = join(folder, 'walks.csv');
      let s = 7;
      const random = (n: number): number => ((s = (Math.imul(s, 1103515245) + 12345) >>> 0) >>> 8) % n;
      const shapes = Array.from({ length: 400 }, () => {
        const walk = (size: number, shift: number): number[][] => {
          const points = Array.from({ length: 3 + random(5) }, () => [
            shift + random(size),
            shift + random(size),
          ]);
          return [...points, points[0]!];
        };
        return random(2) === 0 ? [walk(30, 0)] : [square(0, 0, 40), walk(20, 5 + random(25))];
      });
      const wkt = shapes.map(
        (rings) => `POLYGON(${rings.map((ring) => `(${ring.map((p) => p.join(' ')).join(',')})`).join(',')})`,
      );
      writeFileSync(path, `id,WKT\n${wkt.map((text, i) => `${i},"${text}"`).join('\n')}\n`);
      const out = execFileSync(
        'ogrinfo',
        ['-q', '-dialect', 'sqlite', '-sql', 'select ST_IsValid(geometry) as ok from walks', path],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
      );
      const valid = [...out.matchAll(/ok \(Integer\) = (-?\d)/g)].map((m) => m[1] === '1');
      expect(valid).toHaveLength(400);
      let agreed = 0;
      for (const [i, rings] of shapes.entries()) {
        const result = check(polygon(...rings));
        // What GEOS calls valid passes; what passes here without a note of touching or mending is valid
        // there.
        if (valid[i]) expect(result.problems, wkt[i]).toEqual([]);
        else
          expect(
            result.problemCount > 0 || result.notes.some((n) => /touches|repeated|without-area/.test(n.code)),
            wkt[i],
          ).toBe(true);
        agreed++;
      }
      expect(agreed).toBe(400);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('swaps axes only on evidence', () => {
    const near: [number, number, number, number] = [105, 28, 107, 30];
    const swapped = collection(polygon(square(29, 106, 0.2)));
    expect(noteCodes(swapped, { near })).toContainEqual([
      'coordinates-swapped',
      '/features/0/geometry/coordinates',
    ]);
    const ring = check(swapped, { near }).features[0]!.geometry.coordinates[0] as number[][];
    expect(ring[0]).toEqual([106, 29]);
    // Elsewhere in the world but a place of its own: left alone.
    expect(check(collection(polygon(square(10, 50))), { near }).notes).toEqual([]);
  });

  it('brings a file with a named CRS to degrees', () => {
    const value = {
      ...collection(polygon(square(500000, 4427757.22, 1000))),
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32650' } },
    };
    const result = check(value);
    expect(result.problems).toEqual([]);
    const [lon, lat] = (result.features[0]!.geometry.coordinates[0] as number[][])[0]!;
    expect(lon).toBeCloseTo(117, 6);
    expect(lat).toBeCloseTo(40, 4);
  });

  it('splits at 180° into parts that keep the area', () => {
    const { features } = check(
      collection(
        polygon([
          [170, -10],
          [-170, -10],
          [-160, 10],
          [170, 10],
          [170, -10],
        ]),
      ),
    );
    const parts = features[0]!.geometry.coordinates as number[][][][];
    expect(features[0]!.geometry.type).toBe('MultiPolygon');
    const area = (ring: number[][]): number =>
      ring.slice(1).reduce((sum, p, i) => sum + (ring[i]![0]! * p[1]! - p[0]! * ring[i]![1]!) / 2, 0);
    expect(parts.reduce((sum, part) => sum + area(part[0]!), 0)).toBeCloseTo(500, 6);
    expect(parts.flat(2).every((p) => Math.abs(p[0]!) <= 180)).toBe(true);
  });

  it('collects up to 50 problems and counts them all', () => {
    const bow = polygon([
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ]);
    const result = check(collection(...Array.from({ length: 80 }, () => bow)));
    expect(result.problems).toHaveLength(50);
    expect(result.problemCount).toBe(80);
    expect(result.problems[49]!.pointer).toBe('/features/49/geometry/coordinates/0/0');
  });

  it('stops at its limits', () => {
    let nested: object = polygon(square(0, 0));
    for (let i = 0; i < 20; i++) nested = { type: 'GeometryCollection', geometries: [nested] };
    expect(codes(collection(nested))[0]![0]).toBe('geojson-too-deep');
    expect(codes(collection(polygon(square(0, 0))), { maxVertices: 4 })[0]![0]).toBe(
      'geojson-too-many-vertices',
    );
    expect(codes(collection(null, null), { maxFeatures: 1 })[0]![0]).toBe('geojson-too-many-features');
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(check(`{"type":"Polygon","coordinates":${deep}}`).problems.length).toBeGreaterThan(0);
  });

  it('calls random star shapes clean and random walks with a crossing what they are', () => {
    const star = fc
      .array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: 3, maxLength: 30 })
      .map((radii) => {
        const ring = radii.map((r, i) => [
          50 + r * Math.cos((2 * Math.PI * i) / radii.length),
          20 + r * Math.sin((2 * Math.PI * i) / radii.length),
        ]);
        ring.push(ring[0]!);
        return ring;
      });
    fc.assert(
      fc.property(star, (ring) => {
        expect(codes(polygon(ring))).toEqual([]);
      }),
      { numRuns: runs(2000) },
    );
    const walk = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
      minLength: 4,
      maxLength: 12,
    });
    fc.assert(
      fc.property(walk, (points) => {
        const ring = [...points, points[0]!].filter(
          (p, i, all) => i === 0 || p[0] !== all[i - 1]![0] || p[1] !== all[i - 1]![1],
        );
        let crosses = false;
        const o = (a: number[], b: number[], c: number[]): number =>
          (b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!);
        for (let i = 0; i + 1 < ring.length; i++)
          for (let j = i + 1; j + 1 < ring.length; j++)
            if (
              o(ring[i]!, ring[i + 1]!, ring[j]!) * o(ring[i]!, ring[i + 1]!, ring[j + 1]!) < 0 &&
              o(ring[j]!, ring[j + 1]!, ring[i]!) * o(ring[j]!, ring[j + 1]!, ring[i + 1]!) < 0
            )
              crosses = true;
        const found = new Set(codes(polygon(ring)).map(([code]) => code));
        if (found.has('ring-without-area')) return;
        expect(found.has('ring-self-intersection')).toBe(crosses);
      }),
      { numRuns: runs(2000) },
    );
  });
});
