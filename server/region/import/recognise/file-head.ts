import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** First bytes of the first file, size and hash of all, read in pieces so that a large one is never held. */
export function readFileHead(paths: readonly string[]): { head: Buffer; bytes: number; sha256: string } {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(1 << 20);
  let head: Buffer = Buffer.alloc(0);
  let bytes = 0;
  for (const path of paths) {
    const fd = openSync(path, 'r');
    try {
      for (;;) {
        const got = readSync(fd, piece, 0, piece.length, null);
        if (got === 0) break;
        if (bytes === 0) head = Buffer.from(piece.subarray(0, Math.min(got, 4096)));
        bytes += got;
        hash.update(piece.subarray(0, got));
      }
    } finally {
      closeSync(fd);
    }
  }
  return { head, bytes, sha256: hash.digest('hex') };
}
