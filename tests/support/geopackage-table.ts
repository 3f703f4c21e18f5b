import Database from 'libsql';

interface GeoPackageRow {
  readonly row: Record<string, unknown>;
  /** Polygons, their rings, positions; a point is one ring of one position. */
  readonly polygons: number[][][][];
}

/**
 * Points or multipolygons of a GeoPackage table, read from its well-known binary without the server's
 * reader.
 */
export function readGeoPackageTable(path: string, table: string): GeoPackageRow[] {
  const database = new Database(path, { readonly: true });
  const rows = database.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[];
  database.close();
  return rows.map((row) => {
    const bytes = Buffer.from(row['geom'] as ArrayBuffer);
    const envelope = [0, 32, 48, 48, 64][(bytes[3]! >> 1) & 7]!;
    let at = 8 + envelope;
    const u32 = (): number => bytes.readUInt32LE((at += 4) - 4);
    const f64 = (): number => bytes.readDoubleLE((at += 8) - 8);
    const list = <T>(read: () => T): T[] => Array.from({ length: u32() }, read);
    const position = (): number[] => [f64(), f64()];
    const type = (): number => ((at += 1), u32() % 1000);
    const polygon = (): number[][][] => list(() => list(position));
    return { row, polygons: type() === 1 ? [[[position()]]] : list(() => (type(), polygon())) };
  });
}
