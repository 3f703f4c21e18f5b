import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder of files written whole or not at all: content goes to a temporary name first, then is renamed. */
export interface FileStore {
  readonly folder: string;
  path(name: string): string;
  has(name: string): boolean;
  read(name: string): Buffer;
  /** Bytes of a file, 0 where there is none. */
  size(name: string): number;
  write(name: string, content: Uint8Array | string): void;
  remove(name: string): void;
  names(): string[];
  /** Removes temporary files a killed process left behind; returns how many. */
  sweep(): number;
}

const TEMPORARY = '.partial';

export function openFileStore(folder: string): FileStore {
  mkdirSync(folder, { recursive: true });
  const path = (name: string): string => {
    if (!/^[\w.+-]+$/.test(name) || name.startsWith('.'))
      throw new RangeError(`file store: ${name} is no file name`);
    return join(folder, name);
  };
  let counter = 0;
  return {
    folder,
    path,
    has: (name) => statSync(path(name), { throwIfNoEntry: false }) !== undefined,
    read: (name) => readFileSync(path(name)),
    size: (name) => statSync(path(name), { throwIfNoEntry: false })?.size ?? 0,
    write: (name, content) => {
      const target = path(name);
      const temporary = `${target}.${process.pid}.${counter++}${TEMPORARY}`;
      try {
        writeFileSync(temporary, content);
        renameSync(temporary, target);
      } catch (error) {
        // A part written to a full disk would keep it full.
        rmSync(temporary, { force: true });
        throw error;
      }
    },
    remove: (name) => rmSync(path(name), { force: true }),
    names: () => readdirSync(folder).filter((name) => !name.endsWith(TEMPORARY)),
    sweep: () => {
      const left = readdirSync(folder).filter((name) => name.endsWith(TEMPORARY));
      for (const name of left) rmSync(join(folder, name), { force: true });
      return left.length;
    },
  };
}
