import { openSync, closeSync, fstatSync, readSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { ProtoReader } from './proto-reader.ts';

/** Fails where a file is not OSM PBF, is cut short, or needs a feature this decoder has not; `offset` is the place in the file. */
export class OsmPbfError extends Error {
  readonly code: 'pbf-not-osm' | 'pbf-truncated' | 'pbf-broken' | 'pbf-unsupported';
  readonly offset: number;
  constructor(code: OsmPbfError['code'], message: string, offset: number, options?: ErrorOptions) {
    super(`${message} (at byte ${offset})`, options);
    this.code = code;
    this.offset = offset;
  }
}

/** Strings of one block, decoded when asked for. */
export interface OsmStrings {
  readonly count: number;
  text(index: number): string;
  /** Index of `text` in this block, -1 where it does not occur. */
  find(text: string): number;
}

/** Entities of one block with tags; `tagStart[i] … tagStart[i + 1]` index `tagKeys` and `tagValues`. Arrays are valid during the call only; read `count`. */
interface Tagged {
  readonly count: number;
  readonly ids: Float64Array;
  readonly tagStart: Uint32Array;
  readonly tagKeys: Uint32Array;
  readonly tagValues: Uint32Array;
  readonly strings: OsmStrings;
}
export interface OsmNodeBlock extends Tagged {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
}
export interface OsmWayBlock extends Tagged {
  readonly refStart: Uint32Array;
  readonly refs: Float64Array;
}
export interface OsmRelationBlock extends Tagged {
  readonly memberStart: Uint32Array;
  readonly memberIds: Float64Array;
  /** 0 node, 1 way, 2 relation. */
  readonly memberTypes: Uint8Array;
  readonly memberRoles: Uint32Array;
}

export interface OsmHandlers {
  readonly nodes?: (block: OsmNodeBlock) => void;
  readonly ways?: (block: OsmWayBlock) => void;
  readonly relations?: (block: OsmRelationBlock) => void;
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal | undefined;
  /** Blocks found by an earlier pass (`OsmHeader.blockKinds`): those without a kind that has a handler are passed over packed. */
  readonly blockKinds?: Uint8Array;
}

/** Bits of `blockKinds`. */
const HAS_NODES = 1;
const HAS_WAYS = 2;
const HAS_RELATIONS = 4;

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
  return data;
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

class StringTable implements OsmStrings {
  #starts = new Uint32Array(1024);
  #data: Buffer = Buffer.alloc(0);
  #cache: (string | undefined)[] = [];
  count = 0;
  read(bytes: Uint8Array): void {
    this.#data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#cache = [];
    this.count = 0;
    const reader = new ProtoReader(bytes);
    while (reader.next()) {
      if (reader.field !== 1) {
        reader.skip();
        continue;
      }
      const length = reader.varint();
      if (2 * this.count + 1 >= this.#starts.length)
        this.#starts = grow(this.#starts, this.#starts.length * 2);
      this.#starts[2 * this.count] = reader.position;
      this.#starts[2 * this.count + 1] = length;
      this.count++;
      reader.advance(length);
    }
  }
  text(index: number): string {
    if (index >= this.count) throw new RangeError(`string ${index} of ${this.count}`);
    const start = this.#starts[2 * index]!;
    return (this.#cache[index] ??= this.#data.toString('utf8', start, start + this.#starts[2 * index + 1]!));
  }
  find(text: string): number {
    const length = Buffer.byteLength(text);
    for (let i = 0; i < this.count; i++)
      if (this.#starts[2 * i + 1] === length && this.text(i) === text) return i;
    return -1;
  }
}

function grow<T extends Uint32Array | Float64Array | Uint8Array>(array: T, length: number): T {
  const bigger = new (array.constructor as new (n: number) => T)(Math.max(length, array.length * 2));
  bigger.set(array as never);
  return bigger;
}

/** Decodes primitive blocks into arrays that it reuses from block to block. */
class BlockDecoder {
  readonly #handlers: OsmHandlers;
  readonly #strings = new StringTable();
  #ids = new Float64Array(8192);
  #lon = new Float64Array(8192);
  #lat = new Float64Array(8192);
  #tagStart = new Uint32Array(8193);
  #tagKeys = new Uint32Array(16384);
  #tagValues = new Uint32Array(16384);
  #listStart = new Uint32Array(8193);
  #list = new Float64Array(65536);
  #types = new Uint8Array(0);
  #roles = new Uint32Array(0);
  #count = 0;
  #tags = 0;
  #listed = 0;
  #granularity = 100;
  #lonOffset = 0;
  #latOffset = 0;
  constructor(handlers: OsmHandlers) {
    this.#handlers = handlers;
  }

  /** Returns the kinds that the block holds, as bits. */
  decode(data: Uint8Array): number {
    const reader = new ProtoReader(data);
    const groups: Uint8Array[] = [];
    this.#granularity = 100;
    this.#lonOffset = 0;
    this.#latOffset = 0;
    let strings: Uint8Array | null = null;
    while (reader.next())
      if (reader.field === 1) strings = reader.bytes();
      else if (reader.field === 2) groups.push(reader.bytes());
      else if (reader.field === 17) this.#granularity = reader.varint();
      else if (reader.field === 19) this.#latOffset = reader.int64();
      else if (reader.field === 20) this.#lonOffset = reader.int64();
      else reader.skip();
    let tableRead = false;
    let found = 0;
    for (const group of groups) {
      const kind = group.length === 0 ? 0 : group[0]! >> 3;
      found |= kind <= 2 ? HAS_NODES : kind === 3 ? HAS_WAYS : kind === 4 ? HAS_RELATIONS : 0;
      const { nodes, ways, relations } = this.#handlers;
      if (!((kind <= 2 && nodes) || (kind === 3 && ways) || (kind === 4 && relations))) continue;
      if (!tableRead) this.#strings.read(strings ?? new Uint8Array(0));
      tableRead = true;
      this.#count = 0;
      this.#tags = 0;
      this.#listed = 0;
      const items = new ProtoReader(group);
      while (items.next())
        if (items.field === 1) this.#readNode(items.bytes());
        else if (items.field === 2) this.#readDense(items.bytes());
        else if (items.field === 3 && kind === 3) this.#readWay(items.bytes());
        else if (items.field === 4 && kind === 4) this.#readRelation(items.bytes());
        else items.skip();
      this.#closeEntity();
      const tagged: Tagged = {
        count: this.#count,
        ids: this.#ids,
        tagStart: this.#tagStart,
        tagKeys: this.#tagKeys,
        tagValues: this.#tagValues,
        strings: this.#strings,
      };
      if (this.#count === 0) continue;
      if (kind <= 2) nodes?.({ ...tagged, lon: this.#lon, lat: this.#lat });
      else if (kind === 3) ways?.({ ...tagged, refStart: this.#listStart, refs: this.#list });
      else
        relations?.({
          ...tagged,
          memberStart: this.#listStart,
          memberIds: this.#list,
          memberTypes: this.#types,
          memberRoles: this.#roles,
        });
    }
    return found;
  }

  /** Marks where the tags and members of the next entity begin. */
  #closeEntity(): void {
    if (this.#count + 1 >= this.#tagStart.length) {
      this.#tagStart = grow(this.#tagStart, this.#count + 2);
      this.#listStart = grow(this.#listStart, this.#tagStart.length);
    }
    if (this.#count >= this.#ids.length) {
      this.#ids = grow(this.#ids, this.#count + 1);
      this.#lon = grow(this.#lon, this.#ids.length);
      this.#lat = grow(this.#lat, this.#ids.length);
    }
    this.#tagStart[this.#count] = this.#tags;
    this.#listStart[this.#count] = this.#listed;
  }

  #addTag(key: number, value: number): void {
    if (this.#tags >= this.#tagKeys.length) {
      this.#tagKeys = grow(this.#tagKeys, this.#tags + 1);
      this.#tagValues = grow(this.#tagValues, this.#tagKeys.length);
    }
    this.#tagKeys[this.#tags] = key;
    this.#tagValues[this.#tags++] = value;
  }

  #readDense(bytes: Uint8Array): void {
    const reader = new ProtoReader(bytes);
    let ids: Uint8Array | null = null;
    let lats: Uint8Array | null = null;
    let lons: Uint8Array | null = null;
    let tags: Uint8Array | null = null;
    while (reader.next())
      if (reader.field === 1) ids = reader.bytes();
      else if (reader.field === 8) lats = reader.bytes();
      else if (reader.field === 9) lons = reader.bytes();
      else if (reader.field === 10) tags = reader.bytes();
      else reader.skip();
    if (!ids || !lats || !lons) return;
    const idReader = new ProtoReader(ids);
    const latReader = new ProtoReader(lats);
    const lonReader = new ProtoReader(lons);
    const tagReader = tags && tags.length > 0 ? new ProtoReader(tags) : null;
    let id = 0;
    let lat = 0;
    let lon = 0;
    while (idReader.more()) {
      this.#closeEntity();
      id += idReader.signedVarint();
      lat += latReader.signedVarint();
      lon += lonReader.signedVarint();
      const i = this.#count;
      this.#ids[i] = id;
      this.#lat[i] = (this.#latOffset + this.#granularity * lat) * 1e-9;
      this.#lon[i] = (this.#lonOffset + this.#granularity * lon) * 1e-9;
      if (tagReader)
        for (let key = tagReader.varint(); key !== 0; key = tagReader.varint())
          this.#addTag(key, tagReader.varint());
      this.#count++;
    }
    if (latReader.more() || lonReader.more()) throw new RangeError('dense nodes: lists of different length');
  }

  #readNode(bytes: Uint8Array): void {
    this.#closeEntity();
    const reader = new ProtoReader(bytes);
    const i = this.#count;
    const keys: number[] = [];
    const values: number[] = [];
    while (reader.next())
      if (reader.field === 1) this.#ids[i] = reader.signedVarint();
      else if (reader.field === 2) pushPacked(reader.bytes(), keys);
      else if (reader.field === 3) pushPacked(reader.bytes(), values);
      else if (reader.field === 8)
        this.#lat[i] = (this.#latOffset + this.#granularity * reader.signedVarint()) * 1e-9;
      else if (reader.field === 9)
        this.#lon[i] = (this.#lonOffset + this.#granularity * reader.signedVarint()) * 1e-9;
      else reader.skip();
    this.#addTags(keys, values);
    this.#count++;
  }

  #readWay(bytes: Uint8Array): void {
    this.#closeEntity();
    const reader = new ProtoReader(bytes);
    const keys: number[] = [];
    const values: number[] = [];
    while (reader.next())
      if (reader.field === 1) this.#ids[this.#count] = reader.varint();
      else if (reader.field === 2) pushPacked(reader.bytes(), keys);
      else if (reader.field === 3) pushPacked(reader.bytes(), values);
      else if (reader.field === 8) this.#readDeltas(reader.bytes());
      else reader.skip();
    this.#addTags(keys, values);
    this.#count++;
  }

  #readRelation(bytes: Uint8Array): void {
    this.#closeEntity();
    const reader = new ProtoReader(bytes);
    const keys: number[] = [];
    const values: number[] = [];
    const roles: number[] = [];
    const types: number[] = [];
    const first = this.#listed;
    while (reader.next())
      if (reader.field === 1) this.#ids[this.#count] = reader.varint();
      else if (reader.field === 2) pushPacked(reader.bytes(), keys);
      else if (reader.field === 3) pushPacked(reader.bytes(), values);
      else if (reader.field === 8) pushPacked(reader.bytes(), roles);
      else if (reader.field === 9) this.#readDeltas(reader.bytes());
      else if (reader.field === 10) pushPacked(reader.bytes(), types);
      else reader.skip();
    const members = this.#listed - first;
    if (roles.length !== members || types.length !== members)
      throw new RangeError(`relation: ${members} members, ${roles.length} roles, ${types.length} types`);
    if (this.#listed > this.#types.length) {
      this.#types = grow(this.#types, this.#listed);
      this.#roles = grow(this.#roles, this.#types.length);
    }
    this.#types.set(types, first);
    this.#roles.set(roles, first);
    this.#addTags(keys, values);
    this.#count++;
  }

  #readDeltas(bytes: Uint8Array): void {
    const reader = new ProtoReader(bytes);
    let value = 0;
    while (reader.more()) {
      if (this.#listed >= this.#list.length) this.#list = grow(this.#list, this.#listed + 1);
      value += reader.signedVarint();
      this.#list[this.#listed++] = value;
    }
  }

  #addTags(keys: readonly number[], values: readonly number[]): void {
    if (keys.length !== values.length)
      throw new RangeError(`tags: ${keys.length} keys, ${values.length} values`);
    for (const [i, key] of keys.entries()) this.#addTag(key, values[i]!);
  }
}

function pushPacked(bytes: Uint8Array, out: number[]): void {
  const reader = new ProtoReader(bytes);
  while (reader.more()) out.push(reader.varint());
}
