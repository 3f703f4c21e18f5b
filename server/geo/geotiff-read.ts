import { readFileSync } from 'node:fs';
import { fromArrayBuffer } from 'geotiff';
import type { Grid } from '../kernel/grid/grid.ts';
import type { Crs } from './crs.ts';
import { parseCrs } from './crs.ts';
import { causeText } from './cause-text.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import type { RasterArray } from './geotiff-write.ts';

/** Fails where a file is not a readable north-up GeoTIFF. */
export class RasterError extends Error {
  readonly code: 'raster-unreadable' | 'raster-too-large' | 'raster-rotated' | 'raster-without-crs';
  constructor(code: RasterError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface Raster {
  readonly grid: Grid;
  readonly crs: Crs;
  /** Value of the nodata tag, null where the file has none. NaN is nodata in float rasters whatever the tag. */
  readonly noData: number | null;
  readonly bands: readonly RasterArray[];
  /** ImageDescription and GDAL metadata text, '' where absent. */
  readonly description: string;
  /** Description of each band as GDAL wrote it, '' where absent. */
  readonly bandNames: readonly string[];
}

export interface RasterHead extends Omit<Raster, 'bands'> {
  readonly bandCount: number;
  readonly bitsPerSample: number;
  readonly isFloat: boolean;
  /** Unit of each band as GDAL wrote it, '' where absent. */
  readonly bandUnits: readonly string[];
}

/** Rasters smaller than this unpacked may be any ratio. */
const SMALL_BYTES = 64_000_000;

type Tiff = Awaited<ReturnType<typeof fromArrayBuffer>>;
type TiffImage = Awaited<ReturnType<Tiff['getImage']>>;

async function openImage(bytes: Uint8Array): Promise<TiffImage> {
  try {
    // A small file read by Node lies in a shared pool, and Buffer.slice does not copy.
    const buffer = new ArrayBuffer(bytes.byteLength);
    new Uint8Array(buffer).set(bytes);
    return await (await fromArrayBuffer(buffer)).getImage(0);
  } catch (cause) {
    throw new RasterError('raster-unreadable', `not a readable TIFF: ${causeText(cause)}`, { cause });
  }
}

/** Frame, CRS and nodata of a GeoTIFF without its samples. */
export async function readGeoTiffHead(
  file: string | Uint8Array,
  assumeCrs?: Crs,
  limits: ReadLimits = READ_LIMITS,
): Promise<RasterHead> {
  const bytes = typeof file === 'string' ? readFileSync(file) : file;
  return headOf(await openImage(bytes), assumeCrs, bytes.length, limits);
}

/** All bands of the first image of a GeoTIFF, in the type they are stored in. */
export async function readGeoTiff(
  file: string | Uint8Array,
  limits: Partial<ReadLimits> = {},
  assumeCrs?: Crs,
): Promise<Raster> {
  const bytes = typeof file === 'string' ? readFileSync(file) : file;
  const image = await openImage(bytes);
  const head = await headOf(image, assumeCrs, bytes.length, { ...READ_LIMITS, ...limits });
  let bands: RasterArray[];
  try {
    bands = (await image.readRasters({ interleave: false })) as unknown as RasterArray[];
  } catch (cause) {
    throw new RasterError('raster-unreadable', `the samples cannot be read: ${causeText(cause)}`, { cause });
  }
  for (const band of bands)
    if (band.length !== head.grid.columns * head.grid.rows)
      throw new RasterError(
        'raster-unreadable',
        `${band.length} samples in a band, expected ${head.grid.columns * head.grid.rows}`,
      );
  return {
    grid: head.grid,
    crs: head.crs,
    noData: head.noData,
    bands: Array.from(bands),
    description: head.description,
    bandNames: head.bandNames,
  };
}

async function headOf(
  image: TiffImage,
  assumeCrs: Crs | undefined,
  fileBytes: number,
  limits: ReadLimits,
): Promise<RasterHead> {
  const columns = image.getWidth();
  const rows = image.getHeight();
  const bandCount = image.getSamplesPerPixel();
  if (!(columns > 0 && rows > 0 && bandCount > 0))
    throw new RasterError('raster-unreadable', `image of ${columns} × ${rows} × ${bandCount}`);
  assertSize(
    columns * rows * bandCount,
    bitsOf(image),
    fileBytes,
    limits,
    `${columns} × ${rows} × ${bandCount}`,
  );
  let directory: Record<string, unknown>;
  let geoKeys: Record<string, unknown>;
  try {
    const file = image.fileDirectory as unknown as {
      loadValue?: (tag: string) => Promise<unknown>;
      hasTag?: (tag: string) => boolean;
    };
    const load = async (tag: string): Promise<unknown> =>
      file.loadValue && file.hasTag?.(tag) ? file.loadValue(tag) : (file as Record<string, unknown>)[tag];
    directory = {};
    for (const tag of [
      'ModelPixelScale',
      'ModelTiepoint',
      'ModelTransformation',
      'GDAL_NODATA',
      'GDAL_METADATA',
      'ImageDescription',
    ])
      directory[tag] = await load(tag);
    geoKeys = (image.getGeoKeys() ?? {}) as Record<string, unknown>;
  } catch (cause) {
    throw new RasterError('raster-unreadable', `the tags cannot be read: ${causeText(cause)}`, { cause });
  }
  const frame = frameOf(directory, geoKeys);
  const crs = crsOf(geoKeys) ?? assumeCrs ?? null;
  if (!crs) throw new RasterError('raster-without-crs', 'the GeoTIFF names no CRS');
  const text = textOf(directory['ImageDescription']);
  const metadata = textOf(directory['GDAL_METADATA']);
  const noDataText = textOf(directory['GDAL_NODATA']).trim();
  const noData = noDataText === '' ? null : /nan/i.test(noDataText) ? Number.NaN : Number(noDataText);
  const itemOf = (name: string): string[] =>
    Array.from({ length: bandCount }, (_, band) => {
      const found = new RegExp(`<Item name="${name}" sample="${band}"[^>]*>([^<]*)</Item>`).exec(metadata);
      return found?.[1] ?? '';
    });
  return {
    grid: { columns, rows, ...frame, crs: crs.id, geographic: crs.geographic },
    crs,
    noData,
    bandCount,
    bitsPerSample: bitsOf(image),
    isFloat: image.getSampleFormat() === 3,
    description: text,
    bandNames: itemOf('DESCRIPTION'),
    bandUnits: itemOf('UNITTYPE'),
  };
}

function bitsOf(image: TiffImage): number {
  try {
    return Number(image.getBitsPerSample()) || 8;
  } catch (cause) {
    throw new RasterError('raster-unreadable', `the type of the samples: ${causeText(cause)}`, { cause });
  }
}

/** A head may claim any size: it is held against the limit, and against what a file of its length can hold. */
function assertSize(
  samples: number,
  bits: number,
  fileBytes: number,
  limits: ReadLimits,
  what: string,
): void {
  if (samples > limits.samples)
    throw new RasterError('raster-too-large', `${what} samples, at most ${limits.samples}`);
  const unpacked = (samples * bits) / 8;
  if (unpacked > SMALL_BYTES && unpacked > limits.rasterRatio * fileBytes)
    throw new RasterError(
      'raster-too-large',
      `${what} samples in ${fileBytes} bytes, at most ${limits.rasterRatio} times the file`,
    );
}

function frameOf(
  directory: Record<string, unknown>,
  geoKeys: Record<string, unknown>,
): { left: number; top: number; cellWidth: number; cellHeight: number } {
  const numbers = (value: unknown): number[] =>
    Array.isArray(value) || ArrayBuffer.isView(value)
      ? Array.from(value as unknown as ArrayLike<number>)
      : [];
  const scale = numbers(directory['ModelPixelScale']);
  const tie = numbers(directory['ModelTiepoint']);
  const matrix = numbers(directory['ModelTransformation']);
  let frame: { left: number; top: number; cellWidth: number; cellHeight: number };
  if (matrix.length >= 8) {
    if (Math.abs(matrix[1]!) > 1e-12 || Math.abs(matrix[4]!) > 1e-12)
      throw new RasterError('raster-rotated', 'the raster is rotated; only north-up frames are read');
    frame = { left: matrix[3]!, top: matrix[7]!, cellWidth: matrix[0]!, cellHeight: -matrix[5]! };
  } else if (scale.length >= 2 && tie.length >= 6)
    frame = {
      left: tie[3]! - tie[0]! * scale[0]!,
      top: tie[4]! + tie[1]! * scale[1]!,
      cellWidth: scale[0]!,
      cellHeight: scale[1]!,
    };
  else throw new RasterError('raster-without-crs', 'the TIFF has no georeference');
  if (geoKeys['GTRasterTypeGeoKey'] === 2) {
    // Pixel is point: the tie lies on the centre of the first cell.
    frame.left -= frame.cellWidth / 2;
    frame.top += frame.cellHeight / 2;
  }
  if (
    !(frame.cellWidth > 0 && frame.cellHeight > 0) ||
    !Number.isFinite(frame.left + frame.top + frame.cellWidth + frame.cellHeight)
  )
    throw new RasterError(
      'raster-rotated',
      `cell of ${frame.cellWidth} × ${frame.cellHeight}; only north-up frames are read`,
    );
  return frame;
}

/** CRS of the geo keys: an EPSG code, the parameters of a user-defined transverse Mercator, or the text of a citation. */
function crsOf(keys: Record<string, unknown>): Crs | null {
  const number = (key: string): number | null => (typeof keys[key] === 'number' ? keys[key] : null);
  const model = number('GTModelTypeGeoKey');
  const code =
    model === 2
      ? number('GeographicTypeGeoKey')
      : (number('ProjectedCSTypeGeoKey') ?? number('GeographicTypeGeoKey'));
  if (code !== null && code !== 32767 && code > 0) return parseCrs(`EPSG:${code}`);
  for (const key of ['GTCitationGeoKey', 'PCSCitationGeoKey', 'GeogCitationGeoKey']) {
    const text = textOf(keys[key]);
    const esri = /ESRI PE String = (.+)$/s.exec(text);
    if (esri) return parseCrs(esri[1]!.trim());
  }
  // A conversion by its own code: 16001–16060 and 16101–16160 are the UTM zones north and south.
  const conversion = number('ProjectionGeoKey') ?? 0;
  const onWgs84 = (number('GeogSemiMajorAxisGeoKey') ?? 6378137) === 6378137;
  if (onWgs84 && conversion > 16000 && conversion <= 16060) return parseCrs(`EPSG:${conversion + 16600}`);
  if (onWgs84 && conversion > 16100 && conversion <= 16160) return parseCrs(`EPSG:${conversion + 16600}`);
  if (number('ProjCoordTransGeoKey') === 1) {
    const value = (...names: string[]): number => names.map(number).find((n) => n !== null) ?? 0;
    const a = value('GeogSemiMajorAxisGeoKey') || 6378137;
    const inverse = value('GeogInvFlatteningGeoKey') || 298.257223563;
    const ellipsoid =
      a === 6378137 && Math.abs(inverse - 298.257223563) < 1e-6
        ? '+datum=WGS84'
        : `+a=${a} +rf=${inverse} +towgs84=0,0,0,0,0,0,0`;
    return parseCrs(
      `+proj=tmerc +lat_0=${value('ProjNatOriginLatGeoKey')} +lon_0=${value('ProjNatOriginLongGeoKey', 'ProjCenterLongGeoKey')}` +
        ` +k=${value('ProjScaleAtNatOriginGeoKey', 'ProjScaleAtCenterGeoKey') || 1} +x_0=${value('ProjFalseEastingGeoKey')}` +
        ` +y_0=${value('ProjFalseNorthingGeoKey')} ${ellipsoid} +units=m +no_defs`,
    );
  }
  if (model === 2 && number('GeogSemiMajorAxisGeoKey') !== null)
    return parseCrs(
      `+proj=longlat +a=${number('GeogSemiMajorAxisGeoKey')} +rf=${number('GeogInvFlatteningGeoKey') ?? 298.257223563} +towgs84=0,0,0,0,0,0,0 +no_defs`,
    );
  return null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '') : '';
}
