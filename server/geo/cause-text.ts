/**
 * What to tell a reader about an error met while reading a file. Faults of the engine (a number beyond a buffer, a value that is not
 * there) come of content that contradicts itself and say nothing to a person; messages of libraries do.
 */
export function causeText(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause).slice(0, 200);
  const isEngine =
    cause instanceof TypeError || cause instanceof RangeError || /undefined|is not/.test(cause.message);
  return isEngine ? 'its content contradicts itself or ends too early' : cause.message.slice(0, 200);
}
