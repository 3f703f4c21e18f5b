type Values = readonly number[] | string;

/** One directory of a TIFF: its tags by number, and the bytes of its single strip. */
export interface TinyImage {
  readonly tags: Readonly<Record<number, { readonly type: number; readonly values: Values }>>;
  readonly strip: Uint8Array;
}

const [ASCII, SHORT, LONG, DOUBLE] = [2, 3, 4, 12];
const SIZES: Readonly<Record<number, number>> = { [ASCII!]: 1, [SHORT!]: 2, [LONG!]: 4, [DOUBLE!]: 8 };

export const short = (...values: number[]): { type: number; values: Values } => ({ type: SHORT!, values });
export const long = (...values: number[]): { type: number; values: Values } => ({ type: LONG!, values });
export const double = (...values: number[]): { type: number; values: Values } => ({ type: DOUBLE!, values });
export const ascii = (text: string): { type: number; values: Values } => ({ type: ASCII!, values: text });

/** Bytes of a TIFF of one strip an image: in either byte order, classic or BigTIFF. */
export function buildTiff(
  images: readonly TinyImage[],
  options: { bigEndian?: boolean; big?: boolean } = {},
): Buffer {
  const little = !options.bigEndian;
  const out = Buffer.alloc(1 << 16);
  const put16 = (at: number, v: number): number =>
    little ? out.writeUInt16LE(v, at) : out.writeUInt16BE(v, at);
  const put32 = (at: number, v: number): number =>
    little ? out.writeUInt32LE(v, at) : out.writeUInt32BE(v, at);
  const put64 = (at: number, v: number): unknown =>
    little ? out.writeBigUInt64LE(BigInt(v), at) : out.writeBigUInt64BE(BigInt(v), at);
  const putOffset = options.big ? put64 : put32;
  out.write(little ? 'II' : 'MM', 'latin1');
  put16(2, options.big ? 43 : 42);
  let link = 4;
  if (options.big) {
    put16(4, 8);
    link = 8;
  }
  let end = options.big ? 16 : 8;
  for (const image of images) {
    const stripAt = end;
    out.set(image.strip, stripAt);
    end += image.strip.length + (image.strip.length & 1);
    const tags = Object.entries({ ...image.tags, 273: long(stripAt), 279: long(image.strip.length) })
      .map(([tag, value]) => ({ tag: Number(tag), ...value }))
      .sort((a, b) => a.tag - b.tag);
    const directory = end;
    putOffset(link, directory);
    const [entryBytes, inline, countBytes] = options.big ? [20, 8, 8] : [12, 4, 2];
    if (options.big) put64(directory, tags.length);
    else put16(directory, tags.length);
    link = directory + countBytes! + tags.length * entryBytes!;
    end = link + (options.big ? 8 : 4);
    for (const [i, { tag, type, values }] of tags.entries()) {
      const entry = directory + countBytes! + i * entryBytes!;
      const count = typeof values === 'string' ? values.length + 1 : values.length;
      put16(entry, tag);
      put16(entry + 2, type);
      putOffset(entry + 4, count);
      const bytes = count * SIZES[type]!;
      let at = entry + (options.big ? 12 : 8);
      if (bytes > inline!) {
        putOffset(at, end);
        at = end;
        end += bytes + (bytes & 1);
      }
      if (typeof values === 'string') out.write(`${values}\0`, at, 'latin1');
      else
        for (const [k, value] of values.entries())
          if (type === SHORT) put16(at + 2 * k, value);
          else if (type === LONG) put32(at + 4 * k, value);
          else if (little) out.writeDoubleLE(value, at + 8 * k);
          else out.writeDoubleBE(value, at + 8 * k);
    }
  }
  return Buffer.from(out.subarray(0, end));
}

/** Little- or big-endian bytes of samples of a type. */
export function samplesOf(
  values: readonly number[],
  type: 'u8' | 'u16' | 'i16' | 'f32' | 'f64',
  bigEndian = false,
): Uint8Array {
  const size = { u8: 1, u16: 2, i16: 2, f32: 4, f64: 8 }[type];
  const view = new DataView(new ArrayBuffer(values.length * size));
  for (const [i, value] of values.entries())
    if (type === 'u8') view.setUint8(i, value);
    else if (type === 'u16') view.setUint16(2 * i, value, !bigEndian);
    else if (type === 'i16') view.setInt16(2 * i, value, !bigEndian);
    else if (type === 'f32') view.setFloat32(4 * i, value, !bigEndian);
    else view.setFloat64(8 * i, value, !bigEndian);
  return new Uint8Array(view.buffer);
}

const BITS = { u8: 8, u16: 16, i16: 16, f32: 32, f64: 64 } as const;
const FORMAT = { u8: 1, u16: 1, i16: 2, f32: 3, f64: 3 } as const;

export interface TinyRaster {
  readonly columns: number;
  readonly rows: number;
  readonly type: 'u8' | 'u16' | 'i16' | 'f32' | 'f64';
  /** Samples, of several bands pixel by pixel. */
  readonly values: readonly number[];
  readonly bands?: number;
  readonly epsg?: number;
  readonly left?: number;
  readonly top?: number;
  readonly cell?: number;
  /** More tags, or others in place of those made here; null leaves one out. */
  readonly tags?:
    Readonly<Record<number, { readonly type: number; readonly values: Values } | null>> | undefined;
  readonly more?: readonly TinyImage[];
  readonly bigEndian?: boolean;
  readonly big?: boolean;
}

/** A small GeoTIFF in UTM 37 S unless told otherwise. */
export function buildRaster(raster: TinyRaster): Buffer {
  const { columns, rows, type, values, bands = 1, epsg = 32737, cell = 100 } = raster;
  const geographic = epsg > 4000 && epsg < 5000;
  const own: Record<number, { readonly type: number; readonly values: Values } | null> = {
    256: short(columns),
    257: short(rows),
    258: short(...Array.from({ length: bands }, () => BITS[type])),
    259: short(1),
    262: short(1),
    277: short(bands),
    278: short(rows),
    284: short(1),
    339: short(...Array.from({ length: bands }, () => FORMAT[type])),
    33550: double(cell, cell, 0),
    33922: double(0, 0, 0, raster.left ?? 250000, raster.top ?? 9860000, 0),
    34735: short(
      1,
      1,
      0,
      3,
      1024,
      0,
      1,
      geographic ? 2 : 1,
      1025,
      0,
      1,
      1,
      geographic ? 2048 : 3072,
      0,
      1,
      epsg,
    ),
    ...raster.tags,
  };
  const tags = Object.fromEntries(
    Object.entries(own).flatMap(([tag, value]) => (value ? [[tag, value]] : [])),
  );
  return buildTiff(
    [{ tags, strip: samplesOf(values, type, raster.bigEndian) }, ...(raster.more ?? [])],
    raster,
  );
}
