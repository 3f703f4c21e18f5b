import { deflateSync } from 'node:zlib';

export interface Part {
  id: number;
  bytes?: Buffer;
  value?: bigint;
}

function varint(value: bigint): Buffer {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, value);
  do {
    out.push(Number(rest & 127n) | (rest > 127n ? 128 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(out);
}
export const zigzag = (value: bigint): bigint => (value >= 0n ? value * 2n : -value * 2n - 1n);
export const packed = (values: readonly bigint[]): Buffer => Buffer.concat(values.map(varint));
export const deltas = (values: readonly number[]): Buffer =>
  packed(values.map((v, i) => zigzag(BigInt(v) - BigInt(i > 0 ? values[i - 1]! : 0))));

export const varintField = (id: number, value: number): Part => ({ id, value: BigInt(value) });

/** A Protocol Buffers message of the parts. */
export function message(parts: readonly Part[]): Buffer {
  return Buffer.concat(
    parts.flatMap(({ id, bytes, value }) =>
      bytes
        ? [varint(BigInt(id * 8 + 2)), varint(BigInt(bytes.length)), bytes]
        : [varint(BigInt(id * 8)), varint(value ?? 0n)],
    ),
  );
}

export interface TinyOsm {
  nodes?: { id: number; lon: number; lat: number; tags?: Record<string, string> }[];
  ways?: { id: number; refs: number[]; tags?: Record<string, string> }[];
  relations?: {
    id: number;
    tags?: Record<string, string>;
    members: { type: 0 | 1 | 2; id: number; role: string }[];
  }[];
  features?: string[];
  /** Seconds since 1970 of the data, and west, south, east, north in degrees. */
  timestampSeconds?: number;
  bounds?: [number, number, number, number];
  /** Writes the places of nodes on the ways, and only tagged nodes by themselves. */
  locationsOnWays?: boolean;
  /** Blob of the data block instead of the entities. */
  rawData?: Buffer;
}

/** A small OSM PBF file for tests. */
export function buildPbf(osm: TinyOsm): Buffer {
  const strings = [''];
  const text = (value: string): bigint => {
    let at = strings.indexOf(value);
    if (at < 0) at = strings.push(value) - 1;
    return BigInt(at);
  };
  const tagParts = (tags: Record<string, string> = {}): Part[] => [
    { id: 2, bytes: packed(Object.keys(tags).map(text)) },
    { id: 3, bytes: packed(Object.values(tags).map(text)) },
  ];
  const groups: Part[] = [];
  const { ways = [], relations = [], locationsOnWays = false } = osm;
  const all = osm.nodes ?? [];
  const nodes = locationsOnWays ? all.filter((node) => node.tags) : all;
  const placesOf = (refs: readonly number[]): Part[] => {
    const at = (key: 'lon' | 'lat'): number[] =>
      refs.map((ref) => Math.round(all.find((node) => node.id === ref)![key] * 1e7));
    return [
      { id: 9, bytes: deltas(at('lat')) },
      { id: 10, bytes: deltas(at('lon')) },
    ];
  };
  if (nodes.length > 0)
    groups.push({
      id: 2,
      bytes: message([
        {
          id: 2,
          bytes: message([
            { id: 1, bytes: deltas(nodes.map((n) => n.id)) },
            { id: 8, bytes: deltas(nodes.map((n) => Math.round(n.lat * 1e7))) },
            { id: 9, bytes: deltas(nodes.map((n) => Math.round(n.lon * 1e7))) },
            {
              id: 10,
              bytes: packed(
                nodes.flatMap((n) =>
                  Object.entries(n.tags ?? {})
                    .flatMap(([k, v]) => [text(k), text(v)])
                    .concat(0n),
                ),
              ),
            },
          ]),
        },
      ]),
    });
  if (ways.length > 0)
    groups.push({
      id: 2,
      bytes: message(
        ways.map((way) => ({
          id: 3,
          bytes: message([
            varintField(1, way.id),
            ...tagParts(way.tags),
            { id: 8, bytes: deltas(way.refs) },
            ...(locationsOnWays ? placesOf(way.refs) : []),
          ]),
        })),
      ),
    });
  if (relations.length > 0)
    groups.push({
      id: 2,
      bytes: message(
        relations.map((r) => ({
          id: 4,
          bytes: message([
            varintField(1, r.id),
            ...tagParts(r.tags),
            { id: 8, bytes: packed(r.members.map((m) => text(m.role))) },
            { id: 9, bytes: deltas(r.members.map((m) => m.id)) },
            { id: 10, bytes: packed(r.members.map((m) => BigInt(m.type))) },
          ]),
        })),
      ),
    });
  const [west, south, east, north] = osm.bounds ?? [];
  const side = (id: number, degrees: number): Part => ({
    id,
    value: zigzag(BigInt(Math.round(degrees * 1e9))),
  });
  const header = message([
    ...(west === undefined
      ? []
      : [{ id: 1, bytes: message([side(1, west), side(2, east!), side(3, north!), side(4, south!)]) }]),
    ...(locationsOnWays ? [{ id: 5, bytes: Buffer.from('LocationsOnWays') }] : []),
    ...(osm.timestampSeconds ? [varintField(32, osm.timestampSeconds)] : []),
    ...['OsmSchema-V0.6', 'DenseNodes', ...(osm.features ?? [])].map((f) => ({
      id: 4,
      bytes: Buffer.from(f),
    })),
    { id: 16, bytes: Buffer.from('test') },
  ]);
  const table = message(strings.map((s) => ({ id: 1, bytes: Buffer.from(s) })));
  const block = message([{ id: 1, bytes: table }, ...groups]);
  return Buffer.concat([
    blob('OSMHeader', zlibBlob(header)),
    blob('OSMData', osm.rawData ?? zlibBlob(block)),
  ]);
}

/** A PBF file of blocks as they are: its strings and groups, and more fields. */
export function buildRawPbf(
  blocks: readonly { readonly strings: readonly string[]; readonly parts: readonly Part[] }[],
): Buffer {
  const data = blocks.map(({ strings, parts }) => {
    // Between the strings stands a field that a later version of the format may have.
    const table = message(
      strings.flatMap((text, k) => [
        { id: 1, bytes: Buffer.from(text) },
        ...(k === 0 ? [{ id: 7, bytes: Buffer.from('later') }] : []),
      ]),
    );
    return blob('OSMData', zlibBlob(message([{ id: 1, bytes: table }, ...parts])));
  });
  const header = message([{ id: 4, bytes: Buffer.from('OsmSchema-V0.6') }]);
  return Buffer.concat([blob('OSMHeader', zlibBlob(header)), ...data]);
}

function zlibBlob(data: Buffer): Buffer {
  return message([varintField(2, data.length), { id: 3, bytes: deflateSync(data) }]);
}
function blob(type: string, data: Buffer): Buffer {
  const head = message([{ id: 1, bytes: Buffer.from(type) }, varintField(3, data.length)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, data]);
}
