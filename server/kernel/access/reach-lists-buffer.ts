import type { ReachLists } from './reach-lists.ts';

/** "CSRL" and the version of the layout, read as little-endian words. */
const MAGIC = 0x4c525343;
const VERSION = 1;
const HEADER_BYTES = 32;

/**
 * Reach lists as one buffer, for a file or another thread.
 *
 * Layout, little-endian: u32 magic, u32 version, u32 facilities, u32 pairs, f64 limit, 8 bytes 0; then f64
 * seconds[pairs], i32
 * cells[pairs], u32 start[facilities + 1].
 */
export function writeReachLists(lists: ReachLists): ArrayBuffer {
  const pairs = lists.cells.length;
  const buffer = new ArrayBuffer(HEADER_BYTES + pairs * 12 + (lists.facilityCount + 1) * 4);
  const view = new DataView(buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, lists.facilityCount, true);
  view.setUint32(12, pairs, true);
  view.setFloat64(16, lists.limitSeconds, true);
  new Float64Array(buffer, HEADER_BYTES, pairs).set(lists.seconds);
  new Int32Array(buffer, HEADER_BYTES + pairs * 8, pairs).set(lists.cells);
  new Uint32Array(buffer, HEADER_BYTES + pairs * 12).set(lists.start);
  return buffer;
}

/** Views on `buffer`, without a copy. Throws when it is not what `writeReachLists` wrote. */
export function readReachLists(buffer: ArrayBuffer): ReachLists {
  const view = new DataView(buffer);
  if (buffer.byteLength < HEADER_BYTES || view.getUint32(0, true) !== MAGIC)
    throw new RangeError('reach lists: expected the magic word CSRL at the start of the buffer');
  if (view.getUint32(4, true) !== VERSION)
    throw new RangeError(`reach lists: expected layout version ${VERSION}, got ${view.getUint32(4, true)}`);
  const facilityCount = view.getUint32(8, true);
  const pairs = view.getUint32(12, true);
  const expected = HEADER_BYTES + pairs * 12 + (facilityCount + 1) * 4;
  if (buffer.byteLength !== expected)
    throw new RangeError(`reach lists: expected ${expected} bytes, got ${buffer.byteLength}`);
  return {
    facilityCount,
    limitSeconds: view.getFloat64(16, true),
    seconds: new Float64Array(buffer, HEADER_BYTES, pairs),
    cells: new Int32Array(buffer, HEADER_BYTES + pairs * 8, pairs),
    start: new Uint32Array(buffer, HEADER_BYTES + pairs * 12, facilityCount + 1),
  };
}
