import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTransform, parseCrs, WGS84 } from '../../../server/geo/crs.ts';
import { countWithin } from '../../../server/region/model/count-within.ts';
import { ImportError, importRegion } from '../../../server/region/import/import-region.ts';
import type { Region } from '../../../server/region/model/region.ts';
import type { Placer } from './synthetic-folder.ts';
import { SMALL_GRID, writeSmallFolder } from './synthetic-folder.ts';

const toDegrees = buildTransform(parseCrs(SMALL_GRID.crs), WGS84);
const at: Placer = (east, south) => {
  const point: [number, number] = [SMALL_GRID.left + east, SMALL_GRID.top - south];
  toDegrees(point);
  return point;
};
const scratch = mkdtempSync(join(tmpdir(), 'careshed-region-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const folder = join(scratch, 'small');
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

describe('importRegion', () => {
  let region: Region;
  const phases: string[] = [];
  beforeAll(async () => {
    writeSmallFolder(folder, at);
    region = await importRegion({
      files: [folder],
      id: 'small',
      onProgress: (_share, phase) => phases.push(phase),
    });
  });

  it('takes the frame, the people and the names as they are', () => {
    expect(region.grid).toEqual(SMALL_GRID);
    expect([region.nameZh, region.nameEn, region.synthetic, region.attributions]).toEqual([
      '小县',
      'Small',
      true,
      ['test'],
    ]);
    expect(sum(region.population)).toBe(31);
    expect(region.population[0]).toBe(1);
    expect(region.findings.find((f) => f.code === 'population-nodata')?.count).toBe(20);
  });

  it('keeps the age bands, which add up', () => {
    expect(Object.keys(region.populationByAge).sort()).toEqual(['0-6', '15-59', '60-64', '65+', '7-14']);
    const bands = Object.values(region.populationByAge);
    for (const [cell, people] of region.population.entries())
      expect(bands.reduce((n, band) => n + band[cell]!, 0)).toBeCloseTo(people, 5);
  });

  it('makes a river a wall of cells from edge to edge, a stream none, water of the land cover a barrier', () => {
    for (let row = 0; row < 16; row++) {
      const walls = [...region.barrier.subarray(row * 20, row * 20 + 20)].flatMap((b, column) =>
        b ? [column] : [],
      );
      expect(
        walls.filter((c) => c >= 11),
        `row ${row}`,
      ).toEqual([12]);
      expect(walls.filter((c) => c < 11)).toEqual(row === 0 ? [5] : []);
    }
    expect(region.landClass[5]).toBe(10);
  });

  it('builds the junction, counts and sorts what it found', () => {
    expect(region.roads.edgeFrom).toHaveLength(3);
    expect(sum(region.roads.edgeLengthMeters)).toBeCloseTo(1900 + 700, 3);
    expect(region.findings.map((f) => f.severity)).toEqual(
      [...region.findings]
        .map((f) => f.severity)
        .sort((a, b) => ['error', 'warning', 'info'].indexOf(a) - ['error', 'warning', 'info'].indexOf(b)),
    );
  });

  it('assigns cells to zones by their centres and counts people outside', () => {
    const zones = region.zones[0]!;
    expect(zones.names).toEqual([
      { zh: '西村', en: 'West' },
      { zh: '东村', en: 'East' },
    ]);
    expect([0, 1, -1].map((z) => zones.zoneOfCell.filter((c) => c === z).length)).toEqual([160, 80, 80]);
    expect(
      region.findings.find((f) => f.code === 'people-outside-zones' && f.layer === 'zones')?.parameters[
        'people'
      ],
    ).toBe(8);
    expect(region.zones.map((z) => z.id)).toEqual(['zones', 'boundary']);
  });

  it('cuts to the boundary on request', async () => {
    const clipped = await importRegion({ files: [folder], id: 'small', clip: true, haloMeters: 0 });
    expect(clipped.countWithin).toBeUndefined();
    expect(clipped.grid).toMatchObject({ columns: 20, rows: 15 });
    expect(sum(clipped.population)).toBe(31);
    await expect(
      importRegion({ files: [join(folder, 'population.tif')], id: 'x', clip: true }),
    ).rejects.toThrow(ImportError);
  });

  it('keeps a halo beyond the boundary with the people in it', async () => {
    const bounds = join(scratch, 'aoi_boundary.geojson');
    const ring = [at(0, 800), at(1000, 800), at(1000, 0), at(0, 0), at(0, 800)];
    writeFileSync(bounds, JSON.stringify({ type: 'Polygon', coordinates: [ring] }));
    const inner = await importRegion({
      files: [join(folder, 'population.tif')],
      boundaryFile: bounds,
      id: 'x',
      clip: true,
      haloMeters: 0,
    });
    expect([sum(inner.population), inner.grid.columns, inner.grid.rows]).toEqual([1, 10, 8]);
    const halo = await importRegion({
      files: [join(folder, 'population.tif')],
      boundaryFile: bounds,
      id: 'x',
      clip: true,
      haloMeters: 100,
    });
    expect([sum(halo.population), halo.grid.columns, halo.grid.rows]).toEqual([17, 11, 9]);
    expect(halo.findings.find((f) => f.code === 'halo-kept')?.parameters).toEqual({
      people: 16,
      facilities: 0,
    });
    // Questions about it are about the boundary, in ages as in all.
    expect(halo.countWithin).toBe('boundary');
    expect(sum(countWithin(halo, 'boundary')!.population)).toBe(1);
    expect(countWithin(halo, 'nowhere')).toBeNull();
    // Without a width everything within 10 km is kept, which is all there is here.
    const usual = await importRegion({
      files: [join(folder, 'population.tif')],
      boundaryFile: bounds,
      id: 'x',
      clip: true,
    });
    expect([sum(usual.population), usual.grid.columns, usual.grid.rows]).toEqual([31, 20, 16]);
  });

  it('does with a facility row what a person decided', async () => {
    const [lon, lat] = at(1235, 450);
    const rows = await importRegion({
      files: [folder],
      id: 'x',
      facilityCorrections: { 2: 'drop', 3: [lon + 0.002, lat] },
    });
    expect(rows.facilities.map((f) => [f.id, f.lonDegrees])).toEqual([['B', lon + 0.002]]);
    expect(rows.findings.find((f) => f.code === 'facility-corrected')?.count).toBe(2);
  });

  it('reports progress through to the end, stops when told to', async () => {
    expect(phases.at(-1)).toBe('done');
    await expect(importRegion({ files: [folder], id: 'x', signal: AbortSignal.abort() })).rejects.toThrow(
      /abort/i,
    );
  });

  it('is the same bits every time', async () => {
    const again = await importRegion({ files: [folder], id: 'small' });
    expect(again).toEqual(region);
  });

  it('refuses what cannot be a region with the reason', async () => {
    const codeOf = async (files: string[]): Promise<string> => {
      try {
        await importRegion({ files, id: 'x' });
        return 'ok';
      } catch (problem) {
        return problem instanceof ImportError ? problem.code : String(problem);
      }
    };
    expect(await codeOf([])).toBe('import-no-files');
    expect(await codeOf([join(folder, 'facilities.csv')])).toBe('import-no-population');
    const empty = join(scratch, 'people.csv');
    writeFileSync(empty, 'lon,lat,population\n106,29,0\n');
    expect(await codeOf([empty])).toBe('import-no-people');
    expect(await codeOf([join(folder, 'population.tif')])).toBe('ok');
  });

  it('rasterises a point table on metres of its own and keeps every person', async () => {
    const file = join(scratch, 'points.csv');
    writeFileSync(file, `name,经度,纬度,人口\n甲,111.00,29.80,100\n乙,111.01,29.81,"1,200"\n丙,坏,29.8,5\n`);
    const points = await importRegion({ files: [file], id: 'p', cellMeters: 250 });
    expect(points.grid).toMatchObject({ crs: 'EPSG:32649', cellWidth: 250 });
    expect(sum(points.population)).toBe(1300);
    expect(points.findings.find((f) => f.code === 'population-row-unusable')).toMatchObject({
      count: 1,
      examples: [{ row: 4 }],
    });
  });
});
