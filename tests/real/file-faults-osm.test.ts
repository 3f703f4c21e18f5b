import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFault, minutesByZone, peopleWithin } from '../support/fault-folders.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

const there = hasShared('faults/data/O01-tags', 'small folders whose files came out wrong once');
const rounded = (minutes: number): number => Math.round(minutes * 10) / 10;

describe.runIf(there)('OSM, roads and water of small folders that came out wrong once', () => {
  it('O01: 45 roads tag by tag, by car', async () => {
    const expected = JSON.parse(
      readFileSync(join(sharedFolder, 'faults/data/O01-tags/expect.json'), 'utf8'),
    ) as { name: string; exp: number | null }[];
    const zones = minutesByZone(await importFault('O01-tags'), 'car');
    const off = expected.flatMap(({ name, exp }, i) =>
      exp === null || Math.abs(zones[i]!.minutes - exp) < 0.05
        ? []
        : [`${name}: ${zones[i]!.minutes} for ${exp}`],
    );
    expect(off).toEqual([]);
  });

  it('O05: a PBF with places on its ways has the same roads', async () => {
    const zones = minutesByZone(await importFault('O05-locations-on-ways'), 'car');
    expect(rounded(zones[0]!.minutes)).toBe(10);
    expect(rounded(zones[38]!.minutes)).toBe(4.9);
  });

  it('O09: a ferry takes what its timetable says, in every mode', async () => {
    const region = await importFault('O09-ferry-durations');
    for (const mode of ['walk', 'bicycle', 'motorcycle', 'car'] as const)
      expect(minutesByZone(region, mode).map(({ minutes }) => rounded(minutes))).toEqual([
        5, 10, 20, 30, 60, 25,
      ]);
  });

  it('O02: words of shapefiles and data frames', async () => {
    const zones = minutesByZone(await importFault('O02-line-words'), 'car');
    expect(zones.map(({ minutes }) => rounded(minutes))).toEqual([
      10, 10, 40.1, 10, 10, 40.1, 10, 40.1, 10, 10, 10, 14.5, 12, 10, 40.1, 7, 10, 10, 10,
    ]);
  });

  it('O11: roads in two files are one network', async () => {
    const region = await importFault('O11-two-road-files');
    expect(minutesByZone(region, 'car').map(({ minutes }) => rounded(minutes))).toEqual([5.6, 7.3]);
    expect(region.findings.find((f) => f.code === 'road-files-joined')?.count).toBe(2);
  });

  it('O15: a stream of a Geofabrik extract stops nobody', async () => {
    const region = await importFault('O15-geofabrik-stream');
    expect(region.barrier.reduce((sum, b) => sum + b, 0)).toBe(0);
    expect([15, 30].map((limit) => Math.round(peopleWithin(region, limit)))).toEqual([2753, 10_959]);
  });

  it('O16: of an extract with railways the roads are the roads', async () => {
    const region = await importFault('O16-geofabrik-full');
    expect(minutesByZone(region, 'car').map(({ minutes }) => rounded(minutes))).toEqual([10, 5.6]);
    const rail = region.sources.find((s) => s.file.includes('railways'))!;
    expect([rail.role, rail.facts['reason'], rail.facts['detail']]).toEqual([
      'unused',
      'layer-without-use',
      'fclass=rail',
    ]);
  });

  it('R19: of rasters of people the general one counts', async () => {
    const region = await importFault('R19-hrsl-parts');
    expect(Math.round(region.population.reduce((sum, people) => sum + people, 0))).toBe(33_503);
    expect(region.findings.find((f) => f.code === 'population-file-chosen')?.parameters['chosen']).toBe(
      'population_ken_general_2020.tif',
    );
  });

  it.each(['O03b-lake-both-tagged', 'O03c-lake-tags-on-outer'])('%s: the island is land', async (name) => {
    const region = await importFault(name);
    expect(region.barrier.reduce((sum, b) => sum + b, 0)).toBe(1508);
    expect(region.findings.some((f) => f.code === 'people-on-barriers')).toBe(false);
    expect(peopleWithin(region, 60)).toBe(500);
  });
});
