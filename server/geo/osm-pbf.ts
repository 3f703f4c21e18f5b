import { openSync, closeSync, fstatSync, readSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import type { OsmHandlers } from './osm-blocks.ts';
import { BlockDecoder, HAS_NODES, HAS_RELATIONS, HAS_WAYS } from './osm-blocks.ts';
import { ProtoReader } from './proto-reader.ts';

/**
 * Fails where a file is not OSM PBF, is cut short, or needs a feature this decoder has not; `offset` is the
 * place in the file.
 */
export class OsmPbfError extends Error {
  readonly code: 'pbf-not-osm' | 'pbf-truncated' | 'pbf-broken' | 'pbf-unsupported';
  readonly offset: number;
  constructor(code: OsmPbfError['code'], message: string, offset: number, options?: ErrorOptions) {
    super(`${message} (at byte ${offset})`, options);
    this.code = code;
    this.offset = offset;
  }
}

export interface OsmHeader {
  readonly generator: string;
  /** Seconds since 1970 of the replication state, 0 where the file does not say. */
  readonly timestampSeconds: number;
  /** left, bottom, right, top in degrees, or null. */
  readonly bounds: readonly [number, number, number, number] | null;
  /** What each block of the file holds, in order (bits 1 nodes, 2 ways, 4 relations). */
  readonly blockKinds: Uint8Array;
}

const MAX_HEADER = 64 * 1024;
const MAX_BLOB = 32 * 1024 * 1024;
const KNOWN_FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/** Reads an OSM PBF file block by block; only the kinds that have a handler are decoded. */
export function scanOsmPbf(file: string, handlers: OsmHandlers): OsmHeader {
  const fd = openSync(file, 'r');
  try {
    const size = fstatSync(fd).size;
    const read = (length: number, offset: number): Buffer => {
      const buffer = Buffer.allocUnsafe(length);
      let done = 0;
      while (done < length) {
        const got = readSync(fd, buffer, done, length - done, offset + done);
        if (got === 0) throw new OsmPbfError('pbf-truncated', 'the file ends inside a block', offset + done);
        done += got;
      }
      return buffer;
    };
    return scanBlobs(size, read, handlers);
  } finally {
    closeSync(fd);
  }
}

/** The same over bytes in memory. */
export function scanOsmPbfBytes(bytes: Uint8Array, handlers: OsmHandlers): OsmHeader {
  return scanBlobs(
    bytes.length,
    (length, offset) => {
      if (offset + length > bytes.length)
        throw new OsmPbfError('pbf-truncated', 'the file ends inside a block', bytes.length);
      return bytes.subarray(offset, offset + length);
    },
    handlers,
  );
}

function scanBlobs(
  size: number,
  read: (length: number, offset: number) => Uint8Array,
  handlers: OsmHandlers,
): OsmHeader {
  let offset = 0;
  let header: OsmHeader | null = null;
  const decoder = new BlockDecoder(handlers);
  const kinds: number[] = [];
  const wanted =
    (handlers.nodes ? HAS_NODES : 0) |
    (handlers.ways ? HAS_WAYS : 0) |
    (handlers.relations ? HAS_RELATIONS : 0);
  while (offset < size) {
    handlers.signal?.throwIfAborted();
    const start = offset;
    const fail = (code: OsmPbfError['code'], message: string, cause?: unknown): OsmPbfError =>
      new OsmPbfError(code, message, start, cause === undefined ? undefined : { cause });
    const notOsm = header ? 'pbf-broken' : 'pbf-not-osm';
    const head = read(4, offset);
    const headLength = ((head[0]! << 24) | (head[1]! << 16) | (head[2]! << 8) | head[3]!) >>> 0;
    if (headLength === 0 || headLength > MAX_HEADER)
      throw fail(notOsm, `block header of ${headLength} bytes`);
    let type = '';
    let dataLength = -1;
    try {
      const reader = new ProtoReader(read(headLength, offset + 4));
      while (reader.next())
        if (reader.field === 1) type = reader.text();
        else if (reader.field === 3) dataLength = reader.varint();
        else reader.skip();
    } catch (cause) {
      if (cause instanceof OsmPbfError) throw cause;
      throw fail(notOsm, 'unreadable block header', cause);
    }
    if (dataLength < 0 || dataLength > MAX_BLOB || type === '')
      throw fail(notOsm, `block of ${dataLength} bytes`);
    offset += 4 + headLength;
    const known = handlers.blockKinds?.[kinds.length];
    if (header && type === 'OSMData' && known !== undefined && (known & wanted) === 0) kinds.push(known);
    else if (type === 'OSMHeader' || type === 'OSMData') {
      try {
        const data = unpackBlob(read(dataLength, offset), start);
        if (type === 'OSMHeader') header ??= readHeader(data, start);
        else if (!header) throw fail('pbf-not-osm', 'data before the header');
        else kinds.push(decoder.decode(data));
      } catch (cause) {
        if (cause instanceof OsmPbfError) throw cause;
        throw fail('pbf-broken', `broken ${type} block`, cause);
      }
    } else if (!header) throw fail('pbf-not-osm', `first block is ${JSON.stringify(type.slice(0, 20))}`);
    offset += dataLength;
    handlers.onProgress?.(offset / size);
  }
  if (!header) throw new OsmPbfError('pbf-not-osm', 'the file holds no header', 0);
  return { ...header, blockKinds: Uint8Array.from(kinds) };
}

function unpackBlob(blob: Uint8Array, offset: number): Uint8Array {
  const reader = new ProtoReader(blob);
  let rawSize = -1;
  let packed: Uint8Array | null = null;
  while (reader.next())
    if (reader.field === 1) return reader.bytes();
    else if (reader.field === 2) rawSize = reader.varint();
    else if (reader.field === 3) packed = reader.bytes();
    else if (reader.field >= 4 && reader.field <= 7)
      throw new OsmPbfError(
        'pbf-unsupported',
        'block compressed by LZMA, bzip2, LZ4 or zstd: only zlib is read',
        offset,
      );
    else reader.skip();
  if (!packed) throw new OsmPbfError('pbf-broken', 'block without data', offset);
  if (rawSize > MAX_BLOB) throw new OsmPbfError('pbf-broken', `block of ${rawSize} bytes unpacked`, offset);
  const data = inflateSync(packed, { maxOutputLength: MAX_BLOB });
  if (rawSize >= 0 && data.length !== rawSize)
    throw new OsmPbfError('pbf-broken', `block unpacks to ${data.length} bytes, expected ${rawSize}`, offset);
  // A plain view: slices of a Buffer are Buffers, and cost twice as much to make.
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function readHeader(data: Uint8Array, offset: number): OsmHeader {
  const reader = new ProtoReader(data);
  let generator = '';
  let timestampSeconds = 0;
  let bounds: OsmHeader['bounds'] = null;
  while (reader.next())
    if (reader.field === 1) {
      const box = new ProtoReader(reader.bytes());
      const sides: number[] = [];
      while (box.next()) sides[box.field] = box.signedVarint() * 1e-9;
      bounds = [sides[1] ?? 0, sides[4] ?? 0, sides[2] ?? 0, sides[3] ?? 0];
    } else if (reader.field === 4) {
      const feature = reader.text();
      if (!KNOWN_FEATURES.has(feature))
        throw new OsmPbfError('pbf-unsupported', `the file needs ${feature.slice(0, 60)}`, offset);
    } else if (reader.field === 16) generator = reader.text();
    else if (reader.field === 32) timestampSeconds = reader.varint();
    else reader.skip();
  return { generator, timestampSeconds, bounds, blockKinds: new Uint8Array(0) };
}
