import { countVarints, ProtoReader, pushPacked } from './proto-reader.ts';

/** Strings of one block, decoded when asked for. */
export interface OsmStrings {
  readonly count: number;
  text(index: number): string;
  /** Index of `text` in this block, -1 where it does not occur. */
  find(text: string): number;
}

/**
 * Entities of one block with tags; `tagStart[i] … tagStart[i + 1]` index `tagKeys` and `tagValues`. Arrays
 * are valid during the call only; read `count`.
 */
export interface Tagged {
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
  /** Where the nodes of `refs` lie, for files that carry it on the ways; null for all others. */
  readonly refLon: Float64Array | null;
  readonly refLat: Float64Array | null;
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
  /**
   * Blocks found by an earlier pass (`OsmHeader.blockKinds`): those without a kind that has a handler are
   * passed over packed.
   */
  readonly blockKinds?: Uint8Array;
}

/** Bits of `blockKinds`. */
export const HAS_NODES = 1;
export const HAS_WAYS = 2;
export const HAS_RELATIONS = 4;

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
  bigger.set(array);
  return bigger;
}

/** Decodes primitive blocks into arrays that it reuses from block to block. */
export class BlockDecoder {
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
  readonly #keys: number[] = [];
  readonly #values: number[] = [];
  #count = 0;
  #tags = 0;
  #listed = 0;
  /** Refs with a place so far; their places are in the arrays up to here. */
  #located = 0;
  #refLon = new Float64Array(0);
  #refLat = new Float64Array(0);
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
      this.#located = 0;
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
      else if (kind === 3) {
        if (this.#located > 0) this.#clearPlaces();
        ways?.({
          ...tagged,
          refStart: this.#listStart,
          refs: this.#list,
          refLon: this.#located > 0 ? this.#refLon : null,
          refLat: this.#located > 0 ? this.#refLat : null,
        });
      } else
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
    this.#makeRoom(this.#count);
    this.#tagStart[this.#count] = this.#tags;
    this.#listStart[this.#count] = this.#listed;
  }

  /** Room for the entity at `index`, and for the mark after it. */
  #makeRoom(index: number): void {
    if (index + 1 >= this.#tagStart.length) {
      this.#tagStart = grow(this.#tagStart, index + 2);
      this.#listStart = grow(this.#listStart, this.#tagStart.length);
    }
    if (index >= this.#ids.length) {
      this.#ids = grow(this.#ids, index + 1);
      this.#lon = grow(this.#lon, this.#ids.length);
      this.#lat = grow(this.#lat, this.#ids.length);
    }
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
    const first = this.#count;
    const end = first + countVarints(ids);
    // Room for all of them at once: nodes are the most of a file, and a check for each shows.
    this.#makeRoom(end);
    const [outIds, outLon, outLat, tagStart, listStart] = [
      this.#ids,
      this.#lon,
      this.#lat,
      this.#tagStart,
      this.#listStart,
    ];
    const granularity = this.#granularity;
    const [latOffset, lonOffset] = [this.#latOffset, this.#lonOffset];
    let id = 0;
    let lat = 0;
    let lon = 0;
    for (let i = first; i < end; i++) {
      tagStart[i] = this.#tags;
      listStart[i] = this.#listed;
      id += idReader.signedVarint();
      lat += latReader.signedVarint();
      lon += lonReader.signedVarint();
      outIds[i] = id;
      outLat[i] = (latOffset + granularity * lat) * 1e-9;
      outLon[i] = (lonOffset + granularity * lon) * 1e-9;
      if (tagReader)
        for (let key = tagReader.varint(); key !== 0; key = tagReader.varint())
          this.#addTag(key, tagReader.varint());
    }
    this.#count = end;
    if (idReader.more()) throw new RangeError('dense nodes: an id without an end');
    if (latReader.more() || lonReader.more()) throw new RangeError('dense nodes: lists of different length');
  }

  #readNode(bytes: Uint8Array): void {
    this.#closeEntity();
    const reader = new ProtoReader(bytes);
    const i = this.#count;
    const [keys, values] = this.#emptyTags();
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
    const [keys, values] = this.#emptyTags();
    const first = this.#listed;
    let lats: Uint8Array | null = null;
    let lons: Uint8Array | null = null;
    while (reader.next())
      if (reader.field === 1) this.#ids[this.#count] = reader.varint();
      else if (reader.field === 2) pushPacked(reader.bytes(), keys);
      else if (reader.field === 3) pushPacked(reader.bytes(), values);
      else if (reader.field === 8) this.#readDeltas(reader.bytes());
      else if (reader.field === 9) lats = reader.bytes();
      else if (reader.field === 10) lons = reader.bytes();
      else reader.skip();
    if (lats && lons && lats.length > 0) this.#readPlaces(first, lats, lons);
    this.#addTags(keys, values);
    this.#count++;
  }

  /** Places of the refs from `first` on; refs without one get NaN. */
  #readPlaces(first: number, lats: Uint8Array, lons: Uint8Array): void {
    this.#clearPlaces();
    const latReader = new ProtoReader(lats);
    const lonReader = new ProtoReader(lons);
    let lat = 0;
    let lon = 0;
    for (let i = first; i < this.#listed; i++) {
      lat += latReader.signedVarint();
      lon += lonReader.signedVarint();
      this.#refLat[i] = (this.#latOffset + this.#granularity * lat) * 1e-9;
      this.#refLon[i] = (this.#lonOffset + this.#granularity * lon) * 1e-9;
    }
    if (latReader.more() || lonReader.more()) throw new RangeError('way: more places than nodes');
    this.#located = this.#listed;
  }

  /** Refs since the last with a place have none. */
  #clearPlaces(): void {
    if (this.#listed > this.#refLon.length) {
      this.#refLon = grow(this.#refLon, this.#listed);
      this.#refLat = grow(this.#refLat, this.#refLon.length);
    }
    this.#refLon.fill(Number.NaN, this.#located, this.#listed);
    this.#refLat.fill(Number.NaN, this.#located, this.#listed);
  }

  #readRelation(bytes: Uint8Array): void {
    this.#closeEntity();
    const reader = new ProtoReader(bytes);
    const [keys, values] = this.#emptyTags();
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

  /** The lists for keys and values of one entity, used again for the next. */
  #emptyTags(): [number[], number[]] {
    this.#keys.length = 0;
    this.#values.length = 0;
    return [this.#keys, this.#values];
  }

  #addTags(keys: readonly number[], values: readonly number[]): void {
    if (keys.length !== values.length)
      throw new RangeError(`tags: ${keys.length} keys, ${values.length} values`);
    for (let i = 0; i < keys.length; i++) this.#addTag(keys[i]!, values[i]!);
  }
}
