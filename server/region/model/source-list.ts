import type { LayerSource } from './region.ts';
import type { InputFile } from '../import/recognise/recognised.ts';

type Facts = Readonly<Record<string, string | number>>;

/** What became of each file and layer: one entry per (file, layer), so no file is left out of the report. */
export class SourceList {
  readonly #files: readonly InputFile[];
  readonly #entries: (LayerSource & { readonly path: string })[] = [];
  constructor(files: readonly InputFile[]) {
    this.#files = files;
  }

  used(file: InputFile, layer: string, facts: Facts = {}, crs = ''): void {
    this.#add(file, layer, 'used', facts, crs);
  }
  alternative(file: InputFile, layer: string, facts: Facts = {}, crs = ''): void {
    this.#add(file, layer, 'alternative', facts, crs);
  }
  unused(file: InputFile, layer: string, reason: string, detail = ''): void {
    this.#add(file, layer, 'unused', { reason, ...(detail ? { detail: detail.slice(0, 300) } : {}) }, '');
  }

  #add(file: InputFile, layer: string, role: LayerSource['role'], facts: Facts, crs: string): void {
    this.#entries.push({
      layer,
      file: file.name,
      role,
      format: file.format,
      crs,
      sha256: file.sha256,
      bytes: file.bytes,
      facts,
      path: file.path,
    });
  }

  /** Entries in order of the files; a file that nothing took is listed as unused. */
  list(): LayerSource[] {
    return this.#files.flatMap((file): LayerSource[] => {
      const own = this.#entries.filter((entry) => entry.path === file.path && entry.file === file.name);
      if (own.length > 0) return own.map(({ path: _path, ...entry }) => entry);
      return [
        {
          layer: '',
          file: file.name,
          role: 'unused',
          format: file.format,
          crs: '',
          sha256: file.sha256,
          bytes: file.bytes,
          facts: { reason: 'not-needed' },
        },
      ];
    });
  }
}
