/** Requests of one kind, of which only the last counts: a new one aborts the running one. */
export function buildLatestRequest() {
  let underWay: AbortController | null = null;
  const stop = (): void => underWay?.abort();
  const start = (): AbortController => {
    stop();
    underWay = new AbortController();
    return underWay;
  };
  return { start, stop };
}
