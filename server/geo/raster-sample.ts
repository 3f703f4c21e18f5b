import { fromArrayBuffer } from 'geotiff';
import { isAsciiGrid } from './ascii-grid.ts';

/** A window of the first band. */
export interface RasterWindow {
  readonly values: ArrayLike<number>;
  readonly columns: number;
}

const WINDOW = 64;
/** Where windows lie, as shares of the width and height. */
const PLACES = [
  [0.5, 0.5],
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const;

/** Bytes of an ASCII grid whose values are looked at. */
const TEXT_BYTES = 400_000;

/**
 * Small windows of a raster's first band, so that its values can be looked at without reading it; none
 * where they cannot be read.
 */
export function sampleRaster(bytes: Uint8Array, columns: number): Promise<RasterWindow[]> {
  return isAsciiGrid(bytes) ? Promise.resolve([sampleText(bytes, columns)]) : sampleGeoTiff(bytes);
}

/** The first rows of an ESRI ASCII grid; decimal commas are none of its values. */
function sampleText(bytes: Uint8Array, columns: number): RasterWindow {
  const end = Math.min(bytes.length, TEXT_BYTES);
  const words = Buffer.from(bytes.subarray(0, end)).toString('latin1').split(/\s+/);
  // Headings come as pairs of a word and its value; the last number may be cut short.
  let first = 0;
  while (/^[a-z_]/i.test(words[first] ?? '')) first += 2;
  return { values: Float64Array.from(words.slice(first, -1), Number), columns };
}

async function sampleGeoTiff(bytes: Uint8Array): Promise<RasterWindow[]> {
  try {
    const image = await (await fromArrayBuffer(ownBuffer(bytes))).getImage(0);
    const [columns, rows] = [image.getWidth(), image.getHeight()];
    const out: RasterWindow[] = [];
    const small = columns <= 2 * WINDOW && rows <= 2 * WINDOW;
    for (const [x, y] of small ? [[0.5, 0.5] as const] : PLACES) {
      const [width, height] = small ? [columns, rows] : [Math.min(WINDOW, columns), Math.min(WINDOW, rows)];
      const left = Math.round(x * (columns - width));
      const top = Math.round(y * (rows - height));
      const [values] = (await image.readRasters({
        window: [left, top, left + width, top + height],
        samples: [0],
        interleave: false,
      })) as unknown as ArrayLike<number>[];
      out.push({ values: values!, columns: width });
    }
    return out;
  } catch {
    return []; // what cannot be sampled is judged by its name; reading it reports the fault
  }
}

/** The memory of the bytes and nothing else: a large file's own, a copy where a small one lies in a pool. */
function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) return buffer;
  return new Uint8Array(bytes).buffer;
}
