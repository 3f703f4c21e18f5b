import type { Grid } from '../kernel/grid/grid.ts';
import { causeText } from './cause-text.ts';
import {
  buildTransform,
  type Crs,
  crsAtPlace,
  type CrsChoice,
  CrsError,
  inMeters,
  WGS84,
  wrapLongitudes,
} from './crs.ts';
import { type FileFrame, rowsBeyondPoles, turnLongitudes } from './geotiff-frame.ts';
import type { RasterArray } from './geotiff-write.ts';
import { RasterError, type RasterReading } from './raster.ts';

/**
 * The frame of a raster as the house has frames: metres or degrees, rows from the north, longitudes within
 * one turn.
 */
export interface PlacedFrame {
  readonly grid: Grid;
  readonly crs: Crs;
  readonly southUp: boolean;
  readonly reading: Pick<RasterReading, 'southUp' | 'metersPerUnit' | 'turnedDegrees' | 'crsGiven'>;
  /** Rows of a band that the frame keeps. */
  crop(band: RasterArray, columns: number): RasterArray;
}

const WRAP_DEGREES = 180;

/**
 * Settles the CRS of a frame and brings the frame into its unit and turn; fails with the reason where it
 * cannot.
 */
export function placeFrame(
  size: { readonly columns: number; readonly rows: number },
  frame: FileFrame,
  readCrs: () => Crs | null,
  choice: CrsChoice,
): PlacedFrame {
  const { crs: named, given } = settleCrs(readCrs, choice);
  const { metersPerUnit } = named.parameters;
  const placedCrs = atMiddle(named, size, frame);
  const reading = { southUp: frame.southUp, metersPerUnit, crsGiven: given };
  if (!named.geographic) {
    const crs = inMeters(placedCrs);
    return {
      grid: {
        ...size,
        left: frame.left * metersPerUnit,
        top: frame.top * metersPerUnit,
        cellWidth: frame.cellWidth * metersPerUnit,
        cellHeight: frame.cellHeight * metersPerUnit,
        crs: crs.id,
        geographic: false,
      },
      crs,
      southUp: frame.southUp,
      reading: { ...reading, turnedDegrees: 0 },
      crop: (band) => band,
    };
  }
  const { above, below } = rowsBeyondPoles(size.rows, frame);
  const turned = turnLongitudes(frame.left, size.columns * frame.cellWidth, frame.cellWidth);
  const crs = turned.isOver180 ? wrapLongitudes(placedCrs, WRAP_DEGREES) : placedCrs;
  const rows = size.rows - above - below;
  if (rows < 1) throw new RasterError('raster-beyond-pole', `a top at ${frame.top}`);
  const bottom = frame.top - (size.rows - below) * frame.cellHeight;
  return {
    grid: {
      columns: size.columns,
      rows,
      left: turned.left,
      // What is left beyond a pole is rounding.
      top: Math.min(
        90,
        Math.max(
          frame.top - above * frame.cellHeight,
          bottom < -90 ? -90 + rows * frame.cellHeight : -Infinity,
        ),
      ),
      cellWidth: frame.cellWidth,
      cellHeight: frame.cellHeight,
      crs: crs.id,
      geographic: true,
    },
    crs,
    southUp: frame.southUp,
    reading: { ...reading, turnedDegrees: turned.turnedDegrees },
    crop: (band, columns) =>
      above + below === 0 ? band : band.slice(above * columns, (above + rows) * columns),
  };
}

function settleCrs(
  readCrs: () => Crs | null,
  { asked, assumed }: CrsChoice,
): { crs: Crs; given: RasterReading['crsGiven'] } {
  if (asked) return { crs: asked, given: { why: 'asked', detail: '' } };
  try {
    const own = readCrs();
    if (own) return { crs: own, given: null };
  } catch (cause) {
    if (!assumed || !(cause instanceof CrsError)) throw cause;
    return { crs: assumed, given: { why: 'unreadable', detail: causeText(cause) } };
  }
  if (assumed) return { crs: assumed, given: { why: 'absent', detail: '' } };
  throw new RasterError('raster-without-crs', 'the raster names no CRS');
}

/** The CRS with the shift that its datum has in the middle of the frame. */
function atMiddle(
  crs: Crs,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  frame: FileFrame,
): Crs {
  if (crs.shiftedBy === null) return crs;
  const point: [number, number] = [
    frame.left + (columns * frame.cellWidth) / 2,
    frame.top - (rows * frame.cellHeight) / 2,
  ];
  buildTransform(crs, WGS84)(point);
  return crsAtPlace(crs, point[0], point[1]);
}
