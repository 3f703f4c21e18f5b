import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importRegionFiles } from '../../server/service/regions.ts';
import { FACILITIES_OUTSIDE_LISTED } from '../../server/contract/processes.ts';
import { writeGeoTiff } from '../../server/geo/geotiff-write.ts';
import { useService } from '../support/service.ts';
import { tinyFacilities, tinyPlace, tinyPopulation, tinyRoads, writeFolder } from '../support/tiny-folder.ts';
import { degreeGrid } from '../support/frames.ts';

type Body = any; // oxlint-disable-line typescript/no-explicit-any
const service = useService();

async function make(id: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const folder = writeFolder(join(service.folder, `unused-${id}`), files);
  await importRegionFiles(service.context.analysis, { files: [folder], id });
}
async function ask(process: string, inputs: unknown, language: 'zh' | 'en' = 'en'): Promise<Body> {
  const { status, body } = await service.execute(process, inputs, language);
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(200);
  return body;
}
const noteOf = (body: Body, code: string): Body => body.notes.find((note: Body) => note.code === code);

const OUTSIDE = 100_000;
const INSIDE = [
  { id: 'A', tier: 'county', east: 0, north: 0 },
  { id: 'B', tier: 'township', east: 1, north: 0.5 },
  { id: 'C', tier: 'village', east: -1, north: -0.5 },
];

describe('a list of a whole country over a small region', () => {
  const files = (outside: number): Record<string, string> => {
    const far = Array.from({ length: outside }, (_, i) => ({
      id: `F${i}`,
      tier: (['county', 'township', 'village'] as const)[i % 3]!,
      east: 300 + (i % 500),
      north: Math.floor(i / 500) + 0.5,
    }));
    // Those inside stand between the others.
    const rows = [...far.slice(0, outside / 2), ...INSIDE, ...far.slice(outside / 2)];
    return {
      'population.csv': tinyPopulation(4),
      'roads.geojson': tinyRoads(4),
      'facilities.csv': tinyFacilities(rows),
    };
  };

  test(`${OUTSIDE} facilities outside: all are counted, answers list the first ${FACILITIES_OUTSIDE_LISTED}`, async () => {
    await make('country', files(OUTSIDE));
    await make('county', files(0));
    const question = { region: 'country', travel: { mode: 'walk' } };
    const coverage = await ask('coverage', { ...question, cutoffMinutes: [15, 30] });
    expect(JSON.stringify(coverage).length).toBeLessThan(250_000);
    expect(noteOf(coverage, 'facilities-outside').parameters.count).toBe(OUTSIDE);
    expect(noteOf(coverage, 'facilities-outside-unlisted').parameters.count).toBe(
      OUTSIDE - FACILITIES_OUTSIDE_LISTED,
    );
    const idsOf = (rows: Body[]): string[] => rows.map(({ id }) => id);
    const expected = [
      ...Array.from({ length: FACILITIES_OUTSIDE_LISTED }, (_, i) => `F${i}`),
      ...INSIDE.map(({ id }) => id),
    ];
    expect(idsOf(coverage.facilities)).toEqual(expected);

    // The same people by facility as without the others; the surface names the rows of the list.
    const own = await ask('coverage', { ...question, region: 'county', cutoffMinutes: [15, 30] });
    expect(coverage.cutoffs).toEqual(own.cutoffs);
    expect(coverage.facilities.slice(FACILITIES_OUTSIDE_LISTED)).toEqual(own.facilities);
    const { runs } = service.context.analysis;
    const nearest = new Int32Array(Uint8Array.from(runs.readArray(coverage.run, 'nearest')).buffer);
    expect(new Set(nearest.filter((row) => row >= 0))).toEqual(
      new Set([0, 1, 2].map((i) => FACILITIES_OUTSIDE_LISTED + i)),
    );

    const catchments = await ask('catchments', { ...question, cutoffMinutes: [15], polygons: false });
    expect(catchments.features.map((it: Body) => it.properties.facilityId)).toEqual(expected);
    const scores = await ask('access-score', { ...question, supply: 'facilities' });
    expect(idsOf(scores.facilities)).toEqual(expected);
    expect(scores.supply.total).toBe(OUTSIDE + 3);
    const referral = await ask('referral', { ...question, fromTier: 'village', toTier: 'county' });
    expect(referral.pairs).toHaveLength(1);
    expect(referral.from.length + referral.to.length).toBeLessThanOrEqual(FACILITIES_OUTSIDE_LISTED + 3);
    const rooms = await ask('coverage', {
      ...question,
      cutoffMinutes: [15],
      capacity: 'nearest-first',
      norms: { peoplePerStaff: 100, visitsPerPerson: 5 },
    });
    expect(JSON.stringify(rooms).length).toBeLessThan(250_000);
    // Asked for by its id, a facility outside the list is one all the same.
    const asked = await ask('coverage', {
      ...question,
      cutoffMinutes: [15],
      facilities: { ids: ['A', `F${OUTSIDE - 1}`] },
    });
    expect(idsOf(asked.facilities)).toEqual(['A', `F${OUTSIDE - 1}`]);
    const region = await (await service.request('/api/regions/country')).json();
    expect(JSON.stringify(region).length).toBeLessThan(100_000);
    expect(region.findings.find((it: Body) => it.code === 'facility-outside-grid').count).toBe(OUTSIDE);
  });
});

describe('a facility on a cell without land data', () => {
  test('finding and answer give the same reason; a site beside it is noted, in both languages', async () => {
    const [west, south] = tinyPlace(-3, -3);
    const side = 60;
    const cell = 0.001;
    const cover = new Uint8Array(side * side).fill(30);
    /** Writes a class over three by three cells about a place. */
    const paint = (east: number, north: number, value: number): void => {
      const [lon, lat] = tinyPlace(east, north);
      const column = Math.floor((lon - west) / cell);
      const row = Math.floor((south + side * cell - lat) / cell);
      for (let dr = -1; dr <= 1; dr++)
        for (let dc = -1; dc <= 1; dc++) cover[(row + dr) * side + column + dc] = value;
    };
    paint(1.5, 1.5, 0);
    paint(-1.5, 1.5, 80);
    await make('bare-cell', {
      'population.csv': tinyPopulation(4),
      'roads.geojson': tinyRoads(4),
      'facilities.csv': tinyFacilities([
        { id: 'A', tier: 'village', east: -1.5, north: -1.5 },
        { id: 'B', tier: 'village', east: 1.5, north: 1.5 },
        { id: 'W', tier: 'village', east: -1.5, north: 1.5 },
      ]),
      'landcover.tif': writeGeoTiff({
        grid: degreeGrid(side, side, cell, west, south + side * cell),
        data: cover,
        noData: 0,
      }),
    });
    const region = await (await service.request('/api/regions/bare-cell')).json();
    const labels = (code: string): string =>
      region.findings
        .find((it: Body) => it.code === code)
        ?.examples.map((it: Body) => it.label)
        .join() ?? '';
    expect(labels('facility-no-land-data')).toContain('B');
    expect(labels('facility-on-barrier')).toContain('W');
    const question = { region: 'bare-cell', travel: { mode: 'walk' } };
    const coverage = await ask('coverage', { ...question, cutoffMinutes: [15] });
    expect(coverage.facilities.map((it: Body) => it.state)).toEqual(['ok', 'no-data', 'on-barrier']);
    const place = tinyPlace(1.7, 1.5);
    const inputs = { ...question, sites: 1, cutoffMinutes: 15, fixed: [place] };
    for (const language of ['zh', 'en'] as const) {
      const note = noteOf(await ask('siting', inputs, language), 'site-beside-unused-facility');
      expect(note.parameters.count).toBe(1);
      expect(note.text).toContain(language === 'zh' ? 'B卫生室' : 'Post B');
      expect(note.text).not.toContain('{');
    }
    const judged = await ask('siting-evaluate', { ...question, sites: [place], cutoffMinutes: 15 });
    expect(noteOf(judged, 'site-beside-unused-facility').parameters.count).toBe(1);
    const apart = await ask('siting-evaluate', {
      ...question,
      sites: [tinyPlace(0.5, -0.5)],
      cutoffMinutes: 15,
    });
    expect(noteOf(apart, 'site-beside-unused-facility')).toBeUndefined();
  });
});
