import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { deflateSync, inflateSync } from 'node:zlib';
import type { Region, ZoneLayer } from './region.ts';
import { assertRegion } from './region-check.ts';

/** Fails where a file is not a region pack that this version can trust; `code` states why. */
export class RegionPackError extends Error {
  readonly code: 'pack-foreign' | 'pack-newer' | 'pack-truncated' | 'pack-broken';
  constructor(code: RegionPackError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Version of the format (region-pack.md). A reader takes this and older majors' packs and refuses newer
 * ones.
 */
const REGION_PACK_VERSION = 1;
/** First bytes of every pack. */
export const REGION_PACK_MAGIC = Buffer.from('CARESHED', 'latin1');
const FIXED_BYTES = 16;
const HASH_BYTES = 32;
const MAX_HEADER_BYTES = 64 * 1024 * 1024;
const MAX_SECTION_BYTES = 2 ** 31 - 1;
const PIECE_BYTES = 1 << 20;

const ARRAY_TYPES = { Uint8Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array } as const;
type ArrayTypeName = keyof typeof ARRAY_TYPES;
type PackArray =
  | Uint8Array<ArrayBufferLike>
  | Uint16Array<ArrayBufferLike>
  | Int32Array<ArrayBufferLike>
  | Uint32Array<ArrayBufferLike>
  | Float32Array<ArrayBufferLike>
  | Float64Array<ArrayBufferLike>;

interface Section {
  readonly name: string;
  readonly type: ArrayTypeName | 'json';
  readonly offset: number;
  readonly length: number;
  readonly rawLength: number;
  readonly encoding: 'deflate' | 'none';
  /**
   * SHA-256 of the raw bytes: the identity of the content, whatever the deflate of the writer's runtime
   * made of it.
   */
  readonly sha256: string;
}
interface Header {
  readonly format: 'careshed-region';
  readonly version: number;
  readonly id: string;
  readonly contentSha256: string;
  readonly sections: readonly Section[];
}

const ROAD_ARRAYS = [
  'nodeX',
  'nodeY',
  'edgeFrom',
  'edgeTo',
  'edgeClass',
  'edgeFlags',
  'edgeMaxSpeedKmh',
  'edgeLengthMeters',
  'edgeVertexStart',
  'vertexX',
  'vertexY',
  'edgeSource',
] as const;

/**
 * Writes a region as one file. The same region gives the same bytes; it throws when the region itself is
 * inconsistent. Sections are
 * packed one at a time into a file beside it, so that no more than one is in memory beside the region.
 */
export function writeRegionPack(region: Region, path: string): void {
  assertRegion(region);
  const parts: { name: string; type: ArrayTypeName | 'json'; bytes: () => Buffer }[] = [];
  const addJson = (name: string, value: unknown): void =>
    void parts.push({ name, type: 'json', bytes: () => Buffer.from(JSON.stringify(value), 'utf8') });
  const addArray = (name: string, array: PackArray): void => {
    const type = array.constructor.name as ArrayTypeName;
    if (!(type in ARRAY_TYPES)) throw new TypeError(`region pack: ${name} is a ${type}`);
    parts.push({ name, type, bytes: () => Buffer.from(array.buffer, array.byteOffset, array.byteLength) });
  };
  const {
    landClass,
    barrier,
    elevation,
    population,
    populationByAge,
    roads,
    zones,
    boundary,
    water,
    facilities,
    ...rest
  } = region;
  addJson('region', rest);
  addJson('facilities', facilities);
  addJson('boundary', boundary);
  addJson('water', water);
  addJson(
    'zones',
    zones.map(({ zoneOfCell: _cells, ...zone }) => zone),
  );
  addArray('landClass', landClass);
  addArray('barrier', barrier);
  if (elevation) addArray('elevation', elevation);
  addArray('population', population);
  for (const band of Object.keys(populationByAge).sort())
    addArray(`populationByAge/${band}`, populationByAge[band as keyof typeof populationByAge]!);
  for (const name of ROAD_ARRAYS) addArray(`roads/${name}`, roads[name]);
  for (const [i, zone] of zones.entries()) addArray(`zones/${i}`, zone.zoneOfCell);

  const spool = `${path}.sections`;
  try {
    const packed = openSync(spool, 'w+');
    try {
      const header = packSections(region.id, parts, packed);
      const pack = openSync(path, 'w');
      try {
        writeWhole(header, packed, pack);
      } finally {
        closeSync(pack);
      }
    } finally {
      closeSync(packed);
    }
  } finally {
    rmSync(spool, { force: true });
  }
}

/** Packs each part and writes it to the open file; returns the header that describes them. */
function packSections(
  id: string,
  parts: readonly { name: string; type: ArrayTypeName | 'json'; bytes: () => Buffer }[],
  file: number,
): Header {
  const sections: Section[] = [];
  let offset = 0;
  const content = createHash('sha256');
  for (const { name, type, bytes } of parts) {
    const raw = bytes();
    const squeezed = raw.length > 64 ? deflateSync(raw, { level: 6 }) : raw;
    const smaller = squeezed.length < raw.length;
    const stored = smaller ? squeezed : raw;
    const sha256 = hashBytes(raw);
    content.update(`${name}\n${type}\n${name === 'region' ? hashUnnamed(raw) : sha256}\n`);
    sections.push({
      name,
      type,
      offset,
      length: stored.length,
      rawLength: raw.length,
      encoding: smaller ? 'deflate' : 'none',
      sha256,
    });
    writeAll(file, stored);
    offset += stored.length;
  }
  return {
    format: 'careshed-region',
    version: REGION_PACK_VERSION,
    id,
    contentSha256: content.digest('hex'),
    sections,
  };
}

const hashBytes = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Hash of the `region` section but for what the region is called: a region that was renamed, or has another
 * id here, is the same region.
 */
function hashUnnamed(raw: Buffer): string {
  const { id: _id, nameZh: _zh, nameEn: _en, ...content } = JSON.parse(raw.toString('utf8')) as Region;
  return hashBytes(JSON.stringify(content));
}

/** Header, the packed sections of one open file, and the hash of all, into another. */
function writeWhole(header: Header, sections: number, pack: number): void {
  const headerBytes = Buffer.from(JSON.stringify(header), 'utf8');
  const fixed = Buffer.alloc(FIXED_BYTES);
  REGION_PACK_MAGIC.copy(fixed);
  fixed.writeUInt32LE(REGION_PACK_VERSION, 8);
  fixed.writeUInt32LE(headerBytes.length, 12);
  const whole = createHash('sha256');
  const put = (bytes: Buffer): void => {
    whole.update(bytes);
    writeAll(pack, bytes);
  };
  put(fixed);
  put(headerBytes);
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  for (let at = 0; ;) {
    const got = readSync(sections, piece, 0, piece.length, at);
    if (got === 0) break;
    put(piece.subarray(0, got));
    at += got;
  }
  writeAll(pack, whole.digest());
}

function writeAll(fd: number, bytes: Buffer): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done);
}

/**
 * Hash of the region's content, its id and names not among it: equal for equal regions on every machine and
 * Node release. Checks the frame, not the sections.
 */
export function hashRegionPack(path: string): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const fixed = Buffer.alloc(Math.min(size, FIXED_BYTES));
    readSync(file, fixed, 0, fixed.length, 0);
    const announced = fixed.length < FIXED_BYTES ? 0 : fixed.readUInt32LE(12);
    const head = Buffer.alloc(Math.min(size, FIXED_BYTES + Math.min(announced, MAX_HEADER_BYTES)));
    readSync(file, head, 0, head.length, 0);
    return parseFrame(head, size).header.contentSha256;
  } finally {
    closeSync(file);
  }
}

/** Reads a pack and checks every byte of it: trailer, section hashes, and that the arrays fit each other. */
export function readRegionPack(path: string): Region {
  return parseRegionPack(readFileSync(path));
}

/** The same from bytes in memory. */
export function parseRegionPack(bytes: Buffer): Region {
  const { header, body } = parseFrame(bytes);
  const end = bytes.length - HASH_BYTES;
  if (!createHash('sha256').update(bytes.subarray(0, end)).digest().equals(bytes.subarray(end)))
    throw new RegionPackError(
      'pack-broken',
      'the pack does not match its own hash: bytes were changed or lost',
    );
  const arrays = new Map<string, PackArray>();
  const jsons = new Map<string, unknown>();
  for (const section of header.sections) {
    const raw = unpackSection(
      section,
      bytes.subarray(body + section.offset, body + section.offset + section.length),
    );
    if (section.type === 'json') jsons.set(section.name, JSON.parse(raw.toString('utf8')));
    else {
      const type = ARRAY_TYPES[section.type];
      const copy = new ArrayBuffer(raw.length);
      new Uint8Array(copy).set(raw);
      arrays.set(section.name, new type(copy));
    }
  }
  const array = <T>(name: string): T => {
    const found = arrays.get(name);
    if (!found) throw new RegionPackError('pack-broken', `the pack lacks section ${name}`);
    return found as T;
  };
  const json = <T>(name: string): T => {
    if (!jsons.has(name)) throw new RegionPackError('pack-broken', `the pack lacks section ${name}`);
    return jsons.get(name) as T;
  };
  const ages = [...arrays.keys()].filter((name) => name.startsWith('populationByAge/'));
  const region: Region = {
    ...json<Region>('region'),
    facilities: json('facilities'),
    boundary: json('boundary'),
    water: json('water'),
    landClass: array('landClass'),
    barrier: array('barrier'),
    elevation: (arrays.get('elevation') as Float32Array | undefined) ?? null,
    population: array('population'),
    populationByAge: Object.fromEntries(
      ages.map((name) => [name.slice('populationByAge/'.length), array<Float32Array>(name)]),
    ),
    roads: Object.fromEntries(
      ROAD_ARRAYS.map((name) => [name, array(`roads/${name}`)]),
    ) as unknown as Region['roads'],
    zones: json<Omit<ZoneLayer, 'zoneOfCell'>[]>('zones').map((zone, i): ZoneLayer =>
      Object.assign(zone, { zoneOfCell: array<Int32Array>(`zones/${i}`) }),
    ),
  };
  try {
    assertRegion(region);
  } catch (cause) {
    throw new RegionPackError(
      'pack-broken',
      `the parts of the pack do not fit: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  return region;
}

/**
 * Header of a pack and where its sections begin. `bytes` holds at least the header, `size` is that of the
 * whole pack.
 */
function parseFrame(bytes: Buffer, size = bytes.length): { header: Header; body: number } {
  if (
    bytes.length < REGION_PACK_MAGIC.length ||
    !bytes.subarray(0, REGION_PACK_MAGIC.length).equals(REGION_PACK_MAGIC)
  )
    throw new RegionPackError('pack-foreign', 'not a Careshed region pack');
  if (size < FIXED_BYTES + HASH_BYTES) throw new RegionPackError('pack-truncated', `only ${size} bytes`);
  const version = bytes.readUInt32LE(8);
  if (version > REGION_PACK_VERSION)
    throw new RegionPackError(
      'pack-newer',
      `the pack is of version ${version}, this program reads up to ${REGION_PACK_VERSION}`,
    );
  if (version === 0) throw new RegionPackError('pack-broken', 'the pack names version 0');
  const headerLength = bytes.readUInt32LE(12);
  if (headerLength > MAX_HEADER_BYTES)
    throw new RegionPackError('pack-broken', `header of ${headerLength} bytes`);
  const body = FIXED_BYTES + headerLength;
  if (body + HASH_BYTES > size)
    throw new RegionPackError('pack-truncated', 'the file ends inside the header');
  let header: Header;
  try {
    header = JSON.parse(bytes.subarray(FIXED_BYTES, body).toString('utf8')) as Header;
  } catch (cause) {
    throw new RegionPackError('pack-broken', 'the header is not readable', { cause });
  }
  if (
    header?.format !== 'careshed-region' ||
    !Array.isArray(header.sections) ||
    typeof header.contentSha256 !== 'string'
  )
    throw new RegionPackError('pack-broken', 'the header does not describe a region');
  let length = 0;
  for (const section of header.sections) {
    const whole = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 0;
    if (
      !whole(section.offset) ||
      !whole(section.length) ||
      !whole(section.rawLength) ||
      section.rawLength > MAX_SECTION_BYTES ||
      (section.type !== 'json' && !(section.type in ARRAY_TYPES))
    )
      throw new RegionPackError(
        'pack-broken',
        `section ${String(section.name).slice(0, 60)} is not described`,
      );
    length = Math.max(length, section.offset + section.length);
  }
  if (body + length + HASH_BYTES > size)
    throw new RegionPackError(
      'pack-truncated',
      `the sections need ${body + length + HASH_BYTES} bytes, the file has ${size}`,
    );
  if (body + length + HASH_BYTES < size)
    throw new RegionPackError('pack-broken', 'there are bytes after the end of the pack');
  return { header, body };
}

function unpackSection(section: Section, stored: Buffer): Buffer {
  let raw: Buffer;
  try {
    raw =
      section.encoding === 'deflate'
        ? inflateSync(stored, { maxOutputLength: Math.max(1, section.rawLength) })
        : stored;
  } catch (cause) {
    throw new RegionPackError('pack-broken', `section ${section.name} cannot be unpacked`, { cause });
  }
  if (raw.length !== section.rawLength)
    throw new RegionPackError(
      'pack-broken',
      `section ${section.name} has ${raw.length} bytes, expected ${section.rawLength}`,
    );
  if (hashBytes(raw) !== section.sha256)
    throw new RegionPackError('pack-broken', `section ${section.name} does not match its hash`);
  if (section.type !== 'json' && raw.length % ARRAY_TYPES[section.type].BYTES_PER_ELEMENT !== 0)
    throw new RegionPackError('pack-broken', `section ${section.name} is no whole number of entries`);
  return raw;
}
