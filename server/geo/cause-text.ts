const OWN_CODE = /^[a-z]+(-[a-z]+)+$/;
const OF_THE_ENGINE =
  /^(Cannot (read|set|convert|destructure)|.* is not (a function|iterable|defined|a constructor|extensible)\b|.*\bundefined\b)/;

/**
 * What to report to a reader about an error met while reading a file. Faults of the engine (a number beyond
 * a buffer, a value that is
 * not there) come of content that contradicts itself and say nothing to a person; messages of libraries and
 * of this program do.
 */
export function causeText(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause).slice(0, 200);
  const { code } = cause as { code?: unknown };
  const isOwn = cause instanceof SyntaxError || (typeof code === 'string' && OWN_CODE.test(code));
  const isEngine =
    cause instanceof TypeError || cause instanceof RangeError || OF_THE_ENGINE.test(cause.message);
  return isEngine && !isOwn
    ? 'its content contradicts itself or ends too early'
    : cause.message.slice(0, 200);
}
