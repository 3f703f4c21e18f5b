import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/**
 * A second, naive reading of OSM PBF for checks: generic protobuf walk with BigInt, nothing shared with the
 * decoder under test.
 */
export function scanWaysIndependently(
  file: string,
): { id: bigint; tags: Map<string, string>; nodes: bigint[] }[] {
  const bytes = readFileSync(file);
  const ways: { id: bigint; tags: Map<string, string>; nodes: bigint[] }[] = [];
  let at = 0;
  while (at < bytes.length) {
    const headLength = bytes.readUInt32BE(at);
    const head = fields(bytes.subarray(at + 4, at + 4 + headLength));
    const size = Number(head.find((f) => f.id === 3)!.value);
    const type = head.find((f) => f.id === 1)!.bytes!.toString();
    const blob = fields(bytes.subarray(at + 4 + headLength, at + 4 + headLength + size));
    at += 4 + headLength + size;
    if (type !== 'OSMData') continue;
    const block = fields(inflateSync(blob.find((f) => f.id === 3)!.bytes!));
    const strings = fields(block.find((f) => f.id === 1)!.bytes!).map((f) => f.bytes!.toString());
    for (const group of block.filter((f) => f.id === 2))
      for (const way of fields(group.bytes!).filter((f) => f.id === 3)) {
        const parts = fields(way.bytes!);
        const list = (id: number): bigint[] =>
          varints(parts.find((f) => f.id === id)?.bytes ?? Buffer.alloc(0));
        const keys = list(2);
        const values = list(3);
        let node = 0n;
        ways.push({
          id: parts.find((f) => f.id === 1)!.value,
          tags: new Map(keys.map((k, i) => [strings[Number(k)]!, strings[Number(values[i])]!])),
          nodes: list(8).map((z) => (node += z % 2n === 0n ? z / 2n : -(z + 1n) / 2n)),
        });
      }
  }
  return ways;
}

interface Field {
  id: number;
  value: bigint;
  bytes: Buffer | null;
}

function fields(bytes: Buffer): Field[] {
  const out: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = Number(varint());
    if ((key & 7) === 2) {
      const length = Number(varint());
      out.push({ id: key >> 3, value: 0n, bytes: bytes.subarray(at, at + length) });
      at += length;
    } else out.push({ id: key >> 3, value: varint(), bytes: null });
  }
  return out;
}

function varints(bytes: Buffer): bigint[] {
  const out: bigint[] = [];
  let value = 0n;
  let shift = 0n;
  for (const byte of bytes) {
    value |= BigInt(byte & 127) << shift;
    shift += 7n;
    if (byte >= 128) continue;
    out.push(value);
    value = 0n;
    shift = 0n;
  }
  return out;
}
