/**
 * Walks the fields of one Protocol Buffers message. Reading past the end throws; unsigned numbers are exact
 * to 2^53, signed ones to 2^52.
 */
export class ProtoReader {
  readonly #bytes: Uint8Array;
  position = 0;
  field = 0;
  #wire = 0;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  more(): boolean {
    return this.position < this.#bytes.length;
  }

  /** Steps to the next field; false at the end. */
  next(): boolean {
    if (this.position >= this.#bytes.length) return false;
    const key = this.varint();
    this.field = Math.floor(key / 8);
    this.#wire = key & 7;
    return true;
  }

  varint(): number {
    const bytes = this.#bytes;
    let byte = bytes[this.position++]!;
    if (byte < 128) return byte;
    let value = byte & 127;
    byte = bytes[this.position++]!;
    value |= (byte & 127) << 7;
    if (byte < 128) return value;
    byte = bytes[this.position++]!;
    value |= (byte & 127) << 14;
    if (byte < 128) return value;
    byte = bytes[this.position++]!;
    value |= (byte & 127) << 21;
    if (byte < 128) return value;
    let factor = 2 ** 28;
    for (let i = 4; i < 10; i++) {
      byte = bytes[this.position++]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
    throw new RangeError(`varint runs past byte ${Math.min(this.position, bytes.length)} of ${bytes.length}`);
  }

  /** Zigzag (sint32, sint64). */
  signedVarint(): number {
    const value = this.varint();
    if (value <= 0x7fffffff) return (value >>> 1) ^ -(value & 1);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** int64 in two's complement. */
  int64(): number {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#bytes[this.position++];
      if (byte === undefined) break;
      if (shift < 28) low += (byte & 127) * 2 ** shift;
      else if (shift === 28) {
        low += (byte & 15) * 2 ** 28;
        high += (byte & 127) >> 4;
      } else high += (byte & 127) * 2 ** (shift - 32);
      if (byte < 128)
        return (high >= 0x80000000 ? (high % 0x100000000) - 0x100000000 : high) * 0x100000000 + low;
    }
    throw new RangeError('int64 runs past the end');
  }

  bytes(): Uint8Array {
    if (this.#wire !== 2) throw new RangeError(`field ${this.field}: wire type ${this.#wire}, expected 2`);
    const length = this.varint();
    const start = this.position;
    this.advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  text(): string {
    const bytes = this.bytes();
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  }

  advance(length: number): void {
    if (this.position + length > this.#bytes.length)
      throw new RangeError(
        `field ${this.field}: ${length} bytes wanted, ${this.#bytes.length - this.position} left`,
      );
    this.position += length;
  }

  skip(): void {
    if (this.#wire === 0) this.varint();
    else if (this.#wire === 1) this.advance(8);
    else if (this.#wire === 2) this.advance(this.varint());
    else if (this.#wire === 5) this.advance(4);
    else throw new RangeError(`field ${this.field}: wire type ${this.#wire}`);
  }
}

/** Whole numbers in a packed list: the bytes that end one. */
export function countVarints(bytes: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! < 128) count++;
  return count;
}

/** Appends the numbers of a packed list. */
export function pushPacked(bytes: Uint8Array, out: number[]): void {
  const reader = new ProtoReader(bytes);
  while (reader.more()) out.push(reader.varint());
}
