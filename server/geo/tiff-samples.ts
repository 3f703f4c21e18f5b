import { RasterError } from './raster.ts';

/** Compressions of TIFF that are read, by their code. */
const READ: ReadonlySet<number> = new Set([0, 1, 5, 7, 8, 32773, 32946, 50000]);

const NAMES: Readonly<Record<number, string>> = {
  2: 'CCITT RLE', 3: 'CCITT fax 3', 4: 'CCITT fax 4', 6: 'old JPEG', 34887: 'LERC', 34892: 'JPEG XL', 34925: 'LZMA', 34712: 'JPEG 2000', 50001: 'WebP', 50002: 'JPEG XL', 50003: 'JPEG XL', 52546: 'JPEG XL',
}; // prettier-ignore

/** Refuses, before anything is promised, samples that cannot be read: by their compression, or complex numbers. */
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
