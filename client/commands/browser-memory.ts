/** Keeps a string in the browser; where storage is forbidden nothing is kept and nothing is thrown. */
export function keepInBrowser(kind: 'local' | 'session', key: string, value: string): void {
  try {
    storageOf(kind).setItem(key, value);
  } catch {
    // Storage is forbidden or full: the page works without it.
  }
}

export function recallFromBrowser(kind: 'local' | 'session', key: string): string | null {
  try {
    return storageOf(kind).getItem(key);
  } catch {
    return null;
  }
}

function storageOf(kind: 'local' | 'session'): Storage {
  return kind === 'local' ? localStorage : sessionStorage;
}
