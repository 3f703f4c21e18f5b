import type { Raster } from '../../geo/raster.ts';
import { readRaster } from '../../geo/raster-file.ts';
import { causeText } from '../../geo/cause-text.ts';
import { READ_LIMITS } from '../../geo/read-limits.ts';
import { crsChoiceOf, type ImportContext } from './import-context.ts';
import type { InputFile } from './recognise/recognised.ts';
import { reportRaster } from './report-rasters.ts';

/**
 * The values of a recognised raster; null when they cannot be read after all, and the file is then listed
 * as unused with the reason.
 */
export async function readLayerRaster(
  context: ImportContext,
  file: InputFile,
  layer: string,
): Promise<Raster | null> {
  try {
    const raster = await readRaster(
      file.path,
      crsChoiceOf(context.options, file.path),
      context.options.limits ?? READ_LIMITS,
    );
    reportRaster(context.findings, file.name, layer, raster);
    return raster;
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
