/** Lists longer than this are rows of text and the like, not layers. */
const MOST_LAYERS = 64;
const isLong = (value: object): boolean => Array.isArray(value) && value.length > MOST_LAYERS;

/**
 * Bytes of the arrays of numbers in the fields of `values`, and in the fields of objects there; a buffer that
 * several share counts once. Private fields and lists of more than 64 are not seen. O(fields).
 */
export function countArrayBytes(...values: readonly unknown[]): number {
  const buffers = new Set<ArrayBufferLike>();
  const visit = (value: unknown, depth: number): void => {
    if (ArrayBuffer.isView(value)) buffers.add(value.buffer);
    else if (typeof value === 'object' && value !== null && depth > 0 && !isLong(value))
      for (const field of Object.values(value)) visit(field, depth - 1);
  };
  for (const value of values) visit(value, 3);
  let bytes = 0;
  for (const buffer of buffers) bytes += buffer.byteLength;
  return bytes;
}
