import { createHash, type Hash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** Fails where an address does not give what it should; `final` where trying again cannot help. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly final: boolean;
  constructor(message: string, final: boolean, options?: ErrorOptions) {
    super(message, options);
    this.final = final;
  }
}

export interface DownloadOptions {
  /** MD5 that the publisher states, in hex. */
  readonly md5?: string;
  /** Tries after the first, each waiting twice as long. Default 5. */
  readonly retries?: number;
  readonly waitMilliseconds?: number;
  /** No byte for this long ends a try. Default 60 s. */
  readonly silenceMilliseconds?: number;
  readonly onProgress?: (share: number | null) => void;
}
export interface Downloaded {
  readonly bytes: number;
  readonly sha256: string;
  /** Bytes that an earlier, interrupted try had left. */
  readonly resumedFrom: number;
}

interface Part {
  readonly url: string;
  readonly tag: string;
}

/**
 * Downloads a file whole or not at all. What an interrupted try left is gone on from, provided that the
 * server states it is still the same
 * file; a file that turns out wrong in length or hash is thrown away and fetched again.
 */
export async function download(
  url: string,
  path: string,
  options: DownloadOptions = {},
): Promise<Downloaded> {
  const { retries = 5, waitMilliseconds = 1000 } = options;
  for (let attempt = 0; ; attempt++)
    try {
      return await tryOnce(url, path, options);
    } catch (error) {
      if (error instanceof DownloadError && error.final) throw error;
      if (attempt >= retries)
        throw new DownloadError(
          `${url}: given up after ${attempt + 1} tries: ${error instanceof Error ? reasonOf(error) : String(error)}`,
          true,
          { cause: error },
        );
      await new Promise((done) => setTimeout(done, waitMilliseconds * 2 ** attempt));
    }
}

async function tryOnce(url: string, path: string, options: DownloadOptions): Promise<Downloaded> {
  const { md5, silenceMilliseconds = 60_000, onProgress } = options;
  const part = `${path}.part`;
  const note = `${path}.part.json`;
  const known = readPart(note);
  const have = known?.url === url && existsSync(part) ? statSync(part).size : 0;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMilliseconds);
  const awake = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), silenceMilliseconds);
  };
  try {
    const response = await fetch(url, {
      signal: silence.signal,
      headers: {
        'Accept-Encoding': 'identity',
        ...(have > 0 && known!.tag !== '' ? { Range: `bytes=${have}-`, 'If-Range': known!.tag } : {}),
      },
    });
    if (response.status === 416) {
      clear(part, note);
      throw new DownloadError(`${url}: the part kept is longer than the file`, false);
    }
    if (!response.ok || !response.body) {
      const { status } = response;
      // Too many requests and faults of the server may pass; the rest of 4xx will not.
      throw new DownloadError(
        `${url}: ${status} ${response.statusText}`,
        status >= 400 && status < 500 && status !== 408 && status !== 429,
      );
    }
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
    const resumed = response.status === 206 && range !== null && Number(range[1]) === have;
    if (response.status === 206 && !resumed) {
      clear(part, note);
      throw new DownloadError(`${url}: the server sent another range than asked for`, false);
    }
    const from = resumed ? have : 0;
    const length = response.headers.get('content-length');
    const total = resumed ? Number(range[3]) : length === null ? null : Number(length);
    const tag = response.headers.get('etag') ?? response.headers.get('last-modified') ?? '';
    if (!resumed)
      writeFileSync(note, JSON.stringify({ url, tag: tag.startsWith('W/') ? '' : tag } satisfies Part));
    let bytes = from;
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        awake();
        bytes += chunk.length;
        onProgress?.(total === null ? null : bytes / total);
        done(null, chunk);
      },
    });
    await pipeline(
      Readable.fromWeb(response.body as ReadableStream),
      count,
      createWriteStream(part, { flags: resumed ? 'a' : 'w' }),
    );
    if (total !== null && bytes !== total) {
      if (bytes > total) clear(part, note);
      throw new DownloadError(`${url}: got ${bytes} of ${total} bytes`, false);
    }
    const hashes = await hashFile(part, md5 === undefined ? ['sha256'] : ['sha256', 'md5']);
    if (md5 !== undefined && hashes['md5'] !== md5.toLowerCase()) {
      clear(part, note);
      throw new DownloadError(`${url}: MD5 is ${hashes['md5']}, expected ${md5}`, false);
    }
    renameSync(part, path);
    rmSync(note, { force: true });
    return { bytes, sha256: hashes['sha256']!, resumedFrom: from };
  } finally {
    clearTimeout(timer);
  }
}

/** Hashes of a file by algorithm, in hex. */
export async function hashFile(path: string, algorithms: readonly string[]): Promise<Record<string, string>> {
  const hashes = algorithms.map((name): [string, Hash] => [name, createHash(name)]);
  for await (const chunk of createReadStream(path))
    for (const [, hash] of hashes) hash.update(chunk as Buffer);
  return Object.fromEntries(hashes.map(([name, hash]) => [name, hash.digest('hex')]));
}

function readPart(note: string): Part | null {
  try {
    return JSON.parse(readFileSync(note, 'utf8')) as Part;
  } catch {
    return null;
  }
}

function clear(...paths: string[]): void {
  for (const path of paths) rmSync(path, { force: true });
}

function reasonOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}
