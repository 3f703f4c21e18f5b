// oxlint-disable-next-line typescript/triple-slash-reference -- ambient types for every tsconfig
/// <reference path="./untyped-modules.d.ts" />
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import yauzl from 'yauzl';
import { causeText } from './cause-text.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';

/** Fails where an archive is broken or over a limit; `code` names which. */
class ArchiveError extends Error {
  readonly code: 'zip-broken' | 'zip-entries' | 'zip-size' | 'zip-ratio' | 'zip-path' | 'zip-encrypted';
  constructor(code: ArchiveError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface ZipLimits {
  readonly maxEntries: number;
  /** Unpacked bytes of all entries together. */
  readonly maxBytes: number;
  /** Unpacked over packed bytes of one entry; small entries (under 1 MB unpacked) may be any ratio. */
  readonly maxRatio: number;
}
const ZIP_LIMITS = zipLimits(READ_LIMITS);

/** Limits of an archive among the limits of a file. */
export function zipLimits(limits: ReadLimits): ZipLimits {
  return { maxEntries: limits.zipEntries, maxBytes: limits.unpackedBytes, maxRatio: limits.zipRatio };
}

/** An entry as the archive's directory names it. */
export interface ZipEntryHead {
  readonly name: string;
  /** Unpacked size as claimed. */
  readonly size: number;
}

export interface ZipEntryBytes {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Names of all entries, checked against the limits (declared sizes, path traversal) without unpacking
 * anything.
 */
export async function listZipEntries(file: string, limits: ZipLimits = ZIP_LIMITS): Promise<string[]> {
  return (await listZipHeads(file, limits)).map((entry) => entry.name);
}

/** The same with sizes. */
export async function listZipHeads(file: string, limits: ZipLimits = ZIP_LIMITS): Promise<ZipEntryHead[]> {
  return (await walk(file, () => false, limits)).heads;
}

/**
 * Unpacks the entries that `wanted` names, counting bytes as they come so that a lying header cannot fill
 * the memory.
 */
export async function readZipEntries(
  file: string,
  wanted: (name: string) => boolean,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<ZipEntryBytes[]> {
  return (await walk(file, wanted, limits)).entries;
}

function walk(
  file: string,
  wanted: (name: string) => boolean,
  limits: ZipLimits,
): Promise<{ heads: ZipEntryHead[]; entries: ZipEntryBytes[] }> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: true }, (error, zip) => {
      if (error || !zip) {
        reject(
          new ArchiveError('zip-broken', `not a readable zip: ${error?.message ?? 'no content'}`, {
            cause: error,
          }),
        );
        return;
      }
      const heads: ZipEntryHead[] = [];
      const entries: ZipEntryBytes[] = [];
      let total = 0;
      const fail = (problem: Error): void => {
        zip.close();
        reject(problem);
      };
      zip.on('error', (cause: Error) =>
        fail(
          new ArchiveError(
            /relative path|absolute path|invalid characters/.test(cause.message) ? 'zip-path' : 'zip-broken',
            cause.message,
            { cause },
          ),
        ),
      );
      zip.on('end', () => resolve({ heads, entries }));
      zip.on('entry', (entry: Entry) => {
        const name = entry.fileName;
        if (heads.length >= limits.maxEntries)
          return fail(new ArchiveError('zip-entries', `more than ${limits.maxEntries} entries`));
        if (name.startsWith('/') || name.split(/[\\/]/).includes('..') || /^[a-z]:/i.test(name))
          return fail(new ArchiveError('zip-path', `entry outside the archive: ${name.slice(0, 100)}`));
        heads.push({ name, size: entry.uncompressedSize });
        total += entry.uncompressedSize;
        if (total > limits.maxBytes)
          return fail(new ArchiveError('zip-size', `more than ${limits.maxBytes} bytes unpacked`));
        if (
          entry.uncompressedSize > 1_000_000 &&
          entry.uncompressedSize > limits.maxRatio * Math.max(1, entry.compressedSize)
        )
          return fail(
            new ArchiveError(
              'zip-ratio',
              `${name.slice(0, 100)} unpacks to more than ${limits.maxRatio} times its size`,
            ),
          );
        if (name.endsWith('/') || !wanted(name)) return zip.readEntry();
        if (entry.isEncrypted())
          return fail(new ArchiveError('zip-encrypted', `${name.slice(0, 100)} is encrypted`));
        zip.openReadStream(entry, (cause: Error | null, stream: Readable | undefined) => {
          if (cause || !stream)
            return fail(new ArchiveError('zip-broken', cause?.message ?? 'no stream', { cause }));
          const chunks: Buffer[] = [];
          let size = 0;
          let crc = 0;
          stream.on('data', (chunk: Buffer) => {
            size += chunk.length;
            crc = crc32(chunk, crc);
            if (size > limits.maxBytes)
              stream.destroy(new ArchiveError('zip-size', `more than ${limits.maxBytes} bytes unpacked`));
            else chunks.push(chunk);
          });
          stream.on('error', (problem: Error) =>
            fail(
              problem instanceof ArchiveError
                ? problem
                : new ArchiveError('zip-broken', causeText(problem), { cause: problem }),
            ),
          );
          stream.on('end', () => {
            if (crc !== entry.crc32)
              return fail(
                new ArchiveError('zip-broken', `${name.slice(0, 100)} is not what its checksum says`),
              );
            entries.push({ name, bytes: Buffer.concat(chunks) });
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}
