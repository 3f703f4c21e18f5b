import { rmSync } from 'node:fs';
import Database from 'libsql';
import type { Feature, Geometry } from 'geojson';
import type { Crs } from './crs.ts';
import { causeText } from './cause-text.ts';
import { parseCrs, WGS84 } from './crs.ts';
import { gateFeatures } from './feature-gate.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import { layerOrProblem } from './layer-problem.ts';
import { ownCrs } from './vector-crs.ts';
import { type ReadingRemark, remark, VectorFileError, type VectorLayer } from './vector-layer.ts';
import { readWkb, writeWkb } from './wkb.ts';

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const APPLICATION_ID = 0x47504b47; // "GPKG"
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];

/**
 * Every feature layer of a GeoPackage. Geometries that cannot be read become null, as they do for rows
 * without one.
 */
export function readGeoPackage(file: string, limits: ReadLimits = READ_LIMITS): VectorLayer[] {
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { readonly: true });
    const db = database;
    const all = (sql: string, ...values: unknown[]): Record<string, unknown>[] =>
      db.prepare(sql).all(...values) as Record<string, unknown>[];
    // Views and virtual tables are questions that a stranger asks of our machine, some without an end: only
    // plain tables are read.
    const tables = new Set(
      all(
        "SELECT lower(name) AS name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
      ).map((row) => String(row['name'])),
    );
    const assertTable = (name: string): void => {
      if (!tables.has(name.toLowerCase()))
        throw new VectorFileError(
          'geopackage-unreadable',
          `${name.slice(0, 100)} is no table; views are not read, save it as a table`,
        );
    };
    if (![...tables].some((name) => name.startsWith('gpkg_'))) throw otherDatabase(tables);
    if (tables.has('gpkg_contents')) assertFeatures(all);
    ['gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys'].forEach(assertTable);
    const layers = all(
      `SELECT c.table_name AS name, g.column_name AS geometry, g.srs_id AS srs
         FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
        WHERE c.data_type = 'features' ORDER BY c.table_name`,
    );
    return layers.map((layer) => {
      const name = String(layer['name']);
      return layerOrProblem(name, () => {
        assertTable(name);
        return readTable(all, name, String(layer['geometry']), Number(layer['srs']), limits);
      });
    });
  } catch (cause) {
    if (cause instanceof VectorFileError) throw cause;
    throw new VectorFileError('geopackage-unreadable', `not a readable GeoPackage: ${causeText(cause)}`, {
      cause,
    });
  } finally {
    database?.close();
  }
}

/** What a database without a table of GeoPackage is. */
function otherDatabase(tables: ReadonlySet<string>): VectorFileError {
  const isSpatiaLite = tables.has('geometry_columns') && tables.has('spatial_ref_sys');
  const names = [...tables].slice(0, 5).join(', ');
  return new VectorFileError(isSpatiaLite ? 'spatialite-not-read' : 'database-without-layers', names);
}

/** Refuses a GeoPackage that holds images or grids only. */
function assertFeatures(all: Query): void {
  const contents = all('SELECT table_name AS name, data_type AS type FROM gpkg_contents ORDER BY table_name');
  const isRaster = ({ type }: Record<string, unknown>): boolean =>
    type === 'tiles' || type === '2d-gridded-coverage';
  if (contents.some(isRaster) && !contents.some(({ type }) => type === 'features'))
    throw new VectorFileError(
      'geopackage-raster',
      contents
        .filter(isRaster)
        .map(({ name }) => String(name))
        .slice(0, 5)
        .join(', '),
    );
}

type Query = (sql: string, ...values: unknown[]) => Record<string, unknown>[];

function readTable(all: Query, name: string, column: string, srs: number, limits: ReadLimits): VectorLayer {
  const [{ n }] = all(`SELECT count(*) AS n FROM ${quote(name)}`) as [{ n: number }];
  if (n > limits.features)
    throw new VectorFileError('vector-too-large', `${name} has ${n} features, at most ${limits.features}`);
  const own = ownCrs(() => crsOf(all, name, srs));
  // Computed columns are left out for the same reason as views.
  const columns = all('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0', name)
    .map((row) => quote(String(row['name'])))
    .join(', ');
  let unreadable = 0;
  const features = all(`SELECT ${columns} FROM ${quote(name)}`).map((row): Feature<Geometry | null> => {
    const { [column]: blob, _metadata: _ignored, ...properties } = row;
    const geometry = readBlob(blob);
    if (geometry === 'broken') unreadable++;
    return {
      type: 'Feature',
      properties: plainProperties(properties),
      geometry: geometry === 'broken' ? null : geometry,
    };
  });
  const gated = gateFeatures(features, limits);
  const remarks: ReadingRemark[] = srs === 0 ? [remark('layer-crs-assumed', 1)] : [];
  return { name, ...own, features: gated.features, broken: gated.broken + unreadable, remarks };
}

function plainProperties(row: Record<string, unknown>): Record<string, string | number | null> {
  const out: Record<string, string | number | null> = {};
  for (const [key, value] of Object.entries(row))
    if (typeof value === 'string' || typeof value === 'number' || value === null) out[key] = value;
    else if (typeof value === 'bigint') out[key] = Number(value);
  return out;
}

function crsOf(all: Query, name: string, srs: number): Crs {
  if (srs === 4326 || srs === 0) return WGS84;
  if (srs === -1) throw new VectorFileError('vector-crs-missing', `${name}: its CRS is “undefined” (srs -1)`);
  const row = all(
    'SELECT organization AS org, organization_coordsys_id AS code, definition FROM gpkg_spatial_ref_sys ' +
      'WHERE srs_id = ?',
    srs,
  )[0];
  if (/^epsg$/i.test(String(row?.['org'] ?? '')))
    try {
      return parseCrs(`EPSG:${Number(row!['code'])}`);
    } catch {
      // Not in the table: the file's own definition may say it.
    }
  return parseCrs(String(row?.['definition'] ?? `EPSG:${srs}`));
}

/** Null for a row without a geometry. */
function readBlob(blob: unknown): Geometry | null | 'broken' {
  if (blob === null || blob === undefined) return null;
  const bytes =
    blob instanceof ArrayBuffer
      ? new Uint8Array(blob)
      : ArrayBuffer.isView(blob)
        ? new Uint8Array(blob.buffer, blob.byteOffset, blob.byteLength)
        : null;
  if (!bytes || bytes.length < 8 || bytes[0] !== 0x47 || bytes[1] !== 0x50) return 'broken';
  const envelope = ENVELOPE_BYTES[(bytes[3]! >> 1) & 7];
  const empty = (bytes[3]! & 16) !== 0;
  if (empty) return null;
  if (envelope === undefined) return 'broken';
  try {
    return readWkb(bytes.subarray(8 + envelope));
  } catch {
    return 'broken';
  }
}

/**
 * One layer to write. Features may have any geometry; property types follow the first value that is not
 * null.
 */
export interface GeoPackageLayer {
  readonly name: string;
  readonly title: string;
  /** `EPSG:n` of the coordinates. */
  readonly crs: string;
  readonly features: readonly Feature<Geometry | null>[];
}

/**
 * Writes a GeoPackage 1.3 that QGIS and GDAL read; the same layers give the same content (`changed` stands
 * for the time of writing).
 */
export function writeGeoPackage(
  file: string,
  layers: readonly GeoPackageLayer[],
  changed = '2000-01-01T00:00:00.000Z',
): void {
  rmSync(file, { force: true });
  const db = new Database(file);
  try {
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 10300; PRAGMA journal_mode = DELETE;
      CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
      CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
        last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
        CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
      CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
        z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
        CONSTRAINT uk_gc_table_name UNIQUE (table_name));`);
    const addSrs = db.prepare('INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)');
    addSrs.run(
      'Undefined cartesian SRS',
      -1,
      'NONE',
      -1,
      'undefined',
      'undefined cartesian coordinate reference system',
    );
    addSrs.run(
      'Undefined geographic SRS',
      0,
      'NONE',
      0,
      'undefined',
      'undefined geographic coordinate reference system',
    );
    addSrs.run(
      'WGS 84 geodetic',
      4326,
      'EPSG',
      4326,
      WGS84_WKT,
      'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid',
    );
    for (const layer of layers) writeLayer(db, layer, changed, addSrs);
  } finally {
    db.close();
  }
}

function writeLayer(
  db: Database.Database,
  layer: GeoPackageLayer,
  changed: string,
  addSrs: Database.Statement,
): void {
  const srs = Number(/^EPSG:(\d+)$/.exec(layer.crs)?.[1] ?? Number.NaN);
  if (!Number.isInteger(srs)) throw new RangeError(`writeGeoPackage: ${layer.crs} is not an EPSG code`);
  if (srs !== 4326) addSrs.run(layer.crs, srs, 'EPSG', srs, 'undefined', '');
  const columns = new Map<string, 'TEXT' | 'REAL' | 'INTEGER'>();
  for (const feature of layer.features)
    for (const [key, value] of Object.entries(feature.properties ?? {})) {
      if (value === null || value === undefined) {
        if (!columns.has(key)) columns.set(key, 'TEXT');
        continue;
      }
      const type = typeof value === 'number' ? (Number.isInteger(value) ? 'INTEGER' : 'REAL') : 'TEXT';
      const known = columns.get(key);
      columns.set(
        key,
        known === undefined || known === type ? type : known === 'TEXT' || type === 'TEXT' ? 'TEXT' : 'REAL',
      );
    }
  // Column names differ by more than case from each other and from the two that every layer has.
  const names = new Map<string, string>();
  const taken = new Set(['fid', 'geom']);
  for (const key of columns.keys()) {
    let name = key;
    while (taken.has(name.toLowerCase())) name = `${name}_`;
    taken.add(name.toLowerCase());
    names.set(key, name);
  }
  const list = [...columns].map(([key, type]) => `, ${quote(names.get(key)!)} ${type}`).join('');
  db.exec(
    `CREATE TABLE ${quote(layer.name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom BLOB${list})`,
  );
  const kinds = new Set(layer.features.flatMap((f) => (f.geometry ? [f.geometry.type.toUpperCase()] : [])));
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const insert = db.prepare(`INSERT INTO ${quote(layer.name)} VALUES (NULL, ?${', ?'.repeat(columns.size)})`);
  db.exec('BEGIN');
  for (const feature of layer.features)
    // One list: a geometry alone would be taken for values by name.
    insert.run([
      feature.geometry ? writeBlob(feature.geometry, srs, box) : null,
      ...[...columns.keys()].map((key) => {
        const value: unknown = feature.properties?.[key];
        return value === null || value === undefined
          ? null
          : typeof value === 'number' || typeof value === 'string'
            ? value
            : JSON.stringify(value);
      }),
    ]);
  db.exec('COMMIT');
  const bounds = box[0]! <= box[2]! ? box : [null, null, null, null];
  db.prepare("INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)").run(
    layer.name,
    layer.title,
    changed,
    ...bounds,
    srs,
  );
  db.prepare("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)").run(
    layer.name,
    kinds.size === 1 ? [...kinds][0] : 'GEOMETRY',
    srs,
  );
}

function writeBlob(geometry: Geometry, srs: number, box: number[]): Buffer {
  const own = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === 'number') {
      own[0] = Math.min(own[0]!, value[0]);
      own[1] = Math.min(own[1]!, value[1] as number);
      own[2] = Math.max(own[2]!, value[0]);
      own[3] = Math.max(own[3]!, value[1] as number);
    } else for (const part of value) visit(part);
  };
  const walk = (g: Geometry): void =>
    g.type === 'GeometryCollection' ? g.geometries.forEach(walk) : visit(g.coordinates);
  walk(geometry);
  box[0] = Math.min(box[0]!, own[0]!);
  box[1] = Math.min(box[1]!, own[1]!);
  box[2] = Math.max(box[2]!, own[2]!);
  box[3] = Math.max(box[3]!, own[3]!);
  const head = Buffer.alloc(40);
  head.write('GP', 0, 'latin1');
  head.writeUInt8(0, 2);
  head.writeUInt8(0b0000_0011, 3); // little-endian, envelope of two axes
  head.writeInt32LE(srs, 4);
  for (const [i, value] of [own[0]!, own[2]!, own[1]!, own[3]!].entries())
    head.writeDoubleLE(value, 8 + 8 * i);
  return Buffer.concat([head, writeWkb(geometry)]);
}

const WGS84_WKT =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS ' +
  '84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0],' +
  'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]';
