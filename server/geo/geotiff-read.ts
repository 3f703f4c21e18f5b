import { readFileSync } from 'node:fs';
import { fromArrayBuffer } from 'geotiff';
import type { Grid } from '../kernel/grid/grid.ts';
import { type Crs, type CrsChoice, parseCrs } from './crs.ts';
import { crsOfGeoKeys } from './crs/geo-keys.ts';
import { causeText } from './cause-text.ts';
import { type BandFacts, readGdalMetadata } from './gdal-metadata.ts';
import { frameOfTiff } from './geotiff-frame.ts';
import type { RasterArray } from './geotiff-write.ts';
import { placeFrame, type PlacedFrame } from './place-frame.ts';
import { PLAIN_READING, type Raster, RasterError, type RasterHead } from './raster.ts';
import { NO_SIDECARS, type RasterSidecars, readSidecars } from './raster-sidecars.ts';
import { type BandRule, parseNoData, toValues, turnRows } from './raster-values.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import { assertPredictorRead, assertSamplesRead, takePredictor } from './tiff-samples.ts';

/** Rasters smaller than this unpacked may be any ratio. */
const SMALL_BYTES = 64_000_000;

type Tiff = Awaited<ReturnType<typeof fromArrayBuffer>>;
type TiffImage = Awaited<ReturnType<Tiff['getImage']>>;

async function openTiff(bytes: Uint8Array): Promise<{ tiff: Tiff; image: TiffImage }> {
  try {
    // A small file read by Node lies in a shared pool, and Buffer.slice does not copy.
    const buffer = new ArrayBuffer(bytes.byteLength);
    new Uint8Array(buffer).set(bytes);
    const tiff = await fromArrayBuffer(buffer);
    return { tiff, image: await tiff.getImage(0) };
  } catch (cause) {
    throw new RasterError('raster-unreadable', `not a readable TIFF: ${causeText(cause)}`, { cause });
  }
}

/** Frame, CRS and nodata of a GeoTIFF without its samples. */
export async function readGeoTiffHead(
  file: string | Uint8Array,
  crs: CrsChoice = {},
  limits: ReadLimits = READ_LIMITS,
  beside: RasterSidecars = typeof file === 'string' ? readSidecars(file) : NO_SIDECARS,
): Promise<RasterHead> {
  const bytes = typeof file === 'string' ? readFileSync(file) : file;
  const { image } = await openTiff(bytes);
  const { head } = await readHead(image, crs, bytes.length, limits, beside);
  return head;
}

/**
 * Values of all bands of the first image of a GeoTIFF: scaled, masked, rows from the north, with one nodata
 * value.
 */
export async function readGeoTiff(
  file: string | Uint8Array,
  limits: Partial<ReadLimits> = {},
  crs: CrsChoice = {},
  beside: RasterSidecars = typeof file === 'string' ? readSidecars(file) : NO_SIDECARS,
): Promise<Raster> {
  const bytes = typeof file === 'string' ? readFileSync(file) : file;
  const { tiff, image } = await openTiff(bytes);
  const { head, rules, alpha, placed, stored } = await readHead(
    image,
    crs,
    bytes.length,
    { ...READ_LIMITS, ...limits },
    beside,
  );
  const samples = await readSamples(image, stored.columns * stored.rows);
  const mask =
    (await readMask(tiff, stored)) ?? (await readOuterMask(beside, stored)) ?? samples[alpha] ?? null;
  const bands = samples.filter((_, band) => band !== alpha);
  for (const band of placed.southUp ? new Set([...bands, ...(mask ? [mask] : [])]) : [])
    turnRows(band, stored.columns);
  const values = toValues(bands, rules, mask);
  const cropped = values.bands.map((band) => placed.crop(band, stored.columns));
  return {
    grid: head.grid,
    crs: head.crs,
    noData: values.noData,
    bands: cropped,
    description: head.description,
    bandNames: head.bandNames,
    bandUnits: head.bandUnits,
    reading: { ...head.reading, maskedCells: values.maskedCells },
  };
}

async function readSamples(image: TiffImage, cells: number): Promise<RasterArray[]> {
  const [predictor, compression] = [await loadTag(image, 'Predictor'), await loadTag(image, 'Compression')];
  const addUp = takePredictor(image, Number(predictor ?? 1), Number(compression ?? 1));
  let bands: RasterArray[];
  try {
    bands = Array.from((await image.readRasters({ interleave: false })) as unknown as RasterArray[]);
  } catch (cause) {
    throw new RasterError('raster-unreadable', `the samples cannot be read: ${causeText(cause)}`, { cause });
  }
  for (const band of bands)
    if (band.length !== cells)
      throw new RasterError('raster-unreadable', `${band.length} samples in a band, expected ${cells}`);
  for (const band of addUp ? bands : []) addUp!(band, image.getWidth());
  return bands;
}

/**
 * The mask that the file holds as a further image of the same size; 0 marks an empty cell. Null where it
 * has none.
 */
async function readMask(
  tiff: Tiff,
  { columns, rows }: { columns: number; rows: number },
): Promise<RasterArray | null> {
  try {
    // A chain of images may run in a circle: it is followed as far as overviews and masks go.
    for (let i = 1; i < MOST_IMAGES; i++) {
      const image = await imageAt(tiff, i);
      if (!image) return null;
      const kind = Number((await loadTag(image, 'NewSubfileType')) ?? 0);
      const isMask = (kind & 4) !== 0 || Number(await loadTag(image, 'PhotometricInterpretation')) === 4;
      if (!isMask || (kind & 1) !== 0 || image.getWidth() !== columns || image.getHeight() !== rows) continue;
      return (await readSamples(image, columns * rows))[0] ?? null;
    }
    return null;
  } catch (cause) {
    throw new RasterError('raster-unreadable', `the mask cannot be read: ${causeText(cause)}`, { cause });
  }
}

const MOST_IMAGES = 64;

async function imageAt(tiff: Tiff, index: number): Promise<TiffImage | null> {
  try {
    return await tiff.getImage(index);
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('No image at index')) return null;
    throw cause;
  }
}

async function readOuterMask(
  beside: RasterSidecars,
  size: { columns: number; rows: number },
): Promise<RasterArray | null> {
  if (!beside.mask) return null;
  const { image } = await openTiff(beside.mask);
  if (image.getWidth() !== size.columns || image.getHeight() !== size.rows)
    throw new RasterError(
      'raster-unreadable',
      `the mask beside it has ${image.getWidth()} × ${image.getHeight()} cells`,
    );
  return (await readSamples(image, size.columns * size.rows))[0] ?? null;
}

async function loadTag(image: TiffImage, tag: string): Promise<unknown> {
  const file = image.fileDirectory as unknown as {
    loadValue?: (tag: string) => Promise<unknown>;
    hasTag?: (tag: string) => boolean;
  };
  if (!file.loadValue) return (file as Record<string, unknown>)[tag];
  return file.hasTag?.(tag) ? file.loadValue(tag) : undefined;
}

const TAGS = [
  'ModelPixelScale',
  'ModelTiepoint',
  'ModelTransformation',
  'GDAL_NODATA',
  'GDAL_METADATA',
  'ImageDescription',
  'ExtraSamples',
  'Compression',
  'Predictor',
] as const;

interface ReadHead {
  readonly head: RasterHead;
  readonly rules: readonly BandRule[];
  /** Index of the sample that states which cells are empty, -1 without one. */
  readonly alpha: number;
  readonly placed: PlacedFrame;
  /** Size as it is stored. */
  readonly stored: { readonly columns: number; readonly rows: number };
}

async function readHead(
  image: TiffImage,
  choice: CrsChoice,
  fileBytes: number,
  limits: ReadLimits,
  beside: RasterSidecars,
): Promise<ReadHead> {
  const stored = { columns: image.getWidth(), rows: image.getHeight() };
  const sampleCount = image.getSamplesPerPixel();
  const size = `${stored.columns} × ${stored.rows} × ${sampleCount}`;
  if (!(stored.columns > 0 && stored.rows > 0 && sampleCount > 0))
    throw new RasterError('raster-unreadable', `image of ${size}`);
  const bits = bitsOf(image);
  assertSize(stored.columns * stored.rows * sampleCount, bits, fileBytes, limits, size);
  const directory: Record<string, unknown> = {};
  let geoKeys: Record<string, unknown>;
  try {
    for (const tag of TAGS) directory[tag] = await loadTag(image, tag);
    geoKeys = (image.getGeoKeys() ?? {}) as Record<string, unknown>;
  } catch (cause) {
    throw new RasterError('raster-unreadable', `the tags cannot be read: ${causeText(cause)}`, { cause });
  }
  const compression = Number(directory['Compression'] ?? 1);
  assertSamplesRead(compression, image.getSampleFormat(), bits);
  assertPredictorRead(image, Number(directory['Predictor'] ?? 1), compression);
  const alpha = alphaOf(directory['ExtraSamples'], sampleCount);
  const bandCount = sampleCount - (alpha < 0 ? 0 : 1);
  const frame = frameOfTiff(stored, directory, geoKeys['GTRasterTypeGeoKey'] === 2, beside);
  const placed = placeFrame(stored, frame, () => crsOfGeoKeys(geoKeys) ?? crsBeside(beside), choice);
  const facts = bandFacts(textOf(directory['GDAL_METADATA']), bandCount, beside);
  const ownNoData = textOf(directory['GDAL_NODATA']);
  const rules = facts.map(({ noData, scale, offset }): BandRule => {
    const value = parseNoData(ownNoData) ?? parseNoData(noData ?? '');
    return { noData: value === null ? [] : [value], scale: scale ?? 1, offset: offset ?? 0 };
  });
  const grid: Grid = placed.grid;
  const scaled = rules.find(({ scale, offset }) => scale !== 1 || offset !== 0);
  const verticalUnit = { 9002: 'ft', 9003: 'us-ft' }[Number(geoKeys['VerticalUnitsGeoKey'])] ?? '';
  return {
    head: {
      grid,
      crs: placed.crs,
      noData: rules[0]?.noData[0] ?? null,
      bandCount,
      bitsPerSample: bits,
      isFloat: image.getSampleFormat() === 3,
      description: textOf(directory['ImageDescription']),
      bandNames: facts.map(({ name }) => name),
      bandUnits: facts.map(({ unit }) => unit || verticalUnit),
      reading: {
        ...PLAIN_READING,
        ...placed.reading,
        scaled: scaled ? { scale: scaled.scale, offset: scaled.offset } : null,
        sidecars: beside.names,
      },
    },
    rules,
    alpha,
    placed,
    stored,
  };
}

function crsBeside({ pam, prj }: RasterSidecars): Crs | null {
  const text = pam?.crs || prj;
  return text ? parseCrs(text) : null;
}

/** Facts of each band: the file's own tags, and what lies beside it where they say nothing. */
function bandFacts(metadata: string, bandCount: number, beside: RasterSidecars): BandFacts[] {
  return readGdalMetadata(metadata, bandCount).map((own, band) => {
    const other = beside.pam?.bands.get(band);
    return {
      noData: own.noData ?? other?.noData ?? null,
      scale: own.scale ?? other?.scale ?? null,
      offset: own.offset ?? other?.offset ?? null,
      unit: own.unit || (other?.unit ?? ''),
      name: own.name || (other?.name ?? ''),
    };
  });
}

/** Index of the alpha sample: 1 and 2 are its kinds among the extra samples. */
function alphaOf(extra: unknown, sampleCount: number): number {
  const kinds =
    typeof extra === 'number'
      ? [extra]
      : Array.isArray(extra) || ArrayBuffer.isView(extra)
        ? Array.from(extra as unknown as ArrayLike<number>)
        : [];
  const at = kinds.findIndex((kind) => kind === 1 || kind === 2);
  const index = at < 0 ? -1 : sampleCount - kinds.length + at;
  return sampleCount > 1 && index > 0 ? index : -1;
}

function bitsOf(image: TiffImage): number {
  try {
    return Number(image.getBitsPerSample()) || 8;
  } catch (cause) {
    throw new RasterError('raster-unreadable', `the type of the samples: ${causeText(cause)}`, { cause });
  }
}

/**
 * A head may claim any size: it is held against the limit, and against what a file of its length can hold.
 */
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

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '') : '';
}
