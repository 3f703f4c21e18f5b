const CLEAR = 256;
const END = 257;
const FIRST = 258;
/** Size of the table at which it is emptied. */
const FULL = 4094;

/**
 * TIFF 6.0 LZW (section 13): most significant bit first, 9 to 12 bits, codes widen one early.
 * Written here and not left to zlib because the same input must give the same bytes on every Node release.
 */
export function encodeLzw(bytes: Uint8Array): Uint8Array {
  let out = new Uint8Array(Math.max(64, bytes.length >> 1));
  let length = 0;
  let buffer = 0;
  let bits = 0;
  let width = 9;
  const put = (code: number): void => {
    buffer = (buffer << width) | code;
    bits += width;
    while (bits >= 8) {
      if (length === out.length) {
        const bigger = new Uint8Array(out.length * 2);
        bigger.set(out);
        out = bigger;
      }
      bits -= 8;
      out[length++] = (buffer >>> bits) & 255;
      buffer &= (1 << bits) - 1;
    }
  };
  // Trie of known strings: child by (code, next byte), open addressing over a table emptied at each clear.
  const keys = new Int32Array(16384).fill(-1);
  const values = new Uint16Array(16384);
  let next = FIRST;
  put(CLEAR);
  let current = -1;
  for (const byte of bytes) {
    if (current < 0) {
      current = byte;
      continue;
    }
    const key = (current << 8) | byte;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 18) & 16383;
    while (keys[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & 16383;
    if (keys[slot] === key) {
      current = values[slot]!;
      continue;
    }
    put(current);
    keys[slot] = key;
    values[slot] = next++;
    if (next === FULL) {
      put(CLEAR);
      keys.fill(-1);
      next = FIRST;
      width = 9;
    } else if (next === 512 || next === 1024 || next === 2048) width++;
    current = byte;
  }
  if (current >= 0) {
    put(current);
    // The reader adds an entry after this code too, so the end mark may be one bit wider.
    next++;
    if (next === FULL) {
      put(CLEAR);
      width = 9;
    } else if (next === 512 || next === 1024 || next === 2048) width++;
  }
  put(END);
  if (bits > 0) {
    width = 8 - bits;
    put(0);
  }
  return out.slice(0, length);
}
