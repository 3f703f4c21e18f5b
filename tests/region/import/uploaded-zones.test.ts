import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTransform, parseCrs, WGS84 } from '../../../server/geo/crs.ts';
import { importRegion } from '../../../server/region/import/import-region.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { prepareUploadedZones } from '../../../server/region/import/zones/uploaded-zones.ts';
import { SMALL_GRID, writeSmallFolder } from './synthetic-folder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-upload-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const transform = buildTransform(parseCrs(SMALL_GRID.crs), WGS84);
const at = (east: number, south: number): [number, number] => {
  const point: [number, number] = [SMALL_GRID.left + east, SMALL_GRID.top - south];
  transform(point);
  return point;
};
const box = (x0: number, y0: number, x1: number, y1: number): number[][] => [
  at(x0, y1),
  at(x1, y1),
  at(x1, y0),
  at(x0, y0),
  at(x0, y1),
];
const file = (...features: [number[][], Record<string, unknown>][]): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: features.map(([ring, properties]) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Polygon', coordinates: [ring] },
    })),
  });

describe('prepareUploadedZones', () => {
  let region: Region;
  beforeAll(async () => {
    writeSmallFolder(join(scratch, 'small'), at);
    region = await importRegion({ files: [join(scratch, 'small')], id: 'small' });
  });
  const people = (zone: { cells: Int32Array; shares: Float64Array | null }): number =>
    zone.cells.reduce(
      (sum, cell, i) => sum + region.population[cell]! * (zone.shares ? zone.shares[i]! : 1),
      0,
    );

  it('gives large features the cells whose centres they hold', () => {
    const { zones, problems, nameProperty } = prepareUploadedZones(
      region,
      file(
        [box(0, 0, 1000, 1600), { code: 3, label: '西片' }],
        [box(1000, 0, 2000, 1600), { label: '东片' }],
      ),
    );
    expect(problems).toEqual([]);
    expect(nameProperty).toBe('label');
    expect(zones.map((z) => [z.name.zh, z.basis, z.cells.length, people(z)])).toEqual([
      ['西片', 'cell-centre', 160, 5],
      ['东片', 'cell-centre', 160, 26],
    ]);
    expect(zones[0]!.areaKm2).toBeCloseTo(1.6, 2);
    expect(zones[0]!.outsideKm2).toBeLessThan(1e-6);
  });

  it('counts small features by area share', () => {
    // A quarter of the cell with 16 people and nothing else.
    const { zones } = prepareUploadedZones(region, file([box(1050, 700, 1100, 750), { name: 'quarter' }]));
    expect(zones[0]).toMatchObject({ basis: 'area-share' });
    expect(people(zones[0]!)).toBeCloseTo(4, 2);
  });

  it('says how much of a feature lies outside the region', () => {
    const { zones, notes } = prepareUploadedZones(
      region,
      file([box(-1000, 0, 1000, 1600), { name: 'half' }], [box(-5000, 0, -4000, 800), { name: 'away' }]),
    );
    expect(zones[0]!.outsideKm2).toBeCloseTo(1.6, 2);
    expect(zones[1]!.cells).toHaveLength(0);
    expect(zones[1]!.outsideKm2).toBeCloseTo(zones[1]!.areaKm2, 6);
    expect(notes.map((n) => n.code)).toContain('features-outside-region');
  });

  it('recognises swapped axes by the region and mends them', () => {
    const swapped = box(0, 0, 1000, 1600).map(([x, y]) => [y!, x!]);
    const { zones, notes } = prepareUploadedZones(region, file([swapped, { name: 'a' }]));
    expect(zones[0]!.cells).toHaveLength(160);
    expect(notes.map((n) => n.code)).toContain('coordinates-swapped');
  });

  it('refuses a file about another place, an unknown name property, and broken files, and gives no zones then', () => {
    const away = prepareUploadedZones(
      region,
      file([
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
        { name: 'gulf' },
      ]),
    );
    expect(away.problems[0]?.code).toBe('boundary-outside-region');
    expect(away.zones).toEqual([]);
    const named = prepareUploadedZones(region, file([box(0, 0, 1000, 1600), { label: 'x' }]), {
      nameProperty: 'title',
    });
    expect(named.problems[0]).toMatchObject({
      code: 'name-property-unknown',
      parameters: { name: 'title', known: 'label' },
    });
    expect(prepareUploadedZones(region, 'hello').problems[0]?.code).toBe('json-unreadable');
  });

  it('takes the property it is told to name features by', () => {
    const { zones, textProperties } = prepareUploadedZones(
      region,
      file([box(0, 0, 1000, 1600), { a: 'first', b: 'second' }]),
      { nameProperty: 'b' },
    );
    expect(textProperties).toEqual(['a', 'b']);
    expect(zones[0]!.name).toEqual({ zh: 'second', en: 'second' });
  });
});
