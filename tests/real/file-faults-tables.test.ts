import { describe, expect, it } from 'vitest';
import type { Region } from '../../server/region/model/region.ts';
import { importFault, peopleWithin } from '../support/fault-folders.ts';
import { hasShared } from '../support/real-data.ts';

const there = hasShared('faults/data/T02-sep-line', 'small tables and layers that came out wrong once');
const people = (region: Region): number => region.population.reduce((sum, value) => sum + value, 0);
const codes = (region: Region): string[] => region.findings.map(({ code }) => code);

/** The region of 33,503 people around one clinic. */
function expectBase(region: Region): void {
  expect(people(region)).toBeCloseTo(33_503, 0);
  expect(region.facilities.map(({ tier, cell }) => [tier, cell >= 0])).toEqual([['township', true]]);
  expect([peopleWithin(region, 15), peopleWithin(region, 30)].map(Math.round)).toEqual([2753, 10_959]);
}

describe.runIf(there)('tables and layers that came out wrong once', () => {
  it.each([
    'T02-sep-line',
    'T03-title-lines',
    'T04b-utf16be-tab',
    'T06b-unicode-minus',
    'T10-long-name',
    'T13-facilities-with-population',
    'T26-dhis2',
    'X02-readme-first',
    'X03-two-tier-heading',
    'X04-stray-row',
    'X05-prefix-ns',
    'S08-deleted-row',
    'S09-loose',
    'Z01-zipped-geojson',
    'P02-with-view',
    'P05-one-bad-srs',
    'V03-nested-fc',
    'V04-geometrycollection',
    'V05-old-epsg-crs',
    'V10-swapped-zones',
    'V11-kml-zones',
    'V12b-kml-spaces',
  ])('%s has its clinic and its people', async (name) => {
    const region = await importFault(name);
    expectBase(region);
    if (name.startsWith('V') && name !== 'V12b-kml-spaces') {
      expect(region.zones[0]!.names.map(({ en }) => en)).toEqual(['West', 'East']);
      expect(region.zones[0]!.zoneOfCell.every((zone) => zone >= 0)).toBe(true);
    }
  });

  it('T10b: Spanish headings', async () => {
    const region = await importFault('T10b-spanish');
    expect(region.facilities.map(({ tier, cell }) => [tier, cell >= 0])).toEqual([['village', true]]);
    expect([peopleWithin(region, 15), peopleWithin(region, 30)].map(Math.round)).toEqual([2753, 10_959]);
  });

  it('T07: O, as in Ouest, is west', async () => {
    const [facility] = (await importFault('T07-ouest')).facilities;
    expect(facility!.lonDegrees).toBeCloseTo(-17.2909485, 6);
    expect(facility!.latDegrees).toBeCloseTo(13.5348988, 6);
  });

  it('numbers with the signs of their table', async () => {
    expect((await importFault('T17-numbers')).facilities[0]).toMatchObject({
      beds: 1200,
      doctors: 12,
      nurses: 3.5,
    });
    expect(people(await importFault('T18-population-decimal-comma'))).toBeCloseTo(1723.5, 6);
    expect(people(await importFault('A01-areas-decimal-comma'))).toBeCloseTo(2234.5, 6);
  });

  it('T19: a row at 0, 0 is a finding and no corner of the frame', async () => {
    const region = await importFault('T19-population-null-island');
    expect(region.grid.columns * region.grid.rows).toBeLessThan(2000);
    expect(people(region)).toBe(500);
    expect(region.findings.find(({ code }) => code === 'population-null-island')).toMatchObject({
      count: 1,
      parameters: { people: 40 },
    });
  });

  it('what was left out, turned and guessed is told', async () => {
    expect(codes(await importFault('S08-deleted-row'))).toContain('table-rows-deleted');
    expect(codes(await importFault('V10-swapped-zones'))).toContain('layer-coordinates-swapped');
    expect(codes(await importFault('V11-kml-zones'))).toContain('geometry-parts-left');
    expect(codes(await importFault('T26-dhis2'))).toContain('units-taken-apart');
    const bowtie = await importFault('V06-bowtie');
    expect(bowtie.findings.find(({ code }) => code === 'zone-crosses-itself')).toMatchObject({
      count: 1,
      parameters: { people: 8863 },
    });
    const views = await importFault('P02-with-view');
    expect(views.sources.find(({ file }) => file === 'data.gpkg#west')?.facts['detail']).toMatch(
      /views are not read/,
    );
    const srs = await importFault('P05-one-bad-srs');
    expect(srs.sources.find(({ file }) => file === 'data.gpkg#sketch')?.facts).toMatchObject({
      reason: 'vector-crs-missing',
      detail: expect.stringContaining('srs -1'),
    });
  });

  it('code pages in any spelling', async () => {
    expect((await importFault('S03-gbk-cpg-936')).facilities[0]!.nameZh).toBe('青山镇卫生院');
    expect((await importFault('S05b-cpg-88591')).facilities[0]!.nameZh).toBe('Hôpital général');
  });
});
