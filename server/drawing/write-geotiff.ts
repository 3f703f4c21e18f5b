import { readFileSync } from 'node:fs';
import { writeGeoTiff } from '../geo/geotiff-write.ts';
import type { RegionReference, TaskContext } from '../questions/shared/task-context.ts';

export interface GeoTiffInput {
  readonly region: RegionReference;
  readonly layer: 'minutes' | 'nearest' | 'value';
  readonly path: string;
}

/**
 * A stored surface as GeoTIFF: float32 minutes, the position of the nearest facility as int32, or float32
 * values; nodata -1.
 */
export function writeSurfaceGeoTiff(
  { region: reference, layer, path }: GeoTiffInput,
  context: TaskContext,
): Uint8Array {
  const { grid } = context.loadRegion(reference);
  const bytes = readFileSync(path);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const data =
    layer === 'nearest'
      ? new Int32Array(buffer)
      : layer === 'value'
        ? new Float32Array(buffer)
        : Float32Array.from(new Float64Array(buffer), (seconds) =>
            Number.isFinite(seconds) ? seconds / 60 : -1,
          );
  return writeGeoTiff({ grid, data, noData: -1 });
}
