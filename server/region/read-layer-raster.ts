import type { Raster } from '../geo/geotiff-read.ts';
import { readGeoTiff } from '../geo/geotiff-read.ts';
import { causeText } from '../geo/cause-text.ts';
import { readHgt } from '../geo/hgt-read.ts';
import type { ImportContext } from './import-context.ts';
import type { InputFile } from './recognised.ts';

/** The samples of a recognised raster; null when they cannot be read after all, and the file is then listed as unused with the reason. */
export async function readLayerRaster(
  context: ImportContext,
  file: InputFile,
  layer: string,
): Promise<Raster | null> {
  try {
    return file.format === 'SRTM HGT'
      ? await readHgt(file.path)
      : await readGeoTiff(file.path, context.options.limits ?? {}, context.assumeCrs);
  } catch (problem) {
    context.options.signal?.throwIfAborted();
    const code = (problem as { code?: unknown }).code;
    context.sources.unused(
      file,
      layer,
      typeof code === 'string' ? code : 'file-unreadable',
      causeText(problem),
    );
    context.findings.add('layer-file-unreadable', 'warning', layer, 1, { file: file.name });
    return null;
  }
}
