import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { isRasterSidecar } from '../../geo/raster-sidecars.ts';

/** Files that belong to the `.shp` of the same name: its table, CRS, encoding and indexes. */
const SHAPE_SIDECAR =
  /\.(shx|dbf|prj|cpg|sbn|sbx|qix|qpj|fbn|fbx|ain|aih|atx|ixs|mxs|cst|qmd|lyr|shp\.xml)$/i;

/**
 * Files of folders (recursively, in name order) and files as given; hidden files, sidecars and empty names
 * are left out.
 */
export function listInputFiles(paths: readonly string[]): string[] {
  const out: string[] = [];
  const visit = (path: string): void => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort())
        if (
          !name.startsWith('.') &&
          !/^Thumbs\.db$|^__MACOSX$/i.test(name) &&
          !isRasterSidecar(join(path, name))
        )
          visit(join(path, name));
    } else out.push(path);
  };
  for (const path of paths) visit(path);
  return withoutSidecars([...new Set(out)]);
}

/** A file, and the name by which lists and choices refer to it. */
export interface NamedFile {
  readonly path: string;
  /** Path below the folder it was found in, with `/`; of a file given by itself its name. */
  readonly listed: string;
}

/**
 * The same files with the names that lists have for them; of two that would have the same name each has its
 * whole path.
 */
export function listNamedFiles(inputs: readonly string[]): NamedFile[] {
  const folders = inputs.filter((input) => statSync(input).isDirectory());
  const named = listInputFiles(inputs).map((path): NamedFile => {
    const below = folders.map((folder) => relative(folder, path)).find((name) => !name.startsWith('..'));
    return { path, listed: (below ?? basename(path)).split(sep).join('/') };
  });
  const counts = new Map<string, number>();
  for (const { listed } of named) counts.set(listed, (counts.get(listed) ?? 0) + 1);
  return named.map(({ path, listed }) =>
    counts.get(listed)! > 1 ? { path, listed: path.split(sep).join('/') } : { path, listed },
  );
}

/** Leaves out what is read with the shapefile beside it. */
function withoutSidecars(paths: readonly string[]): string[] {
  const shapes = new Set(
    paths.filter((path) => /\.shp$/i.test(path)).map((path) => path.slice(0, -4).toLowerCase()),
  );
  if (shapes.size === 0) return [...paths];
  return paths.filter(
    (path) => !SHAPE_SIDECAR.test(path) || !shapes.has(path.replace(SHAPE_SIDECAR, '').toLowerCase()),
  );
}
