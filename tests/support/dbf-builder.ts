/**
 * A dBase table of text columns, byte for byte: `language` is the byte of its code page, deleted rows are
 * marked and stay.
 */
export function buildDbf(
  columns: readonly string[],
  rows: readonly { readonly cells: readonly Buffer[]; readonly isDeleted?: boolean }[],
  { language = 0, width = 40 }: { readonly language?: number; readonly width?: number } = {},
): Buffer {
  const head = Buffer.alloc(32 + 32 * columns.length + 1);
  head.writeUInt8(3, 0);
  head.writeUInt32LE(rows.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(1 + width * columns.length, 10);
  head.writeUInt8(language, 29);
  for (const [i, name] of columns.entries()) {
    head.write(name, 32 + 32 * i, 10, 'latin1');
    head.write('C', 32 + 32 * i + 11, 'latin1');
    head.writeUInt8(width, 32 + 32 * i + 16);
  }
  head.writeUInt8(0x0d, head.length - 1);
  const body = rows.map(({ cells, isDeleted }) =>
    Buffer.concat([
      Buffer.from(isDeleted ? '*' : ' '),
      ...cells.map((cell) =>
        Buffer.concat([cell.subarray(0, width), Buffer.alloc(width, 0x20)]).subarray(0, width),
      ),
    ]),
  );
  return Buffer.concat([head, ...body, Buffer.from([0x1a])]);
}

/** A shapefile of points. */
export function buildPointShp(points: readonly (readonly [number, number])[]): Buffer {
  const shp = Buffer.alloc(100 + 28 * points.length);
  shp.writeInt32BE(9994, 0);
  shp.writeInt32BE(shp.length / 2, 24);
  shp.writeInt32LE(1000, 28);
  shp.writeInt32LE(1, 32);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  for (const [i, value] of [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].entries())
    shp.writeDoubleLE(value, 36 + 8 * i);
  for (const [i, [x, y]] of points.entries()) {
    const at = 100 + 28 * i;
    shp.writeInt32BE(i + 1, at);
    shp.writeInt32BE(10, at + 4);
    shp.writeInt32LE(1, at + 8);
    shp.writeDoubleLE(x, at + 12);
    shp.writeDoubleLE(y, at + 20);
  }
  return shp;
}
