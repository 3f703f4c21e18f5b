import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { download, DownloadError } from '../../server/cli/download.ts';
import { fetchCountry, type FetchedFile } from '../../server/cli/fetch.ts';
import { FETCH_LAYERS, type FetchLayer } from '../../server/cli/fetch-addresses.ts';
import { findAlpha2 } from '../../server/cli/country-codes.ts';
import { runs } from '../support/depth.ts';

/** What the server does with one request, before it behaves. */
type Fault =
  | { kind: 'cut'; after: number }
  | { kind: 'status'; status: number }
  | { kind: 'no-range' }
  | { kind: 'wrong-range' }
  | { kind: 'changed' }
  | { kind: 'flip' };

let folder: string;
let server: Server;
let url: string;
let files: Map<string, Buffer>;
let faults: Map<string, Fault[]>;
let asked: { path: string; range: string | undefined }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'careshed-fetch-'));
  files = new Map();
  faults = new Map();
  asked = [];
  server = createServer(serve);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true, force: true });
});

function serve(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url!;
  const { range } = request.headers;
  asked.push({ path, range });
  const content = files.get(path);
  if (!content) {
    response.writeHead(404).end();
    return;
  }
  const fault = faults.get(path)?.shift();
  if (fault?.kind === 'status') {
    response.writeHead(fault.status).end();
    return;
  }
  const tag = `"${createHash('md5').update(content).digest('hex')}"`;
  let from = 0;
  const same = request.headers['if-range'] === undefined || request.headers['if-range'] === tag;
  if (range && same && fault?.kind !== 'no-range' && fault?.kind !== 'changed') {
    from = Number(/bytes=(\d+)-/.exec(range)![1]);
    if (from >= content.length) {
      response.writeHead(416).end();
      return;
    }
    const told = fault?.kind === 'wrong-range' ? from + 1 : from;
    response.setHeader('Content-Range', `bytes ${told}-${content.length - 1}/${content.length}`);
    response.statusCode = 206;
  }
  let body = content.subarray(from);
  if (fault?.kind === 'flip') {
    body = Buffer.from(body);
    body[body.length >> 1]! ^= 255;
  }
  response.setHeader('ETag', tag);
  response.setHeader('Content-Length', body.length);
  if (fault?.kind === 'cut') {
    response.write(body.subarray(0, fault.after), () => setTimeout(() => response.destroy(), 25));
    return;
  }
  response.end(body);
}

const bytesOf = (length: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, i) => (i * 7919 + (i >> 5)) & 255));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const QUICK = { waitMilliseconds: 1, retries: 8, silenceMilliseconds: 5000 };

describe('a download', () => {
  test('goes on where a broken one stopped, and says so', async () => {
    const content = bytesOf(300_000);
    files.set('/a.bin', content);
    faults.set('/a.bin', [{ kind: 'cut', after: 120_000 }]);
    const path = join(folder, 'a.bin');
    const got = await download(`${url}/a.bin`, path, QUICK);
    expect(got).toMatchObject({ bytes: 300_000, sha256: sha256(content) });
    expect(got.resumedFrom).toBeGreaterThan(0);
    expect(got.resumedFrom).toBeLessThanOrEqual(120_000);
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(asked.map(({ range }) => range)).toEqual([undefined, `bytes=${got.resumedFrom}-`]);
    expect(readdirSync(folder)).toEqual(['a.bin']);
  });

  test('goes on after the program was stopped, but never mixes two versions of a file', async () => {
    const path = join(folder, 'a.bin');
    files.set('/a.bin', bytesOf(200_000));
    faults.set('/a.bin', [{ kind: 'cut', after: 90_000 }]);
    await expect(download(`${url}/a.bin`, path, { ...QUICK, retries: 0 })).rejects.toThrow(DownloadError);
    expect(existsSync(path)).toBe(false);
    expect(existsSync(`${path}.part`)).toBe(true);
    const next = Buffer.from(bytesOf(200_000)).reverse();
    files.set('/a.bin', next);
    const got = await download(`${url}/a.bin`, path, QUICK);
    expect(got).toMatchObject({ resumedFrom: 0, sha256: sha256(next) });
  });

  test('a wrong hash is thrown away and fetched anew; one that stays wrong is refused', async () => {
    const content = bytesOf(50_000);
    const md5 = createHash('md5').update(content).digest('hex');
    files.set('/a.bin', content);
    faults.set('/a.bin', [{ kind: 'flip' }]);
    const path = join(folder, 'a.bin');
    expect((await download(`${url}/a.bin`, path, { ...QUICK, md5 })).sha256).toBe(sha256(content));
    const wrong = download(`${url}/a.bin`, join(folder, 'b.bin'), {
      ...QUICK,
      retries: 2,
      md5: '0'.repeat(32),
    });
    await expect(wrong).rejects.toThrow(/MD5/);
    expect(readdirSync(folder)).toEqual(['a.bin']);
  });

  test('what cannot get better is not tried again; a dead server is given up with the reason', async () => {
    await expect(download(`${url}/none`, join(folder, 'n'), QUICK)).rejects.toThrow(/404/);
    expect(asked).toHaveLength(1);
    await expect(
      download('http://127.0.0.1:9/x', join(folder, 'x'), { ...QUICK, retries: 2 }),
    ).rejects.toThrow(/3 tries/);
  });

  test('a server that falls silent does not hang', async () => {
    const silent = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('x');
    });
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/x`;
    await expect(
      download(address, join(folder, 'x'), { retries: 1, waitMilliseconds: 1, silenceMilliseconds: 100 }),
    ).rejects.toThrow(/2 tries/);
    silent.closeAllConnections();
    await new Promise((done) => silent.close(done));
  });

  test('whatever goes wrong on the way, the file is whole or not there', async () => {
    const fault = fc.oneof(
      fc.record({ kind: fc.constant('cut' as const), after: fc.integer({ min: 0, max: 60_000 }) }),
      fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(500, 502, 503, 429) }),
      fc.constantFrom(
        { kind: 'no-range' as const },
        { kind: 'wrong-range' as const },
        { kind: 'changed' as const },
        { kind: 'flip' as const },
      ),
    );
    let n = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60_000 }),
        fc.array(fault, { maxLength: 6 }),
        async (length, list) => {
          const name = `/f${n++}`;
          const content = bytesOf(length);
          files.set(name, content);
          faults.set(name, [...list]);
          const md5 = createHash('md5').update(content).digest('hex');
          const path = join(folder, name.slice(1));
          const got = await download(url + name, path, { ...QUICK, waitMilliseconds: 0, md5 });
          expect(got.sha256).toBe(sha256(content));
          expect(readFileSync(path).equals(content)).toBe(true);
          expect(existsSync(`${path}.part`)).toBe(false);
        },
      ),
      { numRuns: runs(60) },
    );
  }, 120_000);
});

describe('a country', () => {
  const square = JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: {},
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [43.2, -11.9],
              [43.5, -11.9],
              [43.5, -11.4],
              [43.2, -11.4],
              [43.2, -11.9],
            ],
          ],
        },
      },
    ],
  });
  const put = (address: string, content: Buffer | string): void => {
    files.set(`/${address}`, Buffer.from(content));
  };
  const fetchAll = (layers: readonly FetchLayer[] = FETCH_LAYERS): Promise<FetchedFile[]> =>
    fetchCountry({
      country: 'COM',
      to: join(folder, 'com'),
      layers: [...layers].sort((a, b) => Number(a !== 'boundary') - Number(b !== 'boundary')),
      mirror: url,
      bounds: null,
      download: QUICK,
    });
  const pbf = bytesOf(80_000);

  beforeEach(() => {
    put('data.worldpop.org/GIS/Population/Global_2000_2020/2020/COM/com_ppp_2020_UNadj.tif', bytesOf(50_000));
    put(
      'download.geofabrik.de/index-v1-nogeom.json',
      JSON.stringify({
        features: [
          {
            properties: {
              id: 'africa',
              urls: { pbf: 'https://download.geofabrik.de/africa.osm.pbf' },
              'iso3166-1:alpha2': ['KM', 'KE'],
            },
          },
          {
            properties: {
              id: 'comores',
              parent: 'africa',
              urls: { pbf: 'https://download.geofabrik.de/africa/comores.osm.pbf' },
              'iso3166-1:alpha2': ['KM'],
            },
          },
        ],
      }),
    );
    put('download.geofabrik.de/africa/comores.osm.pbf', pbf);
    put(
      'download.geofabrik.de/africa/comores.osm.pbf.md5',
      `${createHash('md5').update(pbf).digest('hex')}  comores.osm.pbf\n`,
    );
    for (const [level, name] of [
      ['ADM0', 'outline'],
      ['ADM2', 'districts'],
    ] as const) {
      put(
        `www.geoboundaries.org/api/current/gbOpen/COM/${level}/`,
        JSON.stringify({ gjDownloadURL: `https://example.org/${name}.geojson` }),
      );
      put(`example.org/${name}.geojson`, square);
    }
    put('elevation-tiles-prod.s3.amazonaws.com/skadi/S12/S12E043.hgt.gz', gzipSync(bytesOf(2000)));
  });

  test('comes with its layers, hashes kept; a second run finds all of it there', async () => {
    faults.set('/download.geofabrik.de/africa/comores.osm.pbf', [{ kind: 'cut', after: 30_000 }]);
    const first = await fetchAll();
    expect(first.map(({ layer, file, state }) => [layer, file, state])).toEqual([
      ['boundary', 'com_boundary.geojson', 'fetched'],
      ['population', 'com_population_2020.tif', 'fetched'],
      ['osm', 'com.osm.pbf', 'resumed'],
      ['zones', 'com_zones.geojson', 'fetched'],
      ['elevation', 'S12E043.hgt', 'fetched'],
    ]);
    expect(readFileSync(join(folder, 'com/com.osm.pbf')).equals(pbf)).toBe(true);
    expect(readFileSync(join(folder, 'com/S12E043.hgt')).equals(bytesOf(2000))).toBe(true);
    const manifest = JSON.parse(readFileSync(join(folder, 'com/fetch.json'), 'utf8')) as Record<
      string,
      { sha256: string }
    >;
    expect(manifest['com.osm.pbf']!.sha256).toBe(sha256(pbf));

    asked = [];
    const again = await fetchAll();
    expect(new Set(again.map(({ state }) => state))).toEqual(new Set(['present']));
    expect(asked.some(({ path }) => /\.(tif|pbf|gz)$|outline|districts/.test(path))).toBe(false);

    // A file that was changed on the disk is fetched anew.
    writeFileSync(join(folder, 'com/com_population_2020.tif'), 'spoilt');
    expect((await fetchAll(['population']))[0]).toMatchObject({ state: 'fetched', bytes: 50_000 });
    expect(readdirSync(join(folder, 'com')).filter((name) => /part|answer|\.gz$/.test(name))).toEqual([]);
  });

  test('one source that fails leaves the others alone; tiles of the sea are none', async () => {
    files.delete('/data.worldpop.org/GIS/Population/Global_2000_2020/2020/COM/com_ppp_2020_UNadj.tif');
    put('www.geoboundaries.org/api/current/gbOpen/COM/ADM2/', 'not JSON');
    files.delete('/elevation-tiles-prod.s3.amazonaws.com/skadi/S12/S12E043.hgt.gz');
    const states = Object.fromEntries(
      (await fetchAll()).map(({ layer, state, reason }) => [layer, `${state} ${reason}`]),
    );
    expect(states['population']).toMatch(/^failed .* 404/);
    expect(states['zones']).toMatch(/^failed .* no JSON/);
    expect(states['elevation']).toMatch(/^none/);
    expect(states['osm']).toMatch(/^fetched/);
    expect(states['boundary']).toMatch(/^fetched/);
  });

  test('codes are checked before anything is asked', async () => {
    await expect(
      fetchCountry({ country: 'XXX', to: folder, layers: ['osm'], mirror: url, bounds: null }),
    ).rejects.toThrow(/XXX/);
    expect(asked).toEqual([]);
    expect([findAlpha2('CHN'), findAlpha2('MWI'), findAlpha2('COM'), findAlpha2('CH')]).toEqual([
      'CN',
      'MW',
      'KM',
      null,
    ]);
  });
});
