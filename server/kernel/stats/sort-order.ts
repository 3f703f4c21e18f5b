/** Below this many entries a comparison sort is quicker than clearing the counters of a radix sort. */
const RADIX_FROM = 4096;

/**
 * Positions of `keys` in ascending order of key, equal keys in ascending position.
 *
 * Keys are ≥ 0 or Infinity, never NaN; `count` of them are read (default all). O(n): four passes of 16 bits
 * over the bit pattern,
 * which orders non-negative doubles as their values do. Mutates nothing; throws a RangeError on a negative
 * or NaN key.
 */
export function computeSortOrder(keys: Float64Array, count: number = keys.length): Uint32Array {
  let order = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    if (!(keys[i]! >= 0)) throw new RangeError(`sort keys must be ≥ 0, got ${keys[i]} at position ${i}`);
    order[i] = i;
  }
  if (count < RADIX_FROM) return order.sort((a, b) => keys[a]! - keys[b]! || a - b || 0);
  const words = toWords(keys, count);
  let spare = new Uint32Array(count);
  const counters = new Uint32Array(65536);
  for (let pass = 0; pass < 4; pass++) {
    counters.fill(0);
    for (let i = 0; i < count; i++) counters[words[i * 4 + pass]!]!++;
    if (counters[words[pass]!] === count) continue;
    let at = 0;
    for (let digit = 0; digit < 65536; digit++) {
      const size = counters[digit]!;
      counters[digit] = at;
      at += size;
    }
    for (let i = 0; i < count; i++) {
      const entry = order[i]!;
      const digit = words[entry * 4 + pass]!;
      spare[counters[digit]!++] = entry;
    }
    [order, spare] = [spare, order];
  }
  return order;
}

/** 16-bit digits of each key, least significant first, whatever the machine's byte order; -0 counts as 0. */
function toWords(keys: Float64Array, count: number): Uint16Array {
  const words = new Uint16Array(count * 4);
  const view = new DataView(new ArrayBuffer(8));
  const copy = Float64Array.from(keys.subarray(0, count), (key) => key + 0);
  const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
  if (littleEndian) {
    words.set(new Uint16Array(copy.buffer));
    return words;
  }
  for (let i = 0; i < count; i++) {
    view.setFloat64(0, copy[i]!, true);
    for (let digit = 0; digit < 4; digit++) words[i * 4 + digit] = view.getUint16(digit * 2, true);
  }
  return words;
}
