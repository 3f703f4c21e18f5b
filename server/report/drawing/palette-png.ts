import { crc32, deflateSync } from 'node:zlib';

/** Colour of a palette: `#rrggbb` and opacity 0–1. */
export interface PaletteColour {
  readonly colour: string;
  readonly opacity: number;
}

/**
 * `indices` (row by row from the top, one byte per pixel, positions in `palette`, at most 256) as an 8-bit
 * palette PNG.
 * Same input, same bytes on one zlib.
 */
export function encodePalettePng(
  columns: number,
  rows: number,
  indices: Uint8Array,
  palette: readonly PaletteColour[],
): Uint8Array {
  if (indices.length !== columns * rows)
    throw new RangeError(`png: expected ${columns * rows} indices, got ${indices.length}`);
  if (palette.length === 0 || palette.length > 256)
    throw new RangeError(`png: expected 1–256 colours, got ${palette.length}`);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(
    palette.flatMap(({ colour }) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))),
  );
  const opacities = Buffer.from(palette.map(({ opacity }) => Math.round(opacity * 255)));
  const lines = Buffer.alloc((columns + 1) * rows);
  for (let row = 0; row < rows; row++)
    lines.set(indices.subarray(row * columns, (row + 1) * columns), row * (columns + 1) + 1);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('tRNS', opacities),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
