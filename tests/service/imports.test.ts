import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { parseRegionPack } from '../../server/region/model/region-pack.ts';
import { useService } from '../support/service.ts';
import { tinyFacilities, tinyPlace, tinyPopulation, tinyRoads, tinySquare } from '../support/tiny-folder.ts';
import { buildZip } from '../support/zip-builder.ts';

type Body = any; // oxlint-disable-line typescript/no-explicit-any
const service = useService();

type Files = Readonly<Record<string, string | Uint8Array>>;

async function send(files: Files, query = '', language: 'zh' | 'en' = 'en') {
  const form = new FormData();
  for (const [name, content] of Object.entries(files))
    form.append('files', new Blob([content as BlobPart]), name);
  const response = await service.request(`/api/imports${query}`, { method: 'POST', body: form, language });
  return { status: response.status, body: await response.json() };
}

async function call(method: string, path: string, body?: unknown, language: 'zh' | 'en' = 'en') {
  const response = await service.request(path, {
    method,
    language,
    ...(body === undefined
      ? {}
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

/** Column and row of the tile that holds a place. */
function tileOf([lon, lat]: readonly [number, number], z: number): [number, number] {
  const y = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI;
  return [Math.floor(((lon + 180) / 360) * 2 ** z), Math.floor(((1 - y) / 2) * 2 ** z)];
}

/** Executes an import and waits for its region. */
async function make(id: string, execution: unknown): Promise<Body> {
  const { status, body: job } = await call('POST', `/api/imports/${id}/execution`, execution);
  expect(status, JSON.stringify(job)).toBe(201);
  expect(job.processID).toBe('import');
  await expect
    .poll(async () => (await call('GET', `/api/jobs/${job.jobID}`)).body.status, { timeout: 60_000 })
    .toMatch(/successful|failed/);
  const after = (await call('GET', `/api/jobs/${job.jobID}`)).body;
  expect(after.status, after.message).toBe('successful');
  return (await call('GET', `/api/jobs/${job.jobID}/results`)).body;
}

const TINY: Files = {
  'tiny/population.csv': tinyPopulation(8),
  'tiny/facilities.csv': tinyFacilities([
    { id: 'A', tier: 'township', east: 1, north: 1 },
    { id: 'B', tier: 'village', east: -2, north: 1.5 },
  ]),
  'tiny/roads.geojson': tinyRoads(8),
  'tiny/boundary.geojson': JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { name: 'Middle' }, geometry: tinySquare(-3, -3, 3, 3) }],
  }),
};

describe('files become a region', () => {
  let sent: Body;
  test('each file is told by layer, format, CRS, extent, counts and columns', async () => {
    const { status, body } = await send(TINY);
    expect(status).toBe(201);
    sent = body;
    const byPath = new Map<string, Body>(body.files.map((file: Body) => [file.path, file]));
    expect([...byPath].map(([path, file]) => [path, file.layer])).toEqual([
      ['tiny/boundary.geojson', 'boundary'],
      ['tiny/facilities.csv', 'facilities'],
      ['tiny/population.csv', 'population'],
      ['tiny/roads.geojson', 'roads'],
    ]);
    const facilities = byPath.get('tiny/facilities.csv');
    expect(facilities).toMatchObject({
      format: 'CSV',
      crs: 'EPSG:4326',
      facts: { rows: 2, rowsWithCoordinates: 2 },
      suggested: { id: 'id', nameZh: 'name_zh', lon: 'lon', lat: 'lat', tier: 'tier' },
    });
    const [west, south] = tinyPlace(-2, 1);
    expect(facilities.bounds[0]).toBeCloseTo(west, 5);
    expect(facilities.bounds[1]).toBeCloseTo(south, 5);
    expect(byPath.get('tiny/roads.geojson').facts.features).toBe(2);
    expect(body).toMatchObject({ usable: true, missing: ['land-cover', 'elevation'] });
  });

  test('a job makes the region; people in = people of the region', async () => {
    const result = await make(sent.import, { name: '小县', nameEn: 'Tiny county' });
    expect(result).toMatchObject({ process: 'import', region: 'tiny-county' });
    const region = (await call('GET', '/api/regions/tiny-county')).body;
    const people = tinyPopulation(8)
      .trim()
      .split('\n')
      .slice(1)
      .reduce((sum, line) => sum + Number(line.split(',')[2]), 0);
    expect(region).toMatchObject({ nameZh: '小县', nameEn: 'Tiny county', people });
    expect(region.origin).toBeUndefined();
    const quality = (await call('GET', '/api/regions/tiny-county/quality', undefined, 'zh')).body;
    expect(quality).toMatchObject({
      import: sent.import,
      hash: result.hash,
      totals: { people, facilities: 2 },
    });
    expect(quality.findings.every((finding: Body) => /[一-鿿]/.test(finding.text))).toBe(true);
    const band = quality.findings.find((finding: Body) => finding.code === 'data-stops-at-border');
    expect(band?.parameters.layers ?? '').toContain('机构');
    const area = quality.places.features.find((feature: Body) => feature.geometry.type === 'MultiPolygon');
    expect(area.geometry.coordinates.length).toBeGreaterThan(0);
  });

  test('clip with a halo keeps what the halo holds', async () => {
    await make(sent.import, { id: 'cut', clip: true, haloMeters: 500 });
    await make(sent.import, { id: 'cut-hard', clip: true, haloMeters: 0 });
    const people = async (id: string): Promise<number> =>
      (await call('GET', `/api/regions/${id}`)).body.people;
    const [all, halo, hard] = [await people('tiny-county'), await people('cut'), await people('cut-hard')];
    expect(hard).toBeLessThan(halo);
    expect(halo).toBeLessThan(all);
  });

  test('questions of a region with a halo are about people inside, served by whoever is near', async () => {
    const ask = async (inputs: unknown): Promise<Body> =>
      (await call('POST', '/api/processes/coverage/execution', { inputs })).body;
    const question = { cutoffMinutes: [15], travel: { mode: 'walk' } };
    const region = (await call('GET', '/api/regions/cut')).body;
    const hard = (await call('GET', '/api/regions/cut-hard')).body;
    expect([region.countWithin, hard.countWithin]).toEqual(['boundary', undefined]);
    const codes = (answer: Body): string[] => answer.notes.map((note: Body) => note.code);
    const inside = await ask({ ...question, region: 'cut' });
    expect(inside).toMatchObject({
      total: hard.people,
      within: 'boundary',
      denominator: 'people-inside-the-zones-counted',
    });
    expect(codes(inside)).toContain('people-within');
    for (const { covered, uncovered } of inside.cutoffs)
      expect(covered + Object.values<number>(uncovered).reduce((a, b) => a + b)).toBeCloseTo(inside.total, 6);
    const everybody = await ask({ ...question, region: 'cut', within: 'all' });
    // The halo's people are on the map of the answer that counts them, and only there.
    const drawn = async (answer: Body): Promise<number> => {
      const [x, y] = [0, 1].map((axis) => tileOf(tinyPlace(-3.2, 0), 14)[axis]!);
      const path = answer.surface.peopleTiles
        .replace('{z}', '14')
        .replace('{x}', `${x}`)
        .replace('{y}', `${y}`);
      const response = await service.request(path);
      expect(response.status).toBe(200);
      return (await response.arrayBuffer()).byteLength;
    };
    expect(await drawn(everybody)).toBeGreaterThan(await drawn(inside));
    expect(everybody.total).toBe(region.people);
    expect(everybody.within).toBeUndefined();
    // The same people inside, one by one: the zone of the boundary has the same row in both.
    const rowOf = (answer: Body): Body => answer.zones.find((zone: Body) => zone.nameEn === 'Middle');
    expect(rowOf(everybody).cutoffs).toEqual(rowOf(inside).cutoffs);
    expect(everybody.cutoffs[0].covered).toBeGreaterThanOrEqual(inside.cutoffs[0].covered);
    // Asked of the whole region, only people inside count as well, and the facility beyond can be left out.
    const whole = await ask({ ...question, region: 'tiny-county', within: 'boundary' });
    expect(whole.total).toBe(hard.people);
    const own = await ask({
      ...question,
      region: 'tiny-county',
      within: 'boundary',
      facilities: { zones: 'boundary' },
    });
    expect(own.facilities.length).toBeLessThanOrEqual(whole.facilities.length);
    expect(own.cutoffs[0].covered).toBeLessThanOrEqual(whole.cutoffs[0].covered);
    const room = await ask({
      ...question,
      region: 'cut',
      capacity: 'nearest-first',
      norms: { visitsPerPerson: 5, peoplePerStaff: 1000 },
    });
    expect(codes(room)).toContain('neighbours-do-not-share');
    expect(codes(inside)).not.toContain('neighbours-do-not-share');
    const refused = await ask({ ...question, region: 'cut', within: 'nowhere' });
    expect(refused).toMatchObject({ status: 422, errors: [{ pointer: '/within' }] });
    const bad = await ask({ ...question, region: 'cut', facilities: { zones: 'nowhere' } });
    expect(bad).toMatchObject({ status: 422, errors: [{ pointer: '/facilities/zones' }] });
    const pair = await call('POST', '/api/processes/compare/execution', {
      inputs: { region: 'cut', a: inside.run, b: everybody.run },
    });
    expect(pair.body.errors[0].detail).toMatch(/count different people/);
  });

  test('the band where data stop is a collection, and its people are said with every answer', async () => {
    const { body } = await call('GET', '/api/collections/tiny-county.edge/items');
    expect(body.features).toHaveLength(1);
    expect(body.features[0].geometry.type).toBe('MultiPolygon');
    const answer = (
      await call('POST', '/api/processes/coverage/execution', {
        inputs: { region: 'tiny-county', travel: { mode: 'walk' } },
      })
    ).body;
    const note = answer.notes.find((one: Body) => one.code === 'near-data-border');
    expect(note.parameters.people).toBe(body.features[0].properties.people);
  });

  test(
    'CRS by file shows in the list and bounds; tiers, names of zones and CRSs are checked, and hold in ' +
      'the region',
    async () => {
      const metres = [
        [547000, 3373500],
        [548900, 3373500],
        [548900, 3375000],
        [547000, 3373500],
      ];
      const { body: sent } = await send({
        ...TINY,
        'tiny/districts.geojson': JSON.stringify({
          type: 'FeatureCollection',
          features: [
            {
              type: 'Feature',
              properties: { code: 'D1', label: 'District' },
              geometry: { type: 'Polygon', coordinates: [metres] },
            },
          ],
        }),
      });
      const path = 'tiny/districts.geojson';
      const fileOf = (body: Body, wanted: string): Body => body.files.find((it: Body) => it.path === wanted);
      expect(fileOf(sent, path)).toMatchObject({ layer: null, reason: 'coordinates-not-degrees' });
      expect(fileOf(sent, 'tiny/facilities.csv').tierWords).toEqual([
        { word: 'township', count: 1, tier: 'township' },
        { word: 'village', count: 1, tier: 'village' },
      ]);
      const address = `/api/imports/${sent.import}`;
      const wrong = await call('PATCH', address, { crsByFile: { [path]: 'EPSG:0' } });
      expect(wrong).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/crsByFile/tiny~1districts.geojson', code: 'crs-unknown' }] },
      });
      expect((await call('PATCH', address, { crs: 'EPSG:32649' })).status).toBe(422);
      const { body: looked } = await call('PATCH', address, { crsByFile: { [path]: 'EPSG:32649' } });
      expect(fileOf(looked, path)).toMatchObject({
        layer: 'zones',
        crs: 'EPSG:32649',
        nameColumns: ['code', 'label'],
      });
      expect(fileOf(looked, path).bounds[0]).toBeCloseTo(111.49, 2);

      const refused = await call('POST', `${address}/execution`, {
        name: 'Words',
        tierWords: { clinic: 'county' },
        zoneNames: { [path]: 'nom', 'tiny/roads.geojson': 'highway' },
        crsByFile: { 'none.tif': 'EPSG:32649' },
        assumeCrs: 'nothing',
      });
      expect(refused.status).toBe(422);
      expect(refused.body.errors.map(({ pointer, code }: Body) => [pointer, code])).toEqual([
        ['/crsByFile/none.tif', 'import-file-unknown'],
        ['/assumeCrs', 'crs-unknown'],
        ['/tierWords/clinic', 'import-tier-word-unknown'],
        ['/zoneNames/tiny~1districts.geojson', 'import-zone-column-unknown'],
        ['/zoneNames/tiny~1roads.geojson', 'import-zone-file-unknown'],
      ]);
      const made = await make(sent.import, {
        name: 'Words',
        tierWords: { TOWNSHIP: 'county' },
        zoneNames: { [path]: 'label' },
        crsByFile: { [path]: 'EPSG:32649' },
      });
      const region = (await call('GET', `/api/regions/${made.region}`)).body;
      expect(region.facilities.filter(({ count }: Body) => count > 0)).toMatchObject([
        { tier: 'village', count: 1 },
        { tier: 'county', count: 1 },
      ]);
      const zones = (await call('GET', `/api/collections/${made.region}.zones/items`)).body;
      expect(JSON.stringify(zones)).toContain('District');
    },
  );

  test('choices that mean nothing are refused with their place', async () => {
    const refused = async (execution: unknown): Promise<string[]> => {
      const { status, body } = await call('POST', `/api/imports/${sent.import}/execution`, execution);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      return body.errors.map((error: Body) => error.pointer);
    };
    expect(await refused({ nam: 'x' })).toEqual(['/nam']);
    expect(await refused({ exclude: ['no.csv'] })).toEqual(['/exclude/0']);
    expect(await refused({ boundary: 'no.geojson' })).toEqual(['/boundary']);
    expect(await refused({ haloMeters: 100 })).toEqual(['/haloMeters']);
    expect(await refused({ facilityColumns: { beds: 'Betten' } })).toEqual(['/facilityColumns/beds']);
    expect(await refused({ id: 'Tiny County' })).toEqual(['/id']);
    expect(await refused({ id: 'qinghe' })).toEqual(['/id']);
    expect(await refused({ facilityCorrections: { 3: 'guess' } })).toEqual(['/facilityCorrections/3']);
  });

  test('a file whose name says nothing is what a person says it is', async () => {
    const { body } = await send({
      'data1.geojson': TINY['tiny/roads.geojson']!,
      'pop.csv': TINY['tiny/population.csv']!,
      'x.geojson': JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { highway: 'x' },
            geometry: { type: 'Point', coordinates: tinyPlace(1, 1) },
          },
        ],
      }),
    });
    const x = body.files.find((file: Body) => file.path === 'x.geojson');
    expect(x).toMatchObject({ layer: null, reason: 'features-without-meaning' });
    expect(x.text).toMatch(/layer/);
    const again = await call('PATCH', `/api/imports/${body.import}`, {
      layers: { 'x.geojson': 'facilities' },
    });
    expect(again.body.files.find((file: Body) => file.path === 'x.geojson').layer).toBe('facilities');
    const result = await make(body.import, { name: 'Hinted', layers: { 'x.geojson': 'facilities' } });
    expect((await call('GET', `/api/regions/${result.region}/quality`)).body.totals.facilities).toBe(1);
  });
});

describe('offers about facilities are found, applied and gone', () => {
  test('Chinese headings; swapped, on water, without coordinates, outside', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('机构');
    sheet.addRow(['机构名称', '级别', '经度', '纬度', '床位数']);
    const row = (name: string, east: number, north: number, swap = false): void => {
      const [lon, lat] = tinyPlace(east, north);
      sheet.addRow([name, '乡镇卫生院', swap ? lat : lon, swap ? lon : lat, 20]);
    };
    row('甲卫生院', 1, 1);
    row('乙卫生院', -1, 1, true);
    row('丙卫生院', 3, 3); // in the pond
    sheet.addRow(['丁卫生院', '乡镇卫生院', null, null, 10]);
    sheet.addRow(['戊卫生院', '乡镇卫生院', 124.5, 30.2, 10]); // the sea
    const pond = {
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: { natural: 'water' }, geometry: tinySquare(2.6, 2.6, 3.4, 3.4) },
      ],
    };
    const { body } = await send({
      '人口.csv': TINY['tiny/population.csv']!,
      '医疗机构.xlsx': new Uint8Array(await book.xlsx.writeBuffer()),
      'roads.geojson': TINY['tiny/roads.geojson']!,
      'water.geojson': JSON.stringify(pond),
    });
    expect(body.files.find((file: Body) => file.path === '医疗机构.xlsx')).toMatchObject({
      layer: 'facilities',
      suggested: { name: '机构名称', tier: '级别', lon: '经度', lat: '纬度', beds: '床位数' },
      facts: { rows: 5, rowsWithCoordinates: 4 },
    });
    const { region } = await make(body.import, { name: '水县' });
    const quality = (await call('GET', `/api/regions/${region}/quality`)).body;
    const find = (code: string): Body => quality.findings.find((finding: Body) => finding.code === code);
    expect(find('facility-coordinates-swapped').examples[0].row).toBe(3);
    expect(find('facility-without-coordinates').examples[0]).toMatchObject({ label: '丁卫生院', row: 5 });
    expect(find('facility-outside-grid').examples[0]).toMatchObject({ label: '戊卫生院', row: 6 });
    const wet = find('facility-on-barrier').examples[0];
    expect(wet).toMatchObject({ row: 4, offer: { correction: 'move' } });
    expect(wet.offer.meters).toBeGreaterThan(100);
    expect(wet.offer.meters).toBeLessThan(700);

    const { offer } = wet;
    const before = quality.hash;
    await make(body.import, {
      id: region,
      name: '水县',
      replace: true,
      facilityCorrections: { 4: [offer.lonDegrees, offer.latDegrees], 6: 'drop' },
    });
    const after = (await call('GET', `/api/regions/${region}/quality`)).body;
    const codes = after.findings.map((finding: Body) => finding.code);
    expect(codes).not.toContain('facility-on-barrier');
    expect(codes).not.toContain('facility-outside-grid');
    expect(codes).toContain('facility-corrected');
    expect(after.totals.facilities).toBe(3);
    expect(after.execution.facilityCorrections['6']).toBe('drop');

    // The region that was replaced is kept, told apart, and can come back.
    const { versions } = (await call('GET', `/api/regions/${region}/versions`)).body;
    expect(versions).toHaveLength(1);
    expect(versions[0]).toMatchObject({ hash: before, facilitiesDifference: -1, peopleDifference: 0 });
    expect(versions[0].findingsGone).toContain('facility-on-barrier');
    const restored = await call('POST', `/api/regions/${region}/versions/${before}/restore`);
    expect(restored.body.hash).toBe(before);
    const unknown = await call('POST', `/api/regions/${region}/versions/0000/restore`);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'version-not-found' } });
  });

  test('one layer replaced: the other files are those of the earlier import', async () => {
    const first = (await send(TINY)).body;
    await make(first.import, { id: 'layered', name: 'Layered' });
    const next = await send(
      { 'tiny/facilities.csv': tinyFacilities([{ id: 'C', tier: 'county', east: 0, north: 0 }]) },
      `?from=${first.import}`,
    );
    expect(next.body.files).toHaveLength(4);
    await make(next.body.import, { id: 'layered', name: 'Layered', replace: true });
    const { versions } = (await call('GET', '/api/regions/layered/versions')).body;
    expect(versions[0]).toMatchObject({
      filesChanged: ['facilities.csv'],
      filesAdded: [],
      filesRemoved: [],
      facilitiesDifference: -1,
    });
    // The first import's files are as they were.
    expect((await call('GET', `/api/imports/${first.import}`)).body.files[1].facts.rows).toBe(2);
    const gone = await call('DELETE', `/api/imports/${first.import}`);
    expect(gone.status).toBe(204);
    expect((await call('GET', `/api/imports/${first.import}`)).status).toBe(404);
    expect((await call('GET', '/api/regions/layered/quality')).body.import).toBe(next.body.import);
  });
});

describe('regions are renamed, taken along and removed', () => {
  test('the pack carries the names, comes back as another region, broken ones are refused', async () => {
    const { body } = await send(TINY);
    const { region, hash } = await make(body.import, { id: 'carried', name: 'Carried' });
    const renamed = await call('PATCH', `/api/regions/${region}`, { nameEn: 'Carried far' });
    expect(renamed.body).toMatchObject({ nameEn: 'Carried far', nameZh: 'Carried', hash });
    expect((await call('PATCH', `/api/regions/${region}`, {})).status).toBe(422);
    const response = await service.request(`/api/regions/${region}/pack`);
    expect(response.headers.get('content-disposition')).toContain('carried.region');
    const pack = new Uint8Array(await response.arrayBuffer());
    expect(parseRegionPack(Buffer.from(pack)).nameEn).toBe('Carried far');

    const sent = (await send({ 'carried.region': pack })).body;
    expect(sent).toMatchObject({
      usable: true,
      missing: [],
      files: [{ layer: 'pack', format: 'region pack' }],
    });
    const copy = await make(sent.import, { id: 'copy' });
    const detail = (await call('GET', `/api/regions/${copy.region}`)).body;
    expect(detail.nameEn).toBe('Carried far');
    expect(detail.people).toBe((await call('GET', `/api/regions/${region}`)).body.people);
    expect(
      (await call('POST', `/api/imports/${sent.import}/execution`, { clip: true })).body.errors[0].pointer,
    ).toBe('/clip');

    for (const [broken, code] of [
      [pack.slice(0, pack.length - 100), 'pack'],
      [pack.map((byte, i) => (i === pack.length - 200 ? byte ^ 255 : byte)), 'pack'],
    ] as const) {
      const bad = (await send({ 'bad.region': broken })).body;
      const { body: job } = await call('POST', `/api/imports/${bad.import}/execution`, { id: 'bad' });
      await expect
        .poll(async () => (await call('GET', `/api/jobs/${job.jobID}`)).body.status, { timeout: 30_000 })
        .toBe('failed');
      expect((await call('GET', `/api/jobs/${job.jobID}`)).body.message).toContain(code);
    }
    const mixed = (await send({ 'carried.region': pack, ...TINY })).body;
    expect((await call('POST', `/api/imports/${mixed.import}/execution`, {})).body.errors[0].code).toBe(
      'import-pack-alone',
    );

    expect((await call('DELETE', `/api/regions/${copy.region}`)).status).toBe(204);
    expect((await call('GET', `/api/regions/${copy.region}`)).status).toBe(404);
    const packs = readdirSync(service.context.analysis.regionFolder);
    expect(packs.filter((name) => name.startsWith('copy.') || name.includes('export'))).toEqual([]);
    expect(
      readdirSync(service.context.analysis.regionFolder).filter((name) => name.endsWith('.partial')),
    ).toEqual([]);
  });
});

describe('what goes over a limit says so', () => {
  test('a body that is no form, an empty one, a name that leads outside', async () => {
    const plain = await service.request('/api/imports', {
      method: 'POST',
      body: 'x',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(plain.status).toBe(415);
    expect((await send({})).status).toBe(422);
    const outside = await send({ '../../evil.csv': 'a,b\n1,2\n' });
    expect(outside).toMatchObject({ status: 422, body: { errors: [{ code: 'import-file-name' }] } });
    expect(existsSync(join(service.folder, 'evil.csv'))).toBe(false);
    expect((await send({ 'C:\\evil.csv': 'a' })).status).toBe(422);
    const torn = await service.request('/api/imports', {
      method: 'POST',
      body: '--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\nlon,lat',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    });
    expect(torn.status).toBe(422);
  });

  test('a file too large for its type: 413 with the limit, nothing stays', async () => {
    const before = readdirSync(service.context.analysis.importFolder).length;
    const { status, body } = await send({
      'big.docx': new Uint8Array(21 * 1024 * 1024),
      'a.csv': 'lon,lat\n1,2\n',
    });
    expect(status).toBe(413);
    expect(body.detail).toContain('20 MB (other: big.docx)');
    expect(readdirSync(service.context.analysis.importFolder)).toHaveLength(before);
  });

  test('archives that unpack to too much or climb out: 422 with the file', async () => {
    const bomb = await send({ 'bomb.zip': buildZip([{ name: 'zones.shp', data: Buffer.alloc(5_000_000) }]) });
    expect(bomb).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/files/bomb.zip', code: 'zip-ratio' }] },
    });
    const climb = await send(
      { 'climb.zip': buildZip([{ name: '../../zones.shp', data: Buffer.from('x') }]) },
      '',
      'zh',
    );
    expect(climb).toMatchObject({ status: 422, body: { errors: [{ code: 'zip-path' }] } });
    expect(climb.body.detail).toMatch(/[一-鿿]/);
  });

  test(
    'no people: roads are a region all the same; a boundary alone is none, and the job states what is ' +
      'missing',
    async () => {
      const roads = (await send({ 'roads.geojson': TINY['tiny/roads.geojson']! })).body;
      expect(roads).toMatchObject({ usable: true });
      expect(roads.missing).toContain('population');
      const { body } = await send({ 'boundary.geojson': TINY['tiny/boundary.geojson']! });
      expect(body).toMatchObject({ usable: false });
      expect(body.missing[0]).toBe('population');
      const { body: job } = await call('POST', `/api/imports/${body.import}/execution`, { name: 'Nobody' });
      await expect
        .poll(async () => (await call('GET', `/api/jobs/${job.jobID}`)).body.status, { timeout: 30_000 })
        .toBe('failed');
      expect((await call('GET', `/api/jobs/${job.jobID}`)).body.message).toContain('population');
    },
  );

  test('every fixture, the broken ones too, is answered without a fault of ours', async () => {
    const folder = join(import.meta.dirname, '../fixtures/formats');
    for (const name of readdirSync(folder)) {
      const { status, body } = await send({ [name]: readFileSync(join(folder, name)) });
      expect(status, name).toBeLessThan(500);
      if (status === 201)
        for (const file of body.files) if (file.layer === null) expect(file.text, name).toBeTruthy();
    }
  });
});
