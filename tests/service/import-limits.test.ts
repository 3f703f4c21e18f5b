import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { writeGeoTiff } from '../../server/geo/geotiff-write.ts';
import { readConfig } from '../../server/runtime/config.ts';
import { home, useService } from '../support/service.ts';
import { buildZip } from '../support/zip-builder.ts';
import { degreeGrid } from '../support/frames.ts';

const service = useService({
  CARESHED_MAX_IMPORT_MB: '2',
  CARESHED_MAX_IMPORT_FILES: '3',
  CARESHED_MAX_FILE_MB: '1.5',
  CARESHED_MAX_UNPACKED_MB: '1',
  CARESHED_MAX_CELLS: '2000',
  CARESHED_MAX_VERTICES: '100',
  CARESHED_MAX_ROWS: '50',
  CARESHED_MAX_UPLOAD_MB: '0.01',
});

type Body = any; // oxlint-disable-line typescript/no-explicit-any
async function send(files: Readonly<Record<string, string | Uint8Array>>, language: 'zh' | 'en' = 'en') {
  const form = new FormData();
  for (const [name, content] of Object.entries(files))
    form.append('files', new Blob([content as BlobPart]), name);
  const response = await service.request('/api/imports', { method: 'POST', body: form, language });
  return { status: response.status, body: (await response.json()) as Body };
}

const GRID = degreeGrid(50, 50, 0.001, 111, 30);
const line = (points: number): string =>
  JSON.stringify({
    type: 'Feature',
    properties: { highway: 'primary' },
    geometry: {
      type: 'LineString',
      coordinates: Array.from({ length: points }, (_, i) => [111 + i / 1000, 30]),
    },
  });
const table = (rows: number): string =>
  `name,type,lon,lat\n${Array.from({ length: rows }, (_, i) => `${i},Clinic,111,30`).join('\n')}\n`;
const noise = (bytes: number): Uint8Array =>
  Uint8Array.from({ length: bytes }, (_, i) => (i * 7919 + (i >> 8) * 31) % 251);

describe('limits set by the environment', () => {
  test.each([
    ['a file', { 'a.docx': noise(1_700_000) }, 413, 'too-large', /1\.5 MB \(other: a\.docx\)/],
    [
      'all files together',
      { 'a.docx': noise(1_200_000), 'b.docx': noise(1_200_000) },
      413,
      'too-large',
      /2 MB/,
    ],
    [
      'how many files',
      { 'a.csv': table(1), 'b.csv': table(1), 'c.csv': table(1), 'd.csv': table(1) },
      422,
      'import-too-many-files',
      /at most 3/i,
    ],
    [
      'an archive unpacked',
      { 'zones.zip': buildZip([{ name: 'a.bin', data: Buffer.from(noise(1_200_000)) }]) },
      422,
      'zip-size',
      /1048576/,
    ],
    [
      'cells of a raster',
      { 'population.tif': writeGeoTiff({ grid: GRID, data: new Float32Array(2500) }) },
      422,
      'raster-too-large',
      /at most 2000/,
    ],
    ['vertices', { 'roads.geojson': line(101) }, 422, 'vector-too-large', /100 vertices/],
    ['rows of a table', { 'facilities.csv': table(51) }, 422, 'table-too-large', /50 rows/],
  ] as const)('%s', async (_what, files, status, code, words) => {
    for (const language of ['en', 'zh'] as const) {
      const { status: got, body } = await send(files, language);
      expect(got).toBe(status);
      expect(body.errors?.[0]?.code ?? body.code).toBe(code);
      if (language === 'en') expect(`${body.detail} ${body.errors?.[0]?.detail ?? ''}`).toMatch(words);
      else expect(body.detail).toMatch(/[一-鿿]/);
    }
    expect(readdirSync(service.context.analysis.importFolder)).toEqual([]);
  });

  test('what is just within is taken', async () => {
    const { status, body } = await send({ 'roads.geojson': line(100), 'facilities.csv': table(50) });
    expect(status).toBe(201);
    expect(body.files.map((file: Body) => file.layer)).toEqual(['facilities', 'roads']);
  });

  test('a boundary over an open region has its own', async () => {
    const response = await service.request('/api/uploads?region=qinghe', {
      method: 'POST',
      body: noise(20_000) as BodyInit,
    });
    expect(response.status).toBe(413);
    expect(((await response.json()) as Body).detail).toMatch(/0\.01 MB/);
  });

  test('settings that mean nothing are refused by name', () => {
    expect(() => readConfig({ CARESHED_MAX_CELLS: 'many' }, home)).toThrow(/CARESHED_MAX_CELLS/);
    expect(() => readConfig({ CARESHED_MAX_IMPORT_MB: '-1' }, home)).toThrow(/CARESHED_MAX_IMPORT_MB/);
  });
});
