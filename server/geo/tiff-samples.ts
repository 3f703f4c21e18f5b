import type { RasterArray } from './geotiff-write.ts';
import { RasterError } from './raster.ts';

/** Compressions of TIFF that are read, by their code. */
const READ: ReadonlySet<number> = new Set([0, 1, 5, 7, 8, 32773, 32946, 50000]);

const NAMES: Readonly<Record<number, string>> = {
  2: 'CCITT RLE',
  3: 'CCITT fax 3',
  4: 'CCITT fax 4',
  6: 'old JPEG',
  34887: 'LERC',
  34892: 'JPEG XL',
  34925: 'LZMA',
  34712: 'JPEG 2000',
  50001: 'WebP',
  50002: 'JPEG XL',
  50003: 'JPEG XL',
  52546: 'JPEG XL',
};

/**
 * Refuses, before anything is promised, samples that cannot be read: by their compression, or complex
 * numbers.
 */
export function assertSamplesRead(compression: number, sampleFormat: number, bits: number): void {
  if (!READ.has(compression))
    throw new RasterError(
      'raster-type-unsupported',
      `compression ${NAMES[compression] ?? ''} (${compression})`.replace('  ', ' '),
    );
  if (sampleFormat === 5 || sampleFormat === 6)
    throw new RasterError('raster-type-unsupported', 'complex numbers');
  if (sampleFormat === 3 ? ![16, 32, 64].includes(bits) : bits > 32)
    throw new RasterError('raster-type-unsupported', `samples of ${bits} bits`);
}

/** The parts of an image of the geotiff library that hold its predictor. */
interface PredictedImage {
  readonly fileDirectory: unknown;
  readonly littleEndian: boolean;
  getTileWidth(): number;
  getBitsPerSample(): number;
  getSampleFormat(): number;
}

const PREDICTOR = 317;
const HORIZONTAL = 2;
const UNCOMPRESSED = 1;

const isMisread = (image: PredictedImage, predictor: number): boolean =>
  predictor === HORIZONTAL && image.getBitsPerSample() > (image.littleEndian ? 32 : 8);

/**
 * Refuses differences of neighbours that nothing here adds up: of real numbers, in the byte orders that the
 * library misreads.
 */
export function assertPredictorRead(image: PredictedImage, predictor: number, compression: number): void {
  if (compression !== UNCOMPRESSED && isMisread(image, predictor) && image.getSampleFormat() === 3)
    throw new RasterError(
      'raster-type-unsupported',
      `predictor 2 of ${image.getBitsPerSample()}-bit real numbers in this byte order`,
    );
}

/**
 * The library adds up differences of neighbours (predictor 2) in the byte order of little-endian files
 * only. For big-endian whole numbers
 * the differences are read as they are, and the function returned adds them up in a band; null where the
 * library does it right.
 */
export function takePredictor(
  image: PredictedImage,
  predictor: number,
  compression: number,
): ((band: RasterArray, columns: number) => void) | null {
  // Samples that are not packed have no predictor, whatever the tag states.
  const isPlain = compression === UNCOMPRESSED && predictor !== 1;
  if (!isPlain && !isMisread(image, predictor)) return null;
  const { actualizedFields, deferredFields } = image.fileDirectory as {
    readonly actualizedFields: Map<number, unknown>;
    readonly deferredFields: Map<number, unknown>;
  };
  deferredFields.delete(PREDICTOR);
  actualizedFields.set(PREDICTOR, 1);
  if (isPlain) return null;
  const blockWidth = image.getTileWidth();
  return (band, columns) => {
    for (let start = 0; start < band.length; start += columns)
      for (let column = 1; column < columns; column++)
        if (column % blockWidth !== 0)
          band[start + column] = band[start + column]! + band[start + column - 1]!;
  };
}
