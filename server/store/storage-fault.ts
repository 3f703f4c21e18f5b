/** Why the disk or the database did not take a write. */
export type StorageFault = 'full' | 'busy' | 'read-only' | 'broken';

const BY_CODE: Readonly<Record<string, StorageFault>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  SQLITE_FULL: 'full',
  SQLITE_BUSY: 'busy',
  SQLITE_LOCKED: 'busy',
  EROFS: 'read-only',
  SQLITE_READONLY: 'read-only',
  EIO: 'broken',
  SQLITE_IOERR: 'broken',
  SQLITE_CORRUPT: 'broken',
  SQLITE_CANTOPEN: 'broken',
  SQLITE_NOTADB: 'broken',
};
/** An error that crossed a thread keeps its message only. */
const BY_MESSAGE: readonly (readonly [RegExp, StorageFault])[] = [
  [/\bENOSPC\b|\bEDQUOT\b|no space left|database or disk is full/i, 'full'],
  [/\bEROFS\b|read-only file system|readonly database/i, 'read-only'],
  [/database is locked|database table is locked/i, 'busy'],
  [/disk I\/O error/i, 'broken'],
];

/** The fault of the storage behind an error or one of its causes; null for every other error. */
export function findStorageFault(error: unknown): StorageFault | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string') {
      const known = BY_CODE[code] ?? BY_CODE[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? ''];
      if (known) return known;
    }
    const { message } = at;
    const reported = BY_MESSAGE.find(([words]) => words.test(message));
    if (reported) return reported[1];
  }
  return null;
}

/**
 * A write that may be left out when the storage takes none: when an answer was last read, what may be
 * tidied later.
 */
export function tryWrite(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (findStorageFault(error) === null) throw error;
  }
}
