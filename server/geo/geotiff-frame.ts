import type { PamFacts } from './gdal-metadata.ts';
import { RasterError } from './raster.ts';

/** Where a raster lies, before its CRS is looked at. */
export interface FileFrame {
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Rows are stored from south to north. */
  readonly southUp: boolean;
}

/**
 * Left, width, rotation, top, rotation, height as GDAL orders them: x = t0 + t1·column + t2·row, y = t3 +
 * t4·column + t5·row.
 */
type GeoTransform = readonly [number, number, number, number, number, number];

/** Rotation that moves no cell by more than this part of its side over the whole raster is rounding. */
const ROUNDING = 0.01;

/**
 * Frame of a TIFF by its own tags, else by the files beside it; fails with the reason where it is rotated,
 * mirrored or not placed.
 */
export function frameOfTiff(
  size: { readonly columns: number; readonly rows: number },
  directory: Readonly<Record<string, unknown>>,
  isPixelPoint: boolean,
  beside: { readonly pam: PamFacts | null; readonly world: readonly number[] | null },
): FileFrame {
  const own = transformOfTags(directory, isPixelPoint);
  const world = beside.world ? transformOfWorld(beside.world) : null;
  const transform = own ?? (beside.pam?.geoTransform as GeoTransform | null | undefined) ?? world;
  if (transform) return frameOf(size, transform);
  if (numbers(directory['ModelTiepoint']).length > 6)
    throw new RasterError('raster-rotated', 'the raster is placed by ground control points, not by a frame');
  throw new RasterError('raster-without-place', 'the TIFF has no georeference');
}

function numbers(value: unknown): number[] {
  return Array.isArray(value) || ArrayBuffer.isView(value)
    ? Array.from(value as unknown as ArrayLike<number>)
    : [];
}

function transformOfTags(
  directory: Readonly<Record<string, unknown>>,
  isPixelPoint: boolean,
): GeoTransform | null {
  const scale = numbers(directory['ModelPixelScale']);
  const tie = numbers(directory['ModelTiepoint']);
  const matrix = numbers(directory['ModelTransformation']);
  let made: GeoTransform;
  if (scale.length >= 2 && tie.length >= 6 && scale[0] !== 0 && scale[1] !== 0) {
    // The sign of the scale is not to be trusted: rows of such a frame go south.
    const [wide, high] = [scale[0]!, Math.abs(scale[1]!)];
    made = [tie[3]! - tie[0]! * wide, wide, 0, tie[4]! + tie[1]! * high, 0, -high];
  } else if (matrix.length >= 8)
    made = [matrix[3]!, matrix[0]!, matrix[1]!, matrix[7]!, matrix[4]!, matrix[5]!];
  else return null;
  if (!isPixelPoint) return made;
  // The tie lies on the centre of the first cell.
  const [left, wide, a, top, b, high] = made;
  return [left - (wide + a) / 2, wide, a, top - (b + high) / 2, b, high];
}

function transformOfWorld(lines: readonly number[]): GeoTransform {
  const [wide, b, a, high, x, y] = lines as [number, number, number, number, number, number];
  return [x - (wide + a) / 2, wide, a, y - (b + high) / 2, b, high];
}

function frameOf(
  { columns, rows }: { readonly columns: number; readonly rows: number },
  [left, wide, a, top, b, high]: GeoTransform,
): FileFrame {
  if (![left, wide, a, top, b, high].every(Number.isFinite) || wide === 0 || high === 0)
    throw new RasterError('raster-rotated', `cells of ${wide} × ${high} with rotation ${a}, ${b}`);
  if (Math.abs(a) * rows > ROUNDING * Math.abs(wide) || Math.abs(b) * columns > ROUNDING * Math.abs(high))
    throw new RasterError(
      'raster-rotated',
      `rotated by ${((Math.atan2(b, wide) * 180) / Math.PI).toFixed(2)}°`,
    );
  if (wide < 0) throw new RasterError('raster-rotated', 'columns are stored from east to west');
  return {
    left,
    top: high > 0 ? top + rows * high : top,
    cellWidth: wide,
    cellHeight: Math.abs(high),
    southUp: high > 0,
  };
}

/**
 * Rows of a frame of degrees to leave out above and below, because they lie beyond a pole; fails where
 * coordinates cannot be degrees.
 */
export function rowsBeyondPoles(
  rows: number,
  frame: Pick<FileFrame, 'top' | 'cellHeight'>,
): { readonly above: number; readonly below: number } {
  const bottom = frame.top - rows * frame.cellHeight;
  const above = Math.max(0, Math.ceil((frame.top - 90) / frame.cellHeight - ROUNDING));
  const below = Math.max(0, Math.ceil((-90 - bottom) / frame.cellHeight - ROUNDING));
  if (above > 1 || below > 1)
    throw new RasterError(
      'raster-beyond-pole',
      `latitudes from ${Number(bottom.toFixed(6))} to ${Number(frame.top.toFixed(6))}`,
    );
  return { above, below };
}

/**
 * A frame of degrees turned so that it begins within -180…180, and whether it then runs over the 180th
 * meridian.
 */
export function turnLongitudes(
  left: number,
  width: number,
  cellWidth: number,
): { readonly left: number; readonly turnedDegrees: number; readonly isOver180: boolean } {
  if (width > 360 + 1.5 * cellWidth)
    throw new RasterError('raster-beyond-pole', `longitudes from ${left} to ${left + width}`);
  // Frames of the whole earth stay as they are: the cell that reaches over their border is no crossing.
  const border = width > 359 ? cellWidth : cellWidth * ROUNDING;
  let turned = left;
  while (turned >= 180 - border) turned -= 360;
  while (turned < -180 - border) turned += 360;
  return { left: turned, turnedDegrees: turned - left, isOver180: turned + width > 180 + border };
}
