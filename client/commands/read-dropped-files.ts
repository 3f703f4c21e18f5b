import type { SentFile } from '../api/imports.ts';

const HIDDEN = /(^|\/)(\.|Thumbs\.db$|desktop\.ini$|__MACOSX(\/|$))/i;

/** Files of a drop, folders searched to the bottom. Must be called while the drop event is handled. */
export async function readDroppedFiles(transfer: DataTransfer): Promise<SentFile[]> {
  const entries = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const out: SentFile[] = [];
  for (const { entry, file } of entries)
    if (entry) await walk(entry, '', out);
    else if (file) out.push({ path: file.name, file });
  return out.filter(({ path }) => !HIDDEN.test(path));
}

/** Files chosen in a dialog; those of a folder keep their path below it. */
export function readChosenFiles(files: FileList): SentFile[] {
  return [...files]
    .map((file) => ({ path: file.webkitRelativePath || file.name, file }))
    .filter(({ path }) => !HIDDEN.test(path));
}

async function walk(entry: FileSystemEntry, folder: string, out: SentFile[]): Promise<void> {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail));
    out.push({ path, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader hands out entries in portions and ends with an empty one.
    const portion = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (portion.length === 0) return;
    for (const inner of portion) await walk(inner, path, out);
  }
}
