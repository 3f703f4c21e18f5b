import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import { afterAll, describe, expect, it } from 'vitest';
import { recogniseFile } from '../../../server/region/import/recognise/recognise.ts';
import { buildDbf, buildPointShp } from '../../support/dbf-builder.ts';
import { buildZip } from '../../support/zip-builder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-bytes-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const square = [
  [111, 29.8],
  [111.02, 29.8],
  [111.02, 29.82],
  [111, 29.8],
];
const zones = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { name: 'A', beds: 3 },
      geometry: { type: 'MultiPolygon', coordinates: [[square]] },
    },
  ],
};
const cell = (text: string): string =>
  `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
const row = (cells: readonly string[]): string =>
  `<table:table-row>${cells.map(cell).join('')}</table:table-row>`;
const sheet =
  '<a><table:table ' +
  `table:name="L">${row(['name', 'lon', 'lat'])}${row(['A clinic', '111', '29'])}</table:table></a>`;

/** Files and how bytes are packed into them. */
const FILES: readonly (readonly [string, Buffer, (bytes: Buffer) => Buffer])[] = (
  [
    ['zones.fgb', Buffer.from(serialize(zones as never))],
    [
      'facilities.gpx',
      Buffer.from(
        '<gpx><wpt lat="29.8" lon="111"><name>A clinic</name></wpt><trk><trkseg><trkpt lat="1" ' +
          'lon="2"/><trkpt lat="1" lon="3"/></trkseg></trk></gpx>',
      ),
    ],
    [
      'zones.geojsonl',
      Buffer.from(`${JSON.stringify(zones.features[0])}\n${JSON.stringify(zones.features[0])}`),
    ],
    ['facilities.ods', Buffer.from(sheet), (bytes) => buildZip([{ name: 'content.xml', data: bytes }])],
    [
      'facilities.shp',
      buildPointShp([
        [111, 29.8],
        [111.01, 29.81],
      ]),
    ],
    [
      'facilities.dbf',
      buildDbf(
        ['NAME', 'LON', 'LAT'],
        [{ cells: ['Hôpital', '111', '29.8'].map((text) => Buffer.from(text, 'latin1')) }],
      ),
    ],
    [
      'facilities.csv',
      Buffer.from(
        'sep=;\nTitle;;\nname;wkt;beds\nA clinic;POLYGON((111 29,112 29,112 30,111 29));1.234\nB;POINT(1 2);2,5',
      ),
    ],
  ] as readonly (readonly [string, Buffer, ((bytes: Buffer) => Buffer)?])[]
).map(([name, whole, pack = (bytes) => bytes]) => [name, whole, pack] as const);

describe('files with bytes changed', () => {
  it.each(FILES)('%s is read or refused with a reason, in time', async (name, whole, pack) => {
    let seed = 12_345;
    const draw = (n: number): number => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) % n;
    const path = join(scratch, name);
    for (let round = 0; round < 60; round++) {
      const bytes = Buffer.from(whole);
      for (let i = draw(6); i >= 0; i--)
        bytes[draw(bytes.length)] = draw(3) === 0 ? [0, 255][draw(2)]! : draw(256);
      writeFileSync(path, pack(draw(5) === 0 ? bytes.subarray(0, draw(bytes.length)) : bytes));
      const started = performance.now();
      for (const { is } of await recogniseFile(path))
        if (is.kind === 'unused') expect(is.reason).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(performance.now() - started).toBeLessThan(5000);
    }
  });
});
