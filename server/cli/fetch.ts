import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { CliError, EXIT_DATA } from './cli-error.ts';
import { findAlpha2 } from './country-codes.ts';
import { download, DownloadError, hashFile, type DownloadOptions } from './download.ts';
import { ADDRESSES, fillAddress, throughMirror, type FetchLayer } from './fetch-addresses.ts';

export interface FetchOptions {
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
  readonly to: string;
  readonly layers: readonly FetchLayer[];
  /** Address that stands before host and path of every source; null for the sources themselves. */
  readonly mirror: string | null;
  /** West, south, east, north of the tiles of heights; null: the country's outline. */
  readonly bounds: readonly [number, number, number, number] | null;
  readonly onProgress?: (file: string, share: number | null) => void;
  readonly download?: Pick<DownloadOptions, 'retries' | 'waitMilliseconds' | 'silenceMilliseconds'>;
}

export const FETCH_OPTIONS = {
  country: { type: 'string' },
  to: { type: 'string' },
  only: { type: 'string' },
  bbox: { type: 'string' },
  mirror: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** One file as it lies in the folder, or why it does not. */
export interface FetchedFile {
  readonly layer: FetchLayer;
  readonly file: string;
  readonly url: string;
  readonly state: 'fetched' | 'resumed' | 'present' | 'failed' | 'none';
  readonly bytes: number;
  readonly sha256: string;
  readonly reason: string;
}

const MANIFEST = 'fetch.json';
const MOST_TILES = 400;
const Manifest = z.record(z.string(), z.object({ url: z.string(), bytes: z.number(), sha256: z.string() }));
type Manifest = z.output<typeof Manifest>;
const GeofabrikIndex = z.object({
  features: z.array(
    z.object({
      properties: z.object({
        id: z.string(),
        parent: z.string().optional(),
        'iso3166-1:alpha2': z.array(z.string()).optional(),
        urls: z.object({ pbf: z.string() }),
      }),
    }),
  ),
});
const GeoBoundary = z.object({ gjDownloadURL: z.string().url() });

/**
 * Downloads a country's public data into a folder that `careshed import` takes. Files that are there and
 * match their hash stay; one that
 * fails leaves the others alone. The hashes are kept in `fetch.json`.
 */
export async function fetchCountry(options: FetchOptions): Promise<FetchedFile[]> {
  const { country, to, layers, mirror } = options;
  if (findAlpha2(country) === null)
    throw new CliError(`careshed fetch: ${country} is no ISO 3166-1 alpha-3 code of a country`);
  mkdirSync(to, { recursive: true });
  const manifest = readManifest(to);
  const parts = { ISO3: country, iso3: country.toLowerCase() };
  const done: FetchedFile[] = [];
  const get = async (
    layer: FetchLayer,
    file: string,
    url: string,
    extra: Partial<DownloadOptions> = {},
  ): Promise<void> => {
    done.push(await fetchFile(options, manifest, layer, file, url, extra));
  };
  for (const layer of layers)
    try {
      if (layer === 'population')
        await get(
          layer,
          `${parts.iso3}_population_2020.tif`,
          fillAddress(ADDRESSES.population, parts, mirror),
        );
      else if (layer === 'osm') {
        const url = await findExtract(options, country);
        const md5 = await readMd5(options, `${url}.md5`);
        await get(layer, `${parts.iso3}.osm.pbf`, url, md5 === null ? {} : { md5 });
      } else if (layer === 'elevation')
        for (const tile of listTiles(options, parts.iso3))
          await get(
            layer,
            `${tile}.hgt`,
            fillAddress(ADDRESSES.elevation, { tile, band: tile.slice(0, 3) }, mirror),
          );
      else {
        const about = await readJson(options, fillAddress(ADDRESSES[layer], parts, mirror), GeoBoundary);
        await get(layer, `${parts.iso3}_${layer}.geojson`, throughMirror(about.gjDownloadURL, mirror));
      }
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error;
      done.push({ layer, file: '', url: '', state: 'failed', bytes: 0, sha256: '', reason: error.message });
    }
  return done;
}

async function fetchFile(
  options: FetchOptions,
  manifest: Manifest,
  layer: FetchLayer,
  file: string,
  url: string,
  extra: Partial<DownloadOptions>,
): Promise<FetchedFile> {
  const path = join(options.to, file);
  const known = manifest[file];
  const base = { layer, file, url, bytes: 0, sha256: '', reason: '' };
  if (known?.url === url && existsSync(path)) {
    const { sha256 } = await hashFile(path, ['sha256']);
    if (sha256 === known.sha256) return { ...base, state: 'present', bytes: known.bytes, sha256 };
  }
  const packed = url.endsWith('.gz');
  const target = packed ? `${path}.gz` : path;
  try {
    let { bytes, sha256, resumedFrom } = await download(url, target, {
      ...options.download,
      ...extra,
      onProgress: (share) => options.onProgress?.(file, share),
    });
    if (packed) {
      const raw = unpack(target, url);
      writeFileSync(`${path}.partial`, raw);
      renameSync(`${path}.partial`, path);
      rmSync(target, { force: true });
      bytes = raw.length;
      ({ sha256 = '' } = await hashFile(path, ['sha256']));
    }
    manifest[file] = { url, bytes, sha256 };
    writeManifest(options.to, manifest);
    return { ...base, state: resumedFrom > 0 ? 'resumed' : 'fetched', bytes, sha256 };
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error;
    // The sea has no tiles.
    const none = layer === 'elevation' && / 404 /.test(error.message);
    return { ...base, state: none ? 'none' : 'failed', reason: error.message };
  }
}

function unpack(path: string, url: string): Buffer {
  try {
    return gunzipSync(readFileSync(path), { maxOutputLength: 200_000_000 });
  } catch (cause) {
    rmSync(path, { force: true });
    throw new DownloadError(`${url}: not a readable gzip`, true, { cause });
  }
}

/** Address of the smallest extract that holds this country alone, else of the smallest that holds it. */
async function findExtract(options: FetchOptions, country: string): Promise<string> {
  const url = throughMirror(ADDRESSES.osm, options.mirror);
  const { features } = await readJson(options, url, GeofabrikIndex);
  const alpha2 = findAlpha2(country)!;
  const [found] = features
    .map((feature) => feature.properties)
    .filter((extract) => extract['iso3166-1:alpha2']?.includes(alpha2))
    .sort((a, b) => a['iso3166-1:alpha2']!.length - b['iso3166-1:alpha2']!.length);
  if (!found) throw new DownloadError(`${url}: lists no extract of ${country}`, true);
  return throughMirror(found.urls.pbf, options.mirror);
}

/** Names of the tiles of one degree that the bounds touch. */
function listTiles(options: FetchOptions, iso3: string): string[] {
  const bounds = options.bounds ?? boundsOfOutline(join(options.to, `${iso3}_boundary.geojson`));
  if (!bounds)
    throw new DownloadError(
      'elevation: give --bbox, or fetch the boundary with it, so that the tiles are known',
      true,
    );
  const [west, south, east, north] = bounds;
  const tiles: string[] = [];
  for (let lat = Math.floor(south); lat < north; lat++)
    for (let lon = Math.floor(west); lon < east; lon++) {
      const pad = (value: number, digits: number): string => `${Math.abs(value)}`.padStart(digits, '0');
      tiles.push(`${lat < 0 ? 'S' : 'N'}${pad(lat, 2)}${lon < 0 ? 'W' : 'E'}${pad(lon, 3)}`);
    }
  if (tiles.length > MOST_TILES)
    throw new DownloadError(
      `elevation: ${tiles.length} tiles, at most ${MOST_TILES}; give a smaller --bbox`,
      true,
    );
  return tiles;
}

function boundsOfOutline(path: string): [number, number, number, number] | null {
  if (!existsSync(path)) return null;
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [lon, lat] = value as unknown[];
    if (typeof lon === 'number' && typeof lat === 'number') {
      box[0] = Math.min(box[0], lon);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lon);
      box[3] = Math.max(box[3], lat);
    } else for (const part of value as unknown[]) visit(part);
  };
  try {
    const { features } = JSON.parse(readFileSync(path, 'utf8')) as {
      features: { geometry?: { coordinates?: unknown } }[];
    };
    for (const feature of features) visit(feature.geometry?.coordinates);
  } catch {
    return null;
  }
  return box[0] <= box[2] ? box : null;
}

async function readText(options: FetchOptions, url: string): Promise<string> {
  const path = join(options.to, '.answer');
  try {
    await download(url, path, { ...options.download });
    return readFileSync(path, 'utf8');
  } finally {
    rmSync(path, { force: true });
  }
}

async function readJson<S extends z.ZodType>(
  options: FetchOptions,
  url: string,
  schema: S,
): Promise<z.output<S>> {
  const text = await readText(options, url);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new DownloadError(`${url}: the answer is no JSON`, true, { cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new DownloadError(`${url}: the answer is not as expected`, true);
  return parsed.data;
}

/** The MD5 that stands beside a file; null where the publisher gives none. */
async function readMd5(options: FetchOptions, url: string): Promise<string | null> {
  try {
    return /^[0-9a-f]{32}/i.exec((await readText(options, url)).trim())?.[0] ?? null;
  } catch (error) {
    if (error instanceof DownloadError && / 404 /.test(error.message)) return null;
    throw error;
  }
}

function readManifest(folder: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')));
  } catch {
    return {};
  }
}

function writeManifest(folder: string, manifest: Manifest): void {
  const path = join(folder, MANIFEST);
  writeFileSync(`${path}.partial`, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(`${path}.partial`, path);
}

/** Options of the command line as `fetchCountry` takes them. */
export function readFetchOptions(
  values: Readonly<Record<string, unknown>>,
  layers: readonly FetchLayer[],
): FetchOptions {
  const country = String(values['country'] ?? '').toUpperCase();
  const to = values['to'] as string | undefined;
  if (country === '' || to === undefined)
    throw new CliError('careshed fetch: give --country ISO3 and --to DIR');
  const only = ((values['only'] as string | undefined) ?? layers.join(',')).split(',');
  const unknown = only.find((layer) => !layers.includes(layer as FetchLayer));
  if (unknown !== undefined)
    throw new CliError(`careshed fetch: --only takes ${layers.join(', ')}, got ${unknown}`);
  const box = (values['bbox'] as string | undefined)?.split(',').map(Number);
  if (box && !(box.length === 4 && box.every(Number.isFinite) && box[0]! < box[2]! && box[1]! < box[3]!))
    throw new CliError('careshed fetch: --bbox takes WEST,SOUTH,EAST,NORTH in degrees');
  return {
    country,
    to,
    // The outline comes first: it states which tiles of heights are wanted.
    layers: [...only].sort((a, b) => Number(a !== 'boundary') - Number(b !== 'boundary')) as FetchLayer[],
    mirror: (values['mirror'] as string | undefined) ?? null,
    bounds: (box as [number, number, number, number] | undefined) ?? null,
  };
}

/** Prints what was fetched; 0 when nothing failed. */
export function printFetched(files: readonly FetchedFile[], asJson: boolean): number {
  if (asJson) console.log(JSON.stringify({ files }, null, 2));
  else
    for (const { state, layer, file, bytes, reason } of files)
      console.log(
        `${state.padEnd(8)} ${layer.padEnd(11)} ${file.padEnd(32)} ` +
          (bytes > 0 ? `${(bytes / 1e6).toFixed(1)} MB` : reason),
      );
  return files.some((file) => file.state === 'failed') ? EXIT_DATA : 0;
}
