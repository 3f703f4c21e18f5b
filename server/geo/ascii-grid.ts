import { causeText } from './cause-text.ts';
import { type CrsChoice, parseCrs } from './crs.ts';
import { placeFrame } from './place-frame.ts';
import { PLAIN_READING, type Raster, RasterError, type RasterHead } from './raster.ts';
import type { RasterSidecars } from './raster-sidecars.ts';
import { parseNoData, toValues } from './raster-values.ts';
import type { ReadLimits } from './read-limits.ts';

const HEAD_BYTES = 4096;
const HEAD_WORDS =
  /^(ncols|nrows|xllcorner|xllcenter|yllcorner|yllcenter|cellsize|dx|dy|nodata_value|nodata)$/;

/** Whether the first bytes of a file are those of an ESRI ASCII grid. */
export function isAsciiGrid(head: Uint8Array): boolean {
  return /^\s*ncols\s+\d+\s/i.test(Buffer.from(head.subarray(0, 200)).toString('latin1'));
}

interface AsciiHead {
  readonly words: ReadonlyMap<string, string>;
  /** Where the values begin. */
  readonly start: number;
}

function readWords(bytes: Buffer): AsciiHead {
  const text = bytes.subarray(0, HEAD_BYTES).toString('latin1');
  const words = new Map<string, string>();
  const line = /\s*([A-Za-z_]+)\s+(\S+)[^\S\n]*\r?\n?/y;
  let start = 0;
  for (;;) {
    line.lastIndex = start;
    const found = line.exec(text);
    if (!found || !HEAD_WORDS.test(found[1]!.toLowerCase())) return { words, start };
    words.set(found[1]!.toLowerCase(), found[2]!);
    start = line.lastIndex;
  }
}

/** Frame, CRS and nodata of an ESRI ASCII grid; its CRS is that of the `.prj` or `.aux.xml` beside it. */
export function readAsciiGridHead(
  bytes: Buffer,
  choice: CrsChoice,
  limits: ReadLimits,
  beside: RasterSidecars,
): RasterHead {
  return headOf(readWords(bytes), choice, limits, beside).head;
}

function headOf(
  { words }: AsciiHead,
  choice: CrsChoice,
  limits: ReadLimits,
  beside: RasterSidecars,
): {
  head: RasterHead;
  placed: ReturnType<typeof placeFrame>;
  noData: number | null;
  columns: number;
  rows: number;
} {
  const number = (...names: string[]): number => {
    const text = names.map((name) => words.get(name)).find((value) => value !== undefined);
    return text === undefined ? Number.NaN : Number(text.replace(',', '.'));
  };
  const [columns, rows] = [number('ncols'), number('nrows')];
  if (!(Number.isInteger(columns) && Number.isInteger(rows) && columns > 0 && rows > 0))
    throw new RasterError('raster-unreadable', `an ASCII grid of ${columns} × ${rows}`);
  if (columns * rows > limits.samples)
    throw new RasterError('raster-too-large', `${columns} × ${rows} samples, at most ${limits.samples}`);
  const [cellWidth, cellHeight] = [number('dx', 'cellsize'), number('dy', 'cellsize')];
  if (!(cellWidth > 0 && cellHeight > 0))
    throw new RasterError('raster-unreadable', `an ASCII grid with cells of ${cellWidth} × ${cellHeight}`);
  const left = words.has('xllcenter') ? number('xllcenter') - cellWidth / 2 : number('xllcorner');
  const bottom = words.has('yllcenter') ? number('yllcenter') - cellHeight / 2 : number('yllcorner');
  if (!Number.isFinite(left + bottom))
    throw new RasterError('raster-without-place', 'the ASCII grid has no corner');
  const frame = { left, top: bottom + rows * cellHeight, cellWidth, cellHeight, southUp: false };
  const text = beside.prj || (beside.pam?.crs ?? '');
  const placed = placeFrame({ columns, rows }, frame, () => (text ? parseCrs(text) : null), choice);
  const pam = beside.pam?.bands.get(0);
  const noData = parseNoData(words.get('nodata_value') ?? words.get('nodata') ?? pam?.noData ?? '-9999');
  const head: RasterHead = {
    grid: placed.grid,
    crs: placed.crs,
    noData,
    bandCount: 1,
    bitsPerSample: 64,
    isFloat: true,
    description: '',
    bandNames: [pam?.name ?? ''],
    bandUnits: [pam?.unit ?? ''],
    reading: { ...PLAIN_READING, ...placed.reading, sidecars: beside.names },
  };
  return { head, placed, noData, columns, rows };
}

/** Values of an ESRI ASCII grid. */
export function readAsciiGrid(
  bytes: Buffer,
  choice: CrsChoice,
  limits: ReadLimits,
  beside: RasterSidecars,
): Raster {
  const words = readWords(bytes);
  const { head, placed, noData, columns, rows } = headOf(words, choice, limits, beside);
  let samples: Float64Array;
  try {
    samples = readNumbers(bytes, words.start, columns * rows);
  } catch (cause) {
    throw new RasterError('raster-unreadable', causeText(cause), { cause });
  }
  const pam = beside.pam?.bands.get(0);
  const rule = { noData: noData === null ? [] : [noData], scale: pam?.scale ?? 1, offset: pam?.offset ?? 0 };
  const values = toValues([samples], [rule], null);
  return {
    grid: head.grid,
    crs: head.crs,
    noData: values.noData,
    bands: values.bands.map((band) => placed.crop(band, columns)),
    description: head.description,
    bandNames: head.bandNames,
    bandUnits: head.bandUnits,
    reading: head.reading,
  };
}

const [SPACE, COMMA] = [32, 44];

/**
 * Numbers between blanks; a comma in one is its decimal sign. Fails where there are fewer, more, or
 * something else.
 */
function readNumbers(bytes: Buffer, start: number, count: number): Float64Array {
  const out = new Float64Array(count);
  let at = start;
  for (let i = 0; i < count; i++) {
    while (at < bytes.length && bytes[at]! <= SPACE) at++;
    const from = at;
    let hasComma = false;
    while (at < bytes.length && bytes[at]! > SPACE) {
      if (bytes[at] === COMMA) hasComma = true;
      at++;
    }
    if (from === at) throw new Error(`${i} values in the grid, expected ${count}`);
    const text = bytes.toString('latin1', from, at);
    const value = Number(hasComma ? text.replace(',', '.') : text);
    if (Number.isNaN(value) && !/^[+-]?(nan|null|\*)$/i.test(text))
      throw new Error(`“${text.slice(0, 40)}” in place of value ${i + 1} of the grid`);
    out[i] = value;
  }
  while (at < bytes.length && (bytes[at]! <= SPACE || bytes[at] === 26)) at++;
  if (at < bytes.length) throw new Error(`more than ${count} values in the grid`);
  return out;
}
