import type { Raster } from '../../geo/raster.ts';
import type { ImportContext } from './import-context.ts';
import { contradicts, joinTiles } from './raster-tiles.ts';
import type { InputFile } from './recognise/recognised.ts';

/**
 * The first raster with those beside it (`findTiles`) that can be read and agree with it where they
 * overlap, each listed as a source of
 * `layer` and all as one finding; null where none does. `read` returns null for a file that cannot be read.
 */
export async function joinBeside<T extends { readonly file: InputFile }>(
  { sources, findings }: ImportContext,
  layer: 'population' | 'land-cover',
  first: InputFile,
  raster: Raster,
  beside: readonly T[],
  read: (one: T) => Promise<Raster | null>,
): Promise<{ raster: Raster; files: ReadonlySet<InputFile> } | null> {
  const tiles = [raster];
  const files = new Set<InputFile>();
  for (const one of beside) {
    const tile = await read(one);
    if (!tile || tiles.some((other) => contradicts(other, tile))) continue;
    tiles.push(tile);
    files.add(one.file);
    const { columns, rows } = tile.grid;
    sources.used(one.file, layer, { columns, rows, tileOf: first.name }, tile.crs.id);
  }
  findings.add('raster-tiles-joined', 'info', layer, files.size === 0 ? 0 : tiles.length, {
    files: [first, ...files].map(({ name }) => name).join(', '),
  });
  return files.size === 0 ? null : { raster: joinTiles(tiles), files };
}
