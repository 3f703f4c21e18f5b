import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isRasterSidecar } from '../geo/raster-sidecars.ts';

/** Files that belong to the `.shp` of the same name: its table, CRS, encoding and indexes. */
const SHAPE_SIDECAR =
  /\.(shx|dbf|prj|cpg|sbn|sbx|qix|qpj|fbn|fbx|ain|aih|atx|ixs|mxs|cst|qmd|lyr|shp\.xml)$/i;

/** Files of folders (recursively, in name order) and files as given; hidden files, sidecars and empty names are left out. */
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
